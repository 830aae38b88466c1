"""Short names of people: الشرع is Ahmed al-Sharaa where the article says so, and else the law."""

from collections.abc import Sequence

from graph.folding import fold
from ingest.linking.ambiguity import country_of
from ingest.linking.arabic import is_arabic
from ingest.linking.automaton import FoldedText, Match
from ingest.linking.collisions import UNMISTAKABLE
from ingest.linking.coreference import personal_forms
from ingest.linking.kin import is_in_office
from ingest.linking.lexicon import FormOrigin, Lexicon

_Texts = Sequence[tuple[FoldedText, Sequence[Match]]]


class ShortNames:
    """Tells whether the Arabic surname by which somebody goes alone is meant as that.

    Few people are so well known that their surname says it by itself. Others are meant where the article
    gives their full name, names their country or anything of it, or has a title or a government beside the
    surname.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Gather the Arabic words by which people go who have longer names, but for the unmistakable."""
        self._entities = lexicon.entities
        self._short = frozenset(
            (form.entity, form.folded)
            for form in personal_forms(lexicon)
            if " " not in form.text
            and is_arabic(form.text)
            and form.folded not in UNMISTAKABLE
            and form.folded != fold(lexicon.entities[form.entity].names.get("ar", ""))
        )

    def settle(self, texts: _Texts) -> list[list[Match]]:
        """The matches of an article's texts, of short names those that are meant."""
        everything = [match for _, matches in texts for match in matches if match.forms]
        firm = [match.forms[0].entity for match in everything if not self._is_short(match)]
        if len(firm) == len(everything):
            return [list(matches) for _, matches in texts]
        full, countries = set(firm), {country_of(self._entities[id_]) for id_ in firm}
        return [
            [
                match
                for match in matches
                if not self._is_short(match)
                or match.forms[0].entity in full
                or country_of(self._entities[match.forms[0].entity]) in countries
                or is_in_office(text, match)
            ]
            for text, matches in texts
        ]

    def _is_short(self, match: Match) -> bool:
        """Tell whether a match needs a sign that it is meant."""
        if not match.forms or match.forms[0].origin > FormOrigin.ALIAS:
            return False
        return (match.forms[0].entity, match.forms[0].folded) in self._short
