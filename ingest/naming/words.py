"""A text as words: where each stands, how it folds, and which of them are names already."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache

from graph.folding import fold
from ingest.orthography import VOWELS, has_marks, without_marks

_LETTERS = rf"\w+(?:[{VOWELS}]+\w*)*"
"""With the vowels of Arabic, which are no letters: محمّد is one word."""

_WORD = re.compile(rf"(?:[ldnsjmtc]|qu)['’](?=\w)|{_LETTERS}(?:['’](?!s\b)\w+|-\w+)*", re.IGNORECASE)
_SENTENCE_ENDS = frozenset('.!?؟:;؛\n"“”«»(‘…•|')

folded_word = lru_cache(maxsize=1 << 16)(fold)
"""`graph.folding.fold` of one word, remembered."""


class Words:
    """The words of one text.

    `starts` and `ends` are offsets in code points, `written` the words without the marks of Arabic, `folded`
    the folded words. `joined[i]` tells that only one space parts word i from the one before, `opens[i]` that
    a sentence or a quotation begins with it, `taken[i]` that it is part of a link, `settled[i]` that this is
    the name of a place that is no state.
    """

    __slots__ = ("ends", "folded", "joined", "opens", "settled", "starts", "taken", "text", "written")

    def __init__(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        """Cut `text`; `spans` are the places of its links, in order."""
        self.text = text
        places = [found.span() for found in _WORD.finditer(text)]
        self.starts = [start for start, _ in places]
        self.ends = [end for _, end in places]
        written = [text[start:end] for start, end in places]
        self.written = list(map(without_marks, written)) if has_marks(text) else written
        self.folded = [folded_word(word) for word in self.written]
        gaps = [text[end:start] for end, start in zip([0, *self.ends], self.starts, strict=False)]
        self.joined = [gap == " " or not gap for gap in gaps]
        self.opens = [not _SENTENCE_ENDS.isdisjoint(gap) for gap in gaps]
        if gaps:
            self.joined[0], self.opens[0] = False, True
        self.taken = self._mark(spans)
        self.settled = [False] * len(self.starts)

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.starts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """First word, and word after the last, of those that the code points from `start` to `end` touch."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def follows(self, place: int) -> bool:
        """Tell whether there is a word at `place` that only a space parts from the one before."""
        return place < len(self.starts) and self.joined[place]

    def goes_on(self, place: int) -> bool:
        """Tell whether there is a word at `place` that only a space parts from the one before, in no link."""
        return self.follows(place) and not self.taken[place]

    def take(self, first: int, after: int) -> None:
        """Make the words from `first` to `after` (not included) part of a name."""
        self.taken[first:after] = [True] * (after - first)

    def has(self, written: str) -> bool:
        """Tell whether a word stands anywhere as it is written here."""
        return written in self.written

    def _mark(self, spans: Iterable[tuple[int, int]]) -> list[bool]:
        taken = [False] * len(self.starts)
        place = 0
        for start, end in spans:
            while place < len(taken) and self.ends[place] <= start:
                place += 1
            while place < len(taken) and self.starts[place] < end:
                taken[place] = True
                place += 1
        return taken
