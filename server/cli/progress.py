"""What a command shows while it works: a progress bar on a terminal, plain lines elsewhere."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)


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
                self._console.print(f"{step} …", highlight=False)
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


@contextmanager
def ingest_progress(console: Console, *, shown: bool) -> Generator[Callable[[], None]]:
    """A line that counts documents on a terminal; yields what to call after each."""
    columns = (TextColumn("{task.completed:,} read"), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not (shown and console.is_terminal)
    ) as progress:
        task = progress.add_task("read", total=None)
        yield lambda: progress.advance(task)
