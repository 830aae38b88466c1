"""Contexts of articles: the embedding of each, drawn towards those of the articles around it.

What is about the same comes nearer together by its contexts than single texts do. Around an article are the
nearest of those that the vector index, and the full-text index of its language, propose for it: by the cosine
of the embeddings and by how well the other article answers a full-text query for the most frequent words of
this one, as a share of how well this one does (BM25; Robertson and Zaragoza, The Probabilistic Relevance
Framework, 2009). docs/decisions/0022-text-by-words-and-meaning.md and 0046-contexts.md have the figures.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import LiteralString

from graph.database import Database
from graph.text import text_index
from graph.upsert.embeddings import Unembedded

LOOKED_AT = 40
"""Articles that the vector index, and as many that the full-text index, proposes."""

KEY_WORDS = 60
"""Most frequent words of a text that stand for it when others with the same words are looked for."""

MOST_AROUND = 20
"""Articles around one, at most."""

AROUND_SHARE = 0.01
"""Part of all articles that counts as around one: few articles have no surroundings."""

PULL = 2.0
"""How much those around draw: this times the square of how near each is, its own embedding counting 1."""

_KEY_WORD = re.compile(r"\w{3,}")

_PROPOSED: LiteralString = """
CALL () { MATCH (any:Article) RETURN toInteger(count(any) * $aroundShare) AS most }
WITH CASE WHEN most < $mostAround THEN most ELSE $mostAround END AS around
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash = row.hash
CALL (a, row) {
  CALL (a, row) {
    CALL db.index.vector.queryNodes('article_embedding', $looked, a.embedding) YIELD node
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
RETURN a.id, a.contentHash, [i IN range(0, size(own) - 1) |
  own[i] + reduce(sum = 0.0, p IN pulling | sum + p.weight * p.vector[i])] AS context,
  [p IN proposed | {id: p.node.id, words: p.words}] AS proposed
"""

_CONTEXTS: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash = row.hash
CALL db.create.setNodeVectorProperty(a, 'context', row.vector)
"""

NUMBERS = {
    "looked": LOOKED_AT,
    "mostAround": MOST_AROUND,
    "aroundShare": AROUND_SHARE,
    "pull": PULL,
    "meaning": 0.3,
    "words": 0.7,
}
"""What the statement that looks for those around goes by."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of an article, by which others with the same are looked for."""

    id: str
    content_hash: str
    index: str
    words: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """An article and what may be near it: ids, and how well each answers for its words, 0 to 1."""

    id: str
    content_hash: str
    others: Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """An article's context (512 numbers), and what may be near it."""

    context: Sequence[float]
    proposed: Proposed


def wording(article: Unembedded) -> Wording:
    """The words of an article."""
    words = key_words(f"{article.title} {article.body}")
    return Wording(article.id, article.content_hash, text_index(article.lang), words)


def key_words(text: str) -> str:
    """The most frequent words of a text as a full-text query, each weighing as often as it is there."""
    counted = Counter(_KEY_WORD.findall(text.lower())).most_common(KEY_WORDS)
    return " ".join(f"{word}^{count}" for word, count in counted)


async def surroundings(database: Database, wordings: Sequence[Wording]) -> list[Surroundings]:
    """What is around articles that have embeddings; one that was changed since it was read is left out.

    It takes long, so it is asked outside the transaction that writes: locks would hold other writers up.
    Raises Unavailable when the database cannot be reached.
    """
    asked = [
        {"id": one.id, "hash": one.content_hash, "index": one.index, "words": one.words} for one in wordings
    ]
    found = await database.read(_PROPOSED, {"rows": asked, **NUMBERS})
    return [
        Surroundings(context, Proposed(id_, hash_, [(other["id"], other["words"]) for other in others]))
        for id_, hash_, context, others in found
    ]


async def write_contexts(database: Database, found: Sequence[Surroundings]) -> None:
    """Write the contexts of articles, but of those whose text was changed meanwhile.

    Raises Unavailable when the database cannot be reached.
    """
    rows = [
        {"id": one.proposed.id, "hash": one.proposed.content_hash, "vector": one.context} for one in found
    ]
    await database.write([(_CONTEXTS, {"rows": rows})])
