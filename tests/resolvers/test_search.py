"""Search by words, by meaning and by both, on the demo articles."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asking import Ask
from graph.address import Address
from graph.database import Database
from resolvers.planner.execution import Answer, QueryExecutor
from resolvers.schema import schema
from shared_graph import ENCODER

SEARCH = """query ($query: String!, $mode: SearchMode!, $kinds: [SearchKind!], $langs: [String!]) {
  search(query: $query, mode: $mode, kinds: $kinds, langs: $langs, first: 10) {
    score snippet { text starts ends }
    node { __typename id ... on Article { title lang } ... on Person { name } }
  }
}"""


async def vector(text: str) -> list[float]:
    """The vector of a text."""
    return ENCODER.encode([text])[0]


@pytest.fixture(scope="module")
def ask(demo_database: Address) -> Iterator[Ask]:
    """Ask the planner on the demo graph."""
    with asyncio.Runner() as runner:
        database = Database(demo_database)
        executor = QueryExecutor(schema, database, encode=vector)

        def asked(query: str, variables: dict[str, Any] | None = None, name: str | None = None) -> Answer:
            return runner.run(executor.execute(query, variables, name))

        yield asked
        runner.run(database.close())


def hits(ask: Ask, query: str, mode: str = "WORDS", **more: Any) -> list[dict[str, Any]]:
    """What search finds."""
    answer = ask(SEARCH, {"query": query, "mode": mode, **more})
    assert [error.message for error in answer.errors] == []
    assert answer.data is not None
    return answer.data["search"]


def test_words_are_marked_in_the_snippet(ask: Ask) -> None:
    for query in ("rebelles Damas", "Damascus", "دمشق"):
        found = hits(ask, query, kinds=["ARTICLE"])
        assert found
        marked = [
            hit["snippet"]["text"][start:end]
            for hit in found
            for start, end in zip(hit["snippet"]["starts"], hit["snippet"]["ends"], strict=True)
        ]
        assert any(query.split()[-1][:4].lower() in mark.lower() for mark in marked), marked


@pytest.mark.parametrize(("one", "other"), [("إدلب", "ادلب"), ("مسؤول", "مسئول"), ("قمة", "قمه")])
def test_arabic_spellings_find_the_same_articles(ask: Ask, one: str, other: str) -> None:
    first, second = hits(ask, one, kinds=["ARTICLE"]), hits(ask, other, kinds=["ARTICLE"])
    assert first
    assert {hit["node"]["id"] for hit in first} == {hit["node"]["id"] for hit in second}


def test_meaning_crosses_languages(ask: Ask) -> None:
    found = hits(ask, "les rebelles prennent Damas et Assad s'enfuit", "MEANING")
    assert len({hit["node"]["lang"] for hit in found}) > 1
    assert {hit["node"]["__typename"] for hit in found} == {"Article"}
    assert [hit["score"] for hit in found] == sorted((hit["score"] for hit in found), reverse=True)
    only = hits(ask, "les rebelles prennent Damas et Assad s'enfuit", "MEANING", langs=["ar"])
    assert only and {hit["node"]["lang"] for hit in only} == {"ar"}


def test_both_joins_entities_and_articles(ask: Ask) -> None:
    found = hits(ask, "Putin", "BOTH")
    assert {"Article", "Person"} <= {hit["node"]["__typename"] for hit in found}
    assert all(0 < hit["score"] <= 1 for hit in found)
    assert found[0]["node"]["id"] == "Q7747"
    assert {hit["node"]["__typename"] for hit in hits(ask, "Putin", "BOTH", kinds=["PERSON"])} == {"Person"}


def test_an_entity_shows_the_form_of_its_name_that_fits(ask: Ask) -> None:
    for query in ("Poutine", "بوتين", "Putin"):
        snippet = hits(ask, query, kinds=["PERSON"])[0]["snippet"]
        marked = snippet["text"][snippet["starts"][0] : snippet["ends"][0]]
        assert query in marked


def test_any_text_is_safe(ask: Ask) -> None:
    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
        | st.text('+-&|!(){}[]^"~*?:\\/ AND', max_size=20),
        st.sampled_from(["WORDS", "MEANING", "BOTH"]),
    )
    def one(query: str, mode: str) -> None:
        for hit in hits(ask, query, mode):
            text, starts, ends = (hit["snippet"][key] for key in ("text", "starts", "ends"))
            assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))

    one()
