"""How large a document is after its fragments expand, measured in one walk that stops at the first limit.

It comes before validation, whose rules take quadratic time where a field is selected again and again, and
whose walk over fragments may grow with two to the power of their number. Here every response key is met once,
and the walk ends as soon as there are too many.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    ConstListValueNode,
    ConstObjectValueNode,
    DirectiveNode,
    DocumentNode,
    ExecutableDefinitionNode,
    FieldNode,
    FloatValueNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    SelectionSetNode,
    ValueNode,
)

from resolvers.guard.limits import OperationLimits, exceeded

_LISTS = (ListValueNode, ConstListValueNode)
_NUMBERS = (IntValueNode, FloatValueNode)
_OBJECTS = (ObjectValueNode, ConstObjectValueNode)


def check_size(document: DocumentNode, limits: OperationLimits) -> None:
    """Raise LimitExceeded where a document passes a limit other than that of tokens and cost.

    A document that is wrong in other ways, such as fragments that spread themselves, passes or fails: what is
    wrong with it is told by validation.
    """
    walk = _Walk(
        limits,
        {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)},
    )
    definitions = [node for node in document.definitions if isinstance(node, ExecutableDefinitionNode)]
    # A fragment that an operation has led to is measured; validation looks at the others too.
    for definition in sorted(definitions, key=lambda node: isinstance(node, FragmentDefinitionNode)):
        if isinstance(definition, FragmentDefinitionNode) and definition.name.value in walk.seen:
            continue
        walk.measure(definition)


def check_values(variables: Mapping[str, Any], limits: OperationLimits) -> None:
    """Raise LimitExceeded where a request's variables hold more values than they may."""
    waiting: list[object] = [variables]
    count = 0
    while waiting:
        each = waiting.pop()
        inside = cast(Iterable[object], each.values() if isinstance(each, dict) else each)
        for value in inside:
            count += 1
            if isinstance(value, dict | list):
                waiting.append(cast(object, value))
        if count > limits.values:
            raise exceeded(limits, "values")


@dataclass(slots=True)
class _Counts:
    """What one operation has so far."""

    aliases: int = 0
    directives: int = 0


class _Walk:
    """Measures the definitions of one document."""

    def __init__(self, limits: OperationLimits, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.seen: set[str] = set()
        self._limits = limits
        self._fragments = fragments
        self._fields = 0
        self._pairs = 0
        self._counts = _Counts()

    def measure(self, definition: ExecutableDefinitionNode) -> None:
        """Measure an operation, or a fragment that no operation led to."""
        self._counts = _Counts()
        self._count_directives(definition.directives or ())
        for variable in definition.variable_definitions or ():
            if variable.default_value:
                self._check_value(variable.default_value)
        self._descend([definition.selection_set], 1)

    def _descend(self, sets: Sequence[SelectionSetNode], depth: int) -> None:
        if depth > self._limits.depth:
            raise exceeded(self._limits, "depth")
        keys: dict[str, list[FieldNode]] = {}
        self._collect(keys, set(), sets)
        if depth == 1 and sum(not nodes[0].name.value.startswith("__") for nodes in keys.values()) > (
            self._limits.roots
        ):
            raise exceeded(self._limits, "roots")
        for key, nodes in keys.items():
            self._count_field(key, nodes)
            below = [node.selection_set for node in nodes if node.selection_set]
            if below:
                self._descend(below, depth + 1)

    def _collect(
        self, keys: dict[str, list[FieldNode]], visited: set[str], sets: Iterable[SelectionSetNode]
    ) -> None:
        """Gather the fields of selection sets by response key, whatever types their fragments are on."""
        waiting = [selection for each in sets for selection in reversed(each.selections)]
        while waiting:
            node = waiting.pop()
            self._count_directives(node.directives or ())
            if isinstance(node, FieldNode):
                keys.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
            elif isinstance(node, InlineFragmentNode):
                waiting += reversed(node.selection_set.selections)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in visited:
                visited.add(node.name.value)
                self.seen.add(node.name.value)
                fragment = self._fragments.get(node.name.value)
                waiting += reversed(fragment.selection_set.selections) if fragment else ()

    def _count_field(self, key: str, nodes: Sequence[FieldNode]) -> None:
        self._fields += 1
        if self._fields > self._limits.fields:
            raise exceeded(self._limits, "fields")
        self._pairs += len(nodes) * (len(nodes) - 1) // 2
        if self._pairs > self._limits.repeats:
            raise exceeded(self._limits, "repeats")
        if nodes[0].name.value != key:
            self._counts.aliases += 1
            if self._counts.aliases > self._limits.aliases:
                raise exceeded(self._limits, "aliases")
        for node in nodes:
            for argument in node.arguments or ():
                self._check_value(argument.value)

    def _count_directives(self, directives: Collection[DirectiveNode]) -> None:
        self._counts.directives += len(directives)
        if self._counts.directives > self._limits.directives:
            raise exceeded(self._limits, "directives")
        for directive in directives:
            for argument in directive.arguments or ():
                self._check_value(argument.value)

    def _check_value(self, value: ValueNode) -> None:
        waiting = [(value, 0)]
        while waiting:
            node, depth = waiting.pop()
            if depth > self._limits.depth:
                raise exceeded(self._limits, "depth")
            if isinstance(node, _NUMBERS) and len(node.value) > self._limits.digits:
                raise exceeded(self._limits, "digits")
            if isinstance(node, _LISTS):
                waiting += [(each, depth + 1) for each in node.values]
            elif isinstance(node, _OBJECTS):
                waiting += [(each.value, depth + 1) for each in node.fields]
