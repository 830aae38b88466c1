"""Filters at their limits, words, and walks through filtered lists; the oracle holds what they mean."""

from typing import Any

import pytest
from strawberry import ID

from asking import Ask
from naive import NaiveGraph
from resolvers.filters.articles import ArticleFilter, MentionFilter
from resolvers.filters.comparison import StringFilter
from resolvers.listing import all_articles
from world import World

FILTERED = """query($where: ArticleFilter, $sort: ArticleSort!, $first: Int, $after: String) {
  list: articles(where: $where, sort: $sort, first: $first, after: $after) {
    nodes { id } pageInfo { hasNextPage endCursor } totalCount totalCountIsCapped } }"""


@pytest.mark.parametrize("sort", ["NEWEST", "OLDEST"])
@pytest.mark.parametrize("size", [1, 4])
def test_walk_of_a_filtered_list_meets_every_fitting_article_once(
    ask: Ask, naive: NaiveGraph, sort: str, size: int
) -> None:
    where: dict[str, Any] = {"OR": [{"lang": {"eq": "ar"}}, {"title": {"contains": "number 1"}}]}
    expected = [article.id for article in naive.newest_first if naive.filters.article(where, article)]
    if sort == "OLDEST":
        expected.reverse()
    seen: list[str] = []
    cursor, more = None, True
    while more:
        data = ask(FILTERED, {"where": where, "sort": sort, "first": size, "after": cursor}).data
        assert data is not None
        seen += [node["id"] for node in data["list"]["nodes"]]
        assert data["list"]["totalCount"] == len(expected)
        cursor, more = data["list"]["pageInfo"]["endCursor"], data["list"]["pageInfo"]["hasNextPage"]
    assert len(expected) > 10
    assert seen == expected


@pytest.mark.parametrize(
    "words",
    ["title", "TITLE Number", 'a" OR *:* AND (', "~1 \\ / [a TO b] {!x}", "AND", "بوتين", "'); MATCH (n)"],
)
def test_any_words_are_safe_at_any_depth(ask: Ask, world: World, words: str) -> None:
    query = """query($w: String, $id: ID!) {
      all: articles(where: {words: $w}) { totalCount facets { counted languages { value count } } }
      not: articles(where: {NOT: {words: $w}}) { totalCount }
      one: entity(id: $id) { articles(where: {OR: [{words: $w}, {id: {eq: "x"}}]}) { nodes { title } } } }"""
    answer = ask(query, {"w": words, "id": world.entities[0].id})
    assert answer.errors == []
    assert answer.data is not None
    assert answer.data["all"]["totalCount"] + answer.data["not"]["totalCount"] == len(world.articles)
    assert answer.data["all"]["facets"]["counted"] == answer.data["all"]["totalCount"]


def test_words_find_the_articles_that_hold_them(ask: Ask, naive: NaiveGraph) -> None:
    answer = ask('{ list: articles(first: 100, where: {words: "reported"}) { nodes { id } } }')
    assert answer.data is not None
    holding = {article.id for article in naive.newest_first if "reported" in article.body}
    assert {node["id"] for node in answer.data["list"]["nodes"]} == holding != set()


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ({"id": {"in": ["x"] * 201}}, "a list of the filter has 201 values; it may have 200 at most"),
        ({"title": {"eq": "x" * 501}}, "a text of the filter has 501 letters; it may have 500 at most"),
        ({"words": "x" * 501}, "words has 501 letters; it may have at most 500"),
        (
            {"OR": [{"title": {"eq": "x"}}] * 51},
            "the filter has more than 50 conditions; give fewer",
        ),
        (
            {"publishedAt": {"gte": "2020-01-01T00:00:00"}},
            "gte has no time zone; write it as 2019-08-19T00:00:00Z",
        ),
    ],
)
def test_a_filter_that_asks_too_much_is_refused(ask: Ask, where: dict[str, Any], message: str) -> None:
    answer = ask(FILTERED, {"where": where, "sort": "NEWEST", "first": 1})
    assert [error.message for error in answer.errors] == [message]
    assert [(error.extensions or {})["code"] for error in answer.errors] == ["BAD_USER_INPUT"]
    assert answer.data == {"list": None}


def test_the_same_filter_with_other_values_is_the_same_statement() -> None:
    one = all_articles(
        ArticleFilter(title=StringFilter(eq="x"), entities=MentionFilter(all=[ID("a"), ID("b")]))
    )
    other = all_articles(
        ArticleFilter(title=StringFilter(eq="'}) //"), entities=MentionFilter(all=[ID("c")]))
    )
    assert (one.newest, one.oldest, one.sample, one.total) == (
        other.newest,
        other.oldest,
        other.sample,
        other.total,
    )
    assert one.parameters != other.parameters
