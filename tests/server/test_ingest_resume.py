"""A run of `content-graph ingest` with workers: killed, gone on with, equal to one that was left alone."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from graph.address import Address
from graph.database import Database
from shared_graph import SharedGraph

pytestmark = pytest.mark.slow

PLACES = ("Cairo", "Paris", "Berlin", "Moscow", "Ankara", "Rabat", "Tunis", "Baghdad")
DOCUMENTS = 900


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles of which some are broken, some are copies."""
    path = tmp_path_factory.mktemp("lines") / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(DOCUMENTS):
            here, there = PLACES[number % 8], PLACES[number * 3 % 7]
            body = (
                f"Talks between {here} and {there} went on in round {number}. The mayor of {here} was there."
            )
            record: dict[str, object] = {"url": f"https://n.example/{number}", "title": f"Round {number}"}
            record |= {"body": body, "publishedAt": f"2024-01-{number % 28 + 1:02}T10:00:00Z", "lang": "en"}
            if number % 100 == 7:
                del record["body"]
            file.write(json.dumps(record) + "\n")
    return path


async def _graph(address: Address) -> list[Any]:
    """Everything that articles brought, without the time and the order of ingest.

    Stories depend on the order a little (docs/decisions/0028-stories-by-entities.md).
    """
    async with Database(address) as database:
        return [
            *await database.read(
                "MATCH (n) WHERE n:Article OR n:Source OR (n:Event AND n.reported) "
                "RETURN labels(n), n {.*, ingestedAt: null, number: null} ORDER BY n.id, n.domain",
                {},
            ),
            *await database.read(
                "MATCH (a)-[r]->(b) WHERE (a:Article OR (a:Event AND a.reported)) AND NOT b:Story "
                "RETURN a.id, type(r), coalesce(b.id, b.domain), properties(r) ORDER BY a.id, type(r), b.id",
                {},
            ),
            *await database.read(
                "MATCH (e:Entity) WHERE e.articleCount > 0 RETURN e.id, e.articleCount ORDER BY e.id", {}
            ),
        ]


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "server", "ingest", "--no-embed", *arguments]


def _run(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    """A whole run; its closing line."""
    done = subprocess.run(_command(*arguments), env=environment, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr.decode()
    return json.loads(done.stdout.decode().splitlines()[-1])


@pytest.fixture(scope="module")
def undisturbed(
    environment: dict[str, str],
    shared_graph: SharedGraph,
    lines: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[list[Any], str]:
    """The graph after one whole run, and its dead letters."""
    address = shared_graph.hold("nothing")
    letters = tmp_path_factory.mktemp("letters") / "failures.jsonl"
    told = _run(environment, "--report", "json", "--workers", "2", "--failures", str(letters), str(lines))
    assert (told["created"], told["failed"], told["skipped"]) == (DOCUMENTS - 9, 9, 0)
    shared_graph.spoil()
    return asyncio.run(_graph(address)), letters.read_text("utf-8")


@pytest.mark.parametrize("after", [1, 250, 601])
def test_a_killed_run_goes_on_where_it_was(
    environment: dict[str, str],
    shared_graph: SharedGraph,
    lines: Path,
    undisturbed: tuple[list[Any], str],
    tmp_path: Path,
    after: int,
) -> None:
    address = shared_graph.hold("nothing")
    shared_graph.spoil()
    letters = tmp_path / "failures.jsonl"
    arguments = ("--report", "json", "--workers", "2", "--failures", str(letters), str(lines))
    with subprocess.Popen(_command(*arguments), env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(after):
            assert process.stdout.readline()
        children = psutil.Process(process.pid).children(recursive=True)
        os.kill(process.pid, signal.SIGKILL)
    _, alive = psutil.wait_procs([child for child in children if "engine" not in child.name()], timeout=30)
    assert [child for child in alive if "spawn_main" in " ".join(child.cmdline())] == []
    told = _run(environment, *arguments)
    assert told["skipped"] > 0 or after == 1
    assert told["skipped"] + told["created"] == DOCUMENTS - 9
    assert (told["updated"], told["unchanged"], told["failed"]) == (0, 0, 9)
    assert (asyncio.run(_graph(address)), letters.read_text("utf-8")) == undisturbed


def test_a_worker_that_is_killed_loses_nothing(
    environment: dict[str, str], shared_graph: SharedGraph, lines: Path, undisturbed: tuple[list[Any], str]
) -> None:
    address = shared_graph.hold("nothing")
    shared_graph.spoil()
    arguments = ("--report", "json", "--workers", "2", str(lines))
    with subprocess.Popen(_command(*arguments), env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = [process.stdout.readline()]
        readers = [
            child
            for child in psutil.Process(process.pid).children(recursive=True)
            if "spawn_main" in " ".join(child.cmdline())
        ]
        assert len(readers) == 2
        os.kill(readers[0].pid, signal.SIGKILL)
        said += process.stdout.readlines()
    assert json.loads(said[-1])["created"] == DOCUMENTS - 9
    assert asyncio.run(_graph(address)) == undisturbed[0]
