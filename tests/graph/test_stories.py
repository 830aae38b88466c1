"""Stories in the graph: what joins, in which order, and that telling them anew gives the same."""

import asyncio
from collections.abc import Sequence

import pytest

from graph.address import Address
from graph.database import Database
from graph.model import Article
from graph.story import Telling, closeness, groups, weigh
from graph.upsert import upsert_articles, upsert_entities
from graph.upsert.stories import rebuild_stories
from shared_graph import SharedGraph
from world import INGESTED, random_world

_STORIES = (
    "MATCH (s:Story)<-[:IN_STORY]-(a:Article) WITH s, a ORDER BY a.id "
    "RETURN s.id, s.title, s.heroId, s.articleCount, s.firstAt, s.lastAt, collect(a.id) ORDER BY s.id"
)
DAY = 86_400_000


def test_what_is_close_shares_two_entities_within_weeks() -> None:
    weights = weigh(100, [("a", 2, 0.5), ("b", 3, 0.4), ("alone", 1, 0.9)])
    assert set(weights) == {"a", "b"}
    one = Telling("1", 0, weights)
    assert closeness(one, Telling("2", 0, weights)) == pytest.approx(1.0)
    assert closeness(one, Telling("2", 15 * DAY, weights)) == pytest.approx(0.5**0.5)
    assert closeness(one, Telling("2", 22 * DAY, weights)) == 0.0
    assert closeness(one, Telling("2", 0, {"a": 1.0})) == 0.0


def test_groups_hang_together_in_chains_in_any_order() -> None:
    pairs = [("a", "b"), ("c", "d"), ("e", "f"), ("b", "c")]
    assert groups(pairs) == groups(reversed(pairs)) == [["a", "b", "c", "d"], ["e", "f"]]


async def told(database: Database, batches: Sequence[Sequence[Article]]) -> list[tuple[object, ...]]:
    """The stories of the world's articles, written in these batches."""
    await database.write([("MATCH (n) WHERE n:Article OR n:Story DETACH DELETE n", {})])
    for batch in batches:
        await upsert_articles(database, batch, INGESTED)
    return await database.read(_STORIES, {})


def test_telling_anew_gives_what_joining_gave_and_is_the_same_after_any_order(
    empty_database: Address, shared_graph: SharedGraph
) -> None:
    world = random_world(seed=11, articles=60)

    async def run() -> None:
        async with Database(empty_database) as database:
            await upsert_entities(database, world.entities)
            at_once = await told(database, [world.articles])
            assert len(at_once) > 3
            assert await rebuild_stories(database) == len(at_once)
            assert await database.read(_STORIES, {}) == at_once
            await upsert_articles(database, world.articles, INGESTED)
            assert await database.read(_STORIES, {}) == at_once
            backwards = list(reversed(world.articles))
            await told(database, [backwards[start : start + 7] for start in range(0, 60, 7)])
            await rebuild_stories(database)
            assert await database.read(_STORIES, {}) == at_once

    asyncio.run(run())
    shared_graph.spoil()
