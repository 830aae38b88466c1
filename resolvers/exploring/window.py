"""Windows of time: from a moment on, up to another one, both in UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from strawberry import argument

from graph.errors import BadArgument
from resolvers.filters.comparison import checked_moment
from resolvers.page import FIRST_MOMENT, LAST_MOMENT

From = Annotated[
    datetime | None,
    argument(name="from", description="Only articles dated at this moment or later; from the first one on."),
]
To = Annotated[
    datetime | None,
    argument(name="to", description="Only articles dated before this moment; up to the last one."),
]


@dataclass(frozen=True, slots=True)
class Window:
    """The moments from `start` on, before `end`; an end that was left out takes in everything."""

    start: datetime
    end: datetime
    has_start: bool
    has_end: bool

    @property
    def parameters(self) -> dict[str, object]:
        """What Cypher needs of it."""
        return {"from": self.start, "to": self.end}


def window(from_: datetime | None, to: datetime | None) -> Window:
    """Check the arguments `from` and `to`. Raises BadArgument without a zone, or where from is not first."""
    start = FIRST_MOMENT if from_ is None else checked_moment(from_, "from").astimezone(UTC)
    end = LAST_MOMENT if to is None else checked_moment(to, "to").astimezone(UTC)
    if from_ is not None and to is not None and start >= end:
        raise BadArgument(f"from is {start.isoformat()}, to is {end.isoformat()}; from must be the earlier")
    return Window(start, end, from_ is not None, to is not None)
