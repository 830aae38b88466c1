"""An HTML page cut into the parts of its article: its declarations, its main text, and what a reader sees.

The main text is freed of lines that are no prose; who, where and when come from the page's declarations
first, else from its visible text, as do the lists of other stories.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from graph.errors import BadPage
from graph.folding import fold
from graph.identity import host_of
from graph.model import DateOrigin, TitleOrigin
from ingest.comments import drop_comments
from ingest.credit import marked_writers
from ingest.cutting.body import SectionFront, select_paragraphs
from ingest.cutting.byline import read_opening
from ingest.cutting.cutter import cut
from ingest.cutting.line import read_lines
from ingest.cutting.title import derive_title, part_kicker
from ingest.cutting.writer import Names
from ingest.heading import marked_moment
from ingest.language import identify
from ingest.maintext import choose_body
from ingest.markup import Element, declared_day, inner_text, main_text, parse, visible_text
from ingest.metadata import Metadata, read_metadata
from ingest.page import Page

_LEAST_HEADING = 3
_SEPARATOR = re.compile(r"\s+[|–—·-]\s")
_LEADS = re.compile(r"(?:\s[|–—·-]|:)\s+$")
_DAY_LAST = re.compile(r"\s+[|–—·:-]\s+\d\d?\.\d\d?\.\d{4}(?:,? \d\d?[.:]\d\d(?: Uhr)?)?$")
_NO_LETTER = re.compile(r"[\W_]+")
_SITE = re.compile(r"\s+[|–—·-]\s+(?P<site>[^|–—·]{2,40})$")
_NOTHING = "holds no article, only menus, lists or short lines; give a page with running text"


def read_html(markup: str, names: Names) -> Page:
    """Read an HTML page. `names` tells places and persons, for bylines and datelines.

    Raises BadPage (without the page's name) when there is no article in it.
    """
    root = parse(markup)
    if root is None:
        raise BadPage(_NOTHING)
    drop_comments(root)
    try:
        seen = cut(visible_text(root), names)
    except SectionFront:
        raise
    except BadPage:
        seen = None
    metadata = read_metadata(root)
    kept, _ = select_paragraphs(read_lines("\n\n".join(main_text(root))), marked=True)
    paragraphs = choose_body(
        [paragraph for _, paragraph in kept], seen.body.split("\n\n") if seen else [], metadata.body
    )
    if not paragraphs:
        raise BadPage(_NOTHING)
    return _page(root, metadata, seen, paragraphs, names)


def _page(root: Element, metadata: Metadata, seen: Page | None, paragraphs: list[str], names: Names) -> Page:
    title = _title(root, metadata)
    if title and len(paragraphs) > 1 and fold(paragraphs[0]) == fold(title):
        paragraphs = paragraphs[1:]
    body = "\n\n".join(paragraphs)
    page = seen or Page(derive_title(body), TitleOrigin.DERIVED, body)
    if title:
        kicker, title = part_kicker(title, names)
        kicker = kicker or _kicker(title, metadata)
        page = replace(page, title=title, title_origin=TitleOrigin.PAGE, kicker=kicker or page.kicker)
    opening = read_opening(paragraphs[0], names)
    published, origin = _published(root, metadata, page)
    return replace(
        page,
        body=body,
        lang=identify(body),
        url=metadata.url,
        byline=_byline(root, metadata, page, opening.origin.byline if opening else None, names),
        dateline=page.dateline or (opening.origin.dateline if opening else None),
        kicker=page.kicker or metadata.section,
        published_at=published,
        published_at_origin=origin,
        headlines=tuple(headline for headline in page.headlines if fold(headline.text) != fold(page.title)),
    )


def _byline(root: Element, metadata: Metadata, page: Page, opening: str | None, names: Names) -> str | None:
    """The writers that are declared, else those whom the markup names, else who is seen; the site itself only
    where nobody else is."""
    declared = ", ".join(metadata.authors)
    if any(not _is_outlet(author, metadata) for author in metadata.authors):
        return declared
    seen = page.byline or opening or ""
    marked = ", ".join(marked_writers(root, page.title, names))
    is_part = marked and "," in seen and fold(marked) in fold(seen)
    return (seen if is_part else marked) or declared or seen or None


def _is_outlet(author: str, metadata: Metadata) -> bool:
    return fold(author) in metadata.outlets or (author.isascii() and " " not in author)


def _title(root: Element, metadata: Metadata) -> str | None:
    """The declared title that is a first-level heading too, else the first without the site's name, else the
    only heading."""
    headings = [text for heading in root.iter("h1") if (text := inner_text(heading))]
    if not metadata.titles:
        return headings[0] if len(headings) == 1 else None
    folded = {fold(heading): heading for heading in headings}
    bare = [_bare_title(title, metadata, folded) for title in metadata.titles]
    return next((title for title in bare if fold(title) in folded), bare[0])


def _bare_title(title: str, metadata: Metadata, headings: Mapping[str, str]) -> str:
    """A declared title without what stands around a heading, or without a day and the site at its end."""
    text = fold(title)
    for folded, heading in headings.items():
        if len(heading.split()) < _LEAST_HEADING:
            continue
        if (
            text.startswith(f"{folded} ")
            and title.startswith(heading)
            and _SEPARATOR.match(title[len(heading) :])
        ):
            return heading
        if (
            text.endswith(f" {folded}")
            and title.endswith(heading)
            and _leads(title[: -len(heading)], heading)
        ):
            return heading
    title = _DAY_LAST.sub("", title)
    site = _SITE.search(title)
    return title[: site.start()] if site and _letters(site["site"]) in _sites(metadata) else title


def _leads(lead: str, heading: str) -> bool:
    """Tell whether a title begins with a kicker; behind longer words the heading is the site's."""
    return bool(_LEADS.search(lead)) and len(_LEADS.sub("", lead).split()) < len(heading.split())


def _kicker(title: str, metadata: Metadata) -> str | None:
    """What a declared title says before a colon and the title itself."""
    leads = [
        one.removesuffix(title).rstrip() for one in metadata.titles if one != title and one.endswith(title)
    ]
    return next((lead[:-1].rstrip() for lead in leads if lead.endswith(":")), None)


def _sites(metadata: Metadata) -> set[str]:
    """What the site is called, in letters: by name, and by its host with and without what stands behind."""
    host = host_of(metadata.url) or ""
    return set(map(_letters, (metadata.site or "", *metadata.outlets, host, host.rpartition(".")[0]))) - {""}


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", fold(text))


def _published(root: Element, metadata: Metadata, page: Page) -> tuple[datetime | None, DateOrigin | None]:
    """Declared, else visible beside the article, else inferred from the page's address or last change."""
    if metadata.published_at:
        return metadata.published_at, DateOrigin.METADATA
    if seen := page.published_at or marked_moment(root, page.title):
        return seen, DateOrigin.PAGE
    day = declared_day(root)
    if day is None:
        return None, None
    return datetime.fromisoformat(day).replace(tzinfo=UTC), DateOrigin.INFERRED
