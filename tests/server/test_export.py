"""Exports of the demo graph: what other programs read of them, and that two of them are the same."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, cast

import httpx
import networkx  # pyright: ignore[reportMissingTypeStubs]
import orjson
import pytest

from graph.address import Address
from graph.constraints import _SCHEMA  # pyright: ignore[reportPrivateUsage]
from graph.whole import KEYS
from ingest.ninjs import is_ninjs, read_ninjs
from server.export.form import Form

nx = cast(Any, networkx)


def ask(server_url: str, query: str) -> Any:
    answer = httpx.post(f"{server_url}/graphql", json={"query": query}, timeout=30).json()
    assert "errors" not in answer
    return answer["data"]


def export(server_url: str, form: str, **parameters: Any) -> bytes:
    answer = httpx.get(f"{server_url}/export.{form}", params=parameters, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.content


@pytest.fixture(scope="module")
def macron(server_url: str) -> Any:
    """A person with the ids and mentions of all his articles."""
    query = (
        '{ person(name: "Macron") { id articles(first: 100) { nodes '
        "{ id title body mentions { salience entity { id name __typename } } } } } }"
    )
    return ask(server_url, query)["person"]


def mentions(macron: Any) -> dict[tuple[str, str], float]:
    return {
        (article["id"], mention["entity"]["id"]): mention["salience"]
        for article in macron["articles"]["nodes"]
        for mention in article["mentions"]
    }


def test_graphml_and_gexf_hold_the_articles_of_an_entity_and_all_they_name(
    server_url: str, macron: Any
) -> None:
    wanted = mentions(macron)
    graphml = nx.read_graphml(io.BytesIO(export(server_url, "graphml", entity=macron["id"])))
    # networkx knows GEXF up to 1.2; what it reads has the same form in 1.3 but for the namespace.
    older = export(server_url, "gexf", entity=macron["id"]).replace(b"gexf.net/1.3", b"www.gexf.net/1.2draft")
    gexf = nx.read_gexf(io.BytesIO(older.replace(b'version="1.3"', b'version="1.2"')))
    for graph in (graphml, gexf):
        assert graph.is_directed()
        assert {(one, other): w for one, other, w in graph.edges(data="weight")} == pytest.approx(wanted)
        assert set(graph.nodes) == {id_ for pair in wanted for id_ in pair}
        assert graph.nodes[macron["id"]]["label"] == "Emmanuel Macron"
        assert graph.nodes[macron["id"]]["kind"] == "Person"


def test_a_zip_of_tables_holds_the_same(server_url: str, macron: Any) -> None:
    archive = zipfile.ZipFile(io.BytesIO(export(server_url, "csv", entity=macron["id"])))
    assert archive.testzip() is None
    edges = archive.read("edges.csv").decode().splitlines()
    assert edges[0] == "Source,Target,Weight"
    assert {tuple(line.split(",")[:2]) for line in edges[1:]} == set(mentions(macron))
    nodes = archive.read("nodes.csv").decode().splitlines()
    assert len(nodes) == 1 + len({id_ for pair in mentions(macron) for id_ in pair})


def test_co_occurrence_counts_the_articles_that_name_both(server_url: str, macron: Any) -> None:
    content = export(server_url, "graphml", entity=macron["id"], graph="cooccurrence", kinds="PERSON,PLACE")
    graph = nx.read_graphml(io.BytesIO(content))
    assert not graph.is_directed()
    together: dict[str, int] = {}
    for article in macron["articles"]["nodes"]:
        for mention in article["mentions"]:
            entity = mention["entity"]
            if entity["__typename"] in ("Person", "Place") and entity["id"] != macron["id"]:
                together[entity["id"]] = together.get(entity["id"], 0) + 1
    assert {id_: graph[macron["id"]][id_]["weight"] for id_ in graph[macron["id"]]} == together


def test_json_ld_speaks_of_news_articles_in_schema_orgs_words(server_url: str, macron: Any) -> None:
    document = orjson.loads(export(server_url, "jsonld", entity=macron["id"]))
    assert document["@context"] == "https://schema.org"
    named = {item["@id"]: item for item in document["@graph"]}
    for article in macron["articles"]["nodes"]:
        item = named[f"urn:content-graph:{article['id']}"]
        assert (item["@type"], item["headline"]) == ("NewsArticle", article["title"])
        wanted = {mention["entity"]["name"] for mention in article["mentions"]}
        assert {named[mention["@id"]]["name"] for mention in item["mentions"]} == wanted


def test_ninjs_is_what_ingest_reads(server_url: str, macron: Any) -> None:
    items = [orjson.loads(line) for line in export(server_url, "ninjs", entity=macron["id"]).splitlines()]
    assert all(map(is_ninjs, items))
    read = [(page.title, page.body) for page in map(read_ninjs, items)]
    assert read == [(article["title"], article["body"]) for article in macron["articles"]["nodes"]]


@pytest.mark.parametrize("form", Form)
def test_two_exports_are_the_same_and_a_filter_fits_get_and_post(server_url: str, form: Form) -> None:
    got = export(server_url, form, **{"from": "2022-01-01", "to": "2022-06-01", "kinds": "PERSON"})
    where = {"orderedAt": {"gte": "2022-01-01T00:00:00Z", "lt": "2022-06-01T00:00:00Z"}}
    body = {"where": where, "kinds": ["PERSON"]}
    posted = httpx.post(f"{server_url}/export.{form}", json=body, timeout=60)
    assert posted.content == got and len(got) > 500
    written = {"where": orjson.dumps(where).decode(), "kinds": "person"}
    assert export(server_url, form, **written) == got


def test_depth_two_takes_the_articles_of_neighbours(server_url: str, macron: Any) -> None:
    near = nx.read_graphml(io.BytesIO(export(server_url, "graphml", entity=macron["id"], depth=1)))
    far = nx.read_graphml(io.BytesIO(export(server_url, "graphml", entity=macron["id"], depth=2)))
    assert set(near.nodes) < set(far.nodes)


@pytest.mark.parametrize(
    ("form", "parameters", "status", "told"),
    [
        ("png", {}, 404, "there is no form 'png'"),
        ("gexf", {"depth": "3", "entity": "Q1"}, 400, "depth is '3'"),
        ("gexf", {"entity": "nobody"}, 400, "no entity has the id 'nobody'"),
        ("gexf", {"where": "{"}, 400, "where is no JSON"),
        ("gexf", {"where": '{"color": 1}'}, 400, "where is no ArticleFilter"),
        ("gexf", {"depth": "1"}, 400, "give entity too"),
        ("gexf", {"kinds": "ANIMAL"}, 400, "kinds holds 'ANIMAL'"),
        ("gexf", {"from": "soon"}, 400, "from is 'soon'"),
        ("gexf", {"graph": "all"}, 400, "graph is 'all'"),
        ("gexf", {"color": "red"}, 400, "'color' is no parameter"),
        ("ninjs", {"graph": "cooccurrence"}, 400, "holds articles"),
    ],
)
def test_what_cannot_be_exported_is_told(
    server_url: str, form: str, parameters: dict[str, str], status: int, told: str
) -> None:
    answer = httpx.get(f"{server_url}/export.{form}", params=parameters, timeout=30)
    assert answer.status_code == status
    assert told in answer.json()["error"]


def test_a_filter_that_is_none_is_told(server_url: str) -> None:
    for where in ({"color": 1}, {"publishedAt": {"gte": "soon"}}, "all", {"lang": 7}):
        answer = httpx.post(f"{server_url}/export.gexf", json={"where": where}, timeout=30)
        assert answer.status_code == 400
        assert "where" in answer.json()["error"]


def test_the_command_writes_what_the_server_sends(
    server_url: str, macron: Any, environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "macron.gexf"
    command = [sys.executable, "-m", "server", "export", "--format", "gexf", "--entity", macron["id"]]
    subprocess.run([*command, "-o", str(file)], env=environment, check=True, capture_output=True)
    assert file.read_bytes() == export(server_url, "gexf", entity=macron["id"])


@pytest.mark.slow
def test_the_whole_graph_is_the_same_lines_each_time(
    demo_database: Address, environment: dict[str, str], tmp_path: Path
) -> None:
    def whole(name: str) -> bytes:
        command = [sys.executable, "-m", "server", "export", "--all", "-o", str(tmp_path / name)]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        return (tmp_path / name).read_bytes()

    first = whole("one")
    assert first == whole("two")
    nodes = [orjson.loads(line) for line in first.splitlines()]
    labels = {label for node in nodes for label in node["labels"]}
    assert {"Article", "Entity", "Person", "Alias", "Source"} <= labels
    known = {node["properties"].get(key) for node in nodes for key in ("id", "domain", "name")}
    assert all(link["to"] in known for node in nodes for link in node["links"])


def test_every_label_with_a_key_is_in_the_whole_graph() -> None:
    keyed = {text.split("(n:")[1].split(")")[0] for text in _SCHEMA if "IS UNIQUE" in text}
    assert keyed - {"Layout"} == set(KEYS)
