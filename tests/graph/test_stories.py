"""Stories in the graph: what joins, what is told again, and that telling anew gives the same in any order."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, pairwise
from typing import LiteralString

import pytest

from graph.address import Address
from graph.database import Database, Row
from graph.fingerprint import fingerprint
from graph.model import Article
from graph.story import SPAN_DAYS, Pair, Part, Telling, closeness, groups, weigh
from graph.upsert import (
    drop_name,
    merge_entities,
    unmerge_entity,
    upsert_articles,
    upsert_entities,
)
from graph.upsert import stories as telling
from graph.upsert.stories import rebuild_stories, tell_stories
from graph.watch import Step
from shared_graph import SharedGraph
from world import INGESTED, World, random_world

_STORIES = (
    "MATCH (s:Story)<-[:IN_STORY]-(a:Article) WITH s, a ORDER BY a.id "
    "RETURN s.id, s.title, s.heroId, s.articleCount, s.firstAt, s.lastAt, collect(a.id) ORDER BY s.id"
)
_CLEAR = "MATCH (n) WHERE n:Article OR n:Story OR n:Candidate OR n.provisional DETACH DELETE n"
DAY = 86_400_000


def test_what_is_close_shares_two_entities_within_weeks() -> None:
    weights = weigh(100, [("a", 2, 0.5), ("b", 3, 0.4), ("alone", 1, 0.9)])
    assert set(weights) == {"a", "b"}
    one = Telling("1", 0, weights)
    assert closeness(one, Telling("2", 0, weights)) == pytest.approx(1.0)
    assert closeness(one, Telling("2", 15 * DAY, weights)) == pytest.approx(0.5**0.5)
    assert closeness(one, Telling("2", 22 * DAY, weights)) == 0.0
    assert closeness(one, Telling("2", 0, {"a": 1.0})) == 0.0


def test_what_many_articles_name_tells_no_story() -> None:
    named = [("everywhere", 51, 0.5), ("known", 50, 0.5), ("rare", 2, 0.5)]
    assert set(weigh(100, named)) == set(weigh(2500, named)) == {"known", "rare"}
    assert set(weigh(2550, named)) == {"everywhere", "known", "rare"}


def test_what_repeats_a_text_is_close_whatever_it_names() -> None:
    one, copy = Telling("1", 0, {}), Telling("2", 15 * DAY, {}, repeats="1")
    assert closeness(one, copy) == closeness(copy, one) == pytest.approx(0.5**0.5)
    assert closeness(one, Telling("2", 22 * DAY, {}, repeats="1")) == 0.0


def joined(pairs: Sequence[Pair], days: dict[str, int]) -> list[list[str]]:
    parts = {id_: Part(id_, day * DAY, day * DAY, id_) for id_, day in days.items()}
    return sorted(sorted(part.id for part in group) for group in groups(pairs, parts))


def test_groups_hang_together_in_chains_in_any_order() -> None:
    pairs = [(0.5, "a", "b"), (0.4, "c", "d"), (0.4, "e", "f"), (0.3, "b", "c")]
    days = dict.fromkeys("abcdef", 0)
    assert joined(pairs, days) == joined(pairs[::-1], days) == [["a", "b", "c", "d"], ["e", "f"]]


def test_a_long_chain_is_no_story() -> None:
    """Ten articles, each close to the next one alone: a fifth one is close to a fourth of four, a sixth to
    less of five.
    """
    names = "abcdefghij"
    chain = [(0.9 - place / 100, one, other) for place, (one, other) in enumerate(pairwise(names))]
    assert joined(chain, dict.fromkeys(names, 0)) == [[*"abcde"], [*"fghij"]]
    everybody = [(0.9, one, other) for one, other in combinations(names, 2)]
    assert joined(everybody, dict.fromkeys(names, 0)) == [[*names]]


def test_an_article_joins_a_story_that_is_there_by_enough_of_its_articles() -> None:
    story = Part("story", 0, 0, "s1", articles=8)
    parts = {"s1": story, "s2": Part("story", 0, 0, "s1", articles=8), "new": Part("new", 0, 0, "new")}
    assert groups([(0.5, "new", "s1")], parts) == []
    ((one, other),) = groups([(0.5, "new", "s1"), (0.3, "new", "s2"), (0.6, "s1", "s2")], parts)
    assert {one.id, other.id} == {"new", "story"}


def test_a_chain_ends_where_a_story_would_span_too_long() -> None:
    days = {name: place * 7 for place, name in enumerate("abcde")}
    pairs = [(0.5, "a", "b"), (0.5, "b", "c"), (0.5, "c", "d"), (0.6, "d", "e")]
    assert SPAN_DAYS == 21
    assert joined(pairs, days) == [["a", "b", "c"], ["d", "e"]]


async def told(database: Database, batches: Sequence[Sequence[Article]]) -> list[Row]:
    """The stories of the world's articles, written in these batches."""
    await database.write([(_CLEAR, {}), ("MATCH (e:Entity) SET e.articleCount = 0", {})])
    for batch in batches:
        await upsert_articles(database, batch, INGESTED)
    return await database.read(_STORIES, {})


async def retold(database: Database) -> list[Row]:
    """The stories as they are when all are told anew."""
    await rebuild_stories(database)
    return await database.read(_STORIES, {})


@pytest.fixture
def world(shared_graph: SharedGraph) -> World:
    """Articles in bursts, each shorter than a story may span: there the order plays no part."""
    shared_graph.spoil()
    world = random_world(seed=11, articles=60)
    first = min(article.published_at for article in world.articles if article.published_at)
    bursts = tuple(
        replace(
            article, published_at=first + (article.published_at - first) / 20 + timedelta(number % 6 * 40)
        )
        if article.published_at
        else article
        for number, article in enumerate(world.articles)
    )
    return replace(world, articles=bursts)


@pytest.mark.slow
def test_telling_anew_gives_what_joining_gave_and_is_the_same_after_any_order(
    empty_database: Address, world: World
) -> None:
    async def run() -> None:
        async with Database(empty_database) as database:
            await upsert_entities(database, world.entities)
            at_once = await told(database, [world.articles])
            assert len(at_once) > 3
            assert await retold(database) == at_once
            await upsert_articles(database, world.articles, INGESTED)
            assert await database.read(_STORIES, {}) == at_once
            backwards = list(reversed(world.articles))
            await told(database, [backwards[start : start + 7] for start in range(0, 60, 7)])
            assert await retold(database) == at_once

    asyncio.run(run())


@pytest.mark.slow
def test_what_came_one_by_one_is_counted_right(empty_database: Address, world: World) -> None:
    async def run() -> None:
        async with Database(empty_database) as database:
            await upsert_entities(database, world.entities)
            dates = {article.id: article.published_at or INGESTED for article in world.articles}
            for id_, _, hero, count, first, last, ids in await told(
                database, [world.articles[start : start + 5] for start in range(0, 60, 5)]
            ):
                ordered = sorted(ids, key=lambda article: (dates[article], article))
                assert (hero, count) == (ordered[0], len(ids))
                assert id_ == hero.replace("article-", "story-")
                assert first.to_native() == dates[ordered[0]] and last.to_native() == dates[ordered[-1]]
            assert await database.read("MATCH (a:Untold) RETURN a.id", {}) == []

    asyncio.run(run())


def test_a_changed_article_leaves_the_story_that_it_tells_no_more(
    empty_database: Address, world: World
) -> None:
    async def run() -> None:
        async with Database(empty_database) as database:
            await upsert_entities(database, world.entities)
            stories = await told(database, [world.articles])
            changed = next(a for a in world.articles if a.id in stories[0][-1] and not a.fingerprint)
            silent = replace(
                changed, mentions=(), candidates=(), events=(), content_hash="other", title="Another"
            )
            await upsert_articles(database, [silent], INGESTED)
            after = await database.read(_STORIES, {})
            assert changed.id not in {id_ for story in after for id_ in story[-1]}
            assert [story for story in stories if changed.id not in story[-1]] == [
                story for story in after if story in stories
            ]
            await upsert_articles(database, [replace(changed, content_hash="again")], INGESTED)
            back = await database.read(_STORIES, {})
            assert changed.id in {id_ for story in back for id_ in story[-1]}
            assert await retold(database) == stories

    asyncio.run(run())


def test_stories_follow_merges_and_decisions_about_names(empty_database: Address, world: World) -> None:
    async def run() -> None:
        async with Database(empty_database) as database:
            await upsert_entities(database, world.entities)
            before = await told(database, [world.articles])
            one, other = world.entities[4].id, world.entities[8].id
            await merge_entities(database, one, other, INGESTED)
            merged = await database.read(_STORIES, {})
            assert merged != before
            assert await retold(database) == merged
            await unmerge_entity(database, one)
            assert await database.read(_STORIES, {}) == before
            ((name,),) = await database.read(
                "MATCH (c:Candidate)-[:BECAME]->(e:Entity) RETURN c.id "
                "ORDER BY e.articleCount DESC, c.id LIMIT 1",
                {},
            )
            await drop_name(database, name)
            dropped = await database.read(_STORIES, {})
            assert await retold(database) == dropped

    asyncio.run(run())


def test_an_article_joins_its_copies_that_came_before_it(empty_database: Address, world: World) -> None:
    body = " ".join(f"word{number}" for number in range(80))
    silent = replace(world.articles[0], body=body, mentions=(), candidates=(), events=(), headlines=())
    copies = [
        replace(
            silent,
            id=f"article-copy{days}",
            url=f"https://copy.example/{days}",
            content_hash=f"copy{days}",
            published_at=INGESTED - timedelta(days),
            fingerprint=fingerprint(body),
        )
        for days in range(3)
    ]

    async def run() -> None:
        async with Database(empty_database) as database:
            await upsert_entities(database, world.entities)
            (story,) = await told(database, [[copy] for copy in copies])
            assert story[2:4] == ("article-copy2", 3)
            assert await retold(database) == [story]

    asyncio.run(run())


def test_what_a_writer_left_untold_is_told_with_the_next_batch(empty_database: Address, world: World) -> None:
    async def run() -> None:
        async with Database(empty_database) as database:
            await upsert_entities(database, world.entities)
            stories = await told(database, [world.articles])
            await database.write(
                [("MATCH (s:Story) DETACH DELETE s", {}), ("MATCH (a:Article) SET a:Untold", {})]
            )
            changed = replace(world.articles[0], content_hash="other")
            await upsert_articles(database, [changed], INGESTED)
            assert await database.read(_STORIES, {}) == stories

    asyncio.run(run())


def test_who_waits_in_a_later_batch_is_put_into_no_story_that_its_turn_takes_apart(
    empty_database: Address, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[str] = []

    def watch(step: Step, text: LiteralString) -> AbstractContextManager[object]:
        statements.append(f"{step} {text}")
        return nullcontext()

    async def run() -> None:
        async with Database(empty_database, watch=watch) as database:
            await upsert_entities(database, world.entities)
            at_once = await told(database, [world.articles])
            await told(database, [])
            monkeypatch.setattr(telling, "BATCH", len(world.articles) // 6)
            await upsert_articles(database, world.articles, INGESTED, tell=False)
            statements.clear()
            await tell_stories(database)
            assert statements.count("transaction ") == 6
            assert not [one for one in statements if "DETACH DELETE s" in one]
            assert await database.read(_STORIES, {}) == at_once == await retold(database)

    asyncio.run(run())
