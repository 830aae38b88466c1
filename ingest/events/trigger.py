"""Triggers: the words of a text that tell of an event, and the groups that it names as one.

The search is ahocorasick-rs over the folded text, as for names (`ingest.linking.automaton`).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from ahocorasick_rs import AhoCorasick

from graph.errors import BadLexicon
from graph.folding import fold
from graph.model import Entity, EntityKind
from ingest.events.kind import kinds
from ingest.linking.arabic import DEMONYM_PREFIXES
from ingest.linking.automaton import FoldedText

_FUTURE_PREFIXES = frozenset({"س", "وس", "فس"})
_PREFIXES = {"ar": DEMONYM_PREFIXES | _FUTURE_PREFIXES}
_NO_PREFIX = frozenset({""})
_LONGEST_PREFIX = 4
_FUTURE_ENDINGS = {"fr": ("ra", "ront"), "es": ("ra", "ran")}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of an event: from `start` to `end` in the folded text; `future` by their own form."""

    kind: str
    start: int
    end: int
    future: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Words that name several at once, from `start` to `end` in the folded text; ids of the members."""

    members: tuple[str, ...]
    start: int
    end: int


class Triggers:
    """Finds the triggers and groups of one language."""

    def __init__(self, lang: str, entities: Iterable[Entity]) -> None:
        """Compile them; the members of groups are looked up among `entities`. Raises BadLexicon."""
        self._lang = lang
        meanings: dict[str, str | tuple[str, ...]] = {
            fold(text) + " ": name for name, kind in kinds().items() for text in kind.triggers(lang)
        }
        meanings |= {fold(text) + " ": members for text, members in _groups(lang, entities).items()}
        self._meanings = list(meanings.values())
        self._texts = list(meanings)
        self._search = AhoCorasick(self._texts)

    def find(self, text: FoldedText) -> tuple[list[Trigger], list[Group]]:
        """All triggers, none inside a longer one, and all groups, in order."""
        triggers: list[Trigger] = []
        groups: list[Group] = []
        allowed = _PREFIXES.get(self._lang, _NO_PREFIX)
        for number, start, end in self._search.find_matches_as_indexes(text.folded, overlapping=True):
            word = text.folded.rfind(" ", max(0, start - _LONGEST_PREFIX - 1), start) + 1
            prefix = text.folded[word:start]
            if (word == 0 and start > _LONGEST_PREFIX) or prefix not in allowed:
                continue
            meaning = self._meanings[number]
            if isinstance(meaning, str):
                triggers.append(Trigger(meaning, word, end - 1, self._is_future(prefix, self._texts[number])))
            else:
                groups.append(Group(meaning, word, end - 1))
        return _longest(triggers), groups

    def _is_future(self, prefix: str, form: str) -> bool:
        if prefix in _FUTURE_PREFIXES:
            return True
        words = form.split()
        return self._lang in _FUTURE_ENDINGS and words[-1].endswith(_FUTURE_ENDINGS[self._lang])


def _longest(triggers: list[Trigger]) -> list[Trigger]:
    kept: list[Trigger] = []
    for trigger in sorted(triggers, key=lambda trigger: (trigger.start, -trigger.end)):
        if not kept or trigger.start >= kept[-1].end:
            kept.append(trigger)
        elif trigger.end - trigger.start > kept[-1].end - kept[-1].start:
            kept[-1] = trigger
    return kept


def _groups(lang: str, entities: Iterable[Entity]) -> Mapping[str, tuple[str, ...]]:
    """What a language calls each group, with the ids of its members."""
    places = {entity.names.get("en"): entity.id for entity in entities if entity.kind is EntityKind.PLACE}
    found: dict[str, tuple[str, ...]] = {}
    text = (files("seeds") / "events" / "groups.toml").read_text(encoding="utf-8")
    for group in tomllib.loads(text)["group"]:
        for name in group["members"]:
            if name not in places:
                raise BadLexicon(f"groups.toml: the lexicon has no place {name!r}; use its English name")
        found |= dict.fromkeys(group.get(lang, ()), tuple(places[name] for name in group["members"]))
    return found
