"""What an Arabic word shows a tagger of itself and of its neighbours: letters, lists, odds."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ingest.naming.proclitic import proclitic
from ingest.naming.shape import NameShape
from ingest.naming.words import Words

_LEAST, _MOST = -8, 8
_SHORTEST_BARE = 3
_LONG = 9
_PROCLITICS = "وفبلك"


class Shown(NamedTuple):
    """What one word shows where it stands, and what it shows of itself one or two words further.

    `after` is for the word after it, `second_after` for the one after that, `before` and `second_before`
    for the words before it.
    """

    here: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]
    second_after: tuple[str, ...]
    second_before: tuple[str, ...]


class Features:
    """Shows words to the tagger. What a word shows depends on the word alone, so it can be remembered."""

    def __init__(
        self, lists: Mapping[str, Collection[str]], given: Collection[str], shape: NameShape
    ) -> None:
        """`lists`: folded words by what they are, each under one capital letter; `given`: given names as
        written; `shape`: odds that a word is a name by its letters."""
        self._lists, self._given, self._shape = dict(lists), given, shape

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
        near = (f"w={folded}", f"b={bare}", f"k={kinds}", f"o={odds}", f"p={folded[:2]}", f"s={folded[-2:]}")
        far = (f"w={folded}", f"k={kinds}")
        return Shown(
            here,
            tuple(f"-1{one}" for one in near),
            tuple(f"+1{one}" for one in near),
            tuple(f"-2{one}" for one in far),
            tuple(f"+2{one}" for one in far),
        )

    def _kinds(self, written: str, folded: str) -> str:
        """The letters of the lists that have a word; small ones where it stands behind proclitics."""
        found = [
            letter.lower() if cut else letter
            for letter, words in self._lists.items()
            if (cut := proclitic(folded, words)) is not None
        ]
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

    found = [*shown(place).here, *labelled(labels, place)]
    if words.joined[place]:
        found += shown(place - 1).after
        if words.joined[place - 1]:
            found += shown(place - 2).second_after
    else:
        found.append("first")
    if place + 1 < count and words.joined[place + 1]:
        found += shown(place + 1).before
        if place + 2 < count and words.joined[place + 2]:
            found += shown(place + 2).second_before
    else:
        found.append("last")
    return found
