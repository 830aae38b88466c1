"""The one database of a test run and what it holds now."""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Literal, LiteralString, Self, cast

from graph.address import Address
from graph.constraints import ensure_layout
from graph.database import Database, Row, Transaction
from ingest.embedding import Encoder
from server.ingestion.embedding import embed_missing
from server.seeding import prepare_graph

Content = Literal["", "nothing", "demo"]

BATCH = 5000
"""Nodes or relationships of a copy that are written at once."""

ENCODER = Encoder()
"""The model, loaded once for the run."""


async def encoded(texts: Sequence[str]) -> list[list[float]]:
    """The vectors of texts."""
    return ENCODER.encode(texts)


class SharedGraph:
    """The one database of the run and what it holds now; a module says what it needs."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._content: Content = ""
        self._demo: Copy | None = None

    def hold(self, content: Content) -> Address:
        """Fill the database with `content`, unless it holds that already and nobody may have changed it."""
        if content != self._content or content == "nothing":
            asyncio.run(self._fill(content))
            self._content = content
        return self.address

    def spoil(self) -> None:
        """Say that the content was changed, so that the next module gets it anew."""
        self._content = ""

    async def _fill(self, content: Content) -> None:
        async with Database(self.address) as database:
            await database.write([("MATCH (n) DETACH DELETE n", {})])
            if content == "demo" and self._demo is not None:
                await self._demo.write(database)
                return
            await ensure_layout(database, None)
            if content == "demo":
                await prepare_graph(database, demo=True)
                await embed_missing(database, encoded)
                self._demo = await Copy.read(database)


class Copy:
    """A copy of all that a database holds: writing it is three times as fast as making it anew."""

    def __init__(self, nodes: list[Row], relationships: list[Row]) -> None:
        self._nodes = nodes
        self._relationships = relationships

    @classmethod
    async def read(cls, database: Database) -> Self:
        """Copy every node and relationship."""
        return cls(
            await database.read("MATCH (n) RETURN elementId(n), labels(n), properties(n)", {}),
            await database.read(
                "MATCH (a)-[r]->(b) RETURN elementId(a), [type(r)], properties(r), elementId(b)", {}
            ),
        )

    async def write(self, database: Database) -> None:
        """Write it all into a database without a node."""
        ids: dict[str, str] = {}
        for labels, nodes in groupby(sorted(self._nodes, key=_kind), _kind):
            node = "UNWIND $rows AS row CREATE (n:" + ":".join(labels) + ") SET n = row[2] "
            for rows in _batches(nodes):
                ids.update(await _written(database, node + "RETURN row[0], elementId(n)", rows))
        for (type_,), links in groupby(sorted(self._relationships, key=_kind), _kind):
            link = (
                "UNWIND $rows AS row "
                "MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[3] "
                "CREATE (a)-[r:" + type_ + "]->(b) SET r = row[2]"
            )
            for rows in _batches(links):
                await _written(database, link, [(ids[one], *rest, ids[other]) for one, *rest, other in rows])


def _kind(row: Row) -> tuple[str, ...]:
    """The labels of a node, or the type of a relationship."""
    return tuple(row[1])


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


async def _written(database: Database, statement: str, rows: Sequence[Sequence[object]]) -> list[Row]:
    async def write(of: Transaction) -> list[Row]:
        # Labels and types come from the database itself.
        return await of.run(cast(LiteralString, statement), {"rows": [list(row) for row in rows]})

    return await database.transact(write)
