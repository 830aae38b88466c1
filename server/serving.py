"""The uvicorn server, which ends its streams before it waits for what is open."""

import socket
import sys
from typing import Any

import uvicorn

from graph.address import Address
from server.app import create_app
from server.settings import Settings

STOP_SECONDS = 15
"""Seconds that open requests have to end when the server stops."""


def _http(settings: Settings) -> Any:
    if sys.platform == "win32":
        return "h11"
    # httptools is not there for Windows.
    from server.guard.protocol import guarded_http

    return guarded_http(settings)


class Server(uvicorn.Server):
    """Serves the application under some settings on the Neo4j at an address."""

    def __init__(self, settings: Settings, address: Address, *, fills_in: bool = True) -> None:
        """Prepare; nothing is opened yet. `fills_in` as in `create_app`."""
        self._app = create_app(settings, address, fills_in=fills_in)
        super().__init__(
            uvicorn.Config(
                self._app,
                # Its lines go where all others go; requests are told by server.observation.
                log_config=None,
                log_level="warning",
                access_log=False,
                http=_http(settings),
                proxy_headers=bool(settings.trusted_proxies),
                forwarded_allow_ips=settings.trusted_proxies,
                ws="websockets-sansio",
                ws_max_size=settings.body_bytes,
                server_header=False,
                timeout_graceful_shutdown=STOP_SECONDS,
            )
        )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then everything else."""
        self._app.state.streams.close()
        await super().shutdown(sockets)
