"""Traces: a request, what it prepared and planned, and its statements, in one tree and without values."""

from typing import Any

import httpx
import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from graph.address import Address
from graph.database import Database
from resolvers.federation import subgraph
from server.observation.http import Exchanges
from server.observation.metrics import Metrics
from server.observation.operations import ObservedExecutor, observed
from server.observation.tracing import tracing_by, tracing_to
from server.observation.watching import Watching

SECRET = "a-name-that-is-nobodys"  # noqa: S105 - only for tests
TRACE = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
async def spans(demo_database: Address) -> tuple[ReadableSpan, ...]:
    """What was traced of one request that named a trace, of a write and of a stream."""
    exporter = InMemorySpanExporter()
    watching = Watching(Metrics(), tracing_by(exporter))
    async with Database(demo_database, watch=watching) as database:
        executor = ObservedExecutor(subgraph, database, watch=watching)

        async def answer(request: Request) -> Response:
            wanted: dict[str, Any] = await request.json()
            answered = await executor.execute(wanted["query"], wanted["variables"])
            await database.write([("RETURN $name", {"name": SECRET})])
            async for _ in database.stream("UNWIND range(1, 3) AS n RETURN n", {}, 10.0):
                pass
            return JSONResponse(answered.data)

        around = [Middleware(Exchanges, metrics=watching.metrics, tracing=watching.tracing)]
        app = Starlette(routes=[Route("/graphql", answer, methods=["POST"])], middleware=around)
        body = {
            "query": "query($n: String) { person(name: $n) { id } stats { articles } }",
            "variables": {"n": SECRET},
        }
        async with (
            observed(executor, database, watching, 0),
            httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client,
        ):
            parent = {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}
            sent = await client.post("http://test/graphql", json=body, headers=parent)
            assert sent.json() == {"person": None, "stats": {"articles": 100}}
    return exporter.get_finished_spans()


async def test_a_request_is_one_tree_of_spans(spans: tuple[ReadableSpan, ...]) -> None:
    by_name = {span.name: span for span in spans}
    assert sorted(span.name for span in spans) == [
        *("plan", "prepare", "read", "read", "request", "statement", "stream", "transaction"),
    ]
    request = by_name["request"]
    for span in spans:
        assert span.context and f"{span.context.trace_id:032x}" == TRACE
        above = by_name["transaction"] if span.name == "statement" else request
        if span is not request:
            assert span.parent and above.context and span.parent.span_id == above.context.span_id
    assert by_name["statement"].attributes == {"db.system.name": "neo4j", "db.query.text": "RETURN $name"}
    assert SECRET not in "".join(span.to_json() for span in spans)


def test_nothing_is_traced_unless_an_address_is_set() -> None:
    assert tracing_to(None) is None
    assert tracing_to("") is None
