"""The process that owns a running Neo4j: `python -m graph.embedded.supervisor CONFIG JARS`.

It belongs to no command, holds the lock of its home, and ends Neo4j when the last lease is gone, whether
given back or lost by a kill. When it is killed itself, the kernel ends Neo4j (Linux), or the next start does.
"""

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from graph.errors import EngineError

from .archive import Archive
from .config import EngineConfig, decode
from .dbms import STOP_SECONDS, Dbms, choose_port
from .folders import Folders
from .install import require_space
from .leases import count_leases, gate
from .memory import require_memory
from .process import Birth
from .settings import write_password
from .state import Phase, State, clear_state, read_state, write_state

STARTING_SECONDS = 0.02
WATCHING_SECONDS = 0.2
ARCHIVE_SECONDS = 5.0
PORT_ATTEMPTS = 5
RESTARTS = 3
DATA_BYTES = 100_000_000


class Supervisor:
    """One engine run, from the first lease to the last."""

    def __init__(self, config: EngineConfig, jars: Path) -> None:
        self._config = config
        self._folders = Folders.of(config)
        self._jars = jars
        self._birth = Birth.of(os.getpid())
        self._archive = Archive(self._folders, jars)
        self._dbms: Dbms | None = None
        self._told_to_stop = False

    def run(self) -> None:
        """Hold the home, run Neo4j in it as long as it is wanted, and leave it clean."""
        with suppress(Timeout), FileLock(self._folders.supervisor_lock, timeout=5):
            self._supervise()
        self._archive.finish()

    def _supervise(self) -> None:
        before = read_state(self._folders)
        self._folders.stop.unlink(missing_ok=True)
        self._folders.detached.unlink(missing_ok=True)
        self._tell("starting")
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop_soon)
        _announce()
        if before and before.java:
            before.java.end(STOP_SECONDS)
        try:
            self._serve()
        except EngineError as error:
            self._tell("failed", str(error))
        except OSError as error:
            self._tell("failed", f"the embedded Neo4j did not start: {error.strerror} ({error.filename})")

    def _stop_soon(self, _number: int, _frame: object) -> None:
        self._told_to_stop = True

    def _serve(self) -> None:
        require_memory(self._config)
        require_space(self._folders.home, DATA_BYTES, "the databases of Neo4j")
        write_password(self._folders)
        try:
            self._start()
            self._watch()
        finally:
            if self._dbms and self._dbms.is_running:
                self._dbms.stop()
        self._archive.write()
        clear_state(self._folders)

    def _start(self) -> None:
        """Start Neo4j and wait until it is ready or no longer wanted; raises EngineError when it ends."""
        port = self._dbms.port if self._dbms else choose_port(self._config)
        dbms = self._launch(port)
        attempts = 1
        while dbms.lost_port and self._config.port is None and attempts < PORT_ATTEMPTS:
            dbms = self._launch(choose_port(self._config))
            attempts += 1
        if dbms.crashed:
            self._archive.drop()
            dbms = self._launch(dbms.port)
        if not dbms.is_running and self._is_wanted():
            raise EngineError(dbms.failure())

    def _launch(self, port: int) -> Dbms:
        """Start Neo4j on `port` and return when it is ready, has ended, or was stopped as nobody wants it."""
        dbms = self._dbms = Dbms(self._folders, self._config, self._jars, self._archive, port)
        self._tell("starting")
        while dbms.is_running and not dbms.is_ready:
            if not self._is_wanted():
                dbms.stop()
            time.sleep(STARTING_SECONDS)
        if dbms.is_running:
            self._archive.review(dbms.output)
            self._tell("ready")
        return dbms

    def _watch(self) -> None:
        """Stay until the engine is no longer wanted; start Neo4j again when it ends by itself."""
        restarts = 0
        write_archive_at = time.monotonic() + ARCHIVE_SECONDS
        while self._is_wanted():
            if self._dbms and not self._dbms.is_running:
                restarts += 1
                if restarts > RESTARTS:
                    raise EngineError(self._dbms.failure())
                self._start()
            if time.monotonic() > write_archive_at:
                self._archive.write()
            self._archive.poll()
            time.sleep(WATCHING_SECONDS)

    def _is_wanted(self) -> bool:
        """Return whether someone uses the engine; if not, say that it stops before anyone can join."""
        try:
            with gate(self._folders).acquire(timeout=0):
                stopping = self._told_to_stop or self._folders.stop.exists()
                if not stopping and (self._folders.detached.exists() or count_leases(self._folders)):
                    return True
                self._tell("stopping")
                return False
        except Timeout:
            # Someone is coming or going right now: look again soon.
            return True

    def _tell(self, phase: Phase, failure: str | None = None) -> None:
        java, port = (self._dbms.birth, self._dbms.port) if self._dbms else (None, None)
        write_state(self._folders, State(phase, self._birth, java, port, failure))


def _announce() -> None:
    """Tell the command that started this process that it holds the home, and let go of its output."""
    sys.stdout.write("up\n")
    sys.stdout.flush()
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)


def main() -> None:
    """Run an engine for the configuration and the folder of jars on the command line."""
    Supervisor(decode(sys.argv[1]), Path(sys.argv[2])).run()


if __name__ == "__main__":
    main()
