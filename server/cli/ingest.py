"""content-graph ingest: pages and articles into the graph."""

import asyncio
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from server.cli.progress import engine_progress
from server.engine import connected
from server.settings import load_settings


class ReportForm(StrEnum):
    """How the report is written."""

    TEXT = "text"
    JSON = "json"


def ingest(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files and folders; - is standard input.")
    ],
    quiet: Annotated[bool, typer.Option(help="Show only failures and the sum.")] = False,
    report: Annotated[
        ReportForm, typer.Option(help="For people, or JSON Lines with what was found in each document.")
    ] = ReportForm.TEXT,
    failures: Annotated[
        Path | None, typer.Option(help="Write each failure (name, reason) to this file, as JSON Lines.")
    ] = None,
) -> None:
    """Read pages (scraped text, HTML) or JSON Lines of articles and put them into the graph.

    Doing it again changes nothing, so a run that was stopped is gone on with by the same command. Exit
    status 1 says that some of them were not articles; the others are in all the same.
    """
    settings = load_settings()
    with ExitStack() as stack:
        with engine_progress(Console(stderr=True)) as progress:
            address = stack.enter_context(connected(settings, progress))
        # Imported late: no other command should wait until what reads text is loaded.
        from server.cli.ingest_run import run_ingest

        as_json = report is ReportForm.JSON
        failed = asyncio.run(run_ingest(address, paths, failures, as_json=as_json, quiet=quiet))
    if failed:
        raise typer.Exit(1)
