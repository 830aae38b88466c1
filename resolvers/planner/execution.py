"""Runs operations: plan, one statement for each root field side by side, and the answer."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from graphql import FieldNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, OperationType
from graphql.execution.values import get_variable_values
from strawberry.schema import Schema

from graph.database import Database
from graph.errors import BadInput
from resolvers.errors import NO_OPERATION, coded, located
from resolvers.planner.piece import Piece
from resolvers.planner.plain import PlainExecutor
from resolvers.planner.plan import FieldPlan, OperationPlan, Planner
from resolvers.planner.prepared import Preparation, Prepared
from resolvers.planner.selection import Document
from resolvers.planner.shape import NullInRequired
from resolvers.planner.statement import Statement, StatementWriter

STATEMENTS_KEPT = 16
"""Statements kept for one root field: one for each combination of arguments given or left out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An operation's outcome. `ran` is False for a request that was refused before it ran."""

    data: dict[str, Any] | None
    errors: list[GraphQLError] = field(default_factory=list[GraphQLError])
    ran: bool = True


@dataclass(frozen=True, slots=True)
class _Root:
    """A root field's statement and what came back for it."""

    plan: FieldPlan
    statement: Statement | None = None
    value: Any = None
    error: Exception | None = None


class _PieceError(Exception):
    """A field's arguments were refused; carries the field whose arguments they are."""

    def __init__(self, plan: FieldPlan, cause: Exception) -> None:
        super().__init__(str(cause))
        self.plan = plan
        self.cause = cause


class QueryExecutor:
    """Answers operations on one schema from one database."""

    def __init__(self, schema: Schema, database: Database) -> None:
        """Prepare the planner; nothing is sent yet."""
        self._schema: GraphQLSchema = schema._schema  # pyright: ignore[reportPrivateUsage]
        self._database = database
        self._planner = Planner(schema)
        self._preparation = Preparation(self._schema)
        self._statements: WeakKeyDictionary[FieldPlan, dict[object, Statement]] = WeakKeyDictionary()
        self._plain = PlainExecutor(self._schema)
        self._query_type = self._schema.query_type.name if self._schema.query_type else ""

    async def execute(
        self, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
    ) -> Answer:
        """Answer one operation. Never raises for what a request or the database can do wrong."""
        prepared = self._preparation.prepare(query)
        if not isinstance(prepared, Prepared):
            return Answer(None, list(prepared), ran=False)
        try:
            operation = prepared.operation(operation_name)
        except GraphQLError as error:
            return Answer(None, [error], ran=False)
        if operation.operation is not OperationType.QUERY:
            refusal = GraphQLError(f"this server does not run a {operation.operation.value}")
            return Answer(None, [coded(refusal, NO_OPERATION)], ran=False)
        values = get_variable_values(
            self._schema, operation.variable_definitions or (), dict(variables or {})
        )
        if isinstance(values, list):
            return Answer(None, [coded(error, BadInput.code) for error in values], ran=False)
        document = Document(prepared.fragments, values)
        try:
            plan = self._plan(prepared, operation, document)
        except BadInput as error:
            return Answer(None, [located(error)], ran=False)
        roots = await asyncio.gather(
            *(self._answer_root(plan, root, document) for _, root in plan.roots if root is not None)
        )
        return self._complete(prepared, plan, roots, variables, operation_name)

    def _plan(
        self, prepared: Prepared, operation: OperationDefinitionNode, document: Document
    ) -> OperationPlan:
        key = prepared.plan_key(operation, document.variables.coerced)
        plan = prepared.plans.get(key)
        if plan is None:
            plan = self._planner.plan(document, operation.selection_set)
            prepared.keep(key, plan)
        return plan

    async def _answer_root(self, plan: OperationPlan, root: FieldPlan, document: Document) -> _Root:
        try:
            pieces = self._pieces(plan.below(root), document)
            statement = self._statement(root, pieces)
            parameters = {
                f"p{number}_{name}": value
                for number, piece in pieces.items()
                for name, value in piece.parameters.items()
            }
            rows = await self._database.read(statement.text, parameters)
        except Exception as error:  # noqa: BLE001 - every fault of one root field is that field's error
            return _Root(root, error=error)
        return _Root(root, statement, rows[0][0] if rows else None)

    def _pieces(self, fields: Sequence[FieldPlan], document: Document) -> dict[int, Piece]:
        pieces: dict[int, Piece] = {}
        for plan in fields:
            try:
                piece = self._planner.piece(plan, document)
            except (BadInput, GraphQLError) as error:
                raise _PieceError(plan, error) from error
            if piece is not None:
                pieces[plan.number] = piece
        return pieces

    def _statement(self, root: FieldPlan, pieces: Mapping[int, Piece]) -> Statement:
        """The root field's statement, written once for each combination of its pieces' texts."""
        known = self._statements.setdefault(root, {})
        key = tuple(piece.texts for piece in pieces.values())
        statement = known.get(key)
        if statement is None:
            statement = StatementWriter(pieces).write(root)
            if len(known) >= STATEMENTS_KEPT:
                known.pop(next(iter(known)))
            known[key] = statement
        return statement

    def _complete(
        self,
        prepared: Prepared,
        plan: OperationPlan,
        roots: Sequence[_Root],
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
    ) -> Answer:
        by_key = {root.plan.asked.key: root for root in roots}
        data: dict[str, Any] = {}
        errors: list[GraphQLError] = []
        if plan.introspects:
            return self._complete_plainly(prepared, by_key, variables, operation_name)
        try:
            for key, root in plan.roots:
                if root is None:
                    data[key] = self._query_type
                    continue
                answered = by_key[key]
                if answered.error is not None:
                    errors.append(_root_error(answered.plan, answered.error))
                    data[key] = None
                else:
                    data[key] = _shaped(answered, loose=False)
        except NullInRequired:
            return self._complete_plainly(prepared, by_key, variables, operation_name)
        return Answer(data, errors)

    def _complete_plainly(
        self,
        prepared: Prepared,
        roots: Mapping[str, _Root],
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
    ) -> Answer:
        answers: dict[str, Any] = {}
        for key, root in roots.items():
            if root.error is not None:
                answers[key] = _root_error(root.plan, root.error)
            else:
                answers[key] = _shaped(root, loose=True)
        result = self._plain.execute(prepared.document, answers, variables, operation_name)
        return Answer(result.data, [located(error, error.nodes, error.path) for error in result.errors or []])


def _shaped(root: _Root, *, loose: bool) -> Any:
    shape = root.statement.shape if root.statement else None
    if root.value is None or shape is None:
        return root.value
    return shape.loose(root.value) if loose else shape.shape(root.value)


def _root_error(root: FieldPlan, error: Exception) -> GraphQLError:
    nodes: tuple[FieldNode, ...] = root.asked.nodes
    if isinstance(error, _PieceError):
        return located(error.cause, error.plan.asked.nodes, [root.asked.key], BadInput.code)
    return located(error, nodes, [root.asked.key])
