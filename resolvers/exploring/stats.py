"""Stats: how much the graph holds.

Nodes of a label and relationships of a type are counts that Neo4j keeps; the dates are the two ends of an
index. Languages have no count of their own, so they are told of the newest articles only.
"""

from datetime import datetime
from typing import LiteralString

import strawberry

from resolvers.enums import EntityKind
from resolvers.facets import Facet
from resolvers.listing import MOST_COUNTED
from resolvers.planner.piece import Many, One, column, fixed

_IN_ORDER: LiteralString = (
    "MATCH (_a:Article) USING INDEX _a:Article(orderedAt, id) "
    "WHERE _a.orderedAt IS NOT NULL AND _a.id IS NOT NULL "
)


@strawberry.type(description="A kind of entity and how many there are.")
class KindCount:
    """`this` is a map."""

    kind: EntityKind = column("this.kind", "The kind.")
    count: int = column("this.count", "How many entities of it.")


@strawberry.type(description="How much the graph holds.")
class Stats:
    """`this` is a map without anything in it."""

    articles: int = column("COUNT { MATCH (:Article) }", "How many articles.")
    entities: int = column("COUNT { MATCH (:Entity) }", "How many entities.")
    entities_by_kind: list[KindCount] = fixed(
        Many(
            "WITH [{kind: 'PERSON', count: COUNT { MATCH (:Person) }}, "
            "{kind: 'PLACE', count: COUNT { MATCH (:Place) }}, "
            "{kind: 'ORGANIZATION', count: COUNT { MATCH (:Organization) }}, "
            "{kind: 'EVENT', count: COUNT { MATCH (:Event) }}] AS _kinds UNWIND _kinds AS row"
        ),
        "How many entities of each kind.",
    )
    aliases: int = column("COUNT { MATCH (:Alias) }", "How many written forms of entities.")
    mentions: int = column(
        "COUNT { MATCH ()-[:MENTIONS]->() }", "How many pairs of an article and an entity that it names."
    )
    sources: int = column("COUNT { MATCH (:Source) }", "How many sites that articles come from.")
    headlines: int = column(
        "COUNT { MATCH (:Headline) }", "How many headlines of other articles that stood on pages."
    )
    first_at: datetime | None = column(
        "head(COLLECT { " + _IN_ORDER + "RETURN toString(_a.orderedAt) ORDER BY _a.orderedAt LIMIT 1 })",
        "Date of the oldest article.",
    )
    last_at: datetime | None = column(
        "head(COLLECT { " + _IN_ORDER + "RETURN toString(_a.orderedAt) ORDER BY _a.orderedAt DESC LIMIT 1 })",
        "Date of the newest article.",
    )
    languages: list[Facet] = fixed(
        Many(
            _IN_ORDER + "WITH _a ORDER BY _a.orderedAt DESC, _a.id DESC LIMIT $most "
            "WITH _a.lang AS _lang, count(*) AS _count ORDER BY _count DESC, _lang "
            "WITH {value: _lang, count: _count} AS row",
            {"most": MOST_COUNTED},
        ),
        f"Languages of the newest {MOST_COUNTED:,} articles, most frequent first.",
    )


def graph_stats() -> One:
    """How much the graph holds."""
    return One("WITH {} AS row")
