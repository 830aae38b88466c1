"""Bodies that every state has, named without the state: "وزارة الدفاع" in an article on Iraq."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.folding import fold
from graph.model import Entity, EntityKind
from ingest.linking.ambiguity import country_of
from ingest.linking.automaton import Match
from ingest.linking.institution import (
    OF_NAME,
    Named,
    States,
    adjectives,
    bodies_of_states,
    is_institution,
    load_institutions,
    state_beside,
)
from ingest.linking.lexicon import Form, FormOrigin, Lexicon

_OFTEN = 2
_LONGER = re.compile(r" [A-ZÀ-ÖØ-Þ]")
_LONGER_OR_FOR = re.compile(rf" [A-ZÀ-ÖØ-Þ]| لل|{OF_NAME}")


def national_forms(lexicon: Lexicon) -> Iterator[Form]:
    """The names of states' bodies without the state: وزارة الدفاع of وزارة الدفاع العراقية.

    What the lexicon has as somebody's name already is left out.
    """
    names = {form.folded for form in lexicon.forms if form.origin <= FormOrigin.DEMONYM}
    known: set[tuple[str, str]] = set()
    for form in (*_institutions(lexicon), *_without_adjective(lexicon)):
        key = form.entity, form.folded
        if form.folded not in names and key not in known:
            known.add(key)
            yield form


def _institutions(lexicon: Lexicon) -> Iterator[Form]:
    """What each kind of body is called, for every state whose body the lexicon has."""
    owned = bodies_of_states(lexicon, FormOrigin.NAME)
    for institution in load_institutions():
        bodies = sorted({body for (kind, _), body in owned.items() if kind == institution.kind})
        for lang, names in institution.names.items():
            for name in names:
                # One word needs its capital: a senate, the Senate.
                text = name.lower() if " " in name else name
                for body in bodies:
                    yield Form.of(text, lang, FormOrigin.SURNAME, body)


def _without_adjective(lexicon: Lexicon) -> Iterator[Form]:
    """The Arabic names of bodies without the adjective of their state, where two words are left."""
    states = adjectives(lexicon)
    for form in lexicon.forms:
        entity = lexicon.entities[form.entity]
        if not entity.country or form.lang != "ar" or entity.kind is not EntityKind.ORGANIZATION:
            continue
        body, _, adjective = form.text.rpartition(" ")
        if " " in body and fold(adjective) in states.get(entity.country, ()):
            yield Form.of(body, form.lang, FormOrigin.SURNAME, form.entity)


class NationalBodies:
    """Tells which state's body is meant where an article names none in full."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """Keep the entities that matches name."""
        self._entities = entities

    def settle(
        self, texts: Sequence[tuple[str, Sequence[Match], Iterable[tuple[Match, Match | None]]]]
    ) -> list[list[Match]]:
        """The matches of an article's texts, with those of bodies by their short names.

        `texts` are each text, what it names, and its short names of bodies, each with the body that was named
        in full before, if any. What is meant is the body of the state named right beside, else of the one
        that the article means there (`States.meant`), else the one named before.
        """
        named = [[self._named(match) for match in kept if match.forms] for _, kept, _ in texts]
        states = States((one.state for names in named for one in names), _OFTEN)
        return [
            [
                *kept,
                *filter(None, (self._meant(text, body, names, states) or full for body, full in bodies)),
            ]
            for (text, kept, bodies), names in zip(texts, named, strict=True)
        ]

    def _named(self, match: Match) -> Named:
        return Named(match.start, match.end, country_of(self._entities[match.forms[0].entity]))

    def _meant(self, text: str, body: Match, named: Sequence[Named], states: States) -> Match | None:
        """A body as that of a state; None where it has no such one, or begins another name: Senate Judiciary
        Committee."""
        folded = body.forms[0].folded
        is_kind = is_institution(folded)
        beside = state_beside(text, body.start, body.end, named) if is_kind else None
        goes_on = _LONGER if is_kind or " " not in folded else _LONGER_OR_FOR
        if not beside and goes_on.match(text, body.end):
            return None
        meant = beside.state if beside else states.meant(body.start, named)
        for form in body.forms:
            if meant and self._entities[form.entity].country == meant:
                return replace(body, forms=(form,))
        return None
