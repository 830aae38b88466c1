"""What clients are built with takes the schema as it is, and gets its answers from the real server."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

HERE = Path(__file__).parent
SCHEMA = HERE.parents[1] / "schema.graphql"

pytestmark = pytest.mark.clients

Node = Callable[..., str]
Told = Callable[..., Any]


def person(server_url: str) -> dict[str, Any]:
    """A person of the demo graph with several articles."""
    query = '{ person(name: "Macron") { id name articles(first: 4) { nodes { id } } } }'
    return httpx.post(f"{server_url}/graphql", json={"query": query}, timeout=30).json()["data"]["person"]


def test_apollo_client_reads_two_pages_as_one_from_its_cache(server_url: str, told: Told) -> None:
    wanted = person(server_url)
    got = told("apollo-client.mjs", f"{server_url}/graphql", wanted["id"], str(SCHEMA))
    ids = [article["id"] for article in wanted["articles"]["nodes"]]
    assert got == {"name": wanted["name"], "ids": ids, "cached": 4}


def test_generated_types_say_what_the_schema_says(node: Node) -> None:
    node("codegen/generate.mjs", str(SCHEMA))
    options = ("--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck")
    assert node("node_modules/typescript/bin/tsc", *options, "codegen/use.ts") == ""


def test_relay_compiles_pages_fragments_and_refetches(installed: Path, node: Node) -> None:
    node("node_modules/relay-compiler/cli.js", "relay.config.json", folder="relay")
    made = sorted(path.name for path in (installed / "relay" / "__generated__").iterdir())
    assert made == [
        "relatedArticlesPaginationQuery.graphql.ts",
        "relatedArticles_entity.graphql.ts",
        "relatedPageQuery.graphql.ts",
    ]


def test_a_gateway_joins_the_graph_with_another_subgraph(server_url: str, told: Told) -> None:
    wanted = person(server_url)
    query = (
        f'{{ person(name: "Macron") {{ name followers }} node(id: "{wanted["id"]}") '
        "{ ... on Person { followers } } mostRead { id title } articles(first: 1) { nodes { title } } }"
    )
    answer = told("federation.mjs", f"{server_url}/graphql", query)["result"]
    newest = answer["data"]["articles"]["nodes"][0]["title"]
    assert answer["data"]["person"] == {"name": wanted["name"], "followers": len(wanted["id"])}
    assert answer["data"]["node"] == {"followers": len(wanted["id"])}
    # Of the two that the other team names, the second one is not in the graph.
    assert [found and found["title"] for found in answer["data"]["mostRead"]] == [newest, None]


def test_the_lock_has_checksums_and_no_addresses() -> None:
    packages = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    del packages[""]
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert {key for package in packages.values() for key in package} & {"resolved", "funding"} == set()
