"""Engines as a program uses them: acquire one, ask about it, stop it."""

import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.errors import EngineError

from .artifacts import locked
from .config import Address, EngineConfig, EngineStatus, Progress, encode
from .folders import Folders, disk_bytes
from .install import discard_broken, install
from .leases import Lease, count_leases, gate, is_held
from .process import start_apart
from .settings import DATABASE, USERNAME
from .state import State, clear_state, read_state

POLL_SECONDS = 0.03
STOP_SECONDS = 60
ANSWER_SECONDS = 60
_SOURCES = Path(__file__).parents[2]


class Engine:
    """A lease on a running Neo4j; the engine stays up at least until it is closed or this process ends."""

    def __init__(self, address: Address, folders: Folders, lease: Lease) -> None:
        self.address = address
        self._folders = folders
        self._lease = lease

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the lease back and, if it was the last, wait until Neo4j has stopped; may be called twice."""
        folders = self._folders
        with gate(folders):
            self._lease.release()
            is_last = not folders.detached.exists() and not count_leases(folders)
        if is_last:
            _await_end(folders, time.monotonic() + STOP_SECONDS)


def acquire(config: EngineConfig, progress: Progress | None = None) -> Engine:
    """Return a lease on the engine of `config.home`, which is fetched and started as needed.

    An engine that runs there already is shared, whatever memory it was started with. Returns when bolt answers.
    Raises EngineError, with a one-line reason, when the engine cannot be fetched or started or has another port.
    """
    folders = Folders.of(config)
    folders.make()
    jars = install(folders.artifacts, progress)
    with gate(folders):
        lease = Lease(folders)
    try:
        if progress:
            progress("start", 0, 1)
        address = _address(folders, config, _running(folders, config, jars, progress))
        _await_answer(address, folders)
        if progress:
            progress("start", 1, 1)
    except BaseException:
        lease.release()
        raise
    return Engine(address, folders, lease)


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
    runs = state is not None and state.phase == "ready"
    return EngineStatus(
        running=runs,
        detached=runs and folders.detached.exists(),
        pid=state.java.pid if runs and state and state.java else None,
        uri=_uri(state.port) if runs and state and state.port else None,
        version=locked().version if runs else None,
        leases=leases,
        home=folders.home,
        data_bytes=disk_bytes(folders.data),
        engine_bytes=disk_bytes(folders.artifacts),
    )


def data_path(config: EngineConfig) -> Path:
    """Return the folder of the databases; back it up only while the engine is stopped."""
    return Folders.of(config).data


def _running(folders: Folders, config: EngineConfig, jars: Path, progress: Progress | None) -> State:
    """Return the state of a ready engine, started if need be; fetches jars again that turn out broken."""
    try:
        return _started(folders, config, jars)
    except EngineError:
        if not discard_broken(jars):
            raise
    install(folders.artifacts, progress)
    return _started(folders, config, jars)


def _started(folders: Folders, config: EngineConfig, jars: Path) -> State:
    while True:
        with gate(folders):
            if not is_held(folders.supervisor_lock):
                _launch(folders, config, jars)
        state = _await_ready(folders)
        if state:
            return state


def _launch(folders: Folders, config: EngineConfig, jars: Path) -> None:
    """Start the supervisor and wait until it holds the home; the caller holds the gate."""
    paths = [str(_SOURCES), *filter(None, [os.environ.get("PYTHONPATH")])]
    # -P keeps modules of the folder that the user happens to be in out of it.
    command = [sys.executable, "-P", "-m", "graph.embedded.supervisor", encode(config), str(jars)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    if start_apart(command, environment, folders.supervisor_log) != "up":
        raise EngineError(
            f"the supervisor of the embedded Neo4j did not start (log: {folders.supervisor_log})"
        )


def _await_ready(folders: Folders) -> State | None:
    """Wait for the engine to get ready; None when it stopped instead, since its last user had just left."""
    while True:
        state = read_state(folders)
        if state is None or state.supervisor.process() is None:
            if state and state.phase == "failed":
                raise EngineError(state.failure)
            return None
        if state.phase == "ready":
            return state
        if state.phase == "failed":
            raise EngineError(state.failure)
        time.sleep(POLL_SECONDS)


def _await_end(folders: Folders, deadline: float) -> bool:
    """Wait until no engine runs here any more; False when the time is up."""
    state = read_state(folders)
    while state and state.phase != "failed" and state.supervisor.process():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
        state = read_state(folders)
    return True


def _uri(port: int) -> str:
    return f"bolt://127.0.0.1:{port}"


def _address(folders: Folders, config: EngineConfig, state: State) -> Address:
    if state.port is None or (config.port is not None and config.port != state.port):
        raise EngineError(
            f"the Neo4j of {folders.home} already runs on port {state.port}, not {config.port}; "
            "stop it first, or ask for no port"
        )
    try:
        password = folders.password.read_text("utf-8").strip()
    except OSError as error:
        raise EngineError(
            f"cannot read the database's password from {folders.password}: {error.strerror}"
        ) from error
    return Address(_uri(state.port), USERNAME, password, DATABASE)


def _await_answer(address: Address, folders: Folders) -> None:
    """Return once the database answers a query."""
    # Imported here since it takes a while, and the supervisor, which loads this package too, has no use for it.
    from neo4j import GraphDatabase
    from neo4j.exceptions import AuthError, DriverError, Neo4jError

    deadline = time.monotonic() + ANSWER_SECONDS
    while True:
        try:
            with GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as driver:
                driver.execute_query("RETURN 1", database_=address.database)
                return
        except AuthError as error:
            raise EngineError(
                f"the password in {folders.password} does not open the database in {folders.data}; "
                "put back the file that belongs to it"
            ) from error
        except (DriverError, Neo4jError) as error:
            if time.monotonic() > deadline:
                raise EngineError(
                    f"the embedded Neo4j runs but does not answer at {address.uri} (log: {folders.engine_log})"
                ) from error
        time.sleep(POLL_SECONDS)
