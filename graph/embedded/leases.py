"""Who uses the engine: one file per program, locked by the kernel as long as that program lives."""

import os
import uuid
from pathlib import Path

from filelock import FileLock, Timeout

from .folders import Folders


class Lease:
    """This program's use of an engine; a killed holder loses it at once, since its locks are the kernel's."""

    def __init__(self, folders: Folders) -> None:
        """Take a lease; the caller holds the gate."""
        self._path = folders.leases / f"{os.getpid()}-{uuid.uuid4().hex[:8]}.lock"
        self._lock = FileLock(self._path, thread_local=False)
        self._lock.acquire()

    @property
    def is_held(self) -> bool:
        """Whether this process holds the lease still."""
        return self._lock.is_locked

    def release(self) -> None:
        """Give the lease back; doing so twice changes nothing."""
        if self.is_held:
            self._path.unlink(missing_ok=True)
            self._lock.release()


def gate(folders: Folders) -> FileLock:
    """Return the lock under which leases come and go and an engine begins or ends; held for moments only."""
    return FileLock(folders.run / "gate.lock")


def is_held(path: Path) -> bool:
    """Return whether a live process holds the lock of `path`; the caller holds the gate."""
    try:
        with FileLock(path, blocking=False):
            return False
    except Timeout:
        return True


def count_leases(folders: Folders) -> int:
    """Count the leases of live programs and clear those of dead ones; the caller holds the gate."""
    live = 0
    for path in folders.leases.glob("*.lock"):
        if is_held(path):
            live += 1
        else:
            path.unlink(missing_ok=True)
    return live
