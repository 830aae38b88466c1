"""Triggers: the words of a text that tell of an event, and the groups that it names as one.

The search is ahocorasick-rs over the folded text, as for names (`ingest.linking.automaton`).
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from ahocorasick_rs import AhoCorasick

from graph.errors import BadLexicon
from graph.folding import fold
from graph.model import Entity, EntityKind
from ingest.events.kind import Kind, kinds
from ingest.linking.arabic import DEMONYM_PREFIXES
from ingest.linking.automaton import FoldedText

_FUTURE_PREFIXES = frozenset({"س", "وس", "فس"})
_AND_PREFIXES = frozenset({"و", "ف"})
_PREFIXES = {"ar": DEMONYM_PREFIXES | _FUTURE_PREFIXES}
_VERB_PREFIXES = _FUTURE_PREFIXES | _AND_PREFIXES | {""}
_THE = "ال"
_PRONOUNS = ("ه", "ها", "هم", "هما")
_NO_PREFIX = frozenset({""})
_LONGEST_PREFIX = 4
_FUTURE_ENDINGS = {"fr": ("ra", "ront"), "es": ("ra", "ran")}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of an event: from `start` to `end` in the folded text; `future` by their own form.

    `form` is what they mean, `is_joined` that Arabic joins "and" to their front.
    """

    form: "Form"
    start: int
    end: int
    future: bool
    is_joined: bool

    @property
    def kind(self) -> str:
        """The name of the kind of event."""
        return self.form.kind


@dataclass(frozen=True, slots=True)
class Form:
    """Words that tell of an event of a kind.

    `is_verb`: they have a subject. `has_pronoun`: they end with one, for whom the event is of. With `need`,
    one of these folded words must follow at most `within` words behind.
    """

    kind: str
    is_verb: bool
    has_pronoun: bool
    need: frozenset[str] = frozenset()
    within: int = 0

    def suits(self, following: Sequence[str]) -> bool:
        """Tell whether the words that follow are such that an event is told of."""
        return not self.need or not self.need.isdisjoint(following[: self.within])


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
        meanings: dict[str, Form | tuple[str, ...]] = {
            fold(text) + " ": form
            for name, kind in kinds().items()
            for text, form in _forms(name, kind, lang)
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
            if isinstance(meaning, Form):
                if meaning.is_verb and prefix not in _VERB_PREFIXES:
                    continue
                future, joined = self._is_future(prefix, self._texts[number]), prefix in _AND_PREFIXES
                triggers.append(Trigger(meaning, word, end - 1, future, joined))
            else:
                groups.append(Group(meaning, word, end - 1))
        return _longest(triggers), groups

    def _is_future(self, prefix: str, form: str) -> bool:
        if prefix in _FUTURE_PREFIXES:
            return True
        words = form.split()
        return self._lang in _FUTURE_ENDINGS and words[-1].endswith(_FUTURE_ENDINGS[self._lang])


def _forms(name: str, kind: Kind, lang: str) -> Iterator[tuple[str, Form]]:
    """Each trigger of a kind in a language, and what it means."""
    verbs = set(kind.verbs)
    for text in kind.triggers(lang):
        yield text, Form(name, text in verbs, lang == "ar" and text.endswith(_PRONOUNS))
        if lang == "ar" and text not in verbs and " " in text:
            yield _definite(text), Form(name, is_verb=False, has_pronoun=False)
    for pair in kind.pairs:
        if pair.lang == lang:
            need = frozenset(map(fold, pair.need))
            for text in pair.words:
                has_pronoun = lang == "ar" and text.endswith(_PRONOUNS)
                yield text, Form(name, text in verbs, has_pronoun, need, pair.within)


def _definite(text: str) -> str:
    """An Arabic noun and its adjectives as they are after "the", which the search takes off the noun."""
    noun, *adjectives = text.split()
    return " ".join([noun, *(_THE + word.removeprefix(_THE) for word in adjectives)])


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
