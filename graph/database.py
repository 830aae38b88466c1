"""The connection to Neo4j: one async driver, read routing, time-outs, and errors in our words."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import (
    AsyncGenerator,
    Awaitable,
    Callable,
    Collection,
    Generator,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, LiteralString, Self, TypeVar, cast

from neo4j import (
    READ_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncSession,
    Bookmarks,
    Query,
)
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DatabaseUnavailable,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.address import Address
from graph.bookmarks import wanted
from graph.errors import BadSetting, ContentGraphError, QueryTimeout, QueryTooLarge, Unavailable
from graph.watch import Watch, unwatched

_TIMED_OUT = frozenset(
    {
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
        "Neo.TransientError.Transaction.TransactionTimedOut",
    }
)
_TOO_LARGE = frozenset(
    {
        "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
        "Neo.TransientError.General.TransactionMemoryLimit",
    }
)
_EXISTS = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"
_CANNOT_COMMIT = "Neo.DatabaseError.Transaction."
_TRANSIENT = (TransientError, ServiceUnavailable, SessionExpired, DatabaseUnavailable)
_IDLE_SESSIONS = 64
_PAUSE_SECONDS = 0.25
# Most often it is a deadlock of two writers, and the other one goes on at once; later ones double it.
_RETRY_SECONDS = 0.1
_log = logging.getLogger("content_graph.database")
_SCHEMES = frozenset({"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"})

Row = tuple[Any, ...]
"""One row of an answer: its values by position."""


Statement = tuple[LiteralString, Mapping[str, object]]
"""Cypher and its parameters."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on the use of the database: seconds for one read, for a connection; connections.

    `patience_seconds`: how long a database that went away is waited for, at least one more try.
    """

    read_seconds: float = 10.0
    connect_seconds: float = 5.0
    connections: int = 64
    patience_seconds: float = 0.0


class Transaction:
    """A write transaction of `Database.transact`."""

    def __init__(self, transaction: AsyncManagedTransaction, watch: Watch = unwatched) -> None:
        self._transaction = transaction
        self._watch = watch

    async def run(self, statement: LiteralString, parameters: Mapping[str, object]) -> list[Row]:
        """Run one statement and return its rows."""
        with self._watch("statement", statement):
            result = await self._transaction.run(statement, dict(parameters))
            return [tuple(record) async for record in result]


class Database:
    """One Neo4j database: reads by the cheap auto-commit path, writes in retried transactions."""

    def __init__(self, address: Address, limits: Limits | None = None, watch: Watch = unwatched) -> None:
        """Prepare a driver; nothing is sent yet. `watch` is told every statement. Raises BadSetting for a URI
        it cannot use.
        """
        self.address = address
        self._watch = watch
        self.limits = limits or Limits()
        self._idle: deque[AsyncSession] = deque()
        self._is_closed = False
        self._working = 0
        self._rest = asyncio.Event()
        self._rest.set()
        # On a cluster, what this process reads next waits until its own writes have arrived where it reads.
        self._bookmarks = AsyncGraphDatabase.bookmark_manager()
        if address.uri.partition("://")[0] not in _SCHEMES:
            raise _no_address(address.uri)
        try:
            self._driver: AsyncDriver = AsyncGraphDatabase.driver(
                address.uri,
                auth=(address.username, address.password),
                connection_timeout=self.limits.connect_seconds,
                connection_acquisition_timeout=self.limits.read_seconds,
                max_transaction_retry_time=max(self.limits.read_seconds, self.limits.patience_seconds),
                initial_retry_delay=_RETRY_SECONDS,
                max_connection_pool_size=self.limits.connections,
                notifications_min_severity="OFF",
                user_agent="content-graph",
            )
        except (ConfigurationError, ValueError) as error:
            raise _no_address(address.uri) from error

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection once what was asked is answered or has had its time, and take no more."""
        self._is_closed = True
        # The driver forgets a connection that is being made while it closes, and never closes that one.
        with suppress(TimeoutError):
            async with asyncio.timeout(self.limits.read_seconds + self.limits.connect_seconds):
                await self._rest.wait()
        while self._idle:
            await self._idle.pop().close()
        await self._driver.close()

    @contextmanager
    def _asking(self) -> Generator[None]:
        if self._is_closed:
            raise Unavailable("the connection to the database was closed")
        self._working += 1
        self._rest.clear()
        try:
            yield
        finally:
            self._working -= 1
            if not self._working:
                self._rest.set()

    async def ping(self) -> None:
        """Return once the database answers. Raises Unavailable when it does not."""
        await self.read("RETURN 1", {})

    async def read(self, statement: LiteralString, parameters: Mapping[str, object]) -> list[Row]:
        """Run one reading statement and return its rows.

        A transient fault is tried once more, and again until `Limits.patience_seconds` are over. Raises
        QueryTimeout past `Limits.read_seconds`, QueryTooLarge past the database's memory, Unavailable when it
        cannot be reached.
        """
        with self._asking(), self._watch("read", statement):
            return await self._read(Query(statement, timeout=self.limits.read_seconds), parameters)

    async def _read(self, query: Query, parameters: Mapping[str, object]) -> list[Row]:
        deadline = time.monotonic() + self.limits.patience_seconds
        is_again = False
        while True:
            try:
                return await self._read_once(query, parameters)
            except _TRANSIENT as error:
                is_bound = isinstance(error, Neo4jError) and error.code in _TIMED_OUT | _TOO_LARGE
                is_over = self._is_closed or time.monotonic() >= deadline
                if is_bound or (is_again and is_over):
                    raise _translated(error) from error
            except (Neo4jError, DriverError, OSError) as error:
                raise _translated(error) from error
            if is_again:
                await asyncio.sleep(_PAUSE_SECONDS)
            is_again = True

    async def _read_once(self, query: Query, parameters: Mapping[str, object]) -> list[Row]:
        if bookmarks := wanted():
            return await self._read_after(bookmarks, query, parameters)
        session = self._idle.pop() if self._idle else self._new_session()
        try:
            result = await session.run(query, dict(parameters))
            rows: list[Row] = [tuple(record) async for record in result]
        except asyncio.CancelledError:
            # Dropping the connection is what tells Neo4j to stop the statement.
            session.cancel()
            await session.close()
            raise
        except BaseException:
            await session.close()
            raise
        if len(self._idle) < _IDLE_SESSIONS:
            self._idle.append(session)
        else:
            await session.close()
        return rows

    async def _read_after(
        self, bookmarks: Collection[str], query: Query, parameters: Mapping[str, object]
    ) -> list[Row]:
        seen = Bookmarks.from_raw_values([*bookmarks, *await self.bookmarks()])
        async with self._driver.session(
            database=self.address.database, default_access_mode=READ_ACCESS, bookmarks=seen
        ) as session:
            result = await session.run(query, dict(parameters))
            return [tuple(record) async for record in result]

    async def bookmarks(self) -> list[str]:
        """The newest writes that this process has seen, for `graph.bookmarks.following` in another one."""
        return sorted(await self._bookmarks.get_bookmarks())

    async def stream(
        self, statement: LiteralString, parameters: Mapping[str, object], seconds: float
    ) -> AsyncGenerator[Row]:
        """The rows of one reading statement as they come, a thousand in memory at most.

        `seconds` bound the statement with all the time that the rows are waited for. Nothing is tried again.
        Raises what `read` does.
        """
        query = Query(statement, timeout=seconds)
        with self._asking():
            session = self._new_session()
        try:
            with self._watch("stream", statement):
                # The rows are not waited for by `close`: whoever takes them may hold them for ever.
                with self._asking():
                    result = await session.run(query, dict(parameters))
                async for record in result:
                    yield tuple(record)
        except (Neo4jError, DriverError, OSError) as error:
            raise _translated(error) from error
        except (asyncio.CancelledError, GeneratorExit):
            # Whoever asked is gone: dropping the connection is what tells Neo4j to stop the statement.
            session.cancel()
            raise
        finally:
            await session.close()

    def _new_session(self) -> AsyncSession:
        # A session kept for the next read spares the set-up that makes a new one's p95 five times slower.
        return self._driver.session(
            database=self.address.database,
            default_access_mode=READ_ACCESS,
            bookmark_manager=self._bookmarks,
        )

    def _writing_session(self) -> AsyncSession:
        return self._driver.session(database=self.address.database, bookmark_manager=self._bookmarks)

    async def write(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """Run statements in one write transaction: all of them take effect, or none.

        Returns each statement's rows. Raises as `transact` does.
        """

        async def work(transaction: Transaction) -> list[list[Row]]:
            return [await transaction.run(statement, parameters) for statement, parameters in statements]

        return await self.transact(work)

    async def transact(self, work: Callable[["Transaction"], Awaitable[Result]]) -> Result:
        """Run `work` in one write transaction, for statements that follow from answers to others.

        Transient faults are retried by the driver: `work` may be called several times. Raises
        Unavailable when the database cannot be reached.
        """
        try:
            return await self._managed(work)
        except (Neo4jError, DriverError, OSError) as error:
            raise _translated(error) from error

    async def _managed(self, work: Callable[["Transaction"], Awaitable[Result]]) -> Result:
        """Run `work` in one write transaction, as `transact` does; the driver's own errors come through."""

        async def managed(transaction: AsyncManagedTransaction) -> Result:
            return await work(Transaction(transaction, self._watch))

        with self._asking(), self._watch("transaction", ""):
            async with self._writing_session() as session:
                return await session.execute_write(managed)

    async def explain(self, statement: LiteralString) -> list[str]:
        """The plan of a statement, an operator a line, indented by how deep it stands; nothing is run.

        It holds what the text of the statement holds, no value of a parameter. Raises what `read` does.
        """
        try:
            with self._asking():
                async with self._new_session() as session:
                    summary = await (await session.run("EXPLAIN " + statement)).consume()
        except (Neo4jError, DriverError, OSError) as error:
            raise _translated(error) from error
        return list(_operators(cast(Mapping[str, Any], summary.plan or {}), 0))

    async def lay_out(self, statement: LiteralString) -> None:
        """Run one statement that makes a constraint or an index, of which several programs may make the same
        at once.

        Raises as `transact` does.
        """
        try:
            await self._managed(lambda transaction: transaction.run(statement, {}))
        except (Neo4jError, DriverError, OSError) as error:
            # IF NOT EXISTS looks before it waits for the lock: another program may have been faster.
            if not isinstance(error, Neo4jError) or error.code != _EXISTS:
                raise _translated(error) from error

    async def run_alone(self, statement: LiteralString) -> None:
        """Run one statement that opens its own transactions, a CALL IN TRANSACTIONS.

        It must be one that goes on where it stopped when it is run again: a transient fault, a deadlock with
        another program, ends it half done, and it is tried again until `Limits.read_seconds` after the first
        one are over. Raises as `transact` does.
        """
        deadline: float | None = None
        while True:
            try:
                with self._asking():
                    async with self._writing_session() as session:
                        result = await session.run(statement)
                        await result.consume()
                return
            except TransientError as error:
                now = time.monotonic()
                deadline = deadline or now + max(self.limits.read_seconds, self.limits.patience_seconds)
                if error.code in _TIMED_OUT | _TOO_LARGE or now >= deadline:
                    raise _translated(error) from error
            except (Neo4jError, DriverError, OSError) as error:
                raise _translated(error) from error
            await asyncio.sleep(_PAUSE_SECONDS)


def _operators(plan: Mapping[str, Any], depth: int) -> Iterator[str]:
    if plan:
        name = str(plan["operatorType"]).partition("@")[0]
        details = " ".join(str(plan["args"].get("Details", "")).split())
        yield f"{'  ' * depth}{name} {details}".rstrip()
        for child in plan.get("children", ()):
            yield from _operators(child, depth + 1)


def _no_address(uri: str) -> BadSetting:
    return BadSetting(
        f"{uri[:200]!r} is no Neo4j address; it needs the form neo4j://host:7687 or bolt://host:7687"
    )


def _translated(error: Exception) -> ContentGraphError:
    """Say a driver's error in our words, without its text, which may hold Cypher or values."""
    if isinstance(error, Neo4jError) and error.code in _TIMED_OUT:
        return QueryTimeout("the database took too long to answer; ask for less at once")
    if isinstance(error, Neo4jError) and error.code in _TOO_LARGE:
        return QueryTooLarge("the answer needs more memory than the database may use; ask for less at once")
    if isinstance(error, AuthError):
        return Unavailable(
            "the database refused the user name or password; check NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if isinstance(error, (*_TRANSIENT, OSError, DriverError)):
        return Unavailable("the database cannot be reached now; try again later")
    if isinstance(error, Neo4jError) and (error.code or "").startswith(_CANNOT_COMMIT):
        return Unavailable("the database cannot write now; its log says why, a full disk for example")
    # The code alone: the message quotes Cypher and may quote values.
    _log.error("the database refused a statement", extra={"fields": {"neo4j": getattr(error, "code", None)}})
    return ContentGraphError("the database refused a statement")
