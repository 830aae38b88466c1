"""Stories in the graph: articles join them as they are written; all are told anew by `rebuild_stories`.

A story has two articles or more; its id, title and hero are those of its first article. An article whose
mentions changed is marked `Untold` in the transaction that changed it, and `tell_stories` goes through those
afterwards, so that none is lost when a writer stops in between. One that is in a story already takes that
story apart: all its articles are told again, each with what it is close to now.

The order of ingest plays no part as far as the counts of articles that decide what is rare are the same, and
as far as the nearest `WINDOW` mentions of an article's `HEAVIEST` entities hold its neighbours.
"""

from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Iterable, Sequence
from typing import Any, LiteralString

from graph.database import Database, Statement, Transaction
from graph.story import (
    CLOSE,
    HALF_LIFE_DAYS,
    LEAST_SHARED,
    WINDOW_DAYS,
    Pair,
    Part,
    Telling,
    groups,
    most_named,
    pair,
    story_id,
    weigh,
)

HEAVIEST = 6
WINDOW = 50

BATCH = 250
"""Articles told in one transaction, beside those of stories that are taken apart."""

MOST_MARKED = 1000
_WRITTEN_AT_ONCE = 1000
_LONGEST_READ = 86400.0
_DAY = 86_400_000
_BOUNDS = {
    "heaviest": HEAVIEST,
    "window": WINDOW,
    "days": WINDOW_DAYS,
    "shared": LEAST_SHARED,
    "close": CLOSE,
    "halfLife": HALF_LIFE_DAYS * _DAY,
}

# What the survivor's articles share is as rare or common now as its new count says.
_MARK_MERGED: LiteralString = """
MATCH (gone:Merged {id: $id})-[:MERGED_INTO*1..]->(root:Entity)
CALL (gone, root) {
  MATCH (gone)<-[:MENTIONS]-(a:Article) RETURN a
  UNION
  MATCH (a)-[m:MENTIONS]->() USING INDEX SEEK m:MENTIONS(entityId, orderedAt)
  WHERE m.entityId = root.id AND m.orderedAt IS NOT NULL
  WITH a, m ORDER BY m.entityId DESC, m.orderedAt DESC LIMIT $most
  RETURN a
}
SET a:Untold
"""
_MARK_NAMED: LiteralString = "MATCH (:Candidate {id: $id})-[:NAMED_IN]->(a:Article) SET a:Untold"

# Two who tell at once would each begin a story of their own with the same articles.
_LOCK: LiteralString = "MERGE (l:Layout {name: 'stories'}) SET l.telling = true"

_UNTOLD: LiteralString = """
MATCH (a:Untold) WITH a ORDER BY a.id LIMIT $batch
RETURN collect([a.id, head([(a)-[:IN_STORY]->(s) | s.id])])
"""

_TAKE_APART: LiteralString = """
UNWIND $stories AS id
MATCH (s:Story {id: id})
CALL (s) { MATCH (s)<-[:IN_STORY]-(a:Article) SET a:Untold RETURN collect(a.id) AS members }
DETACH DELETE s
RETURN members
"""

_TOTAL: LiteralString = "MATCH (a:Article) RETURN count(a)"

# Only those are read as a whole that are close, with room for rounding; `graph.story` then has the word. Who
# shares too little whatever else it names goes first: the part of an article's squared weights that another
# shares bounds their cosine from above (Cauchy and Schwarz). One that waits looks for its neighbours later:
# put into a story now, it would have that story taken apart when its turn comes.
_NEAR: LiteralString = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
CALL (a) {
  MATCH (a)-[m:MENTIONS]->(e:Entity) WHERE 1 < e.articleCount <= $common
  WITH e, log(1.0 + toFloat($total) / (1 + e.articleCount)) ^ 2 * m.salience AS square
  ORDER BY square DESC, e.id
  RETURN collect({entity: e, square: square}) AS own, collect(e) AS named, sum(square) AS whole
}
CALL (a, own, named, whole) {
  CALL (a, named) {
    UNWIND named[..$heaviest] AS e
    CALL (a, e) {
      MATCH (c)-[x:MENTIONS]->() USING INDEX SEEK x:MENTIONS(entityId, orderedAt)
      WHERE x.entityId = e.id AND x.orderedAt <= a.orderedAt
        AND x.orderedAt >= a.orderedAt - duration({days: $days})
      WITH c, x ORDER BY x.entityId DESC, x.orderedAt DESC LIMIT $window
      RETURN c, x.orderedAt AS at
      UNION ALL
      MATCH (c)-[x:MENTIONS]->() USING INDEX SEEK x:MENTIONS(entityId, orderedAt)
      WHERE x.entityId = e.id AND x.orderedAt > a.orderedAt
        AND x.orderedAt <= a.orderedAt + duration({days: $days})
      WITH c, x ORDER BY x.entityId, x.orderedAt LIMIT $window
      RETURN c, x.orderedAt AS at
    }
    RETURN c, head(collect(at)) AS at
  }
  WITH a, c, at, own, named, whole WHERE c <> a AND (NOT c:Untold OR c.id IN $ids)
  WITH a, c, at, own, named, whole, [(c)-[:MENTIONS]->(o) WHERE o IN named | o] AS shared
  WHERE size(shared) >= $shared
  WITH c, own, named, whole,
    0.999 * $close * 2 ^ (abs(a.orderedAt.epochMillis - at.epochMillis) / $halfLife) AS least,
    reduce(sum = 0.0, it IN own | sum + CASE WHEN it.entity IN shared THEN it.square ELSE 0.0 END) AS part
  WHERE sqrt(part / whole) >= least
  CALL (c, own, named) {
    MATCH (c)-[x:MENTIONS]->(o:Entity) WHERE 1 < o.articleCount <= $common
    WITH o, log(1.0 + toFloat($total) / (1 + o.articleCount)) ^ 2 * x.salience AS square
    RETURN sum(square) AS other, sum(CASE WHEN o IN named
      THEN sqrt(square * head([it IN own WHERE it.entity = o | it.square])) ELSE 0.0 END) AS product
  }
  WITH c WHERE product / sqrt(whole * other) >= least
  RETURN collect(c.id) AS near
}
RETURN collect([id,
  near + [(a)-[:DUPLICATE_OF]-(copy) WHERE NOT copy:Untold OR copy.id IN $ids | copy.id]])
"""

# One walk along all that an article is tied to: one for each kind takes half as long again.
_TELLING: LiteralString = """
CALL (a) {
  MATCH (a)-[r:MENTIONS|DUPLICATE_OF|IN_STORY]->(o:Entity|Article|Story)
  RETURN collect(CASE WHEN r:MENTIONS THEN o.id END) AS named,
    collect(CASE WHEN r:MENTIONS THEN o.articleCount END) AS counts,
    collect(CASE WHEN r:MENTIONS THEN r.salience END) AS saliences,
    head(collect(CASE WHEN r:DUPLICATE_OF THEN o.id END)) AS repeats,
    head(collect(CASE WHEN r:IN_STORY THEN
      [o.id, o.firstAt.epochMillis, o.lastAt.epochMillis, o.heroId, o.articleCount] END)) AS story
}
WITH [a.id, a.orderedAt.epochMillis, named, counts, saliences, repeats, story] AS told
"""
_TELLINGS: LiteralString = "UNWIND $ids AS id MATCH (a:Article {id: id})" + _TELLING + "RETURN collect(told)"
_ALL: LiteralString = (
    "MATCH (a:Article) WHERE a.orderedAt IS NOT NULL WITH a ORDER BY a.orderedAt, a.id"
    + _TELLING
    + "RETURN told"
)

_FORGET_ALL: LiteralString = "MATCH (s:Story) WITH s LIMIT $most DETACH DELETE s RETURN count(*)"

_WRITE: LiteralString = """
UNWIND $rows AS row
MERGE (s:Story {id: row.keep})
WITH s, row
CALL (s, row) {
  UNWIND row.drop AS id
  MATCH (o:Story {id: id})<-[:IN_STORY]-(a:Article)
  CREATE (a)-[:IN_STORY]->(s)
}
CALL (row) { UNWIND row.drop AS id MATCH (o:Story {id: id}) DETACH DELETE o }
CALL (s, row) { UNWIND row.join AS id MATCH (a:Article {id: id}) CREATE (a)-[:IN_STORY]->(s) }
MATCH (hero:Article {id: row.hero})
SET s.id = row.id, s.heroId = hero.id, s.title = hero.title, s.titleFolded = hero.titleFolded,
  s.firstAt = datetime({epochMillis: row.first}), s.lastAt = datetime({epochMillis: row.last}),
  s.articleCount = row.articles
"""

_TOLD: LiteralString = """
MATCH (a:Article) WHERE a.id IN $ids
REMOVE a:Untold
WITH count(*) AS told
RETURN EXISTS { (:Untold) }
"""


def mark_merged(id_: str) -> Statement:
    """The statement that marks the articles of a merged entity, and the survivor's `MOST_MARKED` newest ones.

    `tell_stories` is to come after it.
    """
    return _MARK_MERGED, {"id": id_, "most": MOST_MARKED}


def mark_named(id_: str) -> Statement:
    """The statement that marks the articles of a name that no lexicon holds."""
    return _MARK_NAMED, {"id": id_}


async def tell_stories(database: Database) -> None:
    """Put every marked article into the story that it is close to, or begin one with its neighbours.

    Each batch is all or nothing. Raises Unavailable when the database cannot be reached.
    """
    while await database.transact(_tell_batch):
        pass


async def _tell_batch(transaction: Transaction) -> bool:
    """Tell a batch of marked articles; return whether there are more."""
    await transaction.run(_LOCK, {})
    ((marked,),) = await transaction.run(_UNTOLD, {"batch": BATCH})
    apart = sorted({story for _, story in marked if story})
    members = await transaction.run(_TAKE_APART, {"stories": apart}) if apart else []
    ids = sorted({id_ for id_, _ in marked} | {id_ for (of,) in members for id_ in of})
    if not ids:
        return False
    pairs, parts = await _close(transaction, ids)
    if rows := [_row(group) for group in groups(pairs, parts)]:
        await transaction.run(_WRITE, {"rows": rows})
    ((more,),) = await transaction.run(_TOLD, {"ids": ids})
    return bool(more)


async def _close(transaction: Transaction, ids: Sequence[str]) -> tuple[list[Pair], dict[str, Part]]:
    """What is close to these articles, and which part each of the articles in those pairs is."""
    ((total,),) = await transaction.run(_TOTAL, {})
    bounds = {"total": total, "common": most_named(total), **_BOUNDS}
    ((told,),) = await transaction.run(_NEAR, {"ids": ids, **bounds})
    near: dict[str, list[str]] = dict(told)
    wanted = sorted({id_ for id_, others in near.items() for id_ in (id_, *others) if others})
    if not wanted:
        return [], {}
    ((found,),) = await transaction.run(_TELLINGS, {"ids": wanted})
    tellings = {row[0]: _telling(total, row) for row in found}
    seen = {pair(tellings[id_], tellings[other]) for id_, others in near.items() for other in others}
    return [it for it in seen if it[0] >= CLOSE], {row[0]: _part(row) for row in found}


def _telling(total: int, row: Sequence[Any]) -> Telling:
    id_, at, named, counts, saliences, repeats, _ = row
    return Telling(id_, at, weigh(total, zip(named, counts, saliences, strict=True)), repeats)


def _part(row: Sequence[Any]) -> Part:
    id_, at, *_, story = row
    return Part(*story) if story else Part(id_, at, at, id_)


def _row(group: Sequence[Part]) -> dict[str, object]:
    """A group as a parameter of `_WRITE`: the largest of the stories in it stays."""
    first = min(group, key=lambda part: (part.first, part.hero))
    # Parts that are stories have the ids of stories, the others those of articles.
    stories = sorted(
        (part for part in group if part.id != part.hero), key=lambda part: (-part.articles, part.id)
    )
    new = story_id(first.hero)
    return {
        "keep": stories[0].id if stories else new,
        "drop": [part.id for part in stories[1:]],
        "join": [part.id for part in group if part.id == part.hero],
        "id": new,
        "hero": first.hero,
        "first": first.first,
        "last": max(part.last for part in group),
        "articles": sum(part.articles for part in group),
    }


async def rebuild_stories(database: Database) -> int:
    """Tell all stories anew from all articles, whatever is there; return how many there are.

    It holds the articles of the last WINDOW_DAYS in memory, and the pairs that are close. Nothing else may
    write meanwhile. Raises Unavailable when the database cannot be reached.
    """
    parts: dict[str, Part] = {}
    pairs: list[Pair] = []
    async for one, other in _neighbours(database):
        if (found := pair(one, other))[0] >= CLOSE:
            pairs.append(found)
            parts |= {it.id: Part(it.id, it.at, it.at, it.id) for it in (one, other)}
    while (await database.write([(_FORGET_ALL, {"most": _WRITTEN_AT_ONCE})]))[0][0][0]:
        pass
    rows = [_row(group) for group in groups(pairs, parts)]
    for start in range(0, len(rows), _WRITTEN_AT_ONCE):
        await database.write([(_WRITE, {"rows": rows[start : start + _WRITTEN_AT_ONCE]})])
    await database.write([("MATCH (a:Untold) REMOVE a:Untold", {})])
    return len(rows)


async def _neighbours(database: Database) -> AsyncGenerator[tuple[Telling, Telling]]:
    """Every article with the earlier ones that share an entity heavy in one of them, or have its text."""
    ((total,),) = await database.read(_TOTAL, {})
    naming, heavy_in = _Windows(), _Windows()
    async for (row,) in database.stream(_ALL, {}, _LONGEST_READ):
        telling = _telling(total, row)
        ranked = sorted(telling.weights, key=lambda entity: (-telling.weights[entity], entity))
        # What an article repeats is earlier; it stands in a window of its own.
        heavy = [*ranked[:HEAVIEST], telling.id, telling.repeats or telling.id]
        earlier = naming.earlier(telling, heavy) | heavy_in.earlier(telling, ranked[HEAVIEST:])
        naming.add(telling, [*ranked, telling.id])
        heavy_in.add(telling, heavy[:-2])
        for other in earlier.values():
            yield telling, other


class _Windows:
    """The last `WINDOW` articles of each entity, as they come in the order of time."""

    def __init__(self) -> None:
        self._recent: defaultdict[str, deque[Telling]] = defaultdict(lambda: deque(maxlen=WINDOW))

    def earlier(self, telling: Telling, entities: Iterable[str]) -> dict[str, Telling]:
        """The articles in the windows of these entities that are not too old, by id."""
        found: dict[str, Telling] = {}
        for entity in entities:
            window = self._recent[entity]
            while window and telling.at - window[0].at > WINDOW_DAYS * _DAY:
                window.popleft()
            found |= {other.id: other for other in window}
        return found

    def add(self, telling: Telling, entities: Iterable[str]) -> None:
        """Let an article into the windows of these entities."""
        for entity in entities:
            self._recent[entity].append(telling)
