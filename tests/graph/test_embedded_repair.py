"""What the engine puts right by itself: its class archive and its jars."""

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from graph.embedded import Engine, EngineConfig, acquire, status, stop
from graph.embedded.artifacts import locked
from graph.embedded.folders import Folders
from graph.embedded.jars import sha256

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 240


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether something becomes true, looked at again and again for some minutes."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


@pytest.fixture
def config(engine: Engine, tmp_path: Path) -> Iterator[EngineConfig]:
    """A home of its own with its own program files, without a class archive."""
    given = locked().folder(Folders.of(engine.config).artifacts)
    own = locked().folder(tmp_path / "engine")
    own.mkdir(parents=True)
    for jar in given.glob("*.jar"):
        shutil.copy2(jar, own)
    found = EngineConfig(tmp_path / "home", artifacts=tmp_path / "engine")
    yield found
    stop(found)
    # pytest keeps the folders of its last runs, and these are large.
    shutil.rmtree(tmp_path / "engine")


def uses(config: EngineConfig, file: Path) -> bool:
    """Whether the running engine has `file` in its memory."""
    pid = status(config).pid
    assert pid is not None
    return str(file) in {mapped.path for mapped in psutil.Process(pid).memory_maps()}


def test_the_class_archive_is_written_used_and_written_again_when_damaged(config: EngineConfig) -> None:
    assert config.artifacts is not None
    jars = locked().folder(config.artifacts)
    with acquire(config):
        assert not list(jars.glob("*.jsa"))
    assert eventually(lambda: bool(list(jars.glob("*.jsa"))))
    [archive] = jars.glob("*.jsa")
    with acquire(config):
        assert uses(config, archive)

    whole = archive.read_bytes()
    middle = len(whole) // 2
    archive.write_bytes(whole[:middle] + b"damage" * 1000 + whole[middle + 6000 :])
    with acquire(config):
        assert not archive.exists()
    assert eventually(archive.exists)
    with acquire(config):
        assert uses(config, archive)
    assert not list(jars.glob("*.part"))


def test_a_damaged_jar_is_fetched_again(config: EngineConfig) -> None:
    assert config.artifacts is not None
    damaged = next(artifact for artifact in locked().artifacts if ":neo4j-bolt:" in artifact.coordinates)
    jar = locked().folder(config.artifacts) / damaged.filename
    jar.unlink()
    jar.write_bytes(hashlib.sha256(b"").digest() * (damaged.size // 32) + b"x" * (damaged.size % 32))
    with acquire(config):
        assert sha256(jar) == damaged.sha256
