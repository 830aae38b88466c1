"""Articles with their mentions, headlines, source and author into the graph."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import LiteralString

from graph.database import Database
from graph.fingerprint import PAIRS
from graph.folding import fold
from graph.identity import headline_id
from graph.model import Article, Mention
from graph.upsert import candidates, duplicates, events

BATCH = 250
"""Articles written in one transaction."""

SHORTEST_TRUNCATED = 25
"""Letters that a headline cut off with … needs before it is taken for the start of a title."""

_ELLIPSES = ("…", "...")

_NODES: LiteralString = """
UNWIND $rows AS row
MERGE (a:Article {id: row.id})
ON CREATE SET a.ingestedAt = $now
WITH a, row WHERE a.contentHash IS NULL OR a.contentHash <> row.hash
SET a += row.properties, a.orderedAt = coalesce(row.publishedAt, a.ingestedAt)
"""

# Setting the count takes the entity's lock, so that two writers at once count one after the other.
_STALE_MENTIONS: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash <> row.hash
MATCH (a)-[m:MENTIONS]->(e:Entity)
DELETE m
WITH DISTINCT e ORDER BY e.id
SET e.articleCount = 0
WITH e
SET e.articleCount = COUNT { (e)<-[:MENTIONS]-() }
"""

_STALE_LINKS: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash <> row.hash
MATCH (a)-[stale:LINKS_TO|PUBLISHED_BY|WRITTEN_BY|FILED_FROM]->()
DELETE stale
"""

_MENTIONS: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash IS NULL OR a.contentHash <> row.hash
UNWIND row.mentions AS mention
MATCH (e:Entity {id: mention.entityId})
CREATE (a)-[m:MENTIONS {orderedAt: a.orderedAt}]->(e)
SET m += mention
"""

_COUNTS: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash IS NULL OR a.contentHash <> row.hash
UNWIND row.mentions AS mention
WITH DISTINCT mention.entityId AS id ORDER BY id
MATCH (e:Entity {id: id})
SET e.articleCount = 0
WITH e
SET e.articleCount = COUNT { (e)<-[:MENTIONS]-() }
"""

_ORIGIN: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash IS NULL OR a.contentHash <> row.hash
FOREACH (domain IN row.sources | MERGE (s:Source {domain: domain}) MERGE (a)-[:PUBLISHED_BY]->(s))
FOREACH (name IN row.authors | MERGE (w:Author {name: name}) MERGE (a)-[:WRITTEN_BY]->(w))
"""

_DATELINES: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash IS NULL OR a.contentHash <> row.hash
MATCH (p:Entity:Place {id: row.dateline})
MERGE (a)-[:FILED_FROM]->(p)
"""

_HEADLINES: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash IS NULL OR a.contentHash <> row.hash
UNWIND row.headlines AS headline
MERGE (h:Headline {id: headline.id})
ON CREATE SET h.text = headline.text, h.folded = headline.folded
CREATE (a)-[:LINKS_TO {section: headline.section, position: headline.position}]->(h)
WITH DISTINCT h, headline.folded AS folded, headline.truncated AS truncated
CALL (h, folded, truncated) {
  MATCH (b:Article {titleFolded: folded}) RETURN b
  UNION
  WITH h, folded, truncated WHERE truncated
  MATCH (b:Article) WHERE b.titleFolded STARTS WITH folded RETURN b
}
MERGE (h)-[:REFERS_TO]->(b)
"""

# A headline becomes its article when that arrives: by its whole title, or by the start of one cut off.
_ARRIVED: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash IS NULL OR a.contentHash <> row.hash
UNWIND row.titleStarts AS start
MATCH (h:Headline {folded: start})
WHERE start = a.titleFolded OR h.text ENDS WITH '…' OR h.text ENDS WITH '...'
MERGE (h)-[:REFERS_TO]->(a)
"""

# Written last: the statements before it tell by the old hash which articles changed.
_SEAL: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
WITH a, row, a.contentHash AS before
SET a.contentHash = row.hash, a.documentHash = coalesce(row.document, a.documentHash)
RETURN row.id,
  CASE WHEN before IS NULL THEN 'created' WHEN before <> row.hash THEN 'updated' ELSE 'unchanged' END
"""

_KEYS = ("id", "hash")
_STATEMENTS: tuple[tuple[LiteralString, tuple[str, ...]], ...] = (
    (_NODES, ("properties", "publishedAt")),
    (_STALE_MENTIONS, ()),
    (_STALE_LINKS, ()),
    (_MENTIONS, ("mentions",)),
    (_COUNTS, ("mentions",)),
    (_ORIGIN, ("sources", "authors")),
    (_DATELINES, ("dateline",)),
    (_HEADLINES, ("headlines",)),
    (_ARRIVED, ("titleStarts",)),
)
"""Each statement but the last with the parts of a row that it reads.

The others are not sent again, nor are rows in which those parts are empty, nor a statement without rows.
"""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a batch: ids of articles that were new, changed, or there already.

    `duplicates` maps those of the new and changed ones that are another article's text to that article.
    """

    created: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    duplicates: Mapping[str, str] = field(default_factory=dict[str, str])


async def upsert_articles(
    database: Database,
    articles: Sequence[Article],
    now: datetime,
    documents: Mapping[str, str] | None = None,
) -> Written:
    """Write articles; the entities they mention must be in the graph already.

    `now` is the time of ingest, time-zone aware; it orders an article that has no date. Writing
    the same article twice changes nothing, an article twice in one call counts once (the last
    one). `documents` gives by article id the digest of the document it was read from, for
    `graph.state.known_documents`. Each batch is all or nothing. Raises Unavailable when the database
    cannot be reached.
    """
    by_id = {article.id: article for article in articles}
    ordered = [by_id[id_] for id_ in sorted(by_id)]
    outcome: dict[str, list[str]] = {"created": [], "updated": [], "unchanged": []}
    copies: dict[str, str] = {}
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        origins = documents or {}
        rows = [_row(article) | {"document": origins.get(article.id)} for article in batch]
        links = await duplicates.find_duplicates(database, batch, now)
        moment = _to_milliseconds(now)
        statements: list[tuple[LiteralString, Mapping[str, object]]] = [
            (statement, {"rows": wanted, "now": moment})
            for statement, parts in _STATEMENTS
            if (wanted := _having(rows, parts))
        ]
        keys = [{key: row[key] for key in _KEYS} for row in rows]
        statements[1:1] = [*events.forget(keys, batch), *events.write(batch)]
        statements += candidates.write(batch)
        if links:
            statements.append((duplicates.STATEMENT, {"rows": links}))
        statements.append(
            (_SEAL, {"rows": [{key: row[key] for key in (*_KEYS, "document")} for row in rows]})
        )
        answers = await database.write(statements)
        for id_, what in answers[-1]:
            outcome[what].append(id_)
        copies |= {str(row["id"]): str(row["first"]) for row in links if row["first"] and row["id"] in by_id}
    return Written(*(tuple(outcome[what]) for what in ("created", "updated", "unchanged")), duplicates=copies)


def _having(rows: Sequence[dict[str, object]], parts: Sequence[str]) -> list[dict[str, object]]:
    """Id, hash and these parts of each row, without rows that have none of them."""
    return [
        {key: row[key] for key in (*_KEYS, *parts)}
        for row in rows
        if not parts or any(row[part] for part in parts)
    ]


def _row(article: Article) -> dict[str, object]:
    """One article as a parameter."""
    title = fold(article.title)
    published = _to_milliseconds(article.published_at) if article.published_at else None
    fingerprint = article.fingerprint or (None,) * PAIRS
    return {
        "id": article.id,
        "hash": article.content_hash,
        "publishedAt": published,
        "properties": {
            "url": article.url,
            "title": article.title,
            "titleFolded": title,
            "titleOrigin": article.title_origin.value,
            "kicker": article.kicker,
            "caption": article.caption,
            "body": article.body,
            "lang": article.lang,
            "publishedAt": published,
            "publishedAtOrigin": article.published_at_origin.value if article.published_at_origin else None,
            "dateline": article.dateline,
            **{f"fingerprint{place}": number for place, number in enumerate(fingerprint)},
        },
        "sources": [article.source] if article.source else [],
        "authors": [article.byline] if article.byline else [],
        "dateline": article.dateline_id,
        "mentions": [_mention(mention) for mention in article.mentions],
        "headlines": [
            {
                "id": headline_id(headline.text),
                "text": headline.text,
                "folded": fold(headline.text),
                "section": headline.section,
                "position": headline.position,
                "truncated": headline.text.endswith(_ELLIPSES)
                and len(fold(headline.text)) >= SHORTEST_TRUNCATED,
            }
            for headline in article.headlines
        ],
        "titleStarts": _title_starts(title),
    }


def _mention(mention: Mention) -> dict[str, object]:
    return {
        "entityId": mention.entity_id,
        "count": mention.count,
        "salience": mention.salience,
        "confidence": mention.confidence,
        "inTitle": mention.in_title,
        "surfaces": list(mention.surfaces),
        "starts": list(mention.starts),
        "ends": list(mention.ends),
        "sentence": mention.sentence,
    }


def _title_starts(title: str) -> list[str]:
    """The whole folded title and its starts at word borders, as far as a cut-off headline may go."""
    borders = [place for place, letter in enumerate(title) if letter == " " and place >= SHORTEST_TRUNCATED]
    return [title, *(title[:border] for border in borders)] if title else []


def _to_milliseconds(moment: datetime) -> datetime:
    """Cut a moment to milliseconds, which is what a cursor holds."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
