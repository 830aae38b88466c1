"""uvicorn's HTTP with bounds for what it waits for: slow headers, and clients that do not read."""

import asyncio
from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.settings import Settings

MOST_HEADER_BYTES: Final = 65_536
"""Bytes that the headers of a request may have, its address with them; one read of a socket more or less."""

_TOO_MANY: Final = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
)


class GuardedProtocol(HttpToolsProtocol):
    """One connection, which ends where its client sends its headers, or reads its answer, too slowly."""

    clients: int
    receive_seconds: float
    send_seconds: float
    _heading: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None
    _is_in_headers = False
    _header_bytes = 0
    _is_refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Refuse one connection too many, and wait for the first headers."""
        super().connection_made(transport)
        if len(self.connections) > self.clients:
            transport.abort()
        else:
            self._await_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._headers_came()
        self._unstall()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; headers that have no end are answered with 431."""
        if self._is_refused:
            # A socket that is closed with bytes unread takes its answer back; the time for headers ends this.
            return
        if self._heading is None and (not self.cycle or self.cycle.response_complete):
            # The next request on a connection that is kept, or the rest of a body that nobody reads.
            self._await_headers()
        super().data_received(data)
        if self._is_in_headers:
            self._header_bytes += len(data)
            if self._header_bytes > MOST_HEADER_BYTES and not self.transport.is_closing():
                self._is_refused = True
                self.transport.write(_TOO_MANY)
                if self.transport.can_write_eof():
                    self.transport.write_eof()

    def on_message_begin(self) -> None:
        """Count the headers that begin."""
        super().on_message_begin()
        self._is_in_headers = True
        self._header_bytes = 0

    def on_headers_complete(self) -> None:
        """Hand the request on."""
        self._is_in_headers = False
        self._headers_came()
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """Give the client some time to read what was sent."""
        super().pause_writing()
        self._unstall()
        self._stalled = self.loop.call_later(self.send_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: the client reads."""
        self._unstall()
        super().resume_writing()

    def _await_headers(self) -> None:
        self._heading = self.loop.call_later(self.receive_seconds, self.transport.abort)

    def _headers_came(self) -> None:
        if self._heading is not None:
            self._heading.cancel()
            self._heading = None

    def _unstall(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None


def guarded_http(settings: Settings) -> type[GuardedProtocol]:
    """The protocol with the settings' bounds, as uvicorn's own setting `http` takes it."""

    class Bounded(GuardedProtocol):
        clients = settings.clients
        receive_seconds = settings.receive_seconds
        send_seconds = settings.send_seconds

    return Bounded
