"""Bodies that French and Spanish call by a phrase: tribunal de commerce de Rennes."""

import re
from collections.abc import Collection, Iterator

from graph.model import EntityKind
from ingest.linking.institution import is_institution
from ingest.naming.spotted import Spotted
from ingest.naming.vocabulary import Vocabulary
from ingest.naming.words import Words

_MOST_WORDS = 9
_AND = ("et", "y")
_ADJECTIVE = re.compile(
    r"\w{2,}(?:al|ale|ales|aux|el|elle|elles|ique|iques|aire|aires|if|ifs|ien|ienne|iens|iennes|ain|aine|ains|"
    r"aines|oise|oises|aise|aises|éenne|éens|iste|istes|eux|ateur|ateurs|atrice|ico|ica|icos|icas|ario|aria|"
    r"arios|arias|ivo|iva|ivos|ivas|ista|istas)"
)
"""How French and Spanish adjectives end; the verbs that do, too, are told in seeds/names."""

_INFINITIVE = re.compile(r"\w{2,}(?:er|ir|oir|ndre|ttre|uire|ar)")


class RomanceBodies:
    """Spots the bodies whose head stands behind an article, with its adjectives, what it is for, and a place.

    A head in capitals is a name's; one in small letters (tribunal, mairie) is, if the phrase ends in a name.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Learn heads, articles, prepositions and what ends a phrase."""
        self._heads, self._small = vocabulary["phrase_heads"], vocabulary["small_heads"]
        self._definite, self._of = vocabulary["definite_articles"], vocabulary["genitives"]
        self._for = vocabulary["aims"]
        self._middles, self._stop = vocabulary["middles"], vocabulary["stop"]
        self._verbs = vocabulary["verbs"] | vocabulary["speech"]

    def spot(self, words: Words) -> Iterator[Spotted]:
        """Every such body, in order."""
        done = 0
        for place, folded in enumerate(words.folded):
            if place < max(done, 1) or folded not in self._heads or not self._may_begin(words, place):
                continue
            after = self._end(words, place)
            # What every state has is named by its state.
            if after is not None and not is_institution(" ".join(words.folded[place:after])):
                done = after
                yield Spotted(EntityKind.ORGANIZATION, place, after, words.starts[place], True, place)

    def _may_begin(self, words: Words, place: int) -> bool:
        is_behind = words.joined[place] and words.folded[place - 1] in self._definite
        is_capital = words.written[place][0].isupper()
        return is_behind and not words.taken[place] and (is_capital or words.folded[place] in self._small)

    def _end(self, words: Words, place: int) -> int | None:
        """Where the phrase of the head at `place` ends; None where it is no name."""
        after = self._adjectives_end(words, place + 1)
        is_named = self._is_origin(words, after - 1) and after > place + 1
        is_phrase = after > place + 1
        while after - place < _MOST_WORDS and not is_named:
            noun = self._behind_of(words, after)
            if noun is None:
                break
            is_named = self._is_name(words, noun)
            is_phrase = is_phrase or not is_named
            after = self._complement_end(words, noun)
        if after > place + 1 and (noun := self._behind(words, after, self._for)):
            after = self._complement_end(words, noun)
        # Names in capitals alone are found as such.
        is_capital = words.written[place][0].isupper()
        is_new = is_phrase or not is_capital or any(words.taken[place:after])
        return after if is_new and after > place + 1 and (is_named or is_capital) else None

    def _complement_end(self, words: Words, noun: int) -> int:
        """Where the capitalised or linked words at `noun` end, or the noun there with its adjectives."""
        if not self._is_name(words, noun):
            return self._adjectives_end(words, noun + 1)
        after = noun + 1
        while words.follows(after) and self._is_name(words, after):
            after += 1
        return after

    def _behind_of(self, words: Words, place: int) -> int | None:
        """The noun behind "of" at `place` that a phrase goes on with: de la Cedeao, et de hautes études."""
        if words.follows(place) and words.folded[place] in _AND:
            place += 1
        return self._behind(words, place, self._of)

    def _behind(self, words: Words, place: int, small: Collection[str]) -> int | None:
        """The noun behind one of some small words at `place`, and an article."""
        if not words.follows(place) or words.folded[place] not in small:
            return None
        noun = place + 1
        while words.follows(noun) and words.folded[noun] in self._definite:
            noun += 1
        if words.follows(noun) and words.folded[noun] in self._middles:
            noun += 1
        if not words.follows(noun) or words.folded[noun] in self._stop:
            return None
        is_verb = words.written[noun][0].islower() and _INFINITIVE.fullmatch(words.folded[noun])
        return None if is_verb else noun

    def _adjectives_end(self, words: Words, place: int) -> int:
        """Where the adjectives in small letters at `place` end."""
        while words.follows(place) and words.written[place][0].islower():
            folded = words.folded[place]
            is_ending = _ADJECTIVE.fullmatch(words.written[place]) and folded not in self._verbs
            if folded in self._stop or not (words.taken[place] or folded in self._middles or is_ending):
                break
            place += 1
        return place

    def _is_name(self, words: Words, place: int) -> bool:
        return words.taken[place] or words.written[place][0].isupper()

    def _is_origin(self, words: Words, place: int) -> bool:
        """Tell whether a word is a linked adjective of origin: canadiennes."""
        return words.taken[place] and words.written[place][0].islower()
