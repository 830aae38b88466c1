"""The writers whom a page's markup names: microdata, links to a writer's page, elements called a byline.

Such marks are told by `itemprop`, `rel`, and the words in an element's classes, as pages of all languages
have them. Pages mark the writers of their other stories too: only marks between heading and text count,
and of those the first and what stands with it; else one writer whom every mark of the first two kinds names.
"""

import re
from collections.abc import Iterator
from itertools import islice

from graph.folding import fold
from ingest.cutting.byline import is_outlet, read_stranger
from ingest.cutting.writer import AFTER_NAME, Names, may_be_writer, read_person
from ingest.date import before_number
from ingest.heading import below_heading, class_words
from ingest.linking.arabic import ARTICLE, is_arabic
from ingest.linking.collisions import NO_GIVEN_NAMES
from ingest.markup import Element
from ingest.newsarticle import author_names
from ingest.orthography import squeeze

_PROPERTIES = frozenset({"author", "creator"})
_CLASSES = frozenset({"byline", "author", "authors", "autor", "autoren", "autores", "auteur", "writer"})
_BESIDE = frozenset(
    {
        "title", "role", "job", "bio", "biography", "about", "description", "date", "time", "timestamp",
        "social", "more",
    }
)  # fmt: skip
_ELSEWHERE = frozenset({"nav", "aside", "footer", "li"})
_CUE = re.compile(
    r"^(?:(?:written |words |story |reported )?by|von|par|por|autor(?:in)?|authors?|auteure?"
    r"|بقلم|بواسطة|كتبت?|الكاتب)\b\s*[:-]?\s*",
    re.IGNORECASE,
)
_AND = r"(?:and|et|und|y|og|och|&)\s+"
_BETWEEN = re.compile(rf"(\s*[,،;|/·•\n][\s,،;|/·•]*(?:{_AND})?|\s+{_AND})")
_CONJUNCTION = re.compile(r"[^\W_]|&")
_DIGIT = re.compile(r"\d")
_PICTURE = re.compile(r"(?:photo|image|illustration|foto)", re.IGNORECASE)
_LEVELS = 3
"""How far up the element is that holds a writer and those beside."""
_MOST_LETTERS, _MOST_ELEMENTS, _MOST_MARKS, _MOST_WORDS = 200, 40, 50, 5
_MOST_OF_UNKNOWN = 3


def marked_writers(root: Element, title: str | None, names: Names) -> tuple[str, ...]:
    """Return the writers whom marks name, in their order; none where only other stories have them."""
    below = tuple(dict.fromkeys(_below_heading(root, title, names)))
    if below:
        return below
    declared = islice(filter(_is_declared, root.iter()), _MOST_MARKS)
    named = {name for mark in declared if not _is_elsewhere(mark) for name in _read(mark, names)}
    return tuple(named) if len(named) == 1 else ()


def _below_heading(root: Element, title: str | None, names: Names) -> Iterator[str]:
    """The writers of the marks between the heading and the text."""
    within: set[Element] = set()
    around: Element | None = None
    for element in below_heading(root, title):
        if element.getparent() in within:
            within.add(element)
            continue
        is_here = around is None or around in _above(element)
        if is_here and _is_mark(element) and (found := _read(element, names)):
            within.add(element)
            around = _above(element)[-1] if around is None else around
            yield from found


def _above(element: Element) -> list[Element]:
    """The elements around one, nearest first, as far as what stands with a writer goes."""
    found = [element]
    while len(found) <= _LEVELS and (parent := found[-1].getparent()) is not None:
        found.append(parent)
    return found


def _is_declared(element: Element) -> bool:
    is_writer = element.get("itemprop") in _PROPERTIES or "author" in (element.get("rel") or "").split()
    return isinstance(element.tag, str) and is_writer


def _is_mark(element: Element) -> bool:
    words = class_words(element)
    return _is_declared(element) or bool(words & _CLASSES and not words & _BESIDE)


def _is_elsewhere(mark: Element) -> bool:
    """Tell whether a mark is in a menu, a box or a list of other stories."""
    around = mark.getparent()
    while around is not None and around.tag not in _ELSEWHERE:
        around = around.getparent()
    return around is not None


def _read(mark: Element, names: Names) -> list[str]:
    """The writers of one mark; none where marks within it tell more."""
    inside = list(islice(mark.iter(), _MOST_ELEMENTS + 1))
    if any(map(_is_declared, inside[1:])):
        return []
    pieces = [piece for text in islice(mark.itertext(), _MOST_ELEMENTS) if (piece := squeeze(str(text)))]
    text = "\n".join(pieces)
    is_long = len(inside) > _MOST_ELEMENTS or len(text) > _MOST_LETTERS
    if all(" " not in piece for piece in pieces) and read_person(" ".join(pieces), names):
        return [" ".join(pieces)]
    found = _writers(text[:_MOST_LETTERS], names, is_declared=_is_declared(mark), is_long=is_long)
    return list(found)


def _writers(text: str, names: Names, *, is_declared: bool, is_long: bool) -> Iterator[str]:
    """The names that a mark begins with, in a long one after a cue. A name with no known first name must
    stand first, or behind "and"."""
    parts = _BETWEEN.split(text)
    is_next, found = not is_long, False
    for before, part in zip(["", *parts[1::2]], parts[::2], strict=True):
        bare = before_number(squeeze(_CUE.sub("", part)))
        is_next |= bare != before_number(squeeze(part))
        if not bare:
            continue
        is_place = found and names.is_place(bare.split()[0])
        name = read_person(bare, names) if is_next and not (is_place or is_outlet(bare)) else None
        if not name and (_CONJUNCTION.search(before) if found else is_next):
            name = _stranger(bare, names)
        if not name and is_declared and not found:
            name = _as_declared(bare)
        if name:
            found = True
            yield name
        elif found:
            return
        is_next = found or is_declared


def _stranger(text: str, names: Names) -> str | None:
    text = AFTER_NAME.sub("", text)
    if not text or is_outlet(text):
        return None
    if is_arabic(text):
        return text if may_be_writer(text, names) or _is_unknown(text.split(), names) else None
    if fold(text.split()[0]) in NO_GIVEN_NAMES:
        return None
    stranger = read_stranger(text, names)
    return stranger.byline if stranger else None


def _is_unknown(words: list[str], names: Names) -> bool:
    """Tell whether Arabic words where a writer is marked may be a name that nobody knows: two or three, the
    first no ordinary word, nor another behind the article."""
    first, *others = map(fold, words)
    may_name = 2 <= len(words) <= _MOST_OF_UNKNOWN and not names.is_place(" ".join(words))
    ordinary = [word for word in others if word.startswith(ARTICLE) and names.is_word(word[len(ARTICLE) :])]
    is_name = all(map(str.isalpha, (first, *others))) and not (names.is_word(first) or ordinary)
    return may_name and is_name


def _as_declared(text: str) -> str | None:
    """A short text without digits, as it stands."""
    is_short = 0 < len(text.split()) <= _MOST_WORDS and not (_DIGIT.search(text) or _PICTURE.match(text))
    return next(author_names(text), None) if is_short else None
