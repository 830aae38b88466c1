"""What one expression means: from its words and the anchor to a stretch of time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from ingest.dating.grammar import Grammar
from ingest.dating.moment import (
    Stretch,
    calendar_day,
    day_of,
    hours_before,
    month_of,
    week_around,
    week_of,
    year_of,
)
from ingest.dating.words import LENGTHS, Unit


class Contradiction:
    """An expression that cannot be true, or that says too little: it stands for no time."""


CONTRADICTION: Final = Contradiction()
Reading: TypeAlias = Stretch | Contradiction

_YEAR_AND_A_DAY = timedelta(days=366)
_TOLERANCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression's words by their part, folded; `is_ahead` says that its sentence speaks of the future."""

    parts: Mapping[str, str | None]
    grammar: Grammar
    anchor: datetime | None
    is_english: bool
    is_ahead: bool

    def value(self, part: str, among: Mapping[str, int]) -> int | None:
        """What the word of a part means; None when the part is missing."""
        word = self.parts.get(part)
        return None if word is None else among[" ".join(word.split())]

    def has(self, part: str) -> bool:
        """Tell whether a part is there."""
        return self.parts.get(part) is not None

    @property
    def shift(self) -> int | None:
        """The direction: -1, 0, 1, or None without."""
        if self.has("this"):
            return 0
        found = self.value("shift", self.grammar.shifts)
        return self.value("lead", self.grammar.shifts) if found is None else found

    @property
    def year(self) -> int | None:
        """The year that is said, or counted from the anchor's."""
        said = self.parts.get("year")
        if said is not None:
            return int(said)
        shift = self.value("of_year", self.grammar.shifts)
        return None if shift is None or self.anchor is None else self.anchor.year + shift


def read(expression: Expression) -> Reading | None:
    """The time that an expression stands for; None when its words are no expression after all.

    Without an anchor only what names its year stands for anything.
    """
    try:
        if expression.has("word"):
            return _day_word(expression)
        if expression.has("ago") or expression.has("after"):
            return _counted(expression)
        if expression.has("unit"):
            return _unit(expression)
        if expression.has("day"):
            return _date(expression)
        if expression.has("weekday"):
            return _weekday(expression)
        if expression.has("month"):
            return _month(expression)
        return year_of(int(expression.parts["year"] or 0), expression.anchor)
    except (ValueError, OverflowError):
        return CONTRADICTION


def _day_word(expression: Expression) -> Reading:
    distance = expression.value("word", expression.grammar.days) or 0
    weekday = expression.value("weekday", expression.grammar.weekdays)
    said = (
        _date(replace(expression, parts={**expression.parts, "weekday": None}))
        if expression.has("day")
        else None
    )
    if isinstance(said, Contradiction):
        return CONTRADICTION
    if said is not None and expression.has("year"):
        if weekday not in (None, said.since.weekday()):
            return said
        return replace(said, written=said.since - timedelta(days=distance))
    if expression.anchor is None:
        return CONTRADICTION
    day = day_of(expression.anchor, distance)
    if weekday not in (None, day.since.weekday()):
        return CONTRADICTION
    return day if said is None or abs(said.since - day.since) <= _TOLERANCE else CONTRADICTION


def _counted(expression: Expression) -> Reading | None:
    word = expression.parts["unit"] or ""
    grammar, anchor = expression.grammar, expression.anchor
    said = expression.parts.get("number")
    pair, unit = grammar.pairs.get(word), grammar.units.get(word)
    if (pair and said) or (said is None and not pair and not unit):
        return None
    if anchor is None:
        return CONTRADICTION
    count = 2 if pair else 1 if said is None else int(said) if said.isdigit() else grammar.numbers[said]
    unit = pair or unit or grammar.several[word]
    return _at_distance(anchor, unit, -count if expression.has("ago") else count) or CONTRADICTION


def _at_distance(anchor: datetime, unit: Unit, count: int) -> Stretch | None:
    if unit is Unit.DAY:
        return day_of(anchor, count)
    if unit in LENGTHS:
        return hours_before(anchor, -count * LENGTHS[unit])
    if unit is Unit.WEEK:
        return week_around(anchor, count)
    if unit is Unit.MONTH:
        return month_of(anchor.year, anchor.month + count, anchor)
    return year_of(anchor.year + count, anchor)


def _unit(expression: Expression) -> Reading | None:
    """This, the last or the next week, month or year, or a day of such a month."""
    anchor, shift = expression.anchor, expression.shift or 0
    if anchor is None:
        return CONTRADICTION
    unit = expression.grammar.units[(expression.parts["unit"] or "").removeprefix("ال")]
    if unit is Unit.WEEK:
        return week_of(anchor, shift)
    if unit is Unit.YEAR:
        return year_of(anchor.year + shift, anchor)
    month = month_of(anchor.year, anchor.month + shift, anchor)
    if not expression.has("day"):
        return month
    day = calendar_day(month.since.year, month.since.month, int(expression.parts["day"] or 0), anchor)
    return day or CONTRADICTION


def _date(expression: Expression) -> Reading | None:
    """A day of a month, or several, with its year or in the year nearest to the anchor."""
    parts = expression.parts
    day, last = int(parts["day"] or 0), int(parts.get("last") or 0)
    month = expression.value("month", expression.grammar.months) or int(parts.get("figure") or 0)
    if parts.get("mark") == "/" and month != day:
        if month > 12:
            month, day = day, month
        elif expression.is_english and day <= 12:
            return CONTRADICTION
    year = expression.year or _year_of_day(expression, month, day)
    first = calendar_day(year, month, day, expression.anchor) if year else None
    if first is None or year is None:
        return CONTRADICTION
    weekday = expression.value("weekday", expression.grammar.weekdays)
    if expression.has("year") and expression.shift == 0 and weekday == first.since.weekday():
        return replace(first, written=first.since)
    if not last:
        return first
    end = calendar_day(year, month, last, expression.anchor)
    return replace(first, until=end.until) if end and last > day else CONTRADICTION


def _year_of_day(expression: Expression, month: int, day: int) -> int | None:
    """The year of a day without one: nearest to the anchor, on the weekday and the side that are said."""
    anchor, shift = expression.anchor, expression.shift
    if anchor is None:
        return None
    weekday = expression.value("weekday", expression.grammar.weekdays)
    today = day_of(anchor).since
    near: list[tuple[timedelta, int]] = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        found = calendar_day(year, month, day, anchor)
        if found is None or abs(found.since - today) > _YEAR_AND_A_DAY:
            continue
        if weekday not in (None, found.since.weekday()) or not _is_on_side(found.since, today, shift):
            continue
        near.append((abs(found.since - today), year))
    return min(near)[1] if near else None


def _is_on_side(day: datetime, today: datetime, shift: int | None) -> bool:
    """Tell whether a day is past ("last"), to come ("next") or in this month ("this")."""
    if shift is None:
        return True
    if shift == 0:
        return (day.year, day.month) == (today.year, today.month)
    return day < today if shift < 0 else day > today


def _weekday(expression: Expression) -> Reading:
    anchor, shift = expression.anchor, expression.shift
    if anchor is None:
        return CONTRADICTION
    weekday = expression.value("weekday", expression.grammar.weekdays) or 0
    back, on = (anchor.weekday() - weekday) % 7, (weekday - anchor.weekday()) % 7
    if expression.has("week"):
        return day_of(week_of(anchor, shift or 0).since, weekday)
    if shift == -1:
        return day_of(anchor, -(back or 7))
    if shift == 1:
        return day_of(anchor, on or 7)
    ahead = day_of(anchor, on)
    found = ahead if expression.is_ahead else day_of(anchor, -back)
    return replace(found, ahead=ahead.since)


def _month(expression: Expression) -> Reading:
    """A month with its year, on the side of the anchor that is said, or nearest to it."""
    anchor, year = expression.anchor, expression.year
    month = expression.value("month", expression.grammar.months) or 0
    if year:
        return month_of(year, month, anchor)
    if anchor is None:
        return CONTRADICTION
    distance = (month - anchor.month) % 12
    if expression.shift == -1:
        distance -= 12
    elif expression.shift == 0:
        distance = month - anchor.month
        if distance and expression.has("shift"):
            return CONTRADICTION
    elif expression.shift is None and distance >= 6:
        distance -= 12
    elif expression.shift == 1:
        distance = distance or 12
    return month_of(anchor.year, anchor.month + distance, anchor)
