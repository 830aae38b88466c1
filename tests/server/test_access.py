"""Who may read, who may change, and what an operator can switch off, on a real server."""

import asyncio
import json
from collections.abc import AsyncGenerator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from graph.address import Address
from graph.errors import BadSetting
from running import TOKEN, Running, running
from server.access import digest, new_token
from server.documents import Documents, NotRegistered, NotTrusted, read_trusted

READER = "a-token-of-readers-1"
GRAPHQL = "application/graphql-response+json"
QUERY = "{ __typename }"
KNOWN = "query Known { stats { articles } }"
CHANGE = 'mutation { unmergeEntity(id: "Q7747") { unmerged } }'


def bearer(token: str) -> dict[str, str]:
    """The headers of who holds a token."""
    return {"Authorization": f"Bearer {token}", "Accept": GRAPHQL}


def code(response: httpx.Response) -> str:
    """The code of an answer's one error."""
    (error,) = response.json()["errors"]
    return error["extensions"]["code"]


@pytest.fixture
async def client() -> AsyncGenerator[httpx.AsyncClient]:
    """A client."""
    async with httpx.AsyncClient(timeout=30) as opened:
        yield opened


@pytest.fixture(scope="module")
async def closed(address: Address) -> AsyncGenerator[Running]:
    """A server that only those with a token may ask, without introspection and playground."""
    digests = f"{digest(READER)},{digest('another-token')}"
    async with running(address, reader_tokens=digests, introspection=False, playground=False) as served:
        yield served


@pytest.mark.parametrize(
    ("token", "query", "status"),
    [
        (None, QUERY, 401),
        ("wrong", QUERY, 401),
        (READER, QUERY, 200),
        ("another-token", QUERY, 200),
        (TOKEN, QUERY, 200),
        (READER, CHANGE, 401),
        (None, CHANGE, 401),
        (TOKEN, CHANGE, 200),
        (digest(READER), QUERY, 401),
    ],
)
async def test_a_token_opens_what_it_is_for(
    client: httpx.AsyncClient, closed: Running, token: str | None, query: str, status: int
) -> None:
    headers = bearer(token) if token else {"Accept": GRAPHQL}
    response = await client.post(closed.url, json={"query": query}, headers=headers)
    assert response.status_code == status
    if status == 401:
        assert (code(response), response.headers["www-authenticate"]) == ("FORBIDDEN", "Bearer")


async def test_events_need_the_token_too(client: httpx.AsyncClient, closed: Running) -> None:
    events = {"Accept": "text/event-stream"}
    refused = await client.post(closed.url, json={"query": QUERY}, headers=events)
    assert refused.status_code == 401
    told = await client.post(closed.url, json={"query": QUERY}, headers=bearer(READER) | events)
    assert '"__typename":"Query"' in told.text


@pytest.mark.parametrize(
    ("payload", "headers", "told"),
    [
        ({}, {}, 4403),
        ({"Authorization": "Bearer wrong"}, {}, 4403),
        ({"Authorization": 7}, {}, 4403),
        ({"Authorization": f"Bearer {READER}"}, {}, "connection_ack"),
        ({}, {"Authorization": f"Bearer {READER}"}, "connection_ack"),
    ],
)
async def test_a_socket_needs_the_token_too(
    closed: Running, payload: dict[str, Any], headers: dict[str, str], told: int | str
) -> None:
    protocol = Subprotocol("graphql-transport-ws")
    async with connect(closed.socket_url, subprotocols=[protocol], additional_headers=headers) as socket:
        await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
        async with asyncio.timeout(20):
            if isinstance(told, str):
                assert json.loads(await socket.recv())["type"] == told
            else:
                with pytest.raises(ConnectionClosed) as ended:
                    await socket.recv()
                assert ended.value.rcvd is not None and ended.value.rcvd.code == told


@pytest.mark.parametrize(
    "query", ["{ __schema { types { name } } }", "{ _service { sdl } }", "{ nodez { id } }"]
)
async def test_a_closed_schema_is_told_nowhere(
    client: httpx.AsyncClient, closed: Running, query: str
) -> None:
    response = await client.post(closed.url, json={"query": query}, headers=bearer(READER))
    assert (response.status_code, code(response)) == (400, "GRAPHQL_VALIDATION_FAILED")
    assert "Did you mean" not in response.text


async def test_no_playground_where_there_is_none(client: httpx.AsyncClient, closed: Running) -> None:
    response = await client.get(closed.url, headers={"Accept": "text/html"})
    assert response.status_code in (401, 406)
    assert "<html" not in response.text


async def test_a_text_is_registered_and_then_asked_by_its_digest(
    client: httpx.AsyncClient, address: Address
) -> None:
    async with running(address) as served:
        extensions = {"persistedQuery": {"version": 1, "sha256Hash": sha256(QUERY.encode()).hexdigest()}}
        unknown = await client.post(served.url, json={"extensions": extensions})
        assert (unknown.status_code, code(unknown)) == (200, "PERSISTED_QUERY_NOT_FOUND")
        assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
        known = {"query": QUERY, "extensions": extensions}
        assert (await client.post(served.url, json=known)).json() == {"data": {"__typename": "Query"}}
        again = await client.get(served.url, params={"extensions": json.dumps(extensions)})
        assert again.json() == {"data": {"__typename": "Query"}}
        other = await client.post(served.url, json=known | {"query": KNOWN})
        assert (other.status_code, code(other)) == (400, "BAD_REQUEST")


async def test_only_trusted_documents_are_run(
    client: httpx.AsyncClient, address: Address, tmp_path: Path
) -> None:
    file = tmp_path / "trusted.json"
    file.write_text(json.dumps({"known": KNOWN}), "utf-8")
    async with running(address, trusted_documents=file) as served:
        for sent in ({"documentId": "known"}, {"query": KNOWN}):
            answer = await client.post(served.url, json=sent)
            assert "articles" in answer.json()["data"]["stats"]
        for sent in ({"query": QUERY}, {"documentId": "other"}, {}, {"query": KNOWN + " "}):
            refused = await client.post(served.url, json=sent)
            assert (refused.status_code, code(refused)) == (403, "UNTRUSTED_DOCUMENT")
        protocol = Subprotocol("graphql-transport-ws")
        async with connect(served.socket_url, subprotocols=[protocol]) as socket, asyncio.timeout(20):
            await socket.send(json.dumps({"type": "connection_init"}))
            await socket.recv()
            for id_, query, type_ in (("1", QUERY, "error"), ("2", KNOWN, "next")):
                await socket.send(json.dumps({"id": id_, "type": "subscribe", "payload": {"query": query}}))
                told = json.loads(await socket.recv())
                assert (told["id"], told["type"]) == (id_, type_)
                if type_ == "error":
                    assert told["payload"][0]["extensions"]["code"] == "UNTRUSTED_DOCUMENT"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "it must map ids to texts"),
        ('{"a": 1}', "it must map ids to texts"),
        ("{", "must be a JSON object"),
        ('{"a": "{"}', "the trusted document 'a' is no operation"),
    ],
)
def test_a_wrong_file_of_trusted_documents_is_told(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "trusted.json"
    file.write_text(text, "utf-8")
    with pytest.raises(BadSetting, match=told):
        read_trusted(file)


def test_the_texts_used_last_are_kept() -> None:
    documents = Documents()
    texts = [f"query Q{number} {{ __typename }}" for number in range(1001)]
    ids = [sha256(text.encode()).hexdigest() for text in texts]
    for text, id_ in zip(texts[:1000], ids[:1000], strict=True):
        documents.text(text, id_)
    assert documents.text(None, ids[0]) == texts[0]
    documents.text(texts[1000], ids[1000])
    assert documents.text(None, ids[0]) == texts[0]
    with pytest.raises(NotRegistered):
        documents.text(None, ids[1])


def test_nothing_is_trusted_of_an_empty_file() -> None:
    with pytest.raises(NotTrusted):
        Documents({}).text(QUERY, None)


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(50)}
    assert len(tokens) == 50
    assert min(map(len, tokens)) >= 43


async def test_exports_are_for_those_who_may_read(
    client: httpx.AsyncClient, address: Address, closed: Running, tmp_path: Path
) -> None:
    place = closed.url.replace("/graphql", "/export.gexf")
    assert (await client.get(place)).status_code == 401
    assert (await client.get(place, headers=bearer("wrong"))).status_code == 401
    assert (await client.get(place, headers=bearer(READER))).status_code == 200
    trusted = tmp_path / "trusted.json"
    trusted.write_text(json.dumps({"known": KNOWN}), "utf-8")
    async with running(address, trusted_documents=trusted) as served:
        answer = await client.get(served.url.replace("/graphql", "/export.gexf"))
        assert answer.status_code == 403
        assert answer.json()["code"] == "FORBIDDEN"
