"""Names of places in Arabic text that no lexicon holds: by the noun that says what they are."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from graph.folding import fold
from graph.model import EntityKind
from ingest.linking.arabic import ARTICLE
from ingest.naming.proclitic import proclitic
from ingest.naming.shape import NameShape
from ingest.naming.spotted import Spotted
from ingest.naming.vocabulary import Vocabulary
from ingest.naming.words import Words

_SHORTEST, _SHORTEST_UNIT, _SHORTEST_LISTED = 3, 2, 4
_MOST_UNITS = 3
_TO_THE, _AND = "لل", "و"
_FROM, _SIDE = "من", "ناحية"
"""Together they say "as regards"."""
_BEFORE = frozenset("وفبلك")
_COMMAS = frozenset({"،", ","})
_NISBA = ("ي", "يه", "يين", "يون", "يات")
_PARTICIPLE = "م"

# Letters (`NameShape.score`) that a word needs to be a place's name.
_ANY = float("-inf")
"""Behind the noun of one settlement, with the article."""

_LISTED = -8.0
"""Behind a noun in the plural, among other names."""

_PLAIN, _DEFINITE_SITE = -1.2, -5.0
"""Without the article; with it, behind the noun of a site: ساحة المعركة is any battlefield."""

_VAGUE = 0.0
"""Behind a noun of any region, without the article."""

_PARTICIPIAL, _ADJECTIVAL = 1.0, 1.5
"""Of a word that begins as participles do, or ends as adjectives do."""


class ArabicSites:
    """Places by their nouns: بلدة العاقبية, قريتي أم جلال والربيعة, شارع الملكة أروى, جسر حنتوب.

    A noun of settlements (بلدة) is left out of the name, one of sites (شارع) is its first word.
    """

    def __init__(
        self, vocabulary: Vocabulary, given: Collection[str], shape: NameShape, words: Collection[str]
    ) -> None:
        """`given`: folded given names, of whom a site bears the name; `shape` tells names by their letters;
        `words` are folded ordinary words."""
        self._given, self._shape, self._words = given, shape, words
        written = vocabulary.written
        self._one, self._many, self._sites = (
            written["settlements"],
            written["many_settlements"],
            written["sites"],
        )
        self._vague = vocabulary["vague_settlements"]
        self._openers = vocabulary["place_openers"] | vocabulary["particles"]
        self._joined, self._tails = vocabulary["joined"], vocabulary["place_tails"]
        self._bearers = vocabulary["bearers"]
        self._heads = vocabulary["heads"]
        self._ends = vocabulary["stop"] | vocabulary["speech"] | vocabulary["roles"] | self._heads
        self._nouns = self._one | self._many | self._sites
        self._cut = lru_cache(maxsize=1 << 16)(self._noun_cut)
        self._folded_nouns = vocabulary["settlements"] | vocabulary["many_settlements"] | vocabulary["sites"]

    def spot(self, words: Words) -> Iterator[Spotted]:
        """Every place that a noun leads to, in order."""
        done = 0
        for place, cut in enumerate(map(self._cut, words.written)):
            if cut is None or place < done or words.taken[place]:
                continue
            for one in self._behind(words, place, cut):
                done = one.after
                yield one

    def _noun_cut(self, written: str) -> int | None:
        """Letters before the noun that a word is; None for another word. بلده is "his country", no town."""
        cut, folded = proclitic(written, self._nouns), fold(written)
        return None if cut is None or (cut and (folded in self._heads or folded in self._words)) else cut

    def _behind(self, words: Words, place: int, cut: int) -> Iterator[Spotted]:
        noun, name = words.written[place][cut:], place + 1
        if noun in self._many:
            yield from self._list(words, name)
        elif noun in self._sites or (noun in self._one and self._is_of_bearer(words, name)):
            after = self._site_end(words, name)
            if after is not None:
                yield self._spotted(words, place, after, cut)
        else:
            after = self._settlement_end(words, place, noun)
            if after is not None:
                yield self._spotted(words, name, after, 0, certain=fold(noun) not in self._vague)

    def _is_of_bearer(self, words: Words, place: int) -> bool:
        """Tell whether a title of who a city is named after stands at `place`: مدينة الملك عبدالله."""
        is_title = words.goes_on(place) and words.folded[place] in self._bearers
        return is_title and words.folded[place] not in self._openers

    def _settlement_end(self, words: Words, place: int, noun: str) -> int | None:
        """Where the name behind a noun of settlements ends; a vague one needs foreign letters behind it."""
        name = place + 1
        if noun == _SIDE and place and words.folded[place - 1] == _FROM:
            return None
        after = self._name_end(words, name, 0, _ANY)
        if after != name + 1 or fold(noun) not in self._vague or words.folded[name].startswith(ARTICLE):
            return after
        is_adjective = words.folded[name].endswith(_NISBA)
        return None if is_adjective or self._shape.score(words.folded[name]) < _VAGUE else after

    def _site_end(self, words: Words, place: int) -> int | None:
        """Where the name behind the noun of a site ends: that of a place, or of who it is named after."""
        first = place
        while words.goes_on(first) and words.folded[first] in self._bearers:
            first += 1
        after = self._name_end(words, first, 0, _DEFINITE_SITE)
        if after is None:
            return None
        is_person = first > place or words.folded[first] in self._given
        units = 1
        while is_person and units < _MOST_UNITS and (unit := self._name_end(words, after, 0, _PLAIN)):
            after, units = unit, units + 1
        while words.goes_on(after) and words.folded[after] in self._tails:
            after += 1
        return after

    def _list(self, words: Words, place: int) -> Iterator[Spotted]:
        """The places of a list behind a noun in the plural: بلدات تلمنس وجرجناز والدير الشرقي."""
        found: list[tuple[int, int, int]] = []
        linked, cut = 0, 0
        noun = words.written[place - 1]
        while place < len(words):
            if words.taken[place]:
                linked, after = linked + 1, place + 1
                while after < len(words) and words.taken[after] and words.joined[after]:
                    after += 1
            else:
                end = self._name_end(words, place, cut, _LISTED, is_next=not (found or linked))
                if end is None:
                    break
                found.append((place, end, cut))
                after = end
            step = self._next(words, after)
            if step is None:
                break
            place, cut = after, step
        if len(found) + linked > 1:
            for first, after, joined in found:
                yield self._spotted(words, first, after, joined, certain=fold(noun) not in self._vague)

    def _next(self, words: Words, place: int) -> int | None:
        """Letters joined to the next name of a list; None where the list is at its end."""
        if place >= len(words):
            return None
        gap = words.text[words.ends[place - 1] : words.starts[place]].strip()
        is_joined = words.folded[place].startswith(_AND) and len(words.folded[place]) >= _SHORTEST
        if gap in _COMMAS:
            if words.taken[place] or not is_joined:
                return 0
            return None if self._may_begin_clause(words.folded[place][1:]) else 1
        return 1 if not gap and is_joined else None

    def _may_begin_clause(self, folded: str) -> bool:
        """Tell whether a word behind a comma and "and" may be a verb: قصفوا مدينتي X وY، ونزح عشرات."""
        if folded.startswith(ARTICLE) or folded in self._openers:
            return False
        return len(folded) < _SHORTEST_LISTED or self._shape.score(folded) < _VAGUE

    def _name_end(
        self, words: Words, place: int, cut: int, least: float, *, is_next: bool = True
    ) -> int | None:
        """Where the name that begins at `place` behind `cut` letters ends; None where there is none.

        `least` is what a definite word's letters need; `is_next`: only a space parts it from what is before.
        """
        if place >= len(words) or words.taken[place] or (is_next and not words.joined[place]):
            return None
        folded = words.folded[place][cut:]
        after = place + 1
        if self._may_follow(words, after) and (
            folded in self._openers or words.folded[after] in self._joined
        ):
            return after + 1
        if folded in self._ends or not folded.isalpha() or not self._is_name(folded, least):
            return None
        if folded.startswith(ARTICLE) and words.goes_on(after) and words.folded[after] in self._tails:
            after += 1
        return after

    def _may_follow(self, words: Words, place: int) -> bool:
        """Tell whether a word may be the second of a name: أم جلال, صلاح الدين."""
        if not words.goes_on(place):
            return False
        folded = words.folded[place]
        return len(folded) >= _SHORTEST_UNIT and folded.isalpha() and folded not in self._ends

    def _is_name(self, folded: str, least: float) -> bool:
        """Tell whether a folded word is no other word: an adjective, a verb, or what such places have."""
        if len(folded) < _SHORTEST or folded in self._words or folded.startswith(_TO_THE):
            return False
        score = self._shape.score(folded)
        if folded.startswith(ARTICLE):
            is_word = folded[len(ARTICLE) :] in self._words or (
                least > _LISTED and folded[len(ARTICLE) :] in self._folded_nouns
            )
            return not is_word and score >= least
        if folded in self._folded_nouns or self._is_joined(folded):
            return False
        if least == _LISTED:
            return score >= least
        if folded.endswith(_NISBA):
            return score >= _ADJECTIVAL
        return score >= (_PARTICIPIAL if folded[0] == _PARTICIPLE else _PLAIN)

    def _is_joined(self, folded: str) -> bool:
        """Tell whether a word is another behind "and" or a preposition: ومنطقة, بمدرجات."""
        if folded[0] not in _BEFORE:
            return False
        bare = folded[1:]
        is_other = bare in self._words or bare in self._ends or bare in self._folded_nouns
        return is_other or bare.startswith(ARTICLE)

    def _spotted(self, words: Words, first: int, after: int, cut: int, *, certain: bool = True) -> Spotted:
        return Spotted(EntityKind.PLACE, first, after, words.starts[first] + cut, certain, first)
