"""The end of a task that nobody waits for any more."""

import asyncio
import sys
from types import FrameType
from typing import Any, NoReturn


async def stopped(task: "asyncio.Future[Any]") -> None:
    """Cancel a task and wait until it has ended, whatever it ends with."""
    task.cancel()
    await asyncio.wait((task,))
    if not task.cancelled():
        task.exception()


def leave(_: int, __: FrameType | None) -> NoReturn:
    """End the program in order, with status 0: a handler of signals."""
    sys.exit(0)
