"""Embeddings of the articles that lack one, computed in a process beside this one.

A process of its own, with the lowest priority and one thread, keeps the model's memory and its work away
from whoever reads, writes or answers. Of the programs on one graph (servers, an ingest) one embeds at a time.
"""

import asyncio
import logging
import multiprocessing
import os
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import aclosing, asynccontextmanager, suppress
from types import TracebackType
from typing import Self

from graph.claim import LASTS_SECONDS, Claim
from graph.database import Database
from graph.errors import NoEncoder, Unavailable
from graph.upsert.contexts import Proposed, Wording, surroundings, wording, write_contexts
from graph.upsert.embeddings import (
    Unembedded,
    count_unembedded,
    unembedded,
    unembedded_texts,
    write_embeddings,
)
from graph.upsert.similar import nearest_proposed, write_similar
from ingest.embedding import Encoder, embedding_text
from server.ingestion.ahead import ahead
from server.ingestion.batches import batches
from server.ingestion.processes import attend_parent
from server.task import stopped

ROUND = 2048
"""Articles whose surroundings are looked for once all of them are embedded."""

BATCH = 64
"""Articles that are embedded and written together."""

ASKED = 16
"""Articles whose surroundings are asked for at once: a statement must end in time on a busy machine, too."""

AHEAD = 2
"""Steps that are begun before the one before is written, where nobody else waits for the database."""

POLL_SECONDS = 2.0
"""How often is looked for new articles while there may come more."""

IDLE_SECONDS = 10.0
"""How often a server looks for articles that came in without one."""

LONGEST_PAUSE = 3600.0
"""Seconds until an encoder that cannot be loaded is tried again, at most."""

_LOG = logging.getLogger(__name__)

Encode = Callable[[Sequence[str]], Awaitable[list[list[float]]]]
Told = Callable[[int, int], None]
"""Is told how many embeddings are there, and how many there will be."""

Stepped = Callable[[float], None]
"""Is told what part of a round is done, 0 to 1."""


class EncoderProcess:
    """Encodes texts in a process of its own, which starts with the first text."""

    def __init__(self, *, threads: int = 1) -> None:
        """Prepare; the process may use that many threads."""
        self._threads = threads
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def encode(self, texts: Sequence[str]) -> list[list[float]]:
        """The vectors of texts. Raises NoEncoder where there is none, or its process was ended."""
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                1,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_prepare_process,
                initargs=(self._threads,),
            )
        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, _encode_here, texts)
        except BrokenProcessPool as error:
            self.close()
            raise NoEncoder(
                "the process that computes embeddings was ended; is there memory left?"
            ) from error

    def close(self) -> None:
        """End the process and give its memory back; the next text starts another."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


async def embed_missing(
    database: Database, encode: Encode, told: Told | None = None, steps_ahead: int = 0
) -> int:
    """Give each article that lacks one its embedding; return how many that were.

    With `steps_ahead` the database looks for the surroundings of several articles at once. What another
    program embeds meanwhile is waited for, and not counted.
    It may be stopped at any time: whoever does it next goes on. Raises Unavailable when the database cannot
    be reached.
    """
    done = 0
    total = await count_unembedded(database)
    while ids := await unembedded(database, ROUND):

        def stepped(part: float, before: int = done, size: int = len(ids)) -> None:
            if told:
                told(before + int(part * size), total)

        async with _claimed(database) as is_ours:
            if is_ours:
                done += await _embed(database, encode, ids, stepped, steps_ahead)
                continue
        if told:
            told(total - await count_unembedded(database), total)
        await asyncio.sleep(POLL_SECONDS)
    if told and done:
        told(done, done)
    return done


@asynccontextmanager
async def embedding_beside(database: Database, told: Told) -> AsyncGenerator[None]:
    """Embed articles as they come into the graph while the block runs, and the rest at its end.

    Raises Unavailable at the end when the database could not be reached.
    """
    with EncoderProcess() as encoder:
        closing = asyncio.Event()
        task = asyncio.create_task(_keep_embedding(database, encoder.encode, closing, told))
        try:
            yield
            closing.set()
            await task
            await embed_missing(database, encoder.encode, told, AHEAD)
        finally:
            await stopped(task)


async def embed_forever(database: Database) -> None:
    """Embed articles as they come into the graph; what is away is tried again later, ever more seldom."""
    pause = IDLE_SECONDS
    while True:
        try:
            with EncoderProcess() as encoder:
                await embed_missing(database, encoder.encode)
            pause = IDLE_SECONDS
        except NoEncoder as error:
            pause = min(2 * pause, LONGEST_PAUSE)
            _LOG.warning("%s; articles are kept without embeddings", error)
        except Unavailable:
            pause = IDLE_SECONDS
        await asyncio.sleep(pause)


async def _keep_embedding(database: Database, encode: Encode, closing: asyncio.Event, told: Told) -> None:
    """Embed what comes until `closing`; then finish the round, and tell how far it is."""
    while not closing.is_set():
        if ids := await unembedded(database, ROUND):

            def stepped(part: float, size: int = len(ids)) -> None:
                if closing.is_set():
                    told(int(part * size), size)

            async with _claimed(database) as is_ours:
                if is_ours:
                    await _embed(database, encode, ids, stepped, 0)
                    continue
        with suppress(TimeoutError):
            await asyncio.wait_for(closing.wait(), POLL_SECONDS)


@asynccontextmanager
async def _claimed(database: Database) -> AsyncGenerator[bool]:
    """Whether this program embeds a round now; while the block runs no other one does."""
    claim = Claim(database, "embedding")
    if not await claim.take():
        yield False
        return
    holding = asyncio.create_task(_hold(claim))
    try:
        yield True
    finally:
        await stopped(holding)
        with suppress(Unavailable):
            await claim.release()


async def _hold(claim: Claim) -> None:
    while True:
        await asyncio.sleep(LASTS_SECONDS / 3)
        with suppress(Unavailable):
            await claim.take()


async def _embed(
    database: Database, encode: Encode, ids: Sequence[str], stepped: Stepped, steps_ahead: int
) -> int:
    """Embed a round of articles, first all vectors, then all contexts, then what is nearest; say how many."""

    async def embedded(some: Sequence[str]) -> tuple[list[Unembedded], list[list[float]]]:
        articles = await unembedded_texts(database, some)
        texts = [embedding_text(article.title, article.body) for article in articles]
        return articles, await encode(texts)

    wordings: list[Wording] = []
    async with aclosing(ahead(batches(ids, BATCH), embedded, steps_ahead)) as vectors:
        async for articles, found in vectors:
            stepped(len(wordings) / len(ids) / 3)
            await write_embeddings(database, articles, found)
            wordings += map(wording, articles)
    proposed: list[Proposed] = []
    around = ahead(batches(wordings, ASKED), lambda some: surroundings(database, some), steps_ahead)
    async with aclosing(around):
        async for some in around:
            stepped((1 + len(proposed) / len(ids)) / 3)
            await write_contexts(database, some)
            proposed += (one.proposed for one in some)
    done = 0
    nearest = ahead(batches(proposed, ASKED), lambda some: nearest_proposed(database, some), steps_ahead)
    async with aclosing(nearest):
        async for near in nearest:
            stepped((2 + done / len(ids)) / 3)
            await write_similar(database, near)
            done += len(near)
    return len(proposed)


class _Process:
    """What the process keeps from one call to the next."""

    encoder: Encoder | None = None


def _prepare_process(threads: int) -> None:
    attend_parent()
    os.nice(10)
    _Process.encoder = Encoder(threads)


def _encode_here(texts: Sequence[str]) -> list[list[float]]:
    assert _Process.encoder is not None  # noqa: S101 - set before the first call
    return _Process.encoder.encode(texts)
