"""content-graph ingest: pages and articles into the graph."""

import asyncio
import os
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from server.cli.progress import engine_progress
from server.engine import connected
from server.settings import load_settings

DEFAULT_WORKERS = max(1, (os.cpu_count() or 1) - 1)
"""The database and the writer need a core too."""


class ReportForm(StrEnum):
    """How the report is written."""

    TEXT = "text"
    JSON = "json"


def ingest(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files and folders; - is standard input.")
    ],
    quiet: Annotated[bool, typer.Option(help="Show only failures and the sum.")] = False,
    workers: Annotated[
        int,
        typer.Option(min=0, max=64, help="Processes that read; 0: none beside this one."),
    ] = DEFAULT_WORKERS,
    again: Annotated[bool, typer.Option(help="Read what is in the graph already, too.")] = False,
    embed: Annotated[
        bool, typer.Option(help="Compute embeddings beside, too; `content-graph embed` does it later.")
    ] = True,
    report: Annotated[
        ReportForm, typer.Option(help="For people, or JSON Lines with what was found in each document.")
    ] = ReportForm.TEXT,
    failures: Annotated[
        Path | None, typer.Option(help="Write each failure (name, reason) to this file, as JSON Lines.")
    ] = None,
) -> None:
    """Read news into the graph: pages (scraped text, HTML), feeds (RSS, Atom), JSON and JSON Lines.

    JSON is in the project's own shape, ninjs or schema.org's NewsArticle; any of these may be packed (.gz).

    Doing it again changes nothing, and what is in already is not read again: a run that was stopped is gone
    on with by the same command. Exit status 1 says that some of them were not articles; the others are in
    all the same. The first 20 articles are shown one by one.
    """
    settings = load_settings()
    with ExitStack() as stack:
        with engine_progress(Console(stderr=True)) as progress:
            address = stack.enter_context(connected(settings, progress))
        # Imported late: no other command should wait until what reads text is loaded.
        from server.cli.ingest_run import Wanted, run_ingest

        wanted = Wanted(paths, failures, report is ReportForm.JSON, quiet, workers, again, embed)
        failed = asyncio.run(run_ingest(address, wanted))
    if failed:
        raise typer.Exit(1)
