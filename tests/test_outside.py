"""The whole job on a Neo4j that somebody else runs, named by its URI: 5.26 LTS and the newest."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.address import Address
from graph.embedded import EngineConfig, acquire
from outside import long_term_neo4j
from running import TOKEN
from server.access import digest
from server.settings import load_settings
from serving import serving

pytestmark = pytest.mark.slow

SCHEMA = Path(__file__).parents[1] / "schema.graphql"
PUTIN = "Q7747"
QUERIES = """
{ node(id: "Q7747") { id } nodes(ids: ["Q7747", "Q142"]) { id }
  articles(first: 2, where: {words: "Putin", entities: {all: ["Q7747"]}}) {
    totalCount totalCountIsCapped nodes { id related(first: 2) { score reasons { signal weight } } }
    facets { languages { value count } } } }
{ entities(first: 2) { nodes { id } } entity(id: "Q7747") { name aliases { text } cooccurring(first: 2) {
    entities { entity { id } } } } person(name: "بوتين") { id } place(name: "Mali") { id articleCount }
  organization(name: "NATO") { id } event(wikidataId: "Q1") { id } }
{ stories(first: 1) { totalCount nodes { id title articles(first: 2) { nodes { id } } } }
  story(id: "story-of-nobody") { id }
  suggest(prefix: "mac", first: 2) { text } search(query: "Macron", first: 2) { score }
  review(first: 2) { id } }
{ trending(first: 2) { entities { entity { id } } } stats { articles entities }
  paths(from: "Q7747", to: "Q142") {
    hops { to { id } } } }
"""


@pytest.fixture(params=["5.26 LTS", "the newest"], scope="module")
def outside(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A Neo4j process that is no part of what is tested."""
    home = tmp_path_factory.mktemp("outside")
    if request.param == "5.26 LTS":
        with long_term_neo4j(home) as address:
            yield address
    else:
        with acquire(EngineConfig(home, artifacts=load_settings().home / "engine")) as engine:
            yield engine.address


def ask(url: str, query: str, **variables: object) -> Any:
    """What a server answers an editor; nothing may be wrong."""
    body = {"query": query, "variables": variables}
    answer = httpx.post(url, json=body, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=300).json()
    assert "errors" not in answer, answer
    return answer["data"]


def operations() -> list[str]:
    """The queries, one an operation."""
    return [f"{{{text}" for text in re.split(r"^\{", QUERIES.strip(), flags=re.MULTILINE) if text.strip()]


def test_the_whole_job(outside: Address, tmp_path: Path) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CONTENT_GRAPH_")},
        # Routing as on a cluster, of one server here.
        "NEO4J_URI": outside.uri.replace("bolt://", "neo4j://"),
        "NEO4J_PASSWORD": outside.password,
        "CONTENT_GRAPH_EDITOR_TOKENS": digest(TOKEN),
        "CONTENT_GRAPH_EMBED": "false",
        "CONTENT_GRAPH_HOME": str(tmp_path),
        # A Neo4j that has just started plans slowly.
        "CONTENT_GRAPH_READ_SECONDS": "120",
    }
    page = tmp_path / "page.jsonl"
    page.write_text('{"title": "Putin meets Macron", "body": "Vladimir Putin met Emmanuel Macron."}', "utf-8")
    command = [sys.executable, "-m", "server"]
    subprocess.run([*command, "migrate"], env=environment, check=True, capture_output=True)
    with serving(environment) as server:
        url = f"{server}/graphql"
        seeded = ask(url, "{ stats { articles } }")["stats"]["articles"]
        assert seeded == 100
        subprocess.run([*command, "ingest", str(page)], env=environment, check=True, capture_output=True)
        for query in operations():
            ask(url, query)
        added = """mutation($input: ArticleInput!) { ingestArticle(input: $input) {
          outcome article { id mentions { entity { id } } } } }"""
        sent = ask(url, added, input={"body": "Vladimir Putin spoke in Moscow.", "title": "Putin speaks"})
        article = sent["ingestArticle"]["article"]
        assert sent["ingestArticle"]["outcome"] == "CREATED"
        read = ask(url, "query($id: ID!) { article(id: $id) { id title } }", id=article["id"])
        near = ask(url, "query($id: ID!) { relatedNews(articleId: $id) { score } }", id=article["id"])
        assert len(near["relatedNews"]) > 0
        assert read["article"] == {"id": article["id"], "title": "Putin speaks"}
        alias = 'mutation { addAlias(entityId: "Q7747", text: "VVP", lang: "en") { entity { id } } }'
        named = ask(url, alias)
        assert named["addAlias"]["entity"]["id"] == PUTIN
        merged = 'mutation { mergeEntities(from: "Q90", into: "Q142") { entity { id } } }'
        ask(url, merged)
        ask(url, 'mutation { unmergeEntity(id: "Q90") { entity { id } } }')
        assert ask(url, "{ stats { articles } }")["stats"]["articles"] == seeded + 2
    checking = [*command, "check"]
    checked = subprocess.run(checking, env=environment, check=False, capture_output=True, text=True)
    assert checked.stdout == "The graph is sound.\n"


def test_every_root_field_is_asked() -> None:
    text = SCHEMA.read_text("utf-8")
    query = text[text.index("\ntype Query {") :]
    fields = re.findall(r"^  (\w+)[(:]", query[: query.index("\n}")], re.MULTILINE)
    asked = QUERIES + "article(id: $id) relatedNews"
    assert [field for field in fields if not re.search(rf"\b{field}\b", asked)] == []
