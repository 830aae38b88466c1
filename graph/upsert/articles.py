"""Articles with their mentions, headlines, source and author into the graph."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import LiteralString, TypeVar

from graph.database import Database, Row, Statement, Transaction
from graph.fingerprint import PAIRS
from graph.folding import fold
from graph.identity import headline_id
from graph.model import Article, Mention
from graph.moment import to_milliseconds
from graph.text import TEXT_LABELS, text_label
from graph.upsert import candidates, duplicates, events, feed, merged, stories

BATCH = 250
"""Articles written in one transaction."""

SHORTEST_TRUNCATED = 25
"""Letters that a headline cut off with … needs before it is taken for the start of a title."""

_ELLIPSES = ("…", "...")
_Value = TypeVar("_Value")

# The first statement: it locks the articles, and tells what to do with each.
_NODES: LiteralString = (
    """
UNWIND $rows AS row
MERGE (a:Article {id: row.id})
ON CREATE SET a.ingestedAt = datetime({epochMillis: $now})
WITH a, row, a.contentHash AS before,
  CASE WHEN row.publishedAt IS NOT NULL THEN datetime({epochMillis: row.publishedAt}) END AS published
FOREACH (_ IN CASE WHEN before = row.hash THEN [] ELSE [0] END |
  REMOVE a"""
    + TEXT_LABELS
    + """
  SET a += row.properties, a.publishedAt = published, a.orderedAt = coalesce(published, a.ingestedAt),
    a.contentHash = row.hash,
    a:$(row.textLabel), a:Unembedded, a:Untold)
FOREACH (_ IN CASE WHEN row.document <> coalesce(a.documentHash, '') THEN [0] ELSE [] END |
  SET a.documentHash = row.document)
RETURN collect([row.id,
  CASE WHEN before IS NULL THEN 'created' WHEN before <> row.hash THEN 'updated' ELSE 'unchanged' END])
"""
)

_STALE_MENTIONS: LiteralString = """
UNWIND $ids AS id
MATCH (a:Article {id: id})-[m:MENTIONS]->(e:Entity)
DELETE m
WITH e, count(*) AS gone ORDER BY e.id
SET e.articleCount = e.articleCount - gone
"""

_STALE_LINKS: LiteralString = """
UNWIND $ids AS id
MATCH (a:Article {id: id})-[stale:LINKS_TO|PUBLISHED_BY|WRITTEN_BY|FILED_FROM]->()
DELETE stale
"""

# What was near to the text before says nothing of the one that is there now, in either direction.
_STALE_EMBEDDINGS: LiteralString = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
REMOVE a.embedding, a.context
WITH a MATCH (a)-[stale:SIMILAR]-() DELETE stale
"""

# Adding to a property of the same node takes the node's lock before it is read, so that two writers at once
# count one after the other; the order of entities keeps them from waiting for each other.
_MENTIONS: LiteralString = """
MATCH (a:Article) WHERE a.id IN $ids
WITH a ORDER BY a.id
WITH collect(a) AS articles
UNWIND $rows AS row
MATCH (e:Entity {id: row[0]})
SET e.articleCount = e.articleCount + size(row[1])
WITH articles, e, row
UNWIND row[1] AS m
WITH e, m, articles[m[0]] AS a
CREATE (a)-[:MENTIONS {entityId: e.id, orderedAt: a.orderedAt, count: m[1], salience: m[2], confidence: m[3],
  inTitle: m[4], surfaces: m[5], starts: m[6], ends: m[7], sentence: m[8]}]->(e)
"""

_SOURCES: LiteralString = """
UNWIND $rows AS row
MERGE (s:Source {domain: row[0]})
WITH s, row
UNWIND row[1] AS id
MATCH (a:Article {id: id})
CREATE (a)-[:PUBLISHED_BY]->(s)
"""

_AUTHORS: LiteralString = """
UNWIND $rows AS row
MERGE (w:Author {name: row[0]})
WITH w, row
UNWIND row[1] AS id
MATCH (a:Article {id: id})
CREATE (a)-[:WRITTEN_BY]->(w)
"""

_DATELINES: LiteralString = """
UNWIND $rows AS row
MATCH (p:Entity:Place {id: row[0]})
UNWIND row[1] AS id
MATCH (a:Article {id: id})
CREATE (a)-[:FILED_FROM]->(p)
"""

_HEADLINES: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
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
UNWIND row.titleStarts AS start
MATCH (h:Headline {folded: start})
MATCH (a:Article {id: row.id})
WHERE start = a.titleFolded OR h.text ENDS WITH '…' OR h.text ENDS WITH '...'
MERGE (h)-[:REFERS_TO]->(a)
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
    *,
    tell: bool = True,
) -> Written:
    """Write articles; the entities they mention must be in the graph already.

    `now` is the time of ingest, time-zone aware; it orders an article that has no date. Writing
    the same article twice changes nothing, an article twice in one call counts once (the last
    one). `documents` gives by article id the digest of the document it was read from, for
    `graph.state.known_documents`. Without `tell` they are in no story until somebody calls `tell_stories`.
    Each batch is all or nothing. Raises Unavailable when the database cannot be reached.
    """
    by_id = {article.id: article for article in articles}
    ordered = [by_id[id_] for id_ in sorted(by_id)]
    outcome: dict[str, list[str]] = {"created": [], "updated": [], "unchanged": []}
    copies: dict[str, str] = {}
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        links = await duplicates.find_duplicates(database, batch, now)
        told = await _write(database, batch, now, documents or {}, links)
        for id_, what in told:
            outcome[what].append(id_)
        if tell and any(what != "unchanged" for _, what in told):
            await stories.tell_stories(database)
        copies |= {str(row["id"]): str(row["first"]) for row in links if row["first"] and row["id"] in by_id}
    return Written(*(tuple(outcome[what]) for what in ("created", "updated", "unchanged")), duplicates=copies)


async def _write(
    database: Database,
    batch: Sequence[Article],
    now: datetime,
    documents: Mapping[str, str],
    links: Sequence[Mapping[str, object]],
) -> list[Row]:
    """Write one batch, sorted by id, in one transaction; return each id with what became of it."""
    moment = to_milliseconds(now)
    nodes = [article_row(article, documents.get(article.id)) for article in batch]

    async def work(transaction: Transaction) -> list[Row]:
        ((told,),) = await transaction.run(_NODES, {"rows": nodes, "now": moment})
        what = dict(told)
        updated = [article.id for article in batch if what[article.id] == "updated"]
        changed = [article for article in batch if what[article.id] != "unchanged"]
        statements = [*_forgetting(updated, batch), *_linking(changed), *candidates.write(changed)]
        if links:
            statements.append((duplicates.STATEMENT, {"rows": links}))
        if await merged.are_there_any(transaction):
            statements = merged.around_articles(changed, statements)
        # The feed comes last: its lock is held from there to the commit.
        for statement, parameters in (*statements, *feed.number(changed)):
            await transaction.run(statement, parameters)
        return told

    return await database.transact(work)


def _forgetting(updated: Sequence[str], batch: Sequence[Article]) -> list[Statement]:
    """Statements that remove what changed articles, by id, said before."""
    if not updated:
        return []
    parameters = {"ids": updated}
    stale = (_STALE_MENTIONS, _STALE_LINKS, _STALE_EMBEDDINGS)
    return [*events.forget(updated, batch), *((statement, parameters) for statement in stale)]


def _linking(changed: Sequence[Article]) -> list[Statement]:
    """Statements that tie new and changed articles, sorted by id, to what they name; empty ones left out."""
    ids = [article.id for article in changed]
    grouped: tuple[tuple[LiteralString, Sequence[object]], ...] = (
        (_SOURCES, _together((article.source, article.id) for article in changed)),
        (_AUTHORS, _together((article.byline, article.id) for article in changed)),
        (_DATELINES, _together((article.dateline_id, article.id) for article in changed)),
        (_HEADLINES, [_headlines(article) for article in changed if article.headlines]),
        (
            _ARRIVED,
            [{"id": article.id, "titleStarts": _title_starts(fold(article.title))} for article in changed],
        ),
    )
    mentions = _together(
        (mention.entity_id, _mention(place, mention))
        for place, article in enumerate(changed)
        for mention in article.mentions
    )
    return [
        *events.write(changed),
        *([(_MENTIONS, {"ids": ids, "rows": mentions})] if mentions else []),
        *((statement, {"rows": rows}) for statement, rows in grouped if rows),
    ]


def _together(pairs: Iterable[tuple[str | None, _Value]]) -> list[tuple[str, list[_Value]]]:
    """The values of each key, sorted by key; what has no key is left out."""
    found: defaultdict[str, list[_Value]] = defaultdict(list)
    for key, value in pairs:
        if key:
            found[key].append(value)
    return sorted(found.items())


def article_row(article: Article, document: str | None) -> dict[str, object]:
    """One article without its links as a parameter of `_NODES`."""
    published = to_milliseconds(article.published_at) if article.published_at else None
    fingerprint = article.fingerprint or (None,) * PAIRS
    return {
        "id": article.id,
        "hash": article.content_hash,
        "document": document,
        "publishedAt": published,
        "textLabel": text_label(article.lang),
        "properties": {
            "url": article.url,
            "title": article.title,
            "titleFolded": fold(article.title),
            "titleOrigin": article.title_origin.value,
            "kicker": article.kicker,
            "caption": article.caption,
            "body": article.body,
            "lang": article.lang,
            "publishedAtOrigin": article.published_at_origin.value if article.published_at_origin else None,
            "dateline": article.dateline,
            **{f"fingerprint{place}": number for place, number in enumerate(fingerprint)},
        },
    }


def _headlines(article: Article) -> dict[str, object]:
    """The headlines of one article as a parameter of `_HEADLINES`."""
    return {
        "id": article.id,
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
    }


def _mention(place: int, mention: Mention) -> tuple[object, ...]:
    """A mention in the article at a place of a batch, in the order in which `_MENTIONS` reads it."""
    return (
        place,
        mention.count,
        mention.salience,
        mention.confidence,
        mention.in_title,
        mention.surfaces,
        mention.starts,
        mention.ends,
        mention.sentence,
    )


def _title_starts(title: str) -> list[str]:
    """The whole folded title and its starts at word borders, as far as a cut-off headline may go."""
    borders = [place for place, letter in enumerate(title) if letter == " " and place >= SHORTEST_TRUNCATED]
    return [title, *(title[:border] for border in borders)] if title else []
