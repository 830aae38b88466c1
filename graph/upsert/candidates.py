"""Names that no lexicon holds into the graph, and the provisional entities that they become.

Each name is a Candidate; (Candidate)-[:NAMED_IN {places, sentence, certain, ...}]->(Article) tells which
articles have it. What a candidate becomes follows from those relationships and an editor's decision alone,
never from the order in which articles came: an entity marked `provisional` when one article is certain
what the name is, or when `ENOUGH` articles have it. Its articles then mention that entity, and the events
that they report involve it.
"""

from collections.abc import Mapping, Sequence
from typing import LiteralString

from graph.database import Statement
from graph.folding import fold
from graph.identity import alias_id
from graph.model import AliasOrigin, Article, Candidate, Entity

ENOUGH = 3
"""Articles with a name that make an entity of it when none of them tells what it is."""

# Of several spellings the first in the order of letters stands, whichever article came first.
_NAMES: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
UNWIND row.candidates AS candidate
WITH a, row, candidate ORDER BY candidate.node.id
MERGE (c:Candidate {id: candidate.node.id})
ON CREATE SET c += candidate.node
SET c.text = CASE WHEN candidate.node.text < c.text THEN candidate.node.text ELSE c.text END
CREATE (c)-[r:NAMED_IN {hash: row.hash}]->(a)
SET r += candidate.link
"""

# The names of changed articles are to be settled, those that an article has no more among them.
_STALE: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
MATCH (c:Candidate)-[r:NAMED_IN]->(a)
WITH row, r, c ORDER BY c.id
SET c:Unsettled
FOREACH (_ IN CASE WHEN r.hash <> row.hash THEN [1] ELSE [] END | DELETE r)
"""

# Degrees are counters; only up to two relationships are looked at for a certain one.
_STATE: LiteralString = """
MATCH (c:Unsettled)
WITH c, COUNT { (c)-[:NAMED_IN]->() } AS count ORDER BY c.id
WITH c, count, CASE
  WHEN c.decision IS NOT NULL THEN c.decision <> 'DROPPED'
  WHEN count >= $enough THEN true
  ELSE EXISTS { (c)-[:NAMED_IN {certain: true}]->() }
END AS named
SET c.articleCount = count, c.named = named, c.openCount = CASE WHEN c.decision IS NULL THEN count END
"""

_UNNAMED: LiteralString = """
MATCH (c:Unsettled {named: false})-[:BECAME]->(e:Entity {provisional: true})
OPTIONAL MATCH (alias:Alias)-[:NAMES]->(e)
WITH e, collect(alias) AS aliases
FOREACH (alias IN aliases | DETACH DELETE alias)
DETACH DELETE e
"""

_NAMED: LiteralString = """
MATCH (c:Unsettled {named: true}) WHERE NOT (c)-[:BECAME]->()
WITH c ORDER BY c.id
MERGE (e:Entity {id: c.id})
ON CREATE SET e:$(c.kind), e.provisional = true, e.articleCount = 0, e.name = c.text,
  e.geonamesId = c.geonamesId, e.placeKind = c.placeKind, e.country = c.country,
  e.latitude = c.latitude, e.longitude = c.longitude
CREATE (c)-[:BECAME]->(e)
SET c:Fresh
"""

# Of a town of the gazetteer the country is known, which a body of a state is no part of.
_PART_OF: LiteralString = """
MATCH (c:Fresh)-[:BECAME]->(e:Place) WHERE c.country IS NOT NULL
MATCH (whole:Entity:Place {id: c.country})
MERGE (e)-[:PART_OF]->(whole)
"""

_MENTION: LiteralString = """
MERGE (alias:Alias {id: r.aliasId})
ON CREATE SET alias.text = r.text, alias.lang = r.lang, alias.folded = coalesce(r.folded, c.folded)
SET alias.origin = CASE c.decision WHEN 'MERGED' THEN $editor ELSE $page END
MERGE (alias)-[:NAMES]->(e)
WITH DISTINCT a, r, e WHERE NOT EXISTS { (a)-[:MENTIONS]->(e) }
CREATE (a)-[m:MENTIONS {entityId: e.id, orderedAt: a.orderedAt}]->(e)
SET m.count = r.count, m.salience = r.salience, m.confidence = r.confidence, m.inTitle = r.inTitle,
  m.surfaces = r.surfaces, m.starts = r.starts, m.ends = r.ends
"""

# A name that has just become an entity brings all its articles, one that is an entity already the new ones.
_FRESH: LiteralString = (
    """
MATCH (c:Fresh)-[:BECAME]->(e:Entity)
MATCH (c)-[r:NAMED_IN]->(a:Article)
WITH c, e, r, a ORDER BY c.id, a.id
"""
    + _MENTION
)
_MORE: LiteralString = (
    """
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
MATCH (a)<-[r:NAMED_IN]-(c:Candidate {named: true})-[:BECAME]->(e:Entity)
WITH c, e, r, a ORDER BY c.id, a.id
"""
    + _MENTION
)

# What somebody takes part in waits beside the name, as the mention does, until the name is an entity.
_INVOLVE: LiteralString = """
WITH e, r ORDER BY e.id
UNWIND range(0, size(r.events) - 1) AS place
MATCH (v:Entity {id: r.events[place]})
MERGE (v)-[i:INVOLVES]->(e)
ON CREATE SET i.role = r.roles[place]
"""
_FRESH_PART: LiteralString = (
    """
MATCH (c:Fresh)-[:BECAME]->(e:Entity)
MATCH (c)-[r:NAMED_IN]->(:Article) WHERE size(r.events) > 0
"""
    + _INVOLVE
)
_MORE_PART: LiteralString = (
    """
UNWIND $rows AS row
MATCH (:Article {id: row.id})<-[r:NAMED_IN]-(:Candidate {named: true})-[:BECAME]->(e:Entity)
WHERE size(r.events) > 0
"""
    + _INVOLVE
)

_NAMED_ENTITIES: LiteralString = """
MATCH (c:Unsettled)-[:BECAME]->(e:Entity)
SET e.articleCount = COUNT { (e)<-[:MENTIONS]-() }
WITH c, e WHERE e.provisional
SET e.name = c.text
WITH e
MATCH (alias:Alias)-[:NAMES]->(e)
WITH e, alias.lang AS lang, min(alias.text) AS text
SET e['name_' + lang] = text
"""

_SETTLED: LiteralString = """
MATCH (c:Unsettled)
REMOVE c:Unsettled:Fresh
WITH c WHERE c.articleCount = 0 AND c.decision IS NULL
DETACH DELETE c
"""


def write(articles: Sequence[Article]) -> list[Statement]:
    """Statements that write the candidates of new and changed articles and what follows from them.

    They come after the mentions of those articles. Nothing is sent where no article is new or changed.
    """
    if not articles:
        return []
    keys = [_key(article) for article in articles]
    having = [article for article in articles if article.candidates]
    named = [
        _key(article) | {"candidates": [_row(one, article.events) for one in article.candidates]}
        for article in having
    ]
    names: list[Statement] = [(_NAMES, {"rows": named})] if named else []
    more = [_key(article) for article in having]
    return [*names, (_STALE, {"rows": keys}), *settle(more)]


def settle(rows: Sequence[Mapping[str, object]] = ()) -> list[Statement]:
    """Statements that make of each unsettled candidate what follows from its articles and its decision.

    `rows` have id and hash of changed articles that have candidates.
    """
    origins = {"page": AliasOrigin.PAGE.value, "editor": AliasOrigin.EDITOR.value}
    more: list[Statement] = [(_MORE, {"rows": rows, **origins}), (_MORE_PART, {"rows": rows})] if rows else []
    return [
        (_STATE, {"enough": ENOUGH}),
        (_UNNAMED, {}),
        (_NAMED, {}),
        (_PART_OF, {}),
        (_FRESH, origins),
        (_FRESH_PART, {}),
        *more,
        (_NAMED_ENTITIES, {}),
        (_SETTLED, {}),
    ]


def _key(article: Article) -> dict[str, object]:
    return {"id": article.id, "hash": article.content_hash}


def _row(candidate: Candidate, events: Sequence[Entity]) -> dict[str, object]:
    """A candidate and its place in an article, with what it takes part in of the article's events."""
    parts = [
        (event.id, who.role.value)
        for event in events
        for who in event.participants
        if who.entity_id == candidate.id
    ]
    return {
        "node": {
            "id": candidate.id,
            "kind": candidate.kind.value,
            "text": candidate.text,
            "folded": fold(candidate.text),
            **(_known(candidate.known) if candidate.known else {}),
        },
        "link": {
            "text": candidate.text,
            # One entity has names in many languages.
            "folded": fold(candidate.text) if candidate.known else None,
            "lang": candidate.lang,
            "aliasId": alias_id(candidate.id, candidate.lang, candidate.text),
            "certain": candidate.certain,
            "sentence": candidate.sentence,
            "count": candidate.count,
            "salience": candidate.salience,
            "confidence": candidate.confidence,
            "inTitle": candidate.in_title,
            "surfaces": list(candidate.surfaces),
            "starts": list(candidate.starts),
            "ends": list(candidate.ends),
            "events": [event for event, _ in parts],
            "roles": [role for _, role in parts],
        },
    }


def _known(entity: Entity) -> dict[str, object]:
    """What is known of an entity beside its name."""
    latitude, longitude = entity.location or (None, None)
    return {
        "geonamesId": entity.geonames_id,
        "placeKind": entity.place_kind,
        "country": entity.country,
        "latitude": latitude,
        "longitude": longitude,
    }
