"""Names of places that are words too: they count in the company of other places."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from graph.folding import fold
from graph.model import Entity, EntityKind
from ingest.linking.ambiguity import STATES
from ingest.linking.automaton import FoldedText, Match
from ingest.linking.collisions import PLACE_NOUNS
from ingest.linking.lexicon import Form, FormOrigin

_BETWEEN = frozenset({"و", "،", "،و", ",", ",و", "and", ",and", "et"})
"""What stands between two names of one list, without spaces."""

_OF = frozenset({"of", "de", "d"})
_JOINED = ("و", "ف", "ب", "ل", "ك")
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
        (بلدة الخيام) where the article names the country or anything in it.
        """
        named = {self._country(match) for _, kept, _ in texts for match in kept if match.forms}
        return [self._joined(text, kept, bare, named) for text, kept, bare in texts]

    def _joined(
        self, text: FoldedText, kept: Sequence[Match], bare: Iterable[Match], named: Container[str | None]
    ) -> list[Match]:
        joined = list(kept)
        waiting = [match for match in bare if not any(_overlap(match, other) for other in joined)]
        while found := self._first(text, joined, waiting, named):
            joined.append(found)
            waiting = [match for match in waiting if not _overlap(match, found)]
        return sorted(joined, key=lambda match: match.word)

    def _first(
        self,
        text: FoldedText,
        joined: Sequence[Match],
        waiting: Sequence[Match],
        named: Container[str | None],
    ) -> Match | None:
        for match in waiting:
            is_called = _is_called_a_place(text, match)
            for form in match.forms:
                is_near = is_called and self._entities[form.entity].country in named
                if is_near or self._is_listed(text, match, form, joined):
                    return replace(match, forms=(form,))
        return None

    def _country(self, match: Match) -> str | None:
        entity = self._entities[match.forms[0].entity]
        return entity.id if entity.place_kind in STATES else entity.country

    def _is_listed(self, text: FoldedText, match: Match, form: Form, joined: Sequence[Match]) -> bool:
        """Tell whether a place of the same country is named right before or after, in one list."""
        if text.word_after(match.after).startswith(_ARTICLE):
            # "صور الضحايا", the pictures of the victims.
            return False
        country = self._entities[form.entity].country
        for other in joined:
            start, end = (other.end, match.start) if other.word < match.word else (match.end, other.start)
            if start <= end and "".join(text.text[start:end].split()) in _BETWEEN:
                named = self._place(other)
                if named is not None and named.country == country and named.place_kind not in STATES:
                    return True
        return False

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


def _overlap(one: Match, other: Match) -> bool:
    return one.word < other.after and other.word < one.after
