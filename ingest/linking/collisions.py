"""Where a name and a common word look the same, from collisions.toml."""

import tomllib
from importlib.resources import files

from graph.folding import fold

_TABLES = tomllib.loads((files("ingest.linking") / "collisions.toml").read_text(encoding="utf-8"))
_SHARED: dict[str, list[str]] = _TABLES.pop("shared")
SPELLED: dict[str, str] = _TABLES.pop("spelled")
"""Forms as written with vowel marks, and the English name of the place that they mean."""

_WORDS: dict[str, list[str]] = _TABLES


def _folded(key: str) -> frozenset[str]:
    return frozenset(map(fold, _WORDS[key]))


PHRASES = tuple(_WORDS["phrases"])
"""Phrases that hold a form of the lexicon and name nobody."""

ORDINARY_WORDS = _folded("ordinary_words")
"""Folded last names that are words too."""

NO_SURNAMES = _folded("no_surnames")
"""Folded last words of a person's name that are no surname."""

EVERYBODYS = _folded("everybodys")
"""Folded last names that tell of nobody alone: أحمد, بن عبد العزيز."""

PARTICLES = _folded("particles")
"""Folded words that a surname begins with."""

PREPOSITIONS = _folded("prepositions")
"""Folded prepositions, which the caption of a portrait does without."""

TITLES = _folded("titles")
"""Folded first words of a person's name that are a title."""

REIGNS = _folded("reigns")
"""Folded words beside a surname that make it a ruler's: Trump administration, نظام الأسد."""

UNMISTAKABLE = _folded("unmistakable")
"""Folded Arabic surnames that say by themselves who is meant."""

ADJECTIVES = _folded("adjectives")
"""Folded Arabic surnames that are adjectives too, and none after a definite noun."""

NO_GIVEN_NAMES = TITLES | _folded("function_words") | PARTICLES | NO_SURNAMES | ORDINARY_WORDS
"""Folded first words of a person's name that are no given name."""

GIVEN_NAMES_TOO = _folded("given_names_too")
"""Folded names of places that people bear as given names."""

AFTER_PLACES = _folded("after_places")
"""Folded words with a capital letter that follow the name of a place and are no surname."""

COMMON_GIVEN_NAMES = _folded("common_given_names") - NO_GIVEN_NAMES
"""Folded given names that many bear, so that a surname after one is theirs."""

BEARERS = _folded("bearers")
"""Folded given names that Arabic puts before other given names of the same person."""

WORDS_BEFORE_NAMES = _folded("words_before_names")
"""Folded given names that are words before the whole name of somebody else."""

GIVEN_DEMONYMS = _folded("given_demonyms")
"""Folded adjectives of origin that are Arabic given names too."""

GIVEN_WORDS = frozenset(_WORDS["given_words"])
"""Given names that are words too, as written: علي is a name, على a preposition."""

KINSHIP = _folded("kinship")
"""Folded words after which the name of a forefather stands."""

BEFORE_NAMES = _folded("before_names") | TITLES | PREPOSITIONS | _folded("function_words")
"""Folded words with a capital letter that stand before a surname and are no given name."""

AFTER_ORGANIZATIONS = _folded("after_organizations")
"""Folded words with a capital letter that make an organization of the name before them."""

NAMED_AFTER = _folded("named_after")
"""Folded words with a capital letter that make something of the person's name before them."""

NAMED_FOR = _folded("named_for")
"""Folded nouns whose name follows them, "of" between in English and French."""

FACILITIES = _folded("facilities")
"""Folded nouns that bear names of people; a place's name after one is the place."""

TITLES_OF_NAMES = _folded("titles_of_names")
"""Folded titles of Arabic that stand between such a noun and a name: جائزة الأمير ..."""

FAMILIES = _folded("families")
"""Folded nouns of Arabic that a family's name follows."""

PLACE_NOUNS = _folded("place_nouns")
"""Folded nouns before the name of a place, "of" between in English and French."""

QUARTERS = _folded("quarters")
"""Folded nouns of streets and quarters, which bear names of organizations too."""

SHARED = {fold(form): (usual, other) for form, (usual, other) in _SHARED.items()}
"""Folded forms that name two places or bodies, by English name: the usual one, and the other."""

NATIONAL = _folded("national")
"""Folded names of bodies that many states have, of the state that the news means most."""
