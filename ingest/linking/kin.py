"""Relatives: whom a surname means that is the short name of somebody better known.

"بارزاني" alone is Masoud, and "Trump" is Donald; in an article that names Nechirvan Barzani or Eric Trump in
full and never the other, the surname goes on to mean those.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from graph.folding import fold
from ingest.linking.arabic import is_arabic
from ingest.linking.automaton import FoldedText, Match
from ingest.linking.collisions import REIGNS, TITLES
from ingest.linking.coreference import last_name, personal_forms
from ingest.linking.lexicon import Form, FormOrigin, Lexicon

_CONJUNCTION = "و"
_Texts = Sequence[tuple[FoldedText, list[Match]]]


class Kin:
    """Knows who bears a surname that is the short name of another."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Gather the surnames that are somebody's short name, with all others who bear them."""
        people = list(personal_forms(lexicon))
        short = {form.folded: form.entity for form in people if " " not in form.text}
        bearers: dict[str, dict[str, Form]] = defaultdict(dict)
        for form in people:
            surname = Form.of(last_name(form.text), form.lang, FormOrigin.SURNAME, form.entity)
            if surname.folded in short:
                bearers[surname.folded].setdefault(form.entity, surname)
        self._bearers: Mapping[str, Mapping[str, Form]] = {
            surname: own for surname, own in bearers.items() if len(own) > 1 and short[surname] in own
        }

    def settle(self, texts: _Texts) -> list[list[Match]]:
        """The matches of title and body, with surnames given to the relative whom the article names.

        Somebody who is named in full, or by the surname before any relative is, keeps it; so does who has a
        title or a government before or behind it ("President Trump").
        """
        surnames = {match.forms[0].folded for _, match in self._short(texts)}
        if not surnames:
            return [matches for _, matches in texts]
        named = _named_in_full(texts)
        given = {surname: self._relatives(surname, texts, named) for surname in surnames}
        return [
            [self._settled(at, text, match, given) for match in matches]
            for at, (text, matches) in enumerate(texts)
        ]

    def _short(self, texts: _Texts) -> Iterator[tuple[int, Match]]:
        """Every surname of somebody who is called by it alone, with its text."""
        for at, (_, matches) in enumerate(texts):
            for match in matches:
                is_short = match.forms and match.forms[0].origin <= FormOrigin.ALIAS
                if is_short and match.forms[0].folded in self._bearers:
                    yield at, match

    def _relatives(
        self, surname: str, texts: _Texts, named: Mapping[str, Sequence[tuple[int, int]]]
    ) -> list[tuple[tuple[int, int], Form]]:
        """Where the article names relatives in full, in order; none where the surname stays whose it is."""
        own = self._bearers[surname]
        uses = [(at, match) for at, match in self._short(texts) if match.forms[0].folded == surname]
        found = sorted((place, own[entity]) for entity in own for place in named.get(entity, ()))
        in_body = [(at, match.start) for at, match in uses if at]
        is_named = uses[0][1].forms[0].entity in named
        is_first = bool(found and in_body) and min(in_body) < found[0][0]
        return [] if is_named or is_first else found

    def _settled(
        self, at: int, text: FoldedText, match: Match, given: Mapping[str, list[tuple[tuple[int, int], Form]]]
    ) -> Match:
        relatives = given.get(match.forms[0].folded, []) if match.forms else []
        if not relatives or match.forms[0].origin > FormOrigin.ALIAS or is_in_office(text, match):
            return match
        nearest = bisect_left(relatives, (at, match.start), key=itemgetter(0)) - 1
        return replace(match, forms=(relatives[max(0, nearest)][1],))


def _named_in_full(texts: _Texts) -> dict[str, list[tuple[int, int]]]:
    """Where each entity is named by several words: the text's number and the place in it."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, (_, matches) in enumerate(texts):
        for match in matches:
            if match.forms and " " in match.forms[0].text:
                found[match.forms[0].entity].append((at, match.start))
    return found


def is_in_office(text: FoldedText, match: Match) -> bool:
    """Tell whether a title or a government stands before a surname, or in Latin letters behind it."""
    before = fold(text.word_before(match.word))
    after = "" if is_arabic(match.forms[0].text) else fold(text.word_after(match.after))
    return bool({before, before.removeprefix(_CONJUNCTION), after} & (TITLES | REIGNS))
