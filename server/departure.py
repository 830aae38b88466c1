"""Clients that leave before they are answered: what they asked for is stopped."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

from starlette.requests import Request

from server.task import stopped

Result = TypeVar("Result")

_SOON: Final = 0.05
"""Seconds within which most are answered; only after them is it worth while to look for a departure."""


async def while_connected(request: Request, work: Coroutine[Any, Any, Result]) -> Result | None:
    """Do `work` for a request whose body was read; None where its client left, and `work` was cancelled."""
    working = asyncio.create_task(work)
    try:
        await asyncio.wait({working}, timeout=_SOON)
        if not working.done():
            leaving = asyncio.create_task(_departure(request))
            try:
                await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                leaving.cancel()
        return working.result() if working.done() else None
    finally:
        if not working.done():
            await stopped(working)


async def _departure(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
