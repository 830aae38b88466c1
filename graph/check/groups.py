"""What must hold of stories, and of articles that repeat others."""

from collections import defaultdict
from typing import LiteralString

from graph.check.invariant import Invariant
from graph.database import Database
from graph.upsert.duplicates import STATEMENT
from graph.upsert.stories import tell_stories

# A story that is wrong is taken apart; its articles are told again with all others that wait.
_TAKE_APART: LiteralString = "CALL (s) { MATCH (s)<-[:IN_STORY]-(a:Article) SET a:Untold } DETACH DELETE s"

_CHAINED: LiteralString = "MATCH (a:Article)-[:DUPLICATE_OF]->(b:Article) WHERE (b)-[:DUPLICATE_OF]->() "

_LINKED: LiteralString = (
    _CHAINED + "MATCH (a)-[:DUPLICATE_OF*0..50]-(c:Article) WITH DISTINCT c "
    "MATCH (c)-[d:DUPLICATE_OF]->(f:Article) "
    "RETURN c.id, c.orderedAt.epochMillis, f.id, f.orderedAt.epochMillis, d.similarity"
)


async def _straighten(database: Database) -> None:
    """Let all copies in a chain repeat its first article, as `graph.upsert.duplicates` has it."""
    dates: dict[str, int] = {}
    closeness: dict[str, float] = {}
    group: defaultdict[str, set[str]] = defaultdict(set)
    for id_, ordered, first, first_ordered, similarity in await database.read(_LINKED, {}):
        dates |= {id_: ordered or 0, first: first_ordered or 0}
        closeness[id_] = closeness[first] = similarity
        together = group[id_] | group[first] | {id_, first}
        group.update(dict.fromkeys(together, together))
    rows: list[dict[str, object]] = []
    for members in {id(members): members for members in group.values()}.values():
        first = min(members, key=lambda id_: (dates[id_], id_))
        for id_ in sorted(members):
            repeats = None if id_ == first else first
            rows.append({"id": id_, "first": repeats, "similarity": repeats and closeness[id_]})
    await database.write([(STATEMENT, {"rows": rows})])


GROUPS = (
    Invariant(
        "duplicate-in-a-chain",
        "copies of an article that is a copy itself, in chains or circles",
        _CHAINED + "WITH a, a.id AS _id",
        "a",
        _straighten,
    ),
    Invariant(
        "story-of-one",
        "stories of fewer than two articles",
        "MATCH (s:Story) WHERE COUNT { (s)<-[:IN_STORY]-() } < 2 WITH s, s.id AS _id",
        "s",
        _TAKE_APART,
    ),
    Invariant(
        "story-overlap",
        "stories whose articles are in another one too",
        "MATCH (s:Story)<-[:IN_STORY]-(a:Article) WHERE COUNT { (a)-[:IN_STORY]->() } > 1 "
        "WITH DISTINCT s WITH s, s.id AS _id",
        "s",
        _TAKE_APART,
    ),
    Invariant(
        "story-facts",
        "stories whose count, dates or first article are not those of their articles",
        "MATCH (s:Story)<-[:IN_STORY]-(a:Article) WITH s, a ORDER BY a.orderedAt, a.id "
        "WITH s, count(a) AS articles, count(a.orderedAt) AS dated, "
        "min(a.orderedAt) AS first, max(a.orderedAt) AS last, "
        "head(collect(a.id)) AS hero WHERE articles > 1 AND dated = articles AND "
        "(s.articleCount <> articles OR s.firstAt <> first OR s.lastAt <> last OR s.heroId <> hero) "
        "WITH s, s.id AS _id",
        "s",
        _TAKE_APART,
    ),
    Invariant(
        "article-untold",
        "articles that wait to be put into a story; some do while others write",
        "MATCH (a:Untold) WITH a, a.id AS _id",
        "a",
        tell_stories,
    ),
)
