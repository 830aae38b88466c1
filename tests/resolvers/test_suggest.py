"""Suggest on the lexicon and the demo articles, whose single letters begin up to three thousand names."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from graph.address import Address
from graph.database import Database
from graph.names import EVERYWHERE
from resolvers.planner.execution import Answer, QueryExecutor
from resolvers.schema import schema

SUGGEST = """query ($prefix: String!, $kinds: [EntityKind!]) {
  suggest(prefix: $prefix, kinds: $kinds, first: 10) { text entity { id articleCount } }
}"""
NAMED = "MATCH (a:Alias)-[:NAMES]->(e) RETURN a.folded, e.id, e.articleCount, labels(e), a.lang"
PREFIXES = ("m", "p", "s", "ma", "ا", "ال", "م", "بو", "mosc", "زيل")


class Graph:
    """The graph, asked by the planner, and all that names anything in it."""

    def __init__(self, runner: asyncio.Runner, database: Database) -> None:
        """Ask this database, by this runner."""
        self._runner = runner
        self._executor = QueryExecutor(schema, database)
        self.named = runner.run(database.read(NAMED, {}))

    def suggested(self, prefix: str, **more: Any) -> list[dict[str, Any]]:
        """What is suggested."""
        answer: Answer = self._runner.run(self._executor.execute(SUGGEST, {"prefix": prefix, **more}, None))
        assert [error.message for error in answer.errors] == []
        assert answer.data is not None
        return answer.data["suggest"]

    def counts(self, prefix: str, kind: str = "Entity") -> list[int]:
        """How many articles mention each entity that has a name beginning so, most first."""
        found = {
            id_: n for name, id_, n, labels, _ in self.named if name.startswith(prefix) and kind in labels
        }
        return sorted(found.values(), reverse=True)


@pytest.fixture(scope="module")
def graph(demo_database: Address) -> Iterator[Graph]:
    """The demo graph."""
    with asyncio.Runner() as runner:
        database = Database(demo_database)
        yield Graph(runner, database)
        runner.run(database.close())


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_most_mentioned_come_first_however_many_names_begin_so(graph: Graph, prefix: str) -> None:
    found = [hit["entity"]["articleCount"] for hit in graph.suggested(prefix)]
    assert found == graph.counts(prefix)[:10]


@pytest.mark.parametrize(("kind", "label"), [("PERSON", "Person"), ("PLACE", "Place")])
def test_the_most_mentioned_of_a_kind_come_first(graph: Graph, kind: str, label: str) -> None:
    for prefix in PREFIXES:
        found = [hit["entity"]["articleCount"] for hit in graph.suggested(prefix, kinds=[kind])]
        # What one article mentions is not looked for behind letters that hundreds of names begin with.
        often = [count for count in graph.counts(prefix, label)[:10] if count > 1]
        assert found[: len(often)] == often


def test_an_entity_is_suggested_once_by_its_shortest_usual_name_that_begins_so(graph: Graph) -> None:
    for prefix in PREFIXES:
        hits = graph.suggested(prefix)
        assert len({hit["entity"]["id"] for hit in hits}) == len(hits) > 0
        for hit in hits:
            own = [
                (lang in EVERYWHERE, name)
                for name, id_, *_, lang in graph.named
                if id_ == hit["entity"]["id"]
            ]
            fitting = [(usual, name) for usual, name in own if name.startswith(prefix)]
            usual = [name for usual, name in fitting if usual] or [name for _, name in fitting]
            assert len(hit["text"]) <= min(map(len, usual)) + 3


@pytest.mark.parametrize(
    ("prefix", "text"), [("بوت", "بوتين"), ("russ", "Russia"), ("deutschl", "Deutschland")]
)
def test_a_name_of_one_language_is_told_where_no_other_begins_so(
    graph: Graph, prefix: str, text: str
) -> None:
    assert graph.suggested(prefix)[0]["text"] == text
