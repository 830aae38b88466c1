"""What readers wrote below an article, taken out of a page: it is nobody's report.

Boxes of comments are told by the words in an element's id and classes, as pages of all languages have them.
The word alone says little: pages call a whole article a comment, or say of it that it may be commented on.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.markup import Element

_WORDS = re.compile(r"[A-Za-z][a-z]*")
_NAMES = frozenset(
    {
        "comment", "comments", "commentlist", "commento", "commenti", "comentario", "comentarios",
        "commentaire", "commentaires", "kommentar", "kommentare", "kommentarer", "disqus",
    }
)  # fmt: skip
_HALF = 0.5
_ARTICLE = 250
"""Letters of paragraphs that are an article: what follows them and is called comments is none."""


@dataclass(slots=True)
class _Held:
    """What an element holds: letters, those of paragraphs, whether a first-level heading is in it.

    `before` are the letters of paragraphs that begin above it; `in_heading` says that it is in a heading.
    """

    letters: int = 0
    in_paragraphs: int = 0
    has_heading: bool = False
    before: int = 0
    in_heading: bool = False


def drop_comments(root: Element) -> None:
    """Take the boxes of readers' comments out of a page.

    Left are those in and around a first-level heading, and those that hold half of what the page's
    paragraphs say and stand behind no article.
    """
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    named = [element for element in elements if element is not root and _is_named(element)]
    if not named:
        return
    held = {element: _Held() for element in elements}
    _look_within(elements, held)
    _look_above(elements, held)
    most = _HALF * held[root].in_paragraphs
    for element in named:
        box = held[element]
        is_below = box.in_paragraphs < most or box.before >= _ARTICLE
        if is_below and not (box.has_heading or box.in_heading):
            element.drop_tree()


def _look_within(elements: Sequence[Element], held: Mapping[Element, _Held]) -> None:
    """Note what elements hold; children come before their parents, so that each is looked at once."""
    for element in reversed(elements):
        box = held[element]
        box.letters += len((element.text or "").strip())
        box.has_heading |= element.tag == "h1"
        if element.tag == "p":
            box.in_paragraphs = box.letters
        around = _around(element, held)
        if around is not None:
            around.letters += box.letters + len((element.tail or "").strip())
            around.in_paragraphs += box.in_paragraphs
            around.has_heading |= box.has_heading


def _look_above(elements: Sequence[Element], held: Mapping[Element, _Held]) -> None:
    """Note what is above elements and around them."""
    before = 0
    for element in elements:
        box, around = held[element], _around(element, held)
        box.before = before
        box.in_heading = element.tag == "h1" or (around is not None and around.in_heading)
        if element.tag == "p":
            before += box.letters


def _around(element: Element, held: Mapping[Element, _Held]) -> _Held | None:
    parent = element.getparent()
    return None if parent is None else held.get(parent)


def _is_named(element: Element) -> bool:
    told = f"{element.get('id') or ''} {element.get('class') or ''}"
    return any(word.lower() in _NAMES for word in _WORDS.findall(told))
