"""No look at the schema, where an operator wants it so."""

from typing import Any

from graphql import FieldNode, GraphQLError, ValidationRule

_TELLING = frozenset({"__schema", "__type", "_service"})


class NoSchema(ValidationRule):
    """Refuses the fields that tell the schema; `__typename` tells nothing that an answer does not."""

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Report a field that asks for the schema."""
        if node.name.value in _TELLING:
            self.report_error(GraphQLError(f"this server does not answer {node.name.value}", node))
