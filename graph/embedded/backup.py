"""Backups of the embedded database: made while it does not run, checked, and put back as a whole.

A backup is a tar of `backup.json` (when, by which Neo4j, the dump's size and SHA-256) and `neo4j.dump`, which
Neo4j's own tool makes. Every file is written beside and renamed when it is whole.
"""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from filelock import FileLock, Timeout

from graph.errors import BadArgument, EngineError

from .admin import check, dump, fsync_folder, load
from .artifacts import locked
from .config import EngineConfig
from .folders import Folders
from .install import install, require_space
from .leases import count_leases, gate
from .process import Birth
from .settings import DATABASE, write_password, write_settings
from .state import State, clear_state, read_state, write_state

DUMP = f"{DATABASE}.dump"
MANIFEST = "backup.json"
STOP_SECONDS = 30
POLL_SECONDS = 0.05
_CHUNK = 1 << 20
_PORT = 7687


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says of itself: ISO 8601, Neo4j's version, the dump's bytes and SHA-256 (hex)."""

    made_at: str
    neo4j: str
    size: int
    sha256: str


def back_up(config: EngineConfig, file: Path, *, overwrite: bool = False) -> Backup:
    """Write a checked backup of the database of `config.home` to `file`.

    The engine must not run; commands that want it wait until the copy is made, not for its check. Raises
    BadArgument for a file that is there and no `overwrite`, EngineError when the engine is in use, has no
    data yet, the disk is full or the copy is broken.
    """
    folders = Folders.of(config)
    target = file.expanduser().absolute()
    if target.exists() and not overwrite:
        raise BadArgument(f"{target} is there already; choose another name, or say --force to replace it")
    if not (folders.data / "databases" / DATABASE).exists():
        raise EngineError(f"{folders.home} holds no database yet; there is nothing to back up")
    folders.make()
    install(folders.artifacts, None)
    with beside(target.parent) as work:
        with alone(folders):
            write_settings(folders, config, _PORT)
            dumped = dump(folders, work)
        check(folders, dumped, work / "check")
        manifest = Backup(
            datetime.now(UTC).isoformat(timespec="seconds"),
            locked().version,
            dumped.stat().st_size,
            _sha256(dumped),
        )
        _pack(dumped, manifest, work / "whole")
        (work / "whole").replace(target)
        fsync_folder(target.parent)
    return manifest


def restore(config: EngineConfig, file: Path, *, force: bool = False) -> Backup:
    """Put a backup in the place of the database of `config.home`, once it is loaded and checked beside.

    The data that were there stay until then, and are put back when this is killed. Raises BadArgument for a
    file that is no whole backup, and where there is a database and no `force`; EngineError when the engine is
    in use, the disk is full or the backup is broken inside.
    """
    folders = Folders.of(config)
    folders.make()
    if (folders.data / "databases" / DATABASE).exists() and not force:
        raise BadArgument(f"{folders.home} holds a database already; say --force to replace it")
    install(folders.artifacts, None)
    with alone(folders), beside(folders.home) as work:
        manifest = _unpack(file.expanduser().absolute(), work)
        check(folders, work / DUMP, work / "check")
        write_password(folders)
        write_settings(folders, config, _PORT)
        staged = work / "home"
        shutil.copytree(folders.conf, staged / "conf")
        shutil.copytree(folders.data, staged / "data", ignore=all_but_accounts)
        load(folders, work / DUMP, staged)
        shutil.rmtree(folders.replaced, ignore_errors=True)
        folders.data.rename(folders.replaced)
        # Who is killed here, or finds it so, has the old data back by `Folders.make`.
        (staged / "data").rename(folders.data)
        fsync_folder(folders.home)
        shutil.rmtree(folders.replaced)
    return manifest


@contextmanager
def alone(folders: Folders) -> Generator[None]:
    """Hold the home as an engine that is about to start would: other commands wait. Raises EngineError."""
    lock = FileLock(folders.supervisor_lock)
    deadline = time.monotonic() + STOP_SECONDS
    while not _taken(folders, lock, time.monotonic() > deadline):
        # The engine that ran here last is just ending.
        time.sleep(POLL_SECONDS)
    try:
        yield
    finally:
        with gate(folders):
            clear_state(folders)
            lock.release()


def _taken(folders: Folders, lock: FileLock, is_late: bool) -> bool:
    """Take the home where nobody uses it; False while its engine ends, which nobody uses any more."""
    with gate(folders):
        try:
            lock.acquire(blocking=False)
        except Timeout:
            users = count_leases(folders)
            if not (users or folders.detached.exists() or is_late):
                return False
            raise EngineError(
                f"the embedded Neo4j of {folders.home} runs, used by {users} commands; end them, or stop it "
                "with `content-graph db stop`, and try again"
            ) from None
        before = read_state(folders)
        if before and before.java:
            # Its supervisor was killed.
            before.java.end(STOP_SECONDS)
        write_state(folders, State("starting", Birth.of(os.getpid())))
        return True


@contextmanager
def beside(folder: Path) -> Generator[Path]:
    """A folder for what is not whole yet, on the disk where it will be; what a killed run left goes too."""
    prefix = ".content-graph-"
    for left in folder.glob(f"{prefix}*"):
        lock = FileLock(left / "lock")
        try:
            with lock.acquire(blocking=False):
                shutil.rmtree(left, ignore_errors=True)
        except Timeout:
            continue
    try:
        work = Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
    except OSError as error:
        raise EngineError(f"cannot write to {folder}: {error.strerror}") from error
    try:
        with FileLock(work / "lock"):
            yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _pack(dumped: Path, manifest: Backup, target: Path) -> None:
    require_space(target.parent, manifest.size, "the backup")
    described = json.dumps(asdict(manifest)).encode()
    with target.open("wb") as output:
        # Whoever reads it reads the graph.
        target.chmod(0o600)
        with tarfile.open(fileobj=output, mode="w") as archive:
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(described)
            archive.addfile(entry, BytesIO(described))
            archive.add(dumped, DUMP)
        output.flush()
        os.fsync(output.fileno())


def _unpack(file: Path, work: Path) -> Backup:
    """Take the dump of a backup out of it. Raises BadArgument when it is none, or not as it was written."""
    try:
        with tarfile.open(file, mode="r:") as archive:
            described = archive.extractfile(MANIFEST)
            packed = archive.extractfile(DUMP)
            if described is None or packed is None:
                raise KeyError(DUMP)
            manifest = Backup(**json.loads(described.read(65536)))
            require_space(work, 4 * manifest.size, "the backup and what is in it")
            with (work / DUMP).open("wb") as output:
                shutil.copyfileobj(packed, output, _CHUNK)
    except OSError as error:
        raise BadArgument(f"{file} cannot be read: {error.strerror or error}") from error
    except (tarfile.TarError, KeyError, ValueError, TypeError) as error:
        raise BadArgument(f"{file} is no backup of content-graph, or was cut short") from error
    if (work / DUMP).stat().st_size != manifest.size or _sha256(work / DUMP) != manifest.sha256:
        raise BadArgument(f"{file} is not as it was written: its checksum is another")
    return manifest


def all_but_accounts(folder: str, names: list[str]) -> set[str]:
    """What of the data is not copied: the database that is replaced."""
    return {DATABASE} & set(names) if Path(folder).name in ("databases", "transactions") else set()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
