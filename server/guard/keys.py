"""The public keys that JSON Web Tokens are checked with, from a JWKS file or address.

https://www.rfc-editor.org/rfc/rfc7517
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any, Final, cast
from urllib.parse import urlsplit

import orjson
import requests
from jwt import PyJWK
from jwt.exceptions import PyJWTError

from graph.errors import BadSetting, Unavailable

KEEP_SECONDS: Final = 600.0
"""Seconds after which the keys are fetched anew."""

PAUSE_SECONDS: Final = 30.0
"""Seconds between two fetches at least, whatever tokens come: an unknown key is no reason for a flood."""

STALE_SECONDS: Final = 86_400.0
"""Seconds for which keys are used that cannot be fetched anew."""

_FETCH_SECONDS: Final = 5.0
_MOST_BYTES: Final = 1_048_576
_MOST_KEYS: Final = 100
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})

_ALGORITHMS: Final[Mapping[str, tuple[str, ...]]] = {
    "RSA": ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    "EC": ("ES256", "ES384", "ES512"),
    "OKP": ("EdDSA",),
}
"""Algorithms by the kind of key: `none` and those with a shared secret are none of them."""


class VerifyingKey:
    """A public key, and the algorithms that a token may name with it."""

    def __init__(self, key: Any, algorithms: tuple[str, ...]) -> None:
        self.key = key
        self.algorithms = algorithms


class Keys:
    """The keys of one JWKS, kept for a while."""

    def __init__(self, source: str) -> None:
        """Take the address (https, or http on this machine) or the file. Raises BadSetting."""
        parts = urlsplit(source)
        self._is_address = parts.scheme in ("http", "https")
        if self._is_address and parts.scheme != "https" and parts.hostname not in _LOCAL:
            raise BadSetting("CONTENT_GRAPH_JWKS must be an https address or a file; http is open to forgery")
        self._source = source
        self._keys: dict[str | None, VerifyingKey] = {}
        self._fetched = self._tried = float("-inf")
        self._fetching = asyncio.Lock()
        if not self._is_address:
            try:
                self._keys = read_keys(Path(source).read_bytes())
            except (OSError, ValueError) as error:
                raise BadSetting(f"CONTENT_GRAPH_JWKS: {source!r} is no readable JWKS file") from error

    async def key(self, id_: str | None) -> VerifyingKey | None:
        """The key with an id; without one, the only key. Raises Unavailable where no keys can be had."""
        is_coming = self._fetching.locked() and (id_ is None or id_ not in self._keys)
        if self._is_address and (is_coming or self._wants_fetch(id_)):
            async with self._fetching:
                if self._wants_fetch(id_):
                    await self._fetch()
        if self._is_address and monotonic() - self._fetched > STALE_SECONDS:
            raise Unavailable("the keys that tokens are checked with cannot be had; try again later")
        if id_ is None:
            return next(iter(self._keys.values())) if len(self._keys) == 1 else None
        return self._keys.get(id_)

    def _wants_fetch(self, id_: str | None) -> bool:
        now = monotonic()
        is_old = now - self._fetched > KEEP_SECONDS
        is_unknown = id_ is not None and id_ not in self._keys
        return (is_old or is_unknown) and now - self._tried > PAUSE_SECONDS

    async def _fetch(self) -> None:
        self._tried = monotonic()
        try:
            async with asyncio.timeout(2 * _FETCH_SECONDS):
                self._keys = read_keys(await asyncio.to_thread(_download, self._source))
        except (OSError, ValueError, TimeoutError):
            # The old keys are used on, as long as they are not stale.
            return
        self._fetched = monotonic()


def read_keys(text: bytes) -> dict[str | None, VerifyingKey]:
    """The keys for signatures in a JWKS, by id; other keys are left out. Raises ValueError for none."""
    try:
        found: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ValueError("not JSON") from error
    listed = cast(dict[str, Any], found).get("keys") if isinstance(found, dict) else None
    keys: dict[str | None, VerifyingKey] = {}
    for each in cast(list[Any], listed)[:_MOST_KEYS] if isinstance(listed, list) else ():
        if isinstance(each, dict):
            key = _verifying(cast(dict[str, Any], each))
            if key is not None:
                keys[cast(dict[str, Any], each).get("kid")] = key
    if not keys:
        raise ValueError("no public key for signatures")
    return keys


def _verifying(given: dict[str, Any]) -> VerifyingKey | None:
    algorithms = _ALGORITHMS.get(str(given.get("kty")), ())
    named = given.get("alg")
    if named is not None:
        algorithms = tuple(name for name in algorithms if name == named)
    if not algorithms or given.get("use", "sig") != "sig" or not isinstance(given.get("kid"), str | None):
        return None
    try:
        # Only the public part: a private key in the set is no reason to hold it.
        public = {
            name: value for name, value in given.items() if name not in ("d", "p", "q", "dp", "dq", "qi")
        }
        return VerifyingKey(PyJWK(public, algorithms[0]).key, algorithms)
    except (PyJWTError, ValueError, TypeError):
        return None


def _download(address: str) -> bytes:
    body = bytearray()
    with requests.get(address, timeout=_FETCH_SECONDS, allow_redirects=False, stream=True) as answer:
        if answer.status_code != 200:
            raise ValueError("not answered with 200")
        for chunk in answer.iter_content(65536):
            body += chunk
            if len(body) > _MOST_BYTES:
                raise ValueError("too long")
    return bytes(body)
