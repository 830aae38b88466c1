"""What an Arabic word shows a tagger of itself and of its neighbours: letters, lists, odds."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ingest.naming.proclitic import bared
from ingest.naming.shape import NameShape
from ingest.naming.words import Words

_LEAST, _MOST = -8, 8
_SHORTEST_BARE = 3
_LONG = 9
_PROCLITICS = "وفبلك"


class Shown(NamedTuple):
    """What one word shows where it stands, to the words beside it, and to those two words away.

    `attributes` marks the latter two by where the word stands, seen from there: `BESIDE`, `FURTHER`.
    """

    here: tuple[str, ...]
    beside: tuple[str, ...]
    further: tuple[str, ...]


BESIDE = ("-1", "+1")
FURTHER = ("-2", "+2")
"""Marks of what a word shows to the one after it, and to the one before it."""


class Features:
    """Shows words to the tagger. What a word shows depends on the word alone, so it can be remembered."""

    def __init__(
        self, lists: Mapping[str, Collection[str]], given: Collection[str], shape: NameShape
    ) -> None:
        """`lists`: folded words by what they are, each under one capital letter; `given`: given names as
        written; `shape`: odds that a word is a name by its letters."""
        self._given, self._shape = given, shape
        self._letters = "".join(lists)
        self._of_word: dict[str, str] = {}
        for letter, words in lists.items():
            for word in words:
                self._of_word[word] = self._of_word.get(word, "") + letter

    def of(self, written: str, folded: str) -> Shown:
        """What a word shows, as written and folded."""
        bare = folded[1:] if folded[:1] in _PROCLITICS and len(folded) > _SHORTEST_BARE else folded
        odds = round(min(max(self._shape.score(folded), _LEAST), _MOST))
        kinds = self._kinds(written, folded)
        here = (
            *(f"w={folded}", f"b={bare}", f"o={odds}", f"k={kinds}", f"n={min(len(folded), _LONG)}"),
            *(f"p{length}={folded[:length]}" for length in (1, 2, 3)),
            *(f"s{length}={folded[-length:]}" for length in (1, 2, 3)),
            *(f"i={kind}" for kind in kinds),
        )
        word, kind = f"w={folded}", f"k={kinds}"
        beside = (word, f"b={bare}", kind, f"o={odds}", f"p={folded[:2]}", f"s={folded[-2:]}")
        return Shown(here, beside, (word, kind))

    def _kinds(self, written: str, folded: str) -> str:
        """The letters of the lists that have a word; small ones where it stands behind proclitics."""
        cuts: dict[str, int] = dict.fromkeys(self._of_word.get(folded, ""), 0)
        for bare, cut in bared(folded):
            for letter in self._of_word.get(bare, ""):
                cuts.setdefault(letter, cut)
        found = [letter.lower() if cuts[letter] else letter for letter in self._letters if letter in cuts]
        if written in self._given:
            found.append("1")
        elif written[:1] in _PROCLITICS and written[1:] in self._given:
            found.append("2")
        if folded.startswith("ال"):
            found.append("3")
        return "".join(found)


def labelled(labels: Sequence[str], place: int) -> list[str]:
    """What is shown of the labels of a word and of the words beside it; "" is no label."""
    shown = [f"l={labels[place]}"] if labels[place] else []
    if place and labels[place - 1]:
        shown.append(f"-1l={labels[place - 1]}")
    if place + 1 < len(labels) and labels[place + 1]:
        shown.append(f"+1l={labels[place + 1]}")
    return shown


def attributes(features: Features, words: Words, labels: Sequence[str], place: int) -> list[str]:
    """All that is shown of the word at `place`: itself, what stands one space from it, labels."""
    count = len(words)

    def shown(at: int) -> Shown:
        return features.of(words.written[at], words.folded[at])

    (left, right), (far_left, far_right) = BESIDE, FURTHER
    found = [*shown(place).here, *labelled(labels, place)]
    if words.joined[place]:
        found += [left + one for one in shown(place - 1).beside]
        if words.joined[place - 1]:
            found += [far_left + one for one in shown(place - 2).further]
    else:
        found.append("first")
    if place + 1 < count and words.joined[place + 1]:
        found += [right + one for one in shown(place + 1).beside]
        if place + 2 < count and words.joined[place + 2]:
            found += [far_right + one for one in shown(place + 2).further]
    else:
        found.append("last")
    return found
