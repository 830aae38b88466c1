"""Turns: how many work, how many wait, and what a rush does to both."""

import asyncio
from collections.abc import Callable

import pytest

from graph.errors import Overloaded
from server.guard import turns as turns_module
from server.guard.turns import CALM_SECONDS, Turns


class Visitor:
    """Somebody who asks for a turn and keeps it until told to go."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self.go = asyncio.Event()
        self.works = False
        self.task = asyncio.create_task(self._visit())

    async def _visit(self) -> None:
        async with self._turns.turn():
            self.works = True
            await self.go.wait()
        self.works = False

    @property
    def is_refused(self) -> bool:
        """Whether it was told that there is too much to do."""
        return self.task.done() and isinstance(self.task.exception(), Overloaded)

    async def leave(self) -> None:
        """Give the turn back."""
        self.go.set()
        await self.task
        await _settled()


@pytest.fixture
def pass_seconds(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Moves the clock on that turns read."""
    now = [1000.0]
    monkeypatch.setattr(turns_module.time, "monotonic", lambda: now[0])

    def move(seconds: float) -> None:
        now[0] += seconds

    return move


async def _settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def _visitors(turns: Turns, count: int) -> list[Visitor]:
    come = [Visitor(turns) for _ in range(count)]
    await _settled()
    return come


async def test_turns_are_given_in_the_order_of_asking() -> None:
    first, second, third = await _visitors(Turns(1, 2, 5, 1), 3)
    assert [each.works for each in (first, second, third)] == [True, False, False]
    await first.leave()
    assert [each.works for each in (second, third)] == [True, False]
    await second.leave()
    await third.leave()


async def test_who_waits_too_long_is_refused() -> None:
    turns = Turns(1, 1, 0.01, 1)
    async with turns.turn():
        with pytest.raises(Overloaded):
            async with turns.turn():
                raise AssertionError("a turn that nobody gave back")


async def test_in_a_rush_the_line_is_cut_down(pass_seconds: Callable[[float], None]) -> None:
    turns = Turns(4, 8, 5, 1)
    working, waiting = await _visitors(turns, 4), await _visitors(turns, 8)
    [beyond] = await _visitors(turns, 1)
    assert beyond.is_refused
    assert [each.is_refused for each in waiting] == [True] * 7 + [False]
    for each in working[:3]:
        await each.leave()
    # One still works, which is as many as work in a rush.
    assert not waiting[-1].works
    await working[3].leave()
    assert waiting[-1].works
    late, later = await _visitors(turns, 2)
    assert not late.works
    assert later.is_refused
    pass_seconds(CALM_SECONDS)
    await waiting[-1].leave()
    assert late.works
    calm = await _visitors(turns, 3)
    assert all(each.works for each in calm)
    for each in (late, *calm):
        await each.leave()


async def test_who_goes_while_waiting_leaves_no_gap() -> None:
    turns = Turns(1, 2, 5, 1)
    first, gone, last = await _visitors(turns, 3)
    gone.task.cancel()
    await _settled()
    await first.leave()
    assert last.works
    await last.leave()
    [again] = await _visitors(turns, 1)
    assert again.works
    await again.leave()


async def test_a_turn_given_to_somebody_who_just_went_is_passed_on() -> None:
    turns = Turns(1, 2, 5, 1)
    first, gone, last = await _visitors(turns, 3)
    first.go.set()
    await first.task
    # The turn is given, and its taker has not run since.
    gone.task.cancel()
    await _settled()
    assert last.works
    await last.leave()
