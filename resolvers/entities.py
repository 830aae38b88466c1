"""Lists of entities, those in most articles first."""

from typing import Annotated, LiteralString

import strawberry

from resolvers.connection import PageInfo, page_map
from resolvers.entity import Entity
from resolvers.filters.condition import Conditions, literal
from resolvers.filters.entities import EntityFilter, entity_condition
from resolvers.page import Page, past_key
from resolvers.planner.piece import Many, One, Value, column, fixed, given

EntityWhere = Annotated[
    EntityFilter | None, strawberry.argument(description="Which entities; all where left out.")
]


@strawberry.type(description="An entity's place in a list.")
class EntityEdge:
    """An edge; `this` is the entity's node."""

    cursor: str = column(
        "toString(this.articleCount) + '.' + this.id", "Where this entity stands in the list."
    )
    node: Entity = fixed(One("WITH *, this AS row"), "The entity.")


@strawberry.type(description="A page of entities, those in most articles first.")
class EntityConnection:
    """A page; `this` is the map that `page_map` makes."""

    edges: list[EntityEdge] = fixed(Many("UNWIND this.nodes AS row"), "The entities with their cursors.")
    nodes: list[Entity] = fixed(Many("UNWIND this.nodes AS row"), "The entities without their cursors.")
    page_info: PageInfo = fixed(One("WITH *, this AS row"), "Whether there is more.")
    total_count: int = given("How many entities the whole list has.")


def entity_connection(where: EntityFilter | None, wanted: Page) -> One:
    """The piece of a page of the entities that fit a filter. Raises BadArgument for one too large."""
    conditions = Conditions()
    fits = literal(entity_condition(where, conditions))
    which: LiteralString = " AND " + fits if fits else ""
    beyond, way = (">=", "ASC") if wanted.ascending else ("<=", "DESC")
    text = (
        # An index on (articleCount, id) is used only where both are asked for.
        # Under a condition the planner may know of a better one.
        "CALL () { MATCH (_e:Entity)"
        + ("" if fits else " USING INDEX SEEK _e:Entity(articleCount, id)")
        + " WHERE _e.id IS NOT NULL AND "
        + past_key("_e.articleCount", "_e.id", beyond)
        + which
        + " "
        "WITH _e ORDER BY _e.articleCount " + way + ", _e.id " + way + " LIMIT $limit "
        "WITH collect(_e) AS _found RETURN " + page_map(wanted, "articleCount") + " AS row }"
    )
    counted: LiteralString = "COUNT { MATCH (_e:Entity) WHERE true" + which + " }"
    total: LiteralString = counted if fits else "COUNT { MATCH (:Entity) }"
    return One(text, {**wanted.parameters, **conditions.parameters}, {"totalCount": Value(total)})
