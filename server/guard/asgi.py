"""What every request passes before an endpoint sees it: rates, turns, and the time that its body may take."""

import asyncio
from ipaddress import ip_network
from re import compile as pattern
from typing import Final

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.errors import BadSetting, RateLimited, Unavailable
from server.access import Access
from server.bookmarks import BOOKMARKS
from server.graphql_http import BadRequest, refusal
from server.guard.rate import Rates, network
from server.guard.turns import Turns
from server.observation.http import REQUEST_ID
from server.settings import Settings

_ORIGIN: Final = pattern(r"https?://(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?")
_EXPORT: Final = "/export."

RUSH: Final = 4
"""In a rush a fourth of AT_WORK is worked at, and as much waits; decision 0047 has the figures."""


class Guards:
    """The guards of one server."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings. Raises BadSetting for origins or proxies that are none."""
        self.rates = Rates(settings.rate_per_minute, settings.rate_burst)
        in_rush = max(1, settings.at_work // RUSH)
        self.turns = Turns(settings.at_work, settings.waiting, settings.wait_seconds, in_rush)
        self.exports = Turns(settings.exports, 0, settings.wait_seconds, settings.exports)
        self.receive_seconds = settings.receive_seconds
        self.origins = _origins(settings.cors_origins)
        _check_proxies(settings.trusted_proxies)

    def middleware(self, access: Access) -> list[Middleware]:
        """The middleware to put around the endpoints, the outer one first."""
        guard = Middleware(Guard, guards=self, access=access)
        if not self.origins:
            return [guard]
        cors = Middleware(
            CORSMiddleware,
            allow_origins=self.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", BOOKMARKS, REQUEST_ID],
            expose_headers=["Retry-After", BOOKMARKS, REQUEST_ID],
        )
        return [cors, guard]


class Guard:
    """Refuses at once what comes too often or is too much; a body that is too slow is refused late."""

    def __init__(self, app: ASGIApp, guards: Guards, access: Access) -> None:
        """Guard `app`."""
        self._app = app
        self._guards = guards
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with 429 or 503."""
        path: str = scope.get("path", "")
        exports = path.startswith(_EXPORT)
        if scope["type"] != "http" or not (exports or path == "/graphql"):
            await self._app(scope, receive, send)
            return
        try:
            await self._check_rate(scope)
            if exports:
                async with self._guards.exports.turn():
                    await self._app(scope, self._in_time(receive), send)
                return
            self._guards.turns.check()
        except RateLimited as error:
            await refusal(error, 429)(scope, receive, send)
        except Unavailable as error:
            await refusal(error, 503)(scope, receive, send)
        else:
            await self._app(scope, self._in_time(receive), send)

    async def _check_rate(self, scope: Scope) -> None:
        if self._guards.rates.is_on:
            # Only a token that is known counts by itself: whoever makes tokens up counts by address.
            caller = await self._access.caller(Headers(scope=scope).get("authorization"))
            self._guards.rates.take(caller.name or network((scope.get("client") or ("",))[0]))

    def _in_time(self, receive: Receive) -> Receive:
        """`receive`, which raises BadRequest (408) where the whole body takes too long."""
        end = asyncio.get_running_loop().time() + self._guards.receive_seconds
        is_read = False

        async def receive_in_time() -> Message:
            nonlocal is_read
            if is_read:
                return await receive()
            try:
                async with asyncio.timeout_at(end):
                    message = await receive()
            except TimeoutError as error:
                is_read = True
                raise BadRequest(408, "the body took too long to come; send it at once") from error
            is_read = message["type"] != "http.request" or not message.get("more_body", False)
            return message

        return receive_in_time


def _origins(listed: str) -> tuple[str, ...]:
    origins = tuple(filter(None, (origin.strip() for origin in listed.split(","))))
    for origin in origins:
        if not _ORIGIN.fullmatch(origin) and origins != ("*",):
            raise BadSetting(
                f"CONTENT_GRAPH_CORS_ORIGINS: {origin[:100]!r} is no origin; write https://host, "
                "without a path and in small letters, or * alone"
            )
    return origins


def _check_proxies(listed: str) -> None:
    for proxy in filter(None, listed.split(",")):
        try:
            ip_network(proxy.strip())
        except ValueError as error:
            raise BadSetting(
                f"CONTENT_GRAPH_TRUSTED_PROXIES: {proxy[:100]!r} is no address or network"
            ) from error
