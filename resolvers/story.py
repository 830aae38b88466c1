"""Story: articles that tell of the same thing within weeks."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, LiteralString

import strawberry
from strawberry import UNSET

from resolvers.argument import After, Before, First, Last, Where
from resolvers.connection import ArticleConnection, ArticleSort, Sort, connection
from resolvers.listing import articles_of_story
from resolvers.node import Node
from resolvers.page import checked_id, page
from resolvers.planner.piece import One, asked, column, fixed

if TYPE_CHECKING:
    from resolvers.article import Article

Id = Annotated[strawberry.ID, strawberry.argument(description="Its id, or one that it had before.")]


def story_articles(
    first: First = UNSET,
    after: After = UNSET,
    last: Last = UNSET,
    before: Before = UNSET,
    where: Where = UNSET,
    sort: Sort = ArticleSort.NEWEST,
) -> One:
    """A page of the articles that tell a story."""
    wanted = page(first, after, last, before, oldest_first=sort is ArticleSort.OLDEST)
    return connection(articles_of_story(where), wanted)


@strawberry.type(description="Two or more articles that tell of the same thing within weeks.")
class Story(Node):
    """`this` is a Story node."""

    title: str = column("this.title", "The title of its hero.")
    first_at: datetime = column("toString(this.firstAt)", "The date of its first article.")
    last_at: datetime = column("toString(this.lastAt)", "The date of its last article.")
    article_count: int = column("this.articleCount", "How many articles tell it.")
    hero: Annotated["Article", strawberry.lazy("resolvers.article")] = fixed(
        One("WITH *, head(COLLECT { MATCH (_hero:Article {id: this.heroId}) RETURN _hero }) AS row"),
        "The article that stands for it: its first one.",
    )
    articles: ArticleConnection = asked(
        story_articles, "Its articles, newest first where sort says nothing else."
    )


ARTICLE_STORY = One("WITH *, head(COLLECT { MATCH (this)-[:IN_STORY]->(_s:Story) RETURN _s }) AS row")
"""The story that an article is in."""


def told_by(id_: LiteralString) -> LiteralString:
    """Cypher that binds `_story` to the story with an id; `id_` is its expression.

    A story's id is that of its first article. It gets another one when an earlier article joins it or two
    become one, but its former ids lead to it as long as those articles tell it.
    """
    return (
        "OPTIONAL MATCH (:Article {id: 'article-' + split(" + id_ + ", 'story-')[1]})"
        "-[:IN_STORY]->(_story:Story) "
    )


def story_by_id(id: Id) -> One:
    """One story by its id, or by one that it had."""
    return One(told_by("$id") + "WITH _story AS row", {"id": checked_id(id)})
