"""Documents into the graph, batch by batch, with an outcome for each."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.database import Database
from graph.errors import BadPage
from graph.model import Article
from graph.upsert import upsert_articles
from ingest.article import Reader
from ingest.document import Document, Failure

BATCH = 100
"""Articles that are read before they are written together."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: an article with `what` (created, updated, unchanged), or an error."""

    name: str
    article: Article | None = None
    what: str = ""
    error: BadPage | None = None


async def ingest_documents(
    database: Database, reader: Reader, documents: Iterable[Document | Failure]
) -> AsyncIterator[Outcome]:
    """Read each document and write its article; a bad one does not stop the others.

    Raises Unavailable when the database cannot be reached; whole batches before that are in.
    """
    waiting: list[tuple[str, Article]] = []
    for document in documents:
        if isinstance(document, Failure):
            yield Outcome(document.name, error=document.error)
            continue
        try:
            waiting.append((document.name, reader.read(document)))
        except BadPage as error:
            yield Outcome(document.name, error=error)
        if len(waiting) == BATCH:
            for outcome in await _write(database, waiting):
                yield outcome
            waiting.clear()
    for outcome in await _write(database, waiting):
        yield outcome


async def _write(database: Database, read: list[tuple[str, Article]]) -> list[Outcome]:
    written = await upsert_articles(database, [article for _, article in read], datetime.now(UTC))
    what = dict.fromkeys(written.created, "created") | dict.fromkeys(written.updated, "updated")
    return [Outcome(name, article, what.get(article.id, "unchanged")) for name, article in read]
