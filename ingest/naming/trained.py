"""Names of Arabic text that the rules leave: what a trained tagger finds, kept to what the rules allow."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from graph.folding import fold
from graph.model import EntityKind
from ingest.given import (
    arab_given_names,
    foreign_given_names,
    known_given_names,
    ordinary_names,
    ordinary_words,
)
from ingest.linking.arabic import is_arabic
from ingest.naming.arabic import ArabicNames
from ingest.naming.features import Features
from ingest.naming.model import Model
from ingest.naming.proclitic import proclitic
from ingest.naming.spotted import LinkedWords, Spotted
from ingest.naming.tagger import Tagged, Tagger
from ingest.naming.vocabulary import Vocabulary
from ingest.naming.words import Words

CERTAIN_PERSON, CERTAIN_WORD, CERTAIN_ORGANIZATION = 0.8, 0.9, 0.85
"""How probable a person of several words, a person of one and an organization must be to be certain."""

LEAST, LEAST_WORD = 0.5, 0.8
"""How probable a candidate must be, and an organization of one word, which is never certain."""

_LETTERS = {EntityKind.PERSON: "p", EntityKind.ORGANIZATION: "o", EntityKind.PLACE: "l"}
_PARENTS = ("ابو", "ابي", "ابا", "ام", "بو")
_SERVANT, _GOD = "عبد", "الله"
_TO_THE = "لل"
_AROUND = 5
"""Words on each side of one that nothing accounts for that the tagger sees with it."""

_SHORTEST = 3
_FOREIGN = 1.0
_NAME = 0.0
_PLAINER = 1.0
"""Letters (`NameShape.score`): of a word that is no Arabic one; of a name behind a word of the language; how
much more a word looks like a name without its first letter, when that is cut off."""


class TrainedNames:
    """Adds the names of a trained tagger to those that rules spot in the words of an Arabic text."""

    def __init__(self, names: ArabicNames, vocabulary: Vocabulary, model: Model) -> None:
        """Take the rules for names, the words of the language, and a model of it."""
        self._names, self._vocabulary = names, vocabulary
        self._parts = vocabulary["particles"] | vocabulary["joined"]
        self._ordinary = ordinary_names() | ordinary_words()
        self._common = ordinary_names() | frozenset(map(fold, arab_given_names()))
        self._given = known_given_names()
        self._may_be_name = lru_cache(maxsize=1 << 16)(self._is_nameable)
        self._tagger = Tagger(model, features_of(names, vocabulary))

    def spot(self, words: Words, links: Iterable[LinkedWords]) -> list[Spotted]:
        """What the rules spot and what the tagger adds, in order, none overlapping another or a link."""
        spotted = list(self._names.spot(words))
        certain = [one for one in spotted if one.certain]
        held = [False] * len(words)
        for one in certain:
            held[one.first : one.after] = [True] * (one.after - one.first)
        pieces = self._pieces(words, held)
        if not pieces:
            return spotted
        added = [
            found
            for tagged in self._tagger.tag(words, labels(words, links, spotted), pieces)
            if not any(held[tagged.first : tagged.after]) and (found := self._allowed(words, tagged))
        ]
        # Who is linked in full goes by one word too: that is nobody else.
        linked = {
            word
            for link in links
            if link.kind is EntityKind.PERSON
            for word in words.folded[link.first : link.after]
        }
        added = [one for one in added if one.after - one.first > 1 or self._word(words, one) not in linked]
        taken = {place for one in added for place in range(one.first, one.after)}
        left = [one for one in spotted if one.certain or taken.isdisjoint(range(one.first, one.after))]
        return sorted((*left, *added), key=lambda one: one.first)

    def _word(self, words: Words, one: Spotted) -> str:
        return words.folded[one.first][one.start - words.starts[one.first] :]

    def _pieces(self, words: Words, held: Sequence[bool]) -> list[tuple[int, int]]:
        """(first, after) of the pieces around words that nothing accounts for, each within a run."""
        may_be, taken, joined = self._may_be_name, words.taken, words.joined
        pieces: list[tuple[int, int]] = []
        for place, written in enumerate(words.written):
            if taken[place] or not may_be(written) or held[place]:
                continue
            first, after = place, place + 1
            while joined[first] and place - first < _AROUND:
                first -= 1
            while after < len(joined) and joined[after] and after - place <= _AROUND:
                after += 1
            if pieces and first < pieces[-1][1]:
                pieces[-1] = (pieces[-1][0], after)
            else:
                pieces.append((first, after))
        return pieces

    def _is_nameable(self, written: str) -> bool:
        return len(written) >= _SHORTEST and is_arabic(written) and self._names.may_be_name(written)

    def _may_name(self, words: Words, place: int) -> bool:
        return not words.taken[place] and self._may_be_name(words.written[place])

    def _allowed(self, words: Words, tagged: Tagged) -> Spotted | None:
        """A tagged name as spotted; None when a rule says that it is none."""
        if tagged.probability < LEAST or any(words.taken[tagged.first : tagged.after]):
            return None
        if tagged.kind is EntityKind.PERSON:
            return self._person(words, tagged)
        if tagged.kind is EntityKind.ORGANIZATION:
            return self._organization(words, tagged)
        return None

    def _person(self, words: Words, tagged: Tagged) -> Spotted | None:
        first, after = tagged.first, tagged.after
        places = range(first, after)
        if self._names.is_borne(words, first):
            return None
        may = [self._may_name(words, place) for place in places]
        if after - first == 1 and words.folded[first] in self._parts:
            return None
        if not all(
            one or words.folded[place] in self._parts for one, place in zip(may, places, strict=True)
        ) or not any(may):
            return None
        cut = self._cut(words, first)
        start = words.starts[first] + cut
        if self._is_gods(words, first, after, cut):
            return None
        if after - first > 1:
            is_phrase = self._is_phrase(words, first, after, cut)
            certain = tagged.probability >= CERTAIN_PERSON and not is_phrase
            # A phrase's last word alone is nobody.
            return Spotted(tagged.kind, first, after, start, certain, after - (not is_phrase))
        folded = words.folded[first][cut:]
        # One word that many people bear is nobody by itself.
        is_rare = self._is_rare(folded) and folded not in self._given
        certain = tagged.probability >= CERTAIN_WORD and is_rare
        if first and words.joined[first] and words.folded[first - 1] in self._vocabulary["families"]:
            certain = False
        return Spotted(tagged.kind, first, after, start, certain, after)

    def _is_gods(self, words: Words, first: int, after: int, cut: int) -> bool:
        """Tell whether two words may be what God gives or gets: توفيق الله, حمد الله."""
        begin = words.folded[first][cut:]
        return after - first == 2 and words.folded[first + 1] == _GOD and begin in self._ordinary

    def _is_phrase(self, words: Words, first: int, after: int, cut: int) -> bool:
        """Tell whether words may be others than a name: حسن الجوار, جاد الله, the town أبو عريش."""
        begin, last = words.folded[first][cut:], words.folded[after - 1]
        if begin in _PARENTS or (last == _GOD and after - first == 2 and begin != _SERVANT):
            return True
        return begin in self._ordinary and not self._names.is_surname(words, after - 1, _NAME)

    def _organization(self, words: Words, tagged: Tagged) -> Spotted | None:
        first, after = tagged.first, tagged.after
        if not all(is_arabic(words.written[place]) for place in range(first, after)):
            return None
        if after - first == 1:
            cut = 0
            is_name = self._may_name(words, first) and self._is_rare(words.folded[first])
            if not is_name or tagged.probability < LEAST_WORD:
                return None
        else:
            cut = proclitic(words.folded[first], self._vocabulary["heads"])
            if words.folded[after - 1] in self._vocabulary["stop"]:
                return None
            if cut is None and words.folded[first].startswith(_TO_THE):
                return None
        # Without a word that says what it is, it may as well be a stadium.
        certain = after - first > 1 and cut is not None and tagged.probability >= CERTAIN_ORGANIZATION
        return Spotted(tagged.kind, first, after, words.starts[first] + (cut or 0), certain, first)

    def _is_rare(self, folded: str) -> bool:
        """Tell whether a word may name one alone: no article, no Arab's given name, foreign letters."""
        return (
            len(folded) > _SHORTEST
            and not folded.startswith("ال")
            and folded not in self._common
            and self._names.shape.score(folded) >= _FOREIGN
        )

    def _cut(self, words: Words, place: int) -> int:
        """Letters joined to the front of a name."""
        written, folded = words.written[place], words.folded[place]
        if folded[0] not in "وبلف" or len(folded) <= _SHORTEST or folded in self._given:
            return 0
        is_name = words.has(written[1:]) or folded[1:] in self._common
        return int(
            is_name or self._names.shape.score(folded[1:]) > self._names.shape.score(folded) + _PLAINER
        )


def features_of(names: ArabicNames, vocabulary: Vocabulary) -> Features:
    """What the tagger is shown, in training and ever after."""
    lists: dict[str, Collection[str]] = {
        **{letter: vocabulary[key] for letter, key in zip("TRHVXKCJB", _KEYS, strict=True)},
        "W": ordinary_words(),
        "N": ordinary_names(),
        "Y": names.origins,
        "M": names.people,
        "G": frozenset(map(fold, arab_given_names())),
        "F": frozenset(map(fold, foreign_given_names())),
    }
    return Features(lists, names.given, names.shape)


_KEYS = ("titles", "roles", "heads", "speech", "stop", "skip", "particles", "joined", "bearing")


def labels(words: Words, links: Iterable[LinkedWords], spotted: Iterable[Spotted]) -> list[str]:
    """What each word of a text is part of already: a link's kind, what the rules spotted and how surely.

    A word that stands alone, but elsewhere in a person's name, says so.
    """
    found = [""] * len(words)
    of_people: set[str] = set()
    for first, after, kind in links:
        letter = "d" if kind is None else _LETTERS.get(kind, "e")
        for place in range(first, after):
            found[place] = letter + ("1" if place == first else "2")
        if kind is EntityKind.PERSON:
            of_people.update(words.folded[first:after])
    for one in spotted:
        letter = _LETTERS[one.kind].upper() + ("!" if one.certain else "?")
        for place in range(one.first, one.after):
            found[place] = letter + ("1" if place == one.first else "2")
        if one.kind is EntityKind.PERSON and one.certain:
            of_people.update(words.folded[one.first : one.after])
    for place, folded in enumerate(words.folded if of_people else ()):
        if not found[place] and (folded in of_people or folded[1:] in of_people):
            found[place] = "r"
    return found


def runs(words: Words) -> Iterator[tuple[int, int]]:
    """(first, after) of each run of words with one space between them: no name goes beyond one."""
    first = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or not words.joined[place]:
            if place > first:
                yield first, place
            first = place
