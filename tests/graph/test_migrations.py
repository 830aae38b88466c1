"""An old graph on a real engine is brought forward, whole, from wherever a run was stopped."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any, LiteralString

import pytest

from graph.address import Address
from graph.constraints import VERSION, ensure_layout
from graph.database import Database
from graph.migrations import INDEXES_ONLY, MIGRATIONS
from graph.state import read_state
from shared_graph import SharedGraph

pytestmark = pytest.mark.changes_demo

OLD: tuple[LiteralString, ...] = (
    "MATCH (s:Story) DETACH DELETE s",
    "MATCH (a:Article) REMOVE a.number, a:ArticleAr, a:ArticleEn, a:ArticleFr, a:ArticleEs, a:ArticleXx",
    "MATCH (l:Layout {name: 'content-graph'}) REMOVE l.articles SET l.version = 2",
)
"""Makes the graph what layout 2 had of it."""


@pytest.fixture
async def database(demo_database: Address, shared_graph: SharedGraph) -> AsyncGenerator[Database]:
    """A connection to the demo graph, which is filled anew after these tests."""
    async with Database(demo_database) as opened:
        yield opened
    shared_graph.spoil()


async def snapshot(database: Database) -> list[Any]:
    """Labels of all articles, and how large the stories are."""
    return await database.read(
        "MATCH (a:Article) WITH a ORDER BY a.id "
        "WITH collect([a.id, [l IN labels(a) WHERE l STARTS WITH 'ArticleA' OR l STARTS WITH 'ArticleE' "
        "OR l STARTS WITH 'ArticleF' OR l IN ['Unembedded', 'Untold']]]) AS articles "
        "MATCH (s:Story) WITH articles, s ORDER BY s.id RETURN articles, collect([s.id, s.articleCount])",
        {},
    )


async def age(database: Database) -> None:
    """Make the graph an old one."""
    await database.write([(statement, {}) for statement in OLD])


async def forward(database: Database) -> None:
    """What every command does first."""
    await ensure_layout(database, (await read_state(database)).version)


@pytest.mark.slow
async def test_an_old_graph_is_brought_forward_from_wherever_it_is(database: Database) -> None:
    await age(database)
    await forward(database)
    state = await read_state(database)
    assert (state.version, state.articles) == (VERSION, 100)
    rows = await database.read(
        "MATCH (a:Article) WITH a ORDER BY a.number MATCH (l:Layout {name: 'content-graph'}) "
        "RETURN collect(a.number), l.articles",
        {},
    )
    assert rows == [(list(range(1, 101)), 100)]
    whole = await snapshot(database)

    await forward(database)
    assert await snapshot(database) == whole

    # Stopped in the middle of each step, and begun by two at once.
    await age(database)
    await database.write(
        [
            ("MATCH (a:Article {lang: 'ar'}) SET a:ArticleAr, a:Unembedded", {}),
            ("MATCH (a:Article) WITH a ORDER BY a.ingestedAt, a.id LIMIT 2 SET a:Untold", {}),
        ]
    )
    await asyncio.gather(forward(database), forward(database))
    assert await snapshot(database) == whole


def test_there_is_a_step_to_every_layout_from_the_third() -> None:
    assert sorted([*MIGRATIONS, *INDEXES_ONLY]) == list(range(3, VERSION + 1))
