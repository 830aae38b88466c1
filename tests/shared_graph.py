"""The one database of a test run and what it holds now."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Literal, LiteralString, cast

from graph.address import Address
from graph.constraints import ensure_layout
from graph.database import Database, Row, Transaction
from ingest.embedding import Encoder
from server.ingestion.embedding import embed_missing
from server.seeding import prepare_graph

Content = Literal["", "nothing", "demo"]

BATCH = 5000
"""Nodes or relationships of a copy that are written at once."""

NODES: LiteralString = "MATCH (n) RETURN collect([elementId(n), labels(n), properties(n)])"
LINKS: LiteralString = """
MATCH (a)-[r]->(b) RETURN collect([elementId(r), type(r), properties(r), elementId(a), elementId(b)])
"""

DELETE_SOME: LiteralString = "MATCH (n) WITH n LIMIT $most DETACH DELETE n RETURN count(*)"

ENCODER = Encoder()
"""The model, loaded once for the run."""


async def encoded(texts: Sequence[str]) -> list[list[float]]:
    """The vectors of texts."""
    return ENCODER.encode(texts)


async def empty(database: Database) -> None:
    """Delete all nodes, a batch at once: the engine's heap holds no whole graph's transaction."""
    deleted = True
    while deleted:
        [[[deleted]]] = await database.write([(DELETE_SOME, {"most": BATCH})])


class SharedGraph:
    """The one database of the run and what it holds now; a module says what it needs."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._content: Content = ""
        self._demo: Copy | None = None
        self._begun: Future[Copy] | None = None

    def begin(self) -> None:
        """Begin to fill the database with the demo graph, in another process; `hold` waits for it."""
        worker = ProcessPoolExecutor(1, get_context("spawn"))
        self._begun = worker.submit(_filled_with_demo, self.address)
        worker.shutdown(wait=False)

    def hold(self, content: Content) -> Address:
        """Fill the database with `content`, unless it holds that already and nobody may have changed it."""
        if content == "demo" and self._demo is None and self._begun is None:
            self.begin()
        self.wait()
        if content != self._content or content == "nothing":
            asyncio.run(self._fill(content))
            self._content = content
        return self.address

    def wait(self) -> None:
        """Wait until what was begun is there: a server that starts would fill an empty graph itself."""
        if self._begun is not None:
            self._demo, self._content, self._begun = self._begun.result(), "demo", None

    def spoil(self) -> None:
        """Say that the content was changed, so that the next module gets it anew."""
        self._content = ""

    async def _fill(self, content: Content) -> None:
        async with Database(self.address) as database:
            if content == "demo" and self._demo is not None:
                await self._demo.restore(database)
                return
            await empty(database)
            await ensure_layout(database, None)


def _filled_with_demo(address: Address) -> "Copy":
    """Empty a database and fill it with the lexicon and the demo articles; return a copy of it all."""

    async def fill() -> Copy:
        async with Database(address) as database:
            await empty(database)
            await prepare_graph(database, demo=True)
            await embed_missing(database, encoded)
            return Copy(await _rows(database, NODES), await _rows(database, LINKS))

    return asyncio.run(fill())


class Copy:
    """A copy of all that a database holds, by which what was changed since is undone."""

    def __init__(self, nodes: list[Row], links: list[Row]) -> None:
        self._nodes = nodes
        self._links = links

    async def restore(self, database: Database) -> None:
        """Make a database hold this again: what is as it was is left alone."""
        nodes = _Difference(self._nodes, await _rows(database, NODES))
        links = _Difference(self._links, await _rows(database, LINKS))
        await _write(
            database,
            "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row[0] DELETE r",
            links.extra,
        )
        await _write(
            database,
            "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row[0] DETACH DELETE n",
            nodes.extra,
        )
        new: dict[object, object] = {}
        for labels, rows in _grouped(nodes.missing, lambda row: ":".join(row[1])).items():
            create = f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row[2] "
            new.update(await _write(database, create + "RETURN row[0], elementId(n)", rows))
        self._nodes = [(new.get(row[0], row[0]), *row[1:]) for row in self._nodes]
        # What was tied to a node that is made anew went with the old one.
        cut = {row[0] for row in self._links if row[3] in new or row[4] in new}
        cut.update(row[0] for row in links.missing)
        self._links = [(*row[:3], *(new.get(end, end) for end in row[3:])) for row in self._links]
        await self._tie(database, [row for row in self._links if row[0] in cut])

    async def _tie(self, database: Database, wanted: Sequence[Row]) -> None:
        new: dict[object, object] = {}
        for type_, rows in _grouped(wanted, lambda row: row[1]).items():
            link = (
                "UNWIND $rows AS row "
                "MATCH (a) WHERE elementId(a) = row[3] MATCH (b) WHERE elementId(b) = row[4] "
                f"CREATE (a)-[r:{type_}]->(b) SET r = row[2] RETURN row[0], elementId(r)"
            )
            new.update(await _write(database, link, rows))
        self._links = [(new.get(row[0], row[0]), *row[1:]) for row in self._links]


class _Difference:
    """What parts two states of a database, which rows tell whose first column is an id.

    A node or relationship that was changed counts as `extra` and `missing`.
    """

    def __init__(self, before: Iterable[Row], now: Iterable[Row]) -> None:
        was = {row[0]: row for row in before}
        kept: set[object] = set()
        self.extra: list[Row] = []
        for row in now:
            if was.get(row[0]) == row:
                kept.add(row[0])
            else:
                self.extra.append((row[0],))
        self.missing = [row for id_, row in was.items() if id_ not in kept]


async def _rows(database: Database, statement: LiteralString) -> list[Row]:
    """The rows of a statement that returns them as one list, which is read eight times as fast."""
    [[rows]] = await database.read(statement, {})
    return [tuple(row) for row in rows]


def _grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    by_key: dict[str, list[Row]] = {}
    for row in rows:
        by_key.setdefault(key(row), []).append(row)
    return by_key


async def _write(database: Database, statement: str, rows: Sequence[Row]) -> list[Row]:
    """Run a statement on rows, some at a time; return what it returns."""

    async def write(of: Transaction, some: Sequence[Row]) -> list[Row]:
        # Labels and types come from the database itself.
        return await of.run(cast(LiteralString, statement), {"rows": [list(row) for row in some]})

    written: list[Row] = []
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        written += await database.transact(lambda of, some=some: write(of, some))
    return written
