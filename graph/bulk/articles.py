"""Tables of articles and of what they name, written in parts by several processes."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self, cast

from graph.bulk.table import Table, moment, write_header
from graph.fingerprint import PAIRS
from graph.model import Article
from graph.moment import to_milliseconds
from graph.text import text_label
from graph.upsert.articles import article_row

_PROPERTIES = (
    *("url", "title", "titleFolded", "titleOrigin", "kicker", "caption", "body", "lang"),
    *("publishedAtOrigin", "dateline", *(f"fingerprint{place}" for place in range(PAIRS))),
)
_MOMENTS = ("publishedAt:datetime", "orderedAt:datetime", "ingestedAt:datetime")
_HEADERS: dict[str, tuple[str, ...]] = {
    "articles": (
        "id:ID(Article)",
        *(f"{name}:long" if name.startswith("fingerprint") else name for name in _PROPERTIES),
        *(*_MOMENTS, "contentHash", "number:long", ":LABEL"),
    ),
    "mentions": (
        *(":START_ID(Article)", ":END_ID(Entity)", "entityId", "orderedAt:datetime", "count:long"),
        *("salience:double", "confidence:double", "inTitle:boolean"),
        *("surfaces:string[]", "starts:long[]", "ends:long[]", "sentence"),
    ),
    "published": (":START_ID(Article)", ":END_ID(Source)"),
    "written": (":START_ID(Article)", ":END_ID(Author)"),
}


class ArticleTables:
    """A part of the tables that hold articles; the same as `upsert_articles` would leave in the graph.

    No look-out is kept for copies of one text, headlines, events and unknown names.
    """

    def __init__(self, folder: Path, part: int, now: int) -> None:
        """Begin a part; `now` is the time of ingest in milliseconds since 1970."""
        self._tables = {name: Table(folder, name, part) for name in _HEADERS}
        self._now = now
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        for table in self._tables.values():
            self._stack.enter_context(table)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, article: Article, number: int) -> int:
        """Add an article under a number of the feed; return the moment it is ordered by, in milliseconds."""
        row = article_row(article, None)
        properties = cast(dict[str, Any], row["properties"])
        published = to_milliseconds(article.published_at) if article.published_at else None
        ordered = self._now if published is None else published
        self._tables["articles"].add(
            (
                article.id,
                *(properties[name] for name in _PROPERTIES),
                *(published if published is None else moment(published), moment(ordered)),
                *(moment(self._now), article.content_hash, number),
                [text_label(article.lang), "Unembedded"],
            )
        )
        self._link(article, moment(ordered))
        return ordered

    def _link(self, article: Article, ordered: str) -> None:
        for one in article.mentions:
            self._tables["mentions"].add(
                (
                    *(article.id, one.entity_id, one.entity_id, ordered, one.count, one.salience),
                    *(one.confidence, one.in_title, one.surfaces, one.starts, one.ends, one.sentence),
                )
            )
        if article.source:
            self._tables["published"].add((article.id, article.source))
        if article.byline:
            self._tables["written"].add((article.id, article.byline))


def write_article_headers(folder: Path) -> None:
    """Write the headers of all tables that `ArticleTables` fills."""
    for name, columns in _HEADERS.items():
        write_header(folder, name, columns)


def write_named(folder: Path, sources: Sequence[str], authors: Sequence[str]) -> None:
    """Write the sources and authors that articles name."""
    for name, label, key, values in (
        ("sources", "Source", "domain", sources),
        ("authors", "Author", "name", authors),
    ):
        write_header(folder, name, [f"{key}:ID({label})"])
        with Table(folder, name) as table:
            for value in values:
                table.add([value])
