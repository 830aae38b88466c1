"""Holds a graph against all invariants, and mends it."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any, LiteralString

from graph.check.articles import ARTICLES
from graph.check.entities import ENTITIES
from graph.check.groups import GROUPS
from graph.check.invariant import Invariant
from graph.database import Database
from graph.upsert.stories import tell_stories

INVARIANTS: tuple[Invariant, ...] = (*ARTICLES, *ENTITIES, *GROUPS)
"""All of them, in the order in which they are mended: what follows from others comes after them."""

_LONGEST_READ = 86400.0


@dataclass(frozen=True, slots=True)
class Finding:
    """How often an invariant is broken, and the ids of some of what breaks it."""

    invariant: Invariant
    count: int
    examples: tuple[str, ...]


async def check_graph(database: Database) -> AsyncGenerator[Finding]:
    """Each invariant with how often it is broken, 0 times in a healthy graph.

    Nothing is changed. Others may read meanwhile; what they write may be counted half-written. Raises
    Unavailable when the database cannot be reached.
    """
    for invariant in INVARIANTS:
        yield await _found(database, invariant)


async def repair_graph(database: Database) -> AsyncGenerator[Finding]:
    """Mend what breaks each invariant, in batches; gives what was found before.

    It may be stopped and run again. Nothing else should write meanwhile. Raises Unavailable when the database
    cannot be reached.
    """
    for invariant in INVARIANTS:
        finding = await _found(database, invariant)
        if finding.count:
            await _mend(database, invariant)
        yield finding
    await tell_stories(database)


async def _found(database: Database, invariant: Invariant) -> Finding:
    counted = await _rows(database, invariant.find + " RETURN count(_id)")
    count = int(counted[0])
    some: LiteralString = " RETURN _id ORDER BY _id LIMIT 5"
    examples = await _rows(database, invariant.find + some) if count else []
    return Finding(invariant, count, tuple(str(id_) for id_ in examples))


async def _rows(database: Database, statement: LiteralString) -> list[Any]:
    return [row[0] async for row in database.stream(statement, {}, _LONGEST_READ)]


async def _mend(database: Database, invariant: Invariant) -> None:
    if callable(invariant.repair):
        await invariant.repair(database)
        return
    await database.run_alone(
        invariant.find
        + " CALL ("
        + invariant.of
        + ") { "
        + invariant.repair
        + " } IN TRANSACTIONS OF 500 ROWS"
    )
