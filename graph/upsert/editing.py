"""What editors change on single entities: properties, names and aliases."""

from collections.abc import Mapping
from typing import LiteralString, cast

from graph.database import Database, Statement
from graph.errors import BadArgument
from graph.folding import fold
from graph.identity import alias_id, entity_id
from graph.model import AliasOrigin, EntityKind
from graph.upsert.merged import around, rename
from graph.upsert.merging import no_entity

LONGEST_NAME = 200
"""Letters of a name or an alias."""

_RESOLVE: LiteralString = """
CALL () {
  MATCH (n:Entity {id: $id}) RETURN n
  UNION
  MATCH (:Merged {id: $id})-[:MERGED_INTO*1..]->(n:Entity) RETURN n
}
RETURN n.id, [label IN labels(n) WHERE label <> 'Entity'][0]
"""

_NODE: LiteralString = """
MERGE (e:Entity {id: $id})
ON CREATE SET e:$($kind), e.articleCount = 0, e.name = $name
SET e += $properties, e.edited = [name IN coalesce(e.edited, []) WHERE NOT name IN $edited] + $edited
"""

_PART_OF: LiteralString = """
MATCH (e:Entity {id: $id})
OPTIONAL MATCH (e)-[stale:PART_OF]->(:Place) WHERE $partOf IS NULL OR endNode(stale).id <> $partOf
DELETE stale
WITH DISTINCT e
MATCH (whole:Place {id: $partOf})
MERGE (e)-[:PART_OF]->(whole)
"""

_WITHIN: LiteralString = """
MATCH (whole:Place {id: $whole})
RETURN whole.id = $id OR EXISTS { MATCH (whole)-[:PART_OF*1..]->(:Place {id: $id}) }
"""

_ALIAS: LiteralString = """
MATCH (e:Entity {id: $id})
UNWIND $aliases AS alias
MERGE (a:Alias {id: alias.id})
ON CREATE SET a.text = alias.text, a.lang = alias.lang, a.folded = alias.folded, a.origin = $editor
MERGE (a)-[:NAMES]->(e)
"""

# What the lexicon or a page gave stays theirs.
_UNALIAS: LiteralString = """
MATCH (a:Alias {id: $alias, origin: $editor})-[:NAMES]->(:Entity {id: $id})
DETACH DELETE a
RETURN count(*)
"""


async def edit_entity(
    database: Database,
    kind: EntityKind,
    names: Mapping[str, str],
    *,
    id_: str | None = None,
    properties: Mapping[str, object] | None = None,
) -> str:
    """Create an entity, or change what is given of one that is there; return its id.

    `names` maps ISO 639-1 codes to names, which become aliases too. Without `id_` the id follows from the
    Wikidata id, else from kind and the first name, so that doing it again changes nothing. `properties` are
    those of the node, as `upsert_entities` names them, and `partOf`, the id of a place: None takes one away,
    what is left out stays. A newer lexicon leaves alone what was given here. All or nothing.

    Raises BadArgument when `id_` is unknown or of another kind, a name is too long, a new entity has no name,
    or `partOf` is no place or lies within this one; BadInput when the Wikidata id is none or a name holds no
    letter.
    """
    changed: dict[str, object] = dict(properties or {})
    usual = _usual_name(names)
    final, is_new = await _target(database, kind, usual, id_, cast(str | None, changed.get("wikidataId")))
    changed |= {f"name_{lang}": text for lang, text in names.items()}
    changed |= {"name": usual} if "en" in names or (usual and is_new) else {}
    edited = sorted(changed)
    placed: list[Statement] = []
    if "partOf" in changed:
        part_of = cast(str | None, changed.pop("partOf"))
        whole = await _whole(database, final, part_of) if part_of else None
        ids = [final, *([whole] if whole else [])]
        placed = around(ids, [(_PART_OF, {"id": final, "partOf": whole})])
    node = {"id": final, "kind": kind.value, "name": usual, "properties": changed, "edited": edited}
    aliases = [_alias(final, lang, text) for lang, text in names.items()]
    naming = (_ALIAS, {"id": final, "aliases": aliases, "editor": AliasOrigin.EDITOR.value})
    await database.write([(_NODE, node), naming, *placed, *rename(final)])
    return final


def _usual_name(names: Mapping[str, str]) -> str:
    for name in names.values():
        _check(name)
    return names.get("en") or next(iter(names.values()), "")


async def _target(
    database: Database, kind: EntityKind, usual: str, id_: str | None, wikidata_id: str | None
) -> tuple[str, bool]:
    """The id of the entity that is meant, and whether it is new."""
    if id_ is None and not usual:
        raise BadArgument("names is empty; a new entity needs one name at least")
    wanted = id_ or entity_id(kind, usual, wikidata_id)
    if wikidata_id is not None:
        entity_id(kind, "", wikidata_id)
    found = await database.read(_RESOLVE, {"id": wanted})
    if id_ is not None and not found:
        raise no_entity(id_)
    if found and found[0][1] != kind.value:
        raise BadArgument(f"{wanted} is a {found[0][1]}, not a {kind.value}; the kind of an entity is fixed")
    final = str(found[0][0]) if found else wanted
    if wikidata_id is not None:
        await _check_wikidata(database, final, wikidata_id)
    return final, not found


async def _whole(database: Database, id_: str, part_of: str) -> str:
    """The id of the place that a place shall be part of."""
    found = await database.read(_RESOLVE, {"id": part_of})
    if not found or found[0][1] != EntityKind.PLACE.value:
        raise BadArgument(f"partOf is {part_of!r}; it must be the id of a place")
    whole = str(found[0][0])
    if (await database.read(_WITHIN, {"id": id_, "whole": whole}))[0][0]:
        raise BadArgument(f"partOf is {whole}, which is this place or lies within it")
    return whole


async def add_alias(database: Database, id_: str, text: str, lang: str) -> str:
    """Say that a text names an entity; return the entity's id, which is the survivor's for a merged one.

    Doing it again changes nothing. Raises BadArgument for an unknown id and a text that is too long, BadInput
    for one without a letter.
    """
    _check(text)
    found = await _entity(database, id_)
    parameters = {"aliases": [_alias(found, lang, text)], "editor": AliasOrigin.EDITOR.value}
    await database.write([(_ALIAS, {"id": found, **parameters}), *rename(found)])
    return found


async def remove_alias(database: Database, id_: str, text: str, lang: str) -> str:
    """Take back an alias that an editor added; return the entity's id.

    Doing it again changes nothing. Raises BadArgument for an unknown id.
    """
    found = await _entity(database, id_)
    editor = AliasOrigin.EDITOR.value
    parameters = {"id": found, "alias": alias_id(found, lang, text), "editor": editor}
    await database.write([(_UNALIAS, parameters), *rename(found)])
    return found


async def _entity(database: Database, id_: str) -> str:
    rows = await database.read(_RESOLVE, {"id": id_})
    if not rows:
        raise no_entity(id_)
    return str(rows[0][0])


async def _check_wikidata(database: Database, id_: str, wikidata_id: str) -> None:
    rows = await database.read(
        "MATCH (e:Entity {wikidataId: $wikidata}) WHERE e.id <> $id RETURN e.id",
        {"wikidata": wikidata_id, "id": id_},
    )
    if rows:
        raise BadArgument(f"{wikidata_id} is the entity {rows[0][0]} already; change that one, or merge them")


def _check(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise BadArgument(f"a name has {len(name)} letters; it may have at most {LONGEST_NAME}")
    if not fold(name):
        raise BadArgument(f"{name[:50]!r} is no name; it holds no letter")


def _alias(id_: str, lang: str, text: str) -> dict[str, str]:
    return {"id": alias_id(id_, lang, text), "lang": lang, "text": text, "folded": fold(text)}
