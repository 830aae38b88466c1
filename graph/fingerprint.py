"""How alike two texts are, and a fingerprint by which alike ones are found among many.

A text is the set of its runs of three folded words (its shingles), each as a number of 32 bits, and the set
of its figures. The fingerprint is the least shingle of each of twelve parts of the range of remainders
(one-permutation MinHash), taken in pairs: texts that share a share J of their shingles have a given pair in
common with a probability of J x J, and one of the six pairs with 1 - (1 - J x J)^6.
"""

import re
from typing import NamedTuple
from zlib import crc32

from graph.folding import fold_letter

PAIRS = 6
"""Numbers in a fingerprint."""

LEAST_SHINGLES = 24
"""A text with fewer is too short to tell a copy from a set phrase."""

# docs/decisions/0009-near-duplicates.md has the figures of both.
DUPLICATE = 0.5
"""From this similarity on, two texts are duplicates."""

SAME_FIGURES = 0.8
"""Share of the figures of the text with fewer that the other must have: a form filled in anew is news."""

_DIGIT = re.compile(rb"[0-9]")
_PARTS = 2 * PAIRS


class _Letters(dict[int, str]):
    """Folds letters as `graph.folding` does, in a table for str.translate."""

    def __missing__(self, code: int) -> str:
        self[code] = fold_letter(chr(code))
        return self[code]


_LETTERS = _Letters()


class Words(NamedTuple):
    """The shingles of a text, the same on every machine, and its words with a digit, folded, in UTF-8."""

    shingles: frozenset[int]
    figures: frozenset[bytes]


def read_words(text: str) -> Words:
    """The shingles and figures of a text."""
    words = text.translate(_LETTERS).encode("utf-8", "replace").split()
    return Words(
        _shingles(words), frozenset(word for word in words if not word.isalpha() and _DIGIT.search(word))
    )


def _shingles(words: list[bytes]) -> frozenset[int]:
    return frozenset(map(crc32, map(b" ".join, zip(words, words[1:], words[2:], strict=False))))


def fingerprint(text: str) -> tuple[int, ...]:
    """The `PAIRS` numbers (of 63 bits) of a text; empty for one that is too short."""
    found = _shingles(text.translate(_LETTERS).encode("utf-8", "replace").split())
    if len(found) < LEAST_SHINGLES:
        return ()
    least: dict[int, int] = {}
    for shingle in sorted(found, reverse=True):
        least[shingle % _PARTS] = shingle
    # A part without a shingle has its own number, so that the pair still tells the text from others.
    parts = [least.get(part, part) for part in range(_PARTS)]
    return tuple(parts[place] << 31 ^ parts[place + 1] for place in range(0, _PARTS, 2))


def similarity(one: Words, other: Words) -> float:
    """Share of all shingles of two texts that both have (Jaccard), 0 to 1; 0 when their figures differ."""
    fewer = min(len(one.figures), len(other.figures))
    if len(one.figures & other.figures) < SAME_FIGURES * fewer:
        return 0.0
    shared = len(one.shingles & other.shingles)
    return shared / (len(one.shingles) + len(other.shingles) - shared) if shared else 0.0
