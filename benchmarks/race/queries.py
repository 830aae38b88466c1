"""The queries of the race: as they are asked here, and as they are asked of @neo4j/graphql.

A ranked list has no field in @neo4j/graphql. There it is a `@cypher` field with the very statement that the
planner writes, with the arguments that vary left open: the strongest peer there can be. So is the list of
the nested page: a sorted connection there computes what is selected below each article before it cuts
off the first twenty, which ran out of memory after half a minute. How it does of an entity in a thousand
articles is asked apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A field of the peer's Query that runs the planner's statement.

    `arguments` are the statement's parameters that vary, with their types; `items` is the Cypher of the list
    in the planner's `answer`, `item` that of an object of the type `returns`, made of one `item` of it.
    """

    field: str
    returns: str
    arguments: Mapping[str, str]
    items: str
    item: str


@dataclass(frozen=True, slots=True)
class Query:
    """One query of the race; `here` and `there` lead to the part of each answer that must be equal."""

    name: str
    ours: str
    here: tuple[str, ...]
    theirs: str
    there: tuple[str, ...]
    over: str
    ranked: Ranked | None = None
    seconds: float = 1.0
    """How much longer than others it is asked: one answer of the heavy ones takes a good part of a second."""


ARTICLE = Query(
    "article",
    "query ($id: ID!) { article(id: $id) { id title lang orderedAt } }",
    ("article",),
    "query ($id: ID!) { articles(where: {id: {eq: $id}}) { id title lang orderedAt } }",
    ("articles",),
    "articles",
)
_NEWEST = "first: 20, sort: [{edge: {orderedAt: DESC}}, {node: {id: DESC}}]"
_TIMELINE = (
    "query ($id: ID!) { entity(id: $id) { articles(first: 20) { nodes { id title orderedAt } } } }",
    ("entity", "articles", "nodes"),
    "query ($id: ID!) { entities(where: {id: {eq: $id}}) { articlesConnection("
    + _NEWEST
    + ") { edges { node { id title orderedAt } } } } }",
    ("entities", "articlesConnection"),
)
TIMELINES = tuple(Query(f"timeline {rank}", *_TIMELINE, rank) for rank in ("top", "middle", "rare"))
_PAGE = (
    "query ($id: ID!) { entity(id: $id) { articles(first: 20) { nodes { id title orderedAt "
    "mentions { count salience entity { id name } } related(first: 5) { score article { id title } } } } } }"
)
_IN_PAGE = (
    "id title orderedAt "
    "mentions: mentionsConnection(sort: [{edge: {salience: DESC}}, {edge: {entityId: ASC}}]) { edges { "
    "properties { count salience } node { id name } } } related { score article { id title } }"
)
PAGE = Query(
    "nested page",
    _PAGE,
    ("entity", "articles", "nodes"),
    "query ($id: ID!) { entities(where: {id: {eq: $id}}) { newest { " + _IN_PAGE + " } } }",
    ("entities", "newest"),
    "entities",
    seconds=3.0,
)
CONNECTED = Query(
    "page, connected",
    _PAGE,
    ("entity", "articles", "nodes"),
    "query ($id: ID!) { entities(where: {id: {eq: $id}}) { articlesConnection("
    + _NEWEST
    + ") { edges { node { "
    + _IN_PAGE
    + " } } } } }",
    ("entities", "articlesConnection"),
    "middle",
    seconds=10.0,
)
"""The nested page of an entity in a thousand articles, by the peer's own sorted connection."""
RELATED = Query(
    "related",
    "query ($id: ID!) { relatedNews(articleId: $id, first: 5) { score article { id title } } }",
    ("relatedNews",),
    "query ($id: String!) { relatedNews(id: $id) { score article { id title } } }",
    ("relatedNews",),
    "articles",
    Ranked(
        "relatedNews",
        "RelatedArticle",
        {"id": "String!"},
        "answer",
        "{score: item[0], article: {id: item[1][0], title: item[1][1]}}",
    ),
    2.0,
)
COOCCURRENCE = Query(
    "cooccurrence",
    "query ($id: ID!) { entity(id: $id) { cooccurring(first: 10) "
    "{ entities { count entity { id name } } } } }",
    ("entity", "cooccurring", "entities"),
    "query ($id: String!) { cooccurring(id: $id) { count entity { id name } } }",
    ("cooccurring",),
    "entities",
    Ranked(
        "cooccurring",
        "Cooccurrence",
        {"id": "String!"},
        "answer[0][0]",
        "{count: item[0], entity: {id: item[1][0], name: item[1][1]}}",
    ),
)
SEARCH = Query(
    "search",
    "query ($text: String!) { search(query: $text, first: 10) { score node { id } } }",
    ("search",),
    "query ($stems: [String!]!, $words: String!, $names: String!) "
    "{ search(stems: $stems, words: $words, names: $names) { score node { id } } }",
    ("search",),
    "texts",
    Ranked(
        "search",
        "SearchHit",
        {"stems": "[String!]!", "words": "String!", "names": "String!"},
        "answer",
        "{score: item[0], node: {id: item[1][0]}}",
    ),
)
SUGGEST = Query(
    "suggest",
    "query ($prefix: String!) { suggest(prefix: $prefix, first: 10) { text entity { id name } } }",
    ("suggest",),
    "query ($prefix: String!) { suggest(prefix: $prefix) { text entity { id name } } }",
    ("suggest",),
    "prefixes",
    Ranked(
        "suggest",
        "Suggestion",
        {"prefix": "String!"},
        "answer",
        "{text: item[0], entity: {id: item[1][0], name: item[1][1]}}",
    ),
)
PATH = Query(
    "path",
    "query ($from: ID!, $to: ID!) { paths(from: $from, to: $to, maxLength: 3, first: 3) "
    "{ length entities { id name } } }",
    ("paths",),
    "query ($from: String!, $to: String!) { paths(from: $from, to: $to) { length entities { id name } } }",
    ("paths",),
    "pairs",
    Ranked(
        "paths",
        "Path",
        {"from": "String!", "to": "String!"},
        "answer",
        "{length: item[0], entities: [e IN item[1] | {id: e[0], name: e[1]}]}",
    ),
    2.0,
)
QUERIES = (ARTICLE, *TIMELINES, PAGE, CONNECTED, RELATED, COOCCURRENCE, SEARCH, SUGGEST, PATH)


def part(answer: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """The part of an answer's data that must be equal, in one form, whoever gave it."""
    found: Any = answer
    for key in path:
        found = _plain(found)[key]
        if isinstance(found, list) and len(found) == 1 and key in ("articles", "entities"):  # pyright: ignore[reportUnknownArgumentType]
            found = found[0]  # pyright: ignore[reportUnknownVariableType]
    return _plain(found)


def _plain(value: Any) -> Any:
    """A value with connections as lists, and dates and numbers written in one way."""
    if isinstance(value, list):
        return [_plain(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict) and set(value) == {"edges"}:  # pyright: ignore[reportUnknownArgumentType]
        return [_edge(_plain(edge)) for edge in value["edges"]]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, str):
        return value.removesuffix(".000Z") + "Z" if value.endswith(".000Z") else value
    return round(value, 9) if isinstance(value, float) else value


def _edge(edge: dict[str, Any]) -> dict[str, Any]:
    return {**edge["properties"], "entity": edge["node"]} if "properties" in edge else edge["node"]
