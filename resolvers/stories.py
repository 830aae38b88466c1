"""Lists of stories, those with the latest articles first: pages by keyset."""

from collections.abc import Callable
from typing import Annotated, LiteralString

import strawberry
from strawberry import UNSET

from resolvers.argument import After, Before, First, Last
from resolvers.connection import PageInfo, page_map
from resolvers.filters.condition import Conditions, literal
from resolvers.filters.stories import StoryFilter, named_by, names_one, story_condition, without_some
from resolvers.listing import MOST_COUNTED
from resolvers.page import Listed, Page, page, past_key
from resolvers.planner.piece import Many, One, Value, column, fixed, given
from resolvers.story import Story

SAMPLE = 1000
"""Newest articles of an entity whose stories are listed as the entity's."""

MOST_LOOKED_UP = 10_000
"""Articles of the entities of a filter up to which stories are looked up by them; else all are gone through.

Where the entities are in more articles, their stories are frequent among all, and soon found.
"""

StoryWhere = Annotated[
    StoryFilter | None, strawberry.argument(description="Which stories; all where left out.")
]

# Of entities that must all be named, the rarest one leads to the fewest articles.
_RAREST: LiteralString = """CALL () { MATCH (_named:Entity) WHERE _named.id IN $named
  WITH _named ORDER BY _named.articleCount, _named.id LIMIT 1
  RETURN collect(_named.id) AS _ids, coalesce(sum(_named.articleCount), 0) <= $few AS _is_rare }
"""
_EACH: LiteralString = """CALL () { MATCH (_named:Entity) WHERE _named.id IN $named
  RETURN $named AS _ids, coalesce(sum(_named.articleCount), 0) <= $few AS _is_rare }
"""

# Ordering by entityId too keeps the order of the index.
_OF_ENTITY: LiteralString = """CALL (_of) {
  MATCH (_a)-[_m:MENTIONS]->() USING INDEX SEEK _m:MENTIONS(entityId, orderedAt)
  WHERE _m.entityId = _of AND _m.orderedAt IS NOT NULL
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
    named = named_by(where or None)
    if where and named:
        parameters: dict[str, object] = {"named": named.ids, "few": MOST_LOOKED_UP}
        if named.is_all:
            return _connection(_looked_up(_RAREST, ""), where, wanted, parameters)
        popular = literal(" AND " + names_one("$named"))
        return _connection(_looked_up(_EACH, popular), without_some(where), wanted, parameters)
    return _connection(_all, where, wanted, {})


def entity_stories(
    first: First = UNSET,
    after: After = UNSET,
    last: Last = UNSET,
    before: Before = UNSET,
    where: StoryWhere = UNSET,
) -> One:
    """A page of the stories that an entity's newest articles tell."""
    wanted = page(first, after, last, before, of=Listed.STORIES)
    return _connection(_of_entity, where, wanted, {"sample": SAMPLE})


_Stretch = Callable[[LiteralString, LiteralString], LiteralString]
"""Clauses that bind `_s` to stories that fit a condition, ended by clauses on `_s`."""


def _connection(
    stretch: _Stretch, where: StoryFilter | None, wanted: Page, parameters: dict[str, object]
) -> One:
    """The piece of a page of the stories that `stretch` binds."""
    conditions = Conditions()
    fits = literal(story_condition(where or None, conditions))
    which: LiteralString = " AND " + fits if fits else ""
    beyond, way = (">=", "ASC") if wanted.ascending else ("<=", "DESC")
    key: LiteralString = past_key("_s.lastAt", "_s.id", beyond) + " AND _s.id IS NOT NULL"
    ordered: LiteralString = "WITH _s ORDER BY _s.lastAt " + way + ", _s.id " + way + " LIMIT $limit\n"
    is_whole = stretch is _all and not which
    found = _whole(key, ordered) if is_whole else stretch(key + which, ordered)
    text = (
        "CALL (this) { " + found + "WITH collect(_s) AS _found "
        "RETURN " + page_map(wanted, "lastAt.epochMillis") + " AS row }"
    )
    total: LiteralString = "COUNT { " + stretch("true" + which, "WITH _s LIMIT $most\n") + "RETURN _s }"
    more: LiteralString = "COUNT { " + stretch("true" + which, "WITH _s LIMIT $most + 1\n") + "RETURN _s }"
    capped: LiteralString = more + " > $most"
    if is_whole:
        total, capped = "COUNT { MATCH (:Story) }", "false"
    return One(
        text,
        {**wanted.parameters, **conditions.parameters, **parameters, "most": MOST_COUNTED},
        {"totalCount": Value(total), "totalCountIsCapped": Value(capped)},
    )


def _whole(key: LiteralString, end: LiteralString) -> LiteralString:
    """All stories from a key on. Only here the index of the order is the best one for sure."""
    return "MATCH (_s:Story) USING INDEX SEEK _s:Story(lastAt, id) WHERE " + key + "\n" + end


def _all(condition: LiteralString, end: LiteralString) -> LiteralString:
    return "MATCH (_s:Story) WHERE " + condition + "\n" + end


def _of_entity(condition: LiteralString, end: LiteralString) -> LiteralString:
    return "WITH *, this.id AS _of\n" + _OF_ENTITY + "WITH _s WHERE " + condition + "\n" + end


def _looked_up(source: LiteralString, popular: LiteralString) -> _Stretch:
    """By the entities that `source` binds where they are rare, else among all stories.

    `popular` is what must hold then besides.
    """

    def stretch(condition: LiteralString, end: LiteralString) -> LiteralString:
        return (
            source
            + "CALL (_ids, _is_rare) {\n  WITH * WHERE _is_rare UNWIND _ids AS _of\n"
            + "  MATCH (_a)-[_m:MENTIONS]->() USING INDEX SEEK _m:MENTIONS(entityId, orderedAt)\n"
            + "  WHERE _m.entityId = _of AND _m.orderedAt IS NOT NULL\n"
            + "  MATCH (_a)-[:IN_STORY]->(_s:Story) WITH DISTINCT _s WHERE "
            + condition
            # A subquery of its own: nothing of it is planned before what says whether it is needed.
            + "\n  RETURN _s\n  UNION\n  UNWIND CASE WHEN _is_rare THEN [] ELSE [0] END AS _once\n"
            + "  CALL (_once) { "
            + _all(condition + popular, end)
            + "  RETURN _s }\n  RETURN _s\n}\n"
            + end
        )

    return stretch
