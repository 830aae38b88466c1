"""Embeddings of articles, and the articles whose texts are nearest, into the graph.

An article that is new or changed has the label Unembedded until this is done, whoever does it. Looking for
near texts costs more than may be spent while a query waits, so the nearest are kept as SIMILAR:

    (Article)-[:SIMILAR {score, meaning, words}]->(Article)

`meaning` is the cosine of the contexts of the two: an article's `context` is its embedding, drawn towards
those of the articles around it, so that what is about the same comes nearer together than single texts do.
`words` is how well the other article answers a full-text query for the most frequent words of this one, as a
share of how well this one does (BM25; Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009).
Across languages words say nothing, and half of the meaning stands in for them. `score`, 0 to 1, is half of
each. docs/decisions/0022-text-by-words-and-meaning.md and 0046-contexts.md have the figures.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import LiteralString

from graph.database import Database
from graph.text import text_index

SIMILAR_KEPT = 20
"""Nearest articles that are kept for each article."""

LOOKED_AT = 40
"""Articles that the vector index, and as many that the full-text index, proposes for those."""

KEY_WORDS = 60
"""Most frequent words of a text that stand for it when others with the same words are looked for."""

AROUND_SHARE = 0.01
"""Part of all articles that counts as around one, SIMILAR_KEPT at most: few articles have no surroundings."""

PULL = 2.0
"""How much those around draw: this times the square of how near each is, its own embedding counting 1."""

_KEY_WORD = re.compile(r"\w{3,}")

_NEXT: LiteralString = """
MATCH (a:Unembedded) WITH a LIMIT $most
RETURN a.id, a.contentHash, a.title, a.body, a.lang
"""

_VECTORS: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash = row.hash
CALL db.create.setNodeVectorProperty(a, 'embedding', row.vector)
"""

_CONTEXTS: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash = row.hash
CALL db.create.setNodeVectorProperty(a, 'context', row.vector)
"""

_NEAREST: LiteralString = """
CALL () { MATCH (any:Article) RETURN toInteger(count(any) * $aroundShare) AS most }
WITH CASE WHEN most < $kept THEN most ELSE $kept END AS around
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
CALL (a, row) {
  CALL (a, row) {
    CALL db.index.vector.queryNodes('article_embedding', $looked, row.vector) YIELD node
    RETURN node, 0.0 AS words
    UNION ALL
    WITH a, row WHERE row.words <> ''
    CALL db.index.fulltext.queryNodes(row.index, row.words, {limit: $looked}) YIELD node, score
    WITH a, collect(node) AS nodes, collect(score) AS scores
    WITH nodes, scores, coalesce(head([n IN range(0, size(nodes) - 1) WHERE nodes[n] = a | scores[n]]),
      scores[0]) AS own
    UNWIND range(0, size(nodes) - 1) AS n
    RETURN nodes[n] AS node, CASE WHEN scores[n] > own THEN 1.0 ELSE scores[n] / own END AS words
  }
  WITH a, node, max(words) AS words WHERE node <> a AND node.embedding IS NOT NULL
  WITH a, node, words, 2 * vector.similarity.cosine(a.embedding, node.embedding) - 1 AS cosine
  WITH a, node, words, CASE WHEN cosine < 0 THEN 0.0 ELSE cosine END AS meaning
  WITH node, words, $meaning * meaning + $words * CASE WHEN a.lang = node.lang THEN words ELSE meaning / 2 END
    AS alone
  ORDER BY alone DESC, node.id
  RETURN collect({node: node, words: words, weight: $pull * alone * alone}) AS proposed
}
WITH a, proposed, a.embedding AS own,
  [p IN proposed[..around] | {vector: p.node.embedding, weight: p.weight}] AS pulling
WITH a, proposed, [i IN range(0, size(own) - 1) |
  own[i] + reduce(sum = 0.0, p IN pulling | sum + p.weight * p.vector[i])] AS context
CALL (a, proposed, context) {
  UNWIND proposed AS p
  WITH a, p.node AS node, p.words AS words,
    2 * vector.similarity.cosine(context, coalesce(p.node.context, p.node.embedding)) - 1 AS cosine
  WITH a, node, words, CASE WHEN cosine < 0 THEN 0.0 ELSE cosine END AS meaning
  WITH node, meaning, CASE WHEN a.lang = node.lang THEN words ELSE meaning / 2 END AS words
  WITH node, words, meaning, $context * meaning + (1 - $context) * words AS score WHERE score > 0
  ORDER BY score DESC, node.id LIMIT $kept
  RETURN collect({id: node.id, score: score, meaning: meaning, words: words}) AS similar
}
RETURN a.id, context, similar
"""

_SIMILAR: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash = row.hash
CALL (a) { MATCH (a)-[old:SIMILAR]-() DELETE old }
REMOVE a:Unembedded
WITH a, row
UNWIND row.similar AS near
MATCH (b:Article {id: near.id})
CREATE (a)-[:SIMILAR {score: near.score, meaning: near.meaning, words: near.words}]->(b)
"""

NUMBERS = {
    "looked": LOOKED_AT,
    "kept": SIMILAR_KEPT,
    "aroundShare": AROUND_SHARE,
    "pull": PULL,
    # Of the texts alone, which say who is around.
    "meaning": 0.3,
    "words": 0.7,
    # Of the contexts, which say who is near.
    "context": 0.5,
}
"""What the statement that looks for the nearest goes by."""


@dataclass(frozen=True, slots=True)
class Unembedded:
    """An article that waits for its embedding."""

    id: str
    content_hash: str
    title: str
    body: str
    lang: str


async def unembedded(database: Database, most: int) -> list[Unembedded]:
    """Some articles that wait for their embedding. Raises Unavailable when the database is away."""
    rows = await database.read(_NEXT, {"most": most})
    return [Unembedded(*row) for row in rows]


async def count_unembedded(database: Database) -> int:
    """How many articles wait for their embedding. Raises Unavailable when the database is away."""
    return (await database.read("MATCH (a:Unembedded) RETURN count(a)", {}))[0][0]


@dataclass(frozen=True, slots=True)
class Similar:
    """A near text: the id of its article, how near it is (0 to 1), and by meaning and by words alone."""

    id: str
    score: float
    meaning: float
    words: float


async def upsert_embeddings(
    database: Database, articles: Sequence[Unembedded], vectors: Sequence[Sequence[float]]
) -> None:
    """Write the embeddings of articles, 512 numbers of unit length each, and the nearest of each.

    An article that was changed since it was read is left for the next time. Raises Unavailable when the
    database cannot be reached.
    """
    rows: list[dict[str, object]] = [
        {
            "id": article.id,
            "hash": article.content_hash,
            "vector": list(vector),
            "index": text_index(article.lang),
            "words": key_words(f"{article.title} {article.body}"),
        }
        for article, vector in zip(articles, vectors, strict=True)
    ]
    await database.write([(_VECTORS, {"rows": rows})])
    # Asked outside the transaction that writes: it takes long, and locks would hold other writers up.
    nearest = await database.read(_NEAREST, {"rows": rows, **NUMBERS})
    hashes = {article.id: article.content_hash for article in articles}
    contexts = [{"id": id_, "hash": hashes[id_], "vector": context} for id_, context, _ in nearest]
    await database.write([(_CONTEXTS, {"rows": contexts})])
    await write_similar(
        database, {(id_, hashes[id_]): [Similar(**near) for near in found] for id_, _, found in nearest}
    )


async def write_similar(database: Database, nearest: Mapping[tuple[str, str], Sequence[Similar]]) -> None:
    """Write the nearest texts of articles, by id and content hash, in place of what is there."""
    rows = [
        {"id": id_, "hash": hash_, "similar": [asdict(near) for near in similar]}
        for (id_, hash_), similar in nearest.items()
    ]
    await database.write([(_SIMILAR, {"rows": rows})])


def key_words(text: str) -> str:
    """The most frequent words of a text as a full-text query, each weighing as often as it is there."""
    counted = Counter(_KEY_WORD.findall(text.lower())).most_common(KEY_WORDS)
    return " ".join(f"{word}^{count}" for word, count in counted)
