"""What a command shows while it works: a progress bar on a terminal, plain lines elsewhere."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)


def show_step(console: Console) -> Callable[[str], None]:
    """What shows a step without a measure as a line on `console`."""
    return lambda step: console.print(f"{step} …", highlight=False)


class EngineProgress:
    """Shows what the embedded engine does when it is fetched and started."""

    def __init__(self, progress: Progress, console: Console) -> None:
        """Show on `progress`, or as lines on `console` where that is no terminal."""
        self._progress = progress
        self._console = console
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show that `done` of `total` bytes of a step are there; total 0 is a step without a size."""
        if step not in self._tasks:
            if not self._console.is_terminal:
                show_step(self._console)(step)
            self._tasks[step] = self._progress.add_task(step, total=total or None)
        self._progress.update(self._tasks[step], completed=done, total=total or None)


@contextmanager
def engine_progress(console: Console) -> Generator[EngineProgress]:
    """A bar for the engine's download and start, gone when it is done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield EngineProgress(progress, console)


PLAIN_SECONDS = 10.0
"""How often a run tells where it is when nobody looks at a terminal."""


class IngestProgress:
    """How far a run of ingest is: a bar with rate and time left on a terminal, now and then a line elsewhere.

    The bar goes by bytes where they are known ahead, since documents are counted only as they are read.
    """

    def __init__(self, console: Console, total: int | None) -> None:
        """Show on `console`; `total` are the bytes to be read, None where nobody knows."""
        self._console = console
        self._total = total
        columns = (
            TextColumn("{task.fields[count]:,} documents"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[rate]:,.0f}/s"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(
            *columns,
            console=console,
            transient=True,
            disable=not console.is_terminal,
            speed_estimate_period=60,
        )
        self._task = self._progress.add_task("read", total=total, count=0, rate=0.0)
        self._count, self._bytes = 0, 0
        self._began = self._told = monotonic()

    def __enter__(self) -> "IngestProgress":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def advance(self, size: int) -> None:
        """Show that one more document, of `size` bytes, is done."""
        self.advance_by(self._count + 1, size)

    def advance_by(self, count: int, size: int) -> None:
        """Show that `count` documents are done by now, the last ones of `size` bytes."""
        now = monotonic()
        # The first documents tell how long the readers took to begin, not how fast they are.
        if not self._count:
            self._told = now
        self._count = count
        self._bytes += size
        rate = self._count / max(now - self._began, 0.001)
        self._progress.update(self._task, advance=size, count=self._count, rate=rate)
        if not self._console.is_terminal and now - self._told >= PLAIN_SECONDS:
            self._told = now
            self._console.print(self._line(rate, now - self._began), highlight=False)

    def _line(self, rate: float, seconds: float) -> str:
        if not self._total or not self._bytes:
            return f"{self._count:,} documents, {rate:,.0f}/s"
        left = seconds * (self._total - self._bytes) / self._bytes
        share = min(1.0, self._bytes / self._total)
        return f"{self._count:,} documents, {share:.0%}, {rate:,.0f}/s, about {max(left, 0.0):,.0f} s left"


class EmbeddingProgress:
    """How many embeddings are computed: a bar on a terminal, now and then a line elsewhere."""

    def __init__(self, console: Console) -> None:
        """Show on `console`."""
        self._console = console
        columns = (TextColumn("embeddings"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(
            *columns,
            console=console,
            transient=True,
            disable=not console.is_terminal,
            speed_estimate_period=60,
        )
        self._task: TaskID | None = None
        self._told = monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` are there."""
        if self._task is None:
            self._task = self._progress.add_task("embed", total=total)
            self._progress.start()
        self._progress.update(self._task, completed=done, total=total)
        if done >= total:
            self._progress.stop()
        elif not self._console.is_terminal and monotonic() - self._told >= PLAIN_SECONDS:
            self._told = monotonic()
            self._console.print(f"{done:,} of {total:,} embeddings", highlight=False)
