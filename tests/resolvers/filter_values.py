"""Random filters on a world, as the values that a client sends."""

from typing import Any

from hypothesis import strategies as st

from graph.model import EventStatus, TitleOrigin
from graph.story import story_id
from world import World

Values = st.SearchStrategy[dict[str, Any]]
_MOMENTS = st.sampled_from(
    ["2020-01-02T00:00:00Z", "2020-01-20T03:00:00+03:00", "2020-03-01T12:00:00Z", "2024-06-01T12:00:00Z"]
)


def article_filters(world: World) -> Values:
    """Filters of articles, up to three levels deep."""
    ids = st.lists(st.sampled_from([*(entity.id for entity in world.entities), "nobody"]), max_size=2)
    mentions = _some(all=ids, some=ids, none=ids, includeParts=st.booleans())
    leaves = _some(
        id=_some(**{"in": st.lists(st.sampled_from([article.id for article in world.articles]), max_size=3)}),
        title=_texts(["Title number 1", "TITLE", "kind", "zzz"]),
        lang=_texts(["ar", "EN", "f"]),
        source=_texts(["outlet1.example", "OUTLET", ".example"]),
        byline=_texts(["Writer 1", "writer", "Writer"]),
        titleOrigin=st.lists(st.sampled_from([origin.value for origin in TitleOrigin]), max_size=2),
        publishedAt=_moments(),
        orderedAt=_moments(),
        entities=mentions,
        isDuplicate=st.booleans(),
    )
    return _nested(leaves)


def entity_filters(world: World) -> Values:
    """Filters of entities, up to three levels deep."""
    ids = [entity.id for entity in world.entities]
    numbers = st.integers(0, 12)
    leaves = _some(
        id=_some(eq=st.sampled_from(ids)),
        kinds=st.lists(st.sampled_from(["PERSON", "PLACE", "ORGANIZATION", "EVENT"]), max_size=3),
        name=_texts(["person", "بوتين", "Place 1", "alias"]),
        wikidataId=_texts(["Q1000", "Q100"]),
        articleCount=_some(eq=numbers, gte=numbers, lte=numbers),
        country=_some(eq=st.sampled_from(ids)),
        eventKind=_texts(["summit", "TALKS"]),
        status=st.lists(st.sampled_from([status.value for status in EventStatus]), max_size=2),
        startAt=_moments(),
        participants=st.lists(st.sampled_from(ids), max_size=2),
    )
    return _nested(leaves)


def story_filters(world: World) -> Values:
    """Filters of stories, up to three levels deep."""
    ids = st.lists(st.sampled_from([*(entity.id for entity in world.entities), "nobody"]), max_size=2)
    numbers = st.integers(0, 6)
    leaves = _some(
        id=_some(eq=st.sampled_from([story_id(article.id) for article in world.articles])),
        title=_texts(["Title number 1", "TITLE", "kind", "zzz"]),
        firstAt=_moments(),
        lastAt=_moments(),
        articleCount=_some(eq=numbers, gte=numbers, lte=numbers),
        lang=_texts(["ar", "EN", "f"]),
        entities=_some(all=ids, some=ids, none=ids, includeParts=st.booleans()),
    )
    return _nested(leaves)


def _nested(leaves: Values) -> Values:
    def around(inner: Values) -> Values:
        several = st.lists(inner, max_size=2)
        return _some(AND=several, OR=several, NOT=inner)

    return st.recursive(leaves, around, max_leaves=4)


def _texts(texts: list[str]) -> Values:
    some = st.sampled_from(texts)
    return _some(eq=some, contains=some, startsWith=some, **{"in": st.lists(some, max_size=2)})


def _moments() -> Values:
    return _some(gte=_MOMENTS, gt=_MOMENTS, lte=_MOMENTS, lt=_MOMENTS)


def _some(**strategies: st.SearchStrategy[Any]) -> Values:
    """An object with at most two of these keys."""
    names = st.lists(st.sampled_from(sorted(strategies)), max_size=2, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: strategies[name] for name in chosen}))
