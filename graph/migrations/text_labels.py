"""To layout 3: full text is indexed by language, and articles wait for an embedding."""

from graph.database import Database
from graph.text import label_statement


async def label_texts(database: Database) -> None:
    """Put every article into the full-text index of its language, and mark it as not embedded."""
    await database.run_alone("DROP INDEX article_text IF EXISTS")
    await database.run_alone(label_statement())
