"""How fast search and suggest answer over HTTP: `uv run python -m benchmarks.search`.

Starts `content-graph serve` on an embedded Neo4j of its own, filled with the lexicon and the demo articles,
and asks one question after the other on one connection, as a person who types does: suggest with the first
1 to 8 letters of names drawn from the lexicon, in all its languages, and search with whole names and with
the titles of demo articles in each mode, after others that warm it up. The first question by meaning,
for which the encoder is loaded, is told apart, and so is how long a suggestion took that was asked for
meanwhile. Times are in milliseconds, the client's part (2 to 3) among them.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.resources import files
from random import Random
from typing import Any

import httpx

from ingest.linking.lexicon import load_lexicon

SUGGEST = "query ($text: String!) { suggest(prefix: $text) { text lang entity { id name articleCount } } }"
SEARCH = """query ($text: String!, $mode: SearchMode!) {
  search(query: $text, mode: $mode) {
    score snippet { text starts ends } node { id ... on Article { title } ... on Person { name } }
  }
}"""


class Client:
    """A client of one server that tells how long each answer took."""

    def __init__(self, address: str) -> None:
        """Ask the server at this address."""
        self._address = address
        self._client = httpx.AsyncClient(timeout=120)

    async def ask(self, query: str, **variables: str) -> float:
        """Ask; return the milliseconds until the answer was in. Raises RuntimeError on an error in it."""
        began = time.perf_counter()
        got = await self._client.post(self._address, json={"query": query, "variables": variables})
        took = (time.perf_counter() - began) * 1000
        answer: dict[str, Any] = got.json()
        if "errors" in answer:
            raise RuntimeError(str(answer["errors"]))
        return took

    async def close(self) -> None:
        """Close the connection."""
        await self._client.aclose()


def _prefixes(names: Sequence[str], draw: Random, count: int) -> dict[int, list[str]]:
    """Beginnings of names by their number of letters."""
    return {size: [draw.choice(names)[:size] for _ in range(count)] for size in (1, 2, 3, 5, 8)}


def _titles() -> list[str]:
    lines = [
        line
        for lang in ("ar", "en", "fr")
        for line in (files("seeds") / "articles" / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return [json.loads(line)["title"] for line in lines]


def _show(name: str, times: Sequence[float]) -> None:
    cuts = statistics.quantiles(times, n=20)
    print(f"{name:<34}{len(times):>6}{statistics.median(times):>9.1f}{cuts[18]:>9.1f}{max(times):>9.1f}")


async def measure(address: str, count: int, warm: int) -> None:
    """Ask and print a line for each kind of question."""
    draw = Random(1)
    names = [name for entity in load_lexicon().entities.values() for name in entity.names.values()]
    client, beside = Client(address), Client(address)
    for name in draw.sample(names, warm):
        for size in (1, 2, 4):
            await client.ask(SUGGEST, text=name[:size])
        await client.ask(SEARCH, text=name, mode="WORDS")
    first = asyncio.create_task(client.ask(SEARCH, text="peace talks", mode="MEANING"))
    await asyncio.sleep(0)
    waited = await beside.ask(SUGGEST, text="put")
    print(f"first question by meaning: {await first:.0f} ms; suggest meanwhile: {waited:.0f} ms")
    print(f"{'':<34}{'asked':>6}{'p50':>9}{'p95':>9}{'most':>9}")
    every: list[float] = []
    for size, prefixes in _prefixes(names, draw, count).items():
        times = [await client.ask(SUGGEST, text=prefix) for prefix in prefixes]
        every += times
        _show(f"suggest, {size} letters", times)
    _show("suggest, all", every)
    titles = _titles()
    for mode in ("WORDS", "MEANING", "BOTH"):
        asked = draw.sample(names, count)
        _show(f"search a name, {mode}", [await client.ask(SEARCH, text=text, mode=mode) for text in asked])
        _show(f"search a title, {mode}", [await client.ask(SEARCH, text=text, mode=mode) for text in titles])
    await client.close()
    await beside.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Start a server, measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=200, help="questions of each kind (default 200)")
    parser.add_argument("--warm", type=int, default=200, help="four questions each before (default 200)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "CONTENT_GRAPH_HOME": home, "PYTHONUNBUFFERED": "1"}
        # Nobody reads what is logged: a full pipe would hold the server up.
        environment["CONTENT_GRAPH_SLOW_MS"] = "0"
        command = [sys.executable, "-m", "server", "serve", "--port", "0"]
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
            try:
                told = next(line for line in process.stderr or () if "answers at" in line)
                asyncio.run(measure(told.split()[-1], options.count, options.warm))
            finally:
                process.terminate()


if __name__ == "__main__":
    main()
