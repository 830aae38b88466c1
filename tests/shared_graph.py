"""The one database of a test run and what it holds now."""

import asyncio
from collections.abc import Sequence
from typing import Literal

from graph.address import Address
from graph.constraints import ensure_layout
from graph.database import Database
from ingest.embedding import Encoder
from server.ingestion.embedding import embed_missing
from server.seeding import prepare_graph

Content = Literal["", "nothing", "demo"]

ENCODER = Encoder()
"""The model, loaded once for the run."""


async def encoded(texts: Sequence[str]) -> list[list[float]]:
    """The vectors of texts."""
    return ENCODER.encode(texts)


class SharedGraph:
    """The one database of the run and what it holds now; a module says what it needs."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._content: Content = ""

    def hold(self, content: Content) -> Address:
        """Fill the database with `content`, unless it holds that already and nobody may have changed it."""
        if content != self._content or content == "nothing":
            asyncio.run(self._fill(content))
            self._content = content
        return self.address

    def spoil(self) -> None:
        """Say that the content was changed, so that the next module gets it anew."""
        self._content = ""

    async def _fill(self, content: Content) -> None:
        async with Database(self.address) as database:
            await database.write([("MATCH (n) DETACH DELETE n", {})])
            await ensure_layout(database, None)
            if content == "demo":
                await prepare_graph(database, demo=True)
                await embed_missing(database, encoded)
