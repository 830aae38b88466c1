"""Getting a graph ready: its layout, the lexicon's entities, and the demo articles when it is empty."""

from datetime import UTC, datetime
from importlib.resources import as_file, files

from graph.constraints import ensure_layout
from graph.database import Database
from graph.state import read_state, record_lexicon
from graph.upsert import upsert_articles, upsert_entities
from ingest.article import Reader
from ingest.document import Document, Failure, read_paths
from ingest.lexicon import Lexicon, load_lexicon


async def prepare_graph(database: Database) -> Lexicon:
    """Bring layout and entities up to this program's; return the lexicon.

    Doing it again changes nothing. Raises Unavailable when the database cannot be reached.
    """
    await ensure_layout(database)
    lexicon = load_lexicon()
    state = await read_state(database)
    if state.lexicon != lexicon.digest:
        await upsert_entities(database, list(lexicon.entities.values()))
        await record_lexicon(database, lexicon.digest)
    return lexicon


def _demo(document: Document | Failure) -> Document:
    if isinstance(document, Failure):
        raise document.error
    return document


async def seed_when_empty(database: Database, lexicon: Lexicon) -> int:
    """Load the demo articles into a graph that has no article; return how many."""
    state = await read_state(database)
    if state.articles:
        return 0
    reader = Reader(lexicon)
    with as_file(files("seeds") / "articles") as folder:
        articles = [reader.read(_demo(document)) for document in read_paths([str(folder)], None)]
    written = await upsert_articles(database, articles, datetime.now(UTC))
    return len(written.created)
