"""One run of `content-graph ingest`: documents into the graph, outcomes into the report."""

import sys
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import orjson
from rich.console import Console

from graph.address import Address
from graph.database import Database
from graph.errors import BadArgument
from ingest.document import measure_paths, read_paths
from ingest.linking.lexicon import load_lexicon
from ingest.version import reader_version
from server.cli.progress import EmbeddingProgress, IngestProgress, show_step
from server.cli.report import JsonReport, Report, TextReport
from server.ingestion.embedding import embedding_beside
from server.ingestion.outcome import Outcome
from server.ingestion.pipeline import Plan, ingest_documents
from server.seeding import PATIENT, prepare_graph

AWAY_SECONDS = 60.0
"""How long a run waits for a database that went away: the embedded one is back in ten."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run of ingest is asked for: see `server.cli.ingest.ingest`."""

    paths: list[str]
    failures: Path | None
    as_json: bool
    quiet: bool
    workers: int
    again: bool
    embed: bool


async def run_ingest(address: Address, wanted: Wanted) -> int:
    """Put what the paths hold into the graph at `address`; return how many documents failed.

    Raises BadArgument when the failures cannot be written, Unavailable when the database is away.
    """
    counts: Counter[str] = Counter()
    plan = Plan(wanted.workers, reader_version(), again=wanted.again)
    async with Database(address, PATIENT) as database:
        await prepare_graph(database, tell=show_step(Console(stderr=True)))
    async with Database(address, replace(PATIENT, patience_seconds=AWAY_SECONDS)) as database:
        lexicon = load_lexicon()
        report: Report = JsonReport(lexicon) if wanted.as_json else TextReport(lexicon, quiet=wanted.quiet)
        began = time.perf_counter()
        progress = IngestProgress(Console(stderr=True), measure_paths(wanted.paths))
        async with AsyncExitStack() as beside:
            if wanted.embed:
                embedding = EmbeddingProgress(Console(stderr=True))
                await beside.enter_async_context(embedding_beside(database, embedding))
            with _DeadLetters(wanted.failures) as letters, progress:
                documents = read_paths(wanted.paths, sys.stdin.buffer)
                async for outcome in ingest_documents(database, lexicon, documents, plan):
                    counts["failed" if outcome.error else outcome.what] += 1
                    counts["duplicates"] += outcome.duplicate_of is not None
                    letters.keep(outcome)
                    report.tell(outcome)
                    progress.advance(outcome.size)
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
