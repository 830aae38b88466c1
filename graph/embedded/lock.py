"""Writes engine.lock.toml: `python -m graph.embedded.lock 2026.08.1`, or another FILE for another version.

Maven resolves the runtime dependencies with the versions that Neo4j itself manages; every jar is fetched
once and hashed. The file names coordinates, checksums and sizes, never an address, so that jars may come from
any Maven repository. Commit the result.
"""

import hashlib
import re
import sys
import tempfile
import zipfile
from pathlib import Path

from jgo.maven import MavenContext, MvnResolver
from jgo.util.mvn import ensure_maven_available

from .artifacts import Artifact
from .jars import SIGNATURE

ROOTS = ("org.neo4j:neo4j", "org.neo4j.app:neo4j-server")
LOCK = Path(__file__).with_name("engine.lock.toml")


def resolve(version: str, cache: Path) -> list[Artifact]:
    """Return every jar that Neo4j `version` needs at run time, downloading them into `cache`."""
    context = MavenContext(resolver=MvnResolver(ensure_maven_available()), repo_cache=cache)
    roots = [context.create_dependency(f"{root}:{version}") for root in ROOTS]
    inputs, transitive = context.resolver.resolve(roots)
    found: dict[str, Artifact] = {}
    for dependency in [*inputs, *transitive]:
        parts = [dependency.groupId, dependency.artifactId, dependency.version, dependency.classifier]
        coordinates = ":".join(part for part in parts if part)
        found[coordinates] = describe(coordinates, dependency.artifact.resolve())
    return [found[coordinates] for coordinates in sorted(found)]


def describe(coordinates: str, jar: Path) -> Artifact:
    """Hash and measure `jar`."""
    content = jar.read_bytes()
    with zipfile.ZipFile(jar) as archive:
        signed = any(SIGNATURE.fullmatch(name) for name in archive.namelist())
    return Artifact(coordinates, hashlib.sha256(content).hexdigest(), len(content), signed)


def render(version: str, artifacts: list[Artifact]) -> str:
    """Return the lock as TOML, one jar a line."""
    rows = [
        f'  {{ jar = "{jar.coordinates}", sha256 = "{jar.sha256}", size = {jar.size}'
        f"{', signed = true' if jar.signed else ''} }},"
        for jar in artifacts
    ]
    head = ["# Written by `python -m graph.embedded.lock`; do not edit.", f'version = "{version}"']
    return "\n".join([*head, "artifacts = [", *rows, "]", ""])


def main() -> None:
    """Resolve the version named on the command line and write the lock."""
    if len(sys.argv) not in (2, 3) or not re.fullmatch(r"[\w.]+", sys.argv[1]):
        sys.exit("usage: python -m graph.embedded.lock VERSION [FILE]")
    file = Path(sys.argv[2]) if len(sys.argv) > 2 else LOCK
    with tempfile.TemporaryDirectory() as cache:
        artifacts = resolve(sys.argv[1], Path(cache))
    file.write_text(render(sys.argv[1], artifacts), "utf-8")
    sys.stdout.write(f"{len(artifacts)} jars, {sum(jar.size for jar in artifacts) / 1e6:.0f} MB\n")


if __name__ == "__main__":
    main()
