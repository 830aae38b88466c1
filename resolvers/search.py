"""Search: one box over articles and entities, by words."""

from typing import Annotated, LiteralString

import strawberry

from graph.folding import fold
from resolvers.argument import Most
from resolvers.filters.words import checked_words
from resolvers.node import Node
from resolvers.page import checked_size
from resolvers.planner.piece import Many, One, column, fixed

# The two indexes count scores on scales of their own, so each is brought to its best hit = 1.
_BY_WORDS: LiteralString = """
CALL () {
  CALL db.index.fulltext.queryNodes('article_text', $words, {limit: $limit})
  YIELD node AS _node, score AS _score
  WITH collect({node: _node, score: _score}) AS _hits, max(_score) AS _best
  UNWIND _hits AS _hit
  RETURN _hit.node AS _found, _hit.score / _best AS _relative
  UNION ALL
  CALL db.index.fulltext.queryNodes('alias_text', $names, {limit: $aliases})
  YIELD node AS _alias, score AS _score
  MATCH (_alias)-[:NAMES]->(_entity:Entity)
  WITH _entity, max(_score) AS _score
  WITH collect({node: _entity, score: _score}) AS _hits, max(_score) AS _best
  UNWIND _hits AS _hit
  RETURN _hit.node AS _found, _hit.score / _best AS _relative
}
WITH _found, _relative
ORDER BY _relative DESC, coalesce(_found.articleCount, 0) DESC, _found.orderedAt DESC, _found.id LIMIT $limit
WITH {node: _found, score: _relative} AS row
"""


@strawberry.type(description="An article or entity that fits the words searched for.")
class SearchHit:
    """`this` is a map."""

    node: Node = fixed(One("WITH *, this.node AS row"), "The article or entity.")
    score: float = column("this.score", "How well it fits, from 0 to 1, where 1 is the best hit of its kind.")


Words = Annotated[str, strawberry.argument(description="Words to look for; any text is safe.")]


def search_hits(query: Words, first: Most = 20) -> Many:
    """Articles and entities that hold the words, best first; any text is safe to search for."""
    limit = checked_size(first, least=1)
    words = checked_words(query)
    if not words:
        return Many("UNWIND [] AS row")
    return Many(
        _BY_WORDS, {"words": words, "names": fold(query) or words, "limit": limit, "aliases": 5 * limit}
    )
