"""A generated graph of many articles: news that comes in stories, on entities of very unlike popularity."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any, LiteralString

from graph.database import Database

ENTITIES = 20_000
_START = datetime(2015, 1, 1, tzinfo=UTC)
_DAYS = 3650
_BATCH = 2000

_CREATE_ENTITIES: LiteralString = """
UNWIND $rows AS row
CREATE (:Entity:Person {id: row, name: row, name_en: row, articleCount: 0})
"""

_CREATE: LiteralString = """
UNWIND $rows AS row
CREATE (a:Article {id: row.id, title: row.id, titleOrigin: 'PAGE', body: row.id, lang: 'en',
  publishedAt: row.at, orderedAt: row.at, ingestedAt: row.at, contentHash: row.id})
WITH a, row
UNWIND row.mentions AS m
MATCH (e:Entity {id: m[0]})
CREATE (a)-[:MENTIONS {entityId: m[0], orderedAt: row.at, count: 1, salience: m[1], confidence: 1.0,
  inTitle: false, surfaces: [], starts: [], ends: []}]->(e)
"""

_COUNT: LiteralString = """
MATCH (e:Entity) CALL (e) { SET e.articleCount = COUNT { (e)<-[:MENTIONS]-() } } IN TRANSACTIONS OF 5000 ROWS
"""


async def write_generated(database: Database, articles: int, seed: int = 1) -> None:
    """Fill an empty graph with `articles` articles: without texts, with 5 to 14 mentions each.

    They come in stories of 1 to 30 articles within days to weeks, each about 3 to 6 entities of its own;
    the other mentions are drawn by popularity (Zipf), so that the first entities are in a tenth of all.
    """
    ids = [f"entity-{number}" for number in range(ENTITIES)]
    await database.write([(_CREATE_ENTITIES, {"rows": ids})])
    made = _articles(Random(seed), articles)
    while rows := list(islice(made, _BATCH)):
        await database.write([(_CREATE, {"rows": rows})])
    await database.run_alone(_COUNT)


def _articles(draw: Random, count: int) -> Iterator[dict[str, Any]]:
    weights = [1 / (rank + 1) for rank in range(ENTITIES)]
    made = 0
    while made < count:
        size = min(count - made, draw.choice((1, 1, 2, 3, 5, 8, 13, 30)))
        begin, length = draw.uniform(0, _DAYS), draw.choice((1, 3, 10, 40))
        core = draw.choices(range(ENTITIES), weights, k=draw.randrange(1, 4))
        core += [draw.randrange(ENTITIES) for _ in range(draw.randrange(2, 4))]
        for _ in range(size):
            told = [number for number in core if draw.random() < 0.8]
            beside = draw.choices(range(ENTITIES), weights, k=draw.randrange(3, 9))
            mentions = {number: draw.uniform(0.02, 0.4) for number in beside}
            mentions |= {number: draw.uniform(0.3, 1.0) for number in told}
            yield {
                "id": f"generated-{made:07}",
                "at": _START + timedelta(days=begin + draw.uniform(0, length)),
                "mentions": [[f"entity-{number}", weight] for number, weight in mentions.items()],
            }
            made += 1
