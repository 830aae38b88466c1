"""Stories in the graph: new articles join them as they are written; all are told anew by `rebuild_stories`.

A story has two articles or more; its id, title and hero are those of its first article. Joining is the same
in any order of ingest as far as the counts of articles that decide what is rare are, and as far as the
nearest `WINDOW` mentions of an article's `HEAVIEST` entities hold its neighbours. A changed article does not
leave its story; telling all anew settles both.
"""

from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from typing import LiteralString

from graph.database import Database
from graph.story import CLOSE, WINDOW_DAYS, Telling, closeness, groups, story_id, weigh

HEAVIEST = 10
WINDOW = 50
MOST_MEMBERS = 1000
"""Articles of a story that are looked at when another one joins it."""

_BATCH = 1000
_LONGEST_READ = 86400.0
_DAY = 86_400_000

_TOTAL: LiteralString = "MATCH (a:Article) RETURN count(a)"

_NEAR: LiteralString = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
CALL (a) {
  MATCH (a)-[m:MENTIONS]->(e:Entity) WHERE e.articleCount > 1
  WITH e, log(1.0 + toFloat($total) / (1 + e.articleCount)) * sqrt(m.salience) AS weight
  ORDER BY weight DESC, e.id LIMIT $heaviest
  CALL (a, e) {
    MATCH (c)-[x:MENTIONS]->() WHERE x.entityId = e.id AND x.orderedAt <= a.orderedAt
      AND x.orderedAt >= a.orderedAt - duration({days: $days})
    WITH c, x ORDER BY x.entityId DESC, x.orderedAt DESC LIMIT $window
    RETURN c
    UNION ALL
    MATCH (c)-[x:MENTIONS]->() WHERE x.entityId = e.id AND x.orderedAt > a.orderedAt
      AND x.orderedAt <= a.orderedAt + duration({days: $days})
    WITH c, x ORDER BY x.entityId, x.orderedAt LIMIT $window
    RETURN c
  }
  RETURN collect(DISTINCT c.id) AS near
}
RETURN id, [other IN near WHERE other <> id]
"""

_TELLING: LiteralString = """
RETURN a.id, a.orderedAt.epochMillis, head([(a)-[:IN_STORY]->(s) | s.id]),
  [(a)-[m:MENTIONS]->(e:Entity) | [e.id, e.articleCount, m.salience]]
"""

_TELLINGS: LiteralString = "UNWIND $ids AS id MATCH (a:Article {id: id}) " + _TELLING
_ALL: LiteralString = (
    "MATCH (a:Article) WHERE a.orderedAt IS NOT NULL WITH a ORDER BY a.orderedAt, a.id " + _TELLING
)

_MEMBERS: LiteralString = """
UNWIND $stories AS id
MATCH (s:Story {id: id})
CALL (s) { MATCH (s)<-[:IN_STORY]-(a:Article) RETURN a.id AS member ORDER BY member LIMIT $most }
RETURN id, collect(member)
"""

_FORGET: LiteralString = "UNWIND $stories AS id MATCH (s:Story {id: id}) DETACH DELETE s"
_FORGET_ALL: LiteralString = "MATCH (s:Story) WITH s LIMIT $most DETACH DELETE s RETURN count(*)"

_WRITE: LiteralString = """
UNWIND $rows AS row
UNWIND row.members AS member
MATCH (a:Article {id: member})
WITH row, a ORDER BY a.orderedAt, a.id
WITH row, collect(a) AS articles
MERGE (s:Story {id: row.id})
SET s.title = articles[0].title, s.firstAt = articles[0].orderedAt,
  s.lastAt = articles[-1].orderedAt, s.articleCount = size(articles), s.heroId = articles[0].id
WITH s, articles
UNWIND articles AS article
MERGE (article)-[:IN_STORY]->(s)
"""

Pair = tuple[str, str]


async def join_stories(database: Database, ids: Sequence[str]) -> None:
    """Put new or changed articles into the stories that are close to them.

    Raises Unavailable when the database cannot be reached.
    """
    ((total,),) = await database.read(_TOTAL, {})
    bounds = {"total": total, "heaviest": HEAVIEST, "window": WINDOW, "days": WINDOW_DAYS}
    near = {id_: others for id_, others in await database.read(_NEAR, {"ids": list(ids), **bounds}) if others}
    wanted = sorted({*near, *(other for others in near.values() for other in others)})
    tellings: dict[str, Telling] = {}
    stories: dict[str, str] = {}
    for id_, at, story, named in await database.read(_TELLINGS, {"ids": wanted}) if wanted else ():
        tellings[id_] = Telling(id_, at, weigh(total, named))
        if story:
            stories[id_] = story
    close = [
        (id_, other)
        for id_, others in near.items()
        for other in others
        if closeness(tellings[id_], tellings[other]) >= CLOSE
    ]
    if close:
        await _write(database, close, {stories[id_] for pair in close for id_ in pair if id_ in stories})


async def _write(database: Database, close: list[Pair], old: set[str]) -> None:
    """Write the groups that pairs make with the members of old stories, in the place of those."""
    known = {"stories": sorted(old), "most": MOST_MEMBERS}
    for _, members in await database.read(_MEMBERS, known) if old else ():
        close += [(members[0], member) for member in members[1:]]
    ids = sorted({id_ for pair in close for id_ in pair})
    dates = {id_: at for id_, at, *_ in await database.read(_TELLINGS, {"ids": ids})}
    await database.write([(_FORGET, {"stories": sorted(old)}), (_WRITE, {"rows": list(_rows(close, dates))})])


def _rows(close: Iterable[Pair], dates: Mapping[str, int]) -> Iterable[dict[str, object]]:
    for members in groups(close):
        first = min(members, key=lambda id_: (dates[id_], id_))
        yield {"id": story_id(first), "members": members}


async def rebuild_stories(database: Database) -> int:
    """Tell all stories anew from all articles, whatever is there; return how many there are.

    It holds the articles of the last WINDOW_DAYS in memory, and the ids of those that are in a story.
    Raises Unavailable when the database cannot be reached.
    """
    dates: dict[str, int] = {}
    close: list[Pair] = []
    async for one, other in _close_pairs(database):
        close.append((one.id, other.id))
        dates |= {one.id: one.at, other.id: other.at}
    while (await database.write([(_FORGET_ALL, {"most": _BATCH})]))[0][0][0]:
        pass
    rows = list(_rows(close, dates))
    for start in range(0, len(rows), _BATCH):
        await database.write([(_WRITE, {"rows": rows[start : start + _BATCH]})])
    return len(rows)


async def _close_pairs(database: Database) -> AsyncGenerator[tuple[Telling, Telling]]:
    """Every article with the earlier ones close to it, among the nearest that share a heavy entity."""
    ((total,),) = await database.read(_TOTAL, {})
    recent: defaultdict[str, deque[Telling]] = defaultdict(lambda: deque(maxlen=WINDOW))
    async for id_, at, _, named in database.stream(_ALL, {}, _LONGEST_READ):
        telling = Telling(id_, at, weigh(total, named))
        heavy = sorted(telling.weights, key=lambda entity: (-telling.weights[entity], entity))[:HEAVIEST]
        earlier: dict[str, Telling] = {}
        for entity in heavy:
            while recent[entity] and at - recent[entity][0].at > WINDOW_DAYS * _DAY:
                recent[entity].popleft()
            earlier |= {other.id: other for other in recent[entity]}
            recent[entity].append(telling)
        for other in earlier.values():
            if closeness(telling, other) >= CLOSE:
                yield telling, other
