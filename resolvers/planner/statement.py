"""From a plan and its pieces to one Cypher statement and the shape of its answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import LiteralString, cast

from resolvers.planner.piece import Many, One, Piece, Value
from resolvers.planner.plan import FieldPlan, ObjectPlan
from resolvers.planner.shape import Entry, FinishedShape, ListShape, ObjectShape, Shape, TaggedShape

_FILLED_IN = re.compile(r"(?<![\w.$`])(this|row|_[a-z]\w*)\b|\$([a-z]\w*)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A root field's Cypher; its only row's only value is for `shape`, or a leaf without one."""

    text: LiteralString
    shape: Shape | None


@dataclass(frozen=True, slots=True)
class _Answer:
    """Cypher under construction: clauses to run first, and the expression of the value."""

    clauses: list[str]
    expression: str
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class _Given:
    """A piece that an object's piece gives to one of its fields, with the number and `this` of the giver."""

    piece: Value | One
    number: int
    owner: str


class StatementWriter:
    """Writes the statement of one root field from the pieces of its fields, by their numbers."""

    def __init__(self, pieces: Mapping[int, Piece]) -> None:
        """Prepare to write with `pieces`, keyed by FieldPlan.number."""
        self._pieces = pieces
        self._names = count()
        self._root = 0

    def write(self, root: FieldPlan) -> Statement:
        """Write the whole statement.

        Its parameters are numbered from the root field on, so that what is asked at another place of an
        operation, or under another alias, is the same text: Neo4j plans each text anew.
        """
        self._root = root.number
        answer = self._field(root, "", {}, "")
        text = "\n".join([*answer.clauses, f"RETURN {answer.expression} AS answer"])
        # The text is literal pieces joined by names made here; nothing from outside is in it.
        return Statement(cast(LiteralString, text), answer.shape)

    def _field(self, plan: FieldPlan, this: str, overrides: Mapping[str, "_Given"], guard: str) -> _Answer:
        """Write one field; `guard` is a label that `this` must have, or nothing."""
        if plan.asked.name in overrides:
            given = overrides[plan.asked.name]
            if isinstance(given.piece, Value) or plan.child is None:
                return _Answer([], self._fill(given.piece.text, given.number, given.owner))
            return self._one(plan.child, given.piece, given.number, given.owner, self._name("row"), [])
        piece = self._pieces.get(plan.number)
        if piece is None:
            raise LookupError(
                f"{plan.asked.name} must be given by the piece of the object that it is a field of"
            )
        if isinstance(piece, Value):
            finished = FinishedShape(piece.finish) if piece.finish else None
            return _Answer([], self._fill(piece.text, plan.number, this), finished)
        if plan.child is None:
            raise LookupError(f"{plan.asked.name} is a leaf and needs a Value")
        subject, clauses = this, list[str]()
        if guard:
            subject = self._name("only")
            clauses.append(f"WITH *, CASE WHEN {this}:{guard} THEN {this} END AS {subject}")
        row = self._name("row")
        if isinstance(piece, One):
            return self._one(plan.child, piece, plan.number, subject, row, clauses)
        return self._many(plan.child, piece, plan.number, subject, row, clauses)

    def _one(
        self, child: ObjectPlan, piece: One, number: int, this: str, row: str, clauses: list[str]
    ) -> _Answer:
        overrides = {name: _Given(value, number, this) for name, value in piece.fields.items()}
        inner = self._object(child, row, overrides)
        bound = self._fill(piece.text, number, this, row)
        expression = f"CASE WHEN {row} IS NULL THEN null ELSE {inner.expression} END"
        return _Answer([*clauses, bound, *inner.clauses], expression, inner.shape)

    def _many(
        self, child: ObjectPlan, piece: Many, number: int, this: str, row: str, clauses: list[str]
    ) -> _Answer:
        inner = self._object(child, row, {})
        values = self._name("values")
        collected = f"collect({inner.expression})"
        if piece.keeps_nulls:
            # collect() leaves nulls out, but not lists that hold one.
            kept = f"collect([CASE WHEN {row} IS NULL THEN null ELSE {inner.expression} END])"
            collected = f"[_kept IN {kept} | _kept[0]]"
        call = [
            f"CALL ({this}) {{",
            self._fill(piece.text, number, this, row),
            *inner.clauses,
            f"RETURN {collected} AS {values}",
            "}",
        ]
        return _Answer([*clauses, "\n".join(call)], values, ListShape(cast(Shape, inner.shape)))

    def _object(self, plan: ObjectPlan, this: str, overrides: Mapping[str, "_Given"]) -> _Answer:
        clauses: list[str] = []
        written: dict[int, _Answer] = {}
        users: dict[int, list[str]] = {}
        for typed in plan.by_type:
            for _, field in typed.fields:
                if field is not None:
                    users.setdefault(field.number, []).append(typed.type_name)
        for typed in plan.by_type:
            for _, field in typed.fields:
                if field is None or field.number in written:
                    continue
                only = users[field.number]
                guard = only[0] if len(only) == 1 and len(plan.by_type) > 1 else ""
                answer = self._field(field, this, overrides, guard)
                clauses.extend(answer.clauses)
                written[field.number] = answer
        expression, shape = _object_value(plan, this, written)
        return _Answer(clauses, expression, shape)

    def _fill(self, text: str, number: int, this: str, row: str = "") -> str:
        """Put names into a piece's text; its own variables get the number of this place."""
        place = next(self._names)

        def name(found: re.Match[str]) -> str:
            word, parameter = found.groups()
            if parameter is not None:
                return f"$p{number - self._root}_{parameter}"
            if word == "this":
                return this
            return row if word == "row" else f"{word[1:]}_{place}"

        return _FILLED_IN.sub(name, text)

    def _name(self, stem: str) -> str:
        return f"{stem}{next(self._names)}"


def _object_value(plan: ObjectPlan, this: str, written: Mapping[int, _Answer]) -> tuple[str, Shape]:
    """The list that stands for an object, with its type's tag first where that is needed."""
    if len(plan.by_type) == 1 or (plan.is_uniform and not plan.wants_typename):
        typed = plan.by_type[0]
        values, shape = _entries(typed.type_name, typed.fields, written, 0)
        return f"[{', '.join(values)}]", shape
    cases: list[str] = []
    shapes: list[ObjectShape] = []
    for tag, typed in enumerate(plan.by_type):
        values, shape = _entries(typed.type_name, typed.fields, written, 1)
        cases.append(f"WHEN {this}:{typed.type_name} THEN [{', '.join([str(tag), *values])}]")
        shapes.append(shape)
    return f"CASE {' '.join(cases)} END", TaggedShape(shapes)


def _entries(
    type_name: str,
    fields: Sequence[tuple[str, FieldPlan | None]],
    written: Mapping[int, _Answer],
    offset: int,
) -> tuple[list[str], ObjectShape]:
    values: list[str] = []
    entries: list[Entry] = []
    for key, field in fields:
        if field is None:
            entries.append(Entry(key, None, type_name))
            continue
        answer = written[field.number]
        entries.append(Entry(key, offset + len(values), None, answer.shape, field.is_required))
        values.append(answer.expression)
    return values, ObjectShape(type_name, entries, offset)
