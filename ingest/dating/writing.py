"""The day on which an article was written, where only its text tells it."""

import re
from datetime import datetime
from typing import Protocol

from ingest.dating.moment import Precision
from ingest.dating.resolver import day_of_writing, resolve

_OPENING = re.compile(r"[^\n]{3,80}?(?:\)\s?[-–—:]{0,2}|(?:\s|(?<=[^\W\d]))[-–—]{1,2}|:)\s")
_PLACE = re.compile(r"\s*[,،(/\d]")
_LEAD_LETTERS = 800


class Places(Protocol):
    """What is known of names."""

    def is_place(self, name: str) -> bool:
        """Tell whether a text is the name of a place."""
        ...


def infer_day(body: str, lang: str, places: Places) -> datetime | None:
    """The day of writing, as its midnight in UTC, from a dateline with a whole date ("CAIRO, Nov 19, 2019 -")
    or from a first paragraph that says "today, Tuesday 19 November 2019" or its like; else None.
    """
    opening = _OPENING.match(body)
    if opening and places.is_place(_PLACE.split(opening.group(), maxsplit=1)[0].strip()):
        dates = [found for found in resolve(opening.group(), None, lang) if found.precision is Precision.DAY]
        if len(dates) == 1:
            return dates[0].since
    return day_of_writing(body[:_LEAD_LETTERS].rsplit("\n\n", 1)[0], lang)
