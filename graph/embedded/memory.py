"""How much memory is left for an engine, on the machine and in its container."""

from pathlib import Path

import psutil

from graph.errors import EngineError

from .config import EngineConfig

JAVA_MB = 250
_CGROUP = Path("/sys/fs/cgroup")


def require_memory(config: EngineConfig) -> None:
    """Raise EngineError unless the heap, the page cache and Java itself fit into the free memory."""
    needed = config.heap_mb + config.page_cache_mb + JAVA_MB
    free = available_bytes() // 1_000_000
    if free < needed:
        raise EngineError(
            f"{free} MB of memory are free, but the embedded Neo4j needs {needed} MB (heap {config.heap_mb}, "
            f"page cache {config.page_cache_mb}, Java {JAVA_MB}); give it less or close other programs"
        )


def available_bytes() -> int:
    """Return the memory that a new program can have, in bytes, swap included."""
    machine = psutil.virtual_memory().available + psutil.swap_memory().free
    return min([machine, *container_bytes(_CGROUP)])


def container_bytes(cgroup: Path) -> list[int]:
    """Return what the container's limit leaves, as a list of none or one."""
    try:
        limit = int((cgroup / "memory.max").read_text())
        used = int((cgroup / "memory.current").read_text())
        statistics = dict(line.split() for line in (cgroup / "memory.stat").read_text().splitlines())
    except (OSError, ValueError):
        # No limit ("max"), or no control groups on this system.
        return []
    # Cached files count as used, but make room when asked.
    return [limit - used + int(statistics.get("inactive_file", 0))]
