"""One real embedded Neo4j for the whole run."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from graph.embedded import Engine, EngineConfig, acquire

from graph.constraints import ensure_layout
from graph.database import Address, Database
from server.settings import load_settings


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The engine that all tests share, on a fresh data folder; program files are kept."""
    home = tmp_path_factory.mktemp("home")
    with acquire(EngineConfig(home=home, artifacts=load_settings().home / "engine")) as running:
        yield running


@pytest.fixture(scope="session")
def address(engine: Engine) -> Address:
    """Where the shared engine answers."""
    return engine.address


@pytest.fixture(scope="module")
def empty_database(address: Address) -> Address:
    """The shared engine without a single node, its constraints and indexes in place."""
    asyncio.run(_emptied(address))
    return address


async def _emptied(address: Address) -> None:
    async with Database(address) as database:
        await database.write([("MATCH (n) DETACH DELETE n", {})])
        await ensure_layout(database)


@pytest.fixture(scope="session")
def pages() -> Path:
    """The folder of example pages with gold beside them, which is not part of the project."""
    folder = Path(os.environ.get("CONTENT_GRAPH_PAGES", Path(__file__).parents[2] / "shared" / "pages"))
    assert folder.is_dir(), f"{folder} is missing; set CONTENT_GRAPH_PAGES to the folder of example pages"
    return folder
