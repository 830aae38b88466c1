"""The end of a task that nobody waits for any more."""

import asyncio
from typing import Any


async def stopped(task: "asyncio.Future[Any]") -> None:
    """Cancel a task and wait until it has ended, whatever it ends with."""
    task.cancel()
    await asyncio.wait((task,))
    if not task.cancelled():
        task.exception()
