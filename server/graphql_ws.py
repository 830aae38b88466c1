"""Subscriptions by WebSocket: who may connect, and how a connection ends."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from graph.errors import Unavailable
from resolvers.planner.execution import QueryExecutor
from resolvers.transport import PROTOCOL, Door, serve_transport
from server.access import Access, NotAllowed
from server.documents import Documents
from server.guard.asgi import Guards
from server.guard.rate import network
from server.streams import Streams

WRONG_PROTOCOL: Final = 4406
"""Close code for a client that speaks none of our protocols, as graphql-transport-ws has it."""

TRY_AGAIN: Final = 1013
"""Close code for a client that may come back: it was too slow, or there were too many."""

CLOSE_SECONDS: Final = 10.0
"""Seconds that a slow client has to take what was sent and the close code."""


async def serve_socket(
    websocket: WebSocket,
    executor: QueryExecutor,
    access: Access,
    documents: Documents,
    streams: Streams,
    guards: Guards,
) -> None:
    """Serve one WebSocket to its end. Other sites' pages are refused (403).

    A token comes in the header Authorization, or under that name in the payload of connection_init, which is
    where pages in a browser can put it.
    """

    client = websocket.client.host if websocket.client else ""
    counted = network(client)

    async def admits(parameters: Mapping[str, object]) -> bool:
        nonlocal counted
        given = parameters.get("Authorization", websocket.headers.get("authorization"))
        authorization = given if isinstance(given, str) else None
        try:
            await access.check_reading(authorization)
            counted = (await access.caller(authorization)).name or counted
        except (NotAllowed, Unavailable):
            return False
        return True

    def text(query: str) -> str:
        guards.rates.take(counted)
        return documents.text(query, None)

    if not _is_own_page(websocket, guards.origins):
        await websocket.close()
        return
    if PROTOCOL not in websocket.scope["subprotocols"]:
        await websocket.accept()
        await websocket.close(WRONG_PROTOCOL, f"ask for the subprotocol {PROTOCOL}")
        return
    await websocket.accept(PROTOCOL)
    try:
        with streams.connection(client):
            door = Door(admits, text, streams.subscription, guards.turns.turn)
            await _serve(_Socket(websocket, streams.send_seconds), executor, door)
    except Unavailable as error:
        await websocket.close(TRY_AGAIN, str(error))


async def _serve(socket: "_Socket", executor: QueryExecutor, door: Door) -> None:
    serving = asyncio.create_task(serve_transport(socket, executor, door))
    stuck = asyncio.create_task(socket.is_stuck.wait())
    try:
        await asyncio.wait((serving, stuck), return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            serving.result()
    finally:
        for task in (serving, stuck):
            task.cancel()
        await asyncio.wait((serving, stuck))
    if socket.is_stuck.is_set():
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await socket.close(TRY_AGAIN, "too slow; come back and go on after the last cursor")


def _is_own_page(websocket: WebSocket, origins: Sequence[str]) -> bool:
    """Whether a connection comes from a page of this server or of an allowed origin, or from no page."""
    origin = websocket.headers.get("origin")
    if origin is None or origin in origins or "*" in origins:
        return True
    try:
        return urlsplit(origin).netloc == websocket.headers.get("host")
    except ValueError:
        return False


class _Socket:
    """A WebSocket that notices when its client takes nothing any more."""

    def __init__(self, websocket: WebSocket, send_seconds: float) -> None:
        self.is_stuck = asyncio.Event()
        self._websocket = websocket
        self._send_seconds = send_seconds

    async def texts(self) -> AsyncGenerator[str]:
        while self._websocket.client_state is WebSocketState.CONNECTED:
            message = await self._websocket.receive()
            if message["type"] == "websocket.disconnect":
                return
            yield message.get("text") or ""

    async def send(self, text: str) -> None:
        try:
            async with asyncio.timeout(self._send_seconds):
                await self._websocket.send_text(text)
        except TimeoutError:
            self.is_stuck.set()
            # Whoever waits for the socket ends this task.
            await asyncio.Future[None]()
        except (WebSocketDisconnect, RuntimeError):
            # The client has gone; the end of `texts` tells.
            return

    async def close(self, code: int, reason: str) -> None:
        if self._websocket.application_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnect, RuntimeError):
                await self._websocket.close(code, reason)
