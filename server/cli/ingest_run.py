"""One run of `content-graph ingest`: documents into the graph, outcomes into the report."""

import sys
import time
from collections import Counter
from pathlib import Path

import orjson
from rich.console import Console

from graph.address import Address
from graph.database import Database
from graph.errors import BadArgument
from ingest.article import Reader
from ingest.document import read_paths
from ingest.linking.lexicon import load_lexicon
from server.cli.progress import ingest_progress
from server.cli.report import JsonReport, Report, TextReport
from server.ingestion import Outcome, ingest_documents
from server.seeding import PATIENT, prepare_graph


async def run_ingest(
    address: Address, paths: list[str], failures: Path | None, *, as_json: bool, quiet: bool
) -> int:
    """Put what `paths` hold into the graph at `address`; return how many documents failed.

    Raises BadArgument when `failures` cannot be written, Unavailable when the database is away.
    """
    counts: Counter[str] = Counter()
    async with Database(address, PATIENT) as database:
        await prepare_graph(database)
        lexicon = load_lexicon()
        report: Report = JsonReport(lexicon) if as_json else TextReport(lexicon, quiet=quiet)
        began = time.perf_counter()
        with _DeadLetters(failures) as letters, ingest_progress(Console(stderr=True), shown=quiet) as advance:
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
