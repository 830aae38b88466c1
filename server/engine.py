"""Which Neo4j a command works on: an outside one where it is named, else the embedded one."""

from collections.abc import Generator
from contextlib import contextmanager

from graph.address import Address
from graph.embedded import EngineConfig, Progress, acquire
from server.settings import Settings


def engine_config(settings: Settings) -> EngineConfig:
    """How the embedded engine is to run under these settings."""
    return EngineConfig(
        home=settings.home,
        heap_mb=settings.heap_mb,
        page_cache_mb=settings.page_cache_mb,
        port=settings.bolt_port or None,
    )


@contextmanager
def connected(settings: Settings, progress: Progress | None = None) -> Generator[Address]:
    """The address of a Neo4j that runs as long as the block does.

    Raises EngineError when the embedded engine cannot be fetched or started.
    """
    if settings.neo4j_uri:
        yield Address(
            settings.neo4j_uri, settings.neo4j_username, settings.neo4j_password, settings.neo4j_database
        )
        return
    with acquire(engine_config(settings), progress) as engine:
        yield engine.address
