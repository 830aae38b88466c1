"""Bodies that every state may have one of, where the lexicon has none of that state: "Constitutional Court".

Each is a body of its own for every state: the one named right beside it, else the one that the article is
about. So "المحكمة الدستورية" in an article on Benin and "Cour constitutionnelle" in another are one entity.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.identity import entity_id
from graph.model import Entity, EntityKind
from graph.names import EVERYWHERE
from ingest.linking.arabic import ARTICLE
from ingest.linking.institution import (
    OF_NAME,
    Institution,
    Named,
    States,
    load_institutions,
    state_beside,
)
from ingest.naming.definite import DefiniteBodies
from ingest.naming.proclitic import bared
from ingest.naming.spotted import Known
from ingest.naming.words import Words

_OF_ANOTHER = re.compile(r" ال\w+(?:ي|ية)\b| (?:في |ب)ولاية ")
_OF_NAME = re.compile(OF_NAME)
_SOCIETY, _FOR = "الجمعيه", " ل"
_MINISTRY = "وزاره"
_GENITIVE = (" of ", " de ", " du ", " des ", " del ", " d'", " d’")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What a kind of body is called, as folded words; one word of Latin letters needs its capital."""

    words: tuple[str, ...]
    institution: Institution
    needs_capital: bool


class StateBodies:
    """Finds states' bodies in the words of a text in one language."""

    def __init__(
        self,
        lang: str,
        entities: Mapping[str, Entity],
        owned: Container[tuple[str, str]],
        definite: DefiniteBodies | None,
    ) -> None:
        """Learn what the bodies are called in `lang`.

        `entities` of the lexicon are the states among others; `owned` are kind and state of the bodies that
        it has, which are left to the linker. `definite` tells where an Arabic ministry's name ends.
        """
        self._definite = definite
        self._is_arabic = lang == "ar"
        self._entities, self._owned = entities, owned
        self._phrases = _phrases(lang)

    def find(self, words: Words, named: Sequence[Named], states: States) -> Iterator[Known]:
        """The bodies that a text names, in order.

        `named` are the names of states and of what is of them in the text, `states` those of the article.
        """
        if not states:
            return
        place = 0
        while place < len(words):
            found = None if words.taken[place] else self._at(words, place, named, states)
            if found is not None:
                yield found
            place = found.after if found else place + 1

    def _at(self, words: Words, place: int, named: Sequence[Named], states: States) -> Known | None:
        """The body that begins with a word, as that of its state."""
        folded = words.folded[place]
        for bare, cut in ((folded, 0), *(bared(folded) if self._is_arabic else ())):
            for phrase in self._phrases.get(bare, ()):
                after = place + len(phrase.words)
                if self._is_here(words, place, after, phrase):
                    after = self._last(words, after, place, bare)
                    return self._meant(words, (place, after, cut), phrase.institution, named, states)
            if bare == _MINISTRY and (after := self._ministry_end(words, place)):
                name = words.text[words.starts[place] + cut : words.ends[after - 1]]
                institution = Institution(name, {"ar": (name,)})
                return self._meant(words, (place, after, cut), institution, named, states)
        return None

    def _last(self, words: Words, after: int, place: int, head: str) -> int:
        """Where the name of an Arabic ministry ends that goes on: وزارة الكهرباء والماء; else `after`.

        Whose it is stands behind that.
        """
        if head != _MINISTRY or self._definite is None:
            return after
        end = self._definite.last(words, after, place)
        while end > after and words.taken[end - 1]:
            end -= 1
        return end

    def _ministry_end(self, words: Words, place: int) -> int | None:
        """Where the name of a ministry ends that is of no kind known: وزارة الهجرة والمهجرين."""
        after = place + 1
        if not words.goes_on(after) or not words.folded[after].startswith(ARTICLE):
            return None
        return self._last(words, after + 1, place, _MINISTRY)

    def _is_here(self, words: Words, place: int, after: int, phrase: _Phrase) -> bool:
        """Tell whether a phrase stands here, whole and not as part of a longer name."""
        if tuple(words.folded[place + 1 : after]) != phrase.words[1:] or any(words.taken[place:after]):
            return False
        if not all(words.joined[place + 1 : after]):
            return False
        if phrase.words[0] == _SOCIETY and words.text.startswith(_FOR, words.ends[after - 1]):
            return False
        is_capital = words.written[place][0].isupper()
        if self._is_arabic or not is_capital:
            return not phrase.needs_capital
        return not (_goes_on(words, place - 1, place) or _goes_on(words, after, after))

    def _meant(
        self,
        words: Words,
        span: tuple[int, int, int],
        institution: Institution,
        named: Sequence[Named],
        states: States,
    ) -> Known | None:
        """A body as that of the state that is meant; None where none is, or the lexicon has that one."""
        first, after, cut = span
        start, end = words.starts[first] + cut, words.ends[after - 1]
        beside = state_beside(words.text, start, end, named)
        if beside:
            state = beside.state
        else:
            state = None if self._is_longer(words.text, end) else states.meant(start, named)
        if state is None or (institution.kind, state) in self._owned:
            return None
        if beside and _is_part(words.text, beside, start, end):
            start, end = min(start, beside.start), max(end, beside.end)
            first, after = words.span(start, end)
        return Known(_entity(institution, self._entities[state]), first, after, start)

    def _is_longer(self, text: str, end: int) -> bool:
        """Tell whether a name goes on that ends here, or is of something smaller than a state: المحكمة العليا
        البافارية, Fiscalía General del Estado."""
        longer = _OF_ANOTHER if self._is_arabic else _OF_NAME
        return longer.match(text, end) is not None


def _is_part(text: str, beside: Named, start: int, end: int) -> bool:
    """Tell whether what says whose a body is belongs to its name: an adjective, or "of" and the state."""
    gap = text[beside.end : start] if beside.end <= start else text[end : beside.start]
    return gap == " " or gap.startswith(_GENITIVE)


def _goes_on(words: Words, place: int, gap: int) -> bool:
    """Tell whether a capitalised word that is no link's stands before or behind the gap before word `gap`."""
    if not (0 <= place < len(words) and words.joined[gap]) or words.taken[place]:
        return False
    return words.written[place][0].isupper() and not words.opens[place]


def _phrases(lang: str) -> Mapping[str, Sequence[_Phrase]]:
    """What all kinds of bodies are called in a language by their first words, the longest first."""
    found: defaultdict[str, list[_Phrase]] = defaultdict(list)
    for institution in load_institutions():
        for name in institution.names.get(lang, ()):
            words = tuple(Words(name, ()).folded)
            found[words[0]].append(_Phrase(words, institution, lang != "ar" and len(words) == 1))
    return {first: sorted(phrases, key=lambda one: -len(one.words)) for first, phrases in found.items()}


def _entity(institution: Institution, state: Entity) -> Entity:
    """The body of a kind of one state, called by both."""
    names = {
        lang: f"{institution.names[lang][0]} ({state.names.get(lang, state.names['en'])})"
        for lang in EVERYWHERE
        if lang in institution.names
    }
    return Entity(
        id=entity_id(EntityKind.ORGANIZATION, names.get("en") or names["ar"]),
        kind=EntityKind.ORGANIZATION,
        names=names,
        country=state.id,
    )
