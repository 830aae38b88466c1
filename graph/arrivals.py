"""New articles in the order in which they came into the graph, for readers that go on where they were.

Any number of servers may read and write: numbers are given by `graph.upsert.feed` in the order of commits.
"""

import asyncio
from collections.abc import Mapping
from typing import LiteralString

from graph.database import Database
from graph.errors import Unavailable

_LATEST: LiteralString = "MATCH (l:Layout {name: 'content-graph'}) RETURN coalesce(l.articles, 0)"

PAGE = 100
"""Articles that are read at once."""


class Arrivals:
    """The new articles of one graph; one look at its counter serves all who wait."""

    def __init__(self, database: Database, seconds: float) -> None:
        """Prepare to look every `seconds`; nothing is sent while nobody waits."""
        self._database = database
        self._seconds = seconds
        self._look: asyncio.Task[int] | None = None

    async def latest(self) -> int:
        """The number of the newest article, 0 where there is none. Raises Unavailable."""
        rows = await self._database.read(_LATEST, {})
        return int(rows[0][0]) if rows else 0

    async def beyond(self, number: int) -> int:
        """Wait until there are articles with higher numbers; return the highest.

        A database that cannot be reached for a while is waited for.
        """
        while True:
            if self._look is None or self._look.done():
                self._look = asyncio.create_task(self._look_later())
            latest = await asyncio.shield(self._look)
            if latest > number:
                return latest

    async def numbers(
        self,
        after: int,
        upto: int,
        before: LiteralString,
        condition: LiteralString,
        parameters: Mapping[str, object],
    ) -> list[tuple[str, int]]:
        """Ids and numbers of the first `PAGE` articles above `after`, up to `upto`, that fit a condition.

        `before` are clauses to run first, `condition` is one on the article `_a`.
        """
        rows = await self._database.read(
            before
            + " MATCH (_a:Article) WHERE _a.number > $after AND _a.number <= $upto"
            + condition
            + " RETURN _a.id, _a.number ORDER BY _a.number LIMIT $most",
            {**parameters, "after": after, "upto": upto, "most": PAGE},
        )
        return [(str(id_), int(number)) for id_, number in rows]

    async def _look_later(self) -> int:
        await asyncio.sleep(self._seconds)
        try:
            return await self.latest()
        except Unavailable:
            return 0
