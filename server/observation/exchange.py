"""One request, from its first byte to its last, and what was done for it.

It is found by `current()` in whatever runs for the request, tasks that it begins among them.
"""

import re
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import LiteralString
from uuid import uuid4

_WELL_FORMED = re.compile(r"[A-Za-z0-9._:/+=-]{8,128}")


@dataclass(slots=True)
class Exchange:
    """A request, or one operation of a connection; times are in seconds.

    `database_seconds` adds up what every statement took, also of those side by side. `slowest` is the Cypher
    of the reading statement that took longest.
    """

    request_id: str
    database_seconds: float = 0.0
    slowest: LiteralString = ""
    slowest_seconds: float = field(default=0.0, repr=False)

    def took(self, text: LiteralString, seconds: float) -> None:
        """Count a statement's time, or a write transaction's with an empty text."""
        self.database_seconds += seconds
        if text and seconds > self.slowest_seconds:
            self.slowest, self.slowest_seconds = text, seconds


_exchange: ContextVar[Exchange | None] = ContextVar("exchange", default=None)


def current() -> Exchange | None:
    """What this code runs for; None outside of any request."""
    return _exchange.get()


@contextmanager
def exchanging(exchange: Exchange) -> Generator[Exchange]:
    """Make this what code in the block runs for."""
    token = _exchange.set(exchange)
    try:
        yield exchange
    finally:
        _exchange.reset(token)


def request_id(given: str | None) -> str:
    """The id that a client or a proxy gave, where it is well formed (8 to 128 letters, digits, ._:/+=-).

    Else a new one of 128 random bits.
    """
    return given if given and _WELL_FORMED.fullmatch(given) else uuid4().hex
