"""A query's text, parsed and validated once, with the plans made for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)

from graph.errors import LimitExceeded
from graph.watch import Watch, unwatched
from resolvers.errors import NO_OPERATION, PARSE_FAILED, VALIDATION_FAILED, coded, located
from resolvers.guard.introspection import NoSchema
from resolvers.guard.limits import OperationLimits, exceeded
from resolvers.guard.size import check_size
from resolvers.planner.cost import Cost
from resolvers.planner.plan import OperationPlan

QUERIES_KEPT = 500
"""Query texts that are kept parsed, validated and planned."""

PLANS_KEPT = 32
"""Plans kept for one query text: one for each operation and each outcome of @skip and @include."""


_STOPPED = " Parsing aborted."
"""How graphql-core's parser ends its message when it stops at a limit."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and what its answer may cost."""

    plan: OperationPlan
    cost: Cost


class Prepared:
    """A valid document."""

    def __init__(self, document: DocumentNode) -> None:
        """Index the document's operations, fragments and the variables that decide its plan."""
        self.document = document
        self.plans: dict[object, Planned] = {}
        self._operations: dict[str | None, OperationDefinitionNode] = {}
        self.fragments: dict[str, FragmentDefinitionNode] = {}
        for definition in document.definitions:
            if isinstance(definition, OperationDefinitionNode):
                self._operations[definition.name.value if definition.name else None] = definition
            elif isinstance(definition, FragmentDefinitionNode):
                self.fragments[definition.name.value] = definition
        deciding = _DirectiveVariables()
        visit(document, deciding)
        self._deciding = tuple(sorted(deciding.names))

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation to run. Raises GraphQLError when `name` does not decide for one."""
        if name:
            if name in self._operations:
                return self._operations[name]
            raise coded(GraphQLError(f"the document has no operation named {name[:100]!r}"), NO_OPERATION)
        if len(self._operations) != 1:
            raise coded(GraphQLError("the document has not one operation; give operationName"), NO_OPERATION)
        return next(iter(self._operations.values()))

    def plan_key(self, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> object:
        """What of a request decides the plan: the operation and the variables of @skip and @include."""
        return (id(operation), *(variables.get(name) for name in self._deciding))

    def keep(self, key: object, plan: Planned) -> None:
        """Keep a plan for the next request, dropping the oldest where there are too many."""
        if len(self.plans) >= PLANS_KEPT:
            self.plans.pop(next(iter(self.plans)))
        self.plans[key] = plan


class Preparation:
    """Parses and validates query texts, remembering the last ones."""

    def __init__(self, schema: GraphQLSchema, limits: OperationLimits, watch: Watch = unwatched) -> None:
        """Prepare for one schema; what passes the limits is not validated."""
        self._watch = watch
        self._schema = schema
        self._limits = limits
        self.prepare = lru_cache(QUERIES_KEPT)(self._prepare)

    def _prepare(self, query: str) -> Prepared | tuple[GraphQLError, ...]:
        """Parse and validate a text: a Prepared, or the errors to answer with."""
        with self._watch("prepare", ""):
            return self._checked(query)

    def _checked(self, query: str) -> Prepared | tuple[GraphQLError, ...]:
        most = self._limits.tokens
        try:
            document = parse(query, max_lexical_tokens=most, max_comments=most)
            check_size(document, self._limits)
        except LimitExceeded as error:
            return (located(error),)
        except GraphQLError as error:
            if error.message.endswith(_STOPPED):
                passed = "depth" if "nested" in error.message else "tokens"
                return (located(exceeded(self._limits, passed)),)
            return (coded(error, PARSE_FAILED),)
        open_ = self._limits.introspection
        rules = specified_rules if open_ else (*specified_rules, NoSchema)
        errors = validate(self._schema, document, rules, hide_suggestions=not open_)
        if errors:
            return tuple(coded(error, VALIDATION_FAILED) for error in errors)
        return Prepared(document)


class _DirectiveVariables(Visitor):
    """Collects the names of variables that stand in @skip and @include."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        for argument in node.arguments or ():
            if isinstance(argument.value, VariableNode):
                self.names.add(argument.value.name.value)
