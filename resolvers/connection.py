"""Relay connections over articles in time: pages by keyset, forward and backward.

https://relay.dev/graphql/connections.htm
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, LiteralString

import strawberry

from graph.errors import BadArgument, BadCursor
from resolvers.planner.piece import Many, One, Value, column, fixed, given

if TYPE_CHECKING:
    from resolvers.article import Article

MOST_PER_PAGE = 100
DEFAULT_PER_PAGE = 20

_CURSOR = re.compile(r"(-?[0-9]{1,15})\.([A-Za-z0-9-]{1,80})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_MOMENT = datetime(1, 1, 1, tzinfo=UTC)
_LAST_MOMENT = datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list that runs from new to old: how many, from which key, and which way."""

    size: int
    backward: bool
    at: datetime
    id: str
    starts_inside: bool

    @property
    def parameters(self) -> dict[str, object]:
        """What the page's Cypher needs; one more than the size tells whether there is another page."""
        return {
            "at": self.at,
            "id": self.id,
            "size": self.size,
            "limit": self.size + 1,
            "inside": self.starts_inside,
        }


def page(first: int | None, after: str | None, last: int | None, before: str | None) -> Page:
    """Check the arguments of a connection. Raises BadArgument or BadCursor."""
    if (first is not None or after is not None) and (last is not None or before is not None):
        raise BadArgument("a page goes forward (first, after) or backward (last, before), not both")
    backward = last is not None or before is not None
    name, size = ("last", last) if backward else ("first", first)
    size = DEFAULT_PER_PAGE if size is None else size
    if not 0 <= size <= MOST_PER_PAGE:
        raise BadArgument(f"{name} is {size}; it must be from 0 to {MOST_PER_PAGE}")
    cursor = before if backward else after
    if cursor is None:
        return Page(size, backward, _FIRST_MOMENT if backward else _LAST_MOMENT, "", False)
    return Page(size, backward, *_key(cursor), True)


def _key(cursor: str) -> tuple[datetime, str]:
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        raise BadCursor(f"{cursor[:100]!r} is no cursor of this connection; use one that it returned")
    try:
        return _EPOCH + timedelta(milliseconds=int(found[1])), found[2]
    except OverflowError:
        raise BadCursor(
            f"{cursor[:100]!r} is no cursor of this connection; use one that it returned"
        ) from None


@strawberry.type(description="Whether there is more of a list, and from where to go on.")
class PageInfo:
    """Relay's PageInfo; `this` is the connection's map."""

    has_next_page: bool = column("this.hasNext", "Whether older entries follow the last edge.")
    has_previous_page: bool = column("this.hasPrevious", "Whether newer entries precede the first edge.")
    start_cursor: str | None = column(
        "toString(head(this.nodes).orderedAt.epochMillis) + '.' + head(this.nodes).id",
        "Cursor of the first edge; null on an empty page.",
    )
    end_cursor: str | None = column(
        "toString(last(this.nodes).orderedAt.epochMillis) + '.' + last(this.nodes).id",
        "Cursor of the last edge; null on an empty page.",
    )


@strawberry.type(description="An article's place in a list.")
class ArticleEdge:
    """An edge; `this` is the article's node."""

    cursor: str = column(
        "toString(this.orderedAt.epochMillis) + '.' + this.id", "Where this article stands in the list."
    )
    node: Annotated["Article", strawberry.lazy("resolvers.article")] = fixed(
        One("WITH *, this AS row"), "The article."
    )


@strawberry.type(description="A page of articles, newest first.")
class ArticleConnection:
    """A page; `this` is a map of nodes, hasNext and hasPrevious."""

    edges: list[ArticleEdge] = fixed(Many("UNWIND this.nodes AS row"), "The articles with their cursors.")
    nodes: list[Annotated["Article", strawberry.lazy("resolvers.article")]] = fixed(
        Many("UNWIND this.nodes AS row"), "The articles without their cursors."
    )
    page_info: PageInfo = fixed(One("WITH *, this AS row"), "Whether there is more.")
    total_count: int = given("How many articles the whole list has.")


def connection(forward: LiteralString, backward: LiteralString, total: LiteralString, wanted: Page) -> One:
    """The piece of a page: `forward` and `backward` bind `_a` to articles, at most $limit in order.

    `total` is the expression that counts the whole list.
    """
    if wanted.backward:
        text: LiteralString = (
            "CALL (this) {" + backward + "WITH collect(_a) AS _found RETURN "
            "{nodes: reverse(_found[0..$size]), hasNext: $inside, hasPrevious: size(_found) > $size} AS row }"
        )
    else:
        text = (
            "CALL (this) {" + forward + "WITH collect(_a) AS _found "
            "RETURN {nodes: _found[0..$size], hasNext: size(_found) > $size, hasPrevious: $inside} AS row }"
        )
    return One(text, wanted.parameters, {"totalCount": Value(total)})
