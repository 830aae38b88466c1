"""GraphQL over HTTP on a real server."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

GRAPHQL = "application/graphql-response+json"


@pytest.fixture
def client(server_url: str) -> Iterator[httpx.Client]:
    """A client of the server."""
    with httpx.Client(base_url=server_url, timeout=20) as opened:
        yield opened


def codes(response: httpx.Response) -> list[str]:
    """The codes of an answer's errors."""
    return [error["extensions"]["code"] for error in response.json().get("errors", [])]


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/json", "application/json"),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}, application/json;q=0.9", GRAPHQL),
        (f"application/json;q=0.5, {GRAPHQL};q=0.7", GRAPHQL),
        (f"{GRAPHQL};q=0, application/json", "application/json"),
        ("text/html, */*;q=0.1", "application/json"),
    ],
)
def test_the_answer_is_of_the_type_accepted(client: httpx.Client, accept: str | None, type_: str) -> None:
    headers = {"Accept": accept} if accept else {}
    response = client.post("/graphql", json={"query": "{ __typename }"}, headers=headers)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{type_}; charset=utf-8"
    assert response.json() == {"data": {"__typename": "Query"}}


def test_nothing_acceptable_is_406(client: httpx.Client) -> None:
    response = client.post("/graphql", json={"query": "{ __typename }"}, headers={"Accept": "image/png"})
    assert (response.status_code, codes(response)) == (406, ["BAD_REQUEST"])


@pytest.mark.parametrize(
    "body",
    [
        {"query": "{"},
        {"query": "{ nothing }"},
        {"query": "query A { __typename } query B { __typename }"},
        {"query": "query($id: ID!) { entity(id: $id) { id } }"},
    ],
)
def test_a_refused_operation_is_400_for_new_clients_and_200_for_old(client: httpx.Client, body: Any) -> None:
    new = client.post("/graphql", json=body, headers={"Accept": GRAPHQL})
    old = client.post("/graphql", json=body, headers={"Accept": "application/json"})
    assert (new.status_code, old.status_code) == (400, 200)
    assert new.json() == old.json()
    assert "data" not in new.json()


@pytest.mark.parametrize(
    ("content", "type_", "status"),
    [
        (b"", "application/json", 400),
        (b"nonsense", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"{}", "application/json", 400),
        (b'{"query": 1}', "application/json", 400),
        (b'{"query": "{__typename}", "variables": []}', "application/json", 400),
        (b'{"query": "{__typename}", "operationName": {}}', "application/json", 400),
        (b'{"query": "{__typename}", "extensions": 0}', "application/json", 400),
        (b'{"query": "\xff"}', "application/json", 400),
        (b'{"query": "{__typename}"}', "text/plain", 415),
        (b'{"query": "{__typename}"}', "application/json; charset=utf-16", 415),
        (b"query={__typename}", "application/x-www-form-urlencoded", 415),
        (b'{"query": "' + b" " * 140_000 + b'{__typename}"}', "application/json", 413),
    ],
)
def test_a_body_that_is_no_request_is_refused(
    client: httpx.Client, content: bytes, type_: str, status: int
) -> None:
    response = client.post("/graphql", content=content, headers={"Content-Type": type_})
    assert (response.status_code, codes(response)) == (status, ["BAD_REQUEST"])


def test_get_takes_the_query_from_the_address(client: httpx.Client) -> None:
    parameters = {
        "query": "query Q($name: String) { person(name: $name) { id } }",
        "variables": json.dumps({"name": "Poutine"}),
        "operationName": "Q",
    }
    response = client.get("/graphql", params=parameters)
    assert response.json() == {"data": {"person": {"id": "Q7747"}}}


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"query": ""},
        {"query": "{a}", "variables": "{"},
        {"query": "{a}", "variables": "[]"},
    ],
)
def test_a_get_that_is_no_request_is_refused(client: httpx.Client, parameters: dict[str, str]) -> None:
    response = client.get("/graphql", params=parameters, headers={"Accept": "application/json"})
    assert (response.status_code, codes(response)) == (400, ["BAD_REQUEST"])


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_are_refused_and_told_which_are_not(client: httpx.Client, method: str) -> None:
    response = client.request(method, "/graphql")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")


def test_mutations_are_refused(client: httpx.Client) -> None:
    for response in (
        client.post("/graphql", json={"query": "mutation { a }"}, headers={"Accept": GRAPHQL}),
        client.get("/graphql", params={"query": "mutation { a }"}, headers={"Accept": GRAPHQL}),
    ):
        assert response.status_code == 400


def test_arabic_goes_over_the_wire_as_utf8(client: httpx.Client) -> None:
    response = client.post("/graphql", json={"query": '{ person(name: "بوتين") { name(lang: "ar") } }'})
    assert "فلاديمير بوتين".encode() in response.content


def test_health_and_readiness(client: httpx.Client) -> None:
    assert client.get("/health").json()["status"] == "ok"
    assert client.get("/ready").json() == {"status": "ready"}


def test_the_root_leads_to_the_endpoint(client: httpx.Client) -> None:
    assert client.get("/").headers["location"] == "/graphql"
