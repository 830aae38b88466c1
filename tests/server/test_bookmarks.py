"""An editor reads his own writes from another server, by the bookmarks that he hands on."""

import httpx
import pytest

from graph.address import Address
from graph.bookmarks import following
from graph.database import Database, Limits
from graph.errors import ContentGraphError
from running import TOKEN, running

EDITOR = {"Authorization": f"Bearer {TOKEN}"}
ADDED = """mutation { upsertEntity(input: {kind: PERSON, names: [{lang: "en", text: "Xu Bookmark"}]}) {
  entity { id } } }"""


async def test_bookmarks_lead_from_one_server_to_another(empty_database: Address) -> None:
    async with (
        running(empty_database) as one,
        running(empty_database) as other,
        httpx.AsyncClient(timeout=60) as client,
    ):
        added = await client.post(one.url, json={"query": ADDED}, headers=EDITOR)
        id_ = added.json()["data"]["upsertEntity"]["entity"]["id"]
        seen = added.headers["content-graph-bookmarks"]
        query = {"query": f'{{ entity(id: "{id_}") {{ name }} }}'}
        headers = {**EDITOR, "Content-Graph-Bookmarks": seen}
        read = await client.post(other.url, json=query, headers=headers)
        assert read.json() == {"data": {"entity": {"name": "Xu Bookmark"}}}
        # Who is no editor neither gets nor gives any.
        plain = await client.post(other.url, json=query, headers={"Content-Graph-Bookmarks": "nonsense"})
        assert plain.json() == read.json()
        assert "content-graph-bookmarks" not in plain.headers


async def test_what_is_followed_reaches_the_database(empty_database: Address) -> None:
    async with Database(empty_database, Limits(read_seconds=5)) as database:
        await database.write([("CREATE (:Entity {id: 'person-one'})", {})])
        (mark,) = await database.bookmarks()
        with following([mark]):
            assert await database.read("RETURN 1", {}) == [(1,)]
        with following(["nonsense"]), pytest.raises(ContentGraphError):
            await database.read("RETURN 1", {})
        assert await database.read("RETURN 1", {}) == [(1,)]
