"""Paths: how two entities hang together, over what articles name together and what events and places say.

A hop leads from an entity to one that the same article names, or to one beside it: from an event to who takes
part and to its place, from a place to the whole that it is part of, and back. Its cost is 1 / count, where
count is the number of articles seen that name both, and 1 beside each other without any. A path costs the sum
of its hops, so that one weak hop makes it a weak path.

The search goes from both ends and meets in the middle, and no popular entity can make it explode: of each
end the NEAR newest articles are read, of the WIDE nearest entities around each end the FAR newest. A path is
not found where its hops are seen in none of those. Longer paths are looked for only where shorter ones are
too few.
"""

from enum import Enum
from typing import TYPE_CHECKING, Annotated, LiteralString

import strawberry

from graph.errors import BadArgument
from resolvers.exploring.evidence import NEAR, HopEvidence, hop_evidence
from resolvers.page import checked_id
from resolvers.planner.piece import Many, One, asked, column, fixed

if TYPE_CHECKING:
    from resolvers.entity import Entity

FAR = 50
"""Newest articles that are read of an entity one hop from an end."""

KEPT = 300
"""Entities around an end that are kept, those of the lowest cost."""

WIDE = 25
"""Of those, how many are gone on from for paths of three and four hops."""

BESIDE = 100
"""Events and parts that lead to an entity and are hops from it, those in most articles."""

SCANNED = 1000
"""Of how many those are chosen."""

LONGEST_PATH = 4
"""Hops of the longest paths that are looked for."""

MOST_PATHS = 10

UNIT = 720_720
"""Cost of a hop seen once; costs are whole numbers, so that equal paths are equal to the last digit."""


def _around(of: LiteralString, articles: LiteralString) -> LiteralString:
    """Clauses that bind `_n` to each entity one hop from `of`, once, and `_cost` to that of the hop."""
    return (
        "CALL (" + of + ") {\n"
        "  CALL (" + of + ") {\n"
        "    MATCH (_a)-[_m:MENTIONS]->() USING INDEX SEEK _m:MENTIONS(entityId, orderedAt)\n"
        "    WHERE _m.entityId = " + of + ".id AND _m.orderedAt IS NOT NULL\n"
        "    WITH _a, _m ORDER BY _m.entityId DESC, _m.orderedAt DESC, _a.id DESC LIMIT " + articles + "\n"
        "    MATCH (_a)-[:MENTIONS]->(_e:Entity) RETURN _e, count(*) AS _seen\n"
        "    UNION ALL\n"
        "    MATCH (" + of + ")-[:INVOLVES|AT|PART_OF]->(_e:Entity) RETURN _e, 1 AS _seen\n"
        "    UNION ALL\n"
        "    CALL (" + of + ") {\n"
        "      MATCH (" + of + ")<-[:INVOLVES|AT|PART_OF]-(_o:Entity) RETURN _o LIMIT $scanned }\n"
        "    WITH _o ORDER BY _o.articleCount DESC, _o.id LIMIT $beside RETURN _o AS _e, 1 AS _seen\n"
        "  }\n"
        "  WITH _e, max(_seen) AS _most WHERE _e <> " + of + "\n"
        "  RETURN _e AS _n, $unit / _most AS _cost\n"
        "}\n"
    )


_ENDS: LiteralString = (
    "CALL (_f, _t) {\n  UNWIND [_f, _t] AS _end\n  CALL (_end) {\n"
    + _around("_end", "$near")
    + """    WITH _n, _cost ORDER BY _cost, _n.id LIMIT $kept
    RETURN collect({entity: _n, cost: _cost}) AS _kept
  }
  RETURN collect({end: _end, kept: _kept}) AS _sides
}
WITH _f, _t, head([_side IN _sides WHERE _side.end = _f]).kept AS _fs,
  head([_side IN _sides WHERE _side.end = _t]).kept AS _ts
"""
)


def _farther(sides: LiteralString) -> LiteralString:
    """Clauses of a subquery that give the entities two hops from ends, by way of those near them."""
    return (
        "UNWIND " + sides + " AS _x\n"
        "WITH _f, _t, _x.entity AS _by, _x.cost AS _spent, _x.isLeft AS _is_left\n"
        + _around("_by", "$far")
        + "WITH _n, _by, _is_left, _spent + _cost AS _sum WHERE _n <> _f AND _n <> _t\n"
        "RETURN _n AS _middle, _is_left, _by AS _via, _sum AS _paid\n"
    )


def _gone_on_from(near: LiteralString, is_left: LiteralString) -> LiteralString:
    """A list of the entities near an end that paths go on from."""
    return (
        "[_x IN [_y IN " + near + " WHERE NOT _y.entity IN [_f, _t]][0..$wide] "
        "| {entity: _x.entity, cost: _x.cost, isLeft: " + is_left + "}]"
    )


_ONE: LiteralString = """
CALL (_f, _t, _fs, _ts) {
  UNWIND [_x IN _fs WHERE _x.entity = _t] + [_x IN _ts WHERE _x.entity = _f] AS _x
  WITH _f, _t, min(_x.cost) AS _least
  RETURN collect([_f, _t]) AS _one
}
"""

_TWO: LiteralString = """
CALL (_f, _t, _fs, _ts) {
  UNWIND [_x IN _fs WHERE _x.entity <> _t] + [_x IN _ts WHERE _x.entity <> _f] AS _x
  WITH _f, _t, _x.entity AS _middle, count(*) AS _sides, sum(_x.cost) AS _all WHERE _sides = 2
  ORDER BY _all, _middle.id LIMIT $limit
  RETURN collect([_f, _middle, _t]) AS _two
}
"""

_THREE: LiteralString = (
    """
CALL (_f, _t, _fs, _ts, _one, _two) {
  WITH * WHERE size(_one) + size(_two) < $limit
  CALL (_f, _t, _fs, _ts) {
"""
    + _farther(_gone_on_from("_fs", "true"))
    + """
    UNION ALL
    UNWIND _ts AS _x
    RETURN _x.entity AS _middle, false AS _is_left, null AS _via, _x.cost AS _paid
  }
  WITH _f, _t, _middle, collect(CASE WHEN _is_left THEN {via: _via, paid: _paid} END) AS _lefts,
    min(CASE WHEN NOT _is_left THEN _paid END) AS _right
  WHERE _right IS NOT NULL
  UNWIND _lefts AS _left
  WITH _f, _t, _left.via AS _via, _middle, _left.paid + _right AS _all
  ORDER BY _all, _via.id, _middle.id LIMIT $limit
  RETURN collect([_f, _via, _middle, _t]) AS _three
}
"""
)

# Of the ways to one middle only the cheapest can be part of the cheapest paths; one may meet itself.
_FOUR: LiteralString = (
    """
CALL (_f, _t, _fs, _ts, _one, _two, _three) {
  WITH * WHERE size(_one) + size(_two) + size(_three) < $limit
  CALL (_f, _t, _fs, _ts) {
"""
    + _farther(_gone_on_from("_fs", "true") + " + " + _gone_on_from("_ts", "false"))
    + """
  }
  WITH _f, _t, _middle, _is_left, _via, _paid ORDER BY _paid, _via.id
  WITH _f, _t, _middle,
    collect(CASE WHEN _is_left THEN {via: _via, paid: _paid} END)[0..$limit + 1] AS _lefts,
    collect(CASE WHEN NOT _is_left THEN {via: _via, paid: _paid} END)[0..$limit + 1] AS _rights
  UNWIND _lefts AS _left
  UNWIND _rights AS _right
  WITH _f, _t, _left.via AS _via, _middle, _right.via AS _back, _left.paid + _right.paid AS _all
  WHERE _via <> _back
  ORDER BY _all, _via.id, _middle.id, _back.id LIMIT $limit
  RETURN collect([_f, _via, _middle, _back, _t]) AS _four
}
"""
)

# The id of an entity that was merged goes on leading to the one it was merged into.
_BETWEEN: LiteralString = (
    "OPTIONAL MATCH (_fe:Entity {id: $from})\n"
    "OPTIONAL MATCH (:Merged {id: $from})-[:MERGED_INTO*1..]->(_fm:Entity)\n"
    "OPTIONAL MATCH (_te:Entity {id: $to})\n"
    "OPTIONAL MATCH (:Merged {id: $to})-[:MERGED_INTO*1..]->(_tm:Entity)\n"
    "WITH coalesce(_fe, _fm) AS _f, coalesce(_te, _tm) AS _t\n"
    "WHERE _f IS NOT NULL AND _t IS NOT NULL AND _f <> _t\n" + _ENDS
)


def _found(paths: LiteralString) -> LiteralString:
    """The clause that gives paths."""
    return "UNWIND (" + paths + ")[0..$limit] AS _nodes WITH {nodes: _nodes} AS row"


# By the hops that a path may have. What is not looked for is not planned either: planning takes most of the
# time of the first such question.
_PATHS: dict[int, LiteralString] = {
    1: _BETWEEN + _ONE + _found("_one"),
    2: _BETWEEN + _ONE + _TWO + _found("_one + _two"),
    3: _BETWEEN + _ONE + _TWO + _THREE + _found("_one + _two + _three"),
    4: _BETWEEN + _ONE + _TWO + _THREE + _FOUR + _found("_one + _two + _three + _four"),
}

# Of several relationships between two entities one names the hop, the first by the alphabet.
_HOPS: LiteralString = """
UNWIND range(0, size(this.nodes) - 2) AS _step
WITH _step, this.nodes[_step] AS _x, this.nodes[_step + 1] AS _y
OPTIONAL MATCH (_x)-[_r:INVOLVES|AT|PART_OF]-(_y)
WITH _step, _x, _y, min(type(_r)) AS _kind ORDER BY _step
WITH {from: _x, to: _y, kind: coalesce(_kind, 'TOGETHER')} AS row
"""


@strawberry.enum(description="What joins the two entities of a hop.")
class HopKind(Enum):
    """A hop's kind."""

    TOGETHER = strawberry.enum_value("TOGETHER", description="Articles name both.")
    INVOLVES = strawberry.enum_value("INVOLVES", description="One is an event that the other takes part in.")
    AT = strawberry.enum_value("AT", description="One is an event that took place in the other.")
    PART_OF = strawberry.enum_value("PART_OF", description="One is a place that the other is part of.")


@strawberry.type(description="One step of a path: two entities and what joins them.")
class Hop:
    """`this` is a map."""

    from_: Annotated["Entity", strawberry.lazy("resolvers.entity")] = fixed(
        One("WITH *, this.from AS row"), "Where the hop begins.", "from"
    )
    to: Annotated["Entity", strawberry.lazy("resolvers.entity")] = fixed(
        One("WITH *, this.to AS row"), "Where it leads."
    )
    kind: HopKind = column("this.kind", "What joins the two; TOGETHER where it is nothing but articles.")
    evidence: list[HopEvidence] = asked(
        hop_evidence,
        "Articles that name both: those with a sentence that names both first, then the newest. Empty only "
        "where the kind is not TOGETHER.",
    )


@strawberry.type(description="A way from one entity to another.")
class Path:
    """`this` is a map of nodes."""

    length: int = column("size(this.nodes) - 1", "How many hops it has.")
    entities: list[Annotated["Entity", strawberry.lazy("resolvers.entity")]] = fixed(
        Many("UNWIND this.nodes AS row"), "The entities on it, both ends included."
    )
    hops: list[Hop] = fixed(Many(_HOPS), "Its hops, in order.")


FromId = Annotated[
    strawberry.ID, strawberry.argument(name="from", description="Id of the entity that paths begin at.")
]
ToId = Annotated[strawberry.ID, strawberry.argument(description="Id of the entity that they lead to.")]
MaxLength = Annotated[
    int, strawberry.argument(description=f"Hops that a path may have, 1 to {LONGEST_PATH}.")
]
FirstPaths = Annotated[int, strawberry.argument(description=f"How many at most, up to {MOST_PATHS}.")]


def paths_between(from_: FromId, to: ToId, max_length: MaxLength = 3, first: FirstPaths = 3) -> Many:
    """Ways from one entity to another, the shortest first; none where an id is unknown."""
    if from_ == to:
        raise BadArgument("from and to are the same entity; a path needs two")
    if max_length not in _PATHS:
        raise BadArgument(f"maxLength is {max_length}; it must be from 1 to {LONGEST_PATH}")
    if not 0 <= first <= MOST_PATHS:
        raise BadArgument(f"first is {first}; it must be from 0 to {MOST_PATHS}")
    return Many(
        _PATHS[max_length],
        {
            "from": checked_id(from_, "from"),
            "to": checked_id(to, "to"),
            "limit": first,
            "near": NEAR,
            "far": FAR,
            "kept": KEPT,
            "wide": WIDE,
            "scanned": SCANNED,
            "beside": BESIDE,
            "unit": UNIT,
        },
    )
