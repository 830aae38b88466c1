"""Subscriptions as server-sent events: one connection for each operation.

https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md (distinct connections mode)
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import ExitStack, suppress
from typing import Final

import orjson
from graphql import OperationType
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from graph.errors import Overloaded, Unavailable
from resolvers.errors import located
from resolvers.planner.execution import Answer, QueryExecutor
from server.access import Access, NotAllowed
from server.documents import Documents, NotRegistered
from server.graphql_http import (
    JSON,
    BadRequest,
    GraphQLRequest,
    body_of,
    in_turn,
    read_request,
    refusal,
    response,
)
from server.guard.turns import Turns
from server.streams import Streams

EVENT_STREAM: Final = "text/event-stream"
BEAT_SECONDS: Final = 12.0
"""Seconds without an event after which a comment is sent, so that nobody between takes the line for dead."""

_BEAT: Final = b":\n\n"
_COMPLETE: Final = b"event: complete\ndata:\n\n"


def wants_events(request: Request) -> bool:
    """Whether a request asks for an event stream."""
    accepted = (entry.split(";")[0].strip().lower() for entry in request.headers.get("accept", "").split(","))
    return EVENT_STREAM in accepted


async def stream_graphql(
    request: Request,
    executor: QueryExecutor,
    access: Access,
    documents: Documents,
    streams: Streams,
    turns: Turns,
    most_bytes: int,
) -> Response:
    """Answer one operation by events; what cannot run is answered by plain JSON and a status."""
    taken = ExitStack()
    try:
        await access.check_reading(request.headers.get("authorization"))
        wanted = await read_request(request, documents, most_bytes)
        kind = executor.operation_type(wanted.query, wanted.operation_name)
        if kind is OperationType.MUTATION:
            raise BadRequest(405, "an event stream changes nothing; accept JSON, and send a mutation by POST")
        refused = executor.refusal(wanted.query, wanted.variables, wanted.operation_name)
        if refused is not None:
            return response(refused, JSON, 400)
        taken.enter_context(streams.connection(request.client.host if request.client else ""))
        taken.enter_context(streams.subscription())
        if kind is OperationType.QUERY:
            answers = _once(executor, wanted, turns)
        else:
            answers = executor.stream(wanted.query, wanted.variables, wanted.operation_name)
    except (BadRequest, NotAllowed) as error:
        return refusal(error, error.status)
    except NotRegistered as error:
        return refusal(error, 400)
    except Unavailable as error:
        taken.close()
        return refusal(error, 503)
    return _EventStream(streams.until_closed(answers, BEAT_SECONDS), taken, streams)


async def _once(executor: QueryExecutor, wanted: GraphQLRequest, turns: Turns) -> AsyncGenerator[Answer]:
    try:
        yield await in_turn(executor, wanted, turns)
    except Overloaded as error:
        yield Answer(None, [located(error)], ran=False)


class _EventStream(StreamingResponse):
    """Sends answers as events; a client that takes nothing for too long is cut off."""

    def __init__(self, answers: AsyncGenerator[Answer | None], taken: ExitStack, streams: Streams) -> None:
        headers = {
            "Cache-Control": "no-store",
            "X-Accel-Buffering": "no",
            "X-Content-Type-Options": "nosniff",
        }
        super().__init__(_events(answers, streams), 200, headers, EVENT_STREAM)
        self._answers = answers
        self._taken = taken
        self._send_seconds = streams.send_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stream until the operation, the client or the server ends."""

        async def send_in_time(message: Message) -> None:
            async with asyncio.timeout(self._send_seconds):
                await send(message)

        try:
            with suppress(TimeoutError):
                await super().__call__(scope, receive, send_in_time)
        finally:
            self._taken.close()
            await self._answers.aclose()


async def _events(answers: AsyncGenerator[Answer | None], streams: Streams) -> AsyncGenerator[bytes]:
    # Something is sent at once, so that the client knows that it is heard.
    yield _BEAT
    async for answer in answers:
        yield _BEAT if answer is None else b"event: next\ndata: " + orjson.dumps(body_of(answer)) + b"\n\n"
    # A client that was not told of the end, as the server stops, comes back and goes on.
    if not streams.is_closing:
        yield _COMPLETE
