"""Rates, turns, origins, and clients that are slow, on a real server."""

# ruff: noqa: E501 - tables of what is sent

import asyncio
import json
from collections.abc import AsyncGenerator

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from graph.address import Address
from graph.errors import BadSetting, RateLimited
from running import TOKEN, Running, running
from server.guard import rate
from server.guard.asgi import Guards
from server.guard.rate import Rates, network
from server.settings import load_settings

QUERY = {"query": "{ __typename }"}
PAGE = "https://news.example"


@pytest.fixture(scope="module")
async def tight(address: Address) -> AsyncGenerator[Running]:
    """A server that allows little."""
    given = {
        "rate_per_minute": 1, "rate_burst": 3, "trusted_proxies": "127.0.0.1", "receive_seconds": 0.3,
        "send_seconds": 0.3, "cors_origins": PAGE, "streams_per_address": 1,
    }  # fmt: skip
    async with running(address, **given) as served:
        yield served


@pytest.fixture
async def client() -> AsyncGenerator[httpx.AsyncClient]:
    """A client."""
    async with httpx.AsyncClient(timeout=30) as opened:
        yield opened


def from_(address: str, token: str | None = None) -> dict[str, str]:
    """The headers of a request that a proxy sent on for an address."""
    return {"X-Forwarded-For": address} | ({"Authorization": f"Bearer {token}"} if token else {})


async def test_who_asks_too_often_is_told_when_to_come_back(
    client: httpx.AsyncClient, tight: Running
) -> None:
    statuses = [
        (await client.post(tight.url, json=QUERY, headers=from_("10.0.0.1"))).status_code for _ in range(3)
    ]
    # Tokens that are made up do not help.
    refused = await client.post(tight.url, json=QUERY, headers=from_("10.0.0.1", "made-up"))
    assert (statuses, refused.status_code) == ([200] * 3, 429)
    (error,) = refused.json()["errors"]
    assert error["extensions"] == {"code": "RATE_LIMITED", "retryAfter": int(refused.headers["retry-after"])}
    assert 0 < error["extensions"]["retryAfter"] <= 60
    for headers in (from_("10.0.0.2"), from_("10.0.0.1", TOKEN)):
        assert (await client.post(tight.url, json=QUERY, headers=headers)).status_code == 200
    assert (await client.get(tight.url.replace("/graphql", "/health"))).status_code == 200


async def test_operations_by_socket_are_counted_too(tight: Running) -> None:
    headers = from_("10.0.0.3")
    protocol = Subprotocol("graphql-transport-ws")
    async with connect(tight.socket_url, subprotocols=[protocol], additional_headers=headers) as socket:
        await socket.send(json.dumps({"type": "connection_init"}))
        await socket.recv()
        codes: list[object] = []
        for number in range(4):
            await socket.send(json.dumps({"id": str(number), "type": "subscribe", "payload": QUERY}))
            message = json.loads(await socket.recv())
            if message["type"] == "next":
                await socket.recv()
            else:
                codes.append(message["payload"][0]["extensions"]["code"])
    assert codes == ["RATE_LIMITED"]


async def test_one_address_has_few_streams(client: httpx.AsyncClient, tight: Running) -> None:
    headers = from_("10.0.0.4")
    protocol = Subprotocol("graphql-transport-ws")
    async with connect(tight.socket_url, subprotocols=[protocol], additional_headers=headers):
        events = {**headers, "Accept": "text/event-stream"}
        refused = await client.post(tight.url, json=QUERY, headers=events)
        assert refused.status_code == 503
        assert (
            await client.post(tight.url, json=QUERY, headers=events | from_("10.0.0.5"))
        ).status_code == 200


async def told(served: Running, sent: bytes) -> bytes:
    """All that the server says to a client that sends this and waits."""
    host, port = served.url.split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(sent)
        async with asyncio.timeout(20):
            return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


HEAD = b"POST /graphql HTTP/1.1\r\nhost: a\r\nx-forwarded-for: 10.0.1.1\r\ncontent-type: application/json\r\n"


async def test_slow_clients_are_cut_off(tight: Running) -> None:
    assert await told(tight, b"") == b""
    assert await told(tight, HEAD) == b""
    late = await told(tight, HEAD + b"content-length: 20\r\n\r\n{")
    assert late.startswith(b"HTTP/1.1 408") and b'"BAD_REQUEST"' in late
    # The rest of a body that nobody reads is not waited for.
    assert (await told(tight, HEAD + b"content-length: 99999999\r\n\r\n{")).startswith(b"HTTP/1.1 413")


async def test_headers_without_an_end_are_refused(tight: Running) -> None:
    endless = b"".join(b"x-%d: %s\r\n" % (number, b"a" * 1000) for number in range(400))
    assert (await told(tight, HEAD + endless)).startswith(b"HTTP/1.1 431 ")


async def test_pages_of_allowed_origins_may_ask(
    client: httpx.AsyncClient, tight: Running, address: Address
) -> None:
    ask = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type, authorization",
    }
    allowed = await client.options(tight.url, headers={"Origin": PAGE, **ask})
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, PAGE)
    assert "access-control-allow-credentials" not in allowed.headers
    other = await client.options(tight.url, headers={"Origin": "https://news.example.evil", **ask})
    assert "access-control-allow-origin" not in other.headers
    async with running(address) as closed:
        none = await client.options(closed.url, headers={"Origin": PAGE, **ask})
        assert (none.status_code, "access-control-allow-origin" in none.headers) == (405, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"cors_origins": "https://a.example/"}, {"cors_origins": "*,https://a.example"}, {"cors_origins": "a.example"},
        {"cors_origins": "null"}, {"trusted_proxies": "*"}, {"trusted_proxies": "10.0.0.1/8"},
    ],
)  # fmt: skip
def test_origins_and_proxies_are_checked_at_the_start(wrong: dict[str, str]) -> None:
    with pytest.raises(BadSetting):
        Guards(load_settings(**wrong))


def test_a_rate_forgets_who_asked_long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate, "MOST_CLIENTS", 2)
    rates = Rates(1, 1)
    for client in "abc":
        rates.take(client)
    with pytest.raises(RateLimited):
        rates.take("c")
    rates.take("a")


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("10.0.0.1", "10.0.0.1"), ("2001:db8:1:2:3::4", "2001:0db8:0001:0002::/64"), ("::ffff:10.0.0.1", "10.0.0.1"),
        ("fe80::1%eth0", "fe80:0000:0000:0000::/64"), ("unix:", "unix:"),
    ],
)  # fmt: skip
def test_a_customers_network_counts_as_one(address: str, counted: str) -> None:
    assert network(address) == counted


async def test_a_server_with_too_much_to_do_says_so(client: httpx.AsyncClient, address: Address) -> None:
    async with running(address, at_work=1, waiting=1) as served:
        query = {"query": "{ stats { articles } }"}
        answers = await asyncio.gather(*(client.post(served.url, json=query) for _ in range(30)))
        health = await client.get(served.url.replace("/graphql", "/health"))
    refused = [answer for answer in answers if answer.status_code == 503]
    assert {answer.status_code for answer in answers} == {200, 503}
    assert {answer.json()["errors"][0]["extensions"]["code"] for answer in refused} == {"OVERLOADED"}
    assert {answer.headers["retry-after"] for answer in refused} == {"1"}
    assert health.status_code == 200
