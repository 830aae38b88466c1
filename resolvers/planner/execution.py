"""Runs operations: plan, one statement for each root field side by side, and the answer."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from graphql import FieldNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, OperationType
from graphql.execution.values import get_variable_values
from strawberry.schema import Schema

from graph.database import Database
from graph.errors import BadArgument, BadInput, ContentGraphError, LimitExceeded, NoEncoder, QueryTimeout
from graph.watch import Watch, unwatched
from resolvers.desk import Desk
from resolvers.errors import NO_OPERATION, coded, located
from resolvers.guard.limits import DEFAULT_LIMITS, OperationLimits, exceeded
from resolvers.guard.size import check_values
from resolvers.planner.cost import Cost
from resolvers.planner.piece import Act, Feed, Meaning, Piece
from resolvers.planner.plain import PlainExecutor
from resolvers.planner.plan import FieldPlan, OperationPlan, Planner
from resolvers.planner.prepared import Planned, Preparation, Prepared
from resolvers.planner.selection import Document
from resolvers.planner.shape import NullInRequired
from resolvers.planner.statement import Statement, StatementWriter

Encode = Callable[[str], Awaitable[Sequence[float]]]
"""Makes the vector of a text: 512 numbers of unit length."""

STATEMENTS_AT_ONCE = 4
"""Root fields of one query that are answered side by side: one client's query leaves room for others'."""

_GRACE_SECONDS = 0.5

STATEMENTS_KEPT = 16
"""Statements kept for one root field: one for each combination of arguments given or left out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An operation's outcome. `ran` is False for a request that was refused before it ran."""

    data: dict[str, Any] | None
    errors: list[GraphQLError] = field(default_factory=list[GraphQLError])
    ran: bool = True


@dataclass(slots=True)
class Reuse:
    """How often what was made for one operation served another, since the start."""

    plans_found: int = 0
    plans_made: int = 0
    statements_written: int = 0


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


@dataclass(frozen=True, slots=True)
class _Begun:
    """An operation that is valid, with its variables coerced and its plan."""

    prepared: Prepared
    type: OperationType
    document: Document
    plan: OperationPlan
    variables: Mapping[str, Any] | None
    name: str | None


class QueryExecutor:
    """Answers operations on one schema from one database."""

    def __init__(
        self,
        schema: Schema,
        database: Database,
        desk: Desk | None = None,
        limits: OperationLimits = DEFAULT_LIMITS,
        encode: Encode | None = None,
        watch: Watch = unwatched,
    ) -> None:
        """Prepare the planner; nothing is sent yet.

        Mutations and subscriptions need a desk. `encode` makes the vectors that pieces ask for, `watch` is
        told what is prepared and planned.
        """
        self.reuse = Reuse()
        self._watch = watch
        self._schema: GraphQLSchema = schema._schema  # pyright: ignore[reportPrivateUsage]
        self._database = database
        self._desk = desk
        self._encode = encode
        self._limits = limits
        self._planner = Planner(schema, limits)
        self._preparation = Preparation(self._schema, limits, watch)
        self._statements: WeakKeyDictionary[FieldPlan, dict[object, Statement]] = WeakKeyDictionary()
        self._plain = PlainExecutor(self._schema)

    def operation(self, query: str, operation_name: str | None = None) -> OperationDefinitionNode | None:
        """The operation that a text and a name stand for; None where it cannot run."""
        prepared = self._preparation.prepare(query)
        try:
            return prepared.operation(operation_name) if isinstance(prepared, Prepared) else None
        except GraphQLError:
            return None

    def operation_type(self, query: str, operation_name: str | None = None) -> OperationType | None:
        """What kind of operation this is; None where it cannot run."""
        operation = self.operation(query, operation_name)
        return operation.operation if operation else None

    @property
    def documents_prepared(self) -> int:
        """Texts that were parsed and validated, since none was kept of them."""
        return self._preparation.prepare.cache_info().misses

    def refusal(
        self, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
    ) -> Answer | None:
        """The answer to an operation that cannot run as it stands; None for one that can."""
        begun = self._begin(query, variables, operation_name)
        return begun if isinstance(begun, Answer) else None

    async def execute(
        self, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
    ) -> Answer:
        """Answer one query or mutation. Never raises for what a request or the database can do wrong.

        Whoever calls has made sure that a mutation is allowed.
        """
        begun = self._begin(query, variables, operation_name)
        if isinstance(begun, Answer):
            return begun
        if begun.type is OperationType.SUBSCRIPTION:
            return _refused("a subscription has many answers; ask by WebSocket or accept text/event-stream")
        return await (self._act(begun) if begun.type is OperationType.MUTATION else self._query(begun))

    async def stream(
        self, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
    ) -> AsyncGenerator[Answer]:
        """Answer a subscription, event by event, or a query, once. A mutation is refused."""
        begun = self._begin(query, variables, operation_name)
        if isinstance(begun, Answer):
            yield begun
        elif begun.type is OperationType.QUERY:
            yield await self._query(begun)
        elif begun.type is OperationType.MUTATION:
            yield _refused("a mutation is not run here; send it by POST")
        else:
            async with aclosing(self._events(begun)) as answers:
                async for answer in answers:
                    yield answer

    def _begin(
        self, query: str, variables: Mapping[str, Any] | None, operation_name: str | None
    ) -> _Begun | Answer:
        prepared = self._preparation.prepare(query)
        if not isinstance(prepared, Prepared):
            return Answer(None, list(prepared), ran=False)
        try:
            operation = prepared.operation(operation_name)
        except GraphQLError as error:
            return Answer(None, [error], ran=False)
        given = dict(variables or {})
        try:
            check_values(given, self._limits)
        except LimitExceeded as error:
            return Answer(None, [located(error)], ran=False)
        values = get_variable_values(self._schema, operation.variable_definitions or (), given)
        if isinstance(values, list):
            return Answer(None, [coded(error, BadInput.code) for error in values], ran=False)
        document = Document(prepared.fragments, values)
        try:
            plan = self._affordable(self._plan(prepared, operation, document), document)
        except BadInput as error:
            return Answer(None, [located(error)], ran=False)
        return _Begun(prepared, operation.operation, document, plan, variables, operation_name)

    def _plan(self, prepared: Prepared, operation: OperationDefinitionNode, document: Document) -> Planned:
        key = prepared.plan_key(operation, document.variables.coerced)
        planned = prepared.plans.get(key)
        if planned is None:
            with self._watch("plan", ""):
                plan = self._planner.plan(document, operation)
                planned = Planned(plan, Cost(plan))
            prepared.keep(key, planned)
            self.reuse.plans_made += 1
        else:
            self.reuse.plans_found += 1
        return planned

    def _affordable(self, planned: Planned, document: Document) -> OperationPlan:
        """The plan, where its answer costs no more than one may. Raises LimitExceeded."""
        cost = planned.cost.of(document.variables.coerced)
        if cost > self._limits.cost:
            raise exceeded(self._limits, "cost", cost)
        return planned.plan

    async def _query(self, begun: _Begun) -> Answer:
        turns = asyncio.Semaphore(STATEMENTS_AT_ONCE)
        # The database bounds each statement itself, and says so first where there is but one.
        seconds = self._database.limits.read_seconds + _GRACE_SECONDS
        deadline = asyncio.get_running_loop().time() + seconds

        async def in_turn(root: FieldPlan) -> _Root:
            try:
                async with asyncio.timeout_at(deadline), turns:
                    return await self._answer_root(begun, root)
            except TimeoutError:
                return _Root(root, error=QueryTimeout("the query takes too long; ask for less at once"))

        roots = await asyncio.gather(*(in_turn(root) for _, root in begun.plan.roots if root is not None))
        return self._complete(begun, roots)

    async def _act(self, begun: _Begun) -> Answer:
        """Run a mutation: each root field is done, then read, before the next one begins."""
        roots = {key: root for key, root in begun.plan.roots if root is not None}
        answers = _InTurn(roots, lambda root: self._do(begun, root))
        result = await self._plain.execute_in_turn(
            begun.prepared.document, answers, begun.variables, begun.name
        )
        return Answer(result.data, [located(error, error.nodes, error.path) for error in result.errors or []])

    async def _do(self, begun: _Begun, root: FieldPlan) -> Any:
        try:
            pieces = self._pieces(begun.plan.below(root), begun.document)
            act = pieces.pop(root.number)
            if not isinstance(act, Act) or self._desk is None:
                raise LookupError(f"nothing is done for {root.asked.name}")
            answered = await self._read(root, {root.number: await act.perform(self._desk), **pieces})
        except Exception as error:
            raise _root_error(root, error) from error
        return _shaped(answered, loose=True)

    async def _events(self, begun: _Begun) -> AsyncGenerator[Answer]:
        # Validation lets only operations with one field through.
        ((_, root),) = begun.plan.roots
        if root is None:
            raise LookupError("a subscription has no field")
        try:
            pieces = self._pieces(begun.plan.below(root), begun.document)
            feed = pieces.pop(root.number)
            if not isinstance(feed, Feed) or self._desk is None:
                raise LookupError(f"nothing happens for {root.asked.name}")
            async with aclosing(feed.events(self._desk)) as events:
                async for piece in events:
                    yield await self._event(begun, root, {root.number: piece, **pieces})
        except Exception as error:  # noqa: BLE001 - a fault of the feed ends the subscription
            yield Answer(None, [_root_error(root, error)], ran=False)

    async def _event(self, begun: _Begun, root: FieldPlan, pieces: Mapping[int, Any]) -> Answer:
        try:
            answered = await self._read(root, pieces)
        except ContentGraphError as error:
            answered = _Root(root, error=error)
        return self._complete(begun, [answered])

    async def _answer_root(self, begun: _Begun, root: FieldPlan) -> _Root:
        try:
            return await self._read(root, self._pieces(begun.plan.below(root), begun.document))
        except Exception as error:  # noqa: BLE001 - every fault of one root field is that field's error
            return _Root(root, error=error)

    async def _read(self, root: FieldPlan, pieces: Mapping[int, Any]) -> _Root:
        statement = self._statement(root, pieces)
        parameters = {
            f"p{number - root.number}_{name}": await self._value(value)
            for number, piece in pieces.items()
            for name, value in piece.parameters.items()
        }
        rows = await self._database.read(statement.text, parameters)
        return _Root(root, statement, rows[0][0] if rows else None)

    async def _value(self, meaning: object) -> object:
        """A parameter as the database takes it: a meaning becomes a vector."""
        if not isinstance(meaning, Meaning):
            return meaning
        try:
            if self._encode:
                return await self._encode(meaning.text)
            raise NoEncoder("this server loads no encoder (CONTENT_GRAPH_EMBED is off)")
        except NoEncoder as error:
            if meaning.optional:
                return None
            raise BadArgument(f"{error}; search with mode: WORDS") from error

    def _pieces(self, fields: Sequence[FieldPlan], document: Document) -> dict[int, Any]:
        pieces: dict[int, Any] = {}
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
            self.reuse.statements_written += 1
        return statement

    def _complete(self, begun: _Begun, roots: Sequence[_Root]) -> Answer:
        by_key = {root.plan.asked.key: root for root in roots}
        data: dict[str, Any] = {}
        errors: list[GraphQLError] = []
        if begun.plan.introspects:
            return self._complete_plainly(begun, by_key)
        try:
            for key, root in begun.plan.roots:
                if root is None:
                    data[key] = begun.plan.type_name
                    continue
                answered = by_key[key]
                if answered.error is not None:
                    errors.append(_root_error(answered.plan, answered.error))
                    data[key] = None
                else:
                    data[key] = _shaped(answered, loose=False)
        except NullInRequired:
            return self._complete_plainly(begun, by_key)
        return Answer(data, errors)

    def _complete_plainly(self, begun: _Begun, roots: Mapping[str, _Root]) -> Answer:
        answers: dict[str, Any] = {}
        for key, root in roots.items():
            if root.error is not None:
                answers[key] = _root_error(root.plan, root.error)
            else:
                answers[key] = _shaped(root, loose=True)
        result = self._plain.execute(begun.prepared.document, answers, begun.variables, begun.name)
        return Answer(result.data, [located(error, error.nodes, error.path) for error in result.errors or []])


class _InTurn(Mapping[str, Any]):
    """Root fields of a mutation: each is begun when it is looked up."""

    def __init__(
        self, roots: Mapping[str, FieldPlan], begin: Callable[[FieldPlan], Coroutine[Any, Any, Any]]
    ) -> None:
        self._roots = roots
        self._begin = begin

    def __getitem__(self, key: str) -> Coroutine[Any, Any, Any]:
        return self._begin(self._roots[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._roots)

    def __len__(self) -> int:
        return len(self._roots)


def _refused(message: str) -> Answer:
    return Answer(None, [coded(GraphQLError(message), NO_OPERATION)], ran=False)


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
