"""Candidates: the names in an article that no lexicon holds, each with all its places."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from graph.folding import fold
from graph.identity import entity_id
from graph.model import Candidate, Entity, EntityKind
from ingest.given import known_given_names, latin_given_names, ordinary_words
from ingest.linking.ambiguity import STATES, country_of
from ingest.linking.arabic import ARTICLE
from ingest.linking.coreference import given_names, surname_forms
from ingest.linking.institution import Named, States, bodies_of_states
from ingest.linking.lexicon import Lexicon
from ingest.linking.linked import Link, Linked
from ingest.linking.salience import salience
from ingest.naming.definite import DefiniteBodies
from ingest.naming.gazetteer import Gazetteer
from ingest.naming.latin import LatinNames
from ingest.naming.latin_sites import LatinSites
from ingest.naming.learned import arabic_names
from ingest.naming.model import Model, load_model
from ingest.naming.reference import (
    Gathered,
    refer_by_letters,
    refer_by_word,
    refer_in_title,
    refer_to_people,
    refer_to_places,
)
from ingest.naming.romance import RomanceBodies
from ingest.naming.sites import ArabicSites
from ingest.naming.spotted import Known, LinkedWords, Spotted
from ingest.naming.state_bodies import StateBodies
from ingest.naming.vocabulary import load_vocabulary
from ingest.naming.words import Words
from ingest.orthography import MARKS, NUNATION
from ingest.sentence import sentence_spans

CERTAIN = 0.75
UNCERTAIN = 0.4
"""How sure a name is whose surroundings say what it is, and one that only looks like a name."""

_WIDE = ("country", "territory", "continent")
"""Places whose names no body's own ends with: بنك السودان is one of many."""

_CHILD = ("بن", "ابن", "بنت")
_LONGEST_SENTENCE = 600
_OFTEN = 3
"""How often an article names a state whose body a new entity is."""

_TO_THE = "لل"
"""The article behind the preposition of للهيئة."""

_INDEFINITE = frozenset(NUNATION)

_Spotter: TypeAlias = Callable[[Words, Iterable[LinkedWords]], Iterable[Spotted]]


class NameFinder:
    """Finds names beside those of one lexicon; what is linked already is left alone. Finding is pure."""

    def __init__(self, lexicon: Lexicon, model: Model | None = None) -> None:
        """Learn given names from `lexicon`; the words of a language are read when it first comes up.

        `model` is for the tagger of Arabic, in the place of the one in seeds/tagger.
        """
        self._model = model
        self._lexicon = lexicon
        self._known = {form.folded for form in (*lexicon.forms, *surname_forms(lexicon))}
        self._countries = {
            entity.names["en"]: entity.id
            for entity in lexicon.entities.values()
            if entity.place_kind in STATES
        }
        self._spotters: dict[str, _Spotter | None] = {}
        self._gazetteers: dict[str, Gazetteer] = {}
        self._owned = frozenset(bodies_of_states(lexicon))
        self._bodies: dict[str, StateBodies] = {}

    def find(self, title: str, linked: Linked, lang: str, byline: str | None) -> tuple[Candidate, ...]:
        """The candidates of an article in `lang`, most salient first; none in a language without words.

        Who wrote the article (`byline`) is none. Places are given in the body; where the title has the
        name too, that is counted.
        """
        spotter = self._spotter(lang)
        if spotter is None:
            return ()
        body = Words(linked.body.text, [(link.start, link.end) for link in linked.in_body])
        settle(body, linked.in_body, self._lexicon)
        links = (*linked.in_title, *linked.in_body)
        states = [country_of(self._lexicon.entities[link.entity]) for link in links]
        known = [*self._state_bodies(lang, body, linked, states), *self._towns(lang, body, linked, states)]
        spotted = spotter(body, linked_words(body, linked.in_body, self._lexicon))
        names = [*known, *self._gather(spotted, body, fold(byline or ""))]
        names = [
            name
            for name in refer_by_word(names)
            if name.known or (fold(name.text) not in self._known and not _is_given_name(name))
        ]
        if not names:
            return ()
        refer_to_people(names, body)
        refer_by_letters(names, body)
        refer_to_places(names, body)
        refer_in_title(names, Words(title, [(link.start, link.end) for link in linked.in_title]))
        return _candidates(names, linked, lang)

    def _spotter(self, lang: str) -> _Spotter | None:
        if lang not in self._spotters:
            vocabulary = load_vocabulary(lang)
            if vocabulary is None:
                self._spotters[lang] = None
                return None
            definite = DefiniteBodies(vocabulary, ordinary_words()) if lang == "ar" else None
            self._bodies[lang] = StateBodies(lang, self._lexicon.entities, self._owned, definite)
            if definite:
                # NumPy takes longer to load than a hundred articles to read.
                from ingest.naming.trained import TrainedNames

                rules = arabic_names(self._lexicon, vocabulary)
                self._gazetteers[lang] = Gazetteer(vocabulary, self._countries, self._known, rules.shape)
                sites = ArabicSites(vocabulary, known_given_names(), rules.shape, ordinary_words())
                trained = TrainedNames(rules, vocabulary, self._model or load_model(lang))
                self._spotters[lang] = lambda words, links: _with_places(
                    (*_taken(definite.spot(words), words), *sites.spot(words)), words, trained.spot, links
                )
            else:
                self._gazetteers[lang] = Gazetteer(vocabulary, self._countries, self._known, None)
                latin = LatinNames(vocabulary, frozenset(map(fold, given_names(self._lexicon))))
                latin_sites = LatinSites(vocabulary, latin_given_names())
                romance = RomanceBodies(vocabulary)
                self._spotters[lang] = lambda words, links: _with_places(
                    (*_taken(romance.spot(words), words), *latin_sites.spot(words)),
                    words,
                    lambda words, links: latin.spot(words),
                    links,
                )
        return self._spotters[lang]

    def _towns(self, lang: str, words: Words, linked: Linked, states: Iterable[str | None]) -> list[Gathered]:
        """The towns of the gazetteer that a text names, whose words are taken then; `states` as below."""
        entities = self._lexicon.entities
        places = [
            Known(entities[link.entity], *words.span(link.start, link.end), link.start)
            for link in linked.in_body
            if entities[link.entity].kind is EntityKind.PLACE and not link.is_demonym
        ]
        towns = self._gazetteers[lang].find(words, Counter(filter(None, states)), places)
        return _gathered(towns, words, lambda town, written: written)

    def _state_bodies(
        self, lang: str, words: Words, linked: Linked, states: Sequence[str | None]
    ) -> list[Gathered]:
        """The bodies of states that a text names, whose words are taken then; `states` are those of all links
        of the article, of title and body."""
        entities = self._lexicon.entities
        named = [Named(link.start, link.end, country_of(entities[link.entity])) for link in linked.in_body]
        bodies = self._bodies[lang].find(words, named, States(states, _OFTEN))
        return _gathered(
            bodies, words, lambda body, written: body.names.get(lang) or next(iter(body.names.values()))
        )

    def _gather(self, spotted: Iterable[Spotted], words: Words, byline: str) -> list[Gathered]:
        """What was spotted, each name once by kind and folded text."""
        names: dict[tuple[EntityKind, str], Gathered] = {}
        for one in spotted:
            text = words.text[one.start : words.ends[one.after - 1]]
            # A preposition may be drawn out or have its vowel before a name: لـمنتدى, لِمنتدى.
            start = one.start + len(text) - len(text.lstrip(MARKS))
            text = text.lstrip(MARKS)
            if one.kind is EntityKind.ORGANIZATION and text.startswith(_TO_THE):
                text = f"{ARTICLE}{text[len(_TO_THE) :]}"
            folded = fold(text)
            if one.kind is EntityKind.PERSON and not _INDEFINITE.isdisjoint(text):
                continue
            if not folded or (byline and folded in byline) or _is_lineage(words, one):
                continue
            # One word of a person in the lexicon may be another's whom the text names in full.
            if folded in self._known and (one.kind is not EntityKind.PERSON or " " in folded):
                continue
            name = names.setdefault((one.kind, folded), Gathered(one, text, one.certain))
            name.certain = name.certain or one.certain
            name.in_body.append((start, words.ends[one.after - 1]))
            words.take(one.first, one.after)
        return list(names.values())


def _gathered(found: Iterable[Known], words: Words, called: Callable[[Entity, str], str]) -> list[Gathered]:
    """Names whose entity is known, each once, with all places; `called` is given entity and text."""
    names: dict[str, Gathered] = {}
    for one in found:
        end = words.ends[one.after - 1]
        spotted = Spotted(one.entity.kind, one.first, one.after, one.start, True, one.first)
        text = called(one.entity, words.text[one.start : end])
        name = names.setdefault(one.entity.id, Gathered(spotted, text, True, one.entity))
        name.in_body.append((one.start, end))
        words.take(one.first, one.after)
    return list(names.values())


def _taken(found: Iterable[Spotted], words: Words) -> Iterator[Spotted]:
    """What was spotted, whose words are taken then."""
    for one in found:
        words.take(one.first, one.after)
        yield one


def _with_places(
    places: Iterable[Spotted], words: Words, spot: _Spotter, links: Iterable[LinkedWords]
) -> list[Spotted]:
    """The places that are certain, then what is spotted beside them, and of the other places what is left."""
    found = list(places)
    for one in found:
        if one.certain:
            words.take(one.first, one.after)
    others = list(spot(words, links))
    held = {place for one in others for place in range(one.first, one.after)}
    found = [one for one in found if one.certain or held.isdisjoint(range(one.first, one.after))]
    return sorted((*found, *others), key=lambda one: one.first)


def _is_lineage(words: Words, one: Spotted) -> bool:
    """Tell whether a name goes on with the fathers of who is named before: محمد بن سلمان بن عبد العزيز."""
    first = one.first
    return first > 0 and words.folded[first] in _CHILD and words.joined[first] and words.taken[first - 1]


def settle(words: Words, links: Iterable[Link], lexicon: Lexicon) -> None:
    """Mark the words of linked places that are no states; what is joined to a name leads to it (بدبي)."""
    for link in links:
        place_kind = lexicon.entities[link.entity].place_kind
        if place_kind and place_kind not in _WIDE and not link.is_demonym:
            first, after = words.span(link.start, link.end)
            words.settled[first:after] = [words.starts[first] == link.start] * (after - first)


def linked_words(words: Words, links: Iterable[Link], lexicon: Lexicon) -> list[LinkedWords]:
    """The words of each link, in order."""
    return [
        LinkedWords(
            *words.span(link.start, link.end),
            None if link.is_demonym else lexicon.entities[link.entity].kind,
        )
        for link in links
    ]


def _is_given_name(name: Gathered) -> bool:
    """Tell whether somebody is called by a given name alone, who would be another in each article."""
    is_person = name.spotted.kind is EntityKind.PERSON
    return is_person and not name.certain and fold(name.text) in known_given_names()


def _candidates(names: Sequence[Gathered], linked: Linked, lang: str) -> tuple[Candidate, ...]:
    """The gathered names as candidates."""
    text = linked.body.text
    weights = [
        (CERTAIN if name.certain else UNCERTAIN) * (len(name.in_body) + name.in_title) for name in names
    ]
    heaviest = max(_heaviest((*linked.in_title, *linked.in_body)), *weights)
    sentences = sentence_spans(text)
    found: list[Candidate] = []
    for name, weight in zip(names, weights, strict=True):
        places = sorted(name.in_body)
        found.append(
            Candidate(
                id=name.known.id if name.known else entity_id(name.spotted.kind, name.text),
                kind=name.spotted.kind,
                text=name.text,
                lang=lang,
                starts=tuple(start for start, _ in places),
                ends=tuple(end for _, end in places),
                surfaces=tuple(text[start:end] for start, end in places),
                count=len(places) + name.in_title,
                salience=salience(weight, heaviest, places[0][0] / len(text), in_title=bool(name.in_title)),
                confidence=CERTAIN if name.certain else UNCERTAIN,
                certain=name.certain,
                sentence=_sentence(text, sentences, places[0][0]),
                in_title=bool(name.in_title),
                known=name.known,
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.salience, one.id)))


def _heaviest(links: Iterable[Link]) -> float:
    weights: dict[str, float] = defaultdict(float)
    for link in links:
        weights[link.entity] += link.confidence
    return max(weights.values(), default=0.0)


def _sentence(text: str, spans: Sequence[tuple[int, int]], place: int) -> str:
    start, end = next(((start, end) for start, end in spans if start <= place < end), (place, place))
    return text[start : min(end, start + _LONGEST_SENTENCE)]
