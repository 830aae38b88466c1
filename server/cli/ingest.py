"""content-graph ingest: pages and articles into the graph."""

import asyncio
import sys
from collections import Counter
from contextlib import ExitStack
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from graph.address import Address
from graph.database import Database
from graph.model import Article, EntityKind, TitleOrigin
from ingest.article import Reader
from ingest.document import read_paths
from ingest.lexicon import Lexicon
from server.cli.progress import engine_progress
from server.engine import connected
from server.ingestion import Outcome, ingest_documents
from server.seeding import prepare_graph
from server.settings import load_settings

_TITLE_NOTES = {
    TitleOrigin.PAGE: "",
    TitleOrigin.CAPTION: " (a picture's caption: the page has no title)",
    TitleOrigin.DERIVED: " (cut from the text: the page has no title)",
}
_PLURALS = {
    EntityKind.PERSON: ("person", "people"),
    EntityKind.PLACE: ("place", "places"),
    EntityKind.ORGANIZATION: ("organization", "organizations"),
    EntityKind.EVENT: ("event", "events"),
}


def ingest(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files and folders; - is standard input.")
    ],
    quiet: Annotated[bool, typer.Option(help="Show only failures and the sum.")] = False,
) -> None:
    """Read scraped pages or JSON Lines of articles and put them into the graph.

    Exit status 1 says that some of them were not articles; the others are in all the same.
    """
    settings = load_settings()
    notes = Console(stderr=True)
    with ExitStack() as stack:
        with engine_progress(notes) as progress:
            address = stack.enter_context(connected(settings, progress))
        failed = asyncio.run(_run(address, paths, Console(), notes, quiet=quiet))
    if failed:
        raise typer.Exit(1)


async def _run(address: Address, paths: list[str], out: Console, notes: Console, *, quiet: bool) -> int:
    counted: Counter[str] = Counter()
    async with Database(address) as database:
        lexicon = await prepare_graph(database)
        documents = read_paths(paths, sys.stdin.buffer)
        async for outcome in ingest_documents(database, Reader(lexicon), documents):
            counted["failed" if outcome.error else outcome.what] += 1
            if outcome.error is not None:
                notes.print(Text(f"{outcome.name}: {outcome.error}", "red"), soft_wrap=True)
            elif outcome.article is not None and not quiet:
                _report(out, outcome, outcome.article, lexicon)
    parts = [f"{counted[what]} {what}" for what in ("created", "updated", "unchanged", "failed")]
    out.print(f"{counted.total()} read: {', '.join(parts)}", highlight=False)
    return counted["failed"]


def _report(out: Console, outcome: Outcome, article: Article, lexicon: Lexicon) -> None:
    out.print(Text.assemble((outcome.name, "bold"), f"  {outcome.what}"), soft_wrap=True)
    for label, value in _findings(article, lexicon):
        out.print(Text(f"  {label:<10} {value}"), soft_wrap=True)


def _findings(article: Article, lexicon: Lexicon) -> list[tuple[str, str]]:
    """What was found in one article, line by line."""
    date = "not said"
    if article.published_at is not None and article.published_at_origin is not None:
        date = f"{article.published_at.isoformat()} ({article.published_at_origin.value.lower()})"
    return [
        ("id", article.id),
        ("title", article.title + _TITLE_NOTES[article.title_origin]),
        ("byline", article.byline or "none"),
        ("dateline", article.dateline or "none"),
        ("language", article.lang),
        ("date", date),
        ("body", f"{len(article.body):,} letters"),
        ("entities", _entities(article, lexicon)),
        ("headlines", f"{len(article.headlines)} of other articles"),
    ]


def _entities(article: Article, lexicon: Lexicon) -> str:
    kinds = Counter(lexicon.entities[mention.entity_id].kind for mention in article.mentions)
    parts = [f"{kinds[kind]} {_PLURALS[kind][kinds[kind] != 1]}" for kind in EntityKind if kinds[kind]]
    return ", ".join(parts) or "none"
