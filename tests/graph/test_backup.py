"""Backups of a real embedded database: whole or not there, put back whole or not at all."""

import os
import signal
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from graph.embedded import EngineConfig, acquire, back_up, restore
from graph.embedded.backup import MANIFEST
from graph.embedded.config import encode
from graph.embedded.folders import Folders
from graph.errors import BadArgument, EngineError
from server.settings import load_settings

RESTORER = """
import sys
from pathlib import Path
from graph.embedded import restore
from graph.embedded.config import decode
restore(decode(sys.argv[1]), Path(sys.argv[2]), force=True)
"""


@pytest.fixture
def config(tmp_path: Path) -> EngineConfig:
    """A home of its own; the program's files are shared."""
    return EngineConfig(tmp_path / "home", 256, 32, artifacts=load_settings().home / "engine")


def names(config: EngineConfig, *new: str) -> list[str]:
    """The names in the database, after writing new ones."""
    with acquire(config) as engine:
        address = engine.address
        with GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as driver:
            driver.execute_query("UNWIND $new AS name CREATE (:Thing {name: name})", new=list(new))
            found = driver.execute_query("MATCH (t:Thing) RETURN t.name AS name ORDER BY name")
            return [record["name"] for record in found.records]


@pytest.mark.slow
def test_what_was_backed_up_comes_back(config: EngineConfig, tmp_path: Path) -> None:
    file = tmp_path / "graph.backup"
    assert names(config, "ادلب", "before") == ["before", "ادلب"]
    made = back_up(config, file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    with pytest.raises(BadArgument, match="--force"):
        back_up(config, file)
    assert "after" in names(config, "after")
    with pytest.raises(BadArgument, match="--force"):
        restore(config, file)
    assert restore(config, file, force=True) == made
    assert names(config) == ["before", "ادلب"]
    fresh = EngineConfig(tmp_path / "fresh", 256, 32, artifacts=config.artifacts)
    assert restore(fresh, file) == made
    assert names(fresh) == ["before", "ادلب"]


@pytest.mark.slow
def test_a_database_in_use_is_left_alone(config: EngineConfig, tmp_path: Path) -> None:
    with acquire(config):
        with pytest.raises(EngineError, match="used by 1 commands"):
            back_up(config, tmp_path / "graph.backup")
        with pytest.raises(BadArgument, match="--force"):
            restore(config, tmp_path / "graph.backup")
        with pytest.raises(EngineError, match="used by 1 commands"):
            restore(config, tmp_path / "graph.backup", force=True)
    assert not (tmp_path / "graph.backup").exists()


@pytest.mark.slow
def test_a_killed_restore_leaves_a_whole_database(config: EngineConfig, tmp_path: Path) -> None:
    file = tmp_path / "graph.backup"
    names(config, "saved")
    back_up(config, file)
    names(config, "later")
    folders = Folders.of(config)
    for step in ("data copied", "swapping"):
        with subprocess.Popen([sys.executable, "-c", RESTORER, encode(config), str(file)]) as restoring:
            while restoring.poll() is None and not _reached(folders, step):
                os.sched_yield()
            restoring.send_signal(signal.SIGKILL)
        assert names(config) in (["later", "saved"], ["saved"])
    restore(config, file, force=True)
    assert names(config) == ["saved"]
    assert {path.name for path in folders.home.iterdir()} == {"conf", "data", "logs", "password", "run"}


def _reached(folders: Folders, step: str) -> bool:
    """Whether a restore is as far as this."""
    if step == "swapping":
        return folders.replaced.exists()
    return any(folders.home.glob(".content-graph-*/home/data"))


@pytest.fixture
def bad_files(tmp_path: Path) -> list[Path]:
    """Files that are no backups."""
    text, empty, cut = (tmp_path / name for name in ("text", "empty", "cut"))
    text.write_text("no backup", "utf-8")
    with tarfile.open(empty, "w"):
        pass
    with tarfile.open(cut, "w") as archive:
        (tmp_path / MANIFEST).write_text('{"made_at": "", "neo4j": "", "size": 4, "sha256": "0"}', "utf-8")
        (tmp_path / "neo4j.dump").write_bytes(b"dump")
        archive.add(tmp_path / MANIFEST, MANIFEST)
        archive.add(tmp_path / "neo4j.dump", "neo4j.dump")
    return [text, empty, cut, tmp_path / "missing"]


def test_what_is_no_backup_is_refused(config: EngineConfig, bad_files: list[Path]) -> None:
    for file in bad_files:
        with pytest.raises(BadArgument, match=file.name):
            restore(config, file)
    folders = Folders.of(config)
    assert list(folders.data.iterdir()) == []
    assert list(folders.home.glob(".content-graph-*")) == []


def test_nothing_is_backed_up_where_there_is_nothing(config: EngineConfig, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="nothing to back up"):
        back_up(config, tmp_path / "graph.backup")


def test_data_that_a_killed_restore_moved_away_come_back(config: EngineConfig) -> None:
    folders = Folders.of(config)
    folders.make()
    (folders.data / "kept").touch()
    folders.data.rename(folders.replaced)
    folders.make()
    assert (folders.data / "kept").exists()
    assert not folders.replaced.exists()
