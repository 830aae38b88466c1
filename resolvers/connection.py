"""Relay connections over articles in time: pages by keyset, forward and backward.

https://relay.dev/graphql/connections.htm
"""

from enum import Enum
from typing import TYPE_CHECKING, Annotated, LiteralString

import strawberry

from resolvers.facets import ArticleFacets
from resolvers.listing import MOST_COUNTED, Listing
from resolvers.page import Page
from resolvers.planner.piece import Many, One, Value, column, fixed, given

if TYPE_CHECKING:
    from resolvers.article import Article


@strawberry.enum(description="In which order articles come.")
class ArticleSort(Enum):
    """An order of articles."""

    NEWEST = strawberry.enum_value("NEWEST", description="By orderedAt, the newest first.")
    OLDEST = strawberry.enum_value("OLDEST", description="By orderedAt, the oldest first.")


Sort = Annotated[ArticleSort, strawberry.argument(description="In which order.")]


@strawberry.type(description="Whether there is more of a list, and from where to go on.")
class PageInfo:
    """Relay's PageInfo; `this` is the connection's map."""

    has_next_page: bool = column("this.hasNext", "Whether more entries follow the last edge.")
    has_previous_page: bool = column("this.hasPrevious", "Whether more entries precede the first edge.")
    start_cursor: str | None = column("this.start", "Cursor of the first edge; null on an empty page.")
    end_cursor: str | None = column("this.end", "Cursor of the last edge; null on an empty page.")


@strawberry.type(description="An article's place in a list.")
class ArticleEdge:
    """An edge; `this` is the article's node."""

    cursor: str = column(
        "toString(this.orderedAt.epochMillis) + '.' + this.id", "Where this article stands in the list."
    )
    node: Annotated["Article", strawberry.lazy("resolvers.article")] = fixed(
        One("WITH *, this AS row"), "The article."
    )


@strawberry.type(description="A page of articles.")
class ArticleConnection:
    """A page; `this` is the map that `page_map` makes."""

    edges: list[ArticleEdge] = fixed(Many("UNWIND this.nodes AS row"), "The articles with their cursors.")
    nodes: list[Annotated["Article", strawberry.lazy("resolvers.article")]] = fixed(
        Many("UNWIND this.nodes AS row"), "The articles without their cursors."
    )
    page_info: PageInfo = fixed(One("WITH *, this AS row"), "Whether there is more.")
    total_count: int = given(
        "How many articles the whole list has; with a filter, or with the parts of a place, "
        f"{MOST_COUNTED:,} at most."
    )
    total_count_is_capped: bool = given("Whether the list has more articles than totalCount says.")
    facets: ArticleFacets = given("What the articles of the whole list have in common, and how many each.")


def page_map(wanted: Page, key: LiteralString) -> LiteralString:
    """The Cypher expression of a page: a map of nodes, hasNext, hasPrevious, start and end.

    It is made of `_found`, the nodes in the order they were scanned in, and one more than the page's size
    where there are more. `key` is the property of a node that comes before its id in a cursor.
    """
    if wanted.backward:
        nodes, ends = (
            "reverse(_found[0..$size])",
            "hasNext: $inside, hasPrevious: size(_found) > $size",
        )
        first, last = "last(_found[0..$size])", "head(_found[0..$size])"
    else:
        nodes, ends = "_found[0..$size]", "hasNext: size(_found) > $size, hasPrevious: $inside"
        first, last = "head(_found[0..$size])", "last(_found[0..$size])"
    return (
        "{nodes: " + nodes + ", " + ends + ", "
        "start: toString(" + first + "." + key + ") + '.' + " + first + ".id, "
        "end: toString(" + last + "." + key + ") + '.' + " + last + ".id}"
    )


def connection(listing: Listing, wanted: Page) -> One:
    """The piece of a page of a list of articles."""
    scan = listing.oldest if wanted.ascending else listing.newest
    return One(
        "CALL (this) {" + scan + "WITH collect(_a) AS _found "
        "RETURN " + page_map(wanted, "orderedAt.epochMillis") + " AS row }",
        {**wanted.parameters, **listing.parameters, "most": MOST_COUNTED},
        {
            "totalCount": Value(listing.total),
            "totalCountIsCapped": Value(listing.is_capped),
            "facets": One(
                "CALL (this) {" + listing.sample + "RETURN collect(_a) AS _sample } "
                "WITH *, {articles: _sample[0..$most], capped: size(_sample) > $most} AS row"
            ),
        },
    )
