"""content-graph export: an excerpt of the graph, or all of it, into a file."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from graph.address import Address
from graph.errors import BadArgument
from server.cli.progress import engine_progress
from server.engine import connected
from server.settings import load_settings

_ALL_ARTICLES = 1_000_000_000
_LONGEST_READ = 86400.0
"""Seconds for one statement: who exports at the command line waits as long as it takes."""

_FORMS = ("graphml", "gexf", "csv", "jsonld", "ninjs")


def export(
    format_: Annotated[str, typer.Option("--format", help=f"One of {', '.join(_FORMS)}.")] = "graphml",
    entity: Annotated[str, typer.Option(help="Only the articles that name the entity with this id.")] = "",
    depth: Annotated[
        int | None, typer.Option(help="1: its articles; 2: those of its closest neighbours too.")
    ] = None,
    from_: Annotated[str, typer.Option("--from", help="Only articles from this moment on (ISO 8601).")] = "",
    to: Annotated[str, typer.Option(help="Only articles before this moment (ISO 8601).")] = "",
    kinds: Annotated[str, typer.Option(help="Only these kinds of entities, such as PERSON,PLACE.")] = "",
    graph: Annotated[
        str, typer.Option(help="mentions, or cooccurrence: entities named by the same articles.")
    ] = "mentions",
    where: Annotated[str, typer.Option(help="An ArticleFilter of the schema, as JSON.")] = "",
    whole: Annotated[
        bool,
        typer.Option("--all", help="The whole graph as JSON Lines; the same graph gives the same bytes."),
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output where left out.")
    ] = None,
) -> None:
    """Export articles, the entities they name and how they hang together, or the whole graph."""
    if format_ not in _FORMS:
        raise BadArgument(f"--format is {format_[:50]!r}; it must be one of {', '.join(_FORMS)}")
    given = {"entity": entity, "depth": depth, "from": from_, "to": to, "kinds": kinds, "graph": graph}
    wanted: dict[str, Any] = {key: value for key, value in given.items() if value not in (None, "")}
    if where:
        # Imported late: no other command should wait until the types are loaded.
        from server.export.request import read_where

        wanted["where"] = read_where(where)
    with engine_progress(Console(stderr=True)) as progress, connected(load_settings(), progress) as address:
        try:
            asyncio.run(_export(address, None if whole else format_, wanted, output))
        except OSError as error:
            raise BadArgument(f"{output or 'standard output'} cannot be written: {error.strerror}") from error


async def _export(address: Address, form: str | None, wanted: dict[str, Any], output: Path | None) -> None:
    """Write the excerpt in a form; without one, the whole graph."""
    # Imported late: no other command should wait until the types are loaded.
    from graph.database import Database
    from server.export.form import WRITERS, Form
    from server.export.lines import graph_lines
    from server.export.request import excerpt_of
    from server.seeding import PATIENT, prepare_graph

    async with Database(address, PATIENT) as database:
        await prepare_graph(database)
        chunks: AsyncGenerator[bytes]
        if form is None:
            chunks = graph_lines(database)
        else:
            excerpt = await excerpt_of(database, Form(form), wanted, _ALL_ARTICLES, _LONGEST_READ)
            chunks = WRITERS[Form(form)](excerpt)
        # A file is opened last: what is refused leaves the one that was there.
        with nullcontext(sys.stdout.buffer) if output is None else output.open("wb") as file:
            async for chunk in chunks:
                file.write(chunk)
