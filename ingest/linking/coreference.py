"""Surnames: what a person may be called once an article has given the full name."""

from collections.abc import Iterator

from graph.folding import fold
from graph.model import Entity, EntityKind
from ingest.linking.collisions import EVERYBODYS, NO_GIVEN_NAMES, NO_SURNAMES, PARTICLES
from ingest.linking.lexicon import Form, FormOrigin, Lexicon

_SHORTEST_SURNAME = 3
_SHORTEST_GIVEN_NAME = 3
_GOD = "الله"
"""A last name goes on to the word before it: نصر الله."""


def personal_forms(lexicon: Lexicon) -> Iterator[Form]:
    """The names and aliases of all people."""
    for form in lexicon.forms:
        if form.origin <= FormOrigin.ALIAS and lexicon.entities[form.entity].kind is EntityKind.PERSON:
            yield form


def surname_forms(lexicon: Lexicon) -> Iterator[Form]:
    """The last name of each person's full names, with its particle: بن فرحان, von der Leyen, Shoukry.

    What the lexicon holds already, as anybody's name or as this one's surname, is left out.
    """
    names = {form.folded for form in lexicon.forms if form.origin <= FormOrigin.DEMONYM}
    known = {(form.entity, form.folded) for form in lexicon.forms}
    for form in personal_forms(lexicon):
        surname = Form.of(last_name(form.text), form.lang, FormOrigin.SURNAME, form.entity)
        key = (surname.entity, surname.folded)
        if surname.folded and surname.folded not in names and key not in known:
            known.add(key)
            yield surname


def last_name(name: str) -> str:
    """The last name of a full name as written, with the particles before it; empty for a single word."""
    words = name.split()
    last = fold(words[-1]) if words else ""
    if len(words) < 2 or len(last) < _SHORTEST_SURNAME or last in NO_SURNAMES or words[1:] == [_GOD]:
        return ""
    first = len(words) - 1
    while first > 1 and (fold(words[first - 1]) in PARTICLES or words[first] == _GOD):
        first -= 1
    name = " ".join(words[first:])
    return "" if fold(name) in EVERYBODYS else name


def given_names(lexicon: Lexicon) -> frozenset[str]:
    """First names of all persons, by which a namesake is told: ميشيل before أوباما.

    They are spelled as the lexicon spells them, capital letters and hamzas too, since many are words
    of grammar once folded: إمام and أمام, Said and said.
    Spellings of one language alone tell no namesake: Sergej Lawrow does not make another of Sergej Skripal.
    """
    found: set[str] = set()
    for form in personal_forms(lexicon):
        words = form.text.split()
        if form.only_in is None and len(words) > 1 and fold(words[0]) not in NO_GIVEN_NAMES:
            found.add(words[0])
    return frozenset(name for name in found if len(name) >= _SHORTEST_GIVEN_NAME)


def name_words(entity: Entity) -> frozenset[str]:
    """All folded words of an entity's names."""
    return frozenset(word for alias in entity.aliases for word in fold(alias.text).split())
