"""Numbers new articles in the order in which their transactions commit, so that a reader misses none.

The counter is on the Layout node. Its lock is taken as the last one before the commit and held until then:
a higher number is never to be seen before a lower one.
"""

from collections.abc import Sequence
from typing import LiteralString

from graph.database import Statement
from graph.model import Article

_LOCK: LiteralString = """
MATCH (a:Article) WHERE a.id IN $articles AND a.number IS NULL
WITH count(a) AS fresh WHERE fresh > 0
MATCH (l:Layout {name: 'content-graph'})
SET l.numbering = true
"""

_NUMBER: LiteralString = """
MATCH (a:Article) WHERE a.id IN $articles AND a.number IS NULL
WITH a ORDER BY a.id
WITH collect(a) AS fresh WHERE size(fresh) > 0
MATCH (l:Layout {name: 'content-graph'})
WITH l, fresh, coalesce(l.articles, 0) AS before
SET l.articles = before + size(fresh)
FOREACH (place IN range(1, size(fresh)) |
  FOREACH (a IN [fresh[place - 1]] | SET a.number = before + place))
"""


def number(articles: Sequence[Article]) -> list[Statement]:
    """Statements that number those of the articles which have no number; they come last in a transaction."""
    if not articles:
        return []
    parameters = {"articles": [article.id for article in articles]}
    return [(_LOCK, parameters), (_NUMBER, parameters)]
