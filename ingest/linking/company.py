"""Names of places that are words too: they count in the company of other places."""

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.folding import fold
from graph.model import Entity, EntityKind
from ingest.linking.ambiguity import STATES, country_of
from ingest.linking.automaton import FoldedText, Match
from ingest.linking.collisions import PLACE_NOUNS
from ingest.linking.lexicon import Form, FormOrigin

_BETWEEN = frozenset({"و", "،", "،و", ",", ",و", "and", ",and", "et"})
"""What stands between two names of one list, without spaces."""

_FARTHEST = 8
"""Letters between two names of one list at most."""

_OF = frozenset({"of", "de", "d"})
_JOINED = ("و", "ف", "ب", "ل", "ك")
_TO_PLACES = frozenset({"في", "علي", "الي", "بين", "نحو"})
"""Folded prepositions that lead to places more than to things."""

_ARTICLE = "ال"
_ALONE = frozenset({"", _ARTICLE})


class Company:
    """Tells whether a bare name of a place is meant: الخيام is Khiam, and "the tents"."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """Keep the entities that matches name."""
        self._entities = entities

    def join(self, texts: Sequence[tuple[FoldedText, Sequence[Match], Iterable[Match]]]) -> list[list[Match]]:
        """The matches of an article's texts, and of their bare names those that are meant, in their order.

        A bare name is meant in a list with a place of its country (الخيام وكفركلا), and after a noun of place
        (بلدة الخيام), or with another one after a preposition, where the article names the country or
        anything in it.
        """
        named = {
            country_of(self._entities[match.forms[0].entity])
            for _, kept, _ in texts
            for match in kept
            if match.forms
        }
        return [self._joined(text, kept, bare, named) for text, kept, bare in texts]

    def _joined(
        self, text: FoldedText, kept: Sequence[Match], bare: Iterable[Match], named: Container[str | None]
    ) -> list[Match]:
        """Look at each bare name once from its left and once from its right neighbour: a list may begin with
        any of its names."""
        order = sorted((*kept, *_beside(bare, kept)), key=lambda match: match.word)
        meant = [self._called(text, match, named) if match.is_bare else match for match in order]
        for place in range(len(order) - 1):
            if meant[place] is None and meant[place + 1] is None:
                meant[place] = self._paired(text, order[place], order[place + 1], named)
        for places in (range(len(order)), range(len(order) - 1, -1, -1)):
            neighbour: Match | None = None
            for place in places:
                if meant[place] is None and neighbour is not None:
                    meant[place] = self._listed(text, order[place], neighbour)
                neighbour = meant[place]
        return [match for match in meant if match is not None]

    def _called(self, text: FoldedText, match: Match, named: Container[str | None]) -> Match | None:
        """What a bare name after a noun of place means, where the article names the country."""
        if not _is_called_a_place(text, match):
            return None
        return _meaning(match, (form for form in match.forms if self._entities[form.entity].country in named))

    def _paired(
        self, text: FoldedText, match: Match, following: Match, named: Container[str | None]
    ) -> Match | None:
        """What a bare name between a preposition of place and another one means: "في بارا والنهود", in an
        article that names Sudan."""
        if fold(text.word_before(match.word)) not in _TO_PLACES or match.prefix not in _ALONE:
            return None
        if not _is_list(text, match, following):
            return None
        countries = {self._entities[form.entity].country for form in following.forms}
        forms = (form for form in match.forms if self._entities[form.entity].country in countries)
        return _meaning(match, (form for form in forms if self._entities[form.entity].country in named))

    def _listed(self, text: FoldedText, match: Match, neighbour: Match) -> Match | None:
        """What a bare name beside a place in one list means: a place of the same country."""
        if text.word_after(match.after).startswith(_ARTICLE):
            # "صور الضحايا", the pictures of the victims.
            return None
        place = self._place(neighbour)
        if place is None or place.place_kind in STATES or not _is_list(text, match, neighbour):
            return None
        of_country = (form for form in match.forms if self._entities[form.entity].country == place.country)
        return _meaning(match, of_country)

    def _place(self, match: Match) -> Entity | None:
        if not match.forms or match.forms[0].origin is FormOrigin.DEMONYM:
            return None
        entity = self._entities[match.forms[0].entity]
        return entity if entity.kind is EntityKind.PLACE else None


def _is_called_a_place(text: FoldedText, match: Match) -> bool:
    """Tell whether a noun of place stands right before a match, and nothing is joined to the match."""
    before = text.word_before(match.word)
    if match.prefix not in _ALONE or not before:
        return False
    if fold(before) in _OF:
        of = text.folded.rfind(" ", 0, match.word - 1) + 1
        before = text.word_before(of)
    noun = fold(before)
    return noun in PLACE_NOUNS or (noun[:1] in _JOINED and noun[1:] in PLACE_NOUNS)


def _is_list(text: FoldedText, one: Match, other: Match) -> bool:
    """Tell whether nothing but "and" or a comma stands between two matches."""
    first, second = sorted((one, other), key=lambda match: match.word)
    if second.start - first.end > _FARTHEST:
        return False
    return "".join(text.text[first.end : second.start].split()) in _BETWEEN


def _beside(bare: Iterable[Match], kept: Sequence[Match]) -> Iterator[Match]:
    """The bare names that no other match holds a part of."""
    known = sorted((match.word, match.after) for match in kept)
    for match in bare:
        place = bisect_right(known, (match.word, match.after))
        if not any(
            word < match.after and match.word < after for word, after in known[max(0, place - 1) : place + 1]
        ):
            yield match


def _meaning(match: Match, forms: Iterable[Form]) -> Match | None:
    """The match with the first of some forms; None without any."""
    form = next(iter(forms), None)
    return replace(match, forms=(form,)) if form else None
