"""Timeline: how often an entity is named, hour by hour, day by day, week by week or month by month.

Each bucket is counted by a seek of its own in the index of mentions, which reads nothing but the index.
Buckets are in UTC; weeks begin on Monday. Those without articles are told too, so that a chart needs no more.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from typing import Annotated, LiteralString

import strawberry
from strawberry import UNSET

from graph.errors import BadArgument
from resolvers.exploring.window import From, To, window
from resolvers.planner.piece import Many, One, column, fixed

MOST_BUCKETS = 1000
"""Buckets that one timeline may have."""

_BUCKETS: LiteralString = """
CALL (this) {
  CALL (this) {
    MATCH ()-[_m:MENTIONS]->() USING INDEX SEEK _m:MENTIONS(entityId, orderedAt)
    WHERE _m.entityId = this.id AND _m.orderedAt >= $from AND _m.orderedAt < $to
    RETURN _m.orderedAt AS _first ORDER BY _m.entityId, _m.orderedAt LIMIT 1
  }
  CALL (this) {
    MATCH ()-[_m:MENTIONS]->() USING INDEX SEEK _m:MENTIONS(entityId, orderedAt)
    WHERE _m.entityId = this.id AND _m.orderedAt >= $from AND _m.orderedAt < $to
    RETURN _m.orderedAt AS _last ORDER BY _m.entityId DESC, _m.orderedAt DESC LIMIT 1
  }
  WITH datetime.truncate($unit, datetime({epochMillis: _first.epochMillis})) AS _begin,
    datetime.truncate($unit, datetime({epochMillis: _last.epochMillis})) AS _end
  WITH _begin, _end, CASE $unit
    WHEN 'month' THEN 12 * (_end.year - _begin.year) + _end.month - _begin.month
    ELSE (_end.epochSeconds - _begin.epochSeconds) / $seconds END AS _steps
  WITH _end, _steps, CASE WHEN _steps < $most THEN _steps ELSE $most - 1 END AS _back
  CALL (this, _end, _back) {
    UNWIND range(_back, 0, -1) AS _step
    WITH _end - CASE $unit WHEN 'month' THEN duration({months: _step})
        ELSE duration({seconds: _step * $seconds}) END AS _start,
      _end - CASE $unit WHEN 'month' THEN duration({months: _step - 1})
        ELSE duration({seconds: (_step - 1) * $seconds}) END AS _stop
    WITH _start, CASE WHEN _start < $from THEN $from ELSE _start END AS _since,
      CASE WHEN _stop > $to THEN $to ELSE _stop END AS _until
    RETURN collect({start: _start, count: COUNT {
      MATCH ()-[_m:MENTIONS]->() USING INDEX SEEK _m:MENTIONS(entityId, orderedAt)
      WHERE _m.entityId = this.id AND _m.orderedAt >= _since AND _m.orderedAt < _until }}) AS _buckets
  }
  RETURN collect({buckets: _buckets, capped: _steps >= $most}) AS _found
}
WITH *, coalesce(head(_found), {buckets: [], capped: false}) AS row
"""


@strawberry.enum(description="How long each bucket of a timeline is; all in UTC.")
class TimelineInterval(Enum):
    """A length of time."""

    HOUR = strawberry.enum_value("hour", description="An hour.")
    DAY = strawberry.enum_value("day", description="A day, from midnight on.")
    WEEK = strawberry.enum_value("week", description="A week, from Monday on.")
    MONTH = strawberry.enum_value("month", description="A month of the calendar.")


_SECONDS: Mapping[TimelineInterval, int] = {
    TimelineInterval.HOUR: 3600,
    TimelineInterval.DAY: 86_400,
    TimelineInterval.WEEK: 604_800,
    TimelineInterval.MONTH: 28 * 86_400,
}
"""The shortest that each interval can be, in seconds."""


@strawberry.type(description="A stretch of time and how many articles name the entity in it.")
class TimelineBucket:
    """`this` is a map."""

    start: datetime = column("toString(this.start)", "When it begins, in UTC.")
    count: int = column("this.count", "How many articles dated in it name the entity.")


@strawberry.type(
    description="How often an entity is named over time, from its first article in the window to its last; "
    f"the last {MOST_BUCKETS:,} buckets at most."
)
class Timeline:
    """`this` is a map of buckets and capped."""

    buckets: list[TimelineBucket] = fixed(
        Many("UNWIND this.buckets AS row"), "The buckets, oldest first, those without articles too."
    )
    is_capped: bool = column(
        "this.capped", "Whether there are older articles in the window than the buckets reach back to."
    )


Interval = Annotated[TimelineInterval, strawberry.argument(description="How long each bucket is.")]


def entity_timeline(interval: Interval = TimelineInterval.MONTH, from_: From = UNSET, to: To = UNSET) -> One:
    """How often an entity is named over time."""
    wanted = window(from_, to)
    seconds = _SECONDS[interval]
    buckets = (wanted.end - wanted.start) // timedelta(seconds=seconds)
    if wanted.has_start and wanted.has_end and buckets > MOST_BUCKETS:
        raise BadArgument(
            f"from and to are {buckets} intervals of {interval.name} apart; at most {MOST_BUCKETS} are told, "
            "so give a longer interval or a shorter time"
        )
    return One(
        _BUCKETS,
        {**wanted.parameters, "unit": interval.value, "seconds": seconds, "most": MOST_BUCKETS},
    )
