"""Bodies that every state has, named without the state: "وزارة الدفاع" in an article on Iraq."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.folding import fold
from graph.model import Entity, EntityKind
from ingest.linking.ambiguity import country_of
from ingest.linking.arabic import ARTICLE, has_article, is_arabic, nisba_forms, without_article
from ingest.linking.automaton import Match
from ingest.linking.lexicon import Form, FormOrigin, Lexicon

_CLEARLY, _OFTEN = 2, 2


def national_forms(lexicon: Lexicon) -> Iterator[Form]:
    """The Arabic names of states' bodies without the adjective of the state, where two words are left:
    وزارة الدفاع of وزارة الدفاع العراقية. What the lexicon has as somebody's name already is left out."""
    names = {form.folded for form in lexicon.forms if form.origin <= FormOrigin.DEMONYM}
    adjectives = _adjectives(lexicon)
    known: set[tuple[str, str]] = set()
    for form in lexicon.forms:
        country = lexicon.entities[form.entity].country
        if not country or form.lang != "ar" or not _is_body(lexicon.entities[form.entity]):
            continue
        body, _, adjective = form.text.rpartition(" ")
        own = Form.of(body, form.lang, FormOrigin.SURNAME, form.entity)
        key = own.entity, own.folded
        is_named = fold(adjective) in adjectives[country] and " " in body
        if is_named and own.folded not in names and key not in known:
            known.add(key)
            yield own


def _adjectives(lexicon: Lexicon) -> Mapping[str, set[str]]:
    """The folded Arabic adjectives of each country, with the article."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for form in lexicon.forms:
        if form.origin is FormOrigin.DEMONYM and is_arabic(form.text) and form.folded:
            bare = without_article(form.folded) if has_article(form.text) else form.folded
            found[form.entity].update(ARTICLE + inflected for inflected in nisba_forms(bare))
    return found


class NationalBodies:
    """Tells which state's body is meant where an article names none in full."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """Keep the entities that matches name."""
        self._entities = entities

    def settle(self, texts: Sequence[tuple[Sequence[Match], Iterable[Match]]]) -> list[list[Match]]:
        """The matches of an article's texts, with those of bodies without a state that one is named for.

        The state is the one that the article names clearly more often than any other, by itself or by what
        belongs to it. `texts` are what each names, and the bodies that nobody was found for.
        """
        state = self._state(match for kept, _ in texts for match in kept)
        return [
            [*kept, *(meant for body in bodies if (meant := self._of(body, state)))] for kept, bodies in texts
        ]

    def _state(self, matches: Iterable[Match]) -> str | None:
        """Id of the state that is named clearly most often; None where none is."""
        entities = (self._entities[match.forms[0].entity] for match in matches if match.forms)
        counts = Counter(country for country in map(country_of, entities) if country).most_common(2)
        if not counts or counts[0][1] < _OFTEN:
            return None
        is_clear = len(counts) == 1 or counts[0][1] >= _CLEARLY * counts[1][1]
        return counts[0][0] if is_clear else None

    def _of(self, body: Match, state: str | None) -> Match | None:
        """A body as that of a state; None where it has no such one."""
        for form in body.forms:
            if state and self._entities[form.entity].country == state:
                return replace(body, forms=(form,))
        return None


def _is_body(entity: Entity) -> bool:
    return entity.kind is EntityKind.ORGANIZATION
