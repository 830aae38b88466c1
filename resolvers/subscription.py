"""Subscription: new articles as they come in, resumable by cursor."""

import re
from collections.abc import AsyncGenerator
from typing import Annotated

import strawberry
from strawberry import UNSET

from graph.arrivals import PAGE
from graph.errors import BadCursor
from resolvers.argument import Where
from resolvers.article import Article
from resolvers.desk import Desk
from resolvers.filters.articles import ArticleCondition, ArticleFilter, article_condition
from resolvers.filters.condition import literal
from resolvers.planner.piece import Feed, One, asked, column, fixed

_CURSOR = re.compile(r"arrival\.([0-9]{1,15})")

Since = Annotated[
    str | None,
    strawberry.argument(
        description="Cursor of the last event that was seen: those after it come first. "
        "arrival.0 begins with the first article; left out, only articles yet to come are told."
    ),
]


@strawberry.type(description="An article that has come into the graph.")
class ArticleIngested:
    """`this` is a map."""

    cursor: str = column("this.cursor", "Where to go on after this event; for `since`.")
    article: Article = fixed(One("WITH *, this.article AS row"), "The article, as it is now.")


def ingested(where: Where = UNSET, since: Since = UNSET) -> Feed:
    """New articles that fit a filter, in the order in which they came."""
    wanted = article_condition(where if isinstance(where, ArticleFilter) else None)
    after = None if since is None else _number(since)
    return Feed(lambda desk: _events(desk, wanted, after))


async def _events(desk: Desk, wanted: ArticleCondition, after: int | None) -> AsyncGenerator[One]:
    """One piece for each article; what is not taken from here is not read from the graph either."""
    latest = await desk.arrivals.latest()
    if after is not None and after > latest:
        raise BadCursor(f"arrival.{after} is no cursor of this graph; use one that it sent")
    place = latest if after is None else after
    condition = literal(" AND " + wanted.text) if wanted.text else ""
    while True:
        if place >= latest:
            latest = await desk.arrivals.beyond(place)
        found = await desk.arrivals.numbers(
            place, latest, wanted.conditions.before, condition, wanted.conditions.parameters
        )
        for id_, number in found:
            yield One(
                "OPTIONAL MATCH (_a:Article {id: $id}) "
                "WITH CASE WHEN _a IS NOT NULL THEN {article: _a, cursor: $cursor} END AS row",
                {"id": id_, "cursor": f"arrival.{number}"},
            )
        place = found[-1][1] if len(found) == PAGE else latest


def _number(cursor: str) -> int:
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        raise BadCursor(f"{cursor[:100]!r} is no cursor of this subscription; use one that it sent")
    return int(found[1])


@strawberry.type(description="What happens: by WebSocket (graphql-transport-ws) or as server-sent events.")
class Subscription:
    """The root fields; each event is read by one statement."""

    article_ingested: ArticleIngested | None = asked(
        ingested, "Each article that comes into the graph, in the order in which they come; none is left out."
    )
