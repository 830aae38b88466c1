"""Documents into the graph, batch by batch, with an outcome for each.

While one batch is written the next ones are read, and stories are told of those before. What the graph holds
already, by the digest of the document and of the program that reads it, is not read again: that is how a run
goes on after a stop.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import chain, islice

from graph.database import Database
from graph.errors import BadPage
from graph.model import Article
from graph.review import grown_entities
from graph.state import known_documents
from graph.upsert import upsert_articles
from ingest.article import Reader
from ingest.document import Document, Failure
from ingest.linking.lexicon import Lexicon, with_entities
from server.ingestion.batches import batches
from server.ingestion.outcome import SKIPPED, Outcome
from server.ingestion.telling import telling_beside
from server.ingestion.workers import ReadDocument, Workers, read_all

BATCH = 250
"""Documents that are read before their articles are written together."""

AHEAD = 2
"""Batches that wait to be written, beside one for each process that reads."""

_Read = Callable[[Sequence[Document]], Awaitable[list[ReadDocument]]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run reads: with how many processes, by which version of the reader (`ingest.version`).

    `again`: documents that are in the graph already are read all the same.
    """

    workers: int
    version: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Batch:
    """Documents that are being read: `digests` of all that are none of `known`."""

    documents: Sequence[Document | Failure]
    digests: Sequence[str]
    known: frozenset[str]
    reading: "asyncio.Task[list[ReadDocument]]"


async def ingest_documents(
    database: Database, lexicon: Lexicon, documents: Iterable[Document | Failure], plan: Plan
) -> AsyncIterator[Outcome]:
    """Read each document and write its article; a bad one does not stop the others.

    Outcomes come in the order of the documents, once their batch is in the graph. One batch alone is read
    here, without a process of its own. Raises Unavailable when the database cannot be reached; whole
    batches before that are in.
    """
    # What editors made of unknown names is linked too; a change of it alone reads nothing again.
    grown = await grown_entities(database)
    unread = batches(documents, BATCH)
    first = list(islice(unread, 2))
    unread = chain(first, unread)
    if len(first) < 2 or not plan.workers:
        reader = Reader(with_entities(lexicon, grown))

        async def read_here(wanted: Sequence[Document]) -> list[ReadDocument]:
            return read_all(reader, wanted)

        async for outcome in _run(database, unread, read_here, plan):
            yield outcome
        return
    with Workers(plan.workers, grown) as workers:
        async for outcome in _run(database, unread, workers.read, plan):
            yield outcome


async def _run(
    database: Database, unread: Iterator[list[Document | Failure]], read: _Read, plan: Plan
) -> AsyncIterator[Outcome]:
    waiting: deque[_Batch] = deque()
    try:
        async with telling_beside(database) as tell:
            while True:
                while len(waiting) < plan.workers + AHEAD and (documents := next(unread, None)):
                    waiting.append(await _start(database, documents, read, plan))
                if not waiting:
                    return
                outcomes = await _written(database, waiting.popleft())
                tell()
                for outcome in outcomes:
                    yield outcome
    finally:
        for batch in waiting:
            batch.reading.cancel()


async def _start(
    database: Database, documents: Sequence[Document | Failure], read: _Read, plan: Plan
) -> _Batch:
    """Begin to read those documents of a batch that the graph does not hold."""
    digests = [
        "" if isinstance(document, Failure) else _digest(document, plan.version) for document in documents
    ]
    known = frozenset[str]() if plan.again else await known_documents(database, sorted(filter(None, digests)))
    wanted = [
        document
        for document, digest in zip(documents, digests, strict=True)
        if isinstance(document, Document) and digest not in known
    ]
    return _Batch(documents, digests, known, asyncio.ensure_future(read(wanted)))


async def _written(database: Database, batch: _Batch) -> list[Outcome]:
    read = iter(await batch.reading)
    outcomes: list[Outcome] = []
    articles: list[Article] = []
    origins: dict[str, str] = {}
    for document, digest in zip(batch.documents, batch.digests, strict=True):
        if isinstance(document, Failure):
            outcomes.append(Outcome(document.name, error=document.error, size=document.size))
        elif digest in batch.known:
            outcomes.append(Outcome(document.name, what=SKIPPED, size=document.size))
        elif isinstance(found := next(read), BadPage):
            outcomes.append(Outcome(document.name, error=found, size=document.size))
        else:
            outcomes.append(Outcome(document.name, found, size=document.size))
            articles.append(found)
            origins[found.id] = digest
    written = await upsert_articles(database, articles, datetime.now(UTC), origins, tell=False)
    what = dict.fromkeys(written.created, "created") | dict.fromkeys(written.updated, "updated")
    return [
        outcome
        if outcome.article is None
        else replace(
            outcome,
            what=what.get(outcome.article.id, "unchanged"),
            duplicate_of=written.duplicates.get(outcome.article.id),
        )
        for outcome in outcomes
    ]


def _digest(document: Document, version: str) -> str:
    """What a document is known by in the graph: 32 hexadecimal digits."""
    text = f"{version}\x1f{document.kind}\x1f{document.text}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
