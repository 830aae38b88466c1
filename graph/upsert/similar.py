"""The articles whose texts are nearest to each, into the graph.

Looking for near texts costs more than may be spent while a query waits, so the nearest are kept:

    (Article)-[:SIMILAR {score, meaning, words}]->(Article)

`meaning` is the cosine of the contexts of the two (`graph.upsert.contexts`). `words` is how well the other
article answers a full-text query for the most frequent words of this one, as a share of how well this one
does. Across languages words say nothing, and the meaning stands in for them. `score`, 0 to 1, is seven tenths
of the meaning and three of the words. docs/decisions/0022-text-by-words-and-meaning.md and 0046-contexts.md
have the figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import LiteralString

from graph.database import Database
from graph.upsert.contexts import Proposed

SIMILAR_KEPT = 20
"""Nearest articles that are kept for each article."""

MEANING = 0.7
"""Part of the meaning in the score; the words make the rest."""

_NEAREST: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash = row.hash
CALL (a, row) {
  UNWIND row.others AS other
  MATCH (node:Article {id: other[0]}) WHERE node.embedding IS NOT NULL
  WITH a, node, other[1] AS words,
    2 * vector.similarity.cosine(a.context, coalesce(node.context, node.embedding)) - 1 AS cosine
  WITH a, node, words, CASE WHEN cosine < 0 THEN 0.0 ELSE cosine END AS meaning
  WITH node, meaning, CASE WHEN a.lang = node.lang THEN words ELSE meaning END AS words
  WITH node, words, meaning, $meaning * meaning + (1 - $meaning) * words AS score WHERE score > 0
  ORDER BY score DESC, node.id LIMIT $kept
  RETURN collect({id: node.id, score: score, meaning: meaning, words: words}) AS similar
}
RETURN a.id, a.contentHash, similar
"""

_SIMILAR: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash = row.hash
CALL (a) { MATCH (a)-[old:SIMILAR]->() DELETE old }
REMOVE a:Unembedded
WITH a, row
UNWIND row.similar AS near
MATCH (b:Article {id: near.id}) WHERE b.embedding IS NOT NULL
CREATE (a)-[:SIMILAR {score: near.score, meaning: near.meaning, words: near.words}]->(b)
"""


@dataclass(frozen=True, slots=True)
class Similar:
    """A near text: the id of its article, how near it is (0 to 1), and by meaning and by words alone."""

    id: str
    score: float
    meaning: float
    words: float


async def nearest_proposed(
    database: Database, proposed: Sequence[Proposed]
) -> dict[tuple[str, str], list[Similar]]:
    """The nearest of what is proposed for articles, nearest first, by id and content hash.

    An article that was changed since is left out. Raises Unavailable when the database cannot be reached.
    """
    rows = [
        {"id": one.id, "hash": one.content_hash, "others": [list(other) for other in one.others]}
        for one in proposed
    ]
    found = await database.read(_NEAREST, {"rows": rows, "meaning": MEANING, "kept": SIMILAR_KEPT})
    return {(id_, hash_): [Similar(**near) for near in similar] for id_, hash_, similar in found}


async def write_similar(database: Database, nearest: Mapping[tuple[str, str], Sequence[Similar]]) -> None:
    """Write the nearest texts of articles, by id and content hash, in place of what is there.

    One whose text changed meanwhile is left out, here and there. With these an article waits for nothing
    more. Raises Unavailable when the database cannot be reached.
    """
    rows = [
        {"id": id_, "hash": hash_, "similar": [asdict(near) for near in similar]}
        for (id_, hash_), similar in nearest.items()
    ]
    await database.write([(_SIMILAR, {"rows": rows})])
