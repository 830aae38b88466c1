"""What stands between a page's heading and its text: who wrote it and when, in elements that say so."""

import re
from collections.abc import Iterator
from datetime import datetime

from graph.folding import fold
from ingest.date import find_date
from ingest.markup import Element, inner_text

_STANDFIRST = 300
"""Letters of paragraphs between a heading and its byline, at most."""

_DATES = frozenset({"date", "time", "datetime", "posted", "published", "pubdate", "timestamp"})
_WORDS = re.compile(r"[A-Za-z][a-z]*")
_MOST_LETTERS = 60


def below_heading(root: Element, title: str | None) -> Iterator[Element]:
    """The elements from the heading on that has a title, else from the first one, up to the text."""
    headings = list(root.iter("h1"))
    folded = fold(title or "")
    heading = next((one for one in headings if fold(inner_text(one)) == folded), next(iter(headings), None))
    letters: int | None = None
    for element in root.iter():
        if element is heading:
            letters = 0
        if letters is None or not isinstance(element.tag, str):
            continue
        if element.tag == "p":
            letters += len(inner_text(element))
        if letters > _STANDFIRST:
            return
        yield element


def class_words(element: Element) -> set[str]:
    """The words in an element's classes, in small letters: "td-post-author-name" has four."""
    return {word.lower() for word in _WORDS.findall(element.get("class") or "")}


def marked_moment(root: Element, title: str | None) -> datetime | None:
    """The day, and the time where told, of the first element below the heading that is called a date."""
    for element in below_heading(root, title):
        text = inner_text(element) if class_words(element) & _DATES else ""
        if text and len(text) <= _MOST_LETTERS and (found := find_date(text)):
            return found.moment
    return None
