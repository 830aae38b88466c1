"""Merging entities and taking it back, on the real database."""

import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from export import export
from graph.address import Address
from graph.database import Database
from graph.errors import BadArgument
from graph.model import Entity, EntityKind
from graph.upsert import (
    add_alias,
    merge_entities,
    remove_alias,
    unmerge_entity,
    upsert_articles,
    upsert_entities,
)
from world import INGESTED, World, random_world

NOW = datetime(2025, 1, 2, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    """Values of a small graph in which the same entities are named often."""
    return random_world(seed=11, articles=40)


@pytest.fixture
async def database(empty_database: Address) -> AsyncIterator[Database]:
    """The database, empty but for its layout; emptied again."""
    async with Database(empty_database) as opened:
        yield opened
        await clear(opened)


async def clear(database: Database) -> None:
    await database.write([("MATCH (n) WHERE NOT n:Layout DETACH DELETE n", {})])
    await database.write([("MATCH (l:Layout) REMOVE l.articles, l.numbering", {})])


async def fill(database: Database, world: World, *, start: int = 0, end: int | None = None) -> None:
    if not start:
        await upsert_entities(database, world.entities)
    await upsert_articles(database, world.articles[start:end], INGESTED)


def of(world: World, kind: EntityKind) -> list[Entity]:
    return [entity for entity in world.entities if entity.kind is kind]


async def counts(database: Database, id_: str) -> Any:
    statement = (
        "MATCH (e:Entity {id: $id}) RETURN e.articleCount, COUNT { (e)<-[:MENTIONS]-() }, "
        "COLLECT { MATCH (e)<-[:MENTIONS]-(a) RETURN a.id ORDER BY a.id }"
    )
    return (await database.read(statement, {"id": id_}))[0]


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=[pytest.mark.slow] * (kind is not EntityKind.PERSON)) for kind in EntityKind],
)
async def test_a_merge_taken_back_leaves_no_trace(database: Database, world: World, kind: EntityKind) -> None:
    await fill(database, world)
    gone, stays = (entity.id for entity in of(world, kind)[:2])
    before = await export(database)
    mentioning = {*(await counts(database, gone))[2], *(await counts(database, stays))[2]}
    merge = await merge_entities(database, gone, stays, NOW)
    merged = await export(database)
    assert merged != before
    count, degree, ids = await counts(database, stays)
    assert (count, degree, set(ids)) == (len(mentioning), len(mentioning), mentioning)
    assert merge.survivor == stays
    await merge_entities(database, gone, stays, NOW)
    assert await export(database) == merged
    assert await unmerge_entity(database, gone)
    assert await export(database) == before
    assert not await unmerge_entity(database, gone)


@pytest.mark.slow
async def test_what_comes_in_between_is_given_back(database: Database, world: World) -> None:
    people = of(world, EntityKind.PERSON)
    await fill(database, world)
    expected = await export(database)
    await clear(database)
    await fill(database, world, end=20)
    await merge_entities(database, people[0].id, people[1].id, NOW)
    await fill(database, world, start=20)
    seen = await export(database)
    await unmerge_entity(database, people[0].id)
    assert await export(database) == expected
    await merge_entities(database, people[0].id, people[1].id, NOW)
    assert await export(database) == seen


@pytest.mark.slow
async def test_merges_of_merges_can_be_taken_back_in_any_order(database: Database, world: World) -> None:
    chooser = random.Random(3)
    await fill(database, world)
    before = await export(database)
    for kind in EntityKind:
        ids = [entity.id for entity in of(world, kind)[:3]]
        for order in ([0, 1], [1, 0]):
            await merge_entities(database, ids[0], ids[1], NOW)
            await merge_entities(database, ids[1], ids[2], NOW)
            articles = chooser.sample(world.articles, 10)
            await upsert_articles(database, articles, INGESTED)
            for place in order:
                await unmerge_entity(database, ids[place])
            assert await export(database) == before


@pytest.mark.slow
async def test_articles_and_lexicon_written_again_change_nothing(database: Database, world: World) -> None:
    await fill(database, world)
    for kind in EntityKind:
        first, second = (entity.id for entity in of(world, kind)[:2])
        await merge_entities(database, first, second, NOW)
    merged = await export(database)
    await fill(database, world)
    assert await export(database) == merged
    await database.write(
        [("MATCH (n:Entity|Merged) WHERE n.entityHash IS NOT NULL SET n.entityHash = 'old'", {})]
    )
    changed = [replace(article, content_hash="changed") for article in world.articles]
    await upsert_articles(database, changed, INGESTED)
    await fill(database, world)
    assert await export(database) == merged


async def test_a_dry_run_tells_and_writes_nothing(database: Database, world: World) -> None:
    await fill(database, world)
    gone, stays = (entity.id for entity in of(world, EntityKind.PERSON)[:2])
    before = await export(database)
    told = await merge_entities(database, gone, stays, NOW, dry_run=True)
    assert await export(database) == before
    assert await merge_entities(database, gone, stays, NOW) == told
    assert told.articles > 0


async def test_what_cannot_be_merged_is_told(database: Database, world: World) -> None:
    await fill(database, world)
    first, second, third = (entity.id for entity in of(world, EntityKind.PERSON)[:3])
    place = of(world, EntityKind.PLACE)[0].id
    for gone, into, message in (
        (first, first, "one entity already"),
        (first, "nobody", "no entity has the id 'nobody'"),
        ("nobody", first, "no entity has the id 'nobody'"),
        (first, place, "is a Person and"),
    ):
        with pytest.raises(BadArgument, match=message):
            await merge_entities(database, gone, into, NOW)
    await merge_entities(database, first, second, NOW)
    with pytest.raises(BadArgument, match=f"was merged into {second}"):
        await merge_entities(database, first, third, NOW)
    with pytest.raises(BadArgument, match="one entity already"):
        await merge_entities(database, second, first, NOW)
    with pytest.raises(BadArgument, match="no entity has the id 'nobody'"):
        await unmerge_entity(database, "nobody")


async def test_aliases_added_and_taken_back(database: Database, world: World) -> None:
    await fill(database, world)
    first, second = (entity.id for entity in of(world, EntityKind.PERSON)[:2])
    before = await export(database)
    assert await add_alias(database, first, "الاسم الجديد", "ar") == first
    added = await export(database)
    assert await add_alias(database, first, "الاسم الجديد", "ar") == first
    assert await export(database) == added != before
    await merge_entities(database, first, second, NOW)
    assert await add_alias(database, first, "الاسم الجديد", "ar") == second
    await remove_alias(database, second, "الاسم الجديد", "ar")
    await unmerge_entity(database, first)
    assert await export(database) == added
    await remove_alias(database, first, "الاسم الجديد", "ar")
    assert await export(database) == before
