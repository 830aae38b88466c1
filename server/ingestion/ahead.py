"""Work that is begun before its result is needed."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable
from typing import Any, TypeVar

from server.task import stopped

Item = TypeVar("Item")
Result = TypeVar("Result")


async def ahead(
    items: Iterable[Item], work: Callable[[Item], Coroutine[Any, Any, Result]], count: int
) -> AsyncGenerator[Result]:
    """The results of `work` for items, in their order; that of the next `count` items is under way meanwhile.

    With 0 nothing is begun before whoever takes the results asks for it. What is under way is stopped when
    the generator is closed, or when the work for an item before it fails, with that error.
    """
    rest = iter(items)
    waiting: deque[asyncio.Task[Result]] = deque()

    def begin(most: int) -> None:
        while len(waiting) < most:
            for item in rest:
                waiting.append(asyncio.create_task(work(item)))
                break
            else:
                return

    try:
        while True:
            begin(max(count, 1))
            if not waiting:
                return
            result = await waiting[0]
            waiting.popleft()
            begin(count)
            yield result
    finally:
        for task in waiting:
            await stopped(task)
