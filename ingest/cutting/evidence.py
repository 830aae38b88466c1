"""What speaks for a line being its page's headline, and how much each sign counts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.folding import fold
from ingest.cutting.body import Body
from ingest.cutting.byline import read_byline
from ingest.cutting.line import Line
from ingest.cutting.stems import read_stems
from ingest.cutting.writer import Names

WEIGHTS = {
    "shared": 2.6,
    "lead": 2.3,
    "whole words": 1.7,
    "inside another": 1.9,
    "three words": -0.3,
    "five words": 2.5,
    "a sentence long": -0.5,
    "very long": -0.9,
    "ends a sentence": -2.1,
    "byline next": 1.5,
    "byline second": 1.2,
    "byline third": 1.5,
    "byline fourth": 1.6,
    "far": 1.0,
    "after a credit": -0.5,
    "before a credit": -0.4,
    "among dated": -0.4,
    "below another": -1.0,
    "in the body": -1.7,
    "below a short one": 0.8,
    "above a long one": 0.6,
    "in a list": -2.0,
}
"""The logarithm of the odds that a sign adds, as `python -m benchmarks.titles` fits it (decision 0053)."""

SET_BY_HAND = ("far", "in a list")
"""Signs that are not fitted: pages with markup have no lines in one block, and `far` helps on pages that it
was not fitted to only where it counts more than a fit gives it."""

_FEW_STEMS = 1.5
_LETTERS, _WHOLE_WORDS = 6, 4
_PAIR, _PAIRS_OF_WORD = 2, 3
_INNER_WORDS, _FULL, _SENTENCE, _VERY_LONG, _ABOVE_LONG, _SHORT = 3, 5, 14, 24, 14, 3
_DATED_REACH, _DATED_WORDS, _DATED = 9, 4, 3
_NEIGHBOURS, _NEIGHBOUR_WORDS = 4, 3
_BYLINE_SIGNS = ("byline next", "byline second", "byline third", "byline fourth")


@dataclass(frozen=True)
class Segmentation:
    """A page parted into its body and the lines around it, and what is known of names."""

    lines: Sequence[Line]
    body: Body
    names: Names

    @cached_property
    def text(self) -> str:
        """The whole body."""
        return "\n\n".join(self.body.paragraphs)

    @cached_property
    def lead(self) -> str:
        """The folded text of the first paragraphs."""
        return fold(" ".join(self.body.paragraphs[:3]))

    @cached_property
    def head(self) -> Sequence[Line]:
        """The lines before the body."""
        return self.lines[: self.body.first]

    @cached_property
    def stems(self) -> set[str]:
        """The stems of the body."""
        return read_stems(self.text)

    @cached_property
    def lead_stems(self) -> set[str]:
        """The stems of the first paragraphs."""
        return read_stems(self.lead)

    @cached_property
    def words(self) -> set[str]:
        """The folded words of the body."""
        return set(fold(self.text).split())

    @cached_property
    def dated(self) -> list[int]:
        """Indexes of the lines that a date comes right after."""
        return [
            line.index
            for line in self.lines[: max(self.body.first - 1, 0)]
            if line.words >= _DATED_WORDS and not line.date and self.lines[line.index + 1].date
        ]

    @cached_property
    def _origins(self) -> dict[int, bool]:
        """Which lines have a date or a byline, of those that were asked about."""
        return {}

    def tells_origin(self, line: Line) -> bool:
        """Tell whether a line has a date or a byline."""
        known = self._origins.get(line.index)
        if known is None:
            known = self._origins[line.index] = bool(line.date or read_byline(line.text, self.names))
        return known

    def is_meta(self, line: Line) -> bool:
        """Tell whether a line tells about the article: byline, date, credit, share bar."""
        return line.is_credit or line.is_furniture or self.tells_origin(line)


def weigh(line: Line, page: Segmentation) -> float:
    """How much speaks for a line being the headline: the sum of its signs' weights."""
    return sum(WEIGHTS[sign] * value for sign, value in read_signs(line, page).items())


def read_signs(line: Line, page: Segmentation) -> dict[str, float]:
    """The signs that a line has, by the names of `WEIGHTS`, each from 0 to about 1."""
    lines, index = page.lines, line.index
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    ends = line.is_terminal and not line.is_question and not line.text.endswith("!")
    dated = sum(1 < abs(other - index) <= _DATED_REACH for other in page.dated)
    signs = {
        **_shared(line, page),
        **_announced(line, page),
        "inside another": _is_inside(line, page.head),
        "three words": line.words == _INNER_WORDS,
        "five words": line.words >= _FULL,
        "a sentence long": line.words >= _SENTENCE,
        "very long": line.words >= _VERY_LONG,
        "ends a sentence": ends,
        "far": math.log1p(max(page.body.first - index, 0)) / 4,
        "after a credit": before is not None and before.is_credit,
        "before a credit": after is not None and after.is_credit,
        "among dated": min(dated, _DATED) / _DATED,
        "below another": before is not None and before.words >= _FULL and _is_content(before, page),
        "in the body": index >= page.body.first,
        "below a short one": before is not None and before.words <= _SHORT,
        "above a long one": after is not None and after.words >= _ABOVE_LONG,
        "in a list": _neighbours(line, page.head),
    }
    return {sign: float(value) for sign, value in signs.items() if value}


def _is_content(line: Line, page: Segmentation) -> bool:
    """Tell whether a line is text: in the body, or before it and nothing about the article."""
    return line.index >= page.body.first or not page.is_meta(line)


def _shared(line: Line, page: Segmentation) -> dict[str, float]:
    """How much of a line the body says too; few stems say little."""
    stems = read_stems(line.text)
    if not stems:
        return {}
    known = sum(len(word) >= _LETTERS and word in page.words for word in line.folded.split())
    known += sum(pair in page.stems for pair in stems if len(pair) == _PAIR) // _PAIRS_OF_WORD
    return {
        "shared": len(stems & page.stems) / (len(stems) + _FEW_STEMS),
        "lead": len(stems & page.lead_stems) / (len(stems) + _FEW_STEMS),
        "whole words": min(known, _WHOLE_WORDS) / _WHOLE_WORDS,
    }


def _announced(line: Line, page: Segmentation) -> dict[str, float]:
    """How near byline or date come after a line, as they do after a headline."""
    following = page.lines[line.index + 1 : line.index + 1 + len(_BYLINE_SIGNS)]
    for sign, other in zip(_BYLINE_SIGNS, following, strict=False):
        if page.tells_origin(other):
            return {sign: 1.0}
    return {}


def _is_inside(line: Line, head: Sequence[Line]) -> bool:
    """Tell whether another line repeats this one with something glued to it: a menu, "Share this", a site."""
    text = line.folded
    return line.words >= _INNER_WORDS and any(
        len(other.folded) > len(text) and (text in other.folded) for other in head
    )


def _neighbours(line: Line, head: Sequence[Line]) -> float:
    """How full of other lines of some length its block is."""
    near = sum(
        other.block == line.block and other.text != line.text and other.words > _NEIGHBOUR_WORDS
        for other in head[max(0, line.index - _NEIGHBOURS) : line.index + _NEIGHBOURS + 1]
    )
    return min(near, _NEIGHBOURS) / _NEIGHBOURS
