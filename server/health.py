"""Whether the process lives, and whether it can answer."""

import asyncio
from importlib.metadata import version

import orjson
from starlette.requests import Request
from starlette.responses import Response

from graph.database import Database
from graph.errors import ContentGraphError

READY_SECONDS = 2.0
"""How long the database may take to answer: whoever asks whether it is ready gives up soon, too."""


def _json(body: dict[str, str], status: int = 200) -> Response:
    return Response(orjson.dumps(body), status, {"Cache-Control": "no-store"}, "application/json")


async def health(_: Request) -> Response:
    """200 as long as the process answers at all."""
    return _json({"status": "ok", "version": version("content-graph")})


async def ready(request: Request) -> Response:
    """200 when the database answers, 503 with the reason when it does not."""
    database: Database = request.app.state.database
    try:
        async with asyncio.timeout(READY_SECONDS):
            await database.ping()
    except TimeoutError:
        reason = f"the database did not answer within {READY_SECONDS:g} seconds"
        return _json({"status": "unavailable", "reason": reason}, 503)
    except ContentGraphError as error:
        return _json({"status": "unavailable", "reason": str(error)}, 503)
    return _json({"status": "ready"})
