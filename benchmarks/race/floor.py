"""The floor: a bare Starlette handler that sends the planner's statements and answers their rows.

No GraphQL is read, nothing is planned, checked or given keys: what no server with these statements can do
without. `python -m benchmarks.race.floor`, Neo4j from the settings.
"""

import json
import socket
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.race.statements import Sent, sent_for
from graph.address import Address
from graph.database import Database
from server.engine import connected
from server.settings import load_settings


def floor(address: Address) -> Starlette:
    """The application; it keeps what is sent for each request that it has seen."""
    known: dict[bytes, Sent] = {}

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None]:
        async with Database(address) as database:
            app.state.database = database
            yield

    async def answer(request: Request) -> Response:
        body = await request.body()
        database: Database = request.app.state.database
        sent = known.get(body)
        if sent is None:
            asked = json.loads(body)
            sent = known[body] = await sent_for(database, asked["query"], asked["variables"])
        rows = await database.read(sent.text, sent.parameters)
        return Response(orjson.dumps(rows[0][0]), media_type="application/json")

    return Starlette(routes=[Route("/graphql", answer, methods=["POST"])], lifespan=lifespan)


def serve(name: str, app: object) -> None:
    """Serve an application on a free port and tell where, as content-graph does."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    print(
        f"{name} answers at http://127.0.0.1:{listener.getsockname()[1]}/graphql", file=sys.stderr, flush=True
    )
    config = uvicorn.Config(app, log_level="error", access_log=False)  # pyright: ignore[reportArgumentType]
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    with connected(load_settings()) as neo4j:
        serve("floor", floor(neo4j))
