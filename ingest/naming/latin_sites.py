"""Names of places in English, French and Spanish text that no lexicon holds: by the noun beside them."""

from collections.abc import Container, Iterator

from graph.model import EntityKind
from ingest.naming.spotted import Spotted
from ingest.naming.vocabulary import Vocabulary
from ingest.naming.words import Words

_LONGEST, _MOST_JOINS = 4, 3
_SHORTEST = 3


class LatinSites:
    """Places by their nouns: Court Street, Lake Chala, gare du Nord, village of Obosi, Idukki district."""

    def __init__(self, vocabulary: Vocabulary, given: Container[str]) -> None:
        """Take the words of a language, and folded given names."""
        self._given = given
        self._is_direct = vocabulary.lang != "en"
        self._ending, self._leading = vocabulary["sites"], vocabulary["leading_sites"]
        self._of, self._settlements = vocabulary["sites_of"], vocabulary["settlements"]
        self._joins = vocabulary["place_joins"]
        self._behind = vocabulary["settlements_behind"]
        self._general = (
            vocabulary["stop"] | vocabulary["titles"] | vocabulary["roles"] | vocabulary["never_first"]
        )
        self._never = self._general | vocabulary["heads"]
        self._unsited = vocabulary["unsited"]

    def spot(self, words: Words) -> Iterator[Spotted]:
        """Every place that a noun tells, in order, none overlapping another."""
        place = 0
        while place < len(words):
            found = self._at(words, place)
            if found is not None:
                yield found
            place = found.after if found else place + 1

    def _at(self, words: Words, place: int) -> Spotted | None:
        if words.taken[place]:
            return None
        folded = words.folded[place]
        if folded in self._of or folded in self._settlements:
            return self._joined(words, place)
        if self._is_capital(words, place):
            return self._run(words, place)
        return None

    def _joined(self, words: Words, place: int) -> Spotted | None:
        """What small words join to a noun: gare du Nord with its noun, the village of Obosi without.

        A noun of English needs them; elsewhere a name may follow at once (rue Monge). Somebody's first name
        behind one is somebody: la place de Sophie.
        """
        first = place + 1
        while first - place <= _MOST_JOINS and words.goes_on(first) and words.folded[first] in self._joins:
            first += 1
        is_joined = first > place + 1
        if not words.goes_on(first) or not self._is_name(words, first):
            return None
        if words.folded[first] in self._given if is_joined else not self._is_direct:
            return None
        after = self._run_end(words, first)
        begin = place if words.folded[place] in self._of else first
        return Spotted(EntityKind.PLACE, begin, after, words.starts[begin], True, begin)

    def _run(self, words: Words, place: int) -> Spotted | None:
        """A run of capitalised words that ends or begins with the noun of a site, or has one behind it."""
        after = self._run_end(words, place)
        last = after - 1
        ends = last > place and words.folded[last] in self._ending and self._may_begin(words, place)
        leads = last > place and words.folded[place] in self._leading and self._is_name(words, place + 1)
        is_followed = words.goes_on(after) and words.folded[after] in self._behind
        is_called = is_followed and words.written[after].islower() and self._is_name(words, place)
        if not (ends or leads or is_called):
            return None
        return Spotted(EntityKind.PLACE, place, after, words.starts[place], True, place)

    def _run_end(self, words: Words, place: int) -> int:
        after = place + 1
        while after - place < _LONGEST and words.goes_on(after) and self._is_capital(words, after):
            after += 1
        return after

    def _is_capital(self, words: Words, place: int) -> bool:
        written = words.written[place]
        return written[0].isupper() and not (len(written) > 1 and written.isupper())

    def _may_begin(self, words: Words, place: int) -> bool:
        """Tell whether a run that ends with a site's noun may begin with a word: no Police Station."""
        folded = words.folded[place]
        return len(folded) >= _SHORTEST and folded not in self._general | self._unsited

    def _is_name(self, words: Words, place: int) -> bool:
        """Tell whether a name may begin with a word: with a capital, and no other word of the language."""
        folded = words.folded[place]
        is_long = len(folded) >= _SHORTEST
        return is_long and self._is_capital(words, place) and folded not in self._never
