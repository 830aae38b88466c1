"""The Starlette application."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from graph.address import Address
from graph.arrivals import Arrivals
from graph.database import Database, Limits
from resolvers.desk import Desk
from resolvers.federation import subgraph
from resolvers.guard.limits import OperationLimits
from resolvers.planner.execution import QueryExecutor
from server.access import Access
from server.bookmarks import in_order
from server.documents import Documents, read_trusted
from server.encoder import QueryEncoder
from server.export.http import export_routes
from server.graphql_http import answer_graphql
from server.graphql_sse import stream_graphql, wants_events
from server.graphql_ws import serve_socket
from server.guard.asgi import Guards
from server.health import health, ready
from server.ingestion.embedding import embed_forever
from server.observation.http import Exchanges, answer_metrics
from server.observation.metrics import Metrics
from server.observation.operations import ObservedExecutor, observed
from server.observation.tracing import tracing_to
from server.observation.watching import Watching
from server.pages import Page, page_routes, wants_playground
from server.reading import SourceReader
from server.settings import Settings
from server.streams import Streams
from server.task import stopped


def operation_limits(settings: Settings) -> OperationLimits:
    """What the settings let one operation ask for."""
    return OperationLimits(
        tokens=settings.most_tokens,
        depth=settings.most_depth,
        aliases=settings.most_aliases,
        roots=settings.most_roots,
        directives=settings.most_directives,
        fields=settings.most_fields,
        cost=settings.most_cost,
        introspection=settings.introspection,
    )


METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@asynccontextmanager
async def _answering(
    app: Starlette, settings: Settings, address: Address, *, fills_in: bool
) -> AsyncGenerator[None]:
    """What answers, in the application's state, and what works beside it, as long as the block lasts."""
    limits = Limits(read_seconds=settings.read_seconds, connections=settings.connections)
    watching: Watching = app.state.watching
    async with Database(address, limits, watching) as database:
        desk = Desk(
            database,
            SourceReader(database).read,
            Arrivals(database, settings.poll_seconds),
            lambda outcome: watching.metrics.ingested.labels(outcome.lower()).inc(),
        )
        app.state.database = database
        encoder = QueryEncoder() if settings.embed else None
        executor = ObservedExecutor(subgraph, database, desk, operation_limits(settings), encoder, watching)
        app.state.executor = executor
        async with AsyncExitStack() as beside:
            await beside.enter_async_context(observed(executor, database, watching, settings.slow_ms))
            if encoder:
                beside.callback(encoder.close)
            if encoder and fills_in:
                beside.push_async_callback(stopped, asyncio.create_task(embed_forever(database)))
            yield


def _graphql(
    settings: Settings, access: Access, documents: Documents, streams: Streams, guards: Guards
) -> Callable[[Request], Awaitable[Response]]:
    """What answers at /graphql over HTTP."""

    async def graphql(request: Request) -> Response:
        if settings.playground and wants_playground(request):
            return await Page.PLAYGROUND.answer(alone=not settings.explorer)
        executor: QueryExecutor = request.app.state.executor
        if wants_events(request):
            return await stream_graphql(
                request, executor, access, documents, streams, guards.turns, settings.body_bytes
            )
        return await answer_graphql(
            request,
            executor,
            access,
            documents,
            guards.turns,
            settings.body_bytes,
            etags=settings.etags,
        )

    return graphql


def create_app(settings: Settings, address: Address, *, fills_in: bool = True) -> Starlette:
    """The application on the Neo4j at `address`; it connects when it starts and closes at its end.

    `fills_in` says whether embeddings that articles lack are made, which one process is to do for all.
    `app.state.streams` is to be closed when the server stops: it waits for its streams.
    """
    streams = Streams(settings.subscriptions, settings.send_seconds, settings.streams_per_address)
    watching = Watching(Metrics(), tracing_to(settings.otel_exporter_otlp_endpoint))
    watching.metrics.measured("streams_open", "Open streams.", "kind", lambda: streams.open.items())
    access = Access(settings)
    guards = Guards(settings)
    documents = Documents(read_trusted(settings.trusted_documents) if settings.trusted_documents else None)

    graphql = _graphql(settings, access, documents, streams, guards)

    async def graphql_socket(websocket: WebSocket) -> None:
        await serve_socket(websocket, websocket.app.state.executor, access, documents, streams, guards)

    async def metrics(request: Request) -> Response:
        return await answer_metrics(request, watching.metrics, settings.metrics)

    async def to_playground(_: Request) -> Response:
        return RedirectResponse("/graphql")

    app = Starlette(
        routes=[
            Route("/", to_playground),
            Route("/graphql", in_order(graphql, access), methods=list(METHODS)),
            WebSocketRoute("/graphql", graphql_socket),
            Route("/health", health),
            Route("/ready", ready),
            Route("/metrics", metrics),
            *export_routes(settings, access),
            *page_routes(explorer=settings.explorer, playground=settings.playground),
        ],
        middleware=[Middleware(Exchanges, metrics=watching.metrics, tracing=watching.tracing)],
        lifespan=lambda app: _answering(app, settings, address, fills_in=fills_in),
    )
    app.user_middleware += guards.middleware(access)
    app.state.streams = streams
    app.state.watching = watching
    return app
