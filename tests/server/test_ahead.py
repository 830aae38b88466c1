"""Work that goes ahead of what uses it: in order, no further than said, and stopped with it."""

import asyncio
from contextlib import aclosing

import pytest

from server.ingestion.ahead import ahead


class Works:
    """Works that end when they are told to, and what became of them."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.stopped: list[int] = []
        self.ends = {number: asyncio.Event() for number in range(5)}

    async def run(self, number: int) -> int:
        """Work until its end is told."""
        self.begun.append(number)
        try:
            await self.ends[number].wait()
        except asyncio.CancelledError:
            self.stopped.append(number)
            raise
        if number == 3:
            raise ValueError("the third")
        return 10 * number


async def settled() -> None:
    """Let all tasks run as far as they can."""
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.mark.parametrize("count", [0, 1, 2])
async def test_results_come_in_order_and_the_next_are_under_way(count: int) -> None:
    works = Works()
    for number in (2, 1, 0):
        works.ends[number].set()
    found: list[tuple[int, int]] = []
    async with aclosing(ahead(range(5), works.run, count)) as results:
        async for result in results:
            await settled()
            found.append((result, len(works.begun)))
            if result == 20:
                break
    assert found == [(0, 1 + count), (10, 2 + count), (20, 3 + count)]
    assert works.stopped == works.begun[3:]


async def test_a_failure_comes_in_its_turn_and_stops_what_follows() -> None:
    works = Works()
    for number in range(4):
        works.ends[number].set()
    async with aclosing(ahead(range(5), works.run, 2)) as results:
        assert [await anext(results) for _ in range(3)] == [0, 10, 20]
        with pytest.raises(ValueError, match="the third"):
            await anext(results)
    assert works.stopped == [4]


async def test_of_nothing_comes_nothing() -> None:
    async with aclosing(ahead([], Works().run, 2)) as results:
        assert [result async for result in results] == []
