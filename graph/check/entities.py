"""What must hold of entities, their names, and the names that are no entity yet."""

from typing import LiteralString

from graph.check.invariant import Invariant
from graph.database import Database
from graph.folding import fold
from graph.identity import alias_id
from graph.model import AliasOrigin
from graph.upsert.candidates import settle

_BATCH = 1000
_LONGEST_READ = 86400.0

# An event that articles report is found by them; it has a name, but no form of it that others would use.
_NAMELESS: LiteralString = (
    "MATCH (e:Entity) WHERE e.reported IS NULL AND e.name IS NOT NULL AND NOT (e)<-[:NAMES]-() "
    "WITH e, e.id AS _id"
)

_NAME: LiteralString = """
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
MERGE (a:Alias {id: row.alias})
ON CREATE SET a.text = row.text, a.lang = row.lang, a.folded = row.folded, a.origin = $origin
MERGE (a)-[:NAMES]->(e)
"""


async def _name(database: Database) -> None:
    """Make the usual names of entities without an alias their aliases."""
    rows: list[dict[str, str]] = []
    names: LiteralString = (
        " WITH _id, [k IN keys(e) WHERE k STARTS WITH 'name_' | [substring(k, 5), e[k]]] AS named, e"
        " RETURN _id, CASE WHEN size(named) > 0 THEN named ELSE [['en', e.name]] END"
    )
    async for id_, named in database.stream(_NAMELESS + names, {}, _LONGEST_READ):
        for lang, text in named:
            alias = {"alias": alias_id(id_, lang, text), "lang": lang, "text": text, "folded": fold(text)}
            rows.append({"id": id_, **alias})
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        await database.write([(_NAME, {"rows": batch, "origin": AliasOrigin.LEXICON.value})])


async def _settle(database: Database) -> None:
    await database.write(
        [
            ("MATCH (c:Candidate {named: true}) WHERE NOT (c)-[:BECAME]->() SET c:Unsettled", {}),
            *settle(),
        ]
    )


ENTITIES = (
    Invariant(
        "entity-count",
        "entities whose articleCount is not the number of articles that mention them",
        "MATCH (e:Entity) WITH e, COUNT { (e)<-[:MENTIONS]-() } AS counted "
        "WHERE e.articleCount IS NULL OR e.articleCount <> counted WITH e, e.id AS _id",
        "e",
        "SET e.articleCount = COUNT { (e)<-[:MENTIONS]-() }",
    ),
    Invariant(
        "alias-of-nobody",
        "aliases that name nobody",
        "MATCH (a:Alias) WHERE NOT (a)-[:NAMES]->() WITH a, a.id AS _id",
        "a",
        "DETACH DELETE a",
    ),
    Invariant("entity-without-alias", "entities that no look-up by name can find", _NAMELESS, "e", _name),
    Invariant(
        "event-unreported",
        "events from articles that no article reports any more",
        "MATCH (e:Event {reported: true}) WHERE NOT (e)<-[:MENTIONS]-() AND NOT (e)<-[:MERGED_INTO]-() "
        "WITH e, e.id AS _id",
        "e",
        "DETACH DELETE e",
    ),
    Invariant(
        "provisional-of-no-name",
        "provisional entities that no unknown name became",
        "MATCH (e:Entity {provisional: true}) WHERE NOT (e)<-[:BECAME]-() WITH e, e.id AS _id",
        "e",
        "OPTIONAL MATCH (alias:Alias)-[:NAMES]->(e) DETACH DELETE alias, e",
    ),
    Invariant(
        "candidate-without-entity",
        "names that are to be entities and are none, or wait to be settled",
        "MATCH (c:Candidate) WHERE c:Unsettled OR (c.named AND NOT (c)-[:BECAME]->()) WITH c, c.id AS _id",
        "c",
        _settle,
    ),
    Invariant(
        "merge-in-a-circle",
        "merged entities that no survivor stands for",
        "MATCH (m:Merged)-[r:MERGED_INTO]->() WHERE NOT EXISTS { (m)-[:MERGED_INTO*1..]->(:Entity) } "
        "WITH m, r, m.id AS _id",
        "m, r",
        "SET m:Entity, m:$(r.kind) REMOVE m:Merged DELETE r "
        "SET m.articleCount = COUNT { (m)<-[:MENTIONS]-() }",
    ),
)
