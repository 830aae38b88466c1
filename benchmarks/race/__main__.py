"""The race: this server against others on the same database: `uv run python -m benchmarks.race`.

- content-graph: `content-graph serve` as a user starts it;
- @neo4j/graphql behind GraphQL Yoga (`peer/`, from npm), ranked lists as @cypher fields with our statements;
- loaders: Strawberry with DataLoaders, the article by id and the nested page only;
- floor: a bare Starlette handler that sends the planner's statements and answers their rows.

The database is the one that the settings name, by CONTENT_GRAPH_HOME or NEO4J_URI. First the answers of all
are compared; how many are the same is printed. Then each query is asked by 1, 16 and 64 clients (autocannon,
one process), --rounds times for --seconds (heavy ones two or three times as long), the servers in turn, so
that what else the machine does falls on all alike; between two rounds the database comes to rest. Prints,
for each: answers a second (median of the rounds, least and most), milliseconds at p50, p95 and p99 (medians),
CPU milliseconds a request of the server and of Neo4j, and the ratio of content-graph's answers to this one's;
at the end the memory of the servers. Clients, servers and database share the machine's cores: the CPU of a
request is what another machine would see, too.
"""

import argparse
import asyncio
import json
import signal
import statistics
import subprocess
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from benchmarks.race.queries import ARTICLE, PAGE, QUERIES, Query, Ranked, part
from benchmarks.race.servers import (
    Server,
    by_hand,
    cpu_seconds,
    database_process,
    installed,
    node,
    ours,
    peer,
)
from benchmarks.race.statements import Sent, Values, sent_for, values_from
from benchmarks.race.typedefs import typedefs
from graph.address import Address
from graph.database import Database
from server.engine import connected
from server.settings import load_settings
from server.task import leave

CLIENTS = (1, 16, 64)
OURS, PEER = "content-graph", "@neo4j/graphql"
WARM_SECONDS = 1
SETTLE_SECONDS = 20
IDLE_PERCENT = 30
COMPARED = 5
"""Answers of each query that are compared."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the bodies that it is sent with, to this server and to the peer."""

    query: Query
    ours: list[str]
    theirs: list[str]

    def bodies(self, server: str) -> list[str]:
        """What is sent to a server, in turn."""
        return self.theirs if server == PEER else self.ours


@dataclass(frozen=True, slots=True)
class Figure:
    """What one round gave; times in ms, CPU in ms a request, None where the database is elsewhere."""

    query: str
    server: str
    clients: int
    per_second: float
    p50: float
    p95: float
    p99: float
    server_cpu: float
    database_cpu: float | None
    failed: int


async def prepared(address: Address) -> tuple[list[Asked], str]:
    """The queries with their bodies, and the peer's type definitions."""
    async with Database(address) as database:
        values = await values_from(database)
        sent: dict[Ranked, Sent] = {}
        asked: list[Asked] = []
        for query in QUERIES:
            sets = values[query.over]
            theirs: list[Values] = []
            for each in sets:
                if query.ranked is None:
                    theirs.append(each)
                    continue
                statement = await sent_for(database, query.ours, each)
                sent[query.ranked] = statement
                theirs.append({name: statement.parameters[f"p0_{name}"] for name in query.ranked.arguments})
            asked.append(Asked(query, _bodies(query.ours, sets), _bodies(query.theirs, theirs)))
        return asked, typedefs(sent)


def _bodies(query: str, sets: Sequence[Values]) -> list[str]:
    return [json.dumps({"query": query, "variables": values}, ensure_ascii=False) for values in sets]


def compared(servers: Sequence[Server], asked: Sequence[Asked]) -> dict[str, str]:
    """How the peers' answers compare with ours, by query and server: how many are the same, of how many."""
    said: dict[str, str] = {}
    first, *others = servers
    with httpx.Client(timeout=120) as client:

        def answer(server: Server, body: str) -> Any:
            response = client.post(server.address, content=body, headers={"content-type": "application/json"})
            return response.json()

        for each in asked:
            mine = [part(answer(first, body)["data"], each.query.here) for body in each.ours[:COMPARED]]
            for server in others:
                if server.name == "floor":
                    # Its rows have no keys to compare; it is asked so that it knows what is sent.
                    for body in each.ours:
                        answer(server, body)
                if server.name == "floor" or not runs(server, each.query):
                    continue
                path = each.query.there if server.name == PEER else each.query.here
                answers = [answer(server, body) for body in each.bodies(server.name)[:COMPARED]]
                same = sum(
                    "errors" not in found and part(found["data"], path) == own
                    for own, found in zip(mine, answers, strict=True)
                )
                said[f"{each.query.name}, {server.name}"] = f"{same} of {len(mine)}"
    return said


def runs(server: Server, query: Query) -> bool:
    """Whether a server answers a query."""
    return server.name != "loaders" or query in (ARTICLE, PAGE)


class Load:
    """The clients, as one process of Node."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, server: Server, bodies: Sequence[str], clients: int, seconds: float) -> Any:
        """Ask as many at once as there are clients; what came back."""
        job = {"url": server.address, "bodies": bodies, "clients": clients, "seconds": seconds}
        if not (self._process.stdin and self._process.stdout):
            raise RuntimeError("the clients have no pipes")
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


def settle(database: psutil.Process) -> None:
    """Wait until the database has ended what nobody waits for any more, SETTLE_SECONDS at most."""
    end = time.monotonic() + SETTLE_SECONDS
    while database.cpu_percent(0.1) > IDLE_PERCENT and time.monotonic() < end:
        pass


def measured(
    load: Load, server: Server, database: psutil.Process | None, asked: Asked, clients: int, seconds: float
) -> Figure:
    """One round of one query on one server."""
    before = server.cpu_seconds, cpu_seconds(database) if database else 0.0
    found = load.run(server, asked.bodies(server.name), clients, seconds)
    answered = max(1, found["answered"])
    server_cpu = (server.cpu_seconds - before[0]) * 1000 / answered
    database_cpu = (cpu_seconds(database) - before[1]) * 1000 / answered if database else None
    if database:
        settle(database)
    rate = (found["answered"] - found["refused"]) / found["seconds"]
    return Figure(
        asked.query.name,
        server.name,
        clients,
        rate,
        found["p50"] or 0.0,
        found["p95"] or 0.0,
        found["p99"] or 0.0,
        server_cpu,
        database_cpu,
        found["refused"] + found["errors"],
    )


def race(
    load: Load,
    servers: Sequence[Server],
    database: psutil.Process | None,
    asked: Sequence[Asked],
    given: argparse.Namespace,
) -> list[Figure]:
    """All rounds of all queries; prints each query's lines as soon as it is done."""
    figures: list[Figure] = []
    print(
        f"{'query':<16}{'clients':>8}  {'server':<16}{'a second (least-most)':>24}"
        f"{'p50':>9}{'p95':>9}{'p99':>9}",
        end="",
    )
    print(f"{'CPU ms':>8}{'Neo4j':>8}{'failed':>8}{'ours/it':>9}")
    for each in asked:
        there = [server for server in servers if runs(server, each.query)]
        for server in there:
            # Neo4j compiles a statement that is asked often a second time.
            load.run(server, each.bodies(server.name), 8, WARM_SECONDS * each.query.seconds)
            if database:
                settle(database)
        for clients in given.clients:
            rounds = [
                measured(load, server, database, each, clients, given.seconds * each.query.seconds)
                for _ in range(given.rounds)
                for server in there
            ]
            _print(rounds)
            figures += rounds
    return figures


def _print(rounds: Sequence[Figure]) -> None:
    own = statistics.median(each.per_second for each in rounds if each.server == OURS)
    for name in dict.fromkeys(each.server for each in rounds):
        of = [each for each in rounds if each.server == name]
        rates = [each.per_second for each in of]
        rate = statistics.median(rates)
        spread = f"{rate:.1f} ({min(rates):.1f}-{max(rates):.1f})"
        times = (statistics.median(getattr(each, key) for each in of) for key in ("p50", "p95", "p99"))
        told = "".join(f"{time:>9.1f}" for time in times)
        cpu = statistics.median(each.server_cpu for each in of)
        database = statistics.median(each.database_cpu or 0.0 for each in of)
        ratio = f"{own / rate:.2f}" if rate else "-"
        print(f"{of[0].query:<16}{of[0].clients:>8}  {name:<16}{spread:>24}{told}", end="")
        print(f"{cpu:>9.2f}{database:>9.2f}{sum(each.failed for each in of):>9}{ratio:>9}", flush=True)


def main() -> None:
    """Read the command line, start the servers, run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each query (default 3)")
    parser.add_argument("--seconds", type=float, default=1.0, help="seconds of a round (default 1)")
    parser.add_argument("--clients", type=int, nargs="+", default=CLIENTS, help="clients at once (1 16 64)")
    parser.add_argument("--only", nargs="+", help="queries by name; all where left out")
    parser.add_argument("--without", nargs="+", default=(), help="servers to leave out: peer, loaders, floor")
    parser.add_argument("--workers", type=int, help="processes of content-graph")
    parser.add_argument("--json", help="write the figures to this file")
    given = parser.parse_args()
    # What is told to end ends its servers, too.
    signal.signal(signal.SIGTERM, leave)
    with ExitStack() as stack:
        address = stack.enter_context(connected(load_settings()))
        asked, sdl = asyncio.run(prepared(address))
        asked = [each for each in asked if not given.only or each.query.name in given.only]
        arguments = ["--workers", str(given.workers)] if given.workers else []
        servers: list[Server] = [stack.enter_context(ours(address, arguments))]
        folder = stack.enter_context(installed())
        if "peer" not in given.without:
            servers.append(stack.enter_context(peer(folder, sdl, address)))
        servers += [
            stack.enter_context(by_hand(name, address))
            for name in ("loaders", "floor")
            if name not in given.without
        ]
        memory = {server.name: [server.memory] for server in servers}
        same = compared(servers, asked)
        for what, how in same.items():
            print(f"same answers: {what}: {how}", flush=True)
        command = [node(), str(folder / "load.mjs")]
        process = stack.enter_context(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
        stack.callback(process.terminate)
        figures = race(Load(process), servers, database_process(address), asked, given)
        for server in servers:
            memory[server.name].append(server.memory)
            at_rest, after = memory[server.name]
            print(f"memory: {server.name}: {at_rest:.0f} MB at rest, {after:.0f} MB after")
    if given.json:
        told = {"figures": [asdict(each) for each in figures], "memory_mb": memory, "same": same}
        Path(given.json).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
