"""From the command to the first answered query: `uv run python -m benchmarks.startup`.

Cold: nothing of the engine is on the disk; its program files are downloaded, a database is made and
the demo graph is loaded. Warm: the same command again on the same folder.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.request import Request, urlopen

QUERY = '{ person(name: "بوتين") { id articleCount } }'


def first_answer(home: str) -> float:
    """Seconds from starting `content-graph serve` on a data folder to the first answer about Putin."""
    environment = {**os.environ, "CONTENT_GRAPH_HOME": home, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "server", "serve", "--port", "0"]
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            address = _announced(process)
            body = json.dumps({"query": QUERY}).encode()
            request = Request(address, body, {"Content-Type": "application/json"})  # noqa: S310 - our own address
            with urlopen(request, timeout=30) as response:  # noqa: S310
                answer = json.load(response)
            seconds = time.perf_counter() - began
        finally:
            process.terminate()
    if answer["data"]["person"]["id"] != "Q7747":
        raise RuntimeError(f"the server answered {answer}")
    return seconds


def _announced(process: subprocess.Popen[str]) -> str:
    """The address that the server answers at. Raises RuntimeError with its words when it tells none."""
    told: list[str] = []
    for line in process.stderr or ():
        told.append(line)
        if "answers at" in line:
            return line.split()[-1]
    raise RuntimeError("the server did not start: " + "".join(told))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print a table, and JSON where `--json` names a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--warm", type=int, default=5, help="warm starts (default 5)")
    parser.add_argument("--json", help="write the figures to this file")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        cold = first_answer(home)
        warm = [first_answer(home) for _ in range(options.warm)]
    print(f"{'start':<8}{'runs':>5}{'median s':>10}{'least':>8}{'most':>8}")
    for name, times in (("cold", [cold]), ("warm", warm)):
        print(
            f"{name:<8}{len(times):>5}{statistics.median(times):>10.1f}{min(times):>8.1f}{max(times):>8.1f}"
        )
    if options.json:
        Path(options.json).write_text(json.dumps({"cold": cold, "warm": warm}), encoding="utf-8")


if __name__ == "__main__":
    main()
