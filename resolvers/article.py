"""Article: one cleaned news article."""

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import UNSET

from resolvers.argument import Kinds, Most
from resolvers.entity import Place
from resolvers.enums import DateOrigin, TitleOrigin
from resolvers.mention import Mention
from resolvers.node import Node
from resolvers.page import checked_size
from resolvers.planner.piece import Many, One, asked, column, fixed
from resolvers.related import RelatedArticle, article_related
from resolvers.story import ARTICLE_STORY, Story


def article_mentions(kinds: Kinds = UNSET) -> Many:
    """What the article mentions, most salient first."""
    if kinds is None:
        return Many(
            "MATCH (this)-[row:MENTIONS]->(:Entity) WITH row ORDER BY row.salience DESC, row.entityId"
        )
    return Many(
        "MATCH (this)-[row:MENTIONS]->(_e:Entity) WHERE any(_label IN labels(_e) WHERE _label IN $kinds) "
        "WITH row ORDER BY row.salience DESC, row.entityId",
        {"kinds": [kind.value for kind in kinds]},
    )


@strawberry.type(description="A headline of another article that stood on an article's page.")
class Headline:
    """`this` is a map of the LINKS_TO relationship and the Headline node."""

    title: str = column("this.headline.text", "The headline as it stood there.")
    section: str = column("this.link.section", "Title of the list it stood in.")
    position: int = column("this.link.position", "Its place in that list, from 1.")
    article: Annotated["Article", strawberry.lazy("resolvers.article")] | None = fixed(
        One(
            "WITH *, this.headline AS _headline WITH *, head(COLLECT { "
            "MATCH (_headline)-[:REFERS_TO]->(_a:Article) RETURN _a ORDER BY _a.id }) AS row"
        ),
        "The article that the headline belongs to, once that is in the graph.",
    )


@strawberry.type(description="An article with the same text as another one.")
class Duplicate:
    """`this` is a DUPLICATE_OF relationship."""

    article: Annotated["Article", strawberry.lazy("resolvers.article")] = fixed(
        One("WITH *, startNode(this) AS row"), "The later article."
    )
    similarity: float = column(
        "this.similarity", "Share of all runs of three words of the two texts that both have, 0 to 1."
    )


def article_duplicates(first: Most = 10) -> Many:
    """The articles that repeat one, most alike first."""
    return Many(
        "MATCH (this)<-[row:DUPLICATE_OF]-(_copy:Article) "
        "WITH row, _copy ORDER BY row.similarity DESC, _copy.id LIMIT $limit",
        {"limit": checked_size(first)},
    )


@strawberry.type(description="One cleaned news article.")
class Article(Node):
    """`this` is an Article node."""

    url: str | None = column("this.url", "Address of the page, where it is known.")
    title: str = column("this.title", "The title; titleOrigin tells where it comes from.")
    title_origin: TitleOrigin = column(
        "this.titleOrigin",
        "PAGE: the page's own headline. CAPTION: a picture's caption stands in. DERIVED: cut from the text.",
    )
    kicker: str | None = column("this.kicker", "The line or section above the title.")
    caption: str | None = column("this.caption", "Caption of the main picture.")
    body: str = column(
        "this.body", "The text, paragraphs parted by an empty line, nothing of the page around it."
    )
    lang: str = column("this.lang", "ISO 639-1 code of the language.")
    published_at: datetime | None = column(
        "toString(this.publishedAt)", "When it was published; null where the page does not say."
    )
    published_at_origin: DateOrigin | None = column("this.publishedAtOrigin", "Where that date comes from.")
    ordered_at: datetime = column(
        "toString(this.orderedAt)", "The date that lists go by: publishedAt, else when it was ingested."
    )
    ingested_at: datetime = column("toString(this.ingestedAt)", "When it first came into the graph.")
    source: str | None = column(
        "head([(this)-[:PUBLISHED_BY]->(_source) | _source.domain])", "Domain of the site that published it."
    )
    byline: str | None = column(
        "head([(this)-[:WRITTEN_BY]->(_author) | _author.name])", "Who wrote it, as printed."
    )
    dateline: str | None = column("this.dateline", "The place that the report was filed from, as printed.")
    dateline_place: Place | None = fixed(
        One("WITH *, head(COLLECT { MATCH (this)-[:FILED_FROM]->(_place:Place) RETURN _place }) AS row"),
        "That place in the graph.",
    )
    mentions: list[Mention] = asked(article_mentions, "The entities it names, most salient first.")
    related: list[RelatedArticle] = asked(
        article_related, "Articles that belong with it, closest first, with reasons."
    )
    story: Story | None = fixed(ARTICLE_STORY, "The story that it tells with others, if any.")
    duplicate_of: Annotated["Article", strawberry.lazy("resolvers.article")] | None = fixed(
        One("WITH *, head(COLLECT { MATCH (this)-[:DUPLICATE_OF]->(_first:Article) RETURN _first }) AS row"),
        "The first article with the same text (a copy, or nearly one), where this is a later one.",
    )
    duplicates: list[Duplicate] = asked(
        article_duplicates, "The later articles with the same text, most alike first."
    )
    headlines: list[Headline] = fixed(
        Many(
            "MATCH (this)-[_link:LINKS_TO]->(_headline:Headline) "
            "WITH _link, _headline ORDER BY _link.section, _link.position, _headline.id "
            "WITH {link: _link, headline: _headline} AS row"
        ),
        "Headlines of other articles on its page.",
    )
