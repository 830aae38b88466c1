"""A small random graph in the real database, and the planner on it."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from asking import Ask
from graph.address import Address
from graph.database import Database, Limits
from graph.upsert import upsert_articles, upsert_entities
from graph.upsert.embeddings import unembedded, unembedded_texts, write_embeddings
from graph.upsert.similar import Similar, write_similar
from naive import NaiveGraph
from resolvers.federation import subgraph
from resolvers.guard.limits import OperationLimits
from resolvers.planner.execution import Answer, QueryExecutor
from world import INGESTED, World, random_world

# Generated operations are about answers; tests of the limits have an executor of their own.
ROOMY = OperationLimits(
    depth=100,
    aliases=10_000,
    roots=10_000,
    directives=10_000,
    fields=2000,
    repeats=1_000_000,
    cost=10_000_000,
)

# A generated operation may be planned for seconds while other programs run; these tests are about answers.
PATIENT = Limits(read_seconds=60)


# What is near is told by the world; only an article with an embedding can be near to another.
SOME_VECTOR = [1.0, *[0.0] * 511]


@pytest.fixture(scope="module")
def world() -> World:
    """The values that the graph of this module holds."""
    return random_world(seed=7)


@pytest.fixture(scope="module")
def naive(world: World) -> NaiveGraph:
    """The same values, answered the plain way."""
    return NaiveGraph(world)


@pytest.fixture(scope="module")
def ask(world: World, empty_database: Address) -> Iterator[Ask]:
    """Ask the planner an operation on a database that holds the world."""
    with asyncio.Runner() as runner:
        database = Database(empty_database, PATIENT)
        runner.run(_fill(database, world))
        executor = QueryExecutor(subgraph, database, limits=ROOMY)

        def asked(query: str, variables: dict[str, Any] | None = None, name: str | None = None) -> Answer:
            return runner.run(executor.execute(query, variables, name))

        yield asked
        runner.run(database.close())


async def _fill(database: Database, world: World) -> None:
    await upsert_entities(database, world.entities)
    await upsert_articles(database, world.articles, INGESTED)
    waiting = await unembedded_texts(database, await unembedded(database, len(world.articles)))
    await write_embeddings(database, waiting, [SOME_VECTOR] * len(waiting))
    near = {
        (article.id, article.content_hash): [
            Similar(other, score, score, score) for id_, other, score in world.similar if id_ == article.id
        ]
        for article in world.articles
    }
    await write_similar(database, near)
