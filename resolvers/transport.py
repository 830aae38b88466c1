"""The graphql-transport-ws protocol, by Strawberry's handler, over any socket and our executor.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractContextManager, aclosing
from datetime import timedelta
from typing import Any, Final, Protocol, cast

import orjson
from graphql import GraphQLError
from strawberry import UNSET
from strawberry.http.async_base_view import AsyncWebSocketAdapter
from strawberry.http.exceptions import NonJsonMessageReceived
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.types.execution import ExecutionResult, PreExecutionError

from graph.errors import Unavailable
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


async def serve_transport(
    socket: Socket, executor: QueryExecutor, subscription: Callable[[], AbstractContextManager[None]]
) -> None:
    """Speak the protocol until the connection ends.

    Each operation lasts within `subscription()`, which may raise Unavailable where there are too many.
    """
    handler: BaseGraphQLTransportWSHandler[None, None] = BaseGraphQLTransportWSHandler(
        view=cast(Any, _View()),
        websocket=_Adapter(socket),
        context=None,
        root_value=None,
        schema=cast(Any, _Operations(executor, subscription)),
        connection_init_wait_timeout=timedelta(seconds=INIT_SECONDS),
        max_subscriptions_per_connection=MOST_OPERATIONS,
    )
    await handler.handle()


class _View:
    """What the handler asks of Strawberry's view."""

    async def on_ws_connect(self, _context: None) -> object:
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

    def __init__(
        self, executor: QueryExecutor, subscription: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._executor = executor
        self._subscription = subscription

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
            with self._subscription():
                async with aclosing(self._executor.stream(query, variables, name)) as answers:
                    async for answer in answers:
                        yield _result(answer)
        except Unavailable as error:
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
