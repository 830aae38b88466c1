"""A client that leaves: its query is stopped, another client's change is not."""

import asyncio
import socket
from collections.abc import AsyncGenerator
from typing import Any, cast

import httpx
import pytest
import uvicorn
from graphql import OperationType
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from resolvers.planner.execution import Answer, QueryExecutor
from running import TOKEN
from server.access import Access, digest
from server.documents import Documents
from server.graphql_http import answer_graphql
from server.guard.turns import Turns
from server.settings import load_settings


class Slow:
    """Takes as long for an answer as the test wants, and tells how it ended."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.go_on = asyncio.Event()
        self.ended = asyncio.Event()
        self.end = ""

    def operation_type(self, query: str, _: str | None) -> OperationType:
        return OperationType.MUTATION if query.startswith("mutation") else OperationType.QUERY

    async def execute(self, *_: object) -> Answer:
        self.begun.set()
        try:
            await self.go_on.wait()
            self.end = "answered"
        except asyncio.CancelledError:
            self.end = "stopped"
            raise
        finally:
            self.ended.set()
        return Answer({"done": True})


@pytest.fixture
def slow() -> Slow:
    """What answers."""
    return Slow()


@pytest.fixture
async def url(slow: Slow) -> AsyncGenerator[str]:
    """A real HTTP server that it stands behind."""

    access = Access(load_settings(editor_tokens=digest(TOKEN)))

    async def graphql(request: Request) -> Response:
        return await answer_graphql(
            request, cast(QueryExecutor, slow), access, Documents(), Turns(9, 9, 9, 9), 10_000
        )

    app = Starlette(routes=[Route("/graphql", graphql, methods=["GET", "POST"])])
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="warning"))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/graphql"
    slow.go_on.set()
    server.should_exit = True
    await task


async def leave(url: str, slow: Slow, method: str, **request: Any) -> None:
    """Ask, and go as soon as the work has begun."""
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30) as client:
        asking = asyncio.create_task(client.request(method, url, **request))
        async with asyncio.timeout(30):
            await slow.begun.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking


@pytest.mark.parametrize(
    ("method", "request_"),
    [("POST", {"json": {"query": "{ a }"}}), ("GET", {"params": {"query": "{ a }"}})],
)
async def test_the_query_of_a_client_that_left_is_stopped(
    url: str, slow: Slow, method: str, request_: dict[str, Any]
) -> None:
    await leave(url, slow, method, **request_)
    async with asyncio.timeout(30):
        await slow.ended.wait()
    assert slow.end == "stopped"


async def test_a_change_that_was_begun_is_ended(url: str, slow: Slow) -> None:
    await leave(url, slow, "POST", json={"query": "mutation { a }"})
    slow.go_on.set()
    async with asyncio.timeout(30):
        await slow.ended.wait()
    assert slow.end == "answered"


async def test_a_slow_answer_reaches_a_client_that_waits(url: str, slow: Slow) -> None:
    async with httpx.AsyncClient(timeout=30) as client:
        asking = asyncio.create_task(client.post(url, json={"query": "{ a }"}))
        async with asyncio.timeout(30):
            await slow.begun.wait()
        slow.go_on.set()
        assert (await asking).json() == {"data": {"done": True}}
