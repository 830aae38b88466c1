"""What Relay asks of a server: ids that lead back, and pages that tell the truth both ways.

https://relay.dev/docs/guides/graphql-server-specification/
"""

# ruff: noqa: E501 - queries are written in one line

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

Ask = Callable[..., Any]

CONNECTIONS = {
    "articles": "articles({page}) {{ edges {{ cursor node {{ id }} }} nodes {{ id }} pageInfo {{ {info} }} }}",
    "entities": "entities({page}) {{ edges {{ cursor node {{ id }} }} nodes {{ id }} pageInfo {{ {info} }} }}",
    "of an entity": 'entity(id: "Q7747") {{ c: articles({page}) '
    "{{ edges {{ cursor node {{ id }} }} nodes {{ id }} pageInfo {{ {info} }} }} }}",
}
INFO = "hasNextPage hasPreviousPage startCursor endCursor"


@pytest.fixture(scope="module")
def ask(server_url: str) -> Iterator[Ask]:
    """Ask the server; gives the whole answer."""
    with httpx.Client(timeout=30) as client:

        def asked(query: str, **variables: Any) -> Any:
            body = {"query": query, "variables": variables}
            return client.post(f"{server_url}/graphql", json=body).json()

        yield asked


def page(ask: Ask, name: str, **given: Any) -> Any:
    """One page of a connection."""
    arguments = ", ".join(
        f'{key}: "{each}"' if isinstance(each, str) else f"{key}: {each}" for key, each in given.items()
    )
    answer = ask("{ " + CONNECTIONS[name].format(page=arguments, info=INFO) + " }")
    assert "errors" not in answer, answer
    (found,) = answer["data"].values()
    return found.get("c", found)


def ids(found: Any) -> list[str]:
    """The ids on a page, which its edges and nodes agree on."""
    listed = [edge["node"]["id"] for edge in found["edges"]]
    assert listed == [node["id"] for node in found["nodes"]]
    return listed


@pytest.mark.parametrize("name", CONNECTIONS)
def test_pages_forward_and_backward_are_the_same_list(ask: Ask, name: str) -> None:
    whole = ids(page(ask, name, first=9))
    forward: list[str] = []
    cursors: list[str] = []
    after: dict[str, str] = {}
    for number in range(3):
        found = page(ask, name, first=3, **after)
        info = found["pageInfo"]
        edges = [edge["cursor"] for edge in found["edges"]]
        assert (info["startCursor"], info["endCursor"]) == (edges[0], edges[-1])
        assert info["hasPreviousPage"] is (number > 0) or info["hasPreviousPage"] is False
        forward += ids(found)
        cursors += edges
        after = {"after": info["endCursor"]}
    assert forward == whole
    assert len(set(cursors)) == len(cursors)
    before = page(ask, name, last=3, before=cursors[6])
    assert ids(before) == whole[3:6]
    assert before["pageInfo"]["hasPreviousPage"] is True
    first = page(ask, name, last=3, before=cursors[3])
    assert ids(first) == whole[:3]
    assert first["pageInfo"]["hasPreviousPage"] is False


@pytest.mark.parametrize("name", CONNECTIONS)
def test_the_last_page_says_so(ask: Ask, name: str) -> None:
    last = page(ask, name, last=2)
    assert last["pageInfo"]["hasPreviousPage"] is True
    end = page(ask, name, first=5, after=last["edges"][0]["cursor"])
    assert ids(end) == ids(last)[1:]
    assert end["pageInfo"]["hasNextPage"] is False
    none = page(ask, name, first=5, after=last["edges"][1]["cursor"])
    assert (ids(none), none["pageInfo"]["hasNextPage"]) == ([], False)
    assert (none["pageInfo"]["startCursor"], none["pageInfo"]["endCursor"]) == (None, None)


@pytest.mark.parametrize(
    "arguments",
    [
        "first: -1", "last: -1", "first: 101", "last: 101", "first: 1, last: 1", 'after: ""', 'after: "x"',
        'after: "AAAA"', 'after: "YXJyYXljb25uZWN0aW9uOjA="', 'before: "\\u0000"', 'after: "é"', 'after: "====="',
        'after: "eyJhIjoxfQ=="', 'before: "WzFd"', 'before: "' + "A" * 5000 + '"',
    ],
)  # fmt: skip
def test_wrong_pages_are_refused(ask: Ask, arguments: str) -> None:
    for name in CONNECTIONS:
        given = arguments if "first" in arguments or "last" in arguments else f"first: 2, {arguments}"
        answer = ask("{ " + CONNECTIONS[name].format(page=given, info=INFO) + " }")
        assert {error["extensions"]["code"] for error in answer["errors"]} <= {
            "BAD_CURSOR",
            "BAD_USER_INPUT",
            "LIMIT_EXCEEDED",
        }


def test_a_cursor_is_for_its_own_kind_of_list(ask: Ask) -> None:
    query = "query($c: String) {{ {name}(first: 1, after: $c) {{ pageInfo {{ endCursor }} }} }}"
    lists = ("articles", "entities", "stories")
    cursors = {
        name: ask(query.format(name=name))["data"][name]["pageInfo"]["endCursor"]
        for name in ("articles", "entities")
    }
    for name in lists:
        for of, cursor in cursors.items():
            errors = ask(query.format(name=name), c=cursor).get("errors", [])
            assert [each["extensions"]["code"] for each in errors] == ["BAD_CURSOR"] * (name != of)


def test_an_id_leads_back_to_its_node(ask: Ask) -> None:
    found = [*ids(page(ask, "articles", first=5)), *ids(page(ask, "entities", first=5))]
    assert len(set(found)) == 10
    for id_ in found:
        node = ask("query($id: ID!) { node(id: $id) { id __typename } }", id=id_)["data"]["node"]
        assert node["id"] == id_
    turned = [*found[::-1], "Q0", found[0], found[0]]
    nodes = ask("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=turned)["data"]["nodes"]
    assert [node and node["id"] for node in nodes] == [*found[::-1], None, found[0], found[0]]


def test_the_schema_has_what_relay_looks_for(ask: Ask) -> None:
    told = ask(
        '{ node: __type(name: "Node") { kind fields { name type { kind ofType { name } } } possibleTypes { name } } '
        'info: __type(name: "PageInfo") { fields { name type { kind name ofType { name } } } } }'
    )["data"]
    (id_,) = told["node"]["fields"]
    assert (told["node"]["kind"], id_["name"], id_["type"]) == (
        "INTERFACE",
        "id",
        {"kind": "NON_NULL", "ofType": {"name": "ID"}},
    )
    assert {"Article", "Person", "Place", "Organization", "Event"} <= {
        each["name"] for each in told["node"]["possibleTypes"]
    }
    fields = {each["name"]: each["type"] for each in told["info"]["fields"]}
    assert set(fields) == {"hasNextPage", "hasPreviousPage", "startCursor", "endCursor"}
    assert all(fields[name]["kind"] == "NON_NULL" for name in ("hasNextPage", "hasPreviousPage"))
