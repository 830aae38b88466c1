"""An operation's plan: which field is asked of which object, and the piece that answers it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from graphql import (
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    is_object_type,
    is_union_type,
)
from graphql.execution.values import get_argument_values
from strawberry import UNSET
from strawberry.schema import Schema
from strawberry.schema.config import StrawberryConfig
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from resolvers.guard.limits import OperationLimits, exceeded
from resolvers.planner.piece import Act, Feed, Piece, Source, source_of
from resolvers.planner.selection import Asked, Document, collect


@dataclass(eq=False, slots=True, weakref_slot=True)
class FieldPlan:
    """One response key of one object and what answers it; `child` is set for objects."""

    asked: Asked
    definition: GraphQLField
    source: Source
    strawberry_field: StrawberryField
    number: int
    child: "ObjectPlan | None" = None

    @property
    def is_required(self) -> bool:
        """Whether the schema calls the field non-null."""
        return isinstance(cast(Any, self.definition).type, GraphQLNonNull)


@dataclass(eq=False, slots=True)
class TypedFields:
    """What is asked of an object when it is of one type; None stands for `__typename`."""

    type_name: str
    fields: list[tuple[str, FieldPlan | None]]


@dataclass(eq=False, slots=True)
class ObjectPlan:
    """What is asked of an object, by each type that it may have."""

    by_type: list[TypedFields]
    is_list: bool = False

    @property
    def is_uniform(self) -> bool:
        """Whether the same is asked whatever the object's type."""
        return all(typed.fields == self.by_type[0].fields for typed in self.by_type)

    @property
    def wants_typename(self) -> bool:
        """Whether `__typename` is asked."""
        return any(plan is None for typed in self.by_type for _, plan in typed.fields)


@dataclass(eq=False, slots=True)
class OperationPlan:
    """An operation on a root type: its root fields by key, and every field below them, parents first.

    `introspects` says that it asks for `__schema` or `__type`, which the graph does not answer.
    """

    type_name: str
    roots: list[tuple[str, FieldPlan | None]] = field(default_factory=list[tuple[str, FieldPlan | None]])
    fields: list[FieldPlan] = field(default_factory=list[FieldPlan])
    introspects: bool = False

    def below(self, root: FieldPlan) -> list[FieldPlan]:
        """The root field and all fields below it."""
        later = [other.number for _, other in self.roots if other is not None and other.number > root.number]
        return self.fields[root.number : min(later, default=len(self.fields))]


class Planner:
    """Makes plans for one Strawberry schema."""

    def __init__(self, schema: Schema, limits: OperationLimits) -> None:
        """Prepare to plan operations on `schema`."""
        self._limits = limits
        self._schema: GraphQLSchema = schema._schema  # pyright: ignore[reportPrivateUsage]
        self._config: StrawberryConfig = schema.config
        self._scalars: Any = schema.schema_converter.scalar_registry

    def plan(self, document: Document, operation: OperationDefinitionNode) -> OperationPlan:
        """Plan an operation. Raises LimitExceeded when it selects too many fields, those of all
        types of an interface counted."""
        root = self._schema.get_root_type(operation.operation)
        if root is None:
            raise LookupError(f"the schema has no {operation.operation.value} type")
        plan = OperationPlan(root.name)
        plan.roots = self._fields(plan, document, root, [operation.selection_set], {})
        return plan

    def piece(self, plan: FieldPlan, document: Document) -> Piece | Act | Feed | None:
        """The piece that answers a field with this request's arguments; None where its object gives it.

        Raises BadInput (from the field's builder) or GraphQLError for arguments it cannot take.
        """
        if plan.source.builder is None:
            return plan.source.piece
        given = get_argument_values(plan.definition, plan.asked.nodes[0], document.variables)
        expected = plan.strawberry_field.arguments
        left_out = {argument.python_name: None for argument in expected if argument.default is UNSET}
        arguments = convert_arguments(given, expected, self._scalars, self._config)
        return plan.source.builder(**(left_out | arguments))

    def _fields(
        self,
        plan: OperationPlan,
        document: Document,
        of: GraphQLObjectType,
        sets: Sequence[SelectionSetNode],
        shared: dict[object, FieldPlan],
    ) -> list[tuple[str, FieldPlan | None]]:
        """Plan what is asked of one type; `shared` holds what its sibling types have planned."""
        fields: list[tuple[str, FieldPlan | None]] = []
        for asked in collect(document, self._names(of), sets):
            if asked.name.startswith("__"):
                plan.introspects = plan.introspects or asked.name != "__typename"
                fields.append((asked.key, None))
                continue
            definition = of.fields[asked.name]
            strawberry_field: StrawberryField = definition.extensions["strawberry-definition"]
            source = source_of(strawberry_field.metadata)
            if source is None:
                raise LookupError(f"no Cypher stands beside {of.name}.{asked.name}")
            identity = (asked.key, tuple(map(id, asked.nodes)), id(source))
            if identity not in shared:
                shared[identity] = self._field(
                    plan, document, FieldPlan(asked, definition, source, strawberry_field, len(plan.fields))
                )
            fields.append((asked.key, shared[identity]))
        return fields

    def _field(self, plan: OperationPlan, document: Document, made: FieldPlan) -> FieldPlan:
        plan.fields.append(made)
        if len(plan.fields) > self._limits.fields:
            raise exceeded(self._limits, "fields")
        sets = made.asked.selection_sets
        if sets:
            made.child = self._object(plan, document, cast(Any, made.definition).type, sets)
        return made

    def _object(
        self, plan: OperationPlan, document: Document, output: Any, sets: Sequence[SelectionSetNode]
    ) -> ObjectPlan:
        named, is_list = _named(output)
        shared: dict[object, FieldPlan] = {}
        by_type = [
            TypedFields(of.name, self._fields(plan, document, of, sets, shared))
            for of in self._possible(named)
        ]
        return ObjectPlan(by_type, is_list)

    def _names(self, of: GraphQLObjectType) -> set[str]:
        """What a fragment's condition may call a type: itself, its interfaces, the unions that it is in."""
        types = self._schema.type_map.items()
        unions = {name for name, type_ in types if is_union_type(type_) and of in type_.types}
        return {of.name, *(interface.name for interface in of.interfaces), *unions}

    def _possible(self, named: Any) -> list[GraphQLObjectType]:
        if is_object_type(named):
            return [named]
        return sorted(self._schema.get_possible_types(named), key=lambda type_: type_.name)


def _named(output: Any) -> tuple[Any, bool]:
    """The named type inside wrappers, and whether a list stands around it."""
    is_list = False
    while isinstance(output, (GraphQLNonNull, GraphQLList)):
        is_list = is_list or isinstance(output, GraphQLList)
        output = cast(Any, output).of_type
    return output, is_list
