"""`content-graph ingest` as a user runs it, and what the server then answers."""

import asyncio
import json
import math
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.address import Address
from graph.database import Database
from shared_graph import SharedGraph

pytestmark = pytest.mark.changes_demo

PAGE = "almaghribtoday-putin-macron"
LINKED = (
    "Vladimir Putin", "Emmanuel Macron", "Recep Tayyip Erdoğan", "Dmitry Peskov", "Syria", "Russia", "France",
    "Turkey", "Kazakhstan", "Idlib", "Geneva",
)  # fmt: skip
FIELDS = """id title titleOrigin caption byline dateline lang publishedAt orderedAt body
  datelinePlace { name } headlines { section title }
  mentions { entity { id name } surfaces starts ends }
  related(first: 10) { score reasons { signal weight shared { name } } article { id title } }"""


class Command:
    """Runs `content-graph` on the shared database."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment

    def __call__(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "server", *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, env=self._environment, check=False)


@pytest.fixture(scope="module")
def command(
    environment: dict[str, str], demo_database: Address, shared_graph: SharedGraph
) -> Iterator[Command]:
    """The command line on the demo graph, which this module changes."""
    yield Command(environment)
    shared_graph.spoil()


@pytest.fixture(scope="module")
def gold(pages: Path) -> dict[str, Any]:
    """What people found on the page."""
    return json.loads((pages / f"{PAGE}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def first_run(command: Command, pages: Path) -> subprocess.CompletedProcess[bytes]:
    """The page ingested for the first time."""
    return command("ingest", str(pages / f"{PAGE}.txt"))


@pytest.fixture(scope="module")
def article(first_run: subprocess.CompletedProcess[bytes], server_url: str) -> dict[str, Any]:
    """The page as the server answers it, found among the articles of Putin."""
    assert first_run.returncode == 0, first_run.stderr.decode()
    found: list[dict[str, Any]] = []
    for by in ('name: "بوتين"', 'name: "Putin"', 'wikidataId: "Q7747"'):
        query = f"{{ person({by}) {{ articles(first: 10) {{ nodes {{ {FIELDS} }} }} }} }}"
        answer = httpx.post(f"{server_url}/graphql", json={"query": query}, timeout=60).json()
        assert "errors" not in answer
        nodes = answer["data"]["person"]["articles"]["nodes"]
        found += [node for node in nodes if node["titleOrigin"] == "CAPTION"]
    assert len(found) == 3
    assert found[0] == found[1] == found[2]
    return found[0]


async def everything(address: Address) -> list[Any]:
    """All nodes and relationships, in a fixed order."""
    async with Database(address) as database:
        nodes = await database.read(
            "MATCH (n) WITH labels(n) AS l, properties(n) AS p RETURN l, p "
            "ORDER BY l[0], p.id, p.name, p.domain",
            {},
        )
        links = await database.read(
            """MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, b.name, properties(r)
            ORDER BY type(r), a.id, b.id, b.name, r.section, r.position""",
            {},
        )
    return [*nodes, *links]


def test_the_report_says_what_was_found(
    first_run: subprocess.CompletedProcess[bytes], gold: dict[str, Any]
) -> None:
    report = first_run.stdout.decode()
    assert f"{gold['caption']} (a picture's caption: the page has no title)" in report
    assert f"byline     {gold['byline_author']['ar']}" in report
    assert f"dateline   {gold['dateline_city']['ar']}" in report
    assert "date       not said" in report
    assert f"{gold['body']['chars']:,} letters" in report
    assert "1 read: 1 created, 0 updated, 0 unchanged, 0 failed" in report


def test_the_page_became_the_right_article(article: dict[str, Any], gold: dict[str, Any]) -> None:
    assert article["title"] == article["caption"] == gold["caption"]
    assert (article["byline"], article["lang"], article["publishedAt"]) == (
        gold["byline_author"]["ar"],
        "ar",
        None,
    )
    assert article["datelinePlace"] == {"name": "Damascus"}
    assert article["body"].startswith(gold["body"]["first_words"])
    assert article["body"].endswith(gold["body"]["last_words"])
    assert len(article["body"]) == gold["body"]["chars"]


def test_no_line_around_the_article_is_in_its_body(article: dict[str, Any], gold: dict[str, Any]) -> None:
    around = [item for bar in gold["sidebars"] for item in [bar["title"], *bar["items"]]]
    around += [
        gold["inline_related"]["lead_in"],
        *gold["inline_related"]["items"],
        *gold["boilerplate_after"],
    ]
    assert [line for line in around if line in article["body"]] == []
    seen = {headline["title"] for headline in article["headlines"]}
    items = {item for bar in gold["sidebars"] for item in bar["items"]}
    assert len(items & seen) >= 0.9 * len(items)


def test_the_right_entities_are_linked_where_they_stand(
    article: dict[str, Any], gold: dict[str, Any]
) -> None:
    names = {mention["entity"]["name"] for mention in article["mentions"]}
    assert set(LINKED) - names == set()
    for mention in article["mentions"]:
        places = zip(mention["starts"], mention["ends"], strict=True)
        assert [article["body"][start:end] for start, end in places] == mention["surfaces"]
    only_beside = {entity["en"] for entity in gold["related_entities"]} | {
        "Donald Trump",
        "Benjamin Netanyahu",
    }
    assert names & only_beside == set()


def test_related_news_are_ranked_with_reasons_that_add_up(article: dict[str, Any]) -> None:
    related = article["related"]
    assert len(related) == 10
    scores = [one["score"] for one in related]
    assert scores == sorted(scores, reverse=True)
    for one in related:
        assert math.isclose(sum(reason["weight"] for reason in one["reasons"]), one["score"], abs_tol=1e-9)
        assert [reason["shared"] != [] for reason in one["reasons"] if reason["signal"] == "ENTITIES"] == [
            True
        ]
    # The same call, told in French: texts of one language are nearer by their words.
    titles = [one["article"]["title"] for one in related[:3]]
    assert [title for title in titles if title.startswith("Syrie : entretien téléphonique entre Poutine")]


@pytest.mark.slow
def test_ingesting_it_again_changes_nothing(
    command: Command, article: dict[str, Any], pages: Path, address: Address
) -> None:
    before = asyncio.run(everything(address))
    skipped = command("ingest", str(pages / f"{PAGE}.txt"))
    assert "0 read: 0 created, 0 updated, 0 unchanged, 0 failed, 1 skipped" in skipped.stdout.decode()
    again = command("ingest", "--again", str(pages / f"{PAGE}.txt"))
    assert "1 read: 0 created, 0 updated, 1 unchanged, 0 failed" in again.stdout.decode()
    assert asyncio.run(everything(address)) == before


def test_a_bad_file_is_named_and_the_others_go_in(command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "menu.txt").write_text("Home\nNews\nSport\nLog in\nContact us\n")
    good = {
        "title": "Ministers meet in Geneva",
        "body": "Ministers of France and Turkey met in Geneva on Monday. " * 4,
    }
    (tmp_path / "two.jsonl").write_text(json.dumps(good) + '\n{"title": 5}\n')
    kept = tmp_path / "failures"
    run = command(
        "ingest", "--no-embed", str(tmp_path), str(tmp_path / "absent.txt"), "--failures", str(kept)
    )
    told = run.stderr.decode().splitlines()
    assert run.returncode == 1
    for name in ("empty.txt", "binary.txt", "menu.txt", "two.jsonl, line 2", "absent.txt"):
        assert len([line for line in told if name in line]) == 1, (name, told)
    assert "6 read: 1 created, 0 updated, 0 unchanged, 5 failed" in run.stdout.decode()
    assert [json.loads(line)["reason"] for line in kept.read_text("utf-8").splitlines()] == told


def test_the_report_as_json_is_a_line_for_each_document_and_the_counts(
    command: Command, pages: Path, gold: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    run = command(
        "ingest", "--no-embed", "--report", "json", "--again", str(pages / f"{PAGE}.txt"), str(tmp_path)
    )
    page, empty, counts = (json.loads(line) for line in run.stdout.splitlines())
    assert (page["titleOrigin"], page["bodyLetters"]) == ("CAPTION", gold["body"]["chars"])
    assert page["entities"]["Person"] >= 5
    assert (empty["what"], "is empty" in empty["reason"]) == ("failed", True)
    assert (counts["read"], counts["failed"]) == (2, 1)


def test_standard_input_is_a_file_too(command: Command, pages: Path) -> None:
    run = command(
        "ingest", "--no-embed", "-", "--quiet", stdin=(pages / "mimic-cairo-riyadh.txt").read_bytes()
    )
    told = run.stdout.decode().splitlines()
    assert (run.returncode, len(told)) == (0, 1)
    assert told[0].startswith("1 read: 1 created, 0 updated, 0 unchanged, 0 failed")


def test_a_bad_setting_is_one_line(environment: dict[str, str]) -> None:
    run = Command({**environment, "CONTENT_GRAPH_READ_SECONDS": "soon"})("ingest", "x.txt")
    assert run.returncode == 2
    assert run.stderr.decode().startswith("content-graph: CONTENT_GRAPH_READ_SECONDS is 'soon'")
    assert len(run.stderr.decode().splitlines()) == 1


def test_a_database_that_is_not_there_is_one_line(environment: dict[str, str], tmp_path: Path) -> None:
    run = Command({**environment, "NEO4J_URI": "bolt://127.0.0.1:9"})("ingest", str(tmp_path))
    assert run.returncode == 1
    assert run.stderr.decode() == "content-graph: the database cannot be reached now; try again later\n"
