"""One real embedded Neo4j and one real server for the whole run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from graph.address import Address
from graph.embedded import Engine, EngineConfig, acquire
from server.settings import load_settings
from serving import serving
from shared_graph import SharedGraph


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes what comes out into the golden files instead of comparing; read the change.

    `--neo4j` runs the tests that need a graph on an outside Neo4j, whose database is emptied.
    """
    parser.addoption("--update", action="store_true", help="write golden files anew")
    parser.addoption("--neo4j", metavar="URI", help="empty and use this Neo4j; NEO4J_PASSWORD opens it")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run modules that need no graph first, while the demo graph is filled, then those on the demo graph
    one after the other, those that change it last."""
    by_module: dict[object, list[pytest.Item]] = {}
    for item in items:
        by_module.setdefault(item.path, []).append(item)

    def rank(of: list[pytest.Item]) -> int:
        if not any(_needs(item, "address") for item in of):
            return 0
        if not any(_needs(item, "demo_database") for item in of):
            return 3
        return 2 if any(item.get_closest_marker("changes_demo") for item in of) else 1

    items[:] = [item for of in sorted(by_module.values(), key=rank) for item in of]


def _needs(item: pytest.Item, fixture: str) -> bool:
    return fixture in getattr(item, "fixturenames", ())


# What takes how long is for benchmarks to tell, not for a test to fail on.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def _demo_on_its_way(request: pytest.FixtureRequest) -> None:
    """Begin to fill the demo graph where a test of the run needs it."""
    if any(_needs(item, "demo_database") for item in request.session.items):
        graph: SharedGraph = request.getfixturevalue("shared_graph")
        graph.begin()


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The engine that all tests share, on a fresh data folder; its program files are kept."""
    home = tmp_path_factory.mktemp("home")
    with acquire(EngineConfig(home=home, artifacts=load_settings().home / "engine")) as running:
        yield running


@pytest.fixture(scope="session")
def address(request: pytest.FixtureRequest) -> Address:
    """Where the shared engine answers, or the Neo4j that was named on the command line."""
    outside: str | None = request.config.getoption("--neo4j")
    if outside:
        return Address(outside, "neo4j", os.environ["NEO4J_PASSWORD"], "neo4j")
    engine: Engine = request.getfixturevalue("engine")
    return engine.address


@pytest.fixture(scope="session")
def shared_graph(address: Address) -> SharedGraph:
    """The shared database."""
    return SharedGraph(address)


@pytest.fixture(scope="module")
def empty_database(shared_graph: SharedGraph) -> Address:
    """The database without a single node; its constraints and indexes are in place."""
    return shared_graph.hold("nothing")


@pytest.fixture(scope="module")
def demo_database(shared_graph: SharedGraph) -> Address:
    """The database with the lexicon and the demo articles; a module that changes it cleans up."""
    return shared_graph.hold("demo")


@pytest.fixture(scope="session")
def environment(address: Address) -> dict[str, str]:
    """The environment of a `content-graph` command that works on the shared engine."""
    return {
        **os.environ,
        "NEO4J_URI": address.uri,
        "NEO4J_USERNAME": address.username,
        "NEO4J_PASSWORD": address.password,
        "NEO4J_DATABASE": address.database or "",
        "PYTHONUNBUFFERED": "1",
        # Nothing but the test itself may change the shared graph.
        "CONTENT_GRAPH_EMBED": "false",
    }


@pytest.fixture(scope="session")
def server_process(environment: dict[str, str], shared_graph: SharedGraph) -> Iterator[str]:
    """`content-graph serve` on a free port; gives its address."""
    shared_graph.wait()
    with serving(environment) as url:
        yield url


@pytest.fixture(scope="module")
def server_url(demo_database: Address, server_process: str) -> str:
    """Address of the running server, without a path, on the demo graph."""
    return server_process


@pytest.fixture(scope="session")
def pages() -> Path:
    """The folder of example pages with gold beside them, which is not part of the project."""
    folder = Path(os.environ.get("CONTENT_GRAPH_PAGES", Path(__file__).parents[2] / "shared" / "pages"))
    assert folder.is_dir(), f"{folder} is missing; set CONTENT_GRAPH_PAGES to the folder of example pages"
    return folder
