"""Engines as a program uses them: acquire one, ask about it, stop it."""

import os
import sys
import time
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.address import Address
from graph.errors import EngineError

from .artifacts import locked
from .config import EngineConfig, EngineStatus, Progress, encode
from .folders import Folders, disk_bytes
from .install import discard_broken, install
from .java import java
from .leases import Lease, count_leases, gate, is_held
from .process import start_apart
from .state import clear_state, read_state

POLL_SECONDS = 0.03
STOP_SECONDS = 60
STARTS = 3
_SOURCES = Path(__file__).parents[2]


class Engine:
    """A lease on a running Neo4j; the engine stays up at least until it is closed or this process ends."""

    def __init__(self, config: EngineConfig, address: Address, lease: Lease) -> None:
        self.config = config
        self.address = address
        self._lease = lease

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the lease back and, if it was the last, wait until Neo4j has stopped; may be called twice."""
        if not self._lease.is_held:
            return
        folders = Folders.of(self.config)
        with gate(folders):
            self._lease.release()
            is_last = not folders.detached.exists() and not count_leases(folders)
        if is_last:
            _await_end(folders, time.monotonic() + STOP_SECONDS)


def acquire(config: EngineConfig, progress: Progress | None = None) -> Engine:
    """Return a lease on the engine of `config.home`, which is fetched and started as needed.

    An engine that runs there already is shared, whatever memory it was started with. Returns when it answers.
    Raises EngineError, with a one-line reason, when it cannot be fetched or started, or has another port.
    """
    java()
    folders = Folders.of(config)
    folders.make()
    jars = install(folders.artifacts, progress)
    with gate(folders):
        lease = Lease(folders)
    try:
        port = _running(folders, config, jars, progress)
        from .connection import address_of, await_answer

        address = address_of(folders, port)
        await_answer(address, folders)
    except BaseException:
        lease.release()
        raise
    return Engine(config, address, lease)


def start_detached(config: EngineConfig, progress: Progress | None = None) -> Address:
    """Start the engine, or share it, and keep it running until `stop`; errors as of `acquire`."""
    with acquire(config, progress) as engine:
        Folders.of(config).detached.touch()
        return engine.address


def stop(config: EngineConfig) -> bool:
    """Stop the engine, also under programs that use it, and return whether one ran."""
    folders = Folders.of(config)
    if not folders.run.exists():
        return False
    with gate(folders):
        runs = is_held(folders.supervisor_lock)
        if runs:
            folders.stop.touch()
    state = read_state(folders)
    if runs and not _await_end(folders, time.monotonic() + STOP_SECONDS) and state:
        state.supervisor.end(STOP_SECONDS)
    if state and state.java and state.java.process():
        # Its supervisor was killed, or is stuck.
        state.java.end(STOP_SECONDS)
        clear_state(folders)
        return True
    return runs


def status(config: EngineConfig) -> EngineStatus:
    """Tell whether an engine runs in `config.home`, who uses it and what it takes; starts nothing."""
    folders = Folders.of(config)
    state, leases = None, 0
    if folders.run.exists():
        with gate(folders):
            state = read_state(folders) if is_held(folders.supervisor_lock) else None
            leases = count_leases(folders)
    address = None
    if state and state.phase == "ready" and state.port:
        from .connection import address_of

        address = address_of(folders, state.port)
    return EngineStatus(
        running=address is not None,
        detached=address is not None and folders.detached.exists(),
        pid=state.java.pid if address and state and state.java else None,
        address=address,
        version=locked().version,
        leases=leases,
        home=folders.home,
        data_bytes=disk_bytes(folders.data),
        engine_bytes=disk_bytes(folders.artifacts),
    )


def data_path(config: EngineConfig) -> Path:
    """Return the folder of the databases; back it up only while the engine is stopped."""
    return Folders.of(config).data


def _running(folders: Folders, config: EngineConfig, jars: Path, progress: Progress | None) -> int:
    """Return bolt's port of a ready engine, started if need be; fetches jars again that turn out broken."""
    if progress:
        progress("starting Neo4j", 0, 0)
    try:
        return _started(folders, config, jars)
    except EngineError:
        if not discard_broken(jars):
            raise
    install(folders.artifacts, progress)
    return _started(folders, config, jars)


def _started(folders: Folders, config: EngineConfig, jars: Path) -> int:
    port = None
    for _ in range(STARTS):
        with gate(folders):
            if not is_held(folders.supervisor_lock):
                _launch(folders, config, jars)
        # The driver is needed next; it loads while Java starts.
        import_module("graph.embedded.connection")
        port = _await_port(folders)
        if port is not None:
            break
    if port is None:
        raise EngineError(f"the embedded Neo4j stops as soon as it starts (log: {folders.supervisor_log})")
    if config.port not in (None, port):
        raise EngineError(
            f"the Neo4j of {folders.home} already runs on port {port}, not {config.port}; "
            "stop it first, or ask for no port"
        )
    return port


def _launch(folders: Folders, config: EngineConfig, jars: Path) -> None:
    """Start the supervisor and wait until it holds the home; the caller holds the gate."""
    paths = [str(_SOURCES), *filter(None, [os.environ.get("PYTHONPATH")])]
    # -P keeps modules of the folder that the user happens to be in out of it.
    command = [sys.executable, "-P", "-m", "graph.embedded.supervisor", encode(config), str(jars)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    if start_apart(command, environment, folders.home, folders.supervisor_log) != "up":
        raise EngineError(
            f"the supervisor of the embedded Neo4j did not start (log: {folders.supervisor_log})"
        )


def _await_port(folders: Folders) -> int | None:
    """Wait for the engine to get ready; None when it stopped instead, as its last user had just left."""
    while True:
        state = read_state(folders)
        if state and state.phase == "failed":
            raise EngineError(state.failure)
        if state is None or state.supervisor.process() is None:
            return None
        if state.phase == "ready":
            return state.port
        time.sleep(POLL_SECONDS)


def _await_end(folders: Folders, deadline: float) -> bool:
    """Wait until the engine that runs here now has ended; False when the time is up."""
    first = state = read_state(folders)
    while state and state.phase != "failed" and first and state.supervisor == first.supervisor:
        if state.supervisor.process() is None:
            return True
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
        state = read_state(folders)
    return True
