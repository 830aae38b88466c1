"""Trending: entities that are named more in a window of time than in the window before it.

Candidates are the entities named most in the newest SAMPLE articles of the window; those are then counted
in all of the window and of the one before, each by a seek in the index of mentions. The score is

    (count - before) / sqrt(before + 1)

the excess in standard deviations of a Poisson count with the mean of the window before; the 1 added keeps
entities that were not named before from an endless score. Only a positive score is trending.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, LiteralString

import strawberry
from strawberry import UNSET

from graph.errors import BadArgument
from resolvers.argument import Kinds, Most
from resolvers.filters.comparison import checked_moment
from resolvers.page import checked_size
from resolvers.planner.piece import Many, One, column, fixed

if TYPE_CHECKING:
    from resolvers.entity import Entity

SAMPLE = 2000
"""Articles of the window, the newest ones, whose entities are candidates."""

CANDIDATES = 300
"""Candidates, those named most in these articles, that are counted."""

LONGEST_HOURS = 24 * 366

_TRENDING: LiteralString = """
WITH CASE WHEN $given THEN $at ELSE head(COLLECT {
  MATCH (_newest:Article) WHERE _newest.orderedAt <= $at AND _newest.id IS NOT NULL
  RETURN datetime({epochMillis: _newest.orderedAt.epochMillis})
  ORDER BY _newest.orderedAt DESC, _newest.id DESC LIMIT 1 }) END AS _until
WITH _until WHERE _until IS NOT NULL
WITH _until, _until - duration({hours: $hours}) AS _since
CALL (_since, _until) {
  MATCH (_a:Article) WHERE _a.orderedAt > _since AND _a.orderedAt <= _until AND _a.id IS NOT NULL
  WITH _a ORDER BY _a.orderedAt DESC, _a.id DESC LIMIT $sample + 1
  WITH collect(_a) AS _named
  RETURN _named[0..$sample] AS _sample, size(_named) > $sample AS _capped
}
CALL (_sample, _since, _until) {
  UNWIND _sample AS _a
  MATCH (_a)-[:MENTIONS]->(_e:Entity)
  WHERE $kinds IS NULL OR any(_label IN labels(_e) WHERE _label IN $kinds)
  WITH _e, _since, _until, count(*) AS _often ORDER BY _often DESC, _e.id LIMIT $candidates
  WITH _e, _since - duration({hours: $hours}) AS _earlier, _since, _until
  WITH _e, COUNT { MATCH ()-[_m:MENTIONS]->() USING INDEX SEEK _m:MENTIONS(entityId, orderedAt)
      WHERE _m.entityId = _e.id AND _m.orderedAt > _since AND _m.orderedAt <= _until } AS _count,
    COUNT { MATCH ()-[_m:MENTIONS]->() USING INDEX SEEK _m:MENTIONS(entityId, orderedAt)
      WHERE _m.entityId = _e.id AND _m.orderedAt > _earlier AND _m.orderedAt <= _since } AS _before
  WHERE _count > _before
  WITH _e, _count, _before, (_count - _before) / sqrt(_before + 1) AS _score
  ORDER BY _score DESC, _count DESC, _e.id LIMIT $limit
  RETURN collect({entity: _e, count: _count, before: _before, score: _score}) AS _entities
}
WITH collect({since: _since, until: _until, entities: _entities, counted: size(_sample), capped: _capped})
  AS _answers
WITH head(_answers) AS row
"""


@strawberry.type(description="An entity that is named more than before.")
class Trend:
    """`this` is a map."""

    entity: Annotated["Entity", strawberry.lazy("resolvers.entity")] = fixed(
        One("WITH *, this.entity AS row"), "The entity."
    )
    count: int = column("this.count", "How many articles of the window name it.")
    before: int = column("this.before", "How many articles of the window before, just as long, name it.")
    score: float = column("this.score", "(count - before) / sqrt(before + 1).")


@strawberry.type(
    description="What is named more than before; found among the entities named most in the newest "
    f"{SAMPLE:,} articles of the window."
)
class Trending:
    """`this` is a map."""

    since: datetime = column("toString(this.since)", "The moment after which the window begins.")
    until: datetime = column("toString(this.until)", "The last moment of the window.")
    entities: list[Trend] = fixed(Many("UNWIND this.entities AS row"), "The entities, highest score first.")
    counted: int = column("this.counted", "How many articles of the window were looked at for entities.")
    is_capped: bool = column("this.capped", "Whether the window has more articles than were looked at.")


Days = Annotated[
    int | None,
    strawberry.argument(description="Length of the window in days, up to 366; 7 without days and hours."),
]
Hours = Annotated[
    int | None, strawberry.argument(description="Length of the window in hours, instead of days.")
]
At = Annotated[
    datetime | None,
    strawberry.argument(description="Where the window ends; at the newest article where left out."),
]


def trending_entities(
    days: Days = UNSET, hours: Hours = UNSET, kinds: Kinds = UNSET, first: Most = 10, at: At = UNSET
) -> One:
    """The entities that are named more in the window than in the one before it."""
    if days is not None and hours is not None:
        raise BadArgument("a window is given in days or in hours, not both")
    name, given = ("hours", hours) if hours is not None else ("days", 7 if days is None else days)
    length = given if name == "hours" else 24 * given
    if not 0 < length <= LONGEST_HOURS:
        most = LONGEST_HOURS if name == "hours" else LONGEST_HOURS // 24
        raise BadArgument(f"{name} is {given}; it must be from 1 to {most}")
    return One(
        _TRENDING,
        {
            "given": at is not None,
            "at": datetime.now(UTC) if at is None else _checked_end(at),
            "hours": length,
            "kinds": None if kinds is None else [kind.value for kind in kinds],
            "sample": SAMPLE,
            "candidates": CANDIDATES,
            "limit": checked_size(first),
        },
    )


def _checked_end(at: datetime) -> datetime:
    """The end of a window, in UTC. Raises BadArgument without a zone, or where no window fits before it."""
    end = checked_moment(at, "at")
    if end.year < 1000:
        raise BadArgument(f"at is {end.isoformat()}; it must be in the year 1000 or later")
    return end.astimezone(UTC)
