"""Last paragraphs of a page that present who wrote it: "X Y covers courts for the Courier"."""

import re
from dataclasses import replace

from graph.folding import fold
from ingest.page import Page

_AND = re.compile(r"\s*(?:,|،|&|/|\band\b|\bet\b|\by\b|\bund\b|\s+و(?=\w))\s*")
_REACHED = re.compile(r"@\w|\d{3}[-. ]\d{3,4}")
_MOST_WORDS, _MOST_PARAGRAPHS, _LEAST_LEFT = 60, 3, 2


def without_biography(page: Page) -> Page:
    """The page without what its last paragraphs say of its writers.

    Such a paragraph begins with a writer's full name, or names one with an address to write to; a report does
    not speak of its own writer. Two paragraphs are left at least.
    """
    names = [fold(name) for name in _AND.split(page.byline or "") if " " in name.strip()]
    paragraphs = page.body.split("\n\n")
    end = len(paragraphs)
    for place in range(len(paragraphs) - 1, max(_LEAST_LEFT, len(paragraphs) - _MOST_PARAGRAPHS) - 1, -1):
        if _presents(paragraphs[place], names):
            end = place
    return page if end == len(paragraphs) else replace(page, body="\n\n".join(paragraphs[:end]))


def _presents(paragraph: str, names: list[str]) -> bool:
    words = fold(paragraph)
    if len(words.split()) > _MOST_WORDS:
        return False
    if any(words.startswith(f"{name} ") for name in names):
        return True
    return bool(_REACHED.search(paragraph)) and any(name in words for name in names)
