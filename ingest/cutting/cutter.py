"""A scraped page of text without markup, cut into the parts of its article."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

from graph.model import DateOrigin, TitleOrigin
from ingest.cutting.body import Body, find_body
from ingest.cutting.byline import read_opening
from ingest.cutting.evidence import Segmentation
from ingest.cutting.head import Head, read_head
from ingest.cutting.headlines import find_headlines
from ingest.cutting.line import HOME, Line, breadcrumb, read_lines
from ingest.cutting.title import derive_title, find_title, part_kicker
from ingest.cutting.writer import Names
from ingest.date import find_date
from ingest.language import identify
from ingest.page import Page

_URL = re.compile(r"^(?:url|source|link|المصدر|الرابط)?\s*:?\s*(https?://\S+)$", re.IGNORECASE)
_VIEW_ON = re.compile(
    r"\bview (?:this )?(?:article |story |page )?(?:on|at) (?P<domain>[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
"""A character as markup spells it, which a page's text should not have and some has."""


def cut(text: str, names: Names) -> Page:
    """Cut a scraped page. `names` tells places and persons, for bylines and datelines.

    Raises BadPage (without the page's name) when there is no article in it.
    """
    lines = read_lines(_ENTITY.sub(lambda found: unescape(found.group()), text))
    parted = Segmentation(lines, find_body(lines), names)
    title = find_title(parted)
    if title is not None and title.index == parted.body.first:
        parted = replace(parted, body=parted.body.without_first())
    lang = identify(parted.text)
    head = read_head(lines, parted.body, title, parted.lead, lang, names)
    return replace(_page(lines, parted.body, title, head, parted.text, names), lang=lang)


def _page(
    lines: Sequence[Line], body: Body, title: Line | None, head: Head, joined: str, names: Names
) -> Page:
    opening = read_opening(body.paragraphs[0], names)
    date = head.date or (find_date(body.paragraphs[0][: opening.end]) if opening else None)
    outside = [
        line
        for line in lines
        if not body.first <= line.index <= body.last and line.index not in head.used and line is not title
    ]
    known = [text for text in (title.text if title else None, head.caption) if text]
    kicker = _kicker([line for line in lines[: body.first] if line is not title], known)
    if title:
        first, name = part_kicker(title.text, names)
        kicker, origin = first or kicker, TitleOrigin.PAGE
    elif head.caption:
        name, origin = head.caption, TitleOrigin.CAPTION
    else:
        name, origin = derive_title(joined[opening.end :] if opening else joined), TitleOrigin.DERIVED
    return Page(
        title=name,
        title_origin=origin,
        body=joined,
        url=next((found[1] for line in lines[:3] if (found := _URL.match(line.text))), None),
        source=next(
            (found["domain"].lower() for line in lines if (found := _VIEW_ON.search(line.text))), None
        ),
        kicker=kicker,
        caption=head.caption,
        byline=head.origin.byline or (opening.origin.byline if opening else None),
        dateline=head.origin.dateline or (opening.origin.dateline if opening else None),
        published_at=date.moment if date else None,
        published_at_origin=DateOrigin.PAGE if date else None,
        headlines=find_headlines(outside, body.related, known),
    )


def _kicker(head: Sequence[Line], known: Sequence[str]) -> str | None:
    """The last section of the breadcrumb that stands nearest before the body."""
    for line in reversed(head):
        if line.is_breadcrumb and line.date is None and not line.is_credit:
            parts = [part for part in breadcrumb(line.text) if part not in known]
            if (parts and HOME & set(parts[0].split())) or len(parts) > 1:
                return parts[-1]
    return None
