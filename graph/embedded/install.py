"""The jars in their folder: complete or fetched, found broken or whole."""

import os
import shutil
from pathlib import Path

from filelock import FileLock

from graph.errors import EngineError

from .artifacts import Artifact, Lock, locked
from .config import Progress
from .jars import LAUNCHER, sha256, write_launcher

ARCHIVE_BYTES = 160_000_000


def install(root: Path, progress: Progress | None) -> Path:
    """Return the folder of the jars below `root`, after fetching what is missing.

    Programs that come at once wait for the first. Raises EngineError: no network, no space, not writable.
    """
    lock = locked()
    folder = lock.folder(root)
    if _is_complete(folder, lock):
        return folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "fetch.lock"):
            if not _is_complete(folder, lock):
                _fetch(folder, lock, progress)
    except OSError as error:
        raise EngineError(f"cannot write the jars of Neo4j to {folder}: {error.strerror}") from error
    return folder


def discard_broken(folder: Path) -> int:
    """Remove every jar whose bytes are not those of the lock and return their number.

    Reads all jars (160 MB), so it is for a start that failed, not for every start.
    """
    pairs = [(folder / artifact.filename, artifact) for artifact in locked().artifacts]
    broken = [jar for jar, artifact in pairs if jar.exists() and sha256(jar) != artifact.sha256]
    for jar in broken:
        jar.unlink()
    return len(broken)


def _missing(folder: Path, lock: Lock) -> list[Artifact]:
    sizes = {entry.name: entry.stat().st_size for entry in os.scandir(folder)} if folder.is_dir() else {}
    return [artifact for artifact in lock.artifacts if sizes.get(artifact.filename) != artifact.size]


def _is_complete(folder: Path, lock: Lock) -> bool:
    return (folder / LAUNCHER).exists() and not _missing(folder, lock)


def _fetch(folder: Path, lock: Lock, progress: Progress | None) -> None:
    # Imported here since it takes 0.4 s, and only the first start needs it.
    from .download import download

    missing = _missing(folder, lock)
    needed = sum(artifact.size for artifact in missing)
    require_space(folder, needed + ARCHIVE_BYTES, "the jars and the class archive of Neo4j")
    present = lock.size - needed

    def report(done: int) -> None:
        if progress:
            progress("fetching Neo4j", present + done, lock.size)

    report(0)
    download(missing, folder, report)
    write_launcher(folder, lock.artifacts)


def require_space(folder: Path, needed: int, purpose: str) -> None:
    """Raise EngineError unless the disk of `folder` has `needed` bytes free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise EngineError(
            f"the disk of {folder} has {free / 1e6:.0f} MB free, but {purpose} need {needed / 1e6:.0f} MB; "
            "free some space or choose another folder"
        )
