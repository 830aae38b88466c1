"""Matches that are part of somebody else's or something else's name."""

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache

from graph.folding import fold
from graph.model import Entity, EntityKind
from ingest.given import foreign_given_names, plain_given_names, spellings
from ingest.linking.arabic import ARTICLE, ARTICLE_PREFIXES, PLAIN_PREFIXES, is_arabic
from ingest.linking.automaton import FoldedText, Match
from ingest.linking.collisions import (
    AFTER_ORGANIZATIONS,
    AFTER_PLACES,
    BEARERS,
    BEFORE_NAMES,
    COMMON_GIVEN_NAMES,
    FACILITIES,
    FAMILIES,
    GIVEN_DEMONYMS,
    GIVEN_NAMES_TOO,
    GIVEN_WORDS,
    KINSHIP,
    NAMED_AFTER,
    NAMED_FOR,
    ORDINARY_WORDS,
    PREPOSITIONS,
    QUARTERS,
    TITLES_OF_NAMES,
    UNMISTAKABLE,
    WORDS_BEFORE_NAMES,
)
from ingest.linking.coreference import name_words
from ingest.linking.kin import is_in_office
from ingest.linking.lexicon import FormOrigin

_LONGEST_ACRONYM = 4
_LONGEST_PROCLITIC = 2
_LONGEST_TAIL = 3
_SERVANT = "عبد"
_SERVANTS = frozenset({_SERVANT, "وعبد", "لعبد", "بعبد", "فعبد"})
_FATHERS = frozenset({"ابو", "ابي", "ابا"})
_FEMININE = "ه"
_SENTENCE_ENDS = frozenset(".!?:;«»“”\"'‘’()[]-–—|•\n")
_NAMED = (EntityKind.PERSON, EntityKind.PLACE)
_BEARERS_OF_NAMES = NAMED_FOR | QUARTERS | FACILITIES


class Namesakes:
    """Tells a name from the same letters inside another name: Hunter Biden, Boston University, شارع بغداد."""

    def __init__(self, entities: Mapping[str, Entity], given_names: Container[str]) -> None:
        """Know whom the lexicon holds, and the first names of its people as written."""
        self._entities = entities
        self._given_names = given_names
        self._words: dict[str, frozenset[str]] = {}

    def leave_out(self, text: FoldedText, matches: Sequence[Match], *, capitalized: bool) -> list[Match]:
        """The matches that are whole names.

        Once a name was somebody else's surname, the article goes on to call that person so: a place's counts
        then only after a preposition, and a short name only with a title, where its bearer is not named in
        full. Where words may be `capitalized` that are no names, as in titles, capitals tell nothing.
        """
        several = [match for match in matches if match.forms and _is_several_words(match)]
        ends, full = {match.after for match in several}, {match.forms[0].entity for match in several}
        starts = {match.word for match in matches}
        others: set[str] = set()
        kept: list[Match] = []
        for match in matches:
            if not match.forms:
                kept.append(match)
            elif self._is_surname_here(text, match, ends, starts, capitalized=capitalized):
                if match.after not in ends and self._may_go_on(match, full):
                    others.add(match.forms[0].folded)
            elif not (
                self._is_given_name_here(text, match, starts) or self._names_something_else(text, match)
            ):
                kept.append(match)
        return [match for match in kept if not self._is_other(text, match, others)]

    def _may_go_on(self, match: Match, full: Container[str]) -> bool:
        """Tell whether an article may call somebody else by a name from here on."""
        form = match.forms[0]
        if self._entities[form.entity].kind is EntityKind.PLACE:
            return True
        is_short = form.origin <= FormOrigin.ALIAS and form.folded not in UNMISTAKABLE
        return is_short and form.entity not in full

    def _is_other(self, text: FoldedText, match: Match, others: Container[str]) -> bool:
        if not match.forms or match.forms[0].folded not in others:
            return False
        if self._entities[match.forms[0].entity].kind is EntityKind.PERSON:
            return not is_in_office(text, match)
        return not match.prefix and fold(text.word_before(match.word)) not in PREPOSITIONS

    def _is_given_name_here(self, text: FoldedText, match: Match, starts: Container[int]) -> bool:
        """Tell whether a place's name is somebody's given name here: a name that is not linked follows."""
        form, after = match.forms[0], text.word_after(match.after)
        if form.folded in GIVEN_DEMONYMS and form.origin is FormOrigin.DEMONYM and not match.prefix:
            return after.startswith(ARTICLE) or fold(after) in KINSHIP
        if form.folded not in GIVEN_NAMES_TOO:
            return False
        return after[:1].isupper() and match.after + 1 not in starts and fold(after) not in AFTER_PLACES

    def _is_surname_here(
        self,
        text: FoldedText,
        match: Match,
        ends: Container[int],
        starts: Container[int],
        *,
        capitalized: bool,
    ) -> bool:
        """Tell whether a single word stands after the given name of somebody else."""
        if match.prefix and match.prefix != ARTICLE:
            return False
        form, entity = match.forms[0], self._entities[match.forms[0].entity]
        if entity.kind not in _NAMED:
            return False
        before = text.word_before(match.word)
        is_father = entity.kind is EntityKind.PLACE and fold(before) in _FATHERS
        if not before or is_father or fold(before) in _SERVANTS:
            return bool(before) and not form.folded.startswith(_SERVANT)
        if match.word - 1 in ends or self._is_forefather(before, match):
            return self._is_of_lineage(before, match)
        if form.origin is FormOrigin.DEMONYM and match.prefix not in ARTICLE_PREFIXES:
            return False
        words = self._words_of(entity)
        if _is_several_words(match):
            return self._is_longer_name(before, match, entity, words)
        if self._is_given(before):
            return fold(before) not in words
        if entity.kind is not EntityKind.PERSON or fold(before) in words:
            return False
        if is_arabic(form.text) and _is_anybodys(text, match, before, starts):
            return not (before in _foreign_names() and _fits(before, match, words))
        is_named = not capitalized and self._is_capital_before(text, match, before)
        return is_named and not _fits(before, match, words)

    def _words_of(self, entity: Entity) -> frozenset[str]:
        """All words of an entity's names, remembered: a page asks for those of each name that it holds."""
        words = self._words.get(entity.id)
        if words is None:
            words = self._words[entity.id] = name_words(entity)
        return words

    def _is_of_lineage(self, before: str, match: Match) -> bool:
        """Tell whether a name goes on or follows a word of kinship: somebody's forefather is named."""
        form = match.forms[0]
        if form.origin is FormOrigin.DEMONYM:
            return not match.prefix and fold(before) in KINSHIP
        is_person = self._entities[form.entity].kind is EntityKind.PERSON
        return is_person and (form.folded.split()[0] in KINSHIP or fold(before) in KINSHIP)

    def _is_forefather(self, before: str, match: Match) -> bool:
        """Tell whether a name only says whose son somebody is: محمد بن سلمان بن عبد العزيز."""
        if fold(before) in KINSHIP:
            return not match.forms[0].folded.startswith(fold(before) + " ")
        own = self._words_of(self._entities[match.forms[0].entity])
        return match.forms[0].folded.split()[0] in KINSHIP and (
            fold(before) in ORDINARY_WORDS or (self._is_given(before) and fold(before) not in own)
        )

    def _is_given(self, word: str) -> bool:
        return word in self._given_names or fold(word) in COMMON_GIVEN_NAMES

    def _is_longer_name(self, before: str, match: Match, entity: Entity, words: Container[str]) -> bool:
        """Tell whether a full name of Arabic goes on to the left: أحمد علي عبد الله صالح is a son."""
        is_person = entity.kind is EntityKind.PERSON and is_arabic(match.forms[0].text)
        is_given = self._is_given(before) and fold(before) not in WORDS_BEFORE_NAMES
        is_other = is_given and fold(before) not in words
        return is_person and is_other and fold(before) not in BEARERS

    def _is_capital_before(self, text: FoldedText, match: Match, before: str) -> bool:
        """Tell whether a capital letter before a name belongs to it and not to a title or a sentence."""
        if not before[0].isupper() or (before.isupper() and len(before) <= _LONGEST_ACRONYM):
            return False
        start = text.offsets[match.word] - len(before) - 1
        is_first = start <= 0 or text.text[:start].rstrip(" ")[-1:] in _SENTENCE_ENDS
        return not is_first and fold(before) not in BEFORE_NAMES and "'" not in before and "’" not in before

    def _names_something_else(self, text: FoldedText, match: Match) -> bool:
        """Tell whether a body, a street or a prize has its name from this: Bank of London, شارع بغداد."""
        kind = self._entities[match.forms[0].entity].kind
        if kind is EntityKind.ORGANIZATION:
            return _without_proclitic(fold(text.word_before(match.word))) in QUARTERS
        if match.forms[0].origin is FormOrigin.DEMONYM:
            return _is_family(text, match)
        if kind not in _NAMED:
            return False
        if _leads_to_organization(text, match.after):
            return True
        after = text.word_after(match.after)
        if kind is EntityKind.PERSON and after[:1].isupper() and fold(after) in NAMED_AFTER:
            return True
        before = text.word_before(match.word)
        if match.prefix not in ("", ARTICLE) or not before:
            return False
        if is_arabic(before):
            if fold(before) in TITLES_OF_NAMES and kind is EntityKind.PERSON:
                before = text.word_before(match.word - len(fold(before)) - 1)
            noun = _without_proclitic(fold(before))
            return noun in NAMED_FOR or (kind is EntityKind.PERSON and noun in FACILITIES)
        of = match.word - len(fold(before)) - 1
        return fold(before) in ("of", "de", "du") and fold(text.word_before(of)) in NAMED_FOR


def _leads_to_organization(text: FoldedText, after: int) -> bool:
    """Tell whether words with capitals follow, one of which makes an organization of them all."""
    for _ in range(_LONGEST_TAIL):
        word = text.word_after(after)
        if not word[:1].isupper():
            return False
        if fold(word) in AFTER_ORGANIZATIONS:
            return True
        after = text.folded.find(" ", after + 1)
    return False


def _is_family(text: FoldedText, match: Match) -> bool:
    """Tell whether an adjective of origin is a family's name: عائلة المصري, but العائلة المصرية."""
    name = text.folded[match.word : match.after]
    is_name = name.startswith(ARTICLE) and not name.endswith(_FEMININE)
    return is_name and _without_proclitic(fold(text.word_before(match.word)), FAMILIES) in FAMILIES


def _is_anybodys(text: FoldedText, match: Match, name: str, starts: Container[int]) -> bool:
    """Tell whether the word before a match is a given name, by itself (حسن) or behind another (عبد الله).

    Who is called by what is a given name too may be named beside another: "التقى أردوغان بوتين".
    """
    first = match.word - len(fold(name)) - 1
    if first in starts and name not in GIVEN_WORDS:
        return False
    return name in plain_given_names() or name in GIVEN_WORDS or fold(text.word_before(first)) in _SERVANTS


@cache
def _foreign_names() -> frozenset[str]:
    """Given names of other languages, which Arabic spells in several ways."""
    return spellings(foreign_given_names())


def _fits(before: str, match: Match, words: Iterable[str]) -> bool:
    """Tell whether a word may be a given name among `words`, beside the match's own, in another spelling."""
    return any(word[:1] == fold(before)[:1] for word in words if word != match.forms[0].folded)


def _without_proclitic(word: str, nouns: Container[str] = _BEARERS_OF_NAMES) -> str:
    for length in range(_LONGEST_PROCLITIC, 0, -1):
        if word[:length] in PLAIN_PREFIXES and word[length:] in nouns:
            return word[length:]
    return word


def _is_several_words(match: Match) -> bool:
    return " " in match.forms[0].text
