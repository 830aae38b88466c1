"""What two programs on one graph would do twice is done by one of them."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from graph.address import Address
from graph.claim import Claim
from graph.database import Database


@pytest.fixture
async def database(empty_database: Address) -> AsyncIterator[Database]:
    async with Database(empty_database) as opened:
        yield opened


async def test_one_of_many_gets_what_all_want_at_once(database: Database) -> None:
    claims = [Claim(database, "work") for _ in range(12)]
    taken = await asyncio.gather(*(claim.take() for claim in claims))
    assert taken.count(True) == 1
    await claims[taken.index(True)].release()


async def test_a_claim_is_held_until_it_is_released(database: Database) -> None:
    mine, theirs, others = Claim(database, "work"), Claim(database, "work"), Claim(database, "other work")
    assert await mine.take() and await mine.take() and await others.take()
    assert not await theirs.take()
    await theirs.release()
    assert not await theirs.take()
    await mine.release()
    assert await theirs.take()
    assert not await mine.take()
    await theirs.release()


async def test_what_a_killed_program_held_is_free_in_time(database: Database) -> None:
    killed, next_one = Claim(database, "work"), Claim(database, "work")
    assert await killed.take()
    over = "MATCH (l:Layout {name: 'work'}) SET l.until = l.until - duration({seconds: 31})"
    await database.write([(over, {})])
    assert await next_one.take()
    assert not await killed.take()
    await next_one.release()
