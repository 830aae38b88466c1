"""A real server inside the test's own loop, with settings of the test's choice."""

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from graph.address import Address
from server.access import digest
from server.serving import Server
from server.settings import load_settings

TOKEN = "a-token-of-editors-1"  # noqa: S105 - only for tests


class Running:
    """A server that answers, and where."""

    def __init__(self, server: Server, port: int, task: "asyncio.Task[None]") -> None:
        self.url = f"http://127.0.0.1:{port}/graphql"
        self.socket_url = f"ws://127.0.0.1:{port}/graphql"
        self._server = server
        self._task = task

    async def stop(self) -> None:
        """Stop as a signal does, and wait for the end."""
        self._server.should_exit = True
        await self._task


@asynccontextmanager
async def running(address: Address, **settings: object) -> AsyncGenerator[Running]:
    """Serve on a free port as long as the block lasts."""
    given = {"editor_tokens": digest(TOKEN), "poll_seconds": 0.05, "embed": False, **settings}
    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(load_settings(**given), address)
    ready = asyncio.Event()
    task = asyncio.create_task(_serve(server, listener, ready))
    await ready.wait()
    served = Running(server, listener.getsockname()[1], task)
    try:
        yield served
    finally:
        await served.stop()


async def _serve(server: Server, listener: socket.socket, ready: asyncio.Event) -> None:
    started = server.startup

    async def startup(sockets: list[socket.socket] | None = None) -> None:
        await started(sockets)
        ready.set()

    server.startup = startup
    await server.serve(sockets=[listener])
