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
from graph.model import DateOrigin, TitleOrigin
from ingest.comments import drop_comments
from ingest.cutting.body import SectionFront, select_paragraphs
from ingest.cutting.byline import Names, read_opening
from ingest.cutting.cutter import cut
from ingest.cutting.line import read_lines
from ingest.cutting.title import derive_title, part_kicker
from ingest.language import identify
from ingest.maintext import choose_body
from ingest.markup import Element, declared_day, inner_text, main_text, parse, visible_text
from ingest.metadata import Metadata, read_metadata
from ingest.page import Page

_LEAST_HEADING = 3
_SEPARATOR = re.compile(r"\s+[|–—·-]\s")
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
        page = replace(page, title=title, title_origin=TitleOrigin.PAGE, kicker=kicker or page.kicker)
    opening = read_opening(paragraphs[0], names)
    published, origin = _published(root, metadata, page)
    return replace(
        page,
        body=body,
        lang=identify(body),
        url=metadata.url,
        byline=", ".join(metadata.authors) or page.byline or (opening.origin.byline if opening else None),
        dateline=page.dateline or (opening.origin.dateline if opening else None),
        kicker=page.kicker or metadata.section,
        published_at=published,
        published_at_origin=origin,
        headlines=tuple(headline for headline in page.headlines if fold(headline.text) != fold(page.title)),
    )


def _title(root: Element, metadata: Metadata) -> str | None:
    """The declared title that is a first-level heading too, else the first without the site's name, else the
    only heading."""
    headings = [text for heading in root.iter("h1") if (text := inner_text(heading))]
    if not metadata.titles:
        return headings[0] if len(headings) == 1 else None
    folded = {fold(heading): heading for heading in headings}
    bare = [_without_site(title, metadata.site, folded) for title in metadata.titles]
    return next((title for title in bare if fold(title) in folded), bare[0])


def _without_site(title: str, name: str | None, headings: Mapping[str, str]) -> str:
    """A declared title without what stands after a heading or before the site's name."""
    text = fold(title)
    for folded, heading in headings.items():
        if len(heading.split()) >= _LEAST_HEADING and text.startswith(f"{folded} "):
            rest = title[len(heading) :] if title.startswith(heading) else ""
            if _SEPARATOR.match(rest):
                return heading
    site = _SITE.search(title)
    return title[: site.start()] if site and fold(site["site"]) == fold(name or "") else title


def _published(root: Element, metadata: Metadata, page: Page) -> tuple[datetime | None, DateOrigin | None]:
    """Declared, else visible beside the article, else inferred from the page's address or last change."""
    if metadata.published_at:
        return metadata.published_at, DateOrigin.METADATA
    if page.published_at:
        return page.published_at, DateOrigin.PAGE
    day = declared_day(root)
    if day is None:
        return None, None
    return datetime.fromisoformat(day).replace(tzinfo=UTC), DateOrigin.INFERRED
