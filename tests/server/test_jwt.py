"""JSON Web Tokens of another server: who they let in, and what they are refused for."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from graph.address import Address
from graph.errors import BadSetting, Unavailable
from running import running
from server.access import Access, NotAllowed
from server.guard import keys as keys_module
from server.guard.keys import read_keys
from server.settings import load_settings

RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = ec.generate_private_key(ec.SECP256R1())
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ISSUER, AUDIENCE = "https://login.example", "content-graph"
EDIT = {"scope": "openid news:edit"}
READ = {"scope": "news:read"}


def jwks() -> dict[str, Any]:
    """The public keys, and one with a shared secret, which must not be taken."""
    return {
        "keys": [
            {**json.loads(RSAAlgorithm.to_jwk(RSA.public_key())), "kid": "rsa", "use": "sig"},
            {**json.loads(ECAlgorithm.to_jwk(EC.public_key())), "kid": "ec", "alg": "ES256"},
            {"kty": "oct", "kid": "shared", "k": base64.urlsafe_b64encode(b"s" * 32).decode()},
            {"kty": "RSA", "kid": "broken", "n": "AA", "e": ""},
        ]
    }


def claims(**given: Any) -> dict[str, Any]:
    """What a valid token says; a claim that is None is left out."""
    now = datetime.now(UTC)
    whole = {"iss": ISSUER, "aud": AUDIENCE, "sub": "ada", "exp": now + timedelta(minutes=5), **given}
    return {name: value for name, value in whole.items() if value is not None}


def token(key: Any = RSA, algorithm: str = "RS256", kid: str | None = "rsa", **given: Any) -> str:
    """A signed token, as a header."""
    return "Bearer " + jwt.encode(claims(**given), key, algorithm, {"kid": kid} if kid else None)


def forged(header: dict[str, Any], secret: bytes) -> str:
    """A token that is signed with a shared secret, whatever its header says."""
    body = claims(**EDIT)
    body["exp"] = int(body["exp"].timestamp())
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, body)]
    mac = hmac.new(secret, b".".join(parts), hashlib.sha256).digest() if secret else b""
    return "Bearer " + b".".join([*parts, base64.urlsafe_b64encode(mac).rstrip(b"=")]).decode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The keys as a file."""
    path = tmp_path / "jwks.json"
    path.write_text(json.dumps(jwks()), "utf-8")
    return path


def given(source: object, **more: object) -> dict[str, object]:
    """Settings that take tokens of the keys at `source`."""
    return {
        "jwks": str(source), "jwt_issuer": ISSUER, "jwt_audience": AUDIENCE,
        "jwt_editors": "scope=news:edit", "jwt_readers": "scope=news:read", **more,
    }  # fmt: skip


async def may(access: Access, authorization: str | None) -> tuple[int, int]:
    """The statuses of reading and editing with a header; 200 for what is allowed."""
    statuses: list[int] = []
    for check in (access.check_reading, access.check_editing):
        try:
            await check(authorization)
            statuses.append(200)
        except NotAllowed as error:
            statuses.append(error.status)
    return statuses[0], statuses[1]


async def test_a_token_lets_in_whom_its_claims_name(file: Path) -> None:
    access = Access(load_settings(**given(file)))
    past, soon = datetime.now(UTC) - timedelta(minutes=1), datetime.now(UTC) + timedelta(minutes=1)
    public = RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    tried: list[tuple[str | None, tuple[int, int]]] = [
        (token(**EDIT), (200, 200)),
        (token(**READ), (200, 403)),
        (token(EC, "ES256", "ec", **EDIT), (200, 200)),
        (token(algorithm="PS512", **EDIT), (200, 200)),
        (token(scope=["news:edit"]), (200, 200)),
        (token(aud=["other", AUDIENCE], **EDIT), (200, 200)),
        (token(exp=datetime.now(UTC) - timedelta(seconds=10), **EDIT), (200, 200)),
        (token(scope="news:editors"), (403, 403)),
        (token(), (403, 403)),
        (None, (401, 401)),
        ("Bearer a.b.c", (401, 401)),
        ("Bearer " + "a." * 9000, (401, 401)),
        (token(exp=past, **EDIT), (401, 401)),
        (token(exp=None, **EDIT), (401, 401)),
        (token(nbf=soon, **EDIT), (401, 401)),
        (token(iss="https://other.example", **EDIT), (401, 401)),
        (token(iss=None, **EDIT), (401, 401)),
        (token(aud="other", **EDIT), (401, 401)),
        (token(aud=None, **EDIT), (401, 401)),
        (token(OTHER, **EDIT), (401, 401)),
        (token(kid="unknown", **EDIT), (401, 401)),
        (token(kid=None, **EDIT), (401, 401)),
        (token(EC, "ES256", "rsa", **EDIT), (401, 401)),
        (token(kid="ec", **EDIT), (401, 401)),
        (forged({"alg": "none", "kid": "rsa"}, b""), (401, 401)),
        (forged({"alg": "NONE", "kid": "rsa"}, b""), (401, 401)),
        (forged({"alg": "HS256", "kid": "rsa"}, public), (401, 401)),
        (forged({"alg": "HS256", "kid": "shared"}, b"s" * 32), (401, 401)),
        (forged({"alg": "RS256", "kid": ["rsa"]}, public), (401, 401)),
        (forged({"alg": "RS256", "kid": "rsa", "crit": ["b64"], "b64": False}, public), (401, 401)),
    ]
    assert [await may(access, header) for header, _ in tried] == [expected for _, expected in tried]


async def test_a_claim_may_lie_within_objects(file: Path) -> None:
    access = Access(load_settings(**given(file, jwt_editors="realm_access.roles=editor", jwt_readers="")))
    assert await may(access, token(realm_access={"roles": ["a", "editor"]})) == (200, 200)
    assert await may(access, token(**cast(Any, {"realm_access.roles": ["editor"]}))) == (200, 200)
    assert await may(access, token(realm_access="editor")) == (200, 403)
    assert await may(access, None) == (200, 401)


@asynccontextmanager
async def key_server(answers: list[bytes | None]) -> AsyncGenerator[str]:
    """Serves the last of `answers`, or 500 for None; every request appends to `asked`."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = answers.pop() if answers else None
        status = b"200 OK" if body is not None else b"500 Error"
        writer.write(
            b"HTTP/1.1 %s\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%s"
            % (status, len(body or b""), body or b"")
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/jwks"


async def test_unknown_keys_do_not_become_a_flood_of_fetches(monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps(jwks()).encode()
    answers: list[bytes | None] = [text] * 9
    async with key_server(answers) as address:
        access = Access(load_settings(**given(address)))
        headers = [token(kid=f"unknown{number}", **EDIT) for number in range(40)]
        assert set(await asyncio.gather(*(may(access, header) for header in headers))) == {(401, 401)}
        assert await may(access, token(**EDIT)) == (200, 200)
        assert len(answers) == 8
        # A new key is found once the pause is over; an answer that fails leaves the old keys.
        monkeypatch.setattr(keys_module, "PAUSE_SECONDS", 0)
        await may(access, headers[0])
        assert len(answers) < 8
        answers.clear()
        assert await may(access, headers[0]) == (401, 401)
        assert await may(access, token(**EDIT)) == (200, 200)


async def test_keys_that_cannot_be_had_are_told_without_their_address() -> None:
    async with key_server([]) as address:
        access = Access(load_settings(**given(address)))
        with pytest.raises(Unavailable) as refused:
            await access.check_editing(token(**EDIT))
    assert str(refused.value) == "the keys that tokens are checked with cannot be had; try again later"


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b'{"keys": {}}', b'{"keys": [1, {"kty": "oct", "k": "AA"}]}']
)
def test_keys_that_are_none_are_told(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"JSON|no public key"):
        read_keys(text)


@pytest.mark.parametrize(
    "wrong",
    [
        {"jwks": "http://login.example/jwks"}, {"jwks": "/nowhere/jwks.json"}, {"jwt_issuer": ""},
        {"jwt_audience": ""}, {"jwt_editors": "editor"}, {"jwt_readers": "=x"},
    ],
)  # fmt: skip
def test_a_wrong_set_up_is_told_at_the_start(file: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(BadSetting):
        Access(load_settings(**{**given(file), **wrong}))


async def test_tokens_open_every_way_in(address: Address, file: Path) -> None:
    query = {"query": "{ __typename }"}
    async with running(address, **given(file)) as served, httpx.AsyncClient(timeout=30) as client:
        for header, status in ((token(**READ), 200), (token(iss="x", **READ), 401), (token(), 403)):
            for accept in ("application/json", "text/event-stream"):
                headers = {"Authorization": header, "Accept": accept}
                answer = await client.post(served.url, json=query, headers=headers)
                assert answer.status_code == status
        for header, told in ((token(**READ), "connection_ack"), (token(iss="x", **READ), None)):
            async with connect(
                served.socket_url, subprotocols=[Subprotocol("graphql-transport-ws")]
            ) as socket:
                await socket.send(
                    json.dumps({"type": "connection_init", "payload": {"Authorization": header}})
                )
                messages = [json.loads(text)["type"] async for text in _first(socket)]
                assert messages == ([told] if told else [])


async def _first(socket: Any) -> AsyncGenerator[str]:
    """The first message; none where the connection is closed instead."""
    with suppress(ConnectionClosed):
        async with asyncio.timeout(20):
            yield await socket.recv()
