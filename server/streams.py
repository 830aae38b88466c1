"""Answers that go on: how many may be open at once, and how they end."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Generator
from contextlib import contextmanager
from typing import TypeVar

from graph.errors import Unavailable
from server.task import stopped

_Item = TypeVar("_Item")


class Streams:
    """The open connections and subscriptions of one server."""

    def __init__(self, most: int, send_seconds: float, per_address: int) -> None:
        """Allow `most` connections, `per_address` of them from one, and as many subscriptions.

        One message may take `send_seconds`.
        """
        self._per_address = per_address
        self._of_address: Counter[str] = Counter()
        self.send_seconds = send_seconds
        self._most = most
        self._open = {"connections": 0, "subscriptions": 0}
        self._closing = asyncio.Event()

    @contextmanager
    def connection(self, address: str) -> Generator[None]:
        """Count one connection as long as the block lasts. Raises Unavailable when there are too many."""
        if self._of_address[address] >= self._per_address:
            raise Unavailable("this address has as many open connections as it may; close one first")
        with self._one("connections"):
            self._of_address[address] += 1
            try:
                yield
            finally:
                self._of_address[address] -= 1
                if not self._of_address[address]:
                    del self._of_address[address]

    @contextmanager
    def subscription(self) -> Generator[None]:
        """Count one subscription as long as the block lasts. Raises Unavailable when there are too many."""
        with self._one("subscriptions"):
            yield

    @property
    def open(self) -> dict[str, int]:
        """How many connections and subscriptions are open."""
        return dict(self._open)

    @property
    def is_closing(self) -> bool:
        """Whether the server stops."""
        return self._closing.is_set()

    def close(self) -> None:
        """End all streams: the server stops."""
        self._closing.set()

    async def until_closed(
        self, items: AsyncGenerator[_Item], beat_seconds: float
    ) -> AsyncGenerator[_Item | None]:
        """Items as they come, None after each `beat_seconds` without one, no more once the server stops."""
        closing = asyncio.ensure_future(self._closing.wait())
        coming: asyncio.Future[_Item] | None = None
        try:
            while True:
                coming = coming or asyncio.ensure_future(anext(items))
                await asyncio.wait(
                    (coming, closing), timeout=beat_seconds, return_when=asyncio.FIRST_COMPLETED
                )
                if closing.done():
                    return
                if not coming.done():
                    yield None
                    continue
                try:
                    item = coming.result()
                except StopAsyncIteration:
                    return
                coming = None
                yield item
        finally:
            await stopped(closing)
            if coming is not None:
                await stopped(coming)
            await items.aclose()

    @contextmanager
    def _one(self, what: str) -> Generator[None]:
        if self._closing.is_set() or self._open[what] >= self._most:
            raise Unavailable(f"this server has as many open {what} as it may; try again later")
        self._open[what] += 1
        try:
            yield
        finally:
            self._open[what] -= 1
