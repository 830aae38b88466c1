"""Documents into the graph, batch by batch, with an outcome for each."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from graph.database import Database
from graph.errors import BadPage
from graph.model import Article
from graph.upsert import upsert_articles
from ingest.article import Reader
from ingest.document import Document, Failure

BATCH = 100
"""Documents that are read before their articles are written together."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: an article with `what` (created, updated, unchanged), or an error.

    `duplicate_of` is the id of the article whose text a new or changed one repeats.
    """

    name: str
    article: Article | None = None
    what: str = ""
    error: BadPage | None = None
    duplicate_of: str | None = None


async def ingest_documents(
    database: Database, reader: Reader, documents: Iterable[Document | Failure]
) -> AsyncIterator[Outcome]:
    """Read each document and write its article; a bad one does not stop the others.

    Outcomes come in the order of the documents, once their batch is in the graph. Raises Unavailable
    when the database cannot be reached; whole batches before that are in.
    """
    waiting: list[Outcome] = []
    for document in documents:
        waiting.append(_read(reader, document))
        if len(waiting) == BATCH:
            for outcome in await _written(database, waiting):
                yield outcome
            waiting.clear()
    for outcome in await _written(database, waiting):
        yield outcome


def _read(reader: Reader, document: Document | Failure) -> Outcome:
    if isinstance(document, Failure):
        return Outcome(document.name, error=document.error)
    try:
        return Outcome(document.name, reader.read(document))
    except BadPage as error:
        return Outcome(document.name, error=error)


async def _written(database: Database, read: Sequence[Outcome]) -> list[Outcome]:
    articles = [outcome.article for outcome in read if outcome.article is not None]
    written = await upsert_articles(database, articles, datetime.now(UTC))
    what = dict.fromkeys(written.created, "created") | dict.fromkeys(written.updated, "updated")
    return [
        outcome
        if outcome.article is None
        else replace(
            outcome,
            what=what.get(outcome.article.id, "unchanged"),
            duplicate_of=written.duplicates.get(outcome.article.id),
        )
        for outcome in read
    ]
