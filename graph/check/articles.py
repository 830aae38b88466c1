"""What must hold of articles and of what they mention."""

from typing import LiteralString

from graph.check.invariant import Invariant
from graph.database import Database
from graph.migrations.article_numbers import number_articles
from graph.migrations.text_labels import label_texts

_A: LiteralString = "MATCH (a:Article) WHERE "
_M: LiteralString = "MATCH (a:Article)-[m:MENTIONS]->(e) WHERE "
_PAIR: LiteralString = " WITH a, m, e, a.id + ' -> ' + e.id AS _id"
_LABELS: LiteralString = (
    "WITH a, size([l IN labels(a) WHERE l IN "
    "['ArticleAr', 'ArticleEn', 'ArticleFr', 'ArticleEs', 'ArticleXx']]) AS texts WHERE texts <> 1 "
)


async def _label(database: Database) -> None:
    # One label too many is as good as none: the right one is then given anew.
    await database.run_alone(
        "MATCH (a:Article) " + _LABELS + "CALL (a) { "
        "REMOVE a:ArticleAr:ArticleEn:ArticleFr:ArticleEs:ArticleXx } IN TRANSACTIONS OF 1000 ROWS"
    )
    await label_texts(database)


ARTICLES = (
    Invariant(
        "article-order",
        "articles that are not ordered by their date, else by when they came",
        _A + "a.orderedAt IS NULL OR a.ingestedAt IS NULL "
        "OR a.orderedAt <> coalesce(a.publishedAt, a.ingestedAt) WITH a, a.id AS _id",
        "a",
        "SET a.ingestedAt = coalesce(a.ingestedAt, a.publishedAt, datetime()) "
        "SET a.orderedAt = coalesce(a.publishedAt, a.ingestedAt), a:Untold",
    ),
    Invariant(
        "article-text-label",
        "articles that are not in exactly one full-text index",
        "MATCH (a:Article) " + _LABELS + "WITH a, a.id AS _id",
        "a",
        _label,
    ),
    Invariant(
        "article-number",
        "articles that subscribers never hear of, for want of a number",
        _A + "a.number IS NULL WITH a, a.id AS _id",
        "a",
        number_articles,
    ),
    Invariant(
        "article-embedding",
        "articles without an embedding that do not wait for one",
        _A + "a.embedding IS NULL AND NOT a:Unembedded WITH a, a.id AS _id",
        "a",
        "SET a:Unembedded",
    ),
    Invariant(
        "mention-twice",
        "articles that mention an entity by two relationships",
        "MATCH (a:Article)-[m:MENTIONS]->(e) WITH a, e, collect(m) AS ms WHERE size(ms) > 1"
        " WITH a, e, ms, a.id + ' -> ' + e.id AS _id",
        "ms",
        "FOREACH (more IN ms[1..] | DELETE more)",
    ),
    Invariant(
        "mention-entity",
        "mentions whose entityId is not their entity's id",
        _M + "m.entityId IS NULL OR m.entityId <> e.id" + _PAIR,
        "m, e",
        "SET m.entityId = e.id",
    ),
    Invariant(
        "mention-order",
        "mentions whose orderedAt is not their article's",
        _M + "a.orderedAt IS NOT NULL AND (m.orderedAt IS NULL OR m.orderedAt <> a.orderedAt)" + _PAIR,
        "a, m",
        "SET m.orderedAt = a.orderedAt",
    ),
    Invariant(
        "mention-places",
        "mentions that do not say at which places of the body they are, if any",
        _M + "m.surfaces IS NULL OR m.starts IS NULL OR m.ends IS NULL" + _PAIR,
        "m",
        "SET m.surfaces = [], m.starts = [], m.ends = []",
    ),
    Invariant(
        "similar-to-itself",
        "articles that are kept as similar to themselves",
        "MATCH (a:Article)-[s:SIMILAR]->(a) WITH s, a.id AS _id",
        "s",
        "DELETE s",
    ),
    Invariant(
        "similar-too-many",
        "articles with more similar ones than are kept",
        _A + "COUNT { (a)-[:SIMILAR]->() } > 20 WITH a, a.id AS _id",
        "a",
        "MATCH (a)-[s:SIMILAR]->() WITH s ORDER BY s.score DESC SKIP 20 DELETE s",
    ),
)
