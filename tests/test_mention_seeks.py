"""Statements that find mentions by their entity name the index that they seek in.

Left to itself, the planner reads the whole index for each entity while a graph is young: it knows nothing of
the index's values until Neo4j has sampled them, and keeps such a plan for a while
(docs/decisions/0049-plans-on-a-young-graph.md).
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEEK = re.compile(
    r"MATCH \(\w*\)-\[(\w+):MENTIONS\]->\(\)((?:(?!MATCH).){0,120}?)WHERE \1\.entityId = ", re.DOTALL
)
STATEMENTS = [
    pytest.param(found[1], found[2], id=f"{file.relative_to(ROOT)}:{number}")
    for room in ("graph", "resolvers")
    for file in sorted((ROOT / room).rglob("*.py"))
    for number, found in enumerate(SEEK.finditer(file.read_text(encoding="utf-8")), start=1)
]


def test_there_are_such_statements() -> None:
    assert len(STATEMENTS) > 15


@pytest.mark.parametrize(("mention", "between"), STATEMENTS)
def test_the_index_is_named(mention: str, between: str) -> None:
    assert f"USING INDEX SEEK {mention}:MENTIONS(entityId, orderedAt)" in between
