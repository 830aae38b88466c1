"""Reads what mutations send: one article, beside the event loop."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import orjson

from graph.database import Database
from graph.model import Article, Entity
from graph.review import grown_entities
from resolvers.desk import ArticleSource, PageSource

if TYPE_CHECKING:
    from ingest.article import Reader


class SourceReader:
    """Reads articles and links them to the lexicon and to what editors made of unknown names."""

    def __init__(self, database: Database) -> None:
        """Prepare; the lexicon is compiled for the first article, and again when editors decide on names."""
        self._database = database
        self._grown: list[Entity] = []
        self._reader: Reader | None = None
        self._one_at_a_time = asyncio.Lock()

    async def read(self, source: PageSource | ArticleSource) -> Article:
        """Read and link one article in a thread. Raises BadPage when there is none, Unavailable."""
        grown = await grown_entities(self._database)
        async with self._one_at_a_time:
            if self._reader is None or grown != self._grown:
                self._reader, self._grown = await asyncio.to_thread(_compile, grown), grown
            return await asyncio.to_thread(_read, self._reader, source)


def _compile(grown: list[Entity]) -> "Reader":
    # Imported late: reading text takes half a second to load, and most servers only answer queries.
    from ingest.article import Reader
    from ingest.linking.lexicon import load_lexicon, with_entities

    return Reader(with_entities(load_lexicon(), grown))


def _read(reader: "Reader", source: PageSource | ArticleSource) -> Article:
    from ingest.document import Document, DocumentKind

    if isinstance(source, ArticleSource):
        return reader.read(Document("the article", DocumentKind.RECORD, _record(source)))
    kind = DocumentKind.HTML if source.is_markup else DocumentKind.TEXT
    page = reader.read_page(Document("the page", kind, source.content))
    return reader.build(replace(page, url=source.url or page.url), "the page")


def _record(source: ArticleSource) -> str:
    """The article as a line of JSON Lines."""
    record = {
        "body": source.body,
        "title": source.title,
        "url": source.url,
        "lang": source.lang,
        "publishedAt": source.published_at.isoformat() if source.published_at else None,
        "source": source.source,
        "author": source.author,
        "dateline": source.dateline,
        "kicker": source.kicker,
        "caption": source.caption,
    }
    return orjson.dumps({key: value for key, value in record.items() if value is not None}).decode()
