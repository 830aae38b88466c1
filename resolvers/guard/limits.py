"""The limits of one operation, and the error that names the one that was passed."""

from dataclasses import dataclass

from graph.errors import LimitExceeded


@dataclass(frozen=True, slots=True)
class OperationLimits:
    """How much one operation may ask for; counts are taken after fragments expand."""

    tokens: int = 2000
    """Words and signs of a document; as many comments may stand beside them."""
    depth: int = 15
    """Fields inside each other; so many lists and objects inside each other may be in a literal value too."""
    aliases: int = 30
    """Response keys that are not the field's name."""
    roots: int = 15
    """Fields of the root type, without those of introspection: each is a statement to be planned."""
    directives: int = 50
    """Directives on fields, fragments and operations."""
    fields: int = 2000
    """Response keys, all in all."""
    repeats: int = 5000
    """Pairs of selections with one response key at one place: each pair must be compared."""
    digits: int = 100
    """Signs of a number in the text."""
    values: int = 5000
    """Values in the variables, those in lists and objects counted."""
    cost: int = 20_000
    """Values that the answer may hold: each field once for every object that it may be read from."""

    introspection: bool = True
    """Whether an operation may ask for the schema."""


DEFAULT_LIMITS = OperationLimits()

_SAYINGS = {
    "tokens": "the document has more than {most} words and signs; send a shorter one",
    "depth": "the operation nests more than {most} levels; nest less deeply",
    "aliases": "the operation has more than {most} aliases; ask for less at once",
    "roots": "the operation has more than {most} fields at its root; send some in another request",
    "directives": "the operation has more than {most} directives; use fewer",
    "fields": "the document selects more than {most} fields; select fewer",
    "repeats": "the document selects the same fields too often; select each once",
    "digits": "a number of the document has more than {most} signs; no argument takes one",
    "values": "the variables hold more than {most} values; send fewer",
    "cost": "the answer may hold {seen} values, more than {most}; ask for smaller pages or fewer fields",
}


def exceeded(limits: OperationLimits, name: str, seen: int = 0) -> LimitExceeded:
    """The error for a limit that was passed, by the limit's name in OperationLimits."""
    most: int = getattr(limits, name)
    return LimitExceeded(_SAYINGS[name].format(most=f"{most:,}", seen=f"{seen:,}"), name, most)
