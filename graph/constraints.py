"""Constraints and indexes: created when missing, counted by a version kept in the graph."""

from typing import LiteralString

from graph.database import Database
from graph.errors import ContentGraphError
from graph.migrations import MIGRATIONS
from graph.text import index_statements

VERSION = 6
"""Version of the graph's layout that this program reads and writes."""

_SCHEMA: tuple[LiteralString, ...] = (
    "CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT article_url IF NOT EXISTS FOR (n:Article) REQUIRE n.url IS UNIQUE",
    "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT entity_wikidata IF NOT EXISTS FOR (n:Entity) REQUIRE n.wikidataId IS UNIQUE",
    "CREATE CONSTRAINT alias_id IF NOT EXISTS FOR (n:Alias) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT source_domain IF NOT EXISTS FOR (n:Source) REQUIRE n.domain IS UNIQUE",
    "CREATE CONSTRAINT author_name IF NOT EXISTS FOR (n:Author) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT headline_id IF NOT EXISTS FOR (n:Headline) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT candidate_id IF NOT EXISTS FOR (n:Candidate) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT merged_id IF NOT EXISTS FOR (n:Merged) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT story_id IF NOT EXISTS FOR (n:Story) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT layout_name IF NOT EXISTS FOR (n:Layout) REQUIRE n.name IS UNIQUE",
    "CREATE INDEX article_order IF NOT EXISTS FOR (n:Article) ON (n.orderedAt, n.id)",
    "CREATE INDEX entity_order IF NOT EXISTS FOR (n:Entity) ON (n.articleCount, n.id)",
    "CREATE INDEX story_order IF NOT EXISTS FOR (n:Story) ON (n.lastAt, n.id)",
    "CREATE INDEX article_title IF NOT EXISTS FOR (n:Article) ON (n.titleFolded)",
    "CREATE INDEX article_fingerprint0 IF NOT EXISTS FOR (n:Article) ON (n.fingerprint0)",
    "CREATE INDEX article_fingerprint1 IF NOT EXISTS FOR (n:Article) ON (n.fingerprint1)",
    "CREATE INDEX article_fingerprint2 IF NOT EXISTS FOR (n:Article) ON (n.fingerprint2)",
    "CREATE INDEX article_fingerprint3 IF NOT EXISTS FOR (n:Article) ON (n.fingerprint3)",
    "CREATE INDEX article_fingerprint4 IF NOT EXISTS FOR (n:Article) ON (n.fingerprint4)",
    "CREATE INDEX article_fingerprint5 IF NOT EXISTS FOR (n:Article) ON (n.fingerprint5)",
    "CREATE INDEX article_document IF NOT EXISTS FOR (n:Article) ON (n.documentHash)",
    "CREATE INDEX candidate_review IF NOT EXISTS FOR (n:Candidate) ON (n.openCount, n.id)",
    "CREATE INDEX candidate_decision IF NOT EXISTS FOR (n:Candidate) ON (n.decision)",
    "CREATE INDEX article_number IF NOT EXISTS FOR (n:Article) ON (n.number)",
    "CREATE INDEX headline_folded IF NOT EXISTS FOR (n:Headline) ON (n.folded)",
    "CREATE INDEX alias_folded IF NOT EXISTS FOR (n:Alias) ON (n.folded)",
    "CREATE INDEX mention_order IF NOT EXISTS FOR ()-[m:MENTIONS]-() ON (m.entityId, m.orderedAt)",
    """CREATE VECTOR INDEX article_embedding IF NOT EXISTS FOR (n:Article) ON (n.embedding)
       OPTIONS {indexConfig: {
         `vector.dimensions`: 512, `vector.similarity_function`: 'cosine'}}""",
    *index_statements(),
    """CREATE FULLTEXT INDEX alias_text IF NOT EXISTS FOR (n:Alias) ON EACH [n.text, n.folded]
       OPTIONS {indexConfig: {
         `fulltext.analyzer`: 'standard-no-stop-words', `fulltext.eventually_consistent`: false}}""",
)


async def ensure_layout(database: Database, stored: int | None) -> None:
    """Create what is missing, bring an older graph forward and record the layout's version.

    It is safe at every start, also of several programs at once; one that was stopped goes on. `stored` is the
    version that the graph has now. Raises ContentGraphError when a newer program wrote it.
    """
    if stored is not None and stored > VERSION:
        raise ContentGraphError(
            f"the graph has layout {stored}, this program knows layouts up to {VERSION}; update content-graph"
        )
    if stored == VERSION:
        return
    for statement in _SCHEMA:
        await database.lay_out(statement)
    await database.run_alone("CALL db.awaitIndexes(7200)")
    if stored is not None:
        for version in sorted(MIGRATIONS):
            if version > stored:
                await MIGRATIONS[version](database)
                await _record(database, version)
    await _record(database, VERSION)


async def require_layout(database: Database) -> None:
    """Return when the graph has this program's layout. Raises ContentGraphError, saying what to do."""
    rows = await database.read("MATCH (l:Layout {name: 'content-graph'}) RETURN l.version", {})
    stored = rows[0][0] if rows else None
    if stored != VERSION:
        raise ContentGraphError(
            f"the graph has {'no layout' if stored is None else f'layout {stored}'}, this program needs "
            f"{VERSION}; bring an older graph forward with `content-graph migrate`, or update content-graph"
        )


async def _record(database: Database, version: int) -> None:
    await database.write(
        [("MERGE (l:Layout {name: 'content-graph'}) SET l.version = $version", {"version": version})]
    )
