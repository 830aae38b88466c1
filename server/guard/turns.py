"""How much is worked at, and how much waits; beyond that it is better to say no at once."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

from graph.errors import Overloaded

CALM_SECONDS: Final = 1.0
"""How long nobody must have been refused before a rush counts as over."""


class Turns:
    """Turns at work, given in the order of asking.

    When more ask than may wait, a rush begins: whoever waits in vain would only make all others late, so
    the line is cut down to the `in_rush` who came last, and until CALM_SECONDS after the last refusal no
    more than `in_rush` work and wait. What is answered in a rush is answered soon.
    """

    def __init__(self, at_work: int, waiting: int, wait_seconds: float, in_rush: int) -> None:
        """Let `at_work` work and `waiting` wait, each for `wait_seconds` at most; fewer in a rush."""
        self._usual = (at_work, waiting)
        self._narrow = (min(at_work, in_rush), min(waiting, in_rush))
        self._wait_seconds = wait_seconds
        self._working = 0
        self._line: deque[asyncio.Future[None]] = deque()
        self._calm_at = 0.0

    def check(self) -> None:
        """Raise Overloaded where a turn would not even be waited for."""
        at_work, waiting = self._limits
        if self._working >= at_work and len(self._line) >= waiting:
            self._rush()
            raise Overloaded

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None]:
        """Have a turn as long as the block lasts. Raises Overloaded when it does not come in time."""
        self.check()
        if self._line or self._working >= self._limits[0]:
            await self._wait()
        else:
            self._working += 1
        try:
            yield
        finally:
            self._working -= 1
            self._call()

    @property
    def _limits(self) -> tuple[int, int]:
        return self._narrow if time.monotonic() < self._calm_at else self._usual

    async def _wait(self) -> None:
        place = asyncio.get_running_loop().create_future()
        self._line.append(place)
        try:
            async with asyncio.timeout(self._wait_seconds):
                await place
        except BaseException as error:
            if place.done() and not place.cancelled() and place.exception() is None:
                # The turn came in the moment in which it was given up: it is the next one's.
                self._working -= 1
                self._call()
            elif place in self._line:
                self._line.remove(place)
            if isinstance(error, TimeoutError):
                raise Overloaded from error
            raise

    def _call(self) -> None:
        """Give free turns to those who have waited longest."""
        while self._line and self._working < self._limits[0]:
            place = self._line.popleft()
            if not place.done():
                self._working += 1
                place.set_result(None)

    def _rush(self) -> None:
        self._calm_at = time.monotonic() + CALM_SECONDS
        while len(self._line) > self._narrow[1]:
            place = self._line.popleft()
            if not place.done():
                place.set_exception(Overloaded())
