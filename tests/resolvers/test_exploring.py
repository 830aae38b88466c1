"""What lies around an entity, at its limits; the oracle holds what the fields mean."""

from typing import Any

import pytest

from asking import Ask
from resolvers.exploring import cooccurrence, timeline, trending
from world import World

COOCCURRING = """query($id: ID!, $from: DateTime, $to: DateTime, $least: Int, $first: Int! = 100) {
  entity(id: $id) { cooccurring(from: $from, to: $to, minCount: $least, first: $first) {
    counted isCapped entities { entity { id } count score articles(first: 100) { id orderedAt } } } } }"""
TIMELINE = """query($id: ID!, $interval: TimelineInterval!, $from: DateTime, $to: DateTime) {
  entity(id: $id) { timeline(interval: $interval, from: $from, to: $to) { isCapped buckets { start count } } }
}"""


def found(ask: Ask, query: str, **variables: Any) -> Any:
    """The answer of the only field of an entity."""
    answer = ask(query, variables)
    assert answer.errors == []
    assert answer.data is not None
    return next(iter(answer.data["entity"].values()))


@pytest.mark.parametrize("query", [COOCCURRING, TIMELINE])
def test_nothing_lies_around_an_unknown_entity(ask: Ask, query: str) -> None:
    assert ask(query, {"id": "nobody", "interval": "DAY"}).data == {"entity": None}


def test_an_empty_window_has_nothing(ask: Ask, world: World) -> None:
    empty = {"id": world.entities[0].id, "from": "1999-01-01T00:00:00Z", "to": "1999-02-01T00:00:00Z"}
    assert found(ask, COOCCURRING, **empty) == {"counted": 0, "isCapped": False, "entities": []}
    assert found(ask, TIMELINE, **empty, interval="DAY") == {"isCapped": False, "buckets": []}


def test_a_popular_entity_is_sampled_and_says_so(
    ask: Ask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cooccurrence, "SAMPLE", 5)
    told = found(ask, COOCCURRING, id=world.entities[0].id)
    newest = ask(
        "query($id: ID!) { entity(id: $id) { articles(first: 5) { nodes { id } } } }",
        {"id": world.entities[0].id},
    ).data
    assert newest is not None
    assert (told["counted"], told["isCapped"]) == (5, True)
    evidence = {article["id"] for entry in told["entities"] for article in entry["articles"]}
    assert evidence <= {node["id"] for node in newest["entity"]["articles"]["nodes"]}
    assert evidence
    assert all(len(entry["articles"]) == entry["count"] <= 5 for entry in told["entities"])


def test_a_timeline_keeps_its_newest_buckets_and_says_so(
    ask: Ask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = found(ask, TIMELINE, id=world.entities[0].id, interval="DAY")
    monkeypatch.setattr(timeline, "MOST_BUCKETS", 4)
    told = found(ask, TIMELINE, id=world.entities[0].id, interval="DAY")
    assert (told["isCapped"], len(told["buckets"])) == (True, 4)
    assert told["buckets"] == whole["buckets"][-4:]


@pytest.mark.parametrize(
    ("query", "variables", "message"),
    [
        (
            TIMELINE,
            {"interval": "HOUR", "from": "2020-01-01T00:00:00Z", "to": "2021-01-01T00:00:00Z"},
            (
                "from and to are 8784 intervals of HOUR apart; at most 1000 are told, "
                "so give a longer interval or a shorter time"
            ),
        ),
        (
            TIMELINE,
            {"interval": "DAY", "from": "2021-01-01T00:00:00Z", "to": "2020-01-01T00:00:00+01:00"},
            "from is 2021-01-01T00:00:00+00:00, to is 2019-12-31T23:00:00+00:00; from must be the earlier",
        ),
        (COOCCURRING, {"to": "2020-01-01T00:00:00"}, "to has no time zone; write it as 2019-08-19T00:00:00Z"),
        (COOCCURRING, {"least": 0}, "minCount is 0; it must be 1 or more"),
        (COOCCURRING, {"first": 101}, "first is 101; it must be from 0 to 100"),
    ],
)
def test_arguments_out_of_range_are_refused(
    ask: Ask, world: World, query: str, variables: dict[str, Any], message: str
) -> None:
    answer = ask(query, {"id": world.entities[0].id, **variables})
    assert [error.message for error in answer.errors] == [message]
    assert [(error.extensions or {})["code"] for error in answer.errors] == ["BAD_USER_INPUT"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("days: 1, hours: 1", "a window is given in days or in hours, not both"),
        ("days: 0", "days is 0; it must be from 1 to 366"),
        ("hours: 8785", "hours is 8785; it must be from 1 to 8784"),
        ('at: "2020-01-01T00:00:00"', "at has no time zone; write it as 2019-08-19T00:00:00Z"),
        (
            'at: "0002-01-01T00:00:00Z"',
            "at is 0002-01-01T00:00:00+00:00; it must be in the year 1000 or later",
        ),
    ],
)
def test_windows_that_cannot_be_are_refused(ask: Ask, arguments: str, message: str) -> None:
    answer = ask(f"{{ trending({arguments}) {{ counted }} }}")
    assert [error.message for error in answer.errors] == [message]


def test_nothing_trends_in_an_empty_window(ask: Ask) -> None:
    answer = ask(
        '{ trending(at: "1999-01-08T00:00:00Z") { since until counted isCapped entities { count } } }'
    )
    assert answer.data == {
        "trending": {
            "since": "1999-01-01T00:00:00Z",
            "until": "1999-01-08T00:00:00Z",
            "counted": 0,
            "isCapped": False,
            "entities": [],
        }
    }


def test_trends_of_a_busy_window_say_that_they_are_capped(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    query = '{ trending(days: 100, at: "2020-03-01T00:00:00Z") { counted isCapped entities { count } } }'
    monkeypatch.setattr(trending, "SAMPLE", 3)
    answer = ask(query)
    assert answer.data is not None
    told = answer.data["trending"]
    assert (told["counted"], told["isCapped"]) == (3, True)
    # What is found in few articles is counted in all of the window.
    assert max(entity["count"] for entity in told["entities"]) > 3
