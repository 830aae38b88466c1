"""The graphql-transport-ws protocol, by Strawberry's handler, over any socket and our executor.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager, aclosing
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Protocol, cast

import orjson
from graphql import GraphQLError, OperationType
from strawberry import UNSET
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http.async_base_view import AsyncWebSocketAdapter
from strawberry.http.exceptions import NonJsonMessageReceived
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.types.execution import ExecutionResult, PreExecutionError

from graph.errors import ContentGraphError
from resolvers.errors import located
from resolvers.planner.execution import Answer, QueryExecutor

PROTOCOL: Final = GRAPHQL_TRANSPORT_WS_PROTOCOL

INIT_SECONDS: Final = 5
"""Seconds that a client has for its connection_init."""

MOST_OPERATIONS: Final = 50
"""Operations that one socket may have open."""


class Socket(Protocol):
    """A WebSocket that was accepted with `PROTOCOL`."""

    def texts(self) -> AsyncGenerator[str]:
        """The messages that come in; it ends with the connection."""
        ...

    async def send(self, text: str) -> None:
        """Send one message."""
        ...

    async def close(self, code: int, reason: str) -> None:
        """End the connection."""
        ...


@dataclass(frozen=True, slots=True)
class Door:
    """What is let in through a socket."""

    admits: Callable[[Mapping[str, object]], Awaitable[bool]]
    """Whether a client may ask at all, by the payload of its connection_init."""

    text: Callable[[str], str]
    """The text of an operation that may run; raises a ContentGraphError for another."""

    subscription: Callable[[], AbstractContextManager[None]]
    """What an operation lasts within; raises Unavailable where there are too many."""

    turn: Callable[[], AbstractAsyncContextManager[None]]
    """What a query lasts within, which is answered once; raises Overloaded where there are too many."""


async def serve_transport(socket: Socket, executor: QueryExecutor, door: Door) -> None:
    """Speak the protocol until the connection ends."""
    handler: BaseGraphQLTransportWSHandler[dict[str, Any], None] = BaseGraphQLTransportWSHandler(
        view=cast(Any, _View(door)),
        websocket=_Adapter(socket),
        context={},
        root_value=None,
        schema=cast(Any, _Operations(executor, door)),
        connection_init_wait_timeout=timedelta(seconds=INIT_SECONDS),
        max_subscriptions_per_connection=MOST_OPERATIONS,
    )
    await handler.handle()


class _View:
    """What the handler asks of Strawberry's view."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def on_ws_connect(self, context: Mapping[str, Any]) -> object:
        if not await self._door.admits(context.get("connection_params") or {}):
            raise ConnectionRejectionError
        return UNSET


class _Adapter(AsyncWebSocketAdapter):
    """What the handler asks of Strawberry's WebSocket."""

    def __init__(self, socket: Socket) -> None:
        super().__init__(cast(Any, None))
        self._socket = socket

    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object]:
        async with aclosing(self._socket.texts()) as texts:
            async for text in texts:
                yield _message(text)

    async def send_json(self, message: Mapping[str, object]) -> None:
        await self._socket.send(orjson.dumps(message).decode())

    async def close(self, code: int, reason: str) -> None:
        await self._socket.close(code, reason)


class _Operations:
    """What the handler asks of Strawberry's schema."""

    def __init__(self, executor: QueryExecutor, door: Door) -> None:
        self._executor = executor
        self._door = door

    async def stream(
        self,
        query: str,
        *,
        variable_values: Mapping[str, Any] | None,
        operation_name: str | None,
        **_: object,
    ) -> AsyncGenerator[ExecutionResult]:
        return self._results(query, variable_values, operation_name)

    async def _results(
        self, query: str, variables: Mapping[str, Any] | None, name: str | None
    ) -> AsyncGenerator[ExecutionResult]:
        try:
            text = self._door.text(query)
            with self._door.subscription():
                if self._executor.operation_type(text, name) is not OperationType.SUBSCRIPTION:
                    async with self._door.turn():
                        answer = await anext(self._executor.stream(text, variables, name))
                    yield _result(answer)
                    return
                async with aclosing(self._executor.stream(text, variables, name)) as answers:
                    async for answer in answers:
                        yield _result(answer)
        except ContentGraphError as error:
            yield PreExecutionError(None, [located(error)])


def _result(answer: Answer) -> ExecutionResult:
    if answer.ran:
        return ExecutionResult(answer.data, answer.errors)
    # Of one class all: the handler closes the whole connection for a syntax error.
    errors = [GraphQLError(error.message, error.nodes, error.source, error.positions, error.path,
                           extensions=error.extensions) for error in answer.errors]  # fmt: skip
    return PreExecutionError(None, errors)


def _message(text: str) -> dict[str, Any]:
    """A message of the protocol. Raises NonJsonMessageReceived for what has not its form."""
    try:
        found: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise NonJsonMessageReceived from error
    if not isinstance(found, dict):
        raise NonJsonMessageReceived
    message = cast(dict[str, Any], found)
    if message.get("type") in ("subscribe", "complete") and not isinstance(message.get("id"), str):
        raise NonJsonMessageReceived
    if message.get("type") == "subscribe":
        payload = message.get("payload")
        if not isinstance(payload, dict) or not _is_request(cast(dict[str, Any], payload)):
            raise NonJsonMessageReceived
    return message


def _is_request(payload: Mapping[str, Any]) -> bool:
    return (
        isinstance(payload.get("query"), str)
        and isinstance(payload.get("variables", {}), dict | None)
        and isinstance(payload.get("operationName", ""), str | None)
    )
