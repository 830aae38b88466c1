"""To layout 5: articles that tell the same thing make stories."""

from typing import LiteralString

from graph.database import Database
from graph.upsert.stories import tell_stories

_MARK: LiteralString = (
    "MATCH (a:Article) WHERE NOT (a)-[:IN_STORY]->() CALL (a) { SET a:Untold } IN TRANSACTIONS OF 1000 ROWS"
)


async def tell_all_stories(database: Database) -> None:
    """Put every article that is in no story into one, where there are others close to it.

    The marks outlive a stop; what was told stays told.
    """
    await database.run_alone(_MARK)
    await tell_stories(database)
