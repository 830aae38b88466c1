"""What the caller chooses about the engine, and what it gets back."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Protocol

from graph.address import Address
from graph.errors import BadSetting

Step = Literal["fetching Neo4j", "starting Neo4j"]


class Progress(Protocol):
    """Told how far the engine is; always called from the thread that waits for it.

    Fetching counts bytes; starting has no measure, and a total of 0.
    """

    def __call__(self, step: Step, done: int, total: int) -> None: ...


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """Where an engine lives and how much it may take; one home has at most one engine at a time.

    `home` is made when missing, readable by its owner only. `artifacts` holds the program's jars (160 MB) and
    the class archive (150 MB), may be shared by many homes, and is `home/engine` when None. `port` is bolt's
    on loopback; None takes a free one. Raises BadSetting when a number is out of range.
    """

    home: Path
    heap_mb: int = 512
    page_cache_mb: int = 256
    port: int | None = None
    artifacts: Path | None = None

    def __post_init__(self) -> None:
        if self.heap_mb < 128:
            raise BadSetting(f"the engine's heap of {self.heap_mb} MB is too small; give at least 128")
        if self.page_cache_mb < 16:
            raise BadSetting(
                f"the engine's page cache of {self.page_cache_mb} MB is too small; give at least 16"
            )
        if self.port is not None and not 1 <= self.port <= 65535:
            raise BadSetting(
                f"the engine's port {self.port} is out of range; give one from 1 to 65535, or none"
            )


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """An engine as seen from outside; `pid` and `address` are None when it does not run.

    `pid` is the Java process. `leases` counts the programs that use it now; `detached` says that it also runs
    without them, until stopped. Sizes are in bytes on the disk.
    """

    running: bool
    detached: bool
    pid: int | None
    address: Address | None
    version: str
    leases: int
    home: Path
    data_bytes: int
    engine_bytes: int

    @property
    def uri(self) -> str | None:
        """Where bolt answers, without user and password."""
        return self.address.uri if self.address else None

    @property
    def disk_bytes(self) -> int:
        """What the databases and the program's files take together."""
        return self.data_bytes + self.engine_bytes


def encode(config: EngineConfig) -> str:
    """Return `config` as one line of text, for another process to `decode`."""
    return json.dumps(asdict(config), default=str)


def decode(text: str) -> EngineConfig:
    """Return the configuration that `encode` was given."""
    given = json.loads(text)
    return EngineConfig(
        Path(given["home"]),
        given["heap_mb"],
        given["page_cache_mb"],
        given["port"],
        Path(given["artifacts"]) if given["artifacts"] else None,
    )
