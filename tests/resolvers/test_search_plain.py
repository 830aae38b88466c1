"""Search against a plain computation of it, on a small graph of made-up words and random embeddings."""

import asyncio
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from asking import Ask
from graph.address import Address
from graph.database import Database
from graph.folding import fold
from graph.model import Article, Entity
from graph.upsert import upsert_articles, upsert_entities
from graph.upsert.embeddings import unembedded, unembedded_texts, write_embeddings
from resolvers.planner.execution import Answer, QueryExecutor
from resolvers.schema import schema
from world import INGESTED, random_world

WORDS = ("zarbok", "milvut", "traxen", "quondo", "pelwig", "dromsk", "fentry", "halvok", "Person", "5")
LANGS = ("xx", "nl", "tr")
ALL = 100
SEARCH = """
query ($query: String!, $mode: SearchMode!, $kinds: [SearchKind!], $langs: [String!], $first: Int!) {
  search(query: $query, mode: $mode, kinds: $kinds, langs: $langs, first: $first) { score node { id } }
}"""
ASKED: list[dict[str, Any]] = [
    {},
    {"langs": ["nl"]},
    {"langs": ["tr", "xx"], "kinds": ["ARTICLE"]},
    {"kinds": ["PERSON", "PLACE"]},
    {"kinds": ["ARTICLE", "EVENT"]},
]


def vector(text: str) -> list[float]:
    """A vector of unit length that follows from a text."""
    random = Random(text)
    numbers = [random.gauss(0, 1) for _ in range(512)]
    # Of one sign for the greater part, so that most vectors are a little alike.
    numbers[:64] = [abs(number) for number in numbers[:64]]
    length = math.sqrt(math.fsum(number * number for number in numbers))
    return [number / length for number in numbers]


class Plain:
    """The graph as values, and what search finds in it."""

    def __init__(self, entities: Sequence[Entity], articles: Sequence[Article]) -> None:
        self.entities, self.articles = entities, articles

    def _fits(self, node: Article | Entity, asked: dict[str, Any]) -> bool:
        kind = "ARTICLE" if isinstance(node, Article) else node.kind.name
        if "kinds" in asked and kind not in asked["kinds"]:
            return False
        return not isinstance(node, Article) or "langs" not in asked or node.lang in asked["langs"]

    def by_words(self, query: str, asked: dict[str, Any]) -> set[str]:
        """Ids of what has any of the words."""
        wanted = set(fold(query).split())
        texts: list[tuple[Article | Entity, Sequence[str]]] = [
            *((article, [article.title, article.body]) for article in self.articles),
            *((entity, [alias.text for alias in entity.aliases]) for entity in self.entities),
        ]
        return {
            node.id
            for node, parts in texts
            if self._fits(node, asked) and any(wanted & set(fold(part).split()) for part in parts)
        }

    def by_meaning(self, query: str, asked: dict[str, Any]) -> dict[str, float]:
        """The cosine of each article with the query, where it is above 0."""
        asking = vector(query)
        cosines = {
            article.id: math.fsum(a * b for a, b in zip(asking, vector(article.title), strict=True))
            for article in self.articles
            if self._fits(article, asked)
        }
        return {id_: cosine for id_, cosine in cosines.items() if cosine > 0}


def made(random: Random, article: Article, number: int) -> Article:
    """An article of made-up words in a language that nothing is stemmed in."""
    words = random.choices(WORDS[:8], k=random.randrange(3, 12))
    return replace(
        article,
        title=f"{random.choice(WORDS[:8])} title{number}",
        body=" ".join(words),
        lang=random.choice(LANGS),
        content_hash=f"made {number}",
        # A name that no lexicon holds would become an entity more.
        candidates=(),
    )


@pytest.fixture(scope="module")
def plain() -> Plain:
    """What is in the graph."""
    random, world = Random(3), random_world(3)
    articles = [made(random, article, number) for number, article in enumerate(world.articles)]
    return Plain(world.entities, articles)


@pytest.fixture(scope="module")
def ask(empty_database: Address, plain: Plain) -> Iterator[Ask]:
    """Ask the planner on that graph."""
    with asyncio.Runner() as runner:
        database = Database(empty_database)
        runner.run(_fill(database, plain))
        executor = QueryExecutor(schema, database, encode=_encode)

        def asked(query: str, variables: dict[str, Any] | None = None, name: str | None = None) -> Answer:
            return runner.run(executor.execute(query, variables, name))

        yield asked
        runner.run(database.close())


async def _encode(text: str) -> list[float]:
    return vector(text)


async def _fill(database: Database, plain: Plain) -> None:
    await upsert_entities(database, plain.entities)
    await upsert_articles(database, plain.articles, INGESTED)
    waiting = await unembedded_texts(database, await unembedded(database, ALL))
    await write_embeddings(database, waiting, [vector(article.title) for article in waiting])


def hits(ask: Ask, query: str, mode: str, asked: dict[str, Any], first: int = ALL) -> list[tuple[str, float]]:
    """Ids and scores, in order."""
    answer = ask(SEARCH, {"query": query, "mode": mode, "first": first, **asked})
    assert [error.message for error in answer.errors] == []
    assert answer.data is not None
    return [(hit["node"]["id"], hit["score"]) for hit in answer.data["search"]]


QUERIES = [" ".join(Random(seed).sample(WORDS, 1 + seed % 3)) for seed in range(12)]


@pytest.mark.parametrize("asked", ASKED)
def test_words_find_what_has_any_of_them(ask: Ask, plain: Plain, asked: dict[str, Any]) -> None:
    for query in QUERIES:
        found = hits(ask, query, "WORDS", asked)
        assert {id_ for id_, _ in found} == plain.by_words(query, asked)
        scores = [score for _, score in found]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)
        assert scores[:1] in ([], [1.0])
        assert hits(ask, query, "WORDS", asked, 3) == found[:3]


@pytest.mark.parametrize("asked", ASKED)
def test_meaning_finds_the_nearest_vectors(ask: Ask, plain: Plain, asked: dict[str, Any]) -> None:
    for query in QUERIES:
        found = hits(ask, query, "MEANING", asked)
        cosines = plain.by_meaning(query, asked)
        assert [id_ for id_, _ in found] == sorted(cosines, key=lambda id_: (-cosines[id_], id_))
        assert [score for _, score in found] == pytest.approx([cosines[id_] for id_, _ in found], abs=1e-5)


@pytest.mark.parametrize("asked", ASKED)
def test_both_is_the_sum_of_reciprocal_ranks(ask: Ask, plain: Plain, asked: dict[str, Any]) -> None:
    entities = {entity.id for entity in plain.entities}
    for query in QUERIES:
        ranks: dict[str, float] = {}
        for mode in ("WORDS", "MEANING"):
            for place, (id_, _) in enumerate(hits(ask, query, mode, asked), 1):
                ranks[id_] = ranks.get(id_, 0.0) + 61 / (60 + place) / 2
        expected = {id_: score * (2 if id_ in entities else 1) for id_, score in ranks.items()}
        found = hits(ask, query, "BOTH", asked)
        assert dict(found) == pytest.approx(expected)
        assert [score for _, score in found] == pytest.approx(sorted(expected.values(), reverse=True))
