"""The pinned jars: what the lock says, how they are fetched, and how they become one program."""

import hashlib
import re
import socket
import zipfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.embedded.artifacts import Artifact, locked
from graph.embedded.download import download
from graph.embedded.install import require_space
from graph.embedded.jars import LAUNCHER, sha256, unsign, write_launcher
from graph.embedded.lock import LOCK, ROOTS, render
from graph.errors import EngineError


def test_the_lock_is_what_its_writer_writes() -> None:
    assert render(locked().version, list(locked().artifacts)) == LOCK.read_text("utf-8")


def test_the_lock_holds_neo4j_and_pins_every_jar_once() -> None:
    artifacts = locked().artifacts
    coordinates = {artifact.coordinates for artifact in artifacts}
    assert {f"{root}:{locked().version}" for root in ROOTS} <= coordinates
    assert len({artifact.filename for artifact in artifacts}) == len(artifacts)
    assert all(re.fullmatch(r"[0-9a-f]{64}", artifact.sha256) for artifact in artifacts)
    assert all(artifact.size > 0 for artifact in artifacts)


def test_the_lock_names_no_address() -> None:
    assert "//" not in LOCK.read_text("utf-8")


def test_a_classifier_belongs_to_the_file_name_only() -> None:
    artifact = Artifact("io.netty:netty-native:4.2.Final:linux-x86_64", "", 1)
    assert artifact.filename == "netty-native-4.2.Final-linux-x86_64.jar"
    assert artifact.path == "io/netty/netty-native/4.2.Final/netty-native-4.2.Final-linux-x86_64.jar"


names = st.from_regex(r"[a-z][a-z0-9.-]{0,80}", fullmatch=True)


@given(st.lists(names, min_size=1, max_size=40, unique=True))
def test_the_launcher_names_every_jar_in_lines_that_java_reads(
    tmp_path_factory: pytest.TempPathFactory, found: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("jars")
    artifacts = tuple(Artifact(f"group:{name}:1", "", 1) for name in found)
    write_launcher(folder, artifacts)
    manifest = zipfile.ZipFile(folder / LAUNCHER).read("META-INF/MANIFEST.MF").decode()
    assert all(len(line) <= 70 for line in manifest.split("\r\n"))
    attributes = dict(line.split(": ", 1) for line in manifest.replace("\r\n ", "").strip().split("\r\n"))
    assert attributes["Class-Path"].split(" ") == [artifact.filename for artifact in artifacts]
    assert attributes["Main-Class"] == "org.neo4j.server.Neo4jCommunity"


def jar_of(entries: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as jar:
        for name, text in entries.items():
            jar.writestr(name, text)
    return buffer.getvalue()


def test_a_signature_comes_off_and_the_published_checksum_stays_known(tmp_path: Path) -> None:
    published = jar_of({"META-INF/A.SF": "digests", "META-INF/A.RSA": "block", "org/A.class": "code"})
    jar = tmp_path / "a.jar"
    jar.write_bytes(unsign(published))
    with zipfile.ZipFile(jar) as archive:
        assert archive.namelist() == ["META-INF/A.S_", "META-INF/A.RS_", "org/A.class"]
        assert archive.testzip() is None
    assert sha256(jar) == hashlib.sha256(published).hexdigest()


def test_a_damaged_jar_has_another_checksum(tmp_path: Path) -> None:
    published = jar_of({"META-INF/A.SF": "digests", "org/A.class": "code"})
    jar = tmp_path / "a.jar"
    jar.write_bytes(unsign(published)[:-30])
    assert sha256(jar) != hashlib.sha256(published).hexdigest()


class Repository(ThreadingHTTPServer):
    """A Maven repository on loopback over a folder of files; `ranges` says whether it continues downloads."""

    def __init__(self, folder: Path) -> None:
        self.ranges = True
        self.asked: list[tuple[str, str | None]] = []
        super().__init__(("127.0.0.1", 0), partial(RepositoryAnswer, directory=str(folder)))


class RepositoryAnswer(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        repository = self.server
        assert isinstance(repository, Repository)
        asked = self.headers.get("Range")
        repository.asked.append((self.path, asked))
        file = Path(self.translate_path(self.path))
        if not (asked and repository.ranges and file.exists()):
            return super().do_GET()
        rest = file.read_bytes()[int(asked.removeprefix("bytes=").removesuffix("-")) :]
        self.send_response(206)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest)
        return None

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The folder that the repository serves."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder


@pytest.fixture
def repository(tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """A running repository, the only one that jgo is configured for."""
    with Repository(shelf) as server:
        configuration = tmp_path / "jgo.conf"
        configuration.write_text(f"[repositories]\ncentral = http://127.0.0.1:{server.server_port}/\n")
        monkeypatch.setenv("JGO_CONFIG_FILE", str(configuration))
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def publish(shelf: Path, coordinates: str, content: bytes, *, signed: bool = False) -> Artifact:
    artifact = Artifact(coordinates, hashlib.sha256(content).hexdigest(), len(content), signed)
    file = shelf / artifact.path
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    return artifact


def test_jars_are_fetched_checked_and_counted(repository: Repository, shelf: Path, tmp_path: Path) -> None:
    contents = {f"org.x:jar{number}:1": bytes([number]) * (10_000 * number) for number in range(1, 30)}
    artifacts = [publish(shelf, coordinates, content) for coordinates, content in contents.items()]
    seen: list[int] = []
    download(artifacts, tmp_path, seen.append)
    assert [(tmp_path / a.filename).read_bytes() for a in artifacts] == list(contents.values())
    assert seen == sorted(seen)
    assert seen[-1] == sum(len(content) for content in contents.values())
    assert not list(tmp_path.glob("*.part"))


def test_a_signed_jar_arrives_without_its_signature(
    repository: Repository, shelf: Path, tmp_path: Path
) -> None:
    jar = jar_of({"META-INF/A.SF": "digests", "org/A.class": "code"})
    artifact = publish(shelf, "org.x:signed:1", jar, signed=True)
    download([artifact], tmp_path, lambda _: None)
    assert (tmp_path / artifact.filename).read_bytes() == unsign(jar)


@pytest.mark.parametrize("ranges", [True, False])
def test_a_broken_download_is_continued(
    repository: Repository, shelf: Path, tmp_path: Path, ranges: bool
) -> None:
    content = bytes(range(256)) * 1000
    artifact = publish(shelf, "org.x:half:1", content)
    (tmp_path / f"{artifact.filename}.part").write_bytes(content[:100_000])
    repository.ranges = ranges
    download([artifact], tmp_path, lambda _: None)
    assert (tmp_path / artifact.filename).read_bytes() == content
    assert repository.asked == [(f"/{artifact.path}", "bytes=100000-")]


def test_a_part_with_wrong_bytes_is_fetched_again(
    repository: Repository, shelf: Path, tmp_path: Path
) -> None:
    content = b"right" * 10_000
    artifact = publish(shelf, "org.x:wrong:1", content)
    (tmp_path / f"{artifact.filename}.part").write_bytes(b"wrong" * 5_000)
    download([artifact], tmp_path, lambda _: None)
    assert (tmp_path / artifact.filename).read_bytes() == content


@pytest.mark.parametrize(
    ("published", "reason"),
    [(b"other bytes", "wrong checksum"), (None, "answers 404")],
    ids=["changed", "missing"],
)
def test_a_jar_that_is_not_the_locked_one_is_refused(
    repository: Repository, shelf: Path, tmp_path: Path, published: bytes | None, reason: str
) -> None:
    artifact = Artifact("org.x:other:1", hashlib.sha256(b"these bytes").hexdigest(), 11)
    if published is not None:
        publish(shelf, artifact.coordinates, published)
    with pytest.raises(EngineError, match=f"^cannot fetch org.x:other:1 .*{reason}.*$"):
        download([artifact], tmp_path, lambda _: None)
    assert not (tmp_path / artifact.filename).exists()


def test_no_network_is_named(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        configuration = tmp_path / "jgo.conf"
        configuration.write_text(f"[repositories]\ncentral = http://127.0.0.1:{bound.getsockname()[1]}/\n")
        with pytest.raises(EngineError, match=r"cannot be reached; connect to the network"):
            download([Artifact("org.x:far:1", "", 1)], tmp_path, lambda _: None)


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"MB free, but the jars need 1000000000 MB"):
        require_space(tmp_path, 10**15, "the jars")
