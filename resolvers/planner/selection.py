"""What an operation asks of one object: fields by response key, fragments expanded.

The rules are those of the GraphQL specification, section 6.3.2 (CollectFields).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLSkipDirective,
    InlineFragmentNode,
    SelectionSetNode,
)
from graphql.execution.values import get_argument_values

_DECIDING = {"skip": GraphQLSkipDirective, "include": GraphQLIncludeDirective}


@dataclass(frozen=True, slots=True)
class Document:
    """An operation's surroundings: its fragments by name and its coerced variables."""

    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Any


@dataclass(frozen=True, slots=True)
class Asked:
    """One response key of an object: the field's name and every node that asks for it."""

    key: str
    name: str
    nodes: tuple[FieldNode, ...]

    @property
    def selection_sets(self) -> tuple[SelectionSetNode, ...]:
        """The selection sets on the field, merged in document order."""
        return tuple(node.selection_set for node in self.nodes if node.selection_set)


def collect(document: Document, names: Collection[str], sets: Iterable[SelectionSetNode]) -> list[Asked]:
    """Collect what selection sets ask of an object, in response order.

    `names` are those of its type, of the type's interfaces and of the unions that it is in.
    """
    found: dict[str, list[FieldNode]] = {}
    visited: set[str] = set()
    for selection_set in sets:
        _collect_into(found, visited, document, names, selection_set)
    return [Asked(key, nodes[0].name.value, tuple(nodes)) for key, nodes in found.items()]


def _collect_into(
    found: dict[str, list[FieldNode]],
    visited: set[str],
    document: Document,
    names: Collection[str],
    selection_set: SelectionSetNode,
) -> None:
    for node in selection_set.selections:
        if node.directives and not _is_included(node.directives, document.variables):
            continue
        if isinstance(node, FieldNode):
            key = node.alias.value if node.alias else node.name.value
            found.setdefault(key, []).append(node)
        elif isinstance(node, InlineFragmentNode):
            if node.type_condition is None or node.type_condition.name.value in names:
                _collect_into(found, visited, document, names, node.selection_set)
        elif isinstance(node, FragmentSpreadNode) and node.name.value not in visited:
            visited.add(node.name.value)
            fragment = document.fragments[node.name.value]
            if fragment.type_condition.name.value in names:
                _collect_into(found, visited, document, names, fragment.selection_set)


def _is_included(directives: Iterable[DirectiveNode], variables: Any) -> bool:
    for directive in directives:
        definition = _DECIDING.get(directive.name.value)
        if definition is None:
            continue
        condition = get_argument_values(definition, directive, variables)["if"]
        if condition is (definition is GraphQLSkipDirective):
            return False
    return True
