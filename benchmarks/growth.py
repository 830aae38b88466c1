"""How each root field's time grows with the graph: `uv run python -m benchmarks.growth HOME HOME ...`.

HOMEs are folders that `content-graph import` has filled, the smallest first. In each, an engine is started
and every field of `benchmarks.fields` is asked for, of a rare, a middling and the most popular entity: by
the planner, in this process, without HTTP. A few rounds warm up, then rounds go over all fields in turn, and
the times of a round are split into parts: p50 and p95 are the medians over the parts, with the least and the
largest part in brackets. The last columns are ratios to the first home's. `--profile` tells the database
hits of each statement and, where the ratio is above 1.5, the operators that make most of them.
"""

import argparse
import asyncio
import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.fields import FIELDS, subjects
from benchmarks.profile import Profiled
from graph.embedded import EngineConfig, acquire
from ingest.embedding import Encoder
from resolvers.guard.limits import OperationLimits
from resolvers.planner.execution import QueryExecutor
from resolvers.schema import schema
from server.settings import load_settings

PARTS = 5
AIM = 1.5
_ROOMY = OperationLimits(
    depth=100, aliases=1000, roots=1000, directives=1000, fields=2000, repeats=10**6, cost=10**7
)


@dataclass(frozen=True, slots=True)
class Spread:
    """A median of parts, with the least and the largest; milliseconds."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.median:.1f} [{self.least:.1f}-{self.most:.1f}]"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one field took in one graph."""

    p50: Spread
    p95: Spread
    hits: int
    operators: list[str]


async def measure(database: Profiled, options: argparse.Namespace) -> dict[str, Measured]:
    """Times and hits by field and entity."""
    encoder = Encoder() if options.meaning else None

    async def encode(text: str) -> Sequence[float]:
        assert encoder is not None  # noqa: S101
        return (await asyncio.to_thread(encoder.encode, [text]))[0]

    executor = QueryExecutor(schema, database, limits=_ROOMY, encode=encode if encoder else None)
    found = await subjects(database)
    asked: dict[str, tuple[str, dict[str, Any]]] = {}
    for field, query in FIELDS.items():
        if options.only and not any(field.startswith(only) for only in options.only):
            continue
        if encoder is None and "MEANING" in query:
            continue
        varied = found if "$" in query and "$after" not in query else {"": found["popular"]}
        for name, subject in varied.items():
            used = {key: value for key, value in subject.variables.items() if f"${key}" in query}
            asked[f"{field} ({name})" if name else field] = (query, used)
    times: dict[str, list[float]] = {name: [] for name in asked}
    for turn in range(options.warm + options.rounds):
        for name, (query, variables) in asked.items():
            began = time.perf_counter()
            answer = await executor.execute(query, variables)
            taken = (time.perf_counter() - began) * 1000
            if answer.errors:
                raise RuntimeError(f"{name}: {answer.errors[0]}")
            if turn >= options.warm:
                times[name].append(taken)
    hits = {name: await _hits(database, executor, *asked[name]) for name in asked} if options.profile else {}
    return {name: _measured(taken, hits.get(name, [])) for name, taken in times.items()}


async def _hits(
    database: Profiled, executor: QueryExecutor, query: str, variables: dict[str, Any]
) -> list[tuple[int, str]]:
    database.asked.clear()
    await executor.execute(query, variables)
    return await asyncio.to_thread(database.profile)


def _measured(times: list[float], operators: list[tuple[int, str]]) -> Measured:
    worst = sorted(operators, key=lambda it: -it[0])[:4]
    return Measured(*parted(times), sum(hits for hits, _ in operators), [f"{h:,} {t}" for h, t in worst])


def parted(times: Sequence[float]) -> tuple[Spread, Spread]:
    """p50 and p95 of times in milliseconds, with their spread over `PARTS` parts."""
    size = len(times) // PARTS
    parts = [times[size * part : size * (part + 1)] for part in range(PARTS)]
    p50s = [statistics.median(part) for part in parts]
    p95s = [statistics.quantiles(part, n=20, method="inclusive")[18] for part in parts]
    return _spread(p50s), _spread(p95s)


def _spread(values: list[float]) -> Spread:
    return Spread(statistics.median(values), min(values), max(values))


async def _measure_home(home: Path, options: argparse.Namespace) -> tuple[str, dict[str, Measured]]:
    config = EngineConfig(home, options.heap, options.page_cache, artifacts=load_settings().home / "engine")
    with acquire(config) as engine:
        async with Profiled(engine.address) as database:
            ((articles,),) = await database.read("MATCH (a:Article) RETURN count(a)", {})
            return f"{articles:,}", await measure(database, options)


def show(found: dict[str, dict[str, Measured]]) -> None:
    """Print the table of all graphs, by their numbers of articles."""
    first, *others = found.values()
    print(
        " | ".join(["field", *(f"{size}: p50, p95 ms" for size in found), "ratios of p50", "of p95", "hits"])
    )
    for name, base in first.items():
        row = [each[name] for each in found.values()]
        r50 = [each[name].p50.median / base.p50.median for each in others]
        r95 = [each[name].p95.median / base.p95.median for each in others]
        marks = " !" if any(ratio > AIM for ratio in r50) else ""
        cells = [*(f"{it.p50}, {it.p95}" for it in row), " ".join(f"{r:.2f}" for r in r50) + marks]
        print(
            " | ".join(
                [name, *cells, " ".join(f"{r:.2f}" for r in r95), " ".join(f"{it.hits:,}" for it in row)]
            )
        )
        if marks:
            for line in row[-1].operators:
                print(f"      {line[:220]}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure all homes, print the table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("homes", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=50, help="measured rounds (default 50)")
    parser.add_argument("--warm", type=int, default=10, help="rounds before (default 10)")
    parser.add_argument("--heap", type=int, default=2000, help="heap of the engine, MB (default 2,000)")
    parser.add_argument("--page-cache", type=int, default=4000, help="its page cache, MB (default 4,000)")
    parser.add_argument("--only", action="append", help="only fields that begin so")
    parser.add_argument("--profile", action="store_true", help="tell database hits")
    parser.add_argument("--meaning", action="store_true", help="search by meaning too (needs embeddings)")
    parser.add_argument("--json", type=Path, help="write what was measured to this file")
    options = parser.parse_args(arguments)
    found = dict(asyncio.run(_measure_home(home, options)) for home in options.homes)
    show(found)
    if options.json:
        told = {size: {name: asdict(it) for name, it in each.items()} for size, each in found.items()}
        options.json.write_text(json.dumps(told, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
