"""The small parts of the embedded engine: state, processes, memory, and why a start failed."""

import os
import time
from pathlib import Path

import psutil
import pytest

from graph.embedded.config import EngineConfig, decode, encode
from graph.embedded.diagnosis import explain, is_port_taken
from graph.embedded.folders import Folders, disk_bytes
from graph.embedded.memory import available_bytes, container_bytes
from graph.embedded.process import Birth
from graph.embedded.state import State, clear_state, read_state, write_state

LOG = Path("engine.log")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """An empty home."""
    found = Folders.of(EngineConfig(tmp_path / "home"))
    found.make()
    return found


@pytest.mark.parametrize("artifacts", [None, Path("/elsewhere")])
def test_a_configuration_reaches_the_other_process_whole(artifacts: Path | None) -> None:
    config = EngineConfig(Path("/home/مجلد"), 700, 300, 7687, artifacts)
    assert decode(encode(config)) == config


def test_the_state_is_read_back(folders: Folders) -> None:
    me = Birth.of(os.getpid())
    for state in (State("starting", me), State("ready", me, me, 7687), State("failed", me, failure="لا قرص")):
        write_state(folders, state)
        assert read_state(folders) == state
    clear_state(folders)
    assert read_state(folders) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"phase": "ready"}', '{"phase": "ready", "supervisor": 1}'])
def test_half_a_state_is_none(folders: Folders, text: str) -> None:
    (folders.run / "engine.json").write_text(text)
    assert read_state(folders) is None


def test_a_pid_with_a_new_owner_is_not_taken_for_the_old_one() -> None:
    me = Birth.of(os.getpid())
    assert me.process() == psutil.Process()
    earlier = Birth(me.pid, me.created - 60)
    assert earlier.process() is None
    earlier.end(1)
    assert psutil.Process().is_running()


def test_a_pid_without_owner_is_nobody() -> None:
    free = next(pid for pid in range(2**22 - 1, 1, -1) if not psutil.pid_exists(pid))
    assert Birth(free, time.time()).process() is None


def test_a_container_leaves_what_its_limit_leaves(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("1000000000\n")
    (tmp_path / "memory.current").write_text("700000000\n")
    (tmp_path / "memory.stat").write_text("anon 500000000\ninactive_file 100000000\n")
    assert container_bytes(tmp_path) == [400_000_000]


def test_a_container_without_limit_leaves_what_the_machine_has(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("max\n")
    assert container_bytes(tmp_path) == []
    assert container_bytes(tmp_path / "none") == []
    assert 0 < available_bytes() <= psutil.virtual_memory().total + psutil.swap_memory().total


def test_the_disk_of_nothing_is_empty(tmp_path: Path) -> None:
    assert disk_bytes(tmp_path / "none") == 0
    (tmp_path / "file").write_bytes(b"x" * 100_000)
    assert disk_bytes(tmp_path) >= 100_000


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (
            "Caused by: Errors$NativeIoException: bind(..) failed: Address already in use\n",
            "its port was taken",
        ),
        ("Error: Could not reserve enough space for 9GB object heap\n", "there is not enough memory"),
        ("java.lang.OutOfMemoryError: Java heap space\n", "there is not enough memory"),
        ("java.io.IOException: No space left on device\n", "the disk is full"),
        ("FileLockException: Lock file has been locked by another process\n", "another Neo4j uses its data"),
        ("2026 ERROR Failed to start\nCaused by: org.neo4j.StoreException: Store is odd\n", "Store is odd"),
        ("Error: Invalid flag\n", "Invalid flag"),
        ("2026 ERROR " + "x" * 500 + "\n", "x" * 199 + "…"),
        ("", "it ended without a word"),
    ],
)
def test_a_failed_start_is_explained_in_one_line(output: str, reason: str) -> None:
    message = explain(output, LOG)
    assert message.startswith(f"the embedded Neo4j did not start: {reason}")
    assert message.endswith("(log: engine.log)")
    assert "\n" not in message


def test_a_lost_port_is_told_from_other_failures() -> None:
    assert is_port_taken("PortBindException: 127.0.0.1:7687")
    assert not is_port_taken("No space left on device")
