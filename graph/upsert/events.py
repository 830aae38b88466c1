"""Events that articles report: their nodes, who takes part and where, and what becomes of unreported ones."""

from collections.abc import Mapping, Sequence
from typing import LiteralString

from graph.model import Article, Entity, EventStatus

_SURER = (EventStatus.PLANNED, EventStatus.POSTPONED, EventStatus.CANCELLED, EventStatus.HAPPENED)
"""What one article plans another may report: the later in this order is what the event is."""

# An event goes with the last article that reports it. Those of the batch that report it still keep it.
_FORGET: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash <> row.hash
MATCH (a)-[:MENTIONS]->(e:Event {reported: true}) WHERE NOT e.id IN $kept
WITH DISTINCT e
WHERE NOT EXISTS { MATCH (e)<-[:MENTIONS]-(b:Article) WHERE NOT b.id IN $changing }
DETACH DELETE e
"""

_NODES: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash IS NULL OR a.contentHash <> row.hash
UNWIND row.events AS event
MERGE (e:Entity {id: event.id})
ON CREATE SET e:Event, e.reported = true, e.articleCount = 0, e += event.properties
WITH e, event WHERE coalesce(e.statusRank, -1) < event.rank
SET e.statusRank = event.rank, e.status = event.status
"""

_INVOLVES: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash IS NULL OR a.contentHash <> row.hash
UNWIND row.events AS event
MATCH (e:Entity {id: event.id})
UNWIND event.participants AS participant
MATCH (who:Entity {id: participant.id})
MERGE (e)-[i:INVOLVES]->(who)
ON CREATE SET i.role = participant.role
"""

_AT: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id}) WHERE a.contentHash IS NULL OR a.contentHash <> row.hash
UNWIND row.events AS event
MATCH (e:Entity {id: event.id}), (p:Entity:Place {id: event.place})
MERGE (e)-[:AT]->(p)
"""

Statement = tuple[LiteralString, Mapping[str, object]]


def forget(rows: Sequence[Mapping[str, object]], articles: Sequence[Article]) -> list[Statement]:
    """Statements that remove the events which only changed articles of a batch reported and report no more.

    They come before the articles' old mentions go. `rows` have id and hash of each article.
    """
    kept = sorted({event.id for article in articles for event in article.events})
    return [(_FORGET, {"rows": rows, "kept": kept, "changing": [article.id for article in articles]})]


def write(articles: Sequence[Article]) -> list[Statement]:
    """Statements that write the events of new and changed articles; they come before the mentions."""
    rows = [
        {"id": article.id, "hash": article.content_hash, "events": [_row(event) for event in article.events]}
        for article in articles
        if article.events
    ]
    return [(statement, {"rows": rows}) for statement in (_NODES, _INVOLVES, _AT)] if rows else []


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
