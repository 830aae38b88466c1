"""An invariant: what to look for, and what mends it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import LiteralString

from graph.database import Database


@dataclass(frozen=True, slots=True)
class Invariant:
    """Something that must not be found in a graph.

    `find` are clauses that bind what breaks it, a row each, and `_id`, the text that tells which. `repair`
    are clauses that mend the row where the variables `of` (parted by commas) are bound, or a function that
    mends all; mending what is mended changes nothing.
    """

    name: str
    meaning: str
    find: LiteralString
    of: LiteralString
    repair: LiteralString | Callable[[Database], Awaitable[None]]
