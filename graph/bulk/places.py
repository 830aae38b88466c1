"""What the importer cannot say: that a list is there and empty."""

from typing import LiteralString

from graph.database import Database

_FILL: LiteralString = """
MATCH (:Article)-[m:MENTIONS]->() WHERE m.starts IS NULL
CALL (m) { SET m.surfaces = [], m.starts = [], m.ends = [] } IN TRANSACTIONS OF 5000 ROWS
"""


async def fill_places(database: Database) -> None:
    """Give mentions without a place in the body empty lists of places. Raises Unavailable."""
    await database.run_alone(_FILL)
