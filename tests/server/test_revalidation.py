"""Answers by GET that a client may ask about again."""

import httpx

from graph.address import Address
from running import running

QUERY = {"query": "{ stats { articles } }"}


async def test_who_has_an_answer_is_told_so_without_it(demo_database: Address) -> None:
    async with running(demo_database, etags=True) as server, httpx.AsyncClient() as client:
        first = await client.get(server.url, params=QUERY)
        tag = first.headers["ETag"]
        assert first.headers["Cache-Control"] == "private, no-cache"
        for sent in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = await client.get(server.url, params=QUERY, headers={"If-None-Match": sent})
            assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        other = await client.get(server.url, params=QUERY, headers={"If-None-Match": '"other"'})
        assert (other.status_code, other.content) == (200, first.content)


async def test_errors_and_posts_carry_no_tag(demo_database: Address) -> None:
    async with running(demo_database, etags=True) as server, httpx.AsyncClient() as client:
        wrong = await client.get(server.url, params={"query": '{ suggest(prefix: "a", first: 0) { text } }'})
        assert "errors" in wrong.json()
        refused = await client.get(server.url, params={"query": "{ nothing }"})
        posted = await client.post(server.url, json=QUERY)
        for answer in (wrong, refused, posted):
            assert "ETag" not in answer.headers
            assert answer.headers["Cache-Control"] == "no-store"


async def test_without_the_setting_nothing_may_be_kept(demo_database: Address) -> None:
    async with running(demo_database) as server, httpx.AsyncClient() as client:
        answer = await client.get(server.url, params=QUERY, headers={"If-None-Match": "*"})
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert "ETag" not in answer.headers
