"""Invariants on a real graph: a sound one breaks none; each kind of damage is found, and mended."""

from collections.abc import AsyncGenerator, Iterator
from datetime import UTC, datetime
from typing import LiteralString

import pytest

from graph.address import Address
from graph.check import INVARIANTS, check_graph, repair_graph
from graph.constraints import VERSION, require_layout
from graph.database import Database
from graph.errors import ContentGraphError
from graph.upsert import merge_entities, unmerge_entity
from shared_graph import SharedGraph

pytestmark = pytest.mark.changes_demo

FIRST: LiteralString = "MATCH (a:Article) WITH a ORDER BY a.id LIMIT 1 "
MENTION: LiteralString = "MATCH (a:Article)-[m:MENTIONS]->(e) WITH a, m, e ORDER BY a.id, e.id LIMIT 1 "
STORY: LiteralString = "MATCH (s:Story) WITH s ORDER BY s.id LIMIT 1 "

DAMAGE: dict[str, LiteralString] = {
    "article-order": FIRST + "REMOVE a.orderedAt",
    "article-text-label": FIRST + "REMOVE a:ArticleAr:ArticleEn:ArticleFr:ArticleEs:ArticleXx",
    "article-number": FIRST + "REMOVE a.number",
    "article-embedding": "MATCH (a:Article) WITH a ORDER BY a.id DESC LIMIT 1 REMOVE a.embedding",
    "mention-twice": MENTION
    + "CREATE (a)-[n:MENTIONS]->(e) SET n = properties(m), e.articleCount = e.articleCount + 1",
    "mention-entity": MENTION + "SET m.entityId = 'Q0'",
    "mention-order": MENTION + "SET m.orderedAt = m.orderedAt + duration({days: 1})",
    "mention-places": MENTION + "REMOVE m.starts",
    "similar-to-itself": "MATCH (a:Article)-[s:SIMILAR]->() WITH a, s ORDER BY a.id, s.score LIMIT 1 "
    "DELETE s CREATE (a)-[:SIMILAR {score: 0.0, meaning: 0.0, words: 0.0}]->(a)",
    "similar-too-many": FIRST + "MATCH (b:Article) WHERE b <> a AND NOT (a)-[:SIMILAR]->(b) "
    "CREATE (a)-[:SIMILAR {score: 0.0, meaning: 0.0, words: 0.0}]->(b)",
    "entity-count": MENTION + "SET e.articleCount = e.articleCount + 3",
    "alias-of-nobody": "CREATE (:Alias {id: 'alias-lost', text: 'x', lang: 'en', folded: 'x'})",
    "entity-without-alias": "MATCH (e:Entity {id: 'Q7747'})<-[n:NAMES]-(a) DETACH DELETE a",
    "event-unreported": "CREATE (:Entity:Event {id: 'event-lost', reported: true, articleCount: 0})",
    "provisional-of-no-name": "CREATE (:Entity:Person {id: 'person-lost', provisional: true, "
    "articleCount: 0, name: 'x'})<-[:NAMES]-(:Alias {id: 'alias-x', text: 'x', lang: 'en', folded: 'x'})",
    "candidate-without-entity": "MATCH (c:Candidate) WITH c ORDER BY c.id LIMIT 1 SET c:Unsettled",
    "merge-in-a-circle": "MATCH (e:Place {id: 'Q142'}), (f:Place {id: 'Q90'}) SET e:Merged, f:Merged "
    "REMOVE e:Entity:Place, f:Entity:Place "
    "CREATE (e)-[:MERGED_INTO {kind: 'Place'}]->(f)-[:MERGED_INTO {kind: 'Place'}]->(e)",
    "duplicate-in-a-chain": "MATCH (a:Article) WITH a ORDER BY a.id LIMIT 3 WITH collect(a) AS l "
    "UNWIND [[0, 1], [1, 2], [2, 0]] AS p WITH l[p[0]] AS a, l[p[1]] AS b "
    "CREATE (a)-[:DUPLICATE_OF {similarity: 0.9}]->(b)",
    "story-of-one": "MATCH (a:Article) WHERE NOT (a)-[:IN_STORY]->() WITH a ORDER BY a.id LIMIT 1 "
    "CREATE (a)-[:IN_STORY]->(:Story {id: 'story-lost', heroId: a.id, title: a.title, firstAt: a.orderedAt, "
    "lastAt: a.orderedAt, articleCount: 1})",
    "story-overlap": STORY + "MATCH (s)<-[:IN_STORY]-(a) WITH s, collect(a) AS l "
    "CREATE (t:Story) SET t = s {.*, id: 'story-again'} "
    "FOREACH (a IN l | CREATE (a)-[:IN_STORY]->(t))",
    "story-facts": STORY + "SET s.articleCount = s.articleCount + 1",
    "article-untold": FIRST + "SET a:Untold",
}  # fmt: skip


@pytest.fixture(scope="module")
def demo(demo_database: Address, shared_graph: SharedGraph) -> Iterator[Address]:
    """The demo graph, which is filled anew after these tests."""
    yield demo_database
    shared_graph.spoil()


@pytest.fixture
async def database(demo: Address) -> AsyncGenerator[Database]:
    """A connection to it."""
    async with Database(demo) as opened:
        yield opened


async def broken(database: Database) -> dict[str, int]:
    """How often each invariant is broken that is."""
    return {found.invariant.name: found.count async for found in check_graph(database) if found.count}


def test_every_invariant_is_tried() -> None:
    assert [invariant.name for invariant in INVARIANTS] == list(DAMAGE)


@pytest.mark.slow
async def test_a_graph_that_was_written_merged_and_taken_apart_is_sound(database: Database) -> None:
    assert await broken(database) == {}
    await merge_entities(database, "Q90", "Q142", datetime.now(UTC))
    assert await broken(database) == {}
    await unmerge_entity(database, "Q90")
    assert await broken(database) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", DAMAGE)
async def test_damage_is_found_alone_and_mended(database: Database, name: str) -> None:
    await database.write([(DAMAGE[name], {})])
    found = await broken(database)
    assert list(found) == [name]
    mended = {found.invariant.name: found async for found in repair_graph(database) if found.count}
    assert mended[name].count == found[name]
    assert 0 < len(mended[name].examples) <= 5
    assert await broken(database) == {}


async def test_mending_brings_back_what_was(database: Database) -> None:
    statement = (
        "MATCH (a:Article)-[m:MENTIONS]->(e) RETURN a.id, e.id, m.entityId, m.orderedAt, e.articleCount "
        "ORDER BY a.id, e.id"
    )
    before = await database.read(statement, {})
    await database.write([("MATCH ()-[m:MENTIONS]->(e) REMOVE m.entityId, m.orderedAt, e.articleCount", {})])
    found = await broken(database)
    assert list(found) == ["mention-entity", "mention-order", "entity-count"]
    async for _ in repair_graph(database):
        pass
    assert await database.read(statement, {}) == before


async def test_a_graph_of_another_layout_is_not_judged(database: Database) -> None:
    await database.write([("MATCH (l:Layout {name: 'content-graph'}) SET l.version = 4", {})])
    with pytest.raises(ContentGraphError, match="content-graph migrate"):
        await require_layout(database)
    await database.write([("MATCH (l:Layout {name: 'content-graph'}) SET l.version = $v", {"v": VERSION})])
    await require_layout(database)
