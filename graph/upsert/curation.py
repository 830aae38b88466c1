"""What editors decide about names that no lexicon holds: accept, merge, drop. Decisions are remembered."""

from typing import LiteralString

from graph.database import Database, Statement
from graph.errors import BadArgument
from graph.folding import fold
from graph.identity import alias_id, entity_id
from graph.model import AliasOrigin, EntityKind
from graph.upsert.candidates import settle
from graph.upsert.merged import loosen, tie
from graph.upsert.stories import mark_named, tell_stories

_IS_OPEN: LiteralString = "MATCH (c:Candidate {id: $id}) WHERE c.decision IS NULL RETURN c.id"

_FIND: LiteralString = (
    "MATCH (c:Candidate {id: $id}) "
    "RETURN c.decision, EXISTS { MATCH (c)-[:BECAME]->(e)-[:MERGED_INTO]-() WHERE c.decision <> 'MERGED' }"
)

_DECIDE: LiteralString = """
MATCH (c:Candidate {id: $id})
SET c.decision = $decision, c.kind = coalesce($kind, c.kind), c:Unsettled
"""

_ACCEPT: LiteralString = """
MATCH (c:Candidate {id: $id})-[:BECAME]->(e:Entity)
REMOVE e.provisional
SET e.wikidataId = coalesce($wikidata, e.wikidataId)
"""

_KIND: LiteralString = """
MATCH (:Candidate {id: $id})-[:BECAME]->(e:Entity)
REMOVE e:Person:Place:Organization:Event
SET e:$($kind)
"""

_NAME: LiteralString = """
MATCH (c:Candidate {id: $id})-[:BECAME]->(e:Entity)
MATCH (c)-[r:NAMED_IN]->() WITH c, e, min(r.lang) AS lang
SET e.name = $name, e['name_' + lang] = $name
MERGE (alias:Alias {id: $aliasId})
ON CREATE SET alias.text = $name, alias.lang = lang, alias.folded = $folded, alias.origin = $editor
MERGE (alias)-[:NAMES]->(e)
"""

# What is to go is provisional again, so that settling removes it.
_DROP: LiteralString = "MATCH (:Candidate {id: $id})-[:BECAME]->(e:Entity) SET e.provisional = true"

_MERGE: LiteralString = """
MATCH (c:Candidate {id: $id}), (target:Entity {id: $into})
OPTIONAL MATCH (c)-[:BECAME]->(e:Entity)
CALL (e, target) {
  MATCH (a:Article)-[m:MENTIONS]->(e) WHERE NOT EXISTS { (a)-[:MENTIONS]->(target) }
  CREATE (a)-[copy:MENTIONS]->(target)
  SET copy = properties(m), copy.entityId = target.id
}
CALL (e, target) {
  MATCH (alias:Alias)-[:NAMES]->(e)
  SET alias.origin = $editor
  MERGE (alias)-[:NAMES]->(target)
}
DETACH DELETE e
CREATE (c)-[:BECAME]->(target)
SET c:Fresh
"""

# To merge a name into a provisional entity says that this is one.
_CONFIRM: LiteralString = """
MATCH (c:Candidate {decision: 'ACCEPTED'})-[:BECAME]->(target:Entity {id: $into})
REMOVE target.provisional
"""


async def accept_name(
    database: Database,
    id_: str,
    *,
    name: str | None = None,
    kind: EntityKind | None = None,
    wikidata_id: str | None = None,
) -> None:
    """Make a candidate an entity like any other, under its own id, with another name or kind if given.

    Raises BadArgument when there is no such candidate, it was merged, the name holds no letter or another
    entity has the Wikidata id; BadInput when that is none.
    """
    await _check(database, id_)
    if name is not None and not fold(name):
        raise BadArgument(f"{name[:50]!r} is no name; it holds no letter")
    if wikidata_id is not None:
        entity_id(EntityKind.PERSON, "", wikidata_id)
        rows = await database.read(
            "MATCH (e:Entity {wikidataId: $wikidata}) WHERE e.id <> $id RETURN e.id",
            {"wikidata": wikidata_id, "id": id_},
        )
        if rows:
            raise BadArgument(
                f"{wikidata_id} is the entity {rows[0][0]} already; merge the name into that one"
            )
    value = kind.value if kind is not None else None
    confirm: Statement = (_ACCEPT, {"id": id_, "wikidata": wikidata_id})
    statements: list[Statement] = [_decision(id_, "ACCEPTED", value), *settle(), confirm]
    if value is not None:
        statements.append((_KIND, {"id": id_, "kind": value}))
    if name is not None:
        spelled = {"name": name, "folded": fold(name), "aliasId": alias_id(id_, "", name)}
        statements.append((_NAME, {"id": id_, "editor": AliasOrigin.EDITOR.value, **spelled}))
    await database.write([*statements, mark_named(id_)])
    await tell_stories(database)


async def merge_name(database: Database, id_: str, into: str) -> None:
    """Make a candidate's name an alias of the entity `into`; its articles mention that one from now on.

    Raises BadArgument when there is no such candidate or entity, it was merged already, or both are one.
    """
    await _check(database, id_)
    if id_ == into:
        raise BadArgument(f"{id_} cannot be merged into itself; name another entity")
    if not await database.read("MATCH (e:Entity {id: $id}) RETURN e.id", {"id": into}):
        raise BadArgument(f"no entity has the id {into[:100]!r}; give the id of an entity in the graph")
    own: list[Statement] = []
    if await database.read(
        "MATCH (c:Candidate {id: $id}) WHERE c.decision IS NULL RETURN c.id", {"id": into}
    ):
        own = [_decision(into, "ACCEPTED", None)]
    merge: Statement = (_MERGE, {"id": id_, "into": into, "editor": AliasOrigin.EDITOR.value})
    decided = _decision(id_, "MERGED", None)
    confirm: Statement = (_CONFIRM, {"into": into})
    await database.write(
        [*loosen([into]), decided, *own, merge, *settle(), confirm, *tie([into]), mark_named(id_)],
    )
    await tell_stories(database)


async def drop_name(database: Database, id_: str) -> None:
    """Say that a candidate names nobody; it stays dropped, however many articles have it.

    Raises BadArgument when there is no such candidate or it was merged.
    """
    await _check(database, id_)
    await database.write([_decision(id_, "DROPPED", None), (_DROP, {"id": id_}), *settle(), mark_named(id_)])
    await tell_stories(database)


def _decision(id_: str, decision: str, kind: str | None) -> Statement:
    return _DECIDE, {"id": id_, "decision": decision, "kind": kind}


async def _check(database: Database, id_: str) -> None:
    rows = await database.read(_FIND, {"id": id_})
    if not rows:
        raise BadArgument(f"no name has the id {id_[:100]!r}; content-graph review lists them")
    if rows[0][0] == "MERGED":
        raise BadArgument(f"{id_} was merged into another entity; it cannot be decided again")
    if rows[0][1]:
        raise BadArgument(f"{id_} is part of a merge of entities; unmerge them first")
