"""Stories told beside ingest, while the next articles are read and written."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

from graph.database import Database
from graph.upsert.stories import tell_stories
from server.task import stopped


@asynccontextmanager
async def telling_beside(database: Database) -> AsyncGenerator[Callable[[], None]]:
    """Tell stories while the block runs, whenever it calls what it is given; the block ends with all told.

    What a run that was killed left untold is told with the next one's first call. Raises Unavailable at the
    end when the database could not be reached.
    """
    wanted, closing = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(_keep_telling(database, wanted, closing))
    try:
        yield wanted.set
        closing.set()
        wanted.set()
        await task
        await tell_stories(database)
    finally:
        await stopped(task)


async def _keep_telling(database: Database, wanted: asyncio.Event, closing: asyncio.Event) -> None:
    while await wanted.wait() and not closing.is_set():
        wanted.clear()
        await tell_stories(database)
