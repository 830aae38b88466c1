"""Walking connections by keyset, both ways, with articles arriving in between."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from asking import Ask
from graph.address import Address
from graph.database import Database
from graph.identity import article_id
from graph.model import Article
from graph.upsert import upsert_articles
from naive import NaiveGraph
from naive_paging import ordered_at
from world import INGESTED, World, random_world

FORWARD = """query($n: Int, $c: String) { list: articles(first: $n, after: $c) {
  nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }"""
BACKWARD = """query($n: Int, $c: String) { list: articles(last: $n, before: $c) {
  nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor } } }"""
OF_ENTITY = """query($id: ID!, $n: Int, $c: String) { list: entity(id: $id) { articles(first: $n, after: $c) {
  edges { cursor node { id } } pageInfo { hasNextPage endCursor } } } }"""


def busiest(world: World) -> str:
    """The entity that most articles mention."""
    mentions = [mention.entity_id for article in world.articles for mention in article.mentions]
    return max(mentions, key=mentions.count)


@pytest.mark.parametrize("size", [1, 3, 7, 100])
def test_forward_walk_meets_every_article_once_in_order(ask: Ask, naive: NaiveGraph, size: int) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        answer = ask(FORWARD, {"n": size, "c": cursor}).data
        assert answer is not None
        seen += [node["id"] for node in answer["list"]["nodes"]]
        assert answer["list"]["pageInfo"]["hasPreviousPage"] is (cursor is not None)
        if not answer["list"]["pageInfo"]["hasNextPage"]:
            break
        cursor = answer["list"]["pageInfo"]["endCursor"]
    assert seen == [article.id for article in naive.newest_first]


@pytest.mark.parametrize("size", [1, 4, 100])
def test_backward_walk_meets_every_article_once_in_order(ask: Ask, naive: NaiveGraph, size: int) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        answer = ask(BACKWARD, {"n": size, "c": cursor}).data
        assert answer is not None
        seen = [node["id"] for node in answer["list"]["nodes"]] + seen
        assert answer["list"]["pageInfo"]["hasNextPage"] is (cursor is not None)
        if not answer["list"]["pageInfo"]["hasPreviousPage"]:
            break
        cursor = answer["list"]["pageInfo"]["startCursor"]
    assert seen == [article.id for article in naive.newest_first]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_walk_of_an_entity(ask: Ask, naive: NaiveGraph, world: World, size: int) -> None:
    entity = busiest(world)
    seen: list[str] = []
    cursor = None
    while True:
        answer = ask(OF_ENTITY, {"id": entity, "n": size, "c": cursor}).data
        assert answer is not None
        page = answer["list"]["articles"]
        seen += [edge["node"]["id"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        cursor = page["pageInfo"]["endCursor"]
        assert cursor == page["edges"][-1]["cursor"]
    expected = [a.id for a in naive.newest_first if any(m.entity_id == entity for m in a.mentions)]
    assert len(expected) > 10
    assert seen == expected


def test_articles_that_arrive_during_a_walk_neither_double_nor_hide_others(
    ask: Ask, naive: NaiveGraph, address: Address
) -> None:
    first = ask(FORWARD, {"n": 10}).data
    assert first is not None
    template = random_world(seed=99, articles=1).articles[0]
    newest = ordered_at(naive.newest_first[0])
    late = [
        replace(
            template,
            id=article_id(f"https://late.example/{number}", "", ""),
            url=f"https://late.example/{number}",
            published_at=newest + timedelta(hours=number),
            mentions=(),
            headlines=(),
        )
        for number in range(1, 4)
    ]
    asyncio.run(_write(address, late))
    rest = ask(FORWARD, {"n": 100, "c": first["list"]["pageInfo"]["endCursor"]}).data
    assert rest is not None
    seen = [node["id"] for page in (first, rest) for node in page["list"]["nodes"]]
    assert seen == [article.id for article in naive.newest_first]
    asyncio.run(_remove(address, [article.id for article in late]))


async def _write(address: Address, articles: list[Article]) -> None:
    async with Database(address) as database:
        await upsert_articles(database, articles, INGESTED)


async def _remove(address: Address, ids: list[str]) -> None:
    async with Database(address) as database:
        await database.write([("MATCH (a:Article) WHERE a.id IN $ids DETACH DELETE a", {"ids": ids})])


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "1.2.3",
        "0",
        "12.",
        ".article-x",
        "99999999999999999.a",
        "1'.a",
        "NaN.a",
        "١٢.a",
        "999999999999999.article-a",
        "1695588300000.story-a",
        "12.Q7747",
    ],
)
def test_a_cursor_from_elsewhere_is_refused_by_name(ask: Ask, cursor: str) -> None:
    answer = ask(FORWARD, {"n": 1, "c": cursor})
    assert answer.data == {"list": None}
    assert [error.extensions and error.extensions["code"] for error in answer.errors] == ["BAD_CURSOR"]
    assert "use one that it returned" in answer.errors[0].message


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("first: -1", "first is -1; it must be from 0 to 100"),
        ("first: 101", "first is 101; it must be from 0 to 100"),
        ("last: 1000", "last is 1000; it must be from 0 to 100"),
        ("first: 1, last: 1", "not both"),
        ('first: 1, before: "1.a"', "not both"),
    ],
)
def test_page_sizes_are_checked(ask: Ask, arguments: str, told: str) -> None:
    answer = ask(f"{{ articles({arguments}) {{ totalCount }} }}")
    assert answer.data == {"articles": None}
    assert told in answer.errors[0].message
    assert answer.errors[0].extensions == {"code": "BAD_USER_INPUT"}
