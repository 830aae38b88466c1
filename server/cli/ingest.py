"""content-graph ingest: pages and articles into the graph."""

import asyncio
import sys
import time
from collections import Counter
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console

from graph.address import Address
from graph.database import Database
from graph.errors import BadArgument
from ingest.article import Reader
from ingest.document import read_paths
from server.cli.progress import engine_progress, ingest_progress
from server.cli.report import JsonReport, Report, TextReport
from server.engine import connected
from server.ingestion import Outcome, ingest_documents
from server.seeding import prepare_graph
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
        letters = stack.enter_context(_DeadLetters(failures))
        with engine_progress(Console(stderr=True)) as progress:
            address = stack.enter_context(connected(settings, progress))
        failed = asyncio.run(_run(address, paths, report, letters, quiet=quiet))
    if failed:
        raise typer.Exit(1)


async def _run(
    address: Address, paths: list[str], form: ReportForm, letters: "_DeadLetters", *, quiet: bool
) -> int:
    counts: Counter[str] = Counter()
    async with Database(address) as database:
        lexicon = await prepare_graph(database)
        report: Report = JsonReport(lexicon) if form is ReportForm.JSON else TextReport(lexicon, quiet=quiet)
        began = time.perf_counter()
        with ingest_progress(Console(stderr=True), shown=quiet) as advance:
            documents = read_paths(paths, sys.stdin.buffer)
            async for outcome in ingest_documents(database, Reader(lexicon), documents):
                counts["failed" if outcome.error else outcome.what] += 1
                letters.keep(outcome)
                report.tell(outcome)
                advance()
        report.close(counts, time.perf_counter() - began)
    return counts["failed"]


class _DeadLetters:
    """The file of what could not be read; written line by line, so that a kill loses none."""

    def __init__(self, path: Path | None) -> None:
        try:
            self._file = path.open("wb", buffering=0) if path is not None else None
        except OSError as error:
            raise BadArgument(f"cannot write failures to {path}: {error.strerror}") from error

    def __enter__(self) -> "_DeadLetters":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def keep(self, outcome: Outcome) -> None:
        """Note an outcome that is a failure."""
        if self._file is not None and outcome.error is not None:
            line = {"name": outcome.name, "reason": str(outcome.error)}
            self._file.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
