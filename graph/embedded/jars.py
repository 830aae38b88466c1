"""Jars on the disk: the launcher that names them all, and the signatures that come off."""

import hashlib
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from .artifacts import Artifact

LAUNCHER = "launch.jar"
MAIN = "org.neo4j.server.Neo4jCommunity"
OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
SIGNATURE = re.compile(r"META-INF/[^/]+\.(SF|RSA|DSA|EC)")
_UNSIGNED = re.compile(r"META-INF/[^/]+\.(S_|RS_|DS_|E_)")
_RESTORED = {"S_": "SF", "RS_": "RSA", "DS_": "DSA", "E_": "EC"}


def write_launcher(folder: Path, artifacts: tuple[Artifact, ...]) -> None:
    """Write the jar whose manifest names all others, the main class and what modules Neo4j may open.

    A manifest rather than flags: the class archive accepts it, and the command line stays short.
    """
    manifest = b"".join(
        _attribute(name, value)
        for name, value in (
            ("Manifest-Version", "1.0"),
            ("Main-Class", MAIN),
            ("Class-Path", " ".join(artifact.filename for artifact in artifacts)),
            ("Add-Opens", " ".join(OPENS)),
            ("Enable-Native-Access", "ALL-UNNAMED"),
        )
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as jar:
        jar.writestr(zipfile.ZipInfo("META-INF/MANIFEST.MF"), manifest + b"\r\n")
    part = folder / f"{LAUNCHER}.part"
    part.write_bytes(buffer.getvalue())
    part.replace(folder / LAUNCHER)


def _attribute(name: str, value: str) -> bytes:
    """Return one manifest line, folded at the 72 bytes that the format allows."""
    line = f"{name}: {value}"
    pieces = [line[:70], *(line[start : start + 69] for start in range(70, len(line), 69))]
    return "\r\n ".join(pieces).encode() + b"\r\n"


def unsign(jar: bytes) -> bytes:
    """Return `jar` with its signature files renamed in place, the size unchanged.

    Java leaves classes of signed jars, and all that build on them, out of a class archive: half of Neo4j.
    The checksum was verified before, so the signature has nothing left to prove.
    """
    return _rename(jar, SIGNATURE, lambda name: name[:-1] + "_")


def sha256(jar: Path) -> str:
    """Return the checksum (hex) that `jar` had when it was published."""
    content = jar.read_bytes()
    with suppress(zipfile.BadZipFile):
        content = _rename(content, _UNSIGNED, _restored)
    return hashlib.sha256(content).hexdigest()


def _restored(name: str) -> str:
    stem, _, extension = name.rpartition(".")
    return f"{stem}.{_RESTORED[extension]}"


def _rename(jar: bytes, pattern: re.Pattern[str], rename: Callable[[str], str]) -> bytes:
    with zipfile.ZipFile(BytesIO(jar)) as archive:
        names = [name for name in archive.namelist() if pattern.fullmatch(name)]
    for name in names:
        jar = jar.replace(name.encode(), rename(name).encode())
    return jar
