"""Entities and their aliases into the graph."""

from collections.abc import Mapping, Sequence
from typing import LiteralString

import orjson

from graph.database import Database, Row, Statement, Transaction
from graph.folding import fold
from graph.identity import alias_id, digest
from graph.model import AliasOrigin, Entity
from graph.upsert import merged

BATCH = 2500
"""Entities written in one transaction."""

# What an editor said of an entity stays as he said it.
_NODES: LiteralString = """
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
WITH e, row WHERE coalesce(e.entityHash, '') <> row.hash
WITH e, row, [name IN coalesce(e.edited, []) | [name, e[name]]] AS kept
SET e += row.properties, e:$(row.kind), e.articleCount = coalesce(e.articleCount, 0)
FOREACH (each IN kept | SET e[each[0]] = each[1])
"""

# An alias that an editor or a page gave stays; one that the lexicon no longer has goes.
_STALE_ALIASES: LiteralString = """
UNWIND $rows AS row
MATCH (e:Entity {id: row.id}) WHERE e.entityHash <> row.hash
MATCH (e)<-[:NAMES]-(a:Alias {origin: $lexicon})
WHERE NOT a.id IN row.aliasIds
DETACH DELETE a
"""

_ALIASES: LiteralString = """
UNWIND $rows AS row
MATCH (e:Entity {id: row.id}) WHERE coalesce(e.entityHash, '') <> row.hash
UNWIND row.aliases AS alias
MERGE (a:Alias {id: alias.id})
ON CREATE SET a.text = alias.text, a.lang = alias.lang, a.folded = alias.folded, a.origin = alias.origin
MERGE (a)-[:NAMES]->(e)
"""

_PART_OF: LiteralString = """
UNWIND $rows AS row
MATCH (e:Entity {id: row.id}) WHERE coalesce(e.entityHash, '') <> row.hash
WITH e, row WHERE NOT 'partOf' IN coalesce(e.edited, [])
CALL (e) { MATCH (e)-[stale:PART_OF]->(:Place) DELETE stale }
WITH e, row WHERE row.partOf IS NOT NULL
MATCH (whole:Entity:Place {id: row.partOf})
MERGE (e)-[:PART_OF]->(whole)
"""

# Written last: the statements before it tell by the old hash which entities changed.
_SEAL: LiteralString = """
UNWIND $rows AS row
MATCH (e:Entity {id: row.id}) WHERE coalesce(e.entityHash, '') <> row.hash
SET e.entityHash = row.hash
RETURN count(e)
"""


async def upsert_entities(database: Database, entities: Sequence[Entity]) -> int:
    """Write entities with their names, aliases and part-of chain; return how many changed.

    Writing the same entity twice changes nothing. Each batch is all or nothing. Raises
    Unavailable when the database cannot be reached.
    """
    batches = [entities[start : start + BATCH] for start in range(0, len(entities), BATCH)]
    hashes = {entity.id: entity_hash(entity) for entity in entities}
    for batch in batches:
        await _write(database, batch, _naming(batch, hashes))
    # A place may be part of one in a later batch, so all nodes come before the first of these.
    return sum([(await _write(database, batch, _sealing(batch, hashes)))[0][0] for batch in batches])


def _naming(batch: Sequence[Entity], hashes: Mapping[str, str]) -> list[Statement]:
    """What writes nodes and aliases; each statement gets only what it reads, as most of it is aliases."""
    nodes: list[dict[str, object]] = []
    named: list[dict[str, object]] = []
    kept: list[dict[str, object]] = []
    for entity in batch:
        row: dict[str, object] = {"id": entity.id, "hash": hashes[entity.id]}
        aliases = alias_rows(entity)
        nodes.append(row | {"kind": entity.kind.value, "properties": entity_properties(entity)})
        named.append(row | {"aliases": aliases})
        kept.append(row | {"aliasIds": [alias["id"] for alias in aliases]})
    return [
        (_NODES, {"rows": nodes}),
        (_STALE_ALIASES, {"rows": kept, "lexicon": AliasOrigin.LEXICON.value}),
        (_ALIASES, {"rows": named}),
    ]


def _sealing(batch: Sequence[Entity], hashes: Mapping[str, str]) -> list[Statement]:
    """What writes the chain of places and says that a batch is whole."""
    rows = [{"id": entity.id, "hash": hashes[entity.id], "partOf": entity.part_of} for entity in batch]
    return [(_PART_OF, {"rows": rows}), (_SEAL, {"rows": rows})]


async def _write(database: Database, batch: Sequence[Entity], statements: Sequence[Statement]) -> list[Row]:
    """Run statements on a batch in one transaction; return the rows of the last one."""

    async def work(transaction: Transaction) -> list[Row]:
        is_plain = not await merged.are_there_any(transaction)
        around = statements if is_plain else merged.around_entities(batch, statements)
        answers = [await transaction.run(*statement) for statement in around]
        return answers[around.index(statements[-1])]

    return await database.transact(work)


def entity_hash(entity: Entity) -> str:
    """What tells whether an entity is as it was written."""
    return digest([orjson.dumps(entity).decode()])


def entity_properties(entity: Entity) -> dict[str, object]:
    """The properties of an entity's node by name, with null where it has none."""
    properties: dict[str, object] = {
        "name": entity.names.get("en") or next(iter(entity.names.values())),
        "wikidataId": entity.wikidata_id,
        "geonamesId": entity.geonames_id,
        "provisional": None,
        "placeKind": entity.place_kind,
        "country": entity.country,
        "latitude": entity.location[0] if entity.location else None,
        "longitude": entity.location[1] if entity.location else None,
        "eventKind": entity.event_kind,
        "startAt": entity.start_at,
        "endAt": entity.end_at,
        "status": entity.status.value if entity.status else None,
    }
    properties |= {f"name_{lang}": text for lang, text in entity.names.items()}
    return properties | {f"description_{lang}": text for lang, text in entity.description.items()}


def alias_rows(entity: Entity) -> list[dict[str, str]]:
    """The aliases of an entity as parameters."""
    return [
        {
            "id": alias_id(entity.id, alias.lang, alias.text),
            "text": alias.text,
            "lang": alias.lang,
            "folded": fold(alias.text),
            "origin": alias.origin.value,
        }
        for alias in entity.aliases
    ]
