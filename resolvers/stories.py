"""Lists of stories, those with the latest articles first: pages by keyset."""

from typing import Annotated, LiteralString

import strawberry
from strawberry import UNSET

from resolvers.argument import After, Before, First, Last
from resolvers.connection import PageInfo, page_map
from resolvers.filters.condition import Conditions, literal
from resolvers.filters.stories import StoryFilter, named_by_all, story_condition
from resolvers.listing import MOST_COUNTED
from resolvers.page import Listed, Page, page
from resolvers.planner.piece import Many, One, Value, column, fixed, given
from resolvers.story import Story

SAMPLE = 1000
"""Newest articles of an entity whose stories are listed as the entity's."""

MOST_LOOKED_UP = 10_000
"""Newest articles of the rarest entity of a filter whose stories are looked at."""

StoryWhere = Annotated[
    StoryFilter | None, strawberry.argument(description="Which stories; all where left out.")
]

_RAREST: LiteralString = (
    "CALL () { MATCH (_rare:Entity) WHERE _rare.id IN $driver "
    "RETURN _rare.id AS _of ORDER BY _rare.articleCount, _rare.id LIMIT 1 }\n"
)

# Ordering by entityId too is what keeps the seek.
_OF_ENTITY: LiteralString = """CALL (_of) {
  MATCH (_a)-[_m:MENTIONS]->() WHERE _m.entityId = _of AND _m.orderedAt IS NOT NULL
  WITH _a, _m ORDER BY _m.entityId DESC, _m.orderedAt DESC, _a.id DESC LIMIT $sample
  MATCH (_a)-[:IN_STORY]->(_s:Story) RETURN DISTINCT _s
}
"""


@strawberry.type(description="A story's place in a list.")
class StoryEdge:
    """An edge; `this` is the story's node."""

    cursor: str = column(
        "toString(this.lastAt.epochMillis) + '.' + this.id", "Where this story stands in the list."
    )
    node: Story = fixed(One("WITH *, this AS row"), "The story.")


@strawberry.type(description="A page of stories, those with the latest articles first.")
class StoryConnection:
    """A page; `this` is the map that `page_map` makes."""

    edges: list[StoryEdge] = fixed(Many("UNWIND this.nodes AS row"), "The stories with their cursors.")
    nodes: list[Story] = fixed(Many("UNWIND this.nodes AS row"), "The stories without their cursors.")
    page_info: PageInfo = fixed(One("WITH *, this AS row"), "Whether there is more.")
    total_count: int = given(
        f"How many stories the whole list has; with a filter, or of an entity, {MOST_COUNTED:,} at most."
    )
    total_count_is_capped: bool = given("Whether the list has more stories than totalCount says.")


def listed_stories(
    first: First = UNSET,
    after: After = UNSET,
    last: Last = UNSET,
    before: Before = UNSET,
    where: StoryWhere = UNSET,
) -> One:
    """A page of all stories that fit a filter."""
    wanted = page(first, after, last, before, of=Listed.STORIES)
    if driver := named_by_all(where or None):
        return _connection(_RAREST, where, wanted, {"driver": driver, "sample": MOST_LOOKED_UP})
    return _connection("", where, wanted, {})


def entity_stories(
    first: First = UNSET,
    after: After = UNSET,
    last: Last = UNSET,
    before: Before = UNSET,
    where: StoryWhere = UNSET,
) -> One:
    """A page of the stories that an entity's newest articles tell."""
    wanted = page(first, after, last, before, of=Listed.STORIES)
    return _connection("WITH *, this.id AS _of\n", where, wanted, {"sample": SAMPLE})


def _connection(
    source: LiteralString, where: StoryFilter | None, wanted: Page, parameters: dict[str, object]
) -> One:
    """The piece of a page; `source` binds the entity `_of` whose stories they are, if any."""
    conditions = Conditions()
    fits = literal(story_condition(where or None, conditions))
    which: LiteralString = " AND " + fits if fits else ""
    before, past, way = (">=", "<=", "ASC") if wanted.ascending else ("<=", ">=", "DESC")
    key: LiteralString = (
        "_s.lastAt "
        + before
        + " $at AND NOT (_s.lastAt = $at AND _s.id "
        + past
        + " $id) AND _s.id IS NOT NULL"
    )
    stretch = _stretch(source, key + which)
    text = (
        "CALL (this) { " + stretch + "WITH _s ORDER BY _s.lastAt " + way + ", _s.id " + way + " LIMIT $limit "
        "WITH collect(_s) AS _found RETURN " + page_map(wanted, "lastAt.epochMillis") + " AS row }"
    )
    counted = _stretch(source, "true" + which)
    total: LiteralString = "COUNT { " + counted + "RETURN _s LIMIT $most }"
    capped: LiteralString = "COUNT { " + counted + "RETURN _s LIMIT $most + 1 } > $most"
    if not source and not which:
        total, capped = "COUNT { MATCH (:Story) }", "false"
    return One(
        text,
        {**wanted.parameters, **conditions.parameters, **parameters, "most": MOST_COUNTED},
        {"totalCount": Value(total), "totalCountIsCapped": Value(capped)},
    )


def _stretch(source: LiteralString, condition: LiteralString) -> LiteralString:
    """Clauses that bind `_s` to the stories that fit a condition."""
    if source:
        return source + _OF_ENTITY + "WITH _s WHERE " + condition + "\n"
    return "MATCH (_s:Story) WHERE " + condition + "\n"
