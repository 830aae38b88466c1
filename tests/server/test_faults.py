"""What goes wrong around a server and an ingest, on a real engine: who dies, what is kept, who goes on."""

import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from graph.database import Database
from graph.embedded import Engine, EngineConfig, acquire, status
from server.access import digest
from server.seeding import prepare_graph
from server.settings import load_settings
from serving import serving

pytestmark = pytest.mark.slow

TOKEN = "a-token-of-editors-2"  # noqa: S105 - only for tests
TIME_OUT = 10.0
BACK_WITHIN = 5.0
CLIENTS = 8
QUERIES = (
    "{ stats { articles } }",
    "{ articles(first: 5) { edges { node { title mentions { entity { name } } } } } }",
    '{ person(name: "Putin") { articles(first: 3) { edges { node { title } } } } }',
    '{ search(query: "Putin", first: 3) { score node { __typename } } }',
)
INGEST = """
mutation ($title: String!) {
  ingestArticle(input: {title: $title, body: "Talks between Cairo and Paris went on.", lang: "en"}) {
    article { id title }
  }
}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine that tests may kill, with the demo graph at first."""
    home = tmp_path_factory.mktemp("own")
    with acquire(EngineConfig(home=home, artifacts=load_settings().home / "engine")) as running:
        asyncio.run(_prepare(running))
        yield running


async def _prepare(engine: Engine) -> None:
    async with Database(engine.address) as database:
        await prepare_graph(database, demo=True)


def environment_of(engine: Engine) -> dict[str, str]:
    """The environment of a command that works on an engine of a test's own."""
    return {
        **os.environ,
        "NEO4J_URI": engine.address.uri,
        "NEO4J_USERNAME": engine.address.username,
        "NEO4J_PASSWORD": engine.address.password,
        "PYTHONUNBUFFERED": "1",
        "CONTENT_GRAPH_EMBED": "false",
        "CONTENT_GRAPH_EDITOR_TOKENS": digest(TOKEN),
    }


def java_of(engine: Engine) -> psutil.Process:
    """The Java process of an engine that runs."""
    pid = status(engine.config).pid
    assert pid is not None
    return psutil.Process(pid)


async def answers_again(engine: Engine) -> float:
    """The moment when a killed database answers to a driver of its own again."""
    while True:
        async with Database(engine.address) as database:
            try:
                await database.ping()
            except Exception:  # noqa: BLE001 - whatever it is, it is not back
                await asyncio.sleep(0.05)
            else:
                return time.monotonic()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client got: asked when, how long it took, the error's code or none."""

    asked: float
    seconds: float
    code: str | None


async def ask_until(url: str, done: asyncio.Event, first: int) -> list[Answer]:
    """Ask one query after the other until told that it is enough."""
    answers: list[Answer] = []
    async with httpx.AsyncClient(timeout=60) as client:
        while not done.is_set():
            query = QUERIES[(first + len(answers)) % len(QUERIES)]
            asked = time.monotonic()
            response = await client.post(f"{url}/graphql", json={"query": query})
            told = response.json()
            code = told["errors"][0]["extensions"]["code"] if "errors" in told else None
            answers.append(Answer(asked, time.monotonic() - asked, code))
            await asyncio.sleep(0.02)
    return answers


async def under_load(url: str, engine: Engine) -> tuple[list[Answer], float, float]:
    """Kill the database under load; the answers, when it was killed and when it was back."""
    done = asyncio.Event()
    clients = [asyncio.create_task(ask_until(url, done, number)) for number in range(CLIENTS)]
    await asyncio.sleep(3)
    killed = time.monotonic()
    java_of(engine).kill()
    back = await answers_again(engine)
    await asyncio.sleep(BACK_WITHIN + 3)
    done.set()
    return [answer for answers in await asyncio.gather(*clients) for answer in answers], killed, back


def test_a_killed_database_is_told_and_served_again_when_it_is_back(own: Engine) -> None:
    with serving(environment_of(own)) as url:
        answers, killed, back = asyncio.run(under_load(url, own))
        assert httpx.get(f"{url}/ready").status_code == 200
    codes = {answer.code for answer in answers}
    assert codes == {None, "UNAVAILABLE"}
    assert [answer for answer in answers if answer.asked < killed - TIME_OUT and answer.code] == []
    assert max(answer.seconds for answer in answers) <= TIME_OUT + 1
    late = [answer for answer in answers if answer.asked > back + BACK_WITHIN]
    assert late
    assert {answer.code for answer in late} == {None}


def ingest_command(*arguments: str) -> list[str]:
    """`content-graph ingest` with its report for programs."""
    return [sys.executable, "-m", "server", "ingest", "--no-embed", "--report", "json", *arguments]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """A thousand articles, of which some are copies and one is broken."""
    path = tmp_path / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(1000):
            body = (
                f"Talks between Cairo and Ankara went on in round {number // 2}. Emmanuel Macron was there."
            )
            record: dict[str, object] = {"url": f"https://n.example/{number}", "title": f"Round {number}"}
            record |= {"body": body, "publishedAt": f"2024-01-{number % 28 + 1:02}T10:00:00Z", "lang": "en"}
            if number == 500:
                record["body"] = ["no text"]
            file.write(json.dumps(record) + "\n")
    return path


async def export(engine: Engine) -> str:
    """All that articles brought, as text, but for the time and order of ingest and for stories."""
    async with Database(engine.address) as database:
        nodes = await database.read(
            "MATCH (n) WHERE NOT n:Story AND NOT n:Layout "
            "RETURN labels(n), n {.*, ingestedAt: null, number: null} ORDER BY labels(n), n.id, n.domain",
            {},
        )
        links = await database.read(
            "MATCH (a)-[r]->(b) WHERE NOT b:Story "
            "RETURN coalesce(a.id, a.domain), type(r), coalesce(b.id, b.domain), properties(r) "
            "ORDER BY coalesce(a.id, a.domain), type(r), coalesce(b.id, b.domain)",
            {},
        )
    return json.dumps([*nodes, *links], default=str, ensure_ascii=False, sort_keys=True)


def whole_run(engine: Engine, lines: Path) -> dict[str, Any]:
    """A run of ingest to its end; its closing line."""
    done = subprocess.run(
        ingest_command(str(lines)), env=environment_of(engine), capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr.decode()
    return json.loads(done.stdout.splitlines()[-1])


def emptied(engine: Engine) -> None:
    """Take all out that is not the lexicon's."""

    async def work() -> None:
        async with Database(engine.address) as database:
            await database.write([("MATCH (n) DETACH DELETE n", {})])
            await prepare_graph(database)

    asyncio.run(work())


def test_ingest_goes_on_when_the_database_is_killed_and_back(own: Engine, lines: Path) -> None:
    emptied(own)
    assert whole_run(own, lines)["created"] == 999
    undisturbed = asyncio.run(export(own))
    emptied(own)
    with subprocess.Popen(
        ingest_command(str(lines)), env=environment_of(own), stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline()]
        java_of(own).kill()
        said += process.stdout.readlines()
    assert json.loads(said[-1])["created"] == 999
    assert process.returncode == 1
    assert asyncio.run(export(own)) == undisturbed


def test_two_ingests_at_once_write_what_one_writes(own: Engine, lines: Path) -> None:
    emptied(own)
    whole_run(own, lines)
    undisturbed = asyncio.run(export(own))
    emptied(own)
    command, environment = ingest_command(str(lines)), environment_of(own)
    with (
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as one,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as other,
    ):
        told = [json.loads(process.communicate()[0].splitlines()[-1]) for process in (one, other)]
    assert [run["failed"] for run in told] == [1, 1]
    assert sum(run["created"] for run in told) == 999
    assert asyncio.run(export(own)) == undisturbed


async def ingest_one(url: str, title: str) -> dict[str, Any]:
    """An editor's article; the whole answer."""
    async with httpx.AsyncClient(timeout=60) as client:
        response = await client.post(
            f"{url}/graphql",
            json={"query": INGEST, "variables": {"title": title}},
            headers={"Authorization": f"Bearer {TOKEN}"},
        )
    return response.json()


def titles(url: str) -> set[str]:
    """The titles of the newest articles."""
    query = '{ articles(first: 100, where: {title: {startsWith: "Kept"}}) { edges { node { title } } } }'
    told = httpx.post(f"{url}/graphql", json={"query": query}).json()
    return {edge["node"]["title"] for edge in told["data"]["articles"]["edges"]}


def test_what_a_killed_server_said_it_took_is_there(own: Engine) -> None:
    environment = environment_of(own)
    taken: list[str] = []

    async def write_until_killed(url: str) -> None:
        for number in range(1000):
            try:
                told = await ingest_one(url, f"Kept {number}")
            except httpx.TransportError:
                return
            assert "errors" not in told
            taken.append(told["data"]["ingestArticle"]["article"]["title"])
            if number == 5:
                for process in psutil.Process().children():
                    if "serve" in process.cmdline():
                        os.kill(process.pid, signal.SIGKILL)

    with serving(environment) as url:
        asyncio.run(write_until_killed(url))
    assert len(taken) >= 6
    with serving(environment) as url:
        assert set(taken) <= titles(url)


def test_a_full_disk_is_told_and_nothing_taken_is_lost(own: Engine) -> None:
    """A bound on the size of files stands in for the end of the disk: writing fails in the same place."""
    with serving(environment_of(own)) as url:
        told = asyncio.run(ingest_one(url, "Kept before it is full"))
        assert "errors" not in told
        java = java_of(own)
        resource.prlimit(java.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        codes: set[str] = set()
        for number in range(3):
            told = asyncio.run(ingest_one(url, f"Kept while it is full {number}"))
            codes |= {error["extensions"]["code"] for error in told.get("errors", [])}
        assert codes == {"UNAVAILABLE"}
        java.kill()
        asyncio.run(answers_again(own))
        told = asyncio.run(ingest_one(url, "Kept after"))
        assert "errors" not in told
        assert titles(url) >= {"Kept before it is full", "Kept after"}
