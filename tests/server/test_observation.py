"""A server seen from outside: request ids, log lines, metrics, the log of slow operations."""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Sequence
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from graph.address import Address
from graph.database import Database
from resolvers.federation import subgraph
from running import TOKEN, Running, running
from server.observation.exchange import Exchange, exchanging, request_id
from server.observation.log import JsonFormatter, TextFormatter
from server.observation.metrics import MOST_NAMES, Metrics, method_label, route_label
from server.observation.operations import ObservedExecutor, observed
from server.observation.watching import Watching

QUERY = """query Latest($name: String = "Vladimir Putin") {
  person(name: $name) { name articles(first: 2) { nodes { title } } } }"""
SECRET = "a-secret-of-somebody"  # noqa: S105 - only for tests


@pytest.fixture(scope="module")
async def server(demo_database: Address) -> AsyncGenerator[Running]:
    """A server on the demo graph."""
    async with running(demo_database) as served:
        yield served


@pytest.fixture
async def client(server: Running) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of it."""
    async with httpx.AsyncClient(timeout=30, base_url=server.url.removesuffix("/graphql")) as opened:
        yield opened


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """The log as JSON."""
    caplog.set_level(logging.INFO, "content_graph")
    caplog.handler.setFormatter(JsonFormatter())
    return caplog


def told(lines: pytest.LogCaptureFixture, message: str) -> list[dict[str, Any]]:
    """The lines with a message."""
    read = [json.loads(line) for line in lines.text.splitlines()]
    return [line for line in read if line["message"] == message]


async def measured(client: httpx.AsyncClient) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Every value of /metrics by name and labels."""
    response = await client.get("/metrics")
    assert response.status_code == 200
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def labelled(name: str, **labels: str) -> tuple[str, frozenset[tuple[str, str]]]:
    """The key of a value of `measured`."""
    return f"content_graph_{name}", frozenset(labels.items())


async def test_a_request_has_one_id_from_the_client_to_the_log(
    client: httpx.AsyncClient, lines: pytest.LogCaptureFixture
) -> None:
    response = await client.post("/graphql", json={"query": QUERY}, headers={"X-Request-Id": "of-client-1"})
    assert response.headers["x-request-id"] == "of-client-1"
    (request,), (operation,) = told(lines, "request"), told(lines, "operation")
    assert request["requestId"] == operation["requestId"] == "of-client-1"
    assert (request["method"], request["path"], request["status"]) == ("POST", "/graphql", 200)
    assert (operation["operation"], operation["type"], operation["outcome"]) == ("Latest", "query", "ok")
    assert operation["databaseMs"] > 0


@pytest.mark.parametrize("bad", ["short", "x" * 129, "with space", 'quoted"quoted"'])
async def test_a_malformed_id_is_replaced(client: httpx.AsyncClient, bad: str) -> None:
    response = await client.get("/health", headers={"X-Request-Id": bad})
    assert len(response.headers["x-request-id"]) == 32


@given(st.text())
def test_an_id_that_is_taken_breaks_no_line(text: str) -> None:
    assert request_id(text).isascii()
    assert request_id(text).isprintable()


async def test_no_line_holds_a_token_a_body_or_a_variable(
    client: httpx.AsyncClient, lines: pytest.LogCaptureFixture
) -> None:
    authorized = {"Authorization": f"Bearer {TOKEN}"}
    body = {"query": QUERY, "variables": {"name": SECRET}}
    await client.post("/graphql", json=body, headers=authorized)
    await client.get("/graphql", params={"query": QUERY, "variables": json.dumps({"name": SECRET})})
    await client.post("/graphql", content=b"{ broken " + SECRET.encode(), headers=authorized)
    await client.post("/graphql", json={"query": f'{{ person(nme: "{SECRET}") {{ id }} }}'})
    assert len(told(lines, "request")) == 4
    for hidden in (SECRET, TOKEN, "person"):
        assert hidden not in lines.text


async def test_what_happens_is_counted(client: httpx.AsyncClient) -> None:
    before = await measured(client)
    for _ in range(2):
        await client.post("/graphql", json={"query": QUERY.replace("Latest", "Counted")})
    await client.post("/graphql", json={"query": "{ nobody }"})
    await client.post("/graphql", json={"query": "{ articles(first: 1000) { totalCount } }"})
    after = await measured(client)

    def grown(name: str, **labels: str) -> float:
        return after[labelled(name, **labels)] - before.get(labelled(name, **labels), 0)

    assert grown("http_requests_total", method="POST", route="/graphql", status="200") == 4
    assert grown("operations_total", type="query", outcome="ok") == 2
    assert grown("operations_total", type="invalid", outcome="refused") == 1
    assert grown("operation_seconds_count", type="query", operation="Counted") == 2
    assert grown("errors_total", code="GRAPHQL_VALIDATION_FAILED") == 1
    assert grown("errors_total", code="BAD_USER_INPUT") == 1
    assert grown("plans_total", outcome="made") == 2
    assert grown("plans_total", outcome="found") == 1
    assert grown("database_seconds_count", kind="read") >= 2
    assert after[labelled("database_connections_in_use")] == 0
    assert after[labelled("articles")] == 100
    assert after[labelled("database_up")] == 1


async def test_metrics_are_for_this_machine_alone(client: httpx.AsyncClient) -> None:
    for name in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"):
        assert (await client.get("/metrics", headers={name: "127.0.0.1"})).status_code == 404


@pytest.mark.parametrize(("access", "status"), [("off", 404), ("on", 200)])
async def test_metrics_are_for_nobody_or_anybody_where_told(
    demo_database: Address, access: str, status: int
) -> None:
    async with running(demo_database, metrics=access) as served, httpx.AsyncClient(timeout=30) as client:
        url = served.url.replace("/graphql", "/metrics")
        assert (await client.get(url, headers={"X-Forwarded-For": "10.0.0.1"})).status_code == status


class Listener(logging.Handler):
    """Waits for a line."""

    def __init__(self, message: str) -> None:
        super().__init__()
        self.message = message
        self.seen = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage() == self.message:
            self.seen.set()


async def test_a_slow_operation_is_told_with_its_plan_and_without_its_values(
    demo_database: Address, lines: pytest.LogCaptureFixture
) -> None:
    listener = Listener("slow operation")
    logging.getLogger("content_graph").addHandler(listener)
    try:
        async with running(demo_database, slow_ms=1) as served, httpx.AsyncClient(timeout=30) as client:
            body = {"query": QUERY.replace("title", "id title lang"), "variables": {"name": "Vladimir Putin"}}
            assert "errors" not in (await client.post(served.url, json=body)).json()
            await asyncio.wait_for(listener.seen.wait(), 30)
    finally:
        logging.getLogger("content_graph").removeHandler(listener)
    (slow,) = told(lines, "slow operation")
    assert slow["plan"][0].startswith("ProduceResults")
    assert any("Seek" in operator for operator in slow["plan"])
    assert slow["ms"] >= slow["databaseMs"] > 0
    assert "Vladimir" not in lines.text


async def test_a_fault_of_the_server_names_its_request(
    demo_database: Address, lines: pytest.LogCaptureFixture
) -> None:
    async def broken(text: str) -> Sequence[float]:
        raise RuntimeError(SECRET + text)

    watching = Watching(Metrics(), None)
    async with Database(demo_database, watch=watching) as database:
        executor = ObservedExecutor(subgraph, database, encode=broken, watch=watching)
        async with observed(executor, database, watching, 0):
            with exchanging(Exchange("request-77")):
                answer = await executor.execute('{ search(query: "x", mode: MEANING) { score } }')
    (error,) = answer.errors
    assert error.extensions == {"code": "INTERNAL", "requestId": "request-77"}
    assert SECRET not in error.message + lines.text
    assert any(
        "RuntimeError" in str(line.get("exception")) for line in map(json.loads, lines.text.splitlines())
    )


def test_names_that_clients_choose_make_no_more_labels_than_are_allowed() -> None:
    metrics = Metrics()
    labels = {metrics.operation_name(f"Name{number}") for number in range(3 * MOST_NAMES)}
    assert len(labels) == MOST_NAMES + 1
    assert metrics.operation_name("Name0") == "Name0"
    assert metrics.operation_name(None) == "anonymous"


@given(st.text(), st.text())
def test_paths_and_methods_are_bounded(path: str, method: str) -> None:
    assert route_label(path) in {"/", "/graphql", "/health", "/ready", "/metrics", "/export", "other"}
    assert method_label(method) in {"GET", "POST", "OPTIONS", "HEAD", "other"}


def test_a_line_for_people_has_its_fields_and_lists_below() -> None:
    record = logging.LogRecord("content_graph.x", logging.WARNING, "", 1, "slow %s", ("thing",), None)
    record.fields = {"ms": 5, "plan": ["A", "  B"]}
    head, *below = TextFormatter().format(record).splitlines()
    assert head.endswith("WARNING slow thing ms=5")
    assert below == ["  A", "    B"]
