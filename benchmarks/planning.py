"""What it costs to plan operations: `uv run python -m benchmarks.planning`; no database is asked.

500 different operations are parsed, checked, planned and written as Cypher; then, in --rounds other orders,
each is asked for again. Prints milliseconds of an operation, new and known (median, p95, most), and how many
plans and texts the later times found. The database is one that answers nothing at once.
"""

import argparse
import asyncio
import json
import random
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import LiteralString

from graph.address import Address
from graph.database import Database, Row
from resolvers.federation import subgraph
from resolvers.planner.execution import QueryExecutor

OPERATIONS = 500
SEED = 20261125
_ARTICLE = ("id", "title", "lang", "orderedAt", "publishedAt", "url", "source", "byline", "kicker", "caption")
_BELOW = (
    "mentions { count salience entity { id name } }",
    "related(first: 3) { score article { id title } reasons { signal weight } }",
    "story { id }",
    "duplicates(first: 2) { article { id } }",
    "headlines { section title }",
)
_ENTITY = ("id", "name", "names { lang text }", "aliases { text lang }", "description", "articleCount")


class Nothing(Database):
    """A database that answers every read with nothing."""

    async def read(self, statement: LiteralString, parameters: Mapping[str, object]) -> list[Row]:
        """No rows."""
        return []


def operations(rng: random.Random) -> list[str]:
    """Operations that differ in what they select."""
    made: dict[str, None] = {}
    while len(made) < OPERATIONS:
        article = " ".join([*rng.sample(_ARTICLE, rng.randint(1, 6)), *rng.sample(_BELOW, rng.randint(0, 3))])
        entity = " ".join(rng.sample(_ENTITY, rng.randint(1, 4)))
        made[
            f"query Q($id: ID!) {{ entity(id: $id) {{ {entity} "
            f"articles(first: {rng.randint(1, 50)}) {{ nodes {{ {article} }} }} }} }}"
        ] = None
    return list(made)


async def timed(executor: QueryExecutor, texts: Sequence[str]) -> list[float]:
    """Milliseconds of each operation. Raises RuntimeError where one is refused."""
    times: list[float] = []
    for text in texts:
        began = time.perf_counter()
        answer = await executor.execute(text, {"id": "Q159"})
        times.append((time.perf_counter() - began) * 1000)
        if answer.errors:
            raise RuntimeError(f"{text}: {answer.errors}")
    return times


async def run(rounds: int) -> dict[str, object]:
    """The figures, printed."""
    rng = random.Random(SEED)
    texts = operations(rng)
    async with Nothing(Address("bolt://127.0.0.1:1", "", "", None)) as database:
        executor = QueryExecutor(subgraph, database)
        await timed(executor, ["{ stats { articles } }"])
        new = await timed(executor, texts)
        made, prepared = executor.reuse.plans_made, executor.documents_prepared
        known: list[float] = []
        for _ in range(rounds):
            known += await timed(executor, rng.sample(texts, len(texts)))
    asked = rounds * len(texts)
    plans = 1 - (executor.reuse.plans_made - made) / asked
    documents = 1 - (executor.documents_prepared - prepared) / asked
    print(f"{'ms an operation':<18}{'median':>9}{'p95':>9}{'most':>9}")
    for name, times in (("new", new), ("known", known)):
        p95 = sorted(times)[int(0.95 * len(times))]
        print(f"{name:<18}{statistics.median(times):>9.2f}{p95:>9.2f}{max(times):>9.2f}")
    print(f"all {OPERATIONS} new: {sum(new) / 1000:.2f} s; asked again, found: plans {plans:.1%}", end="")
    print(f", texts {documents:.1%}")
    return {"new_ms": new, "known_ms": known, "plans_found": plans, "documents_found": documents}


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="rounds of known operations (default 5)")
    parser.add_argument("--json", help="write the figures to this file")
    given = parser.parse_args()
    figures = asyncio.run(run(given.rounds))
    if given.json:
        Path(given.json).write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
