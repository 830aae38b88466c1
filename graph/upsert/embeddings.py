"""Embeddings of articles into the graph: which articles wait for one, and what they get.

An article that is new or changed has the label Unembedded until it has its embedding, its context
(`graph.upsert.contexts`) and its nearest (`graph.upsert.similar`), whoever does it. Those of several articles
are looked for once all of these have their embeddings, so that they find each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import LiteralString

from graph.database import Database

_NEXT: LiteralString = "MATCH (a:Unembedded) RETURN a.id LIMIT $most"

_WAITING_AT_ONCE = 10_000

_WAIT: LiteralString = """
MATCH (a:Article) WHERE NOT a:Unembedded
WITH a LIMIT $most
SET a:Unembedded
RETURN count(a)
"""

_TEXTS: LiteralString = """
UNWIND $ids AS id
MATCH (a:Article {id: id}) WHERE a:Unembedded
RETURN a.id, a.contentHash, a.title, a.body, a.lang
"""

_VECTORS: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash = row.hash
CALL db.create.setNodeVectorProperty(a, 'embedding', row.vector)
"""


@dataclass(frozen=True, slots=True)
class Unembedded:
    """An article that waits for its embedding."""

    id: str
    content_hash: str
    title: str
    body: str
    lang: str


async def unembedded(database: Database, most: int) -> list[str]:
    """Ids of articles that wait for their embedding. Raises Unavailable when the database is away."""
    return [row[0] for row in await database.read(_NEXT, {"most": most})]


async def unembedded_texts(database: Database, ids: Sequence[str]) -> list[Unembedded]:
    """Those of these articles that still wait. Raises Unavailable when the database is away."""
    return [Unembedded(*row) for row in await database.read(_TEXTS, {"ids": list(ids)})]


async def count_unembedded(database: Database) -> int:
    """How many articles wait for their embedding. Raises Unavailable when the database is away."""
    return (await database.read("MATCH (a:Unembedded) RETURN count(a)", {}))[0][0]


async def forget_embeddings(database: Database) -> None:
    """Let all articles wait for their embedding, as if each were new; until then they keep what they have.

    Raises Unavailable when the database is away.
    """
    while (await database.write([(_WAIT, {"most": _WAITING_AT_ONCE})]))[0][0][0]:
        pass


async def write_embeddings(
    database: Database, articles: Sequence[Unembedded], vectors: Sequence[Sequence[float]]
) -> None:
    """Write the embeddings of articles, 512 numbers of unit length each.

    An article that was changed since it was read is left for the next time. Raises Unavailable when the
    database cannot be reached.
    """
    rows = [
        {"id": article.id, "hash": article.content_hash, "vector": list(vector)}
        for article, vector in zip(articles, vectors, strict=True)
    ]
    await database.write([(_VECTORS, {"rows": rows})])
