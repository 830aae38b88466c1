"""Mentions: where an article names the entities of the lexicon."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from graph.folding import fold
from graph.model import EntityKind, Mention
from ingest.linking.ambiguity import Ambiguity
from ingest.linking.arabic import ARTICLE_PREFIXES, is_arabic
from ingest.linking.automaton import FoldedText, Match
from ingest.linking.collisions import ADJECTIVES, ORDINARY_WORDS, TITLES
from ingest.linking.company import Company
from ingest.linking.coreference import given_names, surname_forms
from ingest.linking.institution import is_institution
from ingest.linking.kin import Kin
from ingest.linking.lexicon import Form, FormOrigin, Lexicon
from ingest.linking.linked import Link, Linked
from ingest.linking.namesakes import Namesakes
from ingest.linking.national import NationalBodies, national_forms
from ingest.linking.search import FormSearch
from ingest.linking.shortnames import ShortNames
from ingest.linking.timing import Timing

FULL_NAME = 0.98
SINGLE_NAME = 0.95
SINGLE_ALIAS = 0.9
SURNAME = 0.85
ACRONYM = 0.8
DEMONYM = 0.7
"""How sure each kind of match is: a name or alias of several words; a name of one word; an alias of one
word; a surname after the full name, or a place's bare name in company; a name or alias of at most three
letters; an adjective of origin."""

_ACRONYM_LETTERS = 3
_EDGE = 60
_DATELINE = re.compile(r"(?:\s+-|\s*[–—:])\s|-\s")
_CONJUNCTIONS = ("", "و", "ف")
_NO_NOUNS = ("التقي", "التقت", "الي ")
"""Verbs and prepositions that begin as nouns with the article do, folded."""

_CAPITALIZING = "de"
"""The language in which every noun has a capital letter, as it may in titles anywhere."""


class Linker:
    """Links texts to the entities of one lexicon. Building it compiles the lexicon; linking is pure."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile `lexicon`."""
        self._entities = lexicon.entities
        self._forms = FormSearch((*lexicon.forms, *surname_forms(lexicon), *national_forms(lexicon)))
        self._national = NationalBodies(lexicon.entities)
        self._given_names = given_names(lexicon)
        self._namesakes = Namesakes(lexicon.entities, self._given_names)
        self._ambiguity = Ambiguity(lexicon.entities)
        self._company = Company(lexicon.entities)
        self._kin = Kin(lexicon)
        self._short_names = ShortNames(lexicon)
        self._timing = Timing(lexicon.entities)
        # Forms for all texts come last, so that they stand.
        self._places = {
            form.folded: form.entity
            for form in sorted(lexicon.forms, key=lambda form: form.only_in is None)
            if form.origin <= FormOrigin.ALIAS and self._entities[form.entity].kind is EntityKind.PLACE
        }
        self._bare = frozenset(form.folded for form in lexicon.forms if form.origin is FormOrigin.BARE)

    def place(self, name: str) -> str | None:
        """Id of the place with exactly this name or alias, however spelled; None when there is none."""
        return self._places.get(fold(name))

    def is_place(self, name: str) -> bool:
        """Tell whether a text is the name of a place."""
        return fold(name) in self._places

    def may_be_place(self, name: str) -> bool:
        """Tell whether a text is the name of a place, or one that counts only in company."""
        return fold(name) in self._places or fold(name) in self._bare

    def is_given_name(self, word: str) -> bool:
        """Tell whether a word, as written, is the first name of a person in the lexicon."""
        return word in self._given_names

    def mentions(self, title: str, body: str, lang: str | None = None) -> tuple[Mention, ...]:
        """What title and body mention, most salient first; the rest as `link`."""
        return self.link(title, body, lang).mentions()

    def link(
        self, title: str, body: str, lang: str | None = None, published: datetime | None = None
    ) -> Linked:
        """Where title and body name which entities. The same input gives the same answer.

        `lang` (ISO 639-1) adds what the lexicon has for texts in that language alone, and inflected names.
        An event that began only after `published` is not meant by its name.
        """
        texts = FoldedText(title), FoldedText(body)
        found = [
            [
                match
                for match in self._forms.matches(text, lang)
                if not self._timing.is_to_come(match, published)
            ]
            for text in texts
        ]
        capitalized = True, lang == _CAPITALIZING
        names = [
            self._whole_names(text, matches, capitalized=capitals)
            for text, matches, capitals in zip(texts, found, capitalized, strict=True)
        ]
        firm, surnames = zip(*names, strict=True)
        named = _Named(firm[0], firm[1])
        others = [[match for match in matches if not _is_kind(match)] for matches in surnames]
        in_title = _together(texts[0], firm[0], filter(None, map(named.in_title, others[0])))
        in_body = _together(texts[1], firm[1], filter(None, map(named.in_body, others[1])))
        unmet = [self._unmet(surnames[0], named.in_title), self._unmet(surnames[1], named.in_body)]
        in_body = [match for match in in_body if not self._is_agency(match, body)]
        bare = [[match for match in matches if match.is_bare] for matches in found]
        if any(bare):
            joined = self._company.join(list(zip(texts, (in_title, in_body), bare, strict=True)))
            in_title, in_body = map(_longest, joined)
        in_title, in_body = self._kin.settle(((texts[0], in_title), (texts[1], in_body)))
        in_title, in_body = self._short_names.settle(((texts[0], in_title), (texts[1], in_body)))
        in_title, in_body = self._ambiguity.settle(((title, in_title), (body, in_body)))
        if any(unmet):
            joined = self._national.settle(list(zip((title, body), (in_title, in_body), unmet, strict=True)))
            in_title, in_body = map(_longest, joined)
        inside = self._inside(in_body, found[1])
        return Linked(tuple(_links(in_title)), tuple(_links(in_body)), texts[1], tuple(_links(inside)))

    def _whole_names(
        self, text: FoldedText, matches: Sequence[Match], *, capitalized: bool
    ) -> tuple[list[Match], list[Match]]:
        """The names of a text, the longest of each, and the surnames alone, in nothing else's name."""
        firm = [match for match in matches if _is_firm(match)]
        whole = self._namesakes.leave_out(text, firm, capitalized=capitalized)
        spans = {(match.word, match.after) for match in whole}
        others = [match for match in firm if match.forms and (match.word, match.after) not in spans]
        alone = [
            match
            for match in matches
            if match.is_surname
            and _stands_alone(match)
            and not any(other.word < match.word and match.after <= other.after for other in others)
        ]
        return _longest(whole), self._namesakes.leave_out(text, alone, capitalized=capitalized)

    def _inside(self, meant: Iterable[Match], found: Iterable[Match]) -> list[Match]:
        """The states that Arabic names of their bodies hold: وزارة الدفاع الروسية names Russia, too."""
        bodies = [match for match in meant if self._is_body(match)]
        if not bodies:
            return []
        return _longest(
            state
            for state in found
            if state.forms and state.forms[0].origin <= FormOrigin.DEMONYM and is_arabic(state.forms[0].text)
            for body in bodies
            if body.word < state.word
            and state.after <= body.after
            and self._entities[body.forms[0].entity].country == state.forms[0].entity
        )

    def _is_body(self, match: Match) -> bool:
        return bool(match.forms) and self._entities[match.forms[0].entity].kind is EntityKind.ORGANIZATION

    def _unmet(
        self, surnames: Iterable[Match], find: Callable[[Match], Match | None]
    ) -> list[tuple[Match, Match | None]]:
        """The short names of bodies that nobody is found for; by what a kind of body is called, whom it is
        found for is not sure.
        """
        found = ((match, find(match)) for match in surnames if self._is_body(match))
        return [(match, full) for match, full in found if full is None or _is_kind(match)]

    def _is_agency(self, match: Match, body: str) -> bool:
        """Tell whether an organization is who reported it: in brackets at the body's start or end, or first
        of all and before a dash or colon."""
        if not self._is_body(match):
            return False
        if not body[: match.start].strip() and _DATELINE.match(body, match.end):
            return True
        is_edge = match.start < _EDGE or match.end > len(body) - _EDGE
        return (
            is_edge and body[match.start - 1 : match.start] == "(" and body[match.end : match.end + 1] == ")"
        )


class _Named:
    """Who an article names in full, and where: what a surname needs."""

    def __init__(self, title: Iterable[Match], body: Iterable[Match]) -> None:
        self._in_body: dict[str, list[int]] = defaultdict(list)
        self._in_title = [match.forms[0].entity for match in title if _is_full(match)]
        for match in body:
            if _is_full(match):
                self._in_body[match.forms[0].entity].append(match.start)

    def in_title(self, surname: Match) -> Match | None:
        """The surname with the one bearer that title or body name in full, the body's first before others."""
        bearers = [
            form for form in surname.forms if form.entity in self._in_body or form.entity in self._in_title
        ]
        bearers.sort(key=lambda form: (self._in_body.get(form.entity, [0])[0], form.entity))
        return replace(surname, forms=(bearers[0],)) if bearers else None

    def in_body(self, surname: Match) -> Match | None:
        """The surname with the bearer that was named in full last before it (the title is before all)."""
        nearest: tuple[int, Form] | None = None
        for form in surname.forms:
            places = [place for place in self._in_body.get(form.entity, ()) if place < surname.start]
            place = places[-1] if places else -1 if form.entity in self._in_title else None
            if place is not None and (nearest is None or place > nearest[0]):
                nearest = place, form
        return replace(surname, forms=(nearest[1],)) if nearest else None


def _is_full(match: Match) -> bool:
    return bool(match.forms) and match.forms[0].origin <= FormOrigin.ALIAS


def _is_firm(match: Match) -> bool:
    """Tell whether a match counts by itself, or names nobody."""
    return not (match.is_surname or match.is_bare)


def _is_kind(match: Match) -> bool:
    """Tell whether a short name is what a kind of body is called: البرلمان."""
    return is_institution(match.forms[0].folded)


def _is_several_words(form: Form) -> bool:
    return " " in form.text


def _stands_alone(surname: Match) -> bool:
    """A surname that is a word too has nothing but a conjunction before it: بسلام is no Salam."""
    return surname.prefix in _CONJUNCTIONS or surname.forms[0].folded not in ORDINARY_WORDS


def _together(text: FoldedText, firm: Iterable[Match], surnames: Iterable[Match]) -> list[Match]:
    """Firm matches and surnames; an Arabic surname that is an adjective stands after no noun.

    "قال السوداني" of somebody of that name, "الرئيس السوداني" of anybody from Sudan; "الأمن القومي العربي"
    of nobody.
    """
    known = [match for match in surnames if not _is_adjective(text, match)]
    alone = {
        match.word
        for match in known
        if is_arabic(match.forms[0].text) and not _is_definite(text.word_before(match.word))
    }
    kept = [match for match in firm if not (_is_demonym(match) and match.word in alone)]
    return _longest([*kept, *known])


def _is_adjective(text: FoldedText, surname: Match) -> bool:
    before = text.word_before(surname.word)
    return surname.forms[0].folded in ADJECTIVES and _is_definite(before) and fold(before) not in TITLES


def _is_demonym(match: Match) -> bool:
    return bool(match.forms) and match.forms[0].origin is FormOrigin.DEMONYM


def _is_definite(word: str) -> bool:
    """Tell whether a word as written has the Arabic article, whatever is joined to its front."""
    bare = fold(word.lstrip("".join(_CONJUNCTIONS))) + " "
    return word.startswith(tuple(ARTICLE_PREFIXES)) and not bare.startswith(_NO_NOUNS)


def _longest(matches: Iterable[Match]) -> list[Match]:
    """Of matches that overlap keep the longest, of equally long ones the one with the shortest prefix."""
    kept: list[Match] = []
    for match in sorted(
        matches,
        key=lambda match: (match.word, -match.after, len(match.prefix), not match.forms, match.is_surname),
    ):
        if not kept or match.word >= kept[-1].after:
            kept.append(match)
        elif match.after - match.word > kept[-1].after - kept[-1].word:
            kept[-1] = match
    return kept


def _links(matches: Iterable[Match]) -> list[Link]:
    return [
        Link(
            match.start,
            match.end,
            match.forms[0].entity,
            _confidence(match.forms[0]),
            is_demonym=match.forms[0].origin is FormOrigin.DEMONYM,
        )
        for match in matches
        if match.forms and match.start < match.end
    ]


def _confidence(form: Form) -> float:
    if form.origin is FormOrigin.DEMONYM:
        return DEMONYM
    if form.origin in (FormOrigin.SURNAME, FormOrigin.BARE):
        return SURNAME
    if _is_several_words(form):
        return FULL_NAME
    if len(form.text) <= _ACRONYM_LETTERS:
        return ACRONYM
    return SINGLE_NAME if form.origin is FormOrigin.NAME else SINGLE_ALIAS
