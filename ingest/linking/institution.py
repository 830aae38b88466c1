"""Kinds of bodies that every state may have one of, from seeds/institutions, and whose the lexicon has."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from graph.folding import fold
from graph.model import EntityKind
from ingest.linking.arabic import ARTICLE, has_article, is_arabic, nisba_forms, without_article
from ingest.linking.lexicon import FormOrigin, Lexicon

_OF_STATE = frozenset({"of", "the", "de", "du", "des", "d", "la", "le", "les", "l", "del", "في"})
"""Small words between a body and its state."""

_BEFORE = re.compile(r"(?:['’]s?)? ")
_BEHIND = re.compile(r" (?:(?:in|of|في|de|en|au|du|des|del) (?:the |la |los )?|d['’]|de l['’])?")
OF_NAME = r" (?:d['’]|(?:de|du|des|del|of)(?: la| los| the| l['’])? ?)[A-ZÀ-ÖØ-Þ]"
"""Pattern of what a name goes on with: of and a capital letter."""

_CLEARLY = 2
_NEAR = 150
"""Within how many characters a state named before a body may be whose it is."""


@dataclass(frozen=True, slots=True)
class Institution:
    """A kind of body, such as `health_ministry`: what it is called by language, the usual name first."""

    kind: str
    names: Mapping[str, tuple[str, ...]]


@cache
def load_institutions() -> tuple[Institution, ...]:
    """Every kind of seeds/institutions, in the order of the file."""
    text = (files("seeds") / "institutions" / "institutions.toml").read_text(encoding="utf-8")
    kinds: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(text)
    return tuple(
        Institution(kind, {lang: tuple(names) for lang, names in languages.items()})
        for kind, languages in kinds.items()
    )


@cache
def _kinds() -> Mapping[str, str]:
    """Each kind by all that it is called, folded."""
    return {
        fold(name): institution.kind
        for institution in load_institutions()
        for names in institution.names.values()
        for name in names
    }


def is_institution(folded: str) -> bool:
    """Tell whether a kind of body is called by a folded text."""
    return folded in _kinds()


class Named(NamedTuple):
    """A name of a state or of what is of one, from `start` to `end` in a text; `state` is its id, or None."""

    start: int
    end: int
    state: str | None


class States:
    """The states that an article names, by themselves or by what is of them: whose body is meant there."""

    def __init__(self, named: Iterable[str | None], often: int) -> None:
        """Count the states of all names of an article, once for each time; none counts named less `often`."""
        self._often = often
        self._counts = Counter(filter(None, named))
        most = self._counts.most_common(2)
        is_clear = bool(most) and (len(most) == 1 or most[0][1] >= _CLEARLY * most[1][1])
        self._clear = most[0][0] if is_clear and most[0][1] >= often else None
        self._most = most[0][1] if most else 0

    def __bool__(self) -> bool:
        """Tell whether any is named."""
        return bool(self._counts)

    def meant(self, start: int, named: Iterable[Named]) -> str | None:
        """Id of the state whose body is named at `start`; None where that is unclear.

        It is the one that the article names clearly more often than any other; else the one named most often,
        if the last one close before is of it.
        """
        if self._clear:
            return self._clear
        before = [one for one in named if one.state and start - _NEAR <= one.end <= start]
        if not before:
            return None
        last = max(before, key=lambda one: one.end).state
        is_most = self._most >= self._often and self._counts.get(last or "") == self._most
        return last if is_most else None


def state_beside(text: str, start: int, end: int, named: Iterable[Named]) -> Named | None:
    """What stands right beside a body and says whose it is: "Egypt's Health Ministry", وزارة الري المصرية."""
    for one in named:
        if one.end <= start and _BEFORE.fullmatch(text, one.end, start):
            return one
        if one.start >= end and _BEHIND.fullmatch(text, end, one.start):
            return one
    return None


def adjectives(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """The folded adjectives of each country by its id, the Arabic ones with the article."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for form in lexicon.forms:
        if form.origin is not FormOrigin.DEMONYM or not form.folded:
            continue
        if is_arabic(form.text):
            bare = without_article(form.folded) if has_article(form.text) else form.folded
            found[form.entity].update(ARTICLE + inflected for inflected in nisba_forms(bare))
        else:
            found[form.entity].add(form.folded)
    return {country: frozenset(forms) for country, forms in found.items()}


def bodies_of_states(lexicon: Lexicon, least: FormOrigin = FormOrigin.ALIAS) -> Mapping[tuple[str, str], str]:
    """The id of the lexicon's body of each kind and country (its id), where it has one.

    A body is told by any of its names (and aliases, if they are the `least` that counts) without what says
    whose it is: "Syrian Foreign Ministry", "Ministry of Foreign Affairs of Syria", "ministère syrien des
    Affaires étrangères".
    """
    kinds = _kinds()
    states = _states(lexicon)
    found: dict[tuple[str, str], str] = {}
    for form in lexicon.forms:
        entity = lexicon.entities[form.entity]
        country = entity.country
        is_named = form.origin <= least and entity.kind is EntityKind.ORGANIZATION
        if country and is_named:
            for bare in _without_state(form.folded, states.get(country, frozenset())):
                if bare in kinds:
                    found.setdefault((kinds[bare], country), entity.id)
    return found


def _states(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """How each country may be called in a body's name: its names and adjectives, folded."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for country, forms in adjectives(lexicon).items():
        found[country] |= forms
    for form in lexicon.forms:
        if form.origin <= FormOrigin.ALIAS and lexicon.entities[form.entity].kind is EntityKind.PLACE:
            found[form.entity].add(form.folded)
    return {country: frozenset(forms) for country, forms in found.items()}


def _without_state(name: str, state: frozenset[str]) -> Iterator[str]:
    """A folded name, and what it is without each run of words that calls the state."""
    yield name
    words = name.split()
    for first in range(len(words)):
        for after in range(first + 1, min(first + 4, len(words)) + 1):
            if " ".join(words[first:after]) in state:
                before = words[:first]
                while before and before[-1] in _OF_STATE and after == len(words):
                    before.pop()
                yield " ".join((*before, *words[after:]))
