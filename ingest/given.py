"""Given names, and the Arabic words that are no names, from seeds/names."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from graph.folding import fold

_BARE_ALIF = str.maketrans("أإآ", "ااا")
_SHORTEST_BARE = 4


@cache
def _read(file: str) -> dict[str, tuple[str, ...]]:
    text = (files("seeds") / "names" / file).read_text(encoding="utf-8")
    tables: dict[str, str] = tomllib.loads(text)
    return {key: tuple(words.split()) for key, words in tables.items()}


@cache
def latin_given_names() -> frozenset[str]:
    """Given names in Latin letters, folded."""
    return frozenset(map(fold, _read("given.toml")["latin"]))


def foreign_given_names() -> tuple[str, ...]:
    """Names of other languages as Arabic writes them."""
    return _read("given.toml")["foreign"]


def arab_given_names() -> tuple[str, ...]:
    """Arabic given names as written."""
    return _read("given.toml")["arab"]


@cache
def ordinary_words() -> frozenset[str]:
    """Folded Arabic words of the news that are no names."""
    return frozenset(map(fold, _read("ordinary.toml")["words"]))


@cache
def ordinary_names() -> frozenset[str]:
    """Folded given names that are Arabic words too: names only beside another sign."""
    return frozenset(map(fold, _read("ordinary.toml")["names"]))


@cache
def known_given_names() -> frozenset[str]:
    """Folded given names of all lists, those that are words too among them."""
    arabic = frozenset(map(fold, (*arab_given_names(), *foreign_given_names())))
    return arabic | latin_given_names() | ordinary_names()


@cache
def plain_given_names() -> frozenset[str]:
    """Given names as Arabic writes them, in all spellings, but for those that are words too."""
    names = spellings((*arab_given_names(), *foreign_given_names()))
    return frozenset(name for name in names if fold(name) not in ordinary_names())


def spellings(names: Iterable[str]) -> frozenset[str]:
    """Names as written, longer ones also without the hamza that many leave out."""
    return frozenset(
        form
        for name in names
        for form in ((name, name.translate(_BARE_ALIF)) if len(name) >= _SHORTEST_BARE else (name,))
    )
