"""What stands around title and body: who wrote, where, when, and what the picture shows."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import time
from itertools import pairwise

from ingest.cutting.body import Body
from ingest.cutting.byline import (
    Origin,
    is_cued,
    read_byline,
    read_cued_name,
    read_filed,
    read_stranger,
)
from ingest.cutting.line import Line
from ingest.cutting.title import is_caption
from ingest.cutting.writer import Names, may_be_writer, read_person
from ingest.date import FoundDate, before_number, read_date_line, without_day_words
from ingest.linking.collisions import PREPOSITIONS

_REACH_BEFORE, _REACH_AFTER = 2, 3
_WITHOUT_TITLE = 8
_STANDFIRSTS = 2
_CAPTION_WORDS, _CAPTION_MOST = 4, 7
_CREDIT = re.compile(
    r"©|\b(?:photos?|foto|image|picture|getty|crédits?|credits?)\b|صورة|تصوير", re.IGNORECASE
)
_AGENCY_LAST = re.compile(r"\s/\s+[^\s/]+$|\s*\([^()]*\)\s*$")
_SIGNED = re.compile(r"^(?P<name>[A-Z]\S+(?: [A-Z]\S+){1,3}) (?:Published|Posted|Updated)\b")
_PATH = re.compile(r"[|»›>]")
_FROM_SOMEWHERE = re.compile(r"^[^\W\d]+(?: [^\W\d]+){0,2}\s*[:–—-]\s+(?P<name>[^:–—-]{5,40})$")
_PARTS = re.compile(r"\s*[|/•·]\s*|\s+[-–—]\s+")
_BEFORE_DATE = re.compile(r"\s*[,،|•·–—-]\s*(?=[^,،|]*\d)|\s+(?=\d)")


@dataclass(frozen=True, slots=True)
class Head:
    """Byline, dateline, date and caption of an article; `used` are the indexes of the lines they are on."""

    origin: Origin
    date: FoundDate | None
    caption: str | None
    used: frozenset[int]


def read_head(
    lines: Sequence[Line], body: Body, title: Line | None, lead: str, lang: str, names: Names
) -> Head:
    """Read the lines between title and body, between the first paragraphs (the first may be a standfirst),
    just before the title and just after the body. `lead` is the folded text of the first ones."""
    between, others = _between(lines, body, title), _around(lines, body, title)
    origins: list[Origin] = []
    dates: list[FoundDate] = []
    persons: list[Origin] = []
    above: list[Origin] = []
    caption: str | None = None
    used = {line.index for line in between}
    sections = {line.text for line in lines[: title.index]} if title else set[str]()
    for line in (*between, *others):
        date = read_date_line(line.text, lang)
        origin = _beside(line, names) if date else _origin(line.text, line, names)
        if not origin and line.index and (cued := read_cued_name(lines[line.index - 1].text, line.text)):
            origin = Origin(byline=cued)
        if date:
            dates.append(date)
        if origin:
            is_above = title is not None and line.index < title.index
            is_section = line.is_agency and title is not None and line.text in sections
            (above if is_section or (is_above and line.is_agency) else origins).append(origin)
        if date or origin:
            used.add(line.index)
        elif line.index in used and (shown := _caption(line, lead)):
            caption = caption or shown
        elif (
            line.index in used
            and not (line.is_furniture or line.is_credit)
            and (person := read_person(line.text, names) or _below_title(line, title, names))
        ):
            persons.append(Origin(byline=person))
    dates.sort(key=lambda date: date.updated)
    if title:
        persons += _strangers(lines, between, sections, names)
    origin = _with_place_above(_merge((*origins, *persons, *above)), between, names)
    return Head(origin, dates[0] if dates else None, caption, frozenset(used))


def _below_title(line: Line, title: Line | None, names: Names) -> str | None:
    """A writer right below the title, whose first name may be another word too."""
    if title is None or line.index != title.index + 1:
        return None
    text = line.text.strip(" *•:")
    filed = _FROM_SOMEWHERE.match(text)
    name = filed["name"] if filed else text
    return name if may_be_writer(name, names) else None


def _with_place_above(origin: Origin, between: Sequence[Line], names: Names) -> Origin:
    """The origin with the place that stands on the line above the writer's, or in capitals above the date."""
    if origin.dateline:
        return origin
    filed = (
        above.text
        for above, line in pairwise(between)
        if (origin.byline and origin.byline in line.text) or (line.date and above.text.isupper())
    )
    return replace(origin, dateline=next(filter(names.is_place, filed), None))


def _strangers(
    lines: Sequence[Line], between: Sequence[Line], above: Container[str], names: Names
) -> list[Origin]:
    """Who may have written, of lines below the title and next to a date whose first names nobody knows; what
    stands `above` the title too is a section."""
    plain = (line for line in between if not (line.is_furniture or line.is_credit or line.date))
    beside = (line for line in plain if line.text not in above and _is_beside_date(lines, line, names))
    found = (read_stranger(line.text, names) for line in beside)
    return [origin for origin in found if origin]


def _is_beside_date(lines: Sequence[Line], line: Line, names: Names) -> bool:
    """Tell whether a date stands above or below a line, or below with the name of a place between."""
    below = lines[line.index + 1 : line.index + 3]
    if len(below) > 1 and names.is_place(below[0].text):
        below = below[1:]
    return any(other.date for other in (*lines[line.index - 1 : line.index], *below[:1]))


def _origin(text: str, line: Line, names: Names) -> Origin | None:
    """Who and where a line tells; a path of sections (News | Syria) and a picture's credit tell neither."""
    is_other = line.is_credit or (line.is_breadcrumb and _PATH.search(line.text))
    return None if is_other and not is_cued(text) else read_byline(text, names)


def _beside(line: Line, names: Names) -> Origin | None:
    """Who and where a line with a date tells, before the date or in a part of its own."""
    both = _origin(before_number(line.text), line, names)
    if both and both.byline and both.dateline:
        return both
    before = without_day_words(_BEFORE_DATE.split(line.text, maxsplit=1)[0])
    if origin := _origin(before, line, names):
        return origin
    if filed := read_filed(line.text, before, names):
        return filed
    if signed := _SIGNED.match(line.text):
        return Origin(signed["name"])
    cued = (read_byline(part, names) for part in _PARTS.split(line.text) if is_cued(part))
    if origin := next(filter(None, cued), None):
        return origin
    persons = (read_person(part, names) for part in (before, *_PARTS.split(line.text)))
    return next((Origin(byline=person) for person in persons if person), None)


def _caption(line: Line, lead: str) -> str | None:
    """The caption of a picture: what follows its label, a phrase from the lead, or what precedes a credit."""
    if line.shown:
        return line.shown
    if is_caption(line, lead) or _shows_persons(line, lead):
        return line.text
    shown = _CREDIT.split(_AGENCY_LAST.sub("", line.text))[0].strip(" .-–—/|([") if line.is_credit else ""
    return shown if len(shown.split()) >= _CAPTION_WORDS else None


def _shows_persons(line: Line, lead: str) -> bool:
    """Tell whether a short line is nothing but words from the lead: a portrait's caption, names with و."""
    words = line.folded.split()
    stems = {word.removeprefix("و") for word in lead.split()} | set(lead.split())
    if not 1 < len(words) <= _CAPTION_MOST or line.is_terminal or PREPOSITIONS & set(words):
        return False
    return all(word in stems or word.removeprefix("و") in stems for word in words)


def _between(lines: Sequence[Line], body: Body, title: Line | None) -> list[Line]:
    start = title.index + 1 if title else max(0, body.first - _WITHOUT_TITLE)
    paragraphs = body.kept[: _STANDFIRSTS + 1]
    return [
        line
        for line in lines[start : max(paragraphs)]
        if line.index not in paragraphs and not line.is_list_title
    ]


def _around(lines: Sequence[Line], body: Body, title: Line | None) -> list[Line]:
    """Lines right after the body, then those right before the title, nearest first."""
    found: list[Line] = []
    for line in lines[body.last + 1 : body.last + 1 + _REACH_AFTER]:
        if line.is_list_title or line.is_comments:
            break
        found.append(line)
    if title:
        before = [line for line in lines[: title.index] if not line.is_furniture or line.date]
        found += [line for line in reversed(before[-_REACH_BEFORE:]) if not _is_clock(line, title)]
    return found


def _is_clock(line: Line, title: Line) -> bool:
    """Tell whether a date above the title may be the day of a visit: no time of day, not next to it."""
    return line.date is not None and line.date.moment.time() == time() and line.index < title.index - 1


def _merge(origins: Iterable[Origin]) -> Origin:
    """The first byline and the first dateline."""
    found = tuple(origins)
    return Origin(
        next((origin.byline for origin in found if origin.byline), None),
        next((origin.dateline for origin in found if origin.dateline), None),
    )
