"""How alike two texts are, and a fingerprint by which alike ones are found among many.

A text is the set of its runs of three folded words (its shingles), each as a number of 32 bits, and the set
of its figures. Where a script parts no words by spaces, each letter counts as a word. The fingerprint is the
least shingle of each of twelve parts of the range of remainders (one-permutation MinHash), taken in pairs:
texts that share a share J of their shingles have a given pair in common with a probability of J x J, and one
of the six pairs with 1 - (1 - J x J)^6.
"""

import re
from collections.abc import Sequence
from operator import eq
from typing import NamedTuple
from zlib import crc32

from graph.folding import LETTERS
from graph.script import ALPHABETIC, SYLLABIC

PAIRS = 6
"""Numbers in a fingerprint."""

LEAST_SHINGLES = 24
"""A text with fewer is too short to tell a copy from a set phrase."""

# docs/decisions/0009-near-duplicates.md has the figures of both.
DUPLICATE = 0.5
"""From this similarity on, two texts are duplicates."""

SAME_FIGURES = 0.8
"""Share of the figures of the text with fewer that the other must have: a form filled in anew is news."""

_UNSPACED = re.compile(f"[{SYLLABIC}{ALPHABETIC}]")
_DIGIT = re.compile(rb"[0-9]")
_PARTS = 2 * PAIRS
_LEAST_COMMON = 3
_LOW_BITS = (1 << 31) - 1


class Words(NamedTuple):
    """The shingles of a text, the same on every machine, and its words with a digit, folded, in UTF-8."""

    shingles: frozenset[int]
    figures: frozenset[bytes]


def read_words(text: str) -> Words:
    """The shingles and figures of a text."""
    words = _words(text)
    return Words(
        _shingles(words), frozenset(word for word in words if not word.isalpha() and _DIGIT.search(word))
    )


class _Letters(dict[int, str]):
    """Folds letters, and parts those that no spaces part, as a table for str.translate."""

    def __missing__(self, code: int) -> str:
        folded = LETTERS[code]
        self[code] = f" {folded} " if _UNSPACED.match(chr(code)) else folded
        return self[code]


_PARTED = _Letters()


def _words(text: str) -> list[bytes]:
    return text.translate(_PARTED).encode("utf-8", "replace").split()


def _shingles(words: list[bytes]) -> frozenset[int]:
    return frozenset(map(crc32, map(b" ".join, zip(words, words[1:], words[2:], strict=False))))


def fingerprint(text: str) -> tuple[int, ...]:
    """The `PAIRS` numbers (of 63 bits) of a text; empty for one that is too short."""
    found = _shingles(_words(text))
    if len(found) < LEAST_SHINGLES:
        return ()
    least: dict[int, int] = {}
    for shingle in sorted(found, reverse=True):
        least[shingle % _PARTS] = shingle
    # A part without a shingle has its own number, so that the pair still tells the text from others.
    parts = [least.get(part, part) for part in range(_PARTS)]
    return tuple(parts[place] << 31 ^ parts[place + 1] for place in range(0, _PARTS, 2))


def may_be_alike(one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether two fingerprints that share a number leave room for `DUPLICATE`.

    Of the twelve least shingles that the numbers were made of, a pair of texts with a share J of their
    shingles has 12 J in common. Three are asked for, the two of the shared number among them: at J = 0.5
    one in a thousand (0.5^10) has no third.
    """
    return sum(map(eq, _parts(one), _parts(other))) >= _LEAST_COMMON


def _parts(numbers: Sequence[int]) -> list[int]:
    """31 bits of each least shingle."""
    return [part for number in numbers for part in (number >> 32, number & _LOW_BITS)]


def similarity(one: Words, other: Words) -> float:
    """Share of all shingles of two texts that both have (Jaccard), 0 to 1; 0 when their figures differ."""
    fewer = min(len(one.figures), len(other.figures))
    if len(one.figures & other.figures) < SAME_FIGURES * fewer:
        return 0.0
    shared = len(one.shingles & other.shingles)
    return shared / (len(one.shingles) + len(other.shingles) - shared) if shared else 0.0
