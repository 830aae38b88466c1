"""Words by which names are told, by language, from seeds/names."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.folding import fold

LANGUAGES = ("ar", "en", "fr", "es")
"""Languages that have a file of words."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language by what they do, folded and as written (see seeds/names/README.md)."""

    lang: str
    words: Mapping[str, frozenset[str]]
    written: Mapping[str, frozenset[str]]

    def __getitem__(self, key: str) -> frozenset[str]:
        """The words under a key; none where the language has no such key."""
        return self.words.get(key, frozenset())


@cache
def load_vocabulary(lang: str) -> Vocabulary | None:
    """The words of a language; None for one without a file."""
    if lang not in LANGUAGES:
        return None
    text = (files("seeds") / "names" / f"{lang}.toml").read_text(encoding="utf-8")
    tables: dict[str, list[str]] = tomllib.loads(text)
    folded = {key: frozenset(map(fold, words)) for key, words in tables.items()}
    return Vocabulary(lang, folded, {key: frozenset(words) for key, words in tables.items()})
