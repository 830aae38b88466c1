"""What the graph holds as a whole: how many articles, and which lexicon its entities come from."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.database import Database


@dataclass(frozen=True, slots=True)
class State:
    """`version` is the layout's, `lexicon` the digest of what was last written; None before the first."""

    version: int | None
    articles: int
    lexicon: str | None


async def read_state(database: Database) -> State:
    """The graph's state. Raises Unavailable when the database cannot be reached."""
    rows = await database.read(
        "OPTIONAL MATCH (l:Layout {name: 'content-graph'}) "
        "CALL () { MATCH (a:Article) RETURN count(a) AS articles } RETURN l.version, articles, l.lexicon",
        {},
    )
    return State(*rows[0])


async def record_lexicon(database: Database, digest: str) -> None:
    """Note that the lexicon with this digest is in the graph."""
    await database.write(
        [("MATCH (l:Layout {name: 'content-graph'}) SET l.lexicon = $digest", {"digest": digest})]
    )


async def known_documents(database: Database, digests: Sequence[str]) -> frozenset[str]:
    """Those digests of documents whose articles are in the graph, as `upsert_articles` was given them."""
    if not digests:
        return frozenset()
    rows = await database.read(
        "UNWIND $digests AS digest MATCH (a:Article {documentHash: digest}) RETURN DISTINCT digest",
        {"digests": digests},
    )
    return frozenset(row[0] for row in rows)


async def count_content(database: Database) -> tuple[int, int]:
    """How many articles there are, and how many of them wait for their embedding. Raises Unavailable."""
    rows = await database.read(
        "RETURN COUNT { MATCH (:Article) }, COUNT { MATCH (:Unembedded) }",
        {},
    )
    return rows[0][0], rows[0][1]
