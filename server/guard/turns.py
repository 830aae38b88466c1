"""How much is worked at, and how much waits; beyond that it is better to say no at once."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from graph.errors import Overloaded


class Turns:
    """Turns at work, given in the order of asking."""

    def __init__(self, at_work: int, waiting: int, wait_seconds: float) -> None:
        """Let `at_work` work and `waiting` wait, each for `wait_seconds` at most."""
        self._free = asyncio.Semaphore(at_work)
        self._most_waiting = waiting
        self._wait_seconds = wait_seconds
        self._waiting = 0

    def check(self) -> None:
        """Raise Overloaded where a turn would not even be waited for."""
        if self._free.locked() and self._waiting >= self._most_waiting:
            raise Overloaded

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None]:
        """Have a turn as long as the block lasts. Raises Overloaded when it does not come in time."""
        self.check()
        self._waiting += 1
        try:
            async with asyncio.timeout(self._wait_seconds):
                await self._free.acquire()
        except TimeoutError as error:
            raise Overloaded from error
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()
