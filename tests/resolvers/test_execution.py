"""What the planner does around a plain answer: errors, nulls, introspection, statements."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any, LiteralString, cast

import pytest
from graphql import (
    IntrospectionQuery,
    build_client_schema,
    build_schema,
    get_introspection_query,
    lexicographic_sort_schema,
)
from graphql import print_schema as print_sdl

from asking import Ask
from graph.address import Address
from graph.database import Database, Limits
from resolvers.federation import subgraph
from resolvers.planner.execution import Answer, QueryExecutor
from resolvers.schema import schema
from world import World


def codes(answer: Answer) -> list[str]:
    """The codes of an answer's errors."""
    return [(error.extensions or {})["code"] for error in answer.errors]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { __typename } query B { __typename }", "OPERATION_RESOLUTION_FAILURE"),
        ("query($id: ID!) { entity(id: $id) { id } }", "BAD_USER_INPUT"),
    ],
)
def test_a_request_that_cannot_run_is_refused_with_a_code(ask: Ask, query: str, code: str) -> None:
    answer = ask(query)
    assert (answer.ran, answer.data, codes(answer)) == (False, None, [code])


def test_the_named_operation_runs(ask: Ask) -> None:
    query = "query A { a: __typename } query B { b: __typename }"
    assert ask(query, name="B").data == {"b": "Query"}
    assert codes(ask(query, name="C")) == ["OPERATION_RESOLUTION_FAILURE"]


def test_a_refused_root_field_leaves_the_others_answered(ask: Ask, world: World) -> None:
    answer = ask(
        "query($id: ID!) { good: entity(id: $id) { id } bad: person { id } }", {"id": world.entities[0].id}
    )
    assert answer.data == {"good": {"id": world.entities[0].id}, "bad": None}
    assert answer.errors[0].path == ["bad"]
    assert answer.errors[0].message == "person needs either name or wikidataId"


def test_introspection_gives_the_schema_back(ask: Ask) -> None:
    data = ask(get_introspection_query()).data
    assert data is not None
    told = build_client_schema(cast(IntrospectionQuery, data))
    assert print_sdl(lexicographic_sort_schema(told)) == print_sdl(
        lexicographic_sort_schema(build_schema(subgraph.as_str()))
    )


def test_introspection_beside_a_field_of_the_graph(ask: Ask, world: World) -> None:
    answer = ask("query($id: ID!) { __schema { queryType { name } } entity(id: $id) { __typename id } }",
                 {"id": world.entities[0].id})  # fmt: skip
    assert answer.data == {
        "__schema": {"queryType": {"name": "Query"}},
        "entity": {"__typename": world.entities[0].kind.value, "id": world.entities[0].id},
    }


@pytest.fixture
def broken_title(address: Address, world: World, ask: Ask) -> Iterator[str]:
    """An article without a title, which the schema says cannot be."""
    id_ = world.articles[3].id
    asyncio.run(_set_title(address, id_, None))
    yield id_
    asyncio.run(_set_title(address, id_, world.articles[3].title))


async def _set_title(address: Address, id_: str, title: str | None) -> None:
    async with Database(address) as database:
        await database.write(
            [("MATCH (a:Article {id: $id}) SET a.title = $title", {"id": id_, "title": title})]
        )


def test_a_missing_required_value_nulls_the_nearest_nullable_and_says_where(
    ask: Ask, broken_title: str
) -> None:
    answer = ask(
        "query($id: ID!) { article(id: $id) { id t: title } other: node(id: $id) { id } }",
        {"id": broken_title},
    )
    assert answer.data == {"article": None, "other": {"id": broken_title}}
    assert [(error.path, error.message) for error in answer.errors] == [
        (["article", "t"], "Cannot return null for non-nullable field Article.title.")
    ]
    assert codes(answer) == ["INTERNAL"]


def test_inside_a_list_the_path_has_the_index(ask: Ask, broken_title: str) -> None:
    answer = ask("{ articles(first: 100) { nodes { title } } }")
    assert answer.data == {"articles": None}
    path = answer.errors[0].path
    assert path is not None
    assert path[:2] == ["articles", "nodes"]
    assert isinstance(path[2], int)
    assert path[3] == "title"


async def test_one_statement_for_each_root_field(address: Address, world: World, ask: Ask) -> None:
    sent: list[str] = []

    class Counting(Database):
        async def read(
            self, statement: LiteralString, parameters: Mapping[str, object]
        ) -> list[tuple[Any, ...]]:
            sent.append(statement)
            return await super().read(statement, parameters)

    async with Counting(address) as database:
        executor = QueryExecutor(schema, database)
        query = """query($id: ID!) { __typename
          a: entity(id: $id) {
            articles { nodes { mentions { entity { name } } related { article { title } } } } }
          b: articles { totalCount edges { node { headlines { article { id } } } } }
          c: person(name: "Person 0") { id } }"""
        assert (await executor.execute(query, {"id": world.entities[0].id})).errors == []
        assert len(sent) == 3
        await executor.execute(query, {"id": world.entities[5].id})
        assert sorted(set(sent)) == sorted(sent[:3]), "other values must not make other statements"


@pytest.mark.parametrize(
    "text",
    [
        "' OR 1=1 //",
        "`",
        "\\",
        "}) RETURN 1 //",
        "$p0_id",
        "\u0000",
        "*:*",
        "a AND (b",
        "إ" * 150,
        "/",
        "~",
        "🙂",
    ],
)
def test_any_text_is_only_ever_a_value(ask: Ask, text: str) -> None:
    query = """query($t: String!, $id: ID!) {
      person(name: $t) { id } entity(id: $id) { id } node(id: $id) { id }
      search(query: $t) { score } suggest(prefix: $t) { text } }"""
    answer = ask(query, {"t": text, "id": text})
    if len(text) > 100:
        assert [error.path for error in answer.errors] == [["suggest"]]
    else:
        assert answer.errors == []
    assert answer.data is not None
    assert (answer.data["entity"], answer.data["node"], answer.data["person"]) == (None, None, None)


async def test_a_query_is_stopped_as_a_whole(address: Address, world: World) -> None:
    """Its statements may each be in time and yet not all of them; what is answered by then is kept."""

    class Stuck(Database):
        async def read(
            self, statement: LiteralString, parameters: Mapping[str, object]
        ) -> list[tuple[Any, ...]]:
            if world.entities[1].id in parameters.values():
                await asyncio.Event().wait()
            return await super().read(statement, parameters)

    async with Stuck(address, Limits(read_seconds=2)) as database:
        answer = await QueryExecutor(schema, database).execute(
            "query($a: ID!, $b: ID!) { a: entity(id: $a) { id } b: entity(id: $b) { id } }",
            {"a": world.entities[0].id, "b": world.entities[1].id},
        )
    assert answer.data == {"a": {"id": world.entities[0].id}, "b": None}
    assert [(error.path, codes(answer)) for error in answer.errors] == [(["b"], ["TIMEOUT"])]
