"""A stretch of time that words stand for, and the reckoning with days, weeks, months and years."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How finely an expression tells the time."""

    HOUR = "HOUR"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    YEAR = "YEAR"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time from `since` up to, not including, `until`; both time-zone aware.

    `ahead` is the first such day that is not before the anchor, where a weekday stood alone. `written` is
    the day of writing, where the words tell it: "today, 19 November 2019".
    """

    since: datetime
    until: datetime
    precision: Precision
    ahead: datetime | None = None
    written: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """An expression in a text (`start` and `end` are offsets in code points) and the time it stands for.

    The time runs from `since` up to, not including, `until`; both are in the anchor's time zone, in UTC
    without an anchor. `ahead`: a weekday alone ("on Thursday") is read as the last one unless its sentence
    speaks of the future; who knows that it does may take this day, the first such not before the anchor.
    """

    start: int
    end: int
    since: datetime
    until: datetime
    precision: Precision
    ahead: datetime | None = None


def day_of(anchor: datetime, days: int = 0) -> Stretch:
    """The day that lies `days` after the anchor's."""
    first = _midnight(anchor) + timedelta(days=days)
    return Stretch(first, first + timedelta(days=1), Precision.DAY)


def calendar_day(year: int, month: int, day: int, anchor: datetime | None) -> Stretch | None:
    """A day by its date; None when there is no such day."""
    try:
        first = datetime(year, month, day, tzinfo=anchor.tzinfo if anchor else UTC)
        return Stretch(first, first + timedelta(days=1), Precision.DAY)
    except (ValueError, OverflowError):
        return None


def week_of(anchor: datetime, weeks: int = 0) -> Stretch:
    """The week, Monday to Sunday, that lies `weeks` after the anchor's."""
    first = _midnight(anchor) + timedelta(days=7 * weeks - anchor.weekday())
    return Stretch(first, first + timedelta(days=7), Precision.WEEK)


def week_around(anchor: datetime, weeks: int) -> Stretch:
    """Seven days with the one in the middle that lies `weeks` weeks after the anchor: "two weeks ago"."""
    first = _midnight(anchor) + timedelta(days=7 * weeks - 3)
    return Stretch(first, first + timedelta(days=7), Precision.WEEK)


def month_of(year: int, month: int, anchor: datetime | None) -> Stretch:
    """A month; `month` may lie outside 1 to 12 and then counts on from the year."""
    zone = anchor.tzinfo if anchor else UTC
    (ahead, number), (later, following) = divmod(month - 1, 12), divmod(month, 12)
    return Stretch(
        datetime(year + ahead, number + 1, 1, tzinfo=zone),
        datetime(year + later, following + 1, 1, tzinfo=zone),
        Precision.MONTH,
    )


def year_of(year: int, anchor: datetime | None) -> Stretch:
    """A year."""
    zone = anchor.tzinfo if anchor else UTC
    return Stretch(datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone), Precision.YEAR)


def hours_before(anchor: datetime, time: timedelta) -> Stretch | None:
    """The hour in which the moment `time` before the anchor lies; None when the anchor is a plain day."""
    if anchor == _midnight(anchor):
        return None
    first = (anchor - time).replace(minute=0, second=0, microsecond=0)
    return Stretch(first, first + timedelta(hours=1), Precision.HOUR)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
