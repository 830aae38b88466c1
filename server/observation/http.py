"""Each HTTP request seen from outside: its id, its line in the log, its place in the metrics; /metrics."""

import asyncio
import time
from collections.abc import MutableMapping
from contextlib import ExitStack
from ipaddress import ip_address
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.database import Database
from graph.errors import ContentGraphError
from graph.state import count_content
from server.observation.choice import MetricsAccess
from server.observation.exchange import Exchange, exchanging, request_id
from server.observation.log import ACCESS
from server.observation.metrics import Metrics, method_label, route_label
from server.observation.tracing import Tracing

REQUEST_ID = "x-request-id"
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


class Exchanges:
    """ASGI middleware around everything: gives each request its id and tells what became of it."""

    def __init__(self, app: ASGIApp, metrics: Metrics, tracing: Tracing | None) -> None:
        """Tell of what `app` answers."""
        self._app = app
        self._metrics = metrics
        self._tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or serve one WebSocket."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        id_ = request_id(headers.get(REQUEST_ID))
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] in ("http.response.start", "websocket.accept"):
                status = message.get("status", 101)
                MutableHeaders(raw=_raw(message))[REQUEST_ID] = id_
            await send(message)

        with ExitStack() as stack:
            exchange = stack.enter_context(exchanging(Exchange(id_)))
            if self._tracing:
                stack.enter_context(self._tracing.request(scope["path"], headers))
            began = time.perf_counter()
            try:
                await self._app(scope, receive, send_with_id)
            except Exception:
                ACCESS.exception("unforeseen error in a request")
                if status or scope["type"] == "websocket":
                    raise
                await PlainTextResponse("something went wrong in the server", 500)(
                    scope, receive, send_with_id
                )
            finally:
                self._told(scope, status, time.perf_counter() - began, exchange)

    def _told(self, scope: Scope, status: int, seconds: float, exchange: Exchange) -> None:
        method = str(scope.get("method", "WEBSOCKET"))
        if scope["type"] == "http":
            route = route_label(scope["path"])
            self._metrics.requests.labels(method_label(method), route, str(status)).inc()
            self._metrics.request_seconds.labels(route).observe(seconds)
        client: tuple[str, int] | None = scope.get("client")
        # No query string: it may hold a document and its variables.
        fields = {
            "method": method,
            "path": str(scope["path"])[:200],
            "status": status,
            "ms": round(seconds * 1000, 1),
            "client": client[0] if client else None,
        }
        ACCESS.info("request", extra={"fields": fields})


def _raw(message: MutableMapping[str, Any]) -> list[tuple[bytes, bytes]]:
    message["headers"] = list(message.get("headers", ()))
    return message["headers"]


async def answer_metrics(request: Request, metrics: Metrics, access: MetricsAccess) -> Response:
    """Counts and times in Prometheus's text format; 404 for whom they are not for."""
    if access is MetricsAccess.OFF or (access is MetricsAccess.LOCAL and not _is_local(request)):
        return PlainTextResponse("Not Found", 404)
    database: Database = request.app.state.database
    try:
        articles, unembedded = await count_content(database)
        beside = {"database_up": 1.0, "articles": articles, "articles_without_embedding": unembedded}
    except ContentGraphError:
        beside = {"database_up": 0.0}
    # It takes a tenth of a second where there are many names, in which others are to be answered.
    text = await asyncio.to_thread(metrics.text, beside)
    return Response(text, 200, {"Cache-Control": "no-store"}, CONTENT_TYPE_LATEST)


def _is_local(request: Request) -> bool:
    """Whether a request comes from this machine itself, and by no proxy on it."""
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False
