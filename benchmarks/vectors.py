"""The vector index at several sizes: `uv run python -m benchmarks.vectors --sizes 10000 100000 1000000`.

Writes articles that have nothing but an embedding, of the true dimension (512) and unit length, into an
embedded Neo4j of its own, and asks for the nearest 60 as related news and search do. The vectors are made up:
one of 2,000 centres for each, and noise, so that neighbours have a cosine of about 0.7, as articles of one
story have. Tells for each size the articles a second, megabytes of Neo4j in memory, and p50 and p95 of the
questions in milliseconds: medians over five parts, with the least and the largest; at the end the megabytes
of the index on the disk.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, LiteralString

import numpy as np
import psutil

from benchmarks.growth import parted
from graph.constraints import ensure_layout
from graph.database import Database, Limits
from graph.embedded import EngineConfig, acquire, status
from graph.embedded.folders import disk_bytes
from server.settings import load_settings

DIMENSIONS = 512
NEAREST = 60
_CENTRES = 2000
_NOISE = 0.65
_BATCH = 500
_PATIENT = Limits(read_seconds=600)

_WRITE: LiteralString = """
UNWIND $rows AS row
CREATE (a:Article {id: row[0]})
WITH a, row
CALL db.create.setNodeVectorProperty(a, 'embedding', row[1])
"""
_AWAIT: LiteralString = "CALL db.awaitIndexes(7200)"
_NEAREST: LiteralString = (
    "CALL db.index.vector.queryNodes('article_embedding', $nearest, $vector) YIELD node, score "
    "RETURN node.id, score"
)


class Vectors:
    """Unit vectors around common centres."""

    def __init__(self, seed: int) -> None:
        """Draw the centres."""
        self._draw = np.random.default_rng(seed)
        self._centres = self._unit(self._draw.standard_normal((_CENTRES, DIMENSIONS)))

    def take(self, count: int) -> list[list[float]]:
        """Draw some vectors."""
        noise = self._unit(self._draw.standard_normal((count, DIMENSIONS)))
        centres = self._centres[self._draw.integers(0, _CENTRES, count)]
        found: list[list[float]] = self._unit(centres + _NOISE * noise).tolist()
        return found

    @staticmethod
    def _unit(rows: Any) -> Any:
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


async def _measure(
    database: Database, config: EngineConfig, options: argparse.Namespace
) -> list[dict[str, Any]]:
    vectors, told, there = Vectors(options.seed), list[dict[str, Any]](), 0
    await ensure_layout(database, None)
    for size in sorted(options.sizes):
        began, more = time.perf_counter(), size - there
        for start in range(there, size, _BATCH):
            taken = vectors.take(min(_BATCH, size - start))
            rows = [[f"vector-{start + place}", vector] for place, vector in enumerate(taken)]
            await database.write([(_WRITE, {"rows": rows})])
        await database.run_alone(_AWAIT)
        rate, there = more / (time.perf_counter() - began), size
        times = [await _ask(database, vector) for vector in vectors.take(options.warm + options.questions)]
        p50, p95 = parted(times[options.warm :])
        memory = psutil.Process(status(config).pid or 0).memory_info().rss
        found = {"articles": size, "perSecond": rate, "memoryMB": memory / 1e6}
        print(f"{size:>10,}{rate:>10.0f}/s{memory / 1e6:>9.0f} MB  {p50}, {p95} ms")
        told.append({**found, "p50": str(p50), "p95": str(p95)})
    return told


async def _ask(database: Database, vector: list[float]) -> float:
    began = time.perf_counter()
    rows = await database.read(_NEAREST, {"nearest": NEAREST, "vector": vector})
    if len(rows) != NEAREST:
        raise RuntimeError(f"{len(rows)} neighbours")
    return (time.perf_counter() - began) * 1000


async def _run(options: argparse.Namespace) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as home:
        config = EngineConfig(
            Path(home), options.heap, options.page_cache, artifacts=load_settings().home / "engine"
        )
        with acquire(config) as engine:
            async with Database(engine.address, _PATIENT) as database:
                told = await _measure(database, config, options)
        # What is written last reaches the disk when the engine stops.
        index = disk_bytes(config.home / "data" / "databases" / "neo4j" / "schema" / "index")
        print(f"index on the disk: {index / 1e6:,.0f} MB for {max(options.sizes):,}")
        return [*told, {"articles": max(options.sizes), "indexMB": index / 1e6}]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print a line for each size, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--questions", type=int, default=250, help="measured questions (default 250)")
    parser.add_argument("--warm", type=int, default=50, help="questions before (default 50)")
    parser.add_argument("--heap", type=int, default=1000, help="heap of the engine, MB (default 1,000)")
    parser.add_argument("--page-cache", type=int, default=1000, help="its page cache, MB (default 1,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write what was measured to this file")
    options = parser.parse_args(arguments)
    print("  articles     built   memory  nearest 60: p50, p95")
    told = asyncio.run(_run(options))
    if options.json:
        options.json.write_text(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
