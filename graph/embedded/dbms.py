"""One Neo4j process: started, watched until it is ready, stopped."""

import contextlib
import socket
import subprocess
from pathlib import Path

from graph.errors import EngineError

from .archive import Archive
from .config import EngineConfig
from .diagnosis import explain, is_port_taken
from .folders import Folders
from .java import command, environment
from .process import Birth, start_tied
from .settings import write_settings

STOP_SECONDS = 30
_READY = " INFO  Started."


class Dbms:
    """A Neo4j that this process started on the data of `folders`."""

    def __init__(
        self, folders: Folders, config: EngineConfig, jars: Path, archive: Archive, port: int
    ) -> None:
        """Start Neo4j with bolt on `port`; it is not ready yet."""
        self.port = port
        self._log = folders.neo4j_log
        self._output = folders.engine_log
        self._log_offset = self._log.stat().st_size if self._log.exists() else 0
        write_settings(folders, config, port)
        with self._output.open("wb") as output:
            arguments = command(folders, config.heap_mb, archive.flags())
            self._process = start_tied(arguments, environment(), jars, output)
        self.birth = Birth.of(self._process.pid)

    @property
    def is_running(self) -> bool:
        """Whether the process lives."""
        return self._process.poll() is None

    @property
    def is_ready(self) -> bool:
        """Whether Neo4j says that it is open for queries."""
        return _READY in self._log_text()

    @property
    def output(self) -> str:
        """What Java printed and Neo4j logged since this start."""
        return self._log_text() + self._output.read_text("utf-8", "replace")

    @property
    def crashed(self) -> bool:
        """Whether Java itself broke down, rather than ending Neo4j with a reason."""
        code = self._process.poll()
        return code is not None and code < 0

    @property
    def lost_port(self) -> bool:
        """Whether it ended since another program took its port first."""
        return not self.is_running and is_port_taken(self.output)

    def failure(self) -> str:
        """Say in one line why it ended."""
        return explain(self.output, self._output)

    def stop(self) -> None:
        """Let Neo4j close its databases and end; kill it when it does not."""
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _log_text(self) -> str:
        if not self._log.exists():
            return ""
        with self._log.open("rb") as file:
            # Neo4j may have begun a new file meanwhile.
            file.seek(self._log_offset if self._log.stat().st_size >= self._log_offset else 0)
            return file.read().decode("utf-8", "replace")


def choose_port(config: EngineConfig) -> int:
    """Return the port that `config` names, or a free one; raises EngineError where that is not to be had."""
    with contextlib.closing(socket.socket()) as probe:
        # As Neo4j does, so that a port whose last connections fade out counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", config.port or 0))
        except PermissionError as error:
            raise EngineError(f"port {config.port} needs root; choose one above 1023 for Neo4j") from error
        except OSError as error:
            raise EngineError(
                f"port {config.port} is taken by another program; choose another for Neo4j, or none at all"
            ) from error
        return int(probe.getsockname()[1])
