"""Constraints and indexes on a real engine, which several programs may make at once."""

import asyncio

from graph.address import Address
from graph.constraints import ensure_layout
from graph.database import Database

PROGRAMS = 3


async def schema(database: Database) -> list[tuple[str, ...]]:
    """Names and kinds of what is laid out."""
    constraints = await database.read("SHOW CONSTRAINTS YIELD name, type RETURN name, type ORDER BY name", {})
    indexes = await database.read(
        "SHOW INDEXES YIELD name, type, state WHERE type <> 'LOOKUP' RETURN name, type, state ORDER BY name",
        {},
    )
    return [*constraints, *indexes]


async def drop_all(database: Database) -> None:
    """Take away every constraint and index of the layout."""
    for (name,) in await database.read("SHOW CONSTRAINTS YIELD name", {}):
        await database.write([("DROP CONSTRAINT $name", {"name": name})])
    for name, _ in await database.read("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'", {}):
        await database.write([("DROP INDEX $name", {"name": name})])


async def start(address: Address) -> None:
    """What a program does on a graph that has no layout."""
    async with Database(address) as database:
        await ensure_layout(database, None)


async def test_programs_that_start_at_once_lay_the_graph_out_once(empty_database: Address) -> None:
    async with Database(empty_database) as database:
        before = await schema(database)
        await drop_all(database)
        assert await schema(database) == []
        await asyncio.gather(*(start(empty_database) for _ in range(PROGRAMS)))
        assert await schema(database) == before
        assert await database.read("MATCH (l:Layout) RETURN count(l)", {}) == [(1,)]
