"""Filters of single values: texts, ids, times and numbers."""

from collections.abc import Callable
from datetime import datetime

import strawberry
from strawberry import UNSET

from graph.errors import BadArgument
from graph.folding import fold
from resolvers.filters.condition import Conditions, every, given

_UNSET_TEXT = "Where several are given, all must hold; null counts as left out."


@strawberry.input(description="Which ids. " + _UNSET_TEXT)
class IdFilter:
    """Ids."""

    eq: strawberry.ID | None = strawberry.field(default=UNSET, description="This id.")
    in_: list[strawberry.ID] | None = strawberry.field(
        name="in", default=UNSET, description="One of these ids; an empty list fits nothing."
    )


@strawberry.input(description="Which texts. " + _UNSET_TEXT)
class StringFilter:
    """Texts."""

    eq: str | None = strawberry.field(default=UNSET, description="This text.")
    in_: list[str] | None = strawberry.field(
        name="in", default=UNSET, description="One of these texts; an empty list fits nothing."
    )
    contains: str | None = strawberry.field(default=UNSET, description="Texts with this in them.")
    starts_with: str | None = strawberry.field(default=UNSET, description="Texts that begin with this.")


@strawberry.input(description="Which moments. " + _UNSET_TEXT)
class TimeFilter:
    """Moments."""

    gte: datetime | None = strawberry.field(default=UNSET, description="At this moment or later.")
    gt: datetime | None = strawberry.field(default=UNSET, description="Later than this moment.")
    lte: datetime | None = strawberry.field(default=UNSET, description="At this moment or earlier.")
    lt: datetime | None = strawberry.field(default=UNSET, description="Earlier than this moment.")


@strawberry.input(description="Which numbers. " + _UNSET_TEXT)
class IntFilter:
    """Whole numbers."""

    eq: int | None = strawberry.field(default=UNSET, description="This number.")
    gte: int | None = strawberry.field(default=UNSET, description="This number or more.")
    lte: int | None = strawberry.field(default=UNSET, description="This number or less.")


def as_it_is(text: str) -> str:
    """A text that is compared to the letter."""
    return text


def id_condition(wanted: IdFilter, of: str, conditions: Conditions) -> str:
    """Tell which ids fit; `of` is the expression of the id."""
    parts: list[str] = []
    if given(wanted.eq):
        parts.append(f"{of} = {conditions.value(wanted.eq)}")
    if given(wanted.in_):
        parts.append(f"{of} IN {conditions.value(list(wanted.in_ or ()))}")
    return every(parts)


def text_condition(
    wanted: StringFilter, of: str, conditions: Conditions, form: Callable[[str], str] = fold
) -> str:
    """Tell which texts fit; `of` is the expression of the text in the form that `form` gives."""
    parts: list[str] = []
    for operator, text in (
        ("=", wanted.eq),
        ("CONTAINS", wanted.contains),
        ("STARTS WITH", wanted.starts_with),
    ):
        if text is not UNSET and text is not None:
            parts.append(f"{of} {operator} {conditions.value(form(text))}")
    if given(wanted.in_):
        parts.append(f"{of} IN {conditions.value([form(text) for text in wanted.in_ or ()])}")
    return every(parts)


def time_condition(wanted: TimeFilter, of: str, conditions: Conditions) -> str:
    """Tell which moments fit; `of` is the expression of the moment. Raises BadArgument without a zone."""
    parts: list[str] = []
    for operator, name, moment in (
        (">=", "gte", wanted.gte),
        (">", "gt", wanted.gt),
        ("<=", "lte", wanted.lte),
        ("<", "lt", wanted.lt),
    ):
        if moment is UNSET or moment is None:
            continue
        parts.append(f"{of} {operator} {conditions.value(checked_moment(moment, name))}")
    return every(parts)


def checked_moment(moment: datetime, name: str) -> datetime:
    """A moment as given. Raises BadArgument, naming the argument, for one without a time zone."""
    if moment.tzinfo is None:
        raise BadArgument(f"{name} has no time zone; write it as 2019-08-19T00:00:00Z")
    return moment


def number_condition(wanted: IntFilter, of: str, conditions: Conditions) -> str:
    """Tell which numbers fit; `of` is the expression of the number."""
    parts = [
        f"{of} {operator} {conditions.value(number)}"
        for operator, number in (("=", wanted.eq), (">=", wanted.gte), ("<=", wanted.lte))
        if number is not UNSET and number is not None
    ]
    return every(parts)
