"""An archive into an empty database: the graph that the writer would have made, or nothing at all."""

import json
from collections.abc import AsyncGenerator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from graph.address import Address
from graph.bulk import fill_places
from graph.check import check_graph
from graph.constraints import ensure_layout, require_layout
from graph.database import Database
from graph.embedded import EngineConfig, acquire, loading
from graph.errors import BadPage
from graph.model import Article, Entity
from graph.moment import to_milliseconds
from graph.upsert import upsert_articles, upsert_entities
from graph.whole import whole_graph
from server.cli import app
from server.importing.archive import write_archive
from server.importing.line import read_line
from server.settings import load_settings

NOW = datetime(2026, 3, 1, 12, 30, 15, 250_000, tzinfo=UTC)
ENTITIES: list[dict[str, Any]] = [
    {"id": "Q1", "kind": "PERSON", "names": {"en": "Ada \"Bee\" Cee", "ar": "آدا"}, "wikidataId": "Q1",
     "aliases": {"en": ["A. Cee", "Cee, Ada"]}, "description": {"fr": "née à Ville"}},
    {"id": "place-1", "kind": "PLACE", "names": {"en": "Ville"}, "location": [48.5, -2], "partOf": "place-2"},
    {"id": "place-2", "kind": "PLACE", "names": {"fr": "Pays"}, "placeKind": "country"},
    {"id": "e1", "kind": "EVENT", "names": {"en": "Talks"}, "startAt": "2026-02-01T00:00:00Z",
     "participants": [{"entity": "Q1", "role": "AGENT"}], "place": "place-1", "status": "HAPPENED"},
]  # fmt: skip
ARTICLES: list[dict[str, Any]] = [
    {"url": "https://a.example/1", "title": "Ada, in Ville", "lang": "en", "story": "one",
     "body": "Ada met \"them\".\n\nShe, Ada, left; " + "so it went on and on in many other words " * 9,
     "publishedAt": "2026-02-01T10:00:00+02:00", "byline": "B. Line", "kicker": "News",
     "mentions": [{"entity": "Q1", "spans": [[0, 3], [22, 25]], "inTitle": True},
                  {"entity": "place-1", "inTitle": True, "salience": 0.25, "confidence": 0.5}]},
    {"title": "آدا في المدينة", "lang": "ar", "body": "وصلت آدا.", "story": "one", "source": "b.example",
     "mentions": [{"entity": "Q1", "spans": [[5, 8]]}]},
    {"url": "https://a.example/3", "title": "Alone", "lang": "de", "body": "Nobody.", "story": "two",
     "mentions": []},
]  # fmt: skip


def write_lines(path: Path, lines: list[dict[str, Any]]) -> Path:
    """A file of JSON Lines."""
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """An engine on a database that was imported."""
    folder = tmp_path_factory.mktemp("import")
    config = EngineConfig(folder / "home", 256, 32, artifacts=load_settings().home / "engine")
    file = write_lines(folder / "all.jsonl", [*ARTICLES, *ENTITIES])
    told: list[int] = []
    with loading(config) as load:
        found = write_archive(
            load.folder,
            [str(file)],
            [],
            "none",
            to_milliseconds(NOW),
            1,
            lambda count, size: told.append(count),
        )
        load.finish(found.options)
    assert found.has_placeless
    assert (found.articles, found.entities, found.mentions, found.stories, told) == (3, 4, 3, 1, [7])
    assert [path.name for path in config.home.iterdir() if path.name.startswith(".")] == []
    with acquire(config) as engine:
        yield engine.address


@pytest.fixture
async def database(imported: Address) -> AsyncGenerator[Database]:
    """A connection to it, with the layout in place."""
    async with Database(imported) as opened:
        await fill_places(opened)
        await ensure_layout(opened, None)
        yield opened


async def lines_of(database: Database) -> dict[str, Any]:
    """The graph by ids, without what only its way into the graph decides."""
    found: dict[str, Any] = {}
    async for line in whole_graph(database):
        properties = {key: value for key, value in line["properties"].items() if key != "number"}
        labels = [label for label in line["labels"] if label not in ("Unembedded", "Untold")]
        links = sorted(json.dumps(link, default=str, sort_keys=True) for link in line["links"])
        if "Story" not in labels:
            key = properties.get("id") or properties.get("domain") or properties["name"]
            found[key] = (labels, properties, [link for link in links if "IN_STORY" not in link])
    return found


@pytest.mark.slow
async def test_an_import_leaves_what_the_writer_would(database: Database, empty_database: Address) -> None:
    values = [read_line("a line", json.dumps(line)) for line in (*ENTITIES, *ARTICLES)]
    entities = [value for value in values if isinstance(value, Entity)]
    articles: list[Article] = [value[0] for value in values if not isinstance(value, Entity)]
    async with Database(empty_database) as other:
        await upsert_entities(other, entities)
        await upsert_articles(other, articles, NOW)
        expected = await lines_of(other)
    # The writer makes participants and places of events that articles report, and of no others.
    got = await lines_of(database)
    talks = got["e1"][2]
    assert sorted(json.loads(link)["type"] for link in talks) == ["AT", "INVOLVES"]
    got["e1"] = (got["e1"][0], got["e1"][1], [])
    assert got == expected


@pytest.mark.slow
async def test_an_imported_graph_is_sound(database: Database) -> None:
    await require_layout(database)
    assert {found.invariant.name: found.count async for found in check_graph(database) if found.count} == {}
    rows = await database.read(
        "MATCH (s:Story)<-[:IN_STORY]-(a) WITH s, a ORDER BY a.orderedAt "
        "RETURN s.articleCount, s.title, collect(a.lang)",
        {},
    )
    assert rows == [(2, "Ada, in Ville", ["en", "ar"])]


@pytest.mark.slow
async def test_writers_go_on_with_an_imported_graph(database: Database) -> None:
    article = read_line("a line", json.dumps({**ARTICLES[2], "url": "https://a.example/4"}))
    assert not isinstance(article, Entity)
    assert len((await upsert_articles(database, [article[0]], NOW)).created) == 1
    rows = await database.read("MATCH (a:Article) RETURN a.number ORDER BY a.number", {})
    assert [number for (number,) in rows] == [1, 2, 3, 8]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"title": "x", "body": "y", "lang": "en"}, "the key 'mentions' is missing; give \\[\\] for none"),
    ({**ARTICLES[2], "titel": "x"}, "unknown key 'titel'"),
    ({**ARTICLES[2], "lang": "english"}, "'lang' is of a wrong form"),
    ({**ARTICLES[2], "url": "a.example/3"}, "is no article address"),
    ({**ARTICLES[2], "publishedAt": "1 May"}, "'publishedAt' is '1 May'; give ISO 8601"),
    (
        {**ARTICLES[2], "mentions": [{"entity": "Q1", "spans": [[3, 9]]}]},
        "within the 7 code points of 'body'",
    ),
    ({**ARTICLES[2], "mentions": [{"entity": "Q1"}]}, "has no place"),
    ({**ARTICLES[2], "mentions": [{"entity": "Q1", "inTitle": True}] * 2}, "names an entity twice"),
    ({**ARTICLES[2], "mentions": [{"entity": "Q9", "inTitle": True}]}, "has an entity with the id 'Q9'"),
    ({**ARTICLES[2], "body": "a\u001fb"}, "'body' is of a wrong form"),
    ({**ENTITIES[1], "id": "story-1"}, "begin the ids of other things"),
    ({**ENTITIES[1], "id": "place-3", "partOf": "Q77"}, "has an entity with the id 'Q77'"),
    ({**ENTITIES[0], "id": "other"}, "Q1 is an entity already"),
    (ENTITIES[1], "is that of an entity of an earlier line"),
    (ARTICLES[0], "came before"),
]


@pytest.mark.parametrize(("line", "said"), WRONG, ids=[said for _, said in WRONG])
def test_a_wrong_line_is_named(line: dict[str, Any], said: str, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "all.jsonl", [*ENTITIES, ARTICLES[0]])
    also = write_lines(
        tmp_path / "more.jsonl", [ARTICLES[1], line if "id" in line else {"story": "s", **line}]
    )
    with pytest.raises(BadPage, match=f"more.jsonl, line 2: .*{said}"):
        write_archive(tmp_path, [str(file), str(also)], [], "none", 0, 0, lambda count, size: None)


@pytest.mark.parametrize(
    ("content", "said"), [("", "is empty"), ("[1]\n", "line 1: no JSON object"), ("{}\n", "line 1: the key")]
)
def test_what_holds_no_articles_is_refused(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_text(content)
    with pytest.raises(BadPage, match=said):
        write_archive(tmp_path, [str(tmp_path / "all.jsonl")], [], "none", 0, 0, lambda count, size: None)


def test_a_database_that_is_there_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data" / "databases" / "neo4j").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.setenv("CONTENT_GRAPH_HOME", str(tmp_path))
    done = CliRunner().invoke(app, ["import", "nothing.jsonl"])
    assert "holds a database already" in str(done.exception)
    assert sorted(tmp_path.rglob("*")) == before
