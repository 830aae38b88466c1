"""Cypher under construction for one filter: conditions whose values are parameters.

The text depends on which parts of a filter are given, never on their values, so that the same filter
with other values is the same statement.
"""

from collections.abc import Callable, Sequence
from typing import LiteralString, TypeVar, cast

from strawberry import UNSET

from graph.errors import BadArgument

_Filter = TypeVar("_Filter")

MOST_CONDITIONS = 50
"""Conditions that one filter may hold, all its AND, OR and NOT together."""

MOST_VALUES = 200
"""Values that one list of a filter may hold."""

LONGEST_VALUE = 500
"""Letters that one text of a filter may have."""


class Conditions:
    """The parameters of one filter, and what must run before its conditions can be told."""

    def __init__(self) -> None:
        """Begin without any."""
        self.parameters: dict[str, object] = {}
        self.preludes: list[str] = []

    def value(self, value: object) -> str:
        """Keep a value and return the parameter that stands for it.

        Raises BadArgument for more than MOST_CONDITIONS of them, or one that is too long.
        """
        if len(self.parameters) >= MOST_CONDITIONS:
            raise BadArgument(f"the filter has more than {MOST_CONDITIONS} conditions; give fewer")
        if isinstance(value, list):
            listed = cast(list[object], value)
            if len(listed) > MOST_VALUES:
                raise BadArgument(
                    f"a list of the filter has {len(listed)} values; it may have {MOST_VALUES} at most"
                )
            for item in listed:
                _check_length(item)
        else:
            _check_length(value)
        name = f"f{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    def prelude(self, text: str) -> None:
        """Keep clauses that must run before the conditions."""
        self.preludes.append(text)

    @property
    def before(self) -> LiteralString:
        """All clauses that must run before the conditions."""
        return literal("\n".join(self.preludes))


def literal(text: str) -> LiteralString:
    """The text as what it is: pieces that stand in the code, joined; no value is ever in it."""
    return cast(LiteralString, text)


def given(value: object) -> bool:
    """Whether a part of a filter was given; null counts as left out."""
    return value is not UNSET and value is not None


def every(parts: Sequence[str]) -> str:
    """All conditions together; nothing asked is true of everything."""
    return "(" + " AND ".join(parts) + ")" if parts else "true"


def some(parts: Sequence[str]) -> str:
    """At least one of the conditions; none given is true of nothing."""
    return "(" + " OR ".join(parts) + ")" if parts else "false"


def combined(
    all_of: Sequence[_Filter] | None,
    any_of: Sequence[_Filter] | None,
    none_of: _Filter | None,
    one: Callable[[_Filter], str],
) -> list[str]:
    """The conditions of a filter's AND, OR and NOT, each of whose filters `one` turns into a condition.

    What is unknown of something (a date that it lacks) does not hold, so its NOT does.
    """
    parts: list[str] = []
    if all_of is not UNSET and all_of is not None:
        parts.append(every([one(each) for each in all_of]))
    if any_of is not UNSET and any_of is not None:
        parts.append(some([one(each) for each in any_of]))
    if none_of is not UNSET and none_of is not None:
        parts.append(f"NOT coalesce({one(none_of)}, false)")
    return parts


def _check_length(value: object) -> None:
    if isinstance(value, str) and len(value) > LONGEST_VALUE:
        raise BadArgument(
            f"a text of the filter has {len(value)} letters; it may have {LONGEST_VALUE} at most"
        )
