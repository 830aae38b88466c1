"""Forms that name two places: which one an article means, by what else it names."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graph.errors import BadLexicon
from graph.model import Entity, EntityKind
from ingest.linking.automaton import Match
from ingest.linking.collisions import SHARED
from ingest.linking.lexicon import FormOrigin

_STATES = ("country", "territory")
_CLEARLY = 2
_NEAR = 150
"""Within how many characters a place of the usual one's country speaks for the usual one alone."""


class Ambiguity:
    """Decides between the two places that a form of `collisions.SHARED` names."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """Tie the forms to `entities`; one whose places are not all there is left alone."""
        self._entities = entities
        places = {entity.names.get("en"): entity for entity in entities.values() if _is_place(entity)}
        self._choices: dict[str, tuple[Entity, Entity]] = {}
        for form, (usual, other) in SHARED.items():
            if usual in places and other in places:
                self._choices[form] = places[usual], places[other]
        for usual, other in self._choices.values():
            if self._country(usual) == self._country(other):
                raise BadLexicon(f"{usual.names['en']!r} and {other.names['en']!r} are in one country")

    def settle(self, matches: Sequence[Sequence[Match]]) -> list[list[Match]]:
        """The matches of an article's texts with the places that they mean.

        The other place is meant where its country is named, by whatever belongs to it, and the country of
        the usual one is not, or less than half as often, nor by a place close to the form. The forms in
        question themselves tell nothing.
        """
        everything = [match for text in matches for match in text if match.forms]
        if not any(self._is_shared(match) for match in everything):
            return [list(text) for text in matches]
        named = self._countries(match for match in everything if not self._is_shared(match))
        return [[self._settled(match, named, text) for match in text] for text in matches]

    def _settled(self, match: Match, named: Counter[str], text: Sequence[Match]) -> Match:
        if not match.forms or not self._is_shared(match) or self._has_usual_near(match, text):
            return match
        usual, other = self._choices[match.forms[0].folded]
        for_usual, for_other = named[self._country(usual)], named[self._country(other)]
        if not for_other or for_other <= _CLEARLY * for_usual:
            return match
        return replace(match, forms=(replace(match.forms[0], entity=other.id, origin=FormOrigin.ALIAS),))

    def _has_usual_near(self, match: Match, text: Sequence[Match]) -> bool:
        """Tell whether a place in the country of the usual one is named close by."""
        country = self._country(self._choices[match.forms[0].folded][0])
        return any(
            abs(other.start - match.start) < _NEAR
            and _is_place(self._entities[other.forms[0].entity])
            and self._country(self._entities[other.forms[0].entity]) == country
            for other in text
            if other.forms and not self._is_shared(other)
        )

    def _is_shared(self, match: Match) -> bool:
        if not match.forms:
            return False
        form = match.forms[0]
        choice = self._choices.get(form.folded)
        return choice is not None and form.origin <= FormOrigin.ALIAS and form.entity == choice[0].id

    def _countries(self, matches: Iterable[Match]) -> Counter[str]:
        """How often each country is named, by itself or by what belongs to it."""
        found = (self._country(self._entities[match.forms[0].entity]) for match in matches)
        return Counter(country for country in found if country)

    def _country(self, entity: Entity) -> str:
        return entity.id if _is_place(entity) and entity.place_kind in _STATES else entity.country or ""


def _is_place(entity: Entity) -> bool:
    return entity.kind is EntityKind.PLACE
