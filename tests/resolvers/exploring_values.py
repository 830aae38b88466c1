"""Random arguments of the fields that look at many articles at once."""

from typing import Any

from hypothesis import strategies as st

from world import World

Strategies = dict[str, st.SearchStrategy[Any]]
_KINDS = st.lists(st.sampled_from(["PERSON", "PLACE", "ORGANIZATION", "EVENT"]), max_size=3)
_WINDOW: Strategies = {
    "from": st.sampled_from(["2020-01-05T00:00:00Z", "2020-02-01T03:00:00+03:00", "2020-01-01T07:00:00Z"]),
    "to": st.sampled_from(["2020-02-20T00:00:00Z", "2020-03-05T12:00:00Z", "2024-06-01T12:00:01Z"]),
}


def exploring_values(name: str) -> Strategies | None:
    """The arguments that a field may be given, each or none of them; None for a field not known here."""
    return {
        "cooccurring": {
            "kinds": _KINDS,
            "measure": st.sampled_from(["COUNT", "PMI"]),
            "minCount": st.integers(1, 3),
            "first": st.integers(0, 5),
            **_WINDOW,
        },
        "timeline": {"interval": st.sampled_from(["HOUR", "DAY", "WEEK", "MONTH"])}
        | {key: _WINDOW[key] for key in ("from",)},
        "trending": {
            "hours": st.sampled_from([7, 200, 700]),
            "kinds": _KINDS,
            "first": st.integers(0, 6),
            "at": st.sampled_from(["2020-02-01T00:00:00Z", "2020-02-20T10:00:00+03:00"]),
        },
    }.get(name)


def path_ends(draw: Any, world: World) -> dict[str, Any]:
    """Two different entities, sometimes one that is not there."""
    ids = [entity.id for entity in world.entities]
    ids += sorted({event.id for article in world.articles for event in article.events})
    start, end = draw(st.lists(st.sampled_from([*ids, "nobody"]), min_size=2, max_size=2, unique=True))
    return {"from": start, "to": end}
