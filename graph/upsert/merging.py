"""Editors say that two entities are one, and take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from graph.database import Database
from graph.errors import BadArgument
from graph.upsert.merged import loosen, tie
from graph.upsert.stories import mark_merged, tell_stories

_LOOK: LiteralString = """
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Entity {id: id}) RETURN n
  UNION
  MATCH (n:Merged {id: id}) RETURN n
}
MATCH (n)-[:MERGED_INTO*0..]->(root:Entity)
RETURN id, root.id, [label IN labels(root) WHERE label <> 'Entity'][0]
"""

_SCALE: LiteralString = """
MATCH (gone:Entity {id: $id}), (stays:Entity {id: $into})
RETURN gone.articleCount, COUNT { (gone)<-[:MENTIONS]-(:Article)-[:MENTIONS]->(stays) },
  COUNT { (:Alias)-[:NAMES]->(gone) }
"""

_MARK: LiteralString = """
MATCH (gone:Entity {id: $id}), (stays:Entity {id: $into})
CREATE (gone)-[:MERGED_INTO {kind: $kind, at: $at}]->(stays)
SET gone:Merged
REMOVE gone:Entity, gone:$($kind)
RETURN stays.id
"""

_UNMARK: LiteralString = """
MATCH (back:Merged {id: $id})-[r:MERGED_INTO]->()
WITH back, r, r.kind AS kind
SET back:Entity, back:$(kind)
REMOVE back:Merged
DELETE r
"""

_PARENT: LiteralString = "MATCH (:Merged {id: $id})-[:MERGED_INTO]->(parent) RETURN parent.id"


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge does: the survivor's id, and how much it takes over.

    `articles` mention the merged entity, `shared` of them the survivor too; `aliases` name it.
    """

    survivor: str
    articles: int = 0
    shared: int = 0
    aliases: int = 0


async def merge_entities(
    database: Database, id_: str, into: str, now: datetime, *, dry_run: bool = False
) -> Merge:
    """Make one entity part of another: its articles, names and events become the other's too.

    Merging again changes nothing and counts nothing; with `dry_run` nothing is written. Later articles and
    lexicons may go on naming the merged entity: that counts for the survivor. All or nothing.

    Raises BadArgument when there is no such entity, both are one, they are of different kinds, or the
    first was merged into a third one, or one is provisional.
    """
    roots = {row[0]: (row[1], row[2]) for row in await database.read(_LOOK, {"ids": [id_, into]})}
    for wanted in (id_, into):
        if wanted not in roots:
            raise no_entity(wanted)
    (gone, kind), (survivor, other) = roots[id_], roots[into]
    if gone == survivor:
        if id_ != survivor:
            return Merge(survivor)
        raise BadArgument(f"{id_} and {into} are one entity already; name two different ones")
    if gone != id_:
        raise BadArgument(f"{id_} was merged into {gone}; unmerge it first, or merge {gone}")
    if kind != other:
        raise BadArgument(f"{id_} is a {kind} and {into} a {other}; only entities of one kind can be merged")
    await _check_confirmed(database, [id_, survivor])
    scale = await database.read(_SCALE, {"id": id_, "into": survivor})
    if not dry_run:
        answers = await database.write(
            [
                *loosen([id_, survivor]),
                (_MARK, {"id": id_, "into": survivor, "kind": kind, "at": now}),
                *tie([survivor]),
                mark_merged(id_),
            ]
        )
        if not any(rows == [(survivor,)] for rows in answers):
            raise BadArgument(f"{id_} and {into} were changed by somebody else just now; look at them again")
        await tell_stories(database)
    return Merge(survivor, *(scale[0] if scale else ()))


async def unmerge_entity(database: Database, id_: str) -> bool:
    """Take a merge back: the graph is as if it had never been made, whatever was written since.

    Returns whether there was one. What was merged into the entity itself stays so. All or nothing.
    Raises BadArgument when there is no such entity.
    """
    rows = await database.read(_PARENT, {"id": id_})
    if not rows:
        if not await database.read("MATCH (e:Entity {id: $id}) RETURN e.id", {"id": id_}):
            raise no_entity(id_)
        return False
    await database.write([mark_merged(id_), *loosen([id_]), (_UNMARK, {"id": id_}), *tie([id_, rows[0][0]])])
    await tell_stories(database)
    return True


async def _check_confirmed(database: Database, ids: Sequence[str]) -> None:
    """Raise BadArgument for a provisional entity: articles alone make and unmake it."""
    rows = await database.read(
        "MATCH (e:Entity) WHERE e.id IN $ids AND e.provisional RETURN e.id ORDER BY e.id", {"ids": ids}
    )
    if rows:
        raise BadArgument(f"{rows[0][0]} is provisional; accept its name first, or merge the name")


def no_entity(id_: str) -> BadArgument:
    """The error for an id that no entity has."""
    return BadArgument(f"no entity has the id {id_[:100]!r}; give the id of an entity in the graph")
