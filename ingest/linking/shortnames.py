"""Short names of people: الشرع is Ahmed al-Sharaa where the article says so, and else the law."""

from collections.abc import Mapping, Sequence

from graph.folding import fold
from graph.model import Entity, EntityKind
from ingest.linking.ambiguity import STATES
from ingest.linking.arabic import is_arabic
from ingest.linking.automaton import FoldedText, Match
from ingest.linking.collisions import UNMISTAKABLE
from ingest.linking.kin import is_in_office
from ingest.linking.lexicon import FormOrigin

_Texts = Sequence[tuple[FoldedText, Sequence[Match]]]


class ShortNames:
    """Tells whether the Arabic surname by which somebody goes alone is meant as that.

    Few people are so well known that their surname says it by itself. Others are meant where the article
    gives their full name, names their country or anything of it, or has a title or a government beside the
    surname.
    """

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """Keep the entities that matches name."""
        self._entities = entities

    def settle(self, texts: _Texts) -> list[list[Match]]:
        """The matches of an article's texts, of short names those that are meant."""
        everything = [match for _, matches in texts for match in matches if match.forms]
        firm = [match for match in everything if not self._is_short(match)]
        full = {match.forms[0].entity for match in firm}
        countries = {self._country(match) for match in firm}
        return [
            [
                match
                for match in matches
                if not self._is_short(match)
                or match.forms[0].entity in full
                or self._country(match) in countries
                or is_in_office(text, match)
            ]
            for text, matches in texts
        ]

    def _is_short(self, match: Match) -> bool:
        """Tell whether a match is one Arabic word that is not all of a person's name, and needs a sign."""
        if not match.forms:
            return False
        form = match.forms[0]
        if " " in form.text or form.origin > FormOrigin.ALIAS or form.folded in UNMISTAKABLE:
            return False
        entity = self._entities[form.entity]
        is_person = entity.kind is EntityKind.PERSON
        return is_person and is_arabic(form.text) and form.folded != fold(entity.names.get("ar", ""))

    def _country(self, match: Match) -> str | None:
        entity = self._entities[match.forms[0].entity]
        return entity.id if entity.place_kind in STATES else entity.country
