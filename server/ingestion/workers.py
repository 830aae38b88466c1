"""Processes that read documents, side by side with the one that writes."""

import asyncio
import gc
import multiprocessing
import signal
import traceback
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Self

import ingest
from graph.errors import BadPage
from graph.model import Article, Entity
from ingest.article import Reader
from ingest.document import Document
from ingest.linking.lexicon import load_lexicon, with_entities
from server.ingestion.processes import attend_parent

ReadDocument = Article | BadPage
"""A document read: its article, or why it has none."""


LONGEST_READ = 60
"""Seconds that one document may take to read in a process of its own; most take milliseconds."""


RING_AGAIN = 1.0
"""Seconds after which a document that still reads is told again to give up."""

_READING = Path(ingest.__file__).parent


def read_all(reader: Reader, documents: Sequence[Document]) -> list[ReadDocument]:
    """Read documents in order."""
    return [_read_one(reader, document) for document in documents]


def read_within_bounds(reader: Reader, documents: Sequence[Document]) -> list[ReadDocument]:
    """Read documents in order, in the main thread; tell one that takes longer than `LONGEST_READ` as bad."""
    return [_read_bounded(reader, document) for document in documents]


class Workers:
    """Reads documents in processes of its own, each with a lexicon of its own.

    A process that dies (killed, out of memory) takes nobody along: its documents are read again one by
    one, and the one that it dies of is told as an error.
    """

    def __init__(self, count: int, grown: Sequence[Entity] = ()) -> None:
        """Prepare `count` processes; they start with the first documents.

        `grown` are entities that they link beside those of the lexicon.
        """
        self._count = count
        self._grown = tuple(grown)
        self._executor = _executor(count, self._grown)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._executor.shutdown(cancel_futures=True)

    async def read(self, documents: Sequence[Document]) -> list[ReadDocument]:
        """Read documents in one of the processes, in order."""
        executor = self._executor
        try:
            return await _read_in(executor, documents)
        except BrokenProcessPool:
            # Whoever notices first replaces the processes for all.
            if self._executor is executor:
                self._executor = _executor(self._count, self._grown)
            return await _read_apart(documents, self._grown)


async def _read_apart(documents: Sequence[Document], grown: tuple[Entity, ...]) -> list[ReadDocument]:
    """Read documents one by one, each time in a process that may die of it."""
    found: list[ReadDocument] = []
    executor = _executor(1, grown)
    for document in documents:
        try:
            found += await _read_in(executor, [document])
        except BrokenProcessPool:
            executor = _executor(1, grown)
            found.append(
                BadPage(f"{document.name} ended the process that read it; look at it and leave it out")
            )
    executor.shutdown()
    return found


async def _read_in(executor: ProcessPoolExecutor, documents: Sequence[Document]) -> list[ReadDocument]:
    return await asyncio.get_running_loop().run_in_executor(executor, _read_here, documents)


def _executor(count: int, grown: tuple[Entity, ...]) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        count,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_prepare_process,
        initargs=(grown,),
    )


class _Process:
    """What one process keeps from one call to the next."""

    reader: Reader | None = None


def _prepare_process(grown: tuple[Entity, ...]) -> None:
    """Make this process one that reads."""
    attend_parent()
    _Process.reader = Reader(with_entities(load_lexicon(), grown))
    # What is loaded stays to the end: looking through it for garbage again and again would be in vain.
    gc.collect()
    gc.freeze()


def _read_here(documents: Sequence[Document]) -> list[ReadDocument]:
    reader = _Process.reader
    assert reader is not None  # noqa: S101 - set before the first call
    return read_within_bounds(reader, documents)


class _TooLong(Exception):
    """A document is read for longer than `LONGEST_READ`."""


def _give_up(_number: int, _frame: object) -> None:
    raise _TooLong


def _read_bounded(reader: Reader, document: Document) -> ReadDocument:
    """Read one document, or give it up where the system can ring a clock."""
    if not hasattr(signal, "setitimer"):
        return _read_one(reader, document)
    signal.signal(signal.SIGALRM, _give_up)
    try:
        # It rings again: a library that catches whatever is raised does not keep it.
        signal.setitimer(signal.ITIMER_REAL, LONGEST_READ, RING_AGAIN)
        return _read_one(reader, document)
    except _TooLong:
        return BadPage(f"{document.name} takes longer than {LONGEST_READ} seconds to read; leave it out")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _read_one(reader: Reader, document: Document) -> ReadDocument:
    """Read one document; a fault of the program is told with its place, and the run goes on without it."""
    try:
        return reader.read(document)
    except BadPage as error:
        return error
    except _TooLong:
        raise
    except Exception as error:  # noqa: BLE001 - a fault in one document ends no run of many
        fault = _told(error)
        return BadPage(f"{document.name} met a fault of the program ({fault}); report it, and leave it out")


def _told(error: Exception) -> str:
    """What an error says, and the file and line of the project's own code that it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _READING in Path(frame.filename).parents]
    place = (own or frames)[-1]
    return f"{type(error).__name__}: {error}, {Path(place.filename).name}:{place.lineno}"
