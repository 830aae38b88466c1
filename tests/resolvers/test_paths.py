"""Paths between all pairs of a small graph, at their limits, and the sentences that prove them."""

from datetime import UTC, datetime
from itertools import pairwise, permutations
from typing import Any

import pytest

from asking import Ask
from graph.identity import entity_id
from graph.model import Article, Entity, EntityKind, Mention, TitleOrigin
from naive import NaiveGraph
from resolvers.exploring import evidence, paths
from test_oracle import same
from world import World

PATHS = """query($from: ID!, $to: ID!, $longest: Int!, $first: Int!) {
  paths(from: $from, to: $to, maxLength: $longest, first: $first) {
    length entities { id } hops { from { id } to { id } kind evidence(first: 3) {
      namesBoth sentence article { id title body } } } } }"""
_DAY = datetime(2020, 1, 1, tzinfo=UTC)

SENTENCES = {
    "Ann met Bob. Nobody else was there.": ("Ann met Bob.", True),
    "🙂🙂 Before all. 🙂 Then Ann, they say, met Bob! After": ("🙂 Then Ann, they say, met Bob!", True),
    "Ann came.\n\nBob left.": ("Ann came.", False),
    "Ann left. قالت Ann إن Bob غادر؟ نعم.": ("قالت Ann إن Bob غادر؟", True),
    "«Bob knows Ann.» So they say.": ("«Bob knows Ann.»", True),
    "U.S. envoy Ann of J. K. Ltd met Dr. Bob. Fine.": ("U.S. envoy Ann of J. K. Ltd met Dr. Bob.", True),
    "Ann and Bob": ("Ann and Bob", True),
}


def _person(name: str) -> Entity:
    return Entity(id=entity_id(EntityKind.PERSON, name, None), kind=EntityKind.PERSON, names={"en": name})


def _article(title: str, body: str, names: list[str]) -> Article:
    mentions: list[Mention] = []
    for name in names:
        starts = tuple(place for place in range(len(body)) if body.startswith(name, place))
        ends = tuple(start + len(name) for start in starts)
        mentions.append(
            Mention(_person(name).id, starts, ends, (name,) * len(starts), max(1, len(starts)), 0.5, 0.9)
        )
    return Article(
        id=f"article-{title}",
        title=title,
        title_origin=TitleOrigin.PAGE,
        body=body,
        lang="en",
        content_hash=title,
        published_at=_DAY,
        mentions=tuple(mentions),
    )


@pytest.fixture(scope="module")
def world() -> World:
    """Two chains that cross, so that some entities are four hops apart; and pairs in sorts of sentences."""
    names = ["E0", "E1", "E2", "E3", "E4", "E5"]
    pairs = [*pairwise(names), ("E0", "F1"), ("F1", "E2"), ("E2", "F3"), ("F3", "E4"), ("E0", "E1")]
    articles = [
        _article(f"{one} {other} {number}", f"{one} and {other}.", [one, other])
        for number, (one, other) in enumerate(pairs)
    ]
    articles += [_article(f"Pair {place}", body, ["Ann", "Bob"]) for place, body in enumerate(SENTENCES)]
    people = sorted({name for pair in pairs for name in pair} | {"Ann", "Bob"})
    return World(tuple(map(_person, people)), tuple(articles))


def asked(ask: Ask, one: str, other: str, longest: int = 4, first: int = 10) -> list[Any]:
    """The paths between two people."""
    ends = {"from": _person(one).id, "to": _person(other).id}
    answer = ask(PATHS, {**ends, "longest": longest, "first": first})
    assert answer.errors == []
    assert answer.data is not None
    return answer.data["paths"]


@pytest.mark.slow
def test_paths_between_all_pairs_are_the_plain_answer(ask: Ask, naive: NaiveGraph, world: World) -> None:
    lengths: set[int] = set()
    for one, other in permutations(world.entities, 2):
        for longest, first in ((4, 10), (4, 1), (3, 2), (2, 10)):
            values = {"from": one.id, "to": other.id, "longest": longest, "first": first}
            planned, plain = ask(PATHS, values), naive.execute(PATHS, values)
            assert planned.errors == []
            assert plain.errors is None
            assert same(planned.data, plain.data), values
            assert planned.data is not None
            lengths |= {path["length"] for path in planned.data["paths"]}
    assert lengths == {1, 2, 3, 4}


def test_a_hop_seen_more_often_comes_first(ask: Ask) -> None:
    found = asked(ask, "E0", "E2", longest=2)
    middles = [path["entities"][1]["id"] for path in found]
    assert middles == [_person("E1").id, _person("F1").id]


@pytest.mark.parametrize("body", SENTENCES)
def test_the_sentence_holds_both_names_where_one_does(ask: Ask, body: str) -> None:
    told = ask(
        PATHS.replace("first: 3", "first: 10"),
        {"from": _person("Ann").id, "to": _person("Bob").id, "longest": 1, "first": 1},
    ).data
    assert told is not None
    (path,) = told["paths"]
    by_body = {entry["article"]["body"]: entry for entry in path["hops"][0]["evidence"]}
    assert (by_body[body]["sentence"], by_body[body]["namesBoth"]) == SENTENCES[body]
    shown = [entry["namesBoth"] for entry in path["hops"][0]["evidence"]]
    assert shown == sorted(shown, reverse=True)


def test_every_hop_has_evidence_when_little_is_read(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    for room, name, value in (
        (paths, "NEAR", 2),
        (evidence, "NEAR", 2),
        (paths, "FAR", 1),
        (paths, "WIDE", 1),
    ):
        monkeypatch.setattr(room, name, value)
    found = asked(ask, "E0", "E4") + asked(ask, "E1", "E3")
    assert found
    assert all(hop["evidence"] for path in found for hop in path["hops"])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"to": "a"}, "from and to are the same entity; a path needs two"),
        ({"longest": 5}, "maxLength is 5; it must be from 1 to 4"),
        ({"longest": 0}, "maxLength is 0; it must be from 1 to 4"),
        ({"first": 11}, "first is 11; it must be from 0 to 10"),
        ({"first": -1}, "first is -1; it must be from 0 to 10"),
        ({"to": "x" * 201}, "to has 201 letters; it may have at most 200"),
    ],
)
def test_paths_that_cannot_be_are_refused(ask: Ask, values: dict[str, Any], message: str) -> None:
    answer = ask(PATHS, {"from": "a", "to": "b", "longest": 3, "first": 3, **values})
    assert [error.message for error in answer.errors] == [message]


def test_an_unknown_end_has_no_paths(ask: Ask) -> None:
    values = {"from": _person("Ann").id, "to": "nobody", "longest": 3, "first": 3}
    assert ask(PATHS, values).data == {"paths": []}
