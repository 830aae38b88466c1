"""The class archive: Neo4j's 14,000 classes, parsed and linked once, so that later starts take half as long.

The first start writes down which classes it loads; from that list a second Java, at the lowest priority,
writes the archive in the background. Java checks an archive against its own version, the jars and a checksum,
and does without one that does not fit; what it says about that is read here, and the archive is written anew.
"""

import hashlib
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from .folders import Folders
from .jars import LAUNCHER
from .java import environment, flags, java
from .memory import available_bytes
from .process import start_tied

NICENESS = 19
HEAP_MB = 512
MEMORY_BYTES = 900_000_000
DISK_BYTES = 300_000_000
WRITING_SECONDS = 300
_REJECTED = re.compile(r"\]\[(?:cds|aot)\b.*(?:archive|checksum|mismatch)", re.IGNORECASE)


class Archive:
    """The class archive of one folder of jars, as one engine run uses, records and writes it."""

    def __init__(self, folders: Folders, jars: Path) -> None:
        """Look for the archive of this Java; raises EngineError when there is no Java."""
        release = (java().parent.parent / "release").read_bytes()
        file = jars / f"classes-{hashlib.sha256(release).hexdigest()[:8]}.jsa"
        self._folders = folders
        self._jars = jars
        self._file = file
        self._part = file.with_suffix(".jsa.part")
        self._classes = file.with_suffix(".list")
        self._recorded = folders.run / "classes.list"
        self._writer: subprocess.Popen[bytes] | None = None
        self._tried = False
        # One writer for all engines that share the jars.
        self._lock = FileLock(file.with_suffix(".lock"), blocking=False)

    def flags(self) -> list[str]:
        """Return the JVM's flags to use the archive, or else to record the classes for it."""
        if self._file.exists():
            return [f"-XX:SharedArchiveFile={self._file.name}", "-XX:+VerifySharedSpaces"]
        if self._classes.exists() or not self._locked():
            return []
        self._recorded.unlink(missing_ok=True)
        return [f"-XX:DumpLoadedClassList={self._recorded}"]

    def review(self, output: str) -> None:
        """Drop the archive when Java's `output` says that it does not fit."""
        if _REJECTED.search(output):
            self.drop()

    def drop(self) -> None:
        """Do without the archive from the next start on; it will be written anew."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def write(self) -> None:
        """Begin to write the archive in the background, where there is none and the means are there.

        It is tried once in a run, and never fails: an engine without archive starts slower, that is all.
        """
        if self._tried or self._file.exists() or not self._locked():
            return
        with suppress(OSError):
            self._keep_recorded()
            roomy = available_bytes() > MEMORY_BYTES and shutil.disk_usage(self._jars).free > DISK_BYTES
            if self._classes.exists() and roomy:
                self._tried = True
                self._writer = self._start()

    def poll(self) -> None:
        """Put the archive in place once it is written."""
        if self._writer is None or self._writer.poll() is None:
            return
        with suppress(OSError):
            if self._writer.returncode == 0:
                self._part.replace(self._file)
            self._part.unlink(missing_ok=True)
        self._writer = None
        self._lock.release()

    def finish(self) -> None:
        """Wait for the archive that is being written."""
        if self._writer is not None:
            try:
                self._writer.wait(WRITING_SECONDS)
            except subprocess.TimeoutExpired:
                self._writer.kill()
                self._writer.wait()
            self.poll()
        self._lock.release()

    def _locked(self) -> bool:
        try:
            return self._lock.is_locked or bool(self._lock.acquire())
        except (Timeout, OSError):
            # Another engine is at it, or the jars belong to another user.
            return False

    def _keep_recorded(self) -> None:
        """Make the recorded list, to which Java may still be writing, the one for this and later archives."""
        if not self._recorded.exists():
            return
        whole_lines, _, _ = self._recorded.read_bytes().rpartition(b"\n")
        part = self._classes.with_suffix(".list.part")
        part.write_bytes(whole_lines + b"\n")
        part.replace(self._classes)
        self._recorded.unlink()

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [
            str(java()),
            *flags(self._folders, HEAP_MB),
            "-Xshare:dump",
            "-XX:+AOTClassLinking",
            f"-XX:SharedClassListFile={self._classes}",
            f"-XX:SharedArchiveFile={self._part.name}",
            "-jar",
            LAUNCHER,
        ]
        with (self._folders.logs / "archive.log").open("wb") as output:
            return start_tied(command, environment(), self._jars, output, NICENESS)
