"""ingestArticle and ingestPage: an article into the graph."""

from datetime import UTC, datetime
from enum import Enum
from typing import Annotated

import strawberry
from strawberry import UNSET

from graph.errors import BadArgument, BadPage
from graph.upsert import upsert_articles
from resolvers.article import Article
from resolvers.desk import ArticleSource, Desk, PageSource
from resolvers.planner.piece import Act, One, column, fixed


@strawberry.enum(description="What became of an article that was sent.")
class IngestOutcome(Enum):
    """What the graph held before."""

    CREATED = strawberry.enum_value("CREATED", description="It was new.")
    UPDATED = strawberry.enum_value("UPDATED", description="It was there and has changed.")
    UNCHANGED = strawberry.enum_value("UNCHANGED", description="It was there already; nothing changed.")


@strawberry.input(description="An article whose parts are known. Its text is linked to entities and events.")
class ArticleInput:
    """An article in the project's own shape."""

    body: str = strawberry.field(description="The text, paragraphs parted by an empty line.")
    title: str | None = strawberry.field(
        default=UNSET, description="The title; else one is cut from the text."
    )
    url: str | None = strawberry.field(
        default=UNSET, description="Address of its page; the same address is the same article."
    )
    lang: str | None = strawberry.field(default=UNSET, description="ISO 639-1 code; else it is recognized.")
    published_at: datetime | None = strawberry.field(
        default=UNSET, description="When it was published, with a zone."
    )
    source: str | None = strawberry.field(
        default=UNSET, description="Domain of its site; else that of the address."
    )
    author: str | None = strawberry.field(default=UNSET, description="Who wrote it, as printed.")
    dateline: str | None = strawberry.field(default=UNSET, description="Where it was filed from, as printed.")
    kicker: str | None = strawberry.field(default=UNSET, description="The line or section above the title.")
    caption: str | None = strawberry.field(default=UNSET, description="Caption of the main picture.")


@strawberry.input(
    description="A page as it came from its site; the article is cut out of it. Give text or html."
)
class PageInput:
    """A page."""

    text: str | None = strawberry.field(default=UNSET, description="Its text, scraped, menus and all.")
    html: str | None = strawberry.field(default=UNSET, description="Its markup.")
    url: str | None = strawberry.field(
        default=UNSET, description="Its address; the same address is the same article."
    )


@strawberry.type(description="An article that was sent, and what became of it.")
class IngestPayload:
    """`this` is a map."""

    article: Article = fixed(One("WITH *, this.article AS row"), "The article, as it is in the graph now.")
    outcome: IngestOutcome = column("this.outcome", "Whether it was new, changed or there already.")


TheArticle = Annotated[ArticleInput, strawberry.argument(description="The article.")]
ThePage = Annotated[PageInput, strawberry.argument(description="The page.")]


def ingest_article(input: TheArticle) -> Act:
    """Link an article whose parts are known, and write it."""
    source = ArticleSource(
        input.body,
        input.title or None,
        input.url or None,
        input.lang or None,
        input.published_at or None,
        input.source or None,
        input.author or None,
        input.dateline or None,
        input.kicker or None,
        input.caption or None,
    )
    if source.published_at is not None and source.published_at.tzinfo is None:
        raise BadArgument("publishedAt has no zone; give ISO 8601 like 2019-11-19T10:00:00Z")
    return Act(lambda desk: _ingested(desk, source))


def ingest_page(input: ThePage) -> Act:
    """Cut an article out of a page, link it, and write it."""
    text, html = input.text or None, input.html or None
    if (text is None) == (html is None):
        raise BadArgument("a page needs either text or html")
    source = PageSource(text or html or "", html is not None, input.url or None)
    return Act(lambda desk: _ingested(desk, source))


async def _ingested(desk: Desk, source: ArticleSource | PageSource) -> One:
    try:
        article = await desk.read(source)
    except BadPage:
        desk.ingested("FAILED")
        raise
    written = await upsert_articles(desk.database, [article], datetime.now(UTC))
    outcome = "CREATED" if written.created else "UPDATED" if written.updated else "UNCHANGED"
    desk.ingested(outcome)
    return One(
        "OPTIONAL MATCH (_a:Article {id: $id}) "
        "WITH CASE WHEN _a IS NOT NULL THEN {article: _a, outcome: $outcome} END AS row",
        {"id": article.id, "outcome": outcome},
    )
