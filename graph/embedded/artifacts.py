"""The jars that make up Neo4j, pinned by version and checksum in engine.lock.toml."""

import functools
import hashlib
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TypedDict


@dataclass(frozen=True, slots=True)
class Artifact:
    """One jar: its Maven coordinates `group:name:version[:classifier]`, sha256 (hex) and size in bytes.

    `signed` says that the published jar carries a signature, which `jars.unsign` takes off.
    """

    coordinates: str
    sha256: str
    size: int
    signed: bool = False

    @property
    def filename(self) -> str:
        """The jar's file name, unique in the lock."""
        return "-".join(self.coordinates.split(":")[1:]) + ".jar"

    @property
    def path(self) -> str:
        """Where a Maven repository keeps the jar, relative to the repository's address."""
        group, name, version = self.coordinates.split(":")[:3]
        return f"{group.replace('.', '/')}/{name}/{version}/{self.filename}"


@dataclass(frozen=True, slots=True)
class Lock:
    """All jars of one Neo4j version; `digest` (hex) changes with any of them."""

    version: str
    artifacts: tuple[Artifact, ...]
    digest: str

    @property
    def size(self) -> int:
        """Bytes of all jars together."""
        return sum(artifact.size for artifact in self.artifacts)

    def folder(self, root: Path) -> Path:
        """Where these jars live below `root`, apart from those of any other lock."""
        return root / f"neo4j-{self.version}-{self.digest[:8]}"


class _Row(TypedDict, total=False):
    jar: str
    sha256: str
    size: int
    signed: bool


@functools.cache
def locked() -> Lock:
    """Read the lock that is part of this package."""
    return parse_lock(resources.files(__package__ or "").joinpath("engine.lock.toml").read_bytes())


def parse_lock(raw: bytes) -> Lock:
    """Read a lock as `graph.embedded.lock` writes it."""
    document = tomllib.loads(raw.decode())
    rows: list[_Row] = document["artifacts"]
    artifacts = tuple(
        Artifact(row.get("jar", ""), row.get("sha256", ""), row.get("size", 0), row.get("signed", False))
        for row in rows
    )
    return Lock(document["version"], artifacts, hashlib.sha256(raw).hexdigest())
