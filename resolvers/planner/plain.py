"""graphql-core's own executor over answers that are there already.

It serves introspection, runs mutations one field after the other, and settles the rare answer with a
null where the schema promises a value: graphql-core then decides what becomes null and which errors are
told.
"""

import inspect
from collections.abc import Mapping
from functools import cache
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLResolveInfo,
    GraphQLSchema,
    build_schema,
)
from graphql import execute as execute_document_async  # pyright: ignore[reportUnknownVariableType]
from graphql import execute_sync as execute_document  # pyright: ignore[reportUnknownVariableType]
from graphql import print_schema as print_sdl

from resolvers.planner.shape import TYPE_KEY


@cache
def _bare(schema: GraphQLSchema) -> GraphQLSchema:
    """A schema made from another's SDL, so that no resolver of its own is in the way."""
    return build_schema(print_sdl(schema))


class PlainExecutor:
    """Executes a document by looking each field up under its response key."""

    def __init__(self, schema: GraphQLSchema) -> None:
        """Prepare for a schema."""
        self._schema = _bare(schema)

    def execute(
        self,
        document: DocumentNode,
        answers: Mapping[str, Any],
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
    ) -> ExecutionResult:
        """Complete `answers`, keyed by response key; an exception there becomes a located error."""
        return execute_document(
            self._schema,
            document,
            root_value=answers,
            variable_values=dict(variables or {}),
            operation_name=operation_name,
            field_resolver=_by_response_key,
            type_resolver=_noted_type,
        )

    async def execute_in_turn(
        self,
        document: DocumentNode,
        answers: Mapping[str, Any],
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
    ) -> ExecutionResult:
        """Complete a mutation: `answers[key]` is looked up and awaited once the fields before it are done."""
        result: Any = execute_document_async(
            self._schema,
            document,
            root_value=answers,
            variable_values=dict(variables or {}),
            operation_name=operation_name,
            field_resolver=_by_response_key,
            type_resolver=_noted_type,
        )
        return await result if inspect.isawaitable(result) else result


def _by_response_key(source: Mapping[str, Any], info: GraphQLResolveInfo[Any], **_: object) -> Any:
    return source[str(info.path.key)]


def _noted_type(value: Mapping[str, Any], *_: object) -> str:
    return value[TYPE_KEY]
