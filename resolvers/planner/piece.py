"""Pieces of Cypher: what stands beside a GraphQL field and answers it.

A piece is literal Cypher with a few words that the planner fills in:

    this     the variable of the object whose field this is: a node, a relationship or a map
    row      the variable that the piece binds, one for each object it answers with
    _name    any variable of the piece's own; it gets a name that nothing else has
    $name    a parameter of the piece's own

Nothing else is ever put into the text; values travel as parameters only.

A parameter may be a Meaning: a text whose vector is wanted. Computing that takes a model and a while, so a
builder leaves it open, and the executor puts the vector in its place before the statement is sent. Who makes
vectors is handed to the executor from outside.

A Value may say how what the graph answers becomes what the client gets (`finish`), where Cypher cannot: it is
a pure function of the value.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, LiteralString

import strawberry

from resolvers.desk import Desk

Parameters = Mapping[str, object]


def _no_parameters() -> dict[str, object]:
    return {}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A parameter that is to be the vector of a text: 512 numbers of unit length.

    Where nobody makes vectors it is null if `optional`, else the field's error.
    """

    text: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """Answers a leaf (scalar, enum or a list of them) with one expression on `this`."""

    text: LiteralString
    parameters: Parameters = field(default_factory=_no_parameters)
    finish: Callable[[Any], Any] | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """All of the piece's Cypher; two pieces with the same texts make the same statement."""
        return (self.text,)


@dataclass(frozen=True, slots=True)
class One:
    """Answers an object with clauses that bind `row` exactly once, to null where there is none.

    `fields` holds pieces of the object's own fields that need what is known only here; `this` in
    them is the `this` of the One, and they share its parameters. They have no `fields` of their own.
    """

    text: LiteralString
    parameters: Parameters = field(default_factory=_no_parameters)
    fields: Mapping[str, "Value | One"] = field(default_factory=dict[str, "Value | One"])

    @property
    def texts(self) -> tuple[str, ...]:
        """All of the piece's Cypher; two pieces with the same texts make the same statement."""
        return (self.text, *(f"{name}={piece.text}" for name, piece in self.fields.items()))


@dataclass(frozen=True, slots=True)
class Many:
    """Answers a list of objects with clauses that bind `row` once for each, in their order.

    With `keeps_nulls` a row that is null is an entry of the list; otherwise it is left out.
    """

    text: LiteralString
    parameters: Parameters = field(default_factory=_no_parameters)
    keeps_nulls: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """All of the piece's Cypher; two pieces with the same texts make the same statement."""
        return (self.text,)


@dataclass(frozen=True, slots=True)
class Act:
    """Answers a field of Mutation: what to do, which returns the piece that reads the answer then.

    All arguments below the field were checked before `perform` is called. It may raise ContentGraphError.
    """

    perform: Callable[[Desk], Awaitable[One]]


@dataclass(frozen=True, slots=True)
class Feed:
    """Answers a field of Subscription: the pieces of its events, one after the other.

    It may raise BadInput before the first one.
    """

    events: Callable[[Desk], AsyncGenerator[One]]


Piece = Value | One | Many
Builder = Callable[..., Piece | Act | Feed]

_METADATA_KEY = "content_graph_piece"


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Where a field's piece comes from: fixed, or built from the field's arguments.

    With neither, the piece of the object that the field belongs to gives it (`One.fields`).
    """

    piece: Piece | None = None
    builder: Builder | None = None


def fixed(piece: Piece, description: str, name: str | None = None) -> Any:
    """Declare a Strawberry field without arguments that `piece` answers.

    `name` is its name in the schema where that is no Python name, such as from.
    """
    return strawberry.field(name=name, description=description, metadata={_METADATA_KEY: Source(piece=piece)})


def column(text: LiteralString, description: str, finish: Callable[[Any], Any] | None = None) -> Any:
    """Declare a Strawberry leaf field that one expression on `this` answers; `finish` as in Value."""
    return fixed(Value(text, finish=finish), description)


def given(description: str) -> Any:
    """Declare a Strawberry field that is given by the piece of its object (`One.fields`)."""
    return strawberry.field(description=description, metadata={_METADATA_KEY: Source()})


def asked(builder: Builder, description: str, name: str | None = None) -> Any:
    """Declare a Strawberry field whose arguments are the builder's parameters.

    The builder is called for each request with the coerced arguments and returns the piece. Its
    text may depend on which arguments are given, never on a value. It may raise BadInput. `name` is
    the field's name where Python's own would make another one.
    """
    return strawberry.field(
        resolver=builder,
        name=name,
        description=description,
        metadata={_METADATA_KEY: Source(builder=builder)},
    )


def source_of(metadata: Mapping[Any, Any] | None) -> Source | None:
    """The source that `fixed`, `column` or `asked` left with a field, if any."""
    return (metadata or {}).get(_METADATA_KEY)
