"""One spelling for many: how names are compared across spellings and scripts' habits.

Folding drops what writers leave out or vary (case, Latin accents, Arabic vowel marks, tatweel,
hamza seats, bidi marks, presentation forms), so that إردوغان and أردوغان, or Erdoğan and Erdogan,
compare equal. It works letter by letter, so a place in the folded text leads back to the original.
"""

import re
import unicodedata
from functools import lru_cache

_ARABIC = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
    "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ە": "ه", "ھ": "ه", "ۀ": "ه",
    "ڤ": "ف", "پ": "ب", "چ": "ج", "گ": "غ", "ڨ": "غ", "ـ": "", "ء": "",
}  # fmt: skip
_LATIN = {
    "ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
}  # fmt: skip
_KEPT_CATEGORIES = ("L", "N")
_DROPPED_CATEGORIES = ("Mn", "Me", "Cf", "Lm")


@lru_cache(maxsize=8192)
def fold_letter(letter: str) -> str:
    """Fold one character: nothing, one letter, several letters, or a space for a separator."""
    if letter in _ARABIC:
        return _ARABIC[letter]
    folded: list[str] = []
    for part in unicodedata.normalize("NFKD", letter).casefold():
        category = unicodedata.category(part)
        if category in _DROPPED_CATEGORIES:
            folded.append(_ARABIC.get(part, ""))
        elif category[0] in _KEPT_CATEGORIES:
            folded.append(_ARABIC.get(part, _LATIN.get(part, part)))
        else:
            folded.append(" ")
    return "".join(folded)


class _Letters(dict[int, str]):
    """Folds letters as `fold_letter` does, as a table for str.translate."""

    def __missing__(self, code: int) -> str:
        self[code] = fold_letter(chr(code))
        return self[code]


class _Single(dict[int, str]):
    """Folds letters that become one; marks those that are dropped or become several."""

    def __missing__(self, code: int) -> str:
        folded = fold_letter(chr(code))
        self[code] = folded if len(folded) == 1 else _MARK
        return self[code]


LETTERS = _Letters()
"""Folds letter by letter, in a table for str.translate; runs of separators stay runs of spaces."""

_MARK = "\x00"
_SINGLE = _Single()
# What does not stand letter for letter in the folded text: marked letters, and spaces that are too many.
_UNEVEN = re.compile(f"\\A[ {_MARK}]+|[ {_MARK}]{{2,}}|{_MARK}")


def fold(text: str) -> str:
    """Fold a name or a phrase: letters as `fold_letter` says, words parted by one space."""
    return " ".join(text.translate(LETTERS).split())


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Fold running text and keep the way back.

    Returns the folded text and, for each of its characters, the offset in `text` (code points)
    that it came from, with `len(text)` as one last entry. A run of separators becomes one space.
    """
    even = text.translate(_SINGLE)
    folded: list[str] = []
    offsets: list[int] = []
    place = 0
    for found in _UNEVEN.finditer(even):
        start, end = found.span()
        folded.append(even[place:start])
        offsets += range(place, start)
        is_after_space = start == 0
        for offset in range(start, end):
            for part in fold_letter(text[offset]):
                if part == " " and is_after_space:
                    continue
                is_after_space = part == " "
                folded.append(part)
                offsets.append(offset)
        place = end
    folded.append(even[place:])
    offsets += range(place, len(text) + 1)
    return "".join(folded), offsets
