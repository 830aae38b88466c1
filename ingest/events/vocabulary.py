"""The words around a trigger, from seeds/events/words.toml, ready to be looked up."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from graph.folding import fold

Cue = Literal[
    "speech", "that", "announce", "clause", "stop", "topic", "locative", "inside", "target", "joining",
    "attending", "reaction", "negation", "denial", "wish", "planned", "postponed", "cancelled", "both",
    "government", "source", "host", "pronoun", "former", "sideline", "contrast", "during", "self",
    "relative", "envoy", "title", "adjunct", "match", "ahead", "several",
    "dated", "home", "dealt", "honorific", "crowd", "invited", "forces", "ceremony", "committee", "among",
    "border", "informed", "zone", "matter",
]  # fmt: skip
"""What a word can do; seeds/events/README.md tells what each means."""

_CONJUNCTIONS = "وف"


class Phrases:
    """A set of folded words and phrases that is looked up at a place in a list of words."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Fold `texts`."""
        self._by_first: dict[str, list[list[str]]] = {}
        for text in texts:
            first, *rest = fold(text).split()
            self._by_first.setdefault(first, []).append(rest)
        for rests in self._by_first.values():
            rests.sort(key=len, reverse=True)

    def length_at(self, words: Sequence[str], index: int) -> int:
        """How many words the longest phrase that begins at `index` has; 0 when none does."""
        first = words[index]
        found = self._by_first.get(first)
        if found is None and first[0] in _CONJUNCTIONS:
            found = self._by_first.get(first[1:])
        for rest in found or ():
            if not rest or words[index + 1 : index + 1 + len(rest)] == rest:
                return 1 + len(rest)
        return 0

    def begins_within(self, words: Sequence[str], start: int, end: int) -> bool:
        """Tell whether a phrase begins between two places."""
        known = self._by_first
        return any(
            (words[index] in known or words[index][0] in _CONJUNCTIONS) and self.length_at(words, index)
            for index in range(start, end)
        )

    def count(self, words: Sequence[str]) -> int:
        """How many phrases stand in a text."""
        known = self._by_first
        return sum(
            (word in known or word[0] in _CONJUNCTIONS) and self.length_at(words, index) > 0
            for index, word in enumerate(words)
        )


class Vocabulary:
    """The cues and titles of office of one language."""

    def __init__(self, cues: Mapping[str, Sequence[str]], offices: Mapping[str, Sequence[str]]) -> None:
        """Fold all of them."""
        self._cues = {name: Phrases(texts) for name, texts in cues.items()}
        self._offices = {name: Phrases(texts) for name, texts in offices.items()}

    def length(self, cue: Cue, words: Sequence[str], index: int) -> int:
        """How many words a cue that begins at `index` has; 0 when there is none."""
        return self._cues[cue].length_at(words, index)

    def any(self, cue: Cue, words: Sequence[str], start: int, end: int) -> bool:
        """Tell whether a cue begins between two places."""
        return self._cues[cue].begins_within(words, max(0, start), min(end, len(words)))

    def count(self, cue: Cue, words: Sequence[str]) -> int:
        """How often a text has a cue."""
        return self._cues[cue].count(words)

    def office(self, words: Sequence[str], index: int) -> tuple[str, int] | None:
        """The office whose title begins at `index`, with the title's number of words; the longest title."""
        found = [(phrases.length_at(words, index), name) for name, phrases in self._offices.items()]
        length, name = max(found)
        return (name, length) if length else None


@cache
def vocabulary(lang: str) -> Vocabulary:
    """The words of a language of `ingest.events.kind.LANGUAGES`."""
    text = (files("seeds") / "events" / "words.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)[lang]
    offices = cast("dict[str, list[str]]", words.pop("offices"))
    return Vocabulary(words, offices)
