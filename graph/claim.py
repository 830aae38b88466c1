"""A claim on work that two programs on one graph would only do twice."""

from typing import LiteralString
from uuid import uuid4

from graph.database import Database

LASTS_SECONDS = 30
"""How long a claim lasts that is not taken again: so long nobody does what a program left that was killed."""

# Setting a property takes the node's lock, so that the holder is read when nobody else can change it.
_TAKE: LiteralString = """
MERGE (l:Layout {name: $name})
SET l.name = $name
WITH l WHERE l.holder IS NULL OR l.holder = $holder OR l.until < datetime()
SET l.holder = $holder, l.until = datetime() + duration({seconds: $seconds})
RETURN true
"""

_RELEASE: LiteralString = "MATCH (l:Layout {name: $name, holder: $holder}) REMOVE l.holder, l.until"


class Claim:
    """What one program holds, or would like to; each instance is another holder."""

    def __init__(self, database: Database, name: str) -> None:
        """Prepare a claim on the work of this name; nothing is sent yet."""
        self._database = database
        self._parameters = {"name": name, "holder": uuid4().hex}

    async def take(self) -> bool:
        """Take the work, or hold it for `LASTS_SECONDS` more; return False where another program has it.

        Raises Unavailable when the database cannot be reached.
        """
        return bool((await self._database.write([(_TAKE, self._parameters | {"seconds": LASTS_SECONDS})]))[0])

    async def release(self) -> None:
        """Leave the work to others. Raises Unavailable when the database cannot be reached."""
        await self._database.write([(_RELEASE, self._parameters)])
