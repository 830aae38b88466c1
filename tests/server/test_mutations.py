"""What editors change, over HTTP on a real server."""

from collections.abc import AsyncGenerator
from typing import Any

import httpx
import pytest

from graph.address import Address
from running import TOKEN, Running, running
from shared_graph import SharedGraph

pytestmark = pytest.mark.changes_demo

GRAPHQL = "application/graphql-response+json"
EDITOR = {"Authorization": f"Bearer {TOKEN}", "Accept": GRAPHQL}
ARTICLE = {
    "url": "https://barid.example/2025/3/1/talks",
    "title": "Macron receives Putin in Paris",
    "body": "Emmanuel Macron received Vladimir Putin in Paris on Monday.\n\nThey spoke about Syria.",
    "lang": "en",
    "publishedAt": "2025-03-01T10:00:00Z",
    "author": "A Writer",
}
INGEST = """mutation($input: ArticleInput!) { ingestArticle(input: $input) { outcome
  article { id title source byline publishedAt mentions(kinds: [PERSON]) { entity { id name } } } } }"""
PEOPLE = """mutation($name: String!) { upsertEntity(input: {kind: PERSON,
  names: [{lang: "en", text: $name}]}) { entity { id name __typename } } }"""


@pytest.fixture(scope="module")
async def server(demo_database: Address, shared_graph: SharedGraph) -> AsyncGenerator[Running]:
    """A server that knows an editor token."""
    async with running(demo_database) as served:
        yield served
    shared_graph.spoil()


@pytest.fixture
async def client(server: Running) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of it."""
    async with httpx.AsyncClient(timeout=30) as opened:
        yield opened


async def ask(client: httpx.AsyncClient, server: Running, query: str, **variables: object) -> Any:
    """The answer to an operation that an editor sends."""
    body = {"query": query, "variables": variables}
    response = await client.post(server.url, json=body, headers=EDITOR)
    return response.json()


async def data(client: httpx.AsyncClient, server: Running, query: str, **variables: object) -> Any:
    """The same where nothing may be wrong."""
    answer = await ask(client, server, query, **variables)
    assert "errors" not in answer, answer
    return answer["data"]


async def test_an_article_goes_in_once_and_is_linked(client: httpx.AsyncClient, server: Running) -> None:
    first = (await data(client, server, INGEST, input=ARTICLE))["ingestArticle"]
    assert first["outcome"] == "CREATED"
    assert (first["article"]["source"], first["article"]["byline"]) == ("barid.example", "A Writer")
    assert {each["entity"]["name"] for each in first["article"]["mentions"]} == {
        "Emmanuel Macron",
        "Vladimir Putin",
    }
    again = (await data(client, server, INGEST, input=ARTICLE))["ingestArticle"]
    assert again == {**first, "outcome": "UNCHANGED"}
    changed = (await data(client, server, INGEST, input={**ARTICLE, "title": "Another title"}))[
        "ingestArticle"
    ]
    assert (changed["outcome"], changed["article"]["title"]) == ("UPDATED", "Another title")
    assert changed["article"]["id"] == first["article"]["id"]


async def test_a_page_is_cut(client: httpx.AsyncClient, server: Running) -> None:
    html = (
        "<html lang='fr'><head><title>Un sommet à Paris</title></head><body><nav>Accueil Monde</nav><article>"
        "<h1>Un sommet à Paris</h1>"
        + "<p>Le président Emmanuel Macron a reçu lundi à Paris Vladimir Poutine pour parler de la Syrie, "
        "ont annoncé les deux délégations dans la soirée après des heures de pourparlers.</p>"
        * 3
        + "</article></body></html>"
    )
    query = """mutation($html: String!) { ingestPage(input: {html: $html, url: "https://quai.example/s"}) {
      article { url title lang body } } }"""
    article = (await data(client, server, query, html=html))["ingestPage"]["article"]
    assert (article["url"], article["title"]) == ("https://quai.example/s", "Un sommet à Paris")
    assert article["lang"] == "fr"
    assert "Accueil" not in article["body"]


async def test_entities_are_merged_and_parted(client: httpx.AsyncClient, server: Running) -> None:
    await data(client, server, INGEST, input=ARTICLE)
    made = (await data(client, server, PEOPLE, name="Wladimir Putin"))["upsertEntity"]["entity"]
    assert made == (await data(client, server, PEOPLE, name="Wladimir Putin"))["upsertEntity"]["entity"]
    counts = '{ putin: entity(id: "Q7747") { articleCount aliases { text } } other: node(id: "%s") { id } }'
    before = await data(client, server, counts % made["id"])
    merge = """mutation($from: ID!, $into: ID!, $dry: Boolean) {
      mergeEntities(from: $from, into: $into, dryRun: $dry) { dryRun articles sharedArticles aliases
        entity { id articleCount } } }"""
    ids = {"from": "Q7747", "into": made["id"]}
    told = (await data(client, server, merge, **ids, dry=True))["mergeEntities"]
    assert (told["dryRun"], told["articles"]) == (True, before["putin"]["articleCount"])
    assert told["entity"] == {"id": made["id"], "articleCount": 0}
    done = (await data(client, server, merge, **ids, dry=False))["mergeEntities"]
    assert done["entity"]["articleCount"] == before["putin"]["articleCount"]
    resolved = await data(client, server, '{ node(id: "Q7747") { id } person(wikidataId: "Q7747") { id } }')
    assert resolved == {"node": {"id": made["id"]}, "person": {"id": made["id"]}}
    reference = '{ _entities(representations: [{__typename: "Person", id: "Q7747"}]) { ... on Node { id } } }'
    assert await data(client, server, reference) == {"_entities": [{"id": made["id"]}]}
    later = {**ARTICLE, "url": "https://barid.example/later"}
    article = (await data(client, server, INGEST, input=later))["ingestArticle"]["article"]
    assert made["id"] in [each["entity"]["id"] for each in article["mentions"]]
    unmerge = 'mutation { unmergeEntity(id: "Q7747") { unmerged entity { id articleCount } } }'
    parted = (await data(client, server, unmerge))["unmergeEntity"]
    assert parted["unmerged"] and parted["entity"]["id"] == "Q7747"
    assert parted["entity"]["articleCount"] == before["putin"]["articleCount"] + 1


EDIT = """mutation($input: EntityInput!) { upsertEntity(input: $input) { entity {
  id name wikidataId description(lang: "en") ... on Place { partOf { id } } } } }"""


async def test_null_takes_away_and_what_is_left_out_stays(client: httpx.AsyncClient, server: Running) -> None:
    async def edited(**given: object) -> dict[str, Any]:
        answer = await data(client, server, EDIT, input={"kind": "PLACE", "id": place, **given})
        return answer["upsertEntity"]["entity"]

    new = {"kind": "PLACE", "names": [{"lang": "en", "text": "Farvik"}]}
    place = (await data(client, server, EDIT, input=new))["upsertEntity"]["entity"]["id"]
    full = {
        "wikidataId": "Q99999999999",
        "partOf": "Q142",
        "descriptions": [{"lang": "en", "text": "a small harbour"}],
    }
    told = await edited(**full)
    assert (told["wikidataId"], told["partOf"]["id"]) == ("Q99999999999", "Q142")
    assert told["description"] == "a small harbour"
    assert await edited() == told
    bare = await edited(wikidataId=None, partOf=None, descriptions=[{"lang": "en", "text": None}])
    assert (bare["wikidataId"], bare["partOf"], bare["description"]) == (None, None, None)
    assert bare["name"] == "Farvik"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"id": "Q142", "partOf": "Q90"}, "partOf is Q90, which is this place or lies within it"),
        ({"id": "Q142", "partOf": "Q142"}, "partOf is Q142, which is this place or lies within it"),
        ({"id": "Q142", "partOf": "Q7747"}, "partOf is 'Q7747'; it must be the id of a place"),
        ({"id": "Q142", "wikidataId": ""}, "wikidataId needs 1 to 500 letters"),
    ],
)
async def test_a_place_is_part_of_a_place_outside_it(
    client: httpx.AsyncClient, server: Running, given: dict[str, str], told: str
) -> None:
    answer = await ask(client, server, EDIT, input={"kind": "PLACE", **given})
    assert told in answer["errors"][0]["message"]


async def test_names_are_given_and_taken(client: httpx.AsyncClient, server: Running) -> None:
    fields = "{ entity { aliases { text origin } } }"
    add = f'mutation {{ addAlias(entityId: "Q7747", text: "Putyin", lang: "hu") {fields} }}'
    remove = f'mutation {{ removeAlias(entityId: "Q7747", text: "Putyin", lang: "hu") {fields} }}'
    alias = {"text": "Putyin", "origin": "EDITOR"}
    assert alias in (await data(client, server, add))["addAlias"]["entity"]["aliases"]
    assert (await data(client, server, '{ person(name: "putyin") { id } }'))["person"] == {"id": "Q7747"}
    assert alias not in (await data(client, server, remove))["removeAlias"]["entity"]["aliases"]


async def test_unknown_names_are_decided_on(client: httpx.AsyncClient, server: Running) -> None:
    first, second, third = (
        item["id"] for item in (await data(client, server, "{ review(first: 3) { id } }"))["review"]
    )
    decided = await data(
        client, server,
        """mutation($first: ID!, $second: ID!, $third: ID!) {
          acceptName(id: $first, name: "Named by editors") { entity { id name provisional } }
          mergeName(id: $second, into: $first) { entity { id } }
          dropName(id: $third) { id } }""",
        first=first, second=second, third=third,
    )  # fmt: skip
    assert decided == {
        "acceptName": {"entity": {"id": first, "name": "Named by editors", "provisional": False}},
        "mergeName": {"entity": {"id": first}},
        "dropName": {"id": third},
    }
    left = (await data(client, server, "{ review(first: 100) { id } }"))["review"]
    assert {first, second, third}.isdisjoint(item["id"] for item in left)


async def test_fields_run_one_after_the_other(client: httpx.AsyncClient, server: Running) -> None:
    answer = await ask(
        client, server,
        """mutation { __typename
          a: addAlias(entityId: "Q7747", text: "Putyin", lang: "hu") { entity { id } }
          b: addAlias(entityId: "nobody", text: "Putyin", lang: "hu") { entity { id } }
          c: removeAlias(entityId: "Q7747", text: "Putyin", lang: "hu") { entity { aliases { text } } } }""",
    )  # fmt: skip
    assert answer["data"]["a"] == {"entity": {"id": "Q7747"}}
    assert answer["data"]["b"] is None
    assert answer["data"]["__typename"] == "Mutation"
    assert {"text": "Putyin"} not in answer["data"]["c"]["entity"]["aliases"]
    (error,) = answer["errors"]
    assert (error["path"], error["extensions"]["code"]) == (["b"], "BAD_USER_INPUT")


@pytest.mark.parametrize(
    "field",
    [
        'ingestArticle(input: {body: "  "}) { outcome }',
        'ingestArticle(input: {body: "A text.", url: "no address"}) { outcome }',
        'ingestArticle(input: {body: "A text.", publishedAt: "2025-01-01T10:00:00"}) { outcome }',
        "ingestPage(input: {}) { outcome }",
        'ingestPage(input: {text: "a", html: "b"}) { outcome }',
        'ingestPage(input: {text: "Accept cookies"}) { outcome }',
        "upsertEntity(input: {kind: PERSON}) { entity { id } }",
        'upsertEntity(input: {kind: PLACE, id: "Q7747"}) { entity { id } }',
        'upsertEntity(input: {kind: PERSON, placeKind: "city", id: "Q7747"}) { entity { id } }',
        'upsertEntity(input: {kind: PERSON, names: [{lang: "english", text: "A"}]}) { entity { id } }',
        'upsertEntity(input: {kind: PLACE, location: {latitude: 99, longitude: 0}}) { entity { id } }',
        'mergeEntities(from: "Q7747", into: "Q7747") { articles }',
        'addAlias(entityId: "Q7747", text: "...", lang: "en") { entity { id } }',
        'addAlias(entityId: "Q7747", text: "Volodya", lang: "en") { entity { articles(first: 999) { nodes { id } } } }',  # noqa: E501
    ],
)  # fmt: skip
async def test_wrong_input_is_told_and_nothing_is_written(
    client: httpx.AsyncClient, server: Running, field: str
) -> None:
    answer = await ask(client, server, f"mutation {{ {field} }}")
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"]
    assert (await data(client, server, '{ person(name: "Volodya") { id } }')) == {"person": None}


@pytest.mark.parametrize("given", [None, "Bearer wrong", "Basic abc", TOKEN])
async def test_others_than_editors_are_refused(
    client: httpx.AsyncClient, server: Running, given: str | None
) -> None:
    headers = {"Accept": GRAPHQL} | ({"Authorization": given} if given else {})
    query = 'mutation { unmergeEntity(id: "Q7747") { unmerged } }'
    response = await client.post(server.url, json={"query": query}, headers=headers)
    assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
    assert response.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_get_changes_nothing(client: httpx.AsyncClient, server: Running) -> None:
    query = 'mutation { unmergeEntity(id: "Q7747") { unmerged } }'
    for accept in (GRAPHQL, "text/event-stream"):
        response = await client.get(server.url, params={"query": query}, headers={**EDITOR, "Accept": accept})
        assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")


async def test_without_a_token_mutations_are_off(demo_database: Address, client: httpx.AsyncClient) -> None:
    async with running(demo_database, editor_tokens="") as closed:
        query = 'mutation { unmergeEntity(id: "Q7747") { unmerged } }'
        response = await client.post(closed.url, json={"query": query}, headers=EDITOR)
    assert response.status_code == 403
    assert "CONTENT_GRAPH_EDITOR_TOKENS" in response.json()["errors"][0]["message"]
