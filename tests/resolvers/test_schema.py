"""The schema as a contract: the exported file, descriptions, and Cypher beside every field."""

from pathlib import Path
from typing import Any, cast

from graphql import GraphQLInterfaceType, GraphQLObjectType

from resolvers.federation import subgraph
from resolvers.planner.piece import source_of
from resolvers.schema import sdl

EXPORTED = Path(__file__).parents[2] / "schema.graphql"
GRAPHQL = cast(Any, subgraph)._schema


def own_types() -> list[Any]:
    """The types that are not GraphQL's own."""
    return [type_ for name, type_ in GRAPHQL.type_map.items() if not name.startswith("__")]


def test_the_exported_schema_is_the_codes() -> None:
    assert EXPORTED.read_text("utf-8") == sdl(), "run: uv run content-graph schema --write schema.graphql"


def test_every_field_has_its_cypher_and_everything_a_description() -> None:
    bare: list[str] = []
    for type_ in own_types():
        if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            continue
        bare += [] if type_.description else [type_.name]
        for name, field in type_.fields.items():
            source = source_of(field.extensions["strawberry-definition"].metadata)
            bare += [] if source and field.description else [f"{type_.name}.{name}"]
            bare += [f"{type_.name}.{name}({key})" for key, arg in field.args.items() if not arg.description]
    assert bare == []


def test_root_fields_may_be_null() -> None:
    assert [name for name, field in GRAPHQL.query_type.fields.items() if str(field.type).endswith("!")] == []
