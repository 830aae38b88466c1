"""HTML as a tree: what reading needs of lxml, trafilatura (Apache-2.0) and htmldate (Apache-2.0), typed."""

import re
from collections.abc import Iterator
from typing import Any, Protocol, cast

from htmldate import find_date
from trafilatura import bare_extraction, load_html

from ingest.orthography import squeeze

_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "iframe", "select", "button", "object"}
)
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_PARAGRAPHS = ("p", "quote", "item", "ab")
_SPACE = re.compile(r"\s+")
_EMPTY_LINES = re.compile(r"\n\s*\n\s*")


class Element(Protocol):
    """An element of the tree."""

    tag: object
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator["Element"]:
        """The children."""
        ...

    def get(self, key: str) -> str | None:
        """The value of an attribute."""
        ...

    def iter(self, *tags: str) -> Iterator["Element"]:
        """Descendants with one of the tags, in order."""
        ...

    def itertext(self) -> Iterator[str]:
        """The texts inside."""
        ...

    def getparent(self) -> "Element | None":
        """The element around it."""
        ...

    def drop_tree(self) -> None:
        """Take it out of the tree, with all that is in it."""
        ...


def parse(markup: str) -> Element | None:
    """The tree of a page; None when the text holds no markup."""
    return cast(Element | None, load_html(markup))


def visible_text(root: Element) -> str:
    """The text that a reader sees, an empty line around each block."""
    return _EMPTY_LINES.sub("\n\n", "".join(_pieces(root)))


def main_text(root: Element) -> list[str]:
    """Paragraphs of the main text as trafilatura finds it; empty when it finds none."""
    document = cast(Any, bare_extraction(cast(Any, root), include_comments=False, include_tables=False))
    body = cast(Element | None, document.body) if document is not None else None
    found: list[str] = []
    for element in body.iter(*_PARAGRAPHS) if body is not None else ():
        parent = element.getparent()
        if parent is None or parent.tag not in _PARAGRAPHS:
            found.append(inner_text(element))
    return found


def inner_text(element: Element) -> str:
    """The text inside an element as one line."""
    return squeeze(_SPACE.sub(" ", "".join(map(str, element.itertext()))))


def declared_day(root: Element) -> str | None:
    """The day of publication (YYYY-MM-DD) that htmldate reads without guessing; None when there is none."""
    return find_date(cast(Any, root), extensive_search=False, original_date=True)


def _pieces(root: Element) -> Iterator[str]:
    """The texts of a tree with line ends around its blocks; a stack, since pages nest without limit."""
    stack: list[Element | str] = [root]
    while stack:
        found = stack.pop()
        if isinstance(found, str):
            yield found
            continue
        stack.append(_SPACE.sub(" ", found.tail or ""))
        if isinstance(found.tag, str) and not _is_hidden(found, found.tag):
            edge = "\n\n" if found.tag in _BLOCKS else "\n" if found.tag == "br" else ""
            stack.append(edge)
            stack += reversed(list(found))
            stack.append(edge + _SPACE.sub(" ", found.text or ""))


def _is_hidden(element: Element, tag: str) -> bool:
    style = (element.get("style") or "").replace(" ", "")
    return tag in _HIDDEN or element.get("hidden") is not None or "display:none" in style
