"""Text that may be markup, as feeds and JSON carry it, into clean paragraphs."""

import re
from html import unescape
from typing import Any, cast

from lxml import html as lxml_html  # pyright: ignore[reportMissingTypeStubs]
from lxml.etree import LxmlError  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from ingest.cutting.body import select_paragraphs
from ingest.cutting.line import read_lines
from ingest.markup import Element, visible_text
from ingest.orthography import normalize, squeeze
from ingest.sentence import CLOSING, STOPS

LEAST_WORDS = 12
"""A text of fewer words is a teaser, not an article."""

_MARKUP = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--)>?")
_BROKEN_LINE = re.compile(rf"(?<=[^\s{STOPS}…:؛{re.escape(CLOSING)}])[^\S\n]*\n(?!\s*\n)")
_CUT_OFF = re.compile(r"\s*[\[(]\s*(?:…|\.\.\.)\s*[\])]\s*$")


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, markup or plain; out of markup, lines of the site's furniture are left out.

    Entities are decoded, letters brought to their usual form; in a plain text a line goes on in the next one
    unless it ends as a sentence does. Empty for a text without letters.
    """
    if _MARKUP.search(text):
        lines = read_lines(_CUT_OFF.sub("…", _plain(text)))
        kept = [paragraph for _, paragraph in select_paragraphs(lines)[0]]
        # A text of short lines only (a teaser, a list) has nothing that reads like prose: it is all there is.
        return kept or [line.text for line in lines if any(map(str.isalpha, line.text))]
    plain = _BROKEN_LINE.sub(" ", normalize(_CUT_OFF.sub("…", unescape(text))))
    return [line for line in map(squeeze, plain.split("\n")) if any(map(str.isalpha, line))]


def line_of(text: str | None) -> str | None:
    """One clean line without markup, or None."""
    if not text:
        return None
    plain = _plain(text) if _MARKUP.search(text) else unescape(text)
    return squeeze(normalize(plain).replace("\n", " ")) or None


def _plain(markup: str) -> str:
    try:
        root = cast(Any, lxml_html).fragment_fromstring(_without_declaration(markup), create_parent="div")
    except (ValueError, cast(type[Exception], LxmlError)):
        return ""
    return visible_text(cast(Element, root))


def _without_declaration(markup: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", markup).replace("\x00", "")
