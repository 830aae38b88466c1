"""What it means that entities are merged, kept up while articles and entities are written.

A merged entity keeps its node, its properties and its own relationships, but its labels give way to `Merged`
and (merged)-[:MERGED_INTO]->(survivor). What the survivor has of it is derived: relationships marked
`merged`, and mentions put together, whose former values wait in OWN_MENTION. Writers therefore write as if
nothing was ever merged, and `around_*` puts statements before theirs (derived parts go, merged entities have
their labels back) and after (labels go, parts are derived anew). So undoing a merge leaves the graph as if
there had been none, whatever came in between. All of it happens inside the writer's transaction.
"""

from collections.abc import Collection, Sequence
from typing import LiteralString

from graph.database import Statement, Transaction
from graph.model import Article, Entity

# Counting a type of relationships reads a counter; where nothing is merged, nothing else is read.
_ANY: LiteralString = "WITH COUNT { MATCH ()-[:MERGED_INTO]->() } AS merges WHERE merges > 0\n"

_MERGES: LiteralString = "RETURN COUNT { MATCH ()-[:MERGED_INTO]->() }"

_BY_ID: LiteralString = """UNWIND $ids AS id
CALL (id) { MATCH (n:Entity {id: id}) RETURN n UNION MATCH (n:Merged {id: id}) RETURN n }
"""

# `m` runs over all that were merged into `root`, and `root`.
_GROUP: LiteralString = (
    _ANY
    + _BY_ID
    + """MATCH (n)-[:MERGED_INTO*0..]->(root) WHERE NOT (root)-[:MERGED_INTO]->()
WITH DISTINCT root
MATCH (m)-[:MERGED_INTO*0..]->(root)
WITH root, m ORDER BY m.id
"""
)

_COUNT: LiteralString = """WITH DISTINCT e ORDER BY e.id
SET e.articleCount = 0
WITH e
SET e.articleCount = COUNT { (e)<-[:MENTIONS]-() }
"""

_WAKE: LiteralString = (
    _ANY
    + """CALL () {
  MATCH (s:Merged) WHERE s.id IN $ids RETURN s
  UNION
  MATCH (a:Article) WHERE a.id IN $articles MATCH (a)-[:MENTIONS|FILED_FROM]->(s:Merged) RETURN s
  UNION
  MATCH (c:Candidate) WHERE c.id IN $ids MATCH (c)-[:BECAME]->(s:Merged) RETURN s
  UNION
  MATCH (a:Article) WHERE a.id IN $articles
  MATCH (a)<-[:NAMED_IN]-(:Candidate)-[:BECAME]->(s:Merged) RETURN s
}
WITH DISTINCT s MATCH (s)-[r:MERGED_INTO]->()
WITH s, r.kind AS kind ORDER BY s.id
SET s:Entity:Waking, s:$(kind)
REMOVE s:Merged
"""
)

_WAKE_AROUND: LiteralString = (
    _GROUP
    + """WITH DISTINCT m
CALL (m) { RETURN m AS s UNION MATCH (m)-[:PART_OF]->(s) RETURN s }
WITH DISTINCT s WHERE s:Merged
MATCH (s)-[r:MERGED_INTO]->()
WITH s, r.kind AS kind ORDER BY s.id
SET s:Entity:Waking, s:$(kind)
REMOVE s:Merged
"""
)

_SLEEP: LiteralString = """
MATCH (s:Waking)-[r:MERGED_INTO]->()
WITH s, r.kind AS kind ORDER BY s.id
SET s:Merged
REMOVE s:Entity:Waking, s:$(kind)
"""

# The entity that it was merged into is gone: an event that no article reports any more.
_STAY: LiteralString = "MATCH (s:Waking) REMOVE s:Waking"

_RESTORE: LiteralString = """MATCH (a)-[m:MENTIONS]->(e)
SET m = properties(k)
DELETE k
"""

_RESTORE_OF_ARTICLES: LiteralString = (
    _ANY + "MATCH (a:Article)-[k:OWN_MENTION]->(e) WHERE a.id IN $articles\n" + _RESTORE
)
_RESTORE_OF_GROUPS: LiteralString = (
    _GROUP + "WITH DISTINCT root MATCH (a:Article)-[k:OWN_MENTION]->(root)\nWITH a, k, root AS e\n" + _RESTORE
)

_UNMENTION_OF_ARTICLES: LiteralString = (
    _ANY + "MATCH (a:Article)-[m:MENTIONS]->(e) WHERE a.id IN $articles AND m.merged\nDELETE m\n" + _COUNT
)
_UNMENTION_OF_GROUPS: LiteralString = (
    _GROUP
    + "WITH DISTINCT root MATCH (:Article)-[m:MENTIONS]->(root) WHERE m.merged\nDELETE m\n"
    + "WITH root AS e\n"
    + _COUNT
)

_UNTIE: LiteralString = (
    _GROUP + "MATCH (m)-[d:INVOLVES|AT|PART_OF|FILED_FROM|NAMES]-() WHERE d.merged\nDELETE d"
)

# Salience adds up to 1 at most; of two who name the same place in the text one counts.
_COMBINE: LiteralString = """MATCH (s)-[:MERGED_INTO*1..]->(e:Entity)
WITH a, e, m ORDER BY m.entityId
WITH a, e, collect(m) AS theirs
OPTIONAL MATCH (a)-[own:MENTIONS]->(e)
WITH a, e, own, CASE WHEN own IS NULL THEN theirs ELSE [own] + theirs END AS all
CALL (all) {
  UNWIND all AS each
  UNWIND range(0, size(each.starts) - 1) AS place
  WITH DISTINCT each.starts[place] AS start, each.ends[place] AS end, each.surfaces[place] AS surface
  ORDER BY start, end, surface
  RETURN collect(start) AS starts, collect(end) AS ends, collect(surface) AS surfaces
}
WITH a, e, own, starts, ends, surfaces, all[0].orderedAt AS orderedAt,
  reduce(count = 0, each IN all | count + each.count) AS count,
  reduce(salience = 0.0, each IN all | salience + each.salience) AS salience,
  reduce(most = 0.0, each IN all | CASE WHEN each.confidence > most THEN each.confidence ELSE most END)
    AS confidence,
  any(each IN all WHERE each.inTitle) AS inTitle,
  head([each IN all WHERE each.sentence IS NOT NULL | each.sentence]) AS sentence
FOREACH (known IN CASE WHEN own IS NULL THEN [] ELSE [own] END |
  CREATE (a)-[kept:OWN_MENTION]->(e) SET kept = properties(known))
MERGE (a)-[m:MENTIONS]->(e)
ON CREATE SET m.merged = true
SET m.entityId = e.id, m.orderedAt = orderedAt, m.count = count, m.confidence = confidence,
  m.salience = CASE WHEN salience > 1.0 THEN 1.0 ELSE salience END, m.inTitle = inTitle,
  m.sentence = sentence, m.starts = starts, m.ends = ends, m.surfaces = surfaces
"""

_MENTION_OF_ARTICLES: LiteralString = (
    _ANY
    + "MATCH (a:Article) WHERE a.id IN $articles MATCH (a)-[m:MENTIONS]->(s:Merged)\n"
    + _COMBINE
    + _COUNT
)
_MENTION_OF_GROUPS: LiteralString = (
    _GROUP + "WITH DISTINCT m AS s MATCH (a:Article)-[m:MENTIONS]->(s:Merged)\n" + _COMBINE + _COUNT
)

_FILE: LiteralString = """MATCH (s)-[:MERGED_INTO*1..]->(e:Entity)
MERGE (a)-[d:FILED_FROM]->(e)
ON CREATE SET d.merged = true
"""
_FILE_OF_ARTICLES: LiteralString = (
    _ANY + "MATCH (a:Article) WHERE a.id IN $articles MATCH (a)-[:FILED_FROM]->(s:Merged)\n" + _FILE
)
_FILE_OF_GROUPS: LiteralString = (
    _GROUP + "MATCH (a:Article)-[:FILED_FROM]->(m:Merged)\nWITH DISTINCT a, m AS s\n" + _FILE
)

_FROM: LiteralString = _ANY + _BY_ID + "WITH DISTINCT n AS x\n"
_AROUND: LiteralString = (
    _GROUP
    + """CALL (m) { RETURN m AS x UNION MATCH (x)-[:INVOLVES|AT|PART_OF]->(m) RETURN x }
WITH DISTINCT x
"""
)

_INVOLVE: LiteralString = """MATCH (x)-[r:INVOLVES]->(y) WHERE r.merged IS NULL AND (x:Merged OR y:Merged)
MATCH (x)-[:MERGED_INTO*0..]->(e:Entity)
MATCH (y)-[:MERGED_INTO*0..]->(who:Entity)
WITH r, x, y, e, who ORDER BY x.id, y.id
WHERE e <> who
MERGE (e)-[d:INVOLVES]->(who)
ON CREATE SET d = properties(r), d.merged = true
"""


def _place(type_: LiteralString) -> LiteralString:
    """Derives a relationship of which an entity has one at most: its own comes first."""
    return (
        "MATCH (x)-[r:" + type_ + "]->(y) WHERE r.merged IS NULL AND (x:Merged OR y:Merged)\n"
        "MATCH (x)-[:MERGED_INTO*0..]->(e:Entity)\n"
        "MATCH (y)-[:MERGED_INTO*0..]->(place:Entity)\n"
        "WITH x, y, e, place ORDER BY x.id <> e.id, x.id, y.id\n"
        "WHERE e <> place AND NOT EXISTS { (e)-[:" + type_ + "]->(:Entity) }\n"
        "WITH e, head(collect(place)) AS place\n"
        "MERGE (e)-[d:" + type_ + "]->(place)\n"
        "ON CREATE SET d.merged = true\n"
    )


# A form that the survivor has already is not given twice.
_NAME: LiteralString = (
    _GROUP
    + """MATCH (alias:Alias)-[:NAMES]->(m:Merged)
WITH root, alias ORDER BY alias.id
WITH root, alias.lang AS lang, alias.text AS text, head(collect(alias)) AS alias
WHERE root:Entity AND NOT EXISTS { (:Alias {lang: lang, text: text})-[:NAMES]->(root) }
CREATE (alias)-[:NAMES {merged: true}]->(root)
"""
)

_UNNAME: LiteralString = (
    _GROUP
    + """MATCH (:Alias)-[d:NAMES]->(m) WHERE d.merged
DELETE d"""
)


def rename(id_: str) -> list[Statement]:
    """Statements that derive the names of merged entities anew, after an entity's own names changed."""
    return [(_UNNAME, {"ids": [id_]}), (_NAME, {"ids": [id_]})]


async def are_there_any(transaction: Transaction) -> bool:
    """Whether any entity is merged into another.

    Where none is, a writer leaves the statements around its own out: planning them takes longer than writing.
    """
    ((merges,),) = await transaction.run(_MERGES, {})
    return bool(merges)


def around_articles(articles: Sequence[Article], statements: Sequence[Statement]) -> list[Statement]:
    """The statements that write these articles, between those that open and close what is merged."""
    if not articles:
        return list(statements)
    ids: set[str | None] = {mention.entity_id for article in articles for mention in article.mentions}
    for article in articles:
        ids |= {article.dateline_id, *(candidate.id for candidate in article.candidates)}
        for event in article.events:
            ids |= {event.id, event.place, *(one.entity_id for one in event.participants)}
    named = sorted(id_ for id_ in ids if id_)
    events = sorted({event.id for article in articles for event in article.events})
    articles_only = {"articles": [article.id for article in articles]}
    tied: list[Statement] = [(_FROM + _INVOLVE, {"ids": events}), (_FROM + _place("AT"), {"ids": events})]
    return [
        (_WAKE, {"ids": named, **articles_only}),
        (_RESTORE_OF_ARTICLES, articles_only),
        (_UNMENTION_OF_ARTICLES, articles_only),
        *statements,
        *_asleep(),
        (_MENTION_OF_ARTICLES, articles_only),
        (_FILE_OF_ARTICLES, articles_only),
        *(tied if events else []),
    ]


def around_entities(entities: Sequence[Entity], statements: Sequence[Statement]) -> list[Statement]:
    """The statements that write these entities, between those that open and close what is merged."""
    return around({id_ for entity in entities for id_ in (entity.id, entity.part_of) if id_}, statements)


def around(entity_ids: Collection[str], statements: Sequence[Statement]) -> list[Statement]:
    """The statements that write entities of these ids, between those that open and close what is merged."""
    ids = sorted(entity_ids)
    return [*loosen(ids), (_WAKE_AROUND, {"ids": ids}), *statements, *_asleep(), *tie(ids)]


def _asleep() -> list[Statement]:
    return [(_SLEEP, {}), (_STAY, {})]


def loosen(ids: Sequence[str]) -> list[Statement]:
    """Statements that remove what the survivors of these entities have of merged ones."""
    parameters = {"ids": ids}
    return [
        (_RESTORE_OF_GROUPS, parameters),
        (_UNMENTION_OF_GROUPS, parameters),
        (_UNTIE, parameters),
    ]


def tie(ids: Sequence[str]) -> list[Statement]:
    """Statements that derive what the survivors of these entities have of merged ones."""
    parameters = {"ids": ids}
    return [
        (_MENTION_OF_GROUPS, parameters),
        (_FILE_OF_GROUPS, parameters),
        (_AROUND + _INVOLVE, parameters),
        (_AROUND + _place("AT"), parameters),
        (_AROUND + _place("PART_OF"), parameters),
        (_NAME, parameters),
    ]
