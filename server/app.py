"""The Starlette application."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from graph.address import Address
from graph.database import Database, Limits
from resolvers.planner.execution import QueryExecutor
from resolvers.schema import schema
from server.graphql_http import answer_graphql
from server.health import health, ready
from server.playground import playground, playground_routes, wants_playground
from server.settings import Settings

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def create_app(settings: Settings, address: Address) -> Starlette:
    """The application on the Neo4j at `address`; it connects when it starts and closes at its end."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None]:
        limits = Limits(read_seconds=settings.read_seconds, connections=settings.connections)
        async with Database(address, limits) as database:
            app.state.database = database
            app.state.executor = QueryExecutor(schema, database)
            yield

    async def graphql(request: Request) -> Response:
        if wants_playground(request):
            return await playground(request)
        return await answer_graphql(request, request.app.state.executor, settings.body_bytes)

    async def to_playground(_: Request) -> Response:
        return RedirectResponse("/graphql")

    return Starlette(
        routes=[
            Route("/", to_playground),
            Route("/graphql", graphql, methods=list(METHODS)),
            Route("/health", health),
            Route("/ready", ready),
            *playground_routes(),
        ],
        lifespan=lifespan,
    )
