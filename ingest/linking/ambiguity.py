"""Forms that name two places or bodies: which one an article means, by what else it names."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graph.errors import BadLexicon
from graph.model import Entity, EntityKind
from ingest.linking.automaton import Match
from ingest.linking.collisions import NATIONAL, SHARED, SPELLED
from ingest.linking.lexicon import FormOrigin

STATES = ("country", "territory")
_CLEARLY = 2
_NEAR = 150
"""Within how many characters a place of the usual one's country speaks for the usual one alone."""


_BETWEEN_STATES = frozenset({"", "و", "،", "،و", ",", "and", "et"})
"""What stands between two names of one list, without spaces."""


class Ambiguity:
    """Decides between the two places or bodies that a form of `collisions.SHARED` names."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """Tie the forms to `entities`; one whose entities are not all there is left alone."""
        self._entities = entities
        known = {entity.names.get("en"): entity for entity in entities.values() if _is_body(entity)}
        known |= {entity.names.get("en"): entity for entity in entities.values() if _is_place(entity)}
        self._choices: dict[str, tuple[Entity, Entity]] = {}
        for form, (usual, other) in SHARED.items():
            if usual in known and other in known:
                self._choices[form] = known[usual], known[other]
        self._spelled = {form: known[name] for form, name in SPELLED.items() if name in known}
        for usual, other in self._choices.values():
            if self._country(usual) == self._country(other):
                raise BadLexicon(f"{usual.names['en']!r} and {other.names['en']!r} are in one country")

    def settle(self, texts: Sequence[tuple[str, Sequence[Match]]]) -> list[list[Match]]:
        """The matches of an article's texts with the entities that they mean.

        The other one is meant where its country is named, by whatever belongs to it, and the country of
        the usual one is not, or less than half as often, nor by a place close to the form; in a list of
        states, the one that is a state; with vowel marks, whose they are. A body of one state (a party, a
        parliament) is left out where another is named more than twice as often. The forms in question
        themselves tell nothing.
        """
        everything = [match for _, matches in texts for match in matches if match.forms]
        if not any(self._is_shared(match) or _is_national(match) for match in everything):
            return [list(matches) for _, matches in texts]
        named = self._countries(
            match for match in everything if not (self._is_shared(match) or _is_national(match))
        )
        return [
            [
                self._settled(match, named, text, matches)
                for match in matches
                if not self._is_foreign(match, named)
            ]
            for text, matches in texts
        ]

    def _settled(self, match: Match, named: Counter[str], text: str, matches: Sequence[Match]) -> Match:
        if not self._is_shared(match):
            return match
        if spelled := self._spelled.get(text[match.start : match.end]):
            return _meaning(match, spelled)
        usual, other = self._choices[match.forms[0].folded]
        if (
            other.place_kind in STATES
            and usual.place_kind not in STATES
            and self._is_listed(match, text, matches)
        ):
            return _meaning(match, other)
        if self._has_usual_near(match, matches):
            return match
        for_usual, for_other = named[self._country(usual)], named[self._country(other)]
        is_other = for_other and for_other > _CLEARLY * for_usual
        return _meaning(match, other) if is_other else match

    def _is_listed(self, match: Match, text: str, matches: Sequence[Match]) -> bool:
        """Tell whether a state is named right before or after, and nothing but "and" or a comma between."""
        for other in matches:
            if not other.forms or other.forms[0].origin is FormOrigin.DEMONYM or self._is_shared(other):
                continue
            start, end = (other.end, match.start) if other.end <= match.start else (match.end, other.start)
            is_state = self._entities[other.forms[0].entity].place_kind in STATES
            if is_state and text[start:end].replace(" ", "") in _BETWEEN_STATES:
                return True
        return False

    def _is_foreign(self, match: Match, named: Counter[str]) -> bool:
        """Tell whether a body that many states have is of one that the article hardly names."""
        if not _is_national(match) or not named:
            return False
        own = named[self._country(self._entities[match.forms[0].entity])]
        return max(named.values()) > _CLEARLY * own

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
        return country_of(entity) or ""


def country_of(entity: Entity) -> str | None:
    """Id of the state that an entity is, or is of; None where it is of none."""
    return entity.id if entity.place_kind in STATES else entity.country


def _is_place(entity: Entity) -> bool:
    return entity.kind is EntityKind.PLACE


def _is_body(entity: Entity) -> bool:
    return entity.kind is EntityKind.ORGANIZATION


def _is_national(match: Match) -> bool:
    return bool(match.forms) and match.forms[0].folded in NATIONAL


def _meaning(match: Match, entity: Entity) -> Match:
    """A match that means an entity."""
    return replace(match, forms=(replace(match.forms[0], entity=entity.id, origin=FormOrigin.ALIAS),))
