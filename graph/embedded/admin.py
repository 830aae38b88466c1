"""Neo4j's own tool for databases that do not run: dump, load, check, import."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from graph.errors import EngineError

from .diagnosis import explain
from .folders import Folders
from .install import install
from .jars import LAUNCHER, OPENS
from .java import environment, java
from .settings import DATABASE

MAIN = "org.neo4j.cli.AdminTool"
HEAP_MB = 512


def dump(folders: Folders, into: Path) -> Path:
    """Dump the database of a home whose engine does not run; return the file.

    Raises EngineError with the reason where that is not possible.
    """
    _run(folders, folders.home, "dump", f"--to-path={into}", "--overwrite-destination=true")
    return into / f"{DATABASE}.dump"


def check(folders: Folders, dumped: Path, beside: Path) -> None:
    """Load a dump beside and check every record and index of it. Raises EngineError where one is broken."""
    paths = (f"--from-path={dumped.parent}", f"--temp-path={beside}", f"--report-path={beside}")
    _run(folders, folders.home, "check", *paths)


def load(folders: Folders, dumped: Path, home: Path) -> None:
    """Load a dump into the data of a home, over what is there. Raises EngineError."""
    _run(folders, home, "load", f"--from-path={dumped.parent}", "--overwrite-destination=true")


def import_tables(
    folders: Folders, home: Path, groups: Sequence[str], heap_mb: int, off_heap_mb: int
) -> None:
    """Make the database of a home from CSV files; `groups` are the options that name them.

    Elements of an array are parted by U+001F; an empty field is no property. Raises EngineError.
    """
    options = (
        *("--array-delimiter=U+001F", "--multiline-fields=true", "--id-type=string"),
        *(f"--max-off-heap-memory={off_heap_mb}m", f"--report-file={home / 'import.report'}"),
    )
    _run(folders, home, "import", *options, *groups, sub=("full",), heap_mb=heap_mb)


def _run(
    folders: Folders,
    home: Path,
    what: str,
    *arguments: str,
    sub: tuple[str, ...] = (),
    heap_mb: int = HEAP_MB,
) -> None:
    log = folders.logs / "admin.log"
    jars = install(folders.artifacts, None)
    command = [
        *(str(java()), f"-Xmx{heap_mb}m", "--enable-native-access=ALL-UNNAMED"),
        *(f"--add-opens={module}=ALL-UNNAMED" for module in OPENS),
        *("-cp", LAUNCHER, MAIN, "database", what, *sub, DATABASE, *arguments),
    ]
    variables = {**environment(), "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    with log.open("wb") as output:
        done = subprocess.run(  # noqa: S603 - the command is this package's own
            command,
            cwd=jars,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        said = log.read_text("utf-8", "replace")
        reason = explain(said, log).partition(": ")[2]
        raise EngineError(f"the database cannot be {_DONE[what]}: {reason}")


_DONE = {"dump": "dumped", "check": "found whole", "load": "loaded", "import": "made"}


def fsync_folder(folder: Path) -> None:
    """Make sure that names given in a folder outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
