"""What lies where in an engine's home."""

import os
from dataclasses import dataclass
from pathlib import Path

from graph.errors import EngineError

from .config import EngineConfig


@dataclass(frozen=True, slots=True)
class Folders:
    """The paths below one home, and the folder of the jars, which may lie elsewhere."""

    home: Path
    artifacts: Path

    @classmethod
    def of(cls, config: EngineConfig) -> "Folders":
        """Return the paths that `config` means, made absolute; touches nothing."""
        home = config.home.expanduser().absolute()
        return cls(home, (config.artifacts or home / "engine").expanduser().absolute())

    @property
    def data(self) -> Path:
        """The databases, which Neo4j alone may touch."""
        return self.home / "data"

    @property
    def replaced(self) -> Path:
        """The data that a restore is just replacing."""
        return self.home / "data.replaced"

    @property
    def conf(self) -> Path:
        """The folder of neo4j.conf, written anew at each start."""
        return self.home / "conf"

    @property
    def logs(self) -> Path:
        """Neo4j's own logs and, in engine.log, what Java prints."""
        return self.home / "logs"

    @property
    def run(self) -> Path:
        """Locks, leases and the state of the engine that runs now."""
        return self.home / "run"

    @property
    def leases(self) -> Path:
        """One locked file for each program that uses the engine."""
        return self.run / "leases"

    @property
    def password(self) -> Path:
        """The file with the database's password, readable by its owner only."""
        return self.home / "password"

    @property
    def engine_log(self) -> Path:
        """What Java and Neo4j printed since the last start."""
        return self.logs / "engine.log"

    @property
    def neo4j_log(self) -> Path:
        """Neo4j's own log of starts and stops."""
        return self.logs / "neo4j.log"

    @property
    def supervisor_lock(self) -> Path:
        """Locked as long as an engine runs or starts in this home."""
        return self.run / "supervisor.lock"

    @property
    def supervisor_log(self) -> Path:
        """What the supervisor prints when it breaks."""
        return self.logs / "supervisor.log"

    @property
    def detached(self) -> Path:
        """Present while the engine shall run without any lease."""
        return self.run / "detached"

    @property
    def stop(self) -> Path:
        """Present when the engine shall stop now."""
        return self.run / "stop"

    def make(self) -> None:
        """Create the folders, closed to other users; raises EngineError where that is not possible."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            self.home.chmod(0o700)
            if self.replaced.exists() and not self.data.exists():
                # A restore was killed between its two renames.
                self.replaced.rename(self.data)
            for folder in (self.data, self.conf, self.logs, self.leases):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EngineError(
                f"cannot use {self.home} as the home of the embedded Neo4j: {error.strerror}; "
                "choose a folder that you own and may write to"
            ) from error
        if not os.access(self.run, os.W_OK):
            raise EngineError(f"cannot write to {self.run}: it belongs to another user; choose another home")


def disk_bytes(folder: Path) -> int:
    """Return what the files below `folder` take on the disk, in bytes; 0 when there is none."""
    total = 0
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                stat = Path(path, name).lstat()
            except FileNotFoundError:
                # Neo4j makes and drops files while this counts.
                continue
            total += getattr(stat, "st_blocks", (stat.st_size + 511) // 512) * 512
    return total
