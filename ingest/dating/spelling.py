"""Text folded for matching words of time, with the way back to its offsets."""

import re
from bisect import bisect_right

from graph.folding import fold_letter

_DROPPED = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u0621\u0300-\u036f\u200c-\u200f\u061c]")
_MARKS = re.compile(f"(?:{_DROPPED.pattern})*")
_SIGNS = {"–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "،": ",", "؛": ";", "؟": "?"}


class _Letters(dict[int, str]):
    """Folds one letter to one letter, sign or space; a digit of any script to ASCII."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter in _SIGNS:
            folded = _SIGNS[letter]
        elif letter.isdecimal():
            folded = str(int(letter))
        elif letter.isascii() and not letter.isalpha():
            folded = letter
        else:
            folded = (fold_letter(letter) or " ")[0]
        self[code] = folded
        return folded


_LETTERS = _Letters()


class Folded:
    """A text with letters folded as names are, punctuation of ASCII kept, vowel marks and hamza gone."""

    def __init__(self, text: str) -> None:
        """Fold `text`."""
        self.original = text
        self._lifts = [found.start() - place for place, found in enumerate(_DROPPED.finditer(text))]
        self.text = _DROPPED.sub("", text).translate(_LETTERS) if self._lifts else text.translate(_LETTERS)

    def offset(self, place: int) -> int:
        """Where a letter of the folded text stands in the original."""
        return place + bisect_right(self._lifts, place)

    def end(self, place: int) -> int:
        """Where a span that ends at `place` in the folded text ends in the original, marks included."""
        end = self.offset(place - 1) + 1 if place else 0
        marks = _MARKS.match(self.original, end)
        return marks.end() if marks else end

    def is_capital(self, place: int) -> bool:
        """Tell whether a letter of the folded text is a capital in the original."""
        return self.original[self.offset(place)].isupper()
