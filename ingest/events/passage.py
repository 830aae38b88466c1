"""A sentence as a list of words, with the entities and groups that they name."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from graph.folding import fold
from ingest.events.trigger import Group
from ingest.linking.arabic import is_arabic
from ingest.linking.automaton import FoldedText
from ingest.linking.linked import Link

_COMMAS = ",،;؛"
_APOSTROPHES = "'’"


@dataclass(frozen=True, slots=True)
class Named:
    """An entity or a group named by the words from `first` to before `after`.

    `prefix` is what Arabic joins to the front of the name, folded.
    """

    first: int
    after: int
    link: Link | None
    members: tuple[str, ...] = ()
    prefix: str = ""


class Passage:
    """One sentence of a body; `start` and `end` are its offsets there in code points.

    `words` are folded; `named` leads from the number of a word to what begins there.
    """

    def __init__(
        self, text: FoldedText, span: tuple[int, int], links: Iterable[Link], groups: Iterable[Group]
    ) -> None:
        """Cut the sentence at `span` of `text` into words; `links` and `groups` outside it are left out."""
        self.start, self.end = span
        self._text = text.text
        self._places: list[int] = []
        self.words: list[str] = []
        place = bisect_left(text.offsets, self.start)
        stop = bisect_left(text.offsets, self.end)
        place += text.folded[place : place + 1] == " "
        for word in text.folded[place:stop].split(" "):
            if word:
                self.words.append(word)
                self._places.append(place)
            place += len(word) + 1
        self._offsets = [text.offsets[place] for place in self._places]
        self.is_latin = not any(map(is_arabic, self.words[:3]))
        self.named: dict[int, Named] = {}
        for link in links:
            if self.start <= link.start < self.end:
                first = max(0, bisect_left(self._offsets, link.start + 1) - 1)
                after = max(first + 1, bisect_left(self._offsets, link.end))
                prefix = self._text[self._offsets[first] : link.start]
                self.named[first] = Named(first, after, link, prefix=fold(prefix))
        for group in groups:
            if self._places and self._places[0] <= group.start <= self._places[-1]:
                first, after = self.range(group.start, group.end)
                self.named[first] = Named(first, after, None, group.members)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The first word and the one after the last of a stretch of the folded text."""
        return bisect_left(self._places, start), bisect_left(self._places, end)

    def offset(self, index: int) -> int:
        """Where a word begins in the body."""
        return self._offsets[index]

    def word_at(self, offset: int) -> int:
        """The number of the word at an offset in the body."""
        return max(0, bisect_left(self._offsets, offset + 1) - 1)

    def ending_at(self, after: int) -> Named | None:
        """What is named by words that end right before one."""
        return next((named for named in self.named.values() if named.after == after), None)

    def has_comma(self, start: int, end: int) -> bool:
        """Tell whether a comma stands somewhere from one word to another."""
        if end >= len(self._offsets):
            return False
        return any(sign in _COMMAS for sign in self._text[self._offsets[max(0, start)] : self._offsets[end]])

    def has_colon(self, named: Named) -> bool:
        """Tell whether a colon follows a name: what comes then is said by it."""
        end = named.after
        return end < len(self.words) and ":" in self._text[self._offsets[end - 1] : self._offsets[end]]

    def is_owner(self, named: Named) -> bool:
        """Tell whether an English genitive follows a name."""
        end = named.after
        return (
            end < len(self.words)
            and self.words[end] == "s"
            and self._text[self._offsets[end] - 1] in _APOSTROPHES
        )

    def is_capital(self, index: int) -> bool:
        """Tell whether a word begins with a capital letter."""
        return self._text[self._offsets[index]].isupper()
