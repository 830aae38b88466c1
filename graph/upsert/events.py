"""Events that articles report: their nodes, who takes part and where, and what becomes of unreported ones."""

from collections.abc import Sequence
from typing import LiteralString

from graph.database import Statement
from graph.model import Article, Entity, EventStatus

_SURER = (EventStatus.PLANNED, EventStatus.POSTPONED, EventStatus.CANCELLED, EventStatus.HAPPENED)
"""What one article plans another may report: the later in this order is what the event is."""

# An event goes with the last article that reports it. Those of the batch that report it still keep it.
_FORGET: LiteralString = """
UNWIND $ids AS id
MATCH (a:Article {id: id})-[:MENTIONS]->(e:Event {reported: true}) WHERE NOT e.id IN $kept
WITH DISTINCT e
WHERE NOT EXISTS { MATCH (e)<-[:MENTIONS]-(b:Article) WHERE NOT b.id IN $changing }
DETACH DELETE e
"""

_NODES: LiteralString = """
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
ON CREATE SET e:Event, e.reported = true, e.articleCount = 0, e += row.properties
WITH e, row WHERE coalesce(e.statusRank, -1) < row.rank
SET e.statusRank = row.rank, e.status = row.status
"""

_INVOLVES: LiteralString = """
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
UNWIND row.participants AS participant
MATCH (who:Entity {id: participant.id})
MERGE (e)-[i:INVOLVES]->(who)
ON CREATE SET i.role = participant.role
"""

_AT: LiteralString = """
UNWIND $rows AS row
MATCH (e:Entity {id: row.id}), (p:Entity:Place {id: row.place})
MERGE (e)-[:AT]->(p)
"""


def forget(updated: Sequence[str], batch: Sequence[Article]) -> list[Statement]:
    """Statements that remove the events which only changed articles of a batch reported and report no more.

    They come before the old mentions of the `updated` articles, by id, go.
    """
    kept = sorted({event.id for article in batch for event in article.events})
    return [(_FORGET, {"ids": updated, "kept": kept, "changing": [article.id for article in batch]})]


def write(changed: Sequence[Article]) -> list[Statement]:
    """Statements that write the events of new and changed articles; they come before the mentions."""
    rows = [_row(event) for article in changed for event in article.events]
    placed = [row for row in rows if row["place"]]
    statements: tuple[tuple[LiteralString, list[dict[str, object]]], ...] = (
        (_NODES, rows),
        (_INVOLVES, rows),
        (_AT, placed),
    )
    return [(statement, {"rows": rows}) for statement, rows in statements if rows]


def _row(event: Entity) -> dict[str, object]:
    status = event.status or EventStatus.HAPPENED
    properties: dict[str, object] = {
        "name": event.names.get("en") or next(iter(event.names.values())),
        "eventKind": event.event_kind,
        "startAt": event.start_at,
        "endAt": event.end_at,
    }
    return {
        "id": event.id,
        "properties": properties | {f"name_{lang}": text for lang, text in event.names.items()},
        "status": status.value,
        "rank": _SURER.index(status),
        "participants": [{"id": who.entity_id, "role": who.role.value} for who in event.participants],
        "place": event.place,
    }
