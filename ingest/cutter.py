"""A scraped page of text without markup, cut into the parts of its article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import DateOrigin, TitleOrigin
from ingest.body import Body, find_body
from ingest.byline import IsPlace, Origin, read_byline, read_opening
from ingest.date import FoundDate, read_date_line
from ingest.headlines import find_headlines
from ingest.language import identify
from ingest.line import Line, breadcrumb, read_lines
from ingest.page import Page
from ingest.title import derive_title, find_title, is_caption

_URL = re.compile(r"^(?:url|source|link|المصدر|الرابط)?\s*:?\s*(https?://\S+)$", re.IGNORECASE)
_VIEW_ON = re.compile(
    r"\bview (?:this )?(?:article |story |page )?(?:on|at) (?P<domain>[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE
)
_HOME = frozenset(["الرييسيه", "home", "accueil", "inicio", "الصفحه"])
_REACH_BEFORE, _REACH_AFTER = 4, 3
_HEAD_WITHOUT_TITLE = 8
_LEAD_PARAGRAPHS = 3
_SUMMARY_WORDS = 40


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands around title and body: who, where, when, and the picture's caption."""

    origin: Origin
    date: FoundDate | None
    caption: Line | None
    used: frozenset[int]


def cut(text: str, is_place: IsPlace) -> Page:
    """Cut a scraped page. `is_place` tells whether a text is a place's name, for datelines.

    Raises BadPage (without the page's name) when there is no article in it.
    """
    lines = read_lines(text)
    body = find_body(lines)
    joined = "\n\n".join(body.paragraphs)
    lead = " ".join(body.paragraphs[:_LEAD_PARAGRAPHS])
    lang = identify(joined)
    title = find_title(lines[: body.first], lead, joined, is_place)
    head = _read_head(lines, body, title, lead, lang, is_place)
    return _page(lines, body, title, head, joined, is_place)


def _page(
    lines: Sequence[Line], body: Body, title: Line | None, head: _Head, joined: str, is_place: IsPlace
) -> Page:
    opening = read_opening(body.paragraphs[0], is_place)
    outside = [
        line
        for line in lines
        if not body.first <= line.index <= body.last and line.index not in head.used and line is not title
    ]
    known = [part.text for part in (title, head.caption) if part]
    if title:
        name, origin = title.text, TitleOrigin.PAGE
    elif head.caption:
        name, origin = head.caption.text, TitleOrigin.CAPTION
    else:
        name, origin = derive_title(joined), TitleOrigin.DERIVED
    return Page(
        title=name,
        title_origin=origin,
        body=joined,
        url=next((found[1] for line in lines[:3] if (found := _URL.match(line.text))), None),
        source=next(
            (found["domain"].lower() for line in lines if (found := _VIEW_ON.search(line.text))), None
        ),
        kicker=_kicker(lines[: body.first], known),
        caption=head.caption.text if head.caption else None,
        byline=head.origin.byline or (opening.byline if opening else None),
        dateline=head.origin.dateline or (opening.dateline if opening else None),
        published_at=head.date.moment if head.date else None,
        published_at_origin=DateOrigin.PAGE if head.date else None,
        headlines=find_headlines(outside, body.related, known),
    )


def _read_head(
    lines: Sequence[Line], body: Body, title: Line | None, lead: str, lang: str, is_place: IsPlace
) -> _Head:
    between, around = _near(lines, body, title)
    used: set[int] = set()
    origins: list[Origin] = []
    dates: list[FoundDate] = []
    caption: Line | None = None
    for line in (*between, *around):
        found = read_date_line(line.text, lang)
        if found:
            dates.append(found)
        origin = read_byline(line.text, is_place) or (
            read_byline(_undated(line), is_place) if found else None
        )
        if origin:
            origins.append(origin)
        is_between = line in between
        if is_between and caption is None and not found and not origin and is_caption(line, lead):
            caption = line
        if found or origin or is_between:
            used.add(line.index)
    dates.sort(key=lambda date: date.updated)
    return _Head(_merge(origins), dates[0] if dates else None, caption, frozenset(used))


def _near(lines: Sequence[Line], body: Body, title: Line | None) -> tuple[list[Line], list[Line]]:
    """The lines between title and body, and those just before the title and just after the body."""
    start = title.index + 1 if title else max(0, body.first - _HEAD_WITHOUT_TITLE)
    between = [line for line in lines[start : body.first] if not line.is_list_title]
    before = list(lines[max(0, start - 1 - _REACH_BEFORE) : start - 1]) if title else []
    after: list[Line] = []
    for line in lines[body.last + 1 : body.last + 1 + _REACH_AFTER]:
        if line.is_list_title or line.is_comments:
            break
        after.append(line)
    return between, [*reversed(before), *after]


def _undated(line: Line) -> str:
    """The part of a line before its date: "By X, 3 May 2024" says who as well."""
    return re.split(r"\s*[,،|•·–—-]\s*(?=[^,،|]*\d)|\s+(?=\d)", line.text, maxsplit=1)[0]


def _merge(origins: Sequence[Origin]) -> Origin:
    """The first byline that is a person's or, without one, an agency's; the first dateline."""
    bylines = [origin.byline for origin in origins if origin.byline]
    datelines = [origin.dateline for origin in origins if origin.dateline]
    return Origin(bylines[0] if bylines else None, datelines[0] if datelines else None)


def _kicker(head: Sequence[Line], known: Sequence[str]) -> str | None:
    """The last section of the breadcrumb that stands nearest before the body."""
    for line in reversed(head):
        if line.is_breadcrumb:
            parts = [part for part in breadcrumb(line.text) if part not in known]
            if (parts and _HOME & set(parts[0].split())) or len(parts) > 1:
                return parts[-1]
    return None
