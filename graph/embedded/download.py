"""Fetching the locked jars from the Maven repositories that jgo knows."""

import configparser
import hashlib
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from pathlib import Path

import requests
from jgo.config import GlobalSettings
from jgo.maven import MavenContext
from requests.adapters import HTTPAdapter

from graph.errors import EngineError

from .artifacts import Artifact
from .jars import unsign

THREADS = 16
ATTEMPTS = 3
PAUSE_SECONDS = 0.5
CHUNK_BYTES = 1 << 16
TIMEOUT_SECONDS = (10, 30)
REPORT_SECONDS = 0.1


def download(artifacts: Iterable[Artifact], folder: Path, report: Callable[[int], None]) -> None:
    """Fetch `artifacts` into `folder`, many at a time; `report` gets the bytes so far, from this thread.

    What an earlier, broken download left is continued. Every jar is checked before it gets its name.
    Raises EngineError when a jar cannot be had or has another checksum than the lock.
    """
    # The largest first, so that no big one is left alone at the end.
    queue = sorted(artifacts, key=lambda artifact: -artifact.size)
    fetch = _Fetch(queue, folder)
    with ThreadPoolExecutor(THREADS, "fetch") as pool:
        jobs = [pool.submit(fetch.jar, artifact) for artifact in queue]
        try:
            _await(jobs, lambda: report(fetch.done))
        finally:
            fetch.stopped.set()
            pool.shutdown(cancel_futures=True)


def _await(jobs: list[Future[None]], tick: Callable[[], None]) -> None:
    """Wait for all jobs, calling `tick` meanwhile; raises what the first failed job raised."""
    pending = set(jobs)
    while pending:
        finished, pending = wait(pending, REPORT_SECONDS, FIRST_EXCEPTION)
        for job in finished:
            job.result()
        tick()


def _repositories() -> list[str]:
    """Return the addresses of jgo's own Maven repository and of those in its configuration file."""
    try:
        named = GlobalSettings.load().repositories
    except configparser.Error as error:
        raise EngineError(
            f"jgo's configuration file cannot be read: {error.message.splitlines()[0]}"
        ) from error
    repositories = {**MavenContext().remote_repos, **named}
    return [address.rstrip("/") for address in repositories.values()]


class _Fetch:
    """One download of many jars: its connections, how far each jar is, and the sign to stop."""

    def __init__(self, artifacts: list[Artifact], folder: Path) -> None:
        self.stopped = threading.Event()
        self._received = {artifact.filename: 0 for artifact in artifacts}
        self._folder = folder
        self._repositories = _repositories()
        self._session = requests.Session()
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=THREADS))

    @property
    def done(self) -> int:
        """Bytes of all jars so far."""
        return sum(self._received.values())

    def jar(self, artifact: Artifact) -> None:
        """Fetch one jar, trying again after a network error or a wrong checksum."""
        part = self._folder / f"{artifact.filename}.part"
        addresses = [f"{repository}/{artifact.path}" for repository in self._repositories]
        failure = ""
        for attempt in range(ATTEMPTS):
            self.stopped.wait(attempt * PAUSE_SECONDS)
            for address in addresses:
                failure = self._attempt(address, part, artifact)
                if self.stopped.is_set():
                    return
                if not failure:
                    _install(part, artifact)
                    return
        raise EngineError(
            f"cannot fetch {artifact.coordinates} for the embedded Neo4j: {failure}; connect to the network, "
            "set HTTPS_PROXY, or name a mirror under [repositories] in jgo's configuration, then try again"
        )

    def _attempt(self, address: str, part: Path, artifact: Artifact) -> str:
        """Get the jar from one address; returns why that failed, nothing when it did not."""
        try:
            self._receive(address, part, artifact)
            return self._failure(part, artifact)
        except requests.RequestException as error:
            return _plain(error)
        except OSError as error:
            raise EngineError(f"cannot write {part}: {error.strerror}") from error

    def _receive(self, address: str, part: Path, artifact: Artifact) -> None:
        """Append to `part` what it lacks, or begin it again where the server cannot continue."""
        have = part.stat().st_size if part.exists() else 0
        self._received[artifact.filename] = have
        if have == artifact.size:
            return
        headers = {"Accept-Encoding": "identity"}
        if 0 < have < artifact.size:
            headers["Range"] = f"bytes={have}-"
        with self._session.get(address, headers=headers, stream=True, timeout=TIMEOUT_SECONDS) as response:
            response.raise_for_status()
            continued = response.status_code == requests.codes.partial_content
            self._received[artifact.filename] = have if continued else 0
            with part.open("ab" if continued else "wb") as file:
                for chunk in response.iter_content(CHUNK_BYTES):
                    if self.stopped.is_set():
                        return
                    file.write(chunk)
                    self._received[artifact.filename] += len(chunk)

    def _failure(self, part: Path, artifact: Artifact) -> str:
        """Return what is wrong with a received jar, nothing when it is right; drops one with wrong bytes."""
        if self.stopped.is_set() or part.stat().st_size < artifact.size:
            return "the connection broke"
        with part.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest == artifact.sha256:
            return ""
        part.unlink()
        return "what the repository sends has a wrong checksum"


def _plain(error: requests.RequestException) -> str:
    """Say in a few words why a request failed."""
    if error.response is not None:
        return f"the repository answers {error.response.status_code}"
    if isinstance(error, requests.Timeout):
        return "the repository does not answer"
    if isinstance(error, requests.exceptions.SSLError):
        return "the repository's certificate is not trusted here"
    if isinstance(error, requests.exceptions.ProxyError):
        return "the proxy does not answer"
    return "the repository cannot be reached"


def _install(part: Path, artifact: Artifact) -> None:
    if artifact.signed:
        part.write_bytes(unsign(part.read_bytes()))
    part.replace(part.with_suffix(""))
