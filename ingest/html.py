"""An HTML page cut into the parts of its article: its declarations, its main text, and what a reader sees.

The main text is freed of lines that are no prose; who, where and when come from the page's declarations
first, else from its visible text, as do the lists of other stories.
"""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from graph.errors import BadPage
from graph.folding import fold
from graph.model import DateOrigin, TitleOrigin
from ingest.cutting.body import select_paragraphs
from ingest.cutting.byline import Names, read_opening
from ingest.cutting.cutter import cut
from ingest.cutting.line import read_lines
from ingest.cutting.title import derive_title
from ingest.language import identify
from ingest.markup import Element, declared_day, inner_text, main_text, parse, visible_text
from ingest.metadata import Metadata, read_metadata
from ingest.page import Page

_LEAST_WORDS = 30
"""With fewer words than this, what trafilatura found is left for what the eye would find."""
_SITE = re.compile(r"\s+[|–—·-]\s+(?P<site>[^|–—·]{2,40})$")
_NOTHING = "holds no article, only menus, lists or short lines; give a page with running text"


def read_html(markup: str, names: Names) -> Page:
    """Read an HTML page. `names` tells places and persons, for bylines and datelines.

    Raises BadPage (without the page's name) when there is no article in it.
    """
    root = parse(markup)
    if root is None:
        raise BadPage(_NOTHING)
    seen: Page | None = None
    with suppress(BadPage):
        seen = cut(visible_text(root), names)
    kept, _ = select_paragraphs(read_lines("\n\n".join(main_text(root))))
    paragraphs = [paragraph for _, paragraph in kept]
    if sum(len(paragraph.split()) for paragraph in paragraphs) < _LEAST_WORDS:
        if seen is None:
            raise BadPage(_NOTHING)
        paragraphs = seen.body.split("\n\n")
    return _page(root, read_metadata(root), seen, paragraphs, names)


def _page(root: Element, metadata: Metadata, seen: Page | None, paragraphs: list[str], names: Names) -> Page:
    title = _title(root, metadata)
    if title and len(paragraphs) > 1 and fold(paragraphs[0]) == fold(title):
        paragraphs = paragraphs[1:]
    body = "\n\n".join(paragraphs)
    page = seen or Page(derive_title(body), TitleOrigin.DERIVED, body)
    if title:
        page = replace(page, title=title, title_origin=TitleOrigin.PAGE)
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
    """The declared title without the site's name, else the only first-level heading."""
    headings = [text for heading in root.iter("h1") if (text := inner_text(heading))]
    if metadata.title is None:
        return headings[0] if len(headings) == 1 else None
    site = _SITE.search(metadata.title)
    bare = metadata.title[: site.start()] if site else metadata.title
    if site and (fold(site["site"]) == fold(metadata.site or "") or fold(bare) in map(fold, headings)):
        return bare
    return metadata.title


def _published(root: Element, metadata: Metadata, page: Page) -> tuple[datetime | None, DateOrigin | None]:
    """Declared, else visible beside the article, else what the page's address says."""
    if metadata.published_at:
        return metadata.published_at, DateOrigin.METADATA
    if page.published_at:
        return page.published_at, DateOrigin.PAGE
    day = declared_day(root)
    if day is None:
        return None, None
    return datetime.fromisoformat(day).replace(tzinfo=UTC), DateOrigin.METADATA
