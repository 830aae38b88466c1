"""To layout 4: articles are numbered in the order in which they came, for those who subscribe."""

from typing import LiteralString

from graph.database import Database

BATCH = 1000
"""Articles numbered in one transaction."""

_LONGEST_READ = 86400.0

_UNNUMBERED: LiteralString = (
    "MATCH (a:Article) WHERE a.number IS NULL RETURN a.id ORDER BY a.ingestedAt, a.id"
)

# The counter's lock is taken first: whoever else numbers the same articles waits, and finds them numbered.
_NUMBER: LiteralString = """
MATCH (l:Layout {name: 'content-graph'})
SET l.numbering = true
WITH l
UNWIND $ids AS id
MATCH (a:Article {id: id}) WHERE a.number IS NULL
WITH l, collect(a) AS fresh
WITH l, fresh, coalesce(l.articles, 0) AS before
SET l.articles = before + size(fresh)
FOREACH (place IN range(1, size(fresh)) |
  FOREACH (a IN [fresh[place - 1]] | SET a.number = before + place))
"""


async def number_articles(database: Database) -> None:
    """Number the articles that have no number, those that came first first, after all that have one."""
    ids: list[str] = []
    async for (id_,) in database.stream(_UNNUMBERED, {}, _LONGEST_READ):
        ids.append(id_)
    for start in range(0, len(ids), BATCH):
        await database.write([(_NUMBER, {"ids": ids[start : start + BATCH]})])
