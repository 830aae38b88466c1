"""What a statement costs the database, counted by PROFILE: no more in a graph of five times the articles."""

from collections.abc import AsyncGenerator
from typing import Any, LiteralString

import pytest

from benchmarks.profile import Profiled
from graph.address import Address
from resolvers.planner.execution import QueryExecutor
from resolvers.schema import schema

SMALL, LARGE = 200, 1000

# Every article names the popular entity and one of its own; the two oldest name the rare ones.
GROW: LiteralString = """
UNWIND range($from, $to - 1) AS number
CREATE (a:Article:ArticleEn {id: 'article-' + toString(number), title: 'x', titleFolded: 'x', body: 'x',
  titleOrigin: 'PAGE', lang: 'en', orderedAt: datetime({epochMillis: 3600000 * number})})
CREATE (own:Entity:Person {id: 'own-' + toString(number), name: 'x', articleCount: 0})
MERGE (s:Story {id: 'story-' + toString(number / 4)})
  SET s.title = 'x', s.titleFolded = 'x', s.lastAt = a.orderedAt, s.heroId = a.id, s.articleCount = 4,
    s.firstAt = coalesce(s.firstAt, a.orderedAt)
CREATE (a)-[:IN_STORY]->(s)
WITH a, own, number
MATCH (popular:Entity {id: 'popular'}), (rare:Entity {id: 'rare'}), (place:Entity {id: 'place'})
WITH a, [own, popular] + CASE WHEN number < 2 THEN [rare, place] ELSE [] END AS named
UNWIND named AS e
CREATE (a)-[:MENTIONS {entityId: e.id, orderedAt: a.orderedAt, count: 1, salience: 0.5, confidence: 1.0,
  inTitle: false, surfaces: [], starts: [], ends: []}]->(e)
SET e.articleCount = e.articleCount + 1
"""
BEGIN: LiteralString = """
CREATE (:Entity:Person {id: 'popular', name: 'x', articleCount: 0}),
  (:Entity:Person {id: 'rare', name: 'x', articleCount: 0}),
  (:Entity:Place {id: 'place', name: 'x', articleCount: 0})-[:PART_OF]->
  (:Entity:Place {id: 'whole', name: 'x', articleCount: 0})
"""

NAMED = {
    "of some": '{entities: {some: ["rare", "place"]}}',
    "of all": '{entities: {all: ["rare", "popular"]}}',
    "of both": '{AND: [{title: {contains: "x"}}, {entities: {some: ["rare"]}}]}',
    "within": '{entities: {some: ["whole"], includeParts: true}}',
    "within all": '{entities: {all: ["whole"], includeParts: true}}',
}
ASKED = {
    **{
        f"articles {name}": f"{{ articles(first: 5, where: {w}) {{ ...page }} }}" for name, w in NAMED.items()
    },
    "stories of some": f"{{ stories(first: 5, where: {NAMED['of some']}) {{ nodes {{ id }} totalCount }} }}",
    "stories of all": f"{{ stories(first: 5, where: {NAMED['of all']}) {{ nodes {{ id }} totalCount }} }}",
    "count of entities": "{ entities(first: 0) { totalCount } }",
    "count of articles": "{ articles(first: 0) { totalCount } }",
    "articles of the popular": '{ entity(id: "popular") { articles(first: 5) { ...page } } }',
}
PAGE = " fragment page on ArticleConnection { nodes { id } totalCount }"


@pytest.fixture
async def database(empty_database: Address) -> AsyncGenerator[Profiled]:
    """A graph of SMALL articles, which may grow."""
    async with Profiled(empty_database) as opened:
        await opened.write([("MATCH (n) WHERE NOT n:Layout DETACH DELETE n", {}), (BEGIN, {})])
        await opened.write([(GROW, {"from": 0, "to": SMALL})])
        yield opened
        await opened.write([("MATCH (n) WHERE NOT n:Layout DETACH DELETE n", {})])


async def costs(database: Profiled) -> tuple[dict[str, int], dict[str, Any]]:
    """Database hits and answers of all that is asked."""
    executor = QueryExecutor(schema, database)
    hits: dict[str, int] = {}
    answers: dict[str, Any] = {}
    for name, query in ASKED.items():
        database.asked.clear()
        answer = await executor.execute(query + PAGE if "...page" in query else query)
        assert answer.errors == []
        answers[name] = answer.data
        hits[name] = sum(count for count, _ in database.profile())
    return hits, answers


@pytest.mark.slow
async def test_what_is_asked_costs_no_more_in_a_larger_graph(database: Profiled) -> None:
    small, answers = await costs(database)
    assert all(small.values())
    found = answers["articles of some"]["articles"]["nodes"]
    assert [node["id"] for node in found] == ["article-1", "article-0"]
    assert answers["articles within"] == answers["articles of all"] == answers["articles within all"]
    assert answers["stories of some"]["stories"] == {"nodes": [{"id": "story-0"}], "totalCount": 1}
    assert answers["stories of some"] == answers["stories of all"]
    await database.write([(GROW, {"from": SMALL, "to": LARGE})])
    large, grown = await costs(database)
    grows = {name: (hits, large[name]) for name, hits in small.items() if large[name] > 1.1 * hits + 10}
    assert grows == {}
    assert {name: grown[name] for name in ("articles of both", "stories of some")} == {
        name: answers[name] for name in ("articles of both", "stories of some")
    }
    assert grown["count of entities"]["entities"]["totalCount"] == LARGE + 4


@pytest.mark.slow
async def test_a_page_of_related_articles_holds_what_one_article_needs(database: Profiled) -> None:
    await database.write([(GROW, {"from": SMALL, "to": LARGE})])
    executor = QueryExecutor(schema, database)

    async def held(first: int) -> int:
        database.asked.clear()
        articles = f"articles(first: {first}) {{ nodes {{ related {{ score }} }} }}"
        answer = await executor.execute(f'{{ entity(id: "popular") {{ {articles} }} }}')
        assert answer.errors == []
        return database.memory()

    few, many = await held(4), await held(40)
    assert 0 < many < 3 * few
