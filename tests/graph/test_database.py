"""The connection to a real Neo4j: errors in our words, time-outs, sessions used again."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import pytest

from graph.address import Address
from graph.database import Database, Limits, Row
from graph.errors import BadSetting, ContentGraphError, QueryTimeout, QueryTooLarge, Unavailable

MUCH = "UNWIND range(1, 20000000) AS n WITH collect([n, n, n]) AS many RETURN size(many)"
FOREVER = "UNWIND range(1, 100000000) AS a UNWIND range(1, 100000000) AS b RETURN count(*)"


async def test_a_statement_that_takes_too_long_is_stopped(address: Address) -> None:
    async with Database(address, Limits(read_seconds=0.5)) as database:
        with pytest.raises(QueryTimeout, match="ask for less"):
            await database.read(FOREVER, {})
        assert await database.read("RETURN 1", {}) == [(1,)]


async def test_a_statement_that_needs_too_much_memory_is_stopped(address: Address) -> None:
    async with Database(address, Limits(read_seconds=60)) as database:
        with pytest.raises(QueryTooLarge, match="ask for less"):
            await database.read(MUCH, {})
        assert await database.read("RETURN 1", {}) == [(1,)]


async def test_a_cancelled_read_leaves_the_next_one_well(address: Address) -> None:
    async with Database(address) as database:
        task = asyncio.create_task(database.read(FOREVER, {}))
        done, _ = await asyncio.wait([task], timeout=0.3)
        assert not done
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await database.read("RETURN $x", {"x": 2}) == [(2,)]


async def test_reads_side_by_side_do_not_mix(address: Address) -> None:
    async with Database(address) as database:
        answers = await asyncio.gather(*(database.read("RETURN $n", {"n": n}) for n in range(200)))
    assert answers == [[(n,)] for n in range(200)]


class Passage:
    """A way to Neo4j that knows how many connections through it are open."""

    def __init__(self, address: Address) -> None:
        self._host, _, port = address.uri.partition("://")[2].partition(":")
        self._port = int(port)
        self.open = 0
        self.began = asyncio.Event()
        self.ended = asyncio.Event()

    async def pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection both ways until either side ends it."""
        self.open += 1
        self.began.set()
        self.ended.clear()
        there_reader, there_writer = await asyncio.open_connection(self._host, self._port)
        both = [
            asyncio.create_task(_carry(reader, there_writer)),
            asyncio.create_task(_carry(there_reader, writer)),
        ]
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        for each in (writer, there_writer):
            each.close()
        await asyncio.wait(both)
        self.open -= 1
        if not self.open:
            self.ended.set()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)


@asynccontextmanager
async def passage(address: Address) -> AsyncGenerator[tuple[Passage, Address]]:
    """A passage, and the address at its beginning."""
    way = Passage(address)
    server = await asyncio.start_server(way.pass_on, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield way, replace(address, uri=f"bolt://127.0.0.1:{port}")


ASKED: dict[str, Callable[[Database], Awaitable[object]]] = {
    "read": lambda database: database.read("RETURN 1", {}),
    "write": lambda database: database.write([("RETURN 1", {})]),
    "explain": lambda database: database.explain("RETURN 1"),
    "run_alone": lambda database: database.run_alone("RETURN 1"),
}


@pytest.mark.parametrize("kind", ASKED)
async def test_no_connection_outlives_its_database(address: Address, kind: str) -> None:
    async with passage(address) as (way, through):
        database = Database(through)
        asking = asyncio.ensure_future(ASKED[kind](database))
        # While the connection is being made is when the driver would forget it.
        await way.began.wait()
        await database.close()
        await asking
        async with asyncio.timeout(10):
            await way.ended.wait()


async def _streamed(database: Database) -> list[Row]:
    return [row async for row in database.stream("UNWIND range(1, 5000) AS n RETURN n", {}, 10)]


async def test_a_stream_leaves_no_connection_behind(address: Address) -> None:
    async with passage(address) as (way, through):
        database = Database(through)
        asking = asyncio.ensure_future(_streamed(database))
        await way.began.wait()
        await database.close()
        # Rows that were not taken yet may be lost with the connection, which is told.
        with suppress(Unavailable):
            await asking
        async with asyncio.timeout(10):
            await way.ended.wait()


async def test_a_closed_database_says_so(address: Address) -> None:
    database = Database(address)
    await database.close()
    for ask in (*ASKED.values(), _streamed):
        with pytest.raises(Unavailable, match="closed"):
            await ask(database)


async def test_nobody_there_is_unavailable() -> None:
    async with Database(Address("bolt://127.0.0.1:9", "neo4j", "x"), Limits(connect_seconds=1)) as database:
        with pytest.raises(Unavailable, match="try again later"):
            await database.ping()


async def test_a_wrong_password_is_told_without_the_password(address: Address) -> None:
    wrong = Address(address.uri, address.username, "not-the-password", address.database)
    async with Database(wrong) as database:
        with pytest.raises(Unavailable, match="NEO4J_PASSWORD") as told:
            await database.ping()
    assert "not-the-password" not in str(told.value)


async def test_a_refused_statement_shows_no_cypher(address: Address) -> None:
    async with Database(address) as database:
        with pytest.raises(ContentGraphError) as told:
            await database.read("THIS IS NO CYPHER", {})
    assert "CYPHER" not in str(told.value)


@pytest.mark.parametrize("uri", ["http://localhost:7687", "localhost", ""])
def test_what_is_no_address_is_refused(uri: str) -> None:
    with pytest.raises(BadSetting, match="neo4j://host:7687"):
        Database(Address(uri, "neo4j", "x"))


async def test_statements_with_their_own_transactions_outlive_a_deadlock(address: Address) -> None:
    ways = (
        "MATCH (x:Locked) WITH x ORDER BY x.n CALL (x) { SET x.up = true } IN TRANSACTIONS OF 3000 ROWS",
        "MATCH (x:Locked) WITH x ORDER BY -x.n CALL (x) { SET x.down = true } IN TRANSACTIONS OF 3000 ROWS",
    )
    async with Database(address) as database:
        await database.write([("UNWIND range(1, 3000) AS n CREATE (:Locked {n: n})", {})])
        await asyncio.gather(*map(database.run_alone, ways))
        rows = await database.read("MATCH (x:Locked) WHERE x.up AND x.down RETURN count(x)", {})
        await database.write([("MATCH (x:Locked) DELETE x", {})])
    assert rows == [(3000,)]
