"""Pages of a list: which stretch a client asks for, by keyset.

A cursor is the key of an item in its list, a number and an id: milliseconds for articles in time, articles
for entities by rank. It holds whichever way the list runs, and only in lists of the same kind of node.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import LiteralString

from graph.errors import BadArgument, BadCursor

MOST_PER_PAGE = 100
DEFAULT_PER_PAGE = 20
LONGEST_ID = 200

_BEFORE: dict[LiteralString, LiteralString] = {"<=": ">=", ">=": "<="}
"""Of items with the very number of the key, those with such ids come before it."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_MOMENT = datetime(1, 1, 1, tzinfo=UTC)
LAST_MOMENT = datetime(9999, 12, 31, tzinfo=UTC)
_HIGHEST = 2**62


class Listed(Enum):
    """What a list holds, by the form that its cursors have."""

    ARTICLES = r"(-?[0-9]{1,15})\.(article-[A-Za-z0-9-]{1,80})"
    STORIES = r"(-?[0-9]{1,15})\.(story-[A-Za-z0-9-]{1,80})"
    ENTITIES = r"([0-9]{1,15})\.((?!article-|story-)[A-Za-z0-9-]{1,80})"
    """Entities, and names that may become some: an id goes over from the one to the other."""


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list: how many, from which key, and which way.

    `backward` counts from the list's end, `ascending` says that keys grow on the way.
    """

    size: int
    backward: bool
    ascending: bool
    at: datetime | int
    id: str
    starts_inside: bool

    @property
    def parameters(self) -> dict[str, object]:
        """What the page's Cypher needs; one more than the size tells whether there is another page."""
        return {
            "at": self.at,
            "id": self.id,
            "size": self.size,
            "limit": self.size + 1,
            "inside": self.starts_inside,
        }


def page(
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
    *,
    of: Listed = Listed.ARTICLES,
    oldest_first: bool = False,
) -> Page:
    """Check the arguments of a connection in time. Raises BadArgument or BadCursor."""
    size, backward, cursor = _stretch(first, after, last, before)
    ascending = backward != oldest_first
    if cursor is None:
        return Page(size, backward, ascending, FIRST_MOMENT if ascending else LAST_MOMENT, "", False)
    number, id_ = _key(cursor, of)
    try:
        return Page(size, backward, ascending, _EPOCH + timedelta(milliseconds=number), id_, True)
    except OverflowError:
        raise _bad_cursor(cursor) from None


def past_key(number: LiteralString, id_: LiteralString, beyond: LiteralString) -> LiteralString:
    """The Cypher condition of standing past the key ($at, $id) in a list by `number` and `id_`.

    `beyond` is <= where the list's numbers fall and >= where they grow. The part about equal numbers is
    a CASE, which the database's planner leaves alone: NOT (... AND ...) it may take apart into two
    lookups, and then reads and sorts all that follows for one page.
    """
    before: LiteralString = id_ + " " + _BEFORE[beyond] + " $id"
    return (
        number
        + " "
        + beyond
        + " $at AND NOT CASE WHEN "
        + number
        + " = $at THEN "
        + before
        + " ELSE false END"
    )


def ranked_page(first: int | None, after: str | None, last: int | None, before: str | None) -> Page:
    """Check the arguments of a list of entities, from the highest number to the lowest.

    Raises BadArgument or BadCursor.
    """
    size, backward, cursor = _stretch(first, after, last, before)
    if cursor is None:
        return Page(size, backward, backward, -1 if backward else _HIGHEST, "", False)
    return Page(size, backward, backward, *_key(cursor, Listed.ENTITIES), True)


def _stretch(
    first: int | None, after: str | None, last: int | None, before: str | None
) -> tuple[int, bool, str | None]:
    """Size, whether it counts from the end, and the cursor to go on from."""
    if (first is not None or after is not None) and (last is not None or before is not None):
        raise BadArgument("a page goes forward (first, after) or backward (last, before), not both")
    backward = last is not None or before is not None
    name, size = ("last", last) if backward else ("first", first)
    return (
        DEFAULT_PER_PAGE if size is None else checked_size(size, name),
        backward,
        before if backward else after,
    )


def checked_size(size: int, name: str = "first", least: int = 0) -> int:
    """A number of items as given. Raises BadArgument, naming the argument, for one out of range."""
    if not least <= size <= MOST_PER_PAGE:
        raise BadArgument(f"{name} is {size}; it must be from {least} to {MOST_PER_PAGE}")
    return size


def checked_id(id_: str, name: str = "id") -> str:
    """An id as given. Raises BadArgument, naming the argument, for one too long to be an id."""
    if len(id_) > LONGEST_ID:
        raise BadArgument(f"{name} has {len(id_)} letters; it may have at most {LONGEST_ID}")
    return id_


def _key(cursor: str, of: Listed) -> tuple[int, str]:
    found = re.fullmatch(of.value, cursor)
    if found is None:
        raise _bad_cursor(cursor)
    return int(found[1]), found[2]


def _bad_cursor(cursor: str) -> BadCursor:
    return BadCursor(f"{cursor[:100]!r} is no cursor of this list; use one that it returned")
