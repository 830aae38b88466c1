"""Getting a graph ready: its layout, the lexicon's entities, and the demo articles when it is empty."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import as_file, files

from graph.constraints import VERSION, ensure_layout
from graph.database import Database, Limits
from graph.model import Article
from graph.state import read_state, record_lexicon
from graph.upsert import upsert_articles, upsert_entities

PATIENT = Limits(read_seconds=120.0, connect_seconds=30.0)
"""Bounds while a graph is made ready: a database that has just started answers its first queries slowly."""


async def prepare_graph(
    database: Database, *, demo: bool = False, tell: Callable[[str], None] | None = None
) -> int:
    """Bring layout and entities up to this program's; with `demo`, fill a graph without an article.

    Doing it again changes nothing. `tell` hears of what takes seconds, before it begins. Returns how many
    demo articles were loaded. Raises Unavailable when the database cannot be reached.
    """
    state = await read_state(database)
    await ensure_layout(database, state.version)
    digest = lexicon_digest()
    is_empty = demo and not state.articles
    if state.lexicon == digest and not is_empty:
        return 0
    # Imported late: reading text takes half a second to load, and a graph that is ready needs none.
    from ingest.article import Reader
    from ingest.document import Failure, read_paths
    from ingest.linking.lexicon import load_lexicon

    lexicon = load_lexicon()
    if state.lexicon != digest:
        if tell:
            tell("loading the lexicon")
        await upsert_entities(database, list(lexicon.entities.values()))
        await record_lexicon(database, digest)
    if not is_empty:
        return 0
    reader = Reader(lexicon)
    articles: list[Article] = []
    with as_file(files("seeds") / "articles") as folder:
        for document in read_paths([str(folder)], None):
            if isinstance(document, Failure):
                raise document.error
            articles.append(reader.read(document))
    written = await upsert_articles(database, articles, datetime.now(UTC))
    return len(written.created)


def lexicon_digest() -> str:
    """SHA-256 over the lexicon's files and the layout that they are written in."""
    digest = sha256(str(VERSION).encode())
    for file in sorted((files("seeds") / "lexicon").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".jsonl"):
            digest.update(file.read_bytes())
    return digest.hexdigest()
