"""New articles over WebSocket and as server-sent events, on a real server."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import websockets
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from graph.address import Address
from graph.database import Database
from graph.upsert import upsert_articles, upsert_entities
from running import Running, running
from world import World, random_world

NOW = datetime(2025, 1, 2, tzinfo=UTC)
PROTOCOL = Subprotocol("graphql-transport-ws")
ARRIVALS = """subscription($since: String, $where: ArticleFilter) {
  articleIngested(since: $since, where: $where) {
    cursor article { id title mentions { entity { id } } } } }"""
EVENTS = {"Accept": "text/event-stream"}


@pytest.fixture
def world() -> World:
    """Articles to ingest, all different."""
    return random_world(seed=5, articles=30)


@pytest.fixture
async def database(empty_database: Address, world: World) -> AsyncIterator[Database]:
    """The database with the world's entities and no article."""
    async with Database(empty_database) as opened:
        await opened.write([("MATCH (n) WHERE NOT n:Layout DETACH DELETE n", {})])
        await opened.write([("MATCH (l:Layout) REMOVE l.articles", {})])
        await upsert_entities(opened, world.entities)
        yield opened


@pytest.fixture(scope="module")
async def server(empty_database: Address) -> AsyncGenerator[Running]:
    """A server on it."""
    async with running(empty_database) as served:
        yield served


class Client:
    """A client that speaks graphql-transport-ws."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def send(self, **message: object) -> None:
        await self.socket.send(json.dumps(message))

    async def receive(self) -> Any:
        return json.loads(await asyncio.wait_for(self.socket.recv(), 20))

    async def subscribe(self, id_: str, query: str = ARRIVALS, **variables: object) -> None:
        await self.send(id=id_, type="subscribe", payload={"query": query, "variables": variables})

    async def hears(self) -> None:
        """Wait until the server has dealt with everything before."""
        await self.send(type="ping")
        assert await self.receive() == {"type": "pong"}

    async def event(self, id_: str = "1") -> Any:
        """The next article that came in."""
        message = await self.receive()
        assert (message["type"], message["id"]) == ("next", id_), message
        assert "errors" not in message["payload"], message
        return message["payload"]["data"]["articleIngested"]

    async def closed(self) -> int | None:
        """The code that the server closes with."""
        with suppress(websockets.ConnectionClosed):
            async with asyncio.timeout(20):
                async for _ in self.socket:
                    pass
        return self.socket.close_code


@asynccontextmanager
async def talking(server: Running) -> AsyncGenerator[Client]:
    """A client whose connection is acknowledged."""
    async with connect(server.socket_url, subprotocols=[PROTOCOL]) as socket:
        client = Client(socket)
        await client.send(type="connection_init")
        assert await client.receive() == {"type": "connection_ack"}
        yield client


async def events(response: httpx.Response) -> AsyncGenerator[tuple[str, Any]]:
    """The events of a stream: name and data."""
    name = ""
    async for line in response.aiter_lines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data:"):
            text = line.removeprefix("data:").strip()
            yield name, json.loads(text) if text else None


async def test_articles_are_told_in_order_and_resumed_after_a_cursor(
    database: Database, server: Running, world: World
) -> None:
    async with talking(server) as client:
        await client.subscribe("1", since="arrival.0")
        await upsert_articles(database, world.articles[:3], NOW)
        first = [await client.event() for _ in range(3)]
        assert [event["article"]["id"] for event in first] == sorted(a.id for a in world.articles[:3])
        await client.send(id="1", type="complete")
        await client.hears()
    await upsert_articles(database, world.articles[:6], NOW)
    async with talking(server) as client, talking(server) as other:
        await client.subscribe("1", since=first[1]["cursor"])
        assert await client.event() == first[2]
        rest = [await client.event() for _ in range(3)]
        assert [event["article"]["id"] for event in rest] == sorted(a.id for a in world.articles[3:6])
        await other.subscribe("1", since="arrival.0", where={"id": {"eq": rest[1]["article"]["id"]}})
        assert await other.event() == rest[1]


async def test_only_what_is_yet_to_come_is_told_without_a_cursor(
    database: Database, server: Running, world: World
) -> None:
    await upsert_articles(database, world.articles[:3], NOW)
    async with talking(server) as client:
        await client.subscribe("1")
        # A query on the same connection is answered after the subscription has begun.
        numbers = 4
        for article in world.articles[3 : 3 + numbers]:
            await upsert_articles(database, [article], NOW)
        seen = {(await client.event())["article"]["id"]}
        assert seen <= {article.id for article in world.articles[3 : 3 + numbers]}


async def test_an_article_that_is_changed_is_told_once(
    database: Database, server: Running, world: World
) -> None:
    article, other = world.articles[:2]
    await upsert_articles(database, [article], NOW)
    await upsert_articles(database, [replace(article, title="New", content_hash="new")], NOW)
    await upsert_articles(database, [other], NOW)
    async with talking(server) as client:
        await client.subscribe("1", since="arrival.0")
        assert [(await client.event())["article"]["id"] for _ in range(2)] == [article.id, other.id]


async def test_a_clock_that_is_set_back_hides_no_article(
    database: Database, server: Running, world: World
) -> None:
    undated = [replace(article, published_at=None) for article in world.articles[:2]]
    await upsert_articles(database, undated[:1], NOW)
    async with talking(server) as client:
        await client.subscribe("1", since="arrival.0")
        first = await client.event()
        await upsert_articles(database, undated[1:], NOW - timedelta(days=400))
        assert [first["article"]["id"], (await client.event())["article"]["id"]] == [a.id for a in undated]


async def test_concurrent_writers_lose_nothing(database: Database, server: Running, world: World) -> None:
    """A transaction that took its numbers first but commits later holds up all numbers after it."""
    holding, release = asyncio.Event(), asyncio.Event()

    async def slow_writer() -> None:
        async def work(transaction: Any) -> None:
            await transaction.run(
                "MERGE (a:Article {id: 'article-slow'}) SET a.title = 'Slow', a.orderedAt = datetime() "
                "WITH a MATCH (l:Layout) SET l.numbering = true SET a.number = coalesce(l.articles, 0) + 1, "
                "l.articles = coalesce(l.articles, 0) + 1",
                {},
            )
            holding.set()
            await release.wait()

        await database.transact(work)

    async with talking(server) as client:
        await client.subscribe("1", since="arrival.0")
        slow = asyncio.create_task(slow_writer())
        await holding.wait()
        fast = asyncio.create_task(upsert_articles(database, world.articles[:5], NOW))
        await client.hears()
        assert not fast.done()
        release.set()
        await asyncio.gather(slow, fast)
        ids = [(await client.event())["article"]["id"] for _ in range(6)]
    assert ids == ["article-slow", *sorted(article.id for article in world.articles[:5])]


@pytest.mark.slow
async def test_many_writers_at_once_are_numbered_without_a_gap(database: Database, world: World) -> None:
    async with Database(database.address) as second:
        await asyncio.gather(
            *(
                upsert_articles((database, second)[place % 2], [article], NOW)
                for place, article in enumerate(world.articles)
            )
        )
    rows = await database.read("MATCH (a:Article) RETURN a.number ORDER BY a.number", {})
    assert [row[0] for row in rows] == list(range(1, len(world.articles) + 1))


async def test_two_servers_tell_the_same(database: Database, server: Running, world: World) -> None:
    async with running(database.address) as second, talking(server) as one, talking(second) as other:
        for client in (one, other):
            await client.subscribe("1", since="arrival.0")
        await upsert_articles(database, world.articles[:8], NOW)
        assert [await one.event() for _ in range(8)] == [await other.event() for _ in range(8)]


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_events_come_as_server_sent_events(
    database: Database, server: Running, world: World, method: str
) -> None:
    await upsert_articles(database, world.articles[:3], NOW)
    variables = {"since": "arrival.1"}
    body: Mapping[str, Any] = (
        {"params": {"query": ARRIVALS, "variables": json.dumps(variables)}}
        if method == "GET"
        else {"json": {"query": ARRIVALS, "variables": variables}}
    )
    async with (
        httpx.AsyncClient(timeout=20) as client,
        client.stream(method, server.url, headers=EVENTS, **body) as response,
    ):
        assert response.headers["content-type"].startswith("text/event-stream")
        told = events(response)
        assert (await anext(told))[1]["data"]["articleIngested"]["cursor"] == "arrival.2"
        assert (await anext(told))[1]["data"]["articleIngested"]["cursor"] == "arrival.3"
        await upsert_articles(database, world.articles[3:4], NOW)
        name, answer = await anext(told)
        assert (name, answer["data"]["articleIngested"]["cursor"]) == ("next", "arrival.4")


async def test_a_query_is_answered_once_and_completed(database: Database, server: Running) -> None:
    async with httpx.AsyncClient(timeout=20) as client:
        response = await client.post(server.url, json={"query": "{ __typename }"}, headers=EVENTS)
        assert [event async for event in events(response)] == [
            ("next", {"data": {"__typename": "Query"}}),
            ("complete", None),
        ]
    async with talking(server) as talker:
        await talker.subscribe("q", "{ __typename }")
        assert await talker.receive() == {
            "id": "q",
            "type": "next",
            "payload": {"data": {"__typename": "Query"}},
        }
        assert await talker.receive() == {"id": "q", "type": "complete"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ('subscription { articleIngested(since: "x") { cursor } }', "BAD_CURSOR"),
        ('subscription { articleIngested(since: "arrival.999") { cursor } }', "BAD_CURSOR"),
        ("subscription { articleIngested @skip(if: true) { cursor } }", "GRAPHQL_VALIDATION_FAILED"),
        ('mutation { unmergeEntity(id: "a") { unmerged } }', "OPERATION_RESOLUTION_FAILURE"),
    ],
)
async def test_what_cannot_run_is_told_and_the_connection_stays(
    database: Database, server: Running, query: str, code: str
) -> None:
    async with talking(server) as client:
        await client.subscribe("1", query)
        message = await client.receive()
        assert (message["type"], message["payload"][0]["extensions"]["code"]) == ("error", code)
        await client.hears()


async def test_a_stream_that_cannot_begin_is_refused(database: Database, server: Running) -> None:
    async with httpx.AsyncClient(timeout=20) as client:
        for query in ("subscription {", "subscription { nothing }"):
            response = await client.post(server.url, json={"query": query}, headers=EVENTS)
            assert response.status_code == 400
        plain = await client.post(server.url, json={"query": ARRIVALS})
        assert plain.json()["errors"][0]["extensions"]["code"] == "OPERATION_RESOLUTION_FAILURE"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nonsense", 4400),
        ("[]", 4400),
        ('{"type": "subscribe"}', 4400),
        ('{"type": "subscribe", "id": "1", "payload": []}', 4400),
        ('{"type": "subscribe", "id": "1", "payload": {"query": 1}}', 4400),
        ('{"type": "surprise"}', 4400),
        ('{"type": "connection_init"}', 4429),
        (" " * 200_000, 1009),
    ],
)
async def test_what_is_not_the_protocol_closes_the_connection(
    database: Database, server: Running, text: str, code: int
) -> None:
    async with talking(server) as client:
        await client.socket.send(text)
        assert await client.closed() == code


async def test_who_did_not_introduce_itself_is_closed(database: Database, server: Running) -> None:
    async with connect(server.socket_url, subprotocols=[PROTOCOL]) as socket:
        client = Client(socket)
        await client.subscribe("1")
        assert await client.closed() == 4401
    async with connect(server.socket_url) as socket:
        assert await Client(socket).closed() == 4406


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
async def test_pages_of_other_sites_are_refused(database: Database, server: Running, origin: str) -> None:
    with pytest.raises(websockets.InvalidStatus, match="403"):
        async with connect(server.socket_url, subprotocols=[PROTOCOL], origin=Origin(origin)):
            pass


async def test_the_servers_own_page_is_let_in(database: Database, server: Running) -> None:
    own = Origin(server.url.removesuffix("/graphql"))
    async with connect(server.socket_url, subprotocols=[PROTOCOL], origin=own) as socket:
        assert socket.subprotocol == PROTOCOL


async def test_no_more_subscriptions_than_allowed(database: Database) -> None:
    async with running(database.address, subscriptions=2) as server, talking(server) as client:
        for id_ in "12":
            await client.subscribe(id_)
        await client.subscribe("3")
        message = await client.receive()
        assert (message["id"], message["payload"][0]["extensions"]["code"]) == ("3", "UNAVAILABLE")
        async with httpx.AsyncClient() as http:
            refused = await http.post(server.url, json={"query": ARRIVALS}, headers=EVENTS)
            assert refused.status_code == 503
        await client.send(id="1", type="complete")
        await client.hears()
        await client.subscribe("4", "{ __typename }")
        assert (await client.receive())["id"] == "4"
        async with talking(server), connect(server.socket_url, subprotocols=[PROTOCOL]) as socket:
            assert await Client(socket).closed() == 1013


@pytest.mark.slow
async def test_a_client_that_takes_nothing_is_cut_off(database: Database, world: World) -> None:
    long = [replace(article, body="word " * 200_000, fingerprint=()) for article in world.articles]
    await upsert_articles(database, long, NOW)
    query = 'subscription { articleIngested(since: "arrival.0") { article { body } } }'
    async with (
        running(database.address, send_seconds=0.2, subscriptions=2) as server,
        talking(server) as other,
        connect(
            server.socket_url, subprotocols=[PROTOCOL], max_queue=1, compression=None, max_size=None
        ) as socket,
    ):
        slow = Client(socket)
        await slow.send(type="connection_init")
        assert await slow.receive() == {"type": "connection_ack"}
        await slow.subscribe("1", query)
        await slow.receive()
        await other.subscribe("kept")
        # There is a place again once the server has given the slow client up.
        refused = True
        while refused:
            await other.subscribe("asked", "{ __typename }")
            refused = (await other.receive())["type"] == "error"
        assert await slow.closed() == 1013


async def test_a_server_that_stops_ends_its_streams(database: Database) -> None:
    async with running(database.address) as server, talking(server) as client:
        await client.subscribe("1")
        async with (
            httpx.AsyncClient(timeout=20) as http,
            http.stream("POST", server.url, json={"query": ARRIVALS}, headers=EVENTS) as response,
        ):
            stopping = asyncio.create_task(server.stop())
            assert [event async for event in events(response)] == []
            assert await client.closed() == 1012
            await stopping
