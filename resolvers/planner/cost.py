"""What an operation's answer may hold: every field, once for each object that it may be read from.

A field's own `first` or `last` tells how many items it brings; so does that of the object around a list, as
connections are made. A list that takes neither is counted as `UNSIZED` items. Computed anew for each
request, as sizes may be variables.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

from graphql import IntValueNode, ListValueNode, ValueNode, VariableNode
from graphql.pyutils import Undefined

from resolvers.page import DEFAULT_PER_PAGE, MOST_PER_PAGE
from resolvers.planner.plan import FieldPlan, OperationPlan

UNSIZED = 10
"""Objects that a list without a size is taken for."""

_SIZES = ("first", "last")
_MANY = ("ids", "representations")

Sizing = Callable[[Mapping[str, Any]], int]
"""How many objects a field brings, by the request's variables."""


class Cost:
    """The cost of one plan, by variables."""

    def __init__(self, plan: OperationPlan) -> None:
        """Note of every field what it multiplies by; `plan` is not kept."""
        self._fields: list[tuple[int, Sizing | None]] = []
        for _, root in plan.roots:
            if root is not None:
                self._note(root, -1, None)

    def of(self, variables: Mapping[str, Any]) -> int:
        """The cost of a request with these variables."""
        objects: list[int] = []
        total = 0
        for above, sizing in self._fields:
            around = objects[above] if above >= 0 else 1
            total += around
            objects.append(around * sizing(variables) if sizing else around)
        return total

    def _note(self, plan: FieldPlan, above: int, around: Sizing | None) -> None:
        """Note a field under the field with the number `above`, whose object is as large as `around` says."""
        own = _own_size(plan)
        is_list = plan.child is not None and plan.child.is_list
        number = len(self._fields)
        self._fields.append((above, (own or around or _unsized) if is_list else None))
        if plan.child is None:
            return
        inside = None if is_list else own
        seen: set[int] = set()
        for typed in plan.child.by_type:
            for _, child in typed.fields:
                if child is not None and child.number not in seen:
                    seen.add(child.number)
                    self._note(child, number, inside)


def _unsized(_: Mapping[str, Any]) -> int:
    return UNSIZED


def _own_size(plan: FieldPlan) -> Sizing | None:
    """How a field's own arguments tell its size, if they do."""
    taken = cast(Mapping[str, Any], cast(Any, plan.definition).args)
    given = {argument.name.value: argument.value for argument in plan.asked.nodes[0].arguments or ()}
    for name in _MANY:
        if name in given:
            return _counted(given[name])
    names = [name for name in _SIZES if name in taken]
    if not names:
        return None
    for name in names:
        if name in given:
            return _sized(given[name])
    default = taken[names[0]].default_value
    size = DEFAULT_PER_PAGE if default is Undefined or default is None else int(default)
    return lambda _: size


def _sized(value: ValueNode) -> Sizing:
    if isinstance(value, IntValueNode):
        size = _within(int(value.value))
        return lambda _: size
    if isinstance(value, VariableNode):
        name = value.name.value
        return lambda variables: _within(variables.get(name))
    return lambda _: DEFAULT_PER_PAGE


def _within(size: object) -> int:
    return max(0, min(size, MOST_PER_PAGE)) if isinstance(size, int) else DEFAULT_PER_PAGE


def _counted(value: ValueNode) -> Sizing:
    if isinstance(value, VariableNode):
        name = value.name.value
        return lambda variables: len(variables.get(name) or ())
    count = len(value.values) if isinstance(value, ListValueNode) else 1
    return lambda _: count
