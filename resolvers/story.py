"""Story: articles that tell of the same thing within weeks."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, LiteralString

import strawberry

from resolvers.argument import Most
from resolvers.page import checked_size
from resolvers.planner.piece import Many, One, asked, column, fixed

if TYPE_CHECKING:
    from resolvers.article import Article

SAMPLE = 1000
"""Newest articles of an entity whose stories are looked at."""

_NEWEST: LiteralString = (
    "MATCH (row:Story) WHERE row.lastAt IS NOT NULL "
    "WITH row ORDER BY row.lastAt DESC, row.id DESC LIMIT $limit"
)

_OF_ENTITY: LiteralString = """
CALL (this) {
  MATCH (_a)-[_m:MENTIONS]->() WHERE _m.entityId = this.id AND _m.orderedAt IS NOT NULL
  WITH _a, _m ORDER BY _m.entityId DESC, _m.orderedAt DESC, _a.id DESC LIMIT $sample
  MATCH (_a)-[:IN_STORY]->(_s:Story) RETURN DISTINCT _s
}
WITH _s AS row ORDER BY row.lastAt DESC, row.id DESC LIMIT $limit
"""


def story_articles(first: Most = 20) -> Many:
    """The newest articles of a story."""
    return Many(
        "MATCH (row:Article)-[:IN_STORY]->(this) "
        "WITH row ORDER BY row.orderedAt DESC, row.id DESC LIMIT $limit",
        {"limit": checked_size(first)},
    )


@strawberry.type(description="Two or more articles that tell of the same thing within weeks.")
class Story:
    """`this` is a Story node."""

    id: strawberry.ID = column("this.id", "Id, made of that of its first article.")
    title: str = column("this.title", "The title of its hero.")
    first_at: datetime = column("toString(this.firstAt)", "When its first article was published.")
    last_at: datetime = column("toString(this.lastAt)", "When its last article was published.")
    article_count: int = column("this.articleCount", "How many articles tell it.")
    hero: Annotated["Article", strawberry.lazy("resolvers.article")] = fixed(
        One("WITH *, head(COLLECT { MATCH (_hero:Article {id: this.heroId}) RETURN _hero }) AS row"),
        "The article that stands for it: its first one.",
    )
    articles: list[Annotated["Article", strawberry.lazy("resolvers.article")]] = asked(
        story_articles, "Its articles, newest first."
    )


ARTICLE_STORY = One("WITH *, head(COLLECT { MATCH (this)-[:IN_STORY]->(_s:Story) RETURN _s }) AS row")
"""The story that an article is in."""


def newest_stories(first: Most = 20) -> Many:
    """Stories, those with the newest articles first."""
    return Many(_NEWEST, {"limit": checked_size(first)})


def entity_stories(first: Most = 20) -> Many:
    """Stories of which an entity's newest articles are a part."""
    return Many(_OF_ENTITY, {"limit": checked_size(first), "sample": SAMPLE})
