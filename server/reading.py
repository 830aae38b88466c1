"""Reads what mutations send: one article, beside the event loop."""

import asyncio
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import orjson

from graph.model import Article
from resolvers.desk import ArticleSource, PageSource

if TYPE_CHECKING:
    from ingest.article import Reader


async def read_source(source: PageSource | ArticleSource) -> Article:
    """Read and link one article in a thread. Raises BadPage when there is none."""
    return await asyncio.to_thread(_read, source)


def _read(source: PageSource | ArticleSource) -> Article:
    # Imported late: reading text takes half a second to load, and most servers only answer queries.
    from ingest.document import Document, DocumentKind

    reader = _reader()
    if isinstance(source, ArticleSource):
        return reader.read(Document("the article", DocumentKind.RECORD, _record(source)))
    kind = DocumentKind.HTML if source.is_markup else DocumentKind.TEXT
    page = reader.read_page(Document("the page", kind, source.content))
    return reader.build(replace(page, url=source.url or page.url), "the page")


@cache
def _reader() -> "Reader":
    from ingest.article import Reader
    from ingest.linking.lexicon import load_lexicon

    return Reader(load_lexicon())


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
