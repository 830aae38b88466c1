"""Operations as they are answered, by any transport: counted, timed, logged, and explained when slow."""

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, asynccontextmanager
from hashlib import sha256
from typing import Any, Final, LiteralString

from graphql import OperationDefinitionNode

from graph.database import Database
from graph.errors import ContentGraphError
from resolvers.planner.execution import Answer, QueryExecutor
from server.observation.exchange import Exchange, current, exchanging, request_id
from server.observation.log import OPERATIONS
from server.observation.metrics import Metrics
from server.observation.watching import Watching
from server.task import stopped

PLANS_TOLD: Final = 1000
"""Slow statements whose plans are told; each is asked for and told once."""

_SHOWN_OPERATORS: Final = 60
_LONGEST_LINE: Final = 200
_LONGEST_NAME: Final = 100


class SlowStatements:
    """Tells how the database answers what was slow; asks it beside the event loop's other work."""

    def __init__(self, database: Database) -> None:
        """Ask this database."""
        self._database = database
        self._told: set[str] = set()
        self._asking = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    def tell(self, text: LiteralString, fields: Mapping[str, object]) -> None:
        """Log a slow operation with its slowest statement, and that one's plan where it was not told yet."""
        task = asyncio.create_task(self._tell(text, fields))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Wait for nothing any more."""
        for task in tuple(self._tasks):
            await stopped(task)

    async def _tell(self, text: LiteralString, fields: Mapping[str, object]) -> None:
        shown = dict(fields)
        if text:
            shown["statement"] = _digest(text)
            if plan := await self._plan(text):
                shown["plan"] = plan
        OPERATIONS.warning("slow operation", extra={"fields": shown})

    async def _plan(self, text: LiteralString) -> list[str]:
        async with self._asking:
            if text in self._told or len(self._told) >= PLANS_TOLD:
                return []
            try:
                plan = await self._database.explain(text)
            except ContentGraphError as error:
                return [str(error)]
            self._told.add(text)
            return [line[:_LONGEST_LINE] for line in plan[:_SHOWN_OPERATORS]]


class ObservedExecutor(QueryExecutor):
    """An executor that tells of each operation; a subclass, since every transport asks an executor."""

    def observe(self, metrics: Metrics, slow: SlowStatements, slow_seconds: float) -> None:
        """Tell what is answered from now on; operations of `slow_seconds` or more are slow, 0 for none."""
        self._metrics = metrics
        self._slow = slow
        self._slow_seconds = slow_seconds

    async def execute(
        self, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
    ) -> Answer:
        """Answer one query or mutation, and tell of it."""
        with exchanging(_part_of(current())) as exchange:
            began = time.perf_counter()
            answer = await super().execute(query, variables, operation_name)
            self._told(exchange, answer, query, operation_name, time.perf_counter() - began)
            return answer

    async def stream(
        self, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
    ) -> AsyncGenerator[Answer]:
        """Answer a subscription or a query; every event is told like an operation, without a time."""
        exchange = _part_of(current())
        async with aclosing(super().stream(query, variables, operation_name)) as answers:
            async for answer in answers:
                self._told(exchange, answer, query, operation_name, None)
                yield answer

    def _told(
        self, exchange: Exchange, answer: Answer, query: str, name: str | None, seconds: float | None
    ) -> None:
        operation = self.operation(query, name)
        type_ = operation.operation.value if operation else "invalid"
        codes = [str((error.extensions or {}).get("code")) for error in answer.errors]
        for error in answer.errors:
            if (error.extensions or {}).get("code") == ContentGraphError.code:
                error.extensions = {**(error.extensions or {}), "requestId": exchange.request_id}
        outcome = _outcome(answer)
        self._metrics.operations.labels(type_, outcome).inc()
        for code in codes:
            self._metrics.errors.labels(code).inc()
        fields: dict[str, object] = {"type": type_, "outcome": outcome}
        called = _name(operation)
        fields |= {"operation": called[:_LONGEST_NAME]} if called else {}
        fields |= {"document": _digest(query), "codes": sorted(set(codes))}
        if seconds is not None:
            label = self._metrics.operation_name(called) if operation else "invalid"
            self._metrics.operation_seconds.labels(type_, label).observe(seconds)
            fields["ms"] = round(seconds * 1000, 1)
        fields["databaseMs"] = round(exchange.database_seconds * 1000, 1)
        if self._slow_seconds and seconds is not None and seconds >= self._slow_seconds:
            self._slow.tell(exchange.slowest, fields)
        else:
            OPERATIONS.info("operation", extra={"fields": fields})


@asynccontextmanager
async def observed(
    executor: ObservedExecutor, database: Database, watching: Watching, slow_ms: int
) -> AsyncGenerator[None]:
    """Tell of what an executor answers as long as the block lasts, and what it and the database keep."""
    slow = SlowStatements(database)
    executor.observe(watching.metrics, slow, slow_ms / 1000)
    reuse = executor.reuse
    watching.metrics.counted(
        "plans",
        "Plans of operations: found among those kept, or made.",
        "outcome",
        lambda: (("found", reuse.plans_found), ("made", reuse.plans_made)),
    )
    watching.metrics.counted(
        "made",
        "Documents parsed and validated, and statements written, since none was kept of them.",
        "what",
        lambda: (("document", executor.documents_prepared), ("statement", reuse.statements_written)),
    )
    watching.metrics.measured(
        "database_connections_most",
        "Connections to Neo4j that may be open at once.",
        "pool",
        lambda: (("driver", database.limits.connections),),
    )
    try:
        yield
    finally:
        await slow.close()
        if watching.tracing:
            await asyncio.to_thread(watching.tracing.close)


def _part_of(exchange: Exchange | None) -> Exchange:
    """A count of its own for one operation, under the id of the request that asks for it."""
    return Exchange(exchange.request_id if exchange else request_id(None))


def _outcome(answer: Answer) -> str:
    if not answer.ran:
        return "refused"
    if not answer.errors:
        return "ok"
    return "partial" if answer.data and any(value is not None for value in answer.data.values()) else "failed"


def _name(operation: OperationDefinitionNode | None) -> str | None:
    return operation.name.value if operation and operation.name else None


def _digest(text: str) -> str:
    """What a document or a statement is known by in the log: 16 hexadecimal digits of its SHA-256."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
