"""Expressions of time in running text, resolved against the time of publication."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from ingest.dating.grammar import DIGITS, Grammar, grammar
from ingest.dating.moment import Moment, Stretch
from ingest.dating.reading import Expression, Reading, read
from ingest.dating.spelling import Folded
from ingest.dating.words import LANGUAGES

_WORD = re.compile(r"\w+")
# Arabic writes conjunctions, prepositions and the article together with a number.
_FIGURES = re.compile(r"[وفبل]?(?:ال)?(?P<figures>\d)")
_STOP = re.compile(r"[.!?](?=\s)|\n")
_ARTICLE = "ال"
_NEAR = 24
_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What may or must not stand around expressions, compiled; see `Words`."""

    before_day: re.Pattern[str]
    after_day: re.Pattern[str]
    before_weekday: re.Pattern[str]
    after_weekday: re.Pattern[str]
    before_month: re.Pattern[str]
    before_year: re.Pattern[str]
    before_unit: re.Pattern[str]
    towards: re.Pattern[str]
    cues: re.Pattern[str]
    speech: re.Pattern[str]


def resolve(text: str, anchor: datetime | None, lang: str) -> list[Moment]:
    """The expressions of time in a text, in order, none inside another.

    `anchor` is the time of writing, time-zone aware; without it only what names its year is resolved.
    A date without a year is in the year nearest to the anchor. An expression that contradicts the anchor
    ("yesterday, Monday" on a Friday), or is too vague ("days ago"), stands for nothing and is left out.
    `lang` is the text's language (ISO 639-1): ar, en, fr or es; nothing is found in others.
    Hours before an anchor that is exactly midnight are left out: such an anchor is a plain day.
    """
    return [
        Moment(start, end, found.since, found.until, found.precision, found.ahead)
        for start, end, found in _readings(text, anchor, lang)
    ]


def day_of_writing(text: str, lang: str) -> datetime | None:
    """The day on which a text was written, where it says so: "today, Tuesday 19 November 2019".

    Its midnight in UTC; None when no expression ties a whole date to the time of writing, or when several
    disagree.
    """
    days = {found.written for _, _, found in _readings(text, None, lang) if found.written}
    return days.pop() if len(days) == 1 else None


def _readings(text: str, anchor: datetime | None, lang: str) -> Iterator[tuple[int, int, Stretch]]:
    known = grammar(lang)
    if known is None:
        return
    folded, end = Folded(text), 0
    reader = _Reader(folded, known, anchor, lang)
    for word in _WORD.finditer(folded.text):
        if word.start() < end:
            continue
        skipped, rules = _rules(lang, word.group())
        start = word.start() + skipped
        for rule in rules:
            found = rule.match(folded.text, start)
            reading = reader.read(found) if found else None
            if found and reading is not None:
                end = found.end()
                if isinstance(reading, Stretch):
                    yield folded.offset(start), folded.end(end), reading
                break


class _Reader:
    """Reads the expressions of one text."""

    def __init__(self, folded: Folded, known: Grammar, anchor: datetime | None, lang: str) -> None:
        self._folded = folded
        self._text = folded.text
        self._grammar = known
        self._anchor = anchor
        self._around = _surroundings(lang)
        self._is_english = lang == "en"

    def read(self, found: re.Match[str]) -> Reading | None:
        """The time that a match stands for; None when what stands around it speaks against it."""
        parts = found.groupdict()
        if not self._fits(parts, found.start(), found.end()):
            return None
        return read(
            Expression(parts, self._grammar, self._anchor, self._is_english, self._is_ahead(found.start()))
        )

    def _fits(self, parts: dict[str, str | None], start: int, end: int) -> bool:
        around = self._around
        if parts.get("word"):
            return not (self._before(around.before_day, start) or around.after_day.match(self._text, end))
        if self._grammar.words.capitals and (parts.get("weekday") or parts.get("month")):
            named = parts.get("weekday") or parts.get("month") or ""
            if not self._folded.is_capital(self._text.index(named, start)):
                return False
        if parts.get("day"):
            return start == 0 or self._text[start - 1] not in "./-:,"
        if parts.get("weekday"):
            return not (
                self._before(around.before_weekday, start) or around.after_weekday.match(self._text, end)
            )
        if parts.get("unit"):
            return not self._before(around.before_unit, start)
        return self._is_announced(parts, start)

    def _is_announced(self, parts: dict[str, str | None], start: int) -> bool:
        """Tell whether a month or a year that stands alone has a word before it that makes it one."""
        if parts.get("month"):
            said = any(parts.get(part) for part in ("year", "of_year", "shift", "lead"))
            return said or self._before(self._around.before_month, start)
        if parts.get("year"):
            return self._before(self._around.before_year, start)
        return True

    def _before(self, what: re.Pattern[str], place: int) -> bool:
        return what.search(self._text, max(0, place - _NEAR), place) is not None

    def _is_ahead(self, place: int) -> bool:
        """Tell whether the sentence speaks of the future before a place, and nobody reports in between.

        A word with a capital letter inside a sentence is a name and no verb: Uvira, Sandra, Will.
        """
        if self._before(self._around.towards, place):
            return True
        begin = max(0, place - _SENTENCE)
        for stop in _STOP.finditer(self._text, begin, place):
            begin = stop.end()
        cues = [
            cue
            for cue in self._around.cues.finditer(self._text, begin, place)
            if not (self._text[begin : cue.start()].strip() and self._folded.is_capital(cue.start()))
        ]
        return bool(cues) and not self._around.speech.search(self._text, cues[-1].end(), place)


@lru_cache(maxsize=1 << 16)
def _rules(lang: str, word: str) -> tuple[int, Sequence[re.Pattern[str]]]:
    """The expressions that may begin with a word, and how many letters before them belong to others."""
    known = grammar(lang)
    if known is None:
        return 0, ()
    if (rules := known.rules.get(word)) is not None:
        return 0, rules
    if figures := _FIGURES.match(word):
        return figures.start("figures"), known.rules[DIGITS]
    for prefix in known.words.prefixes:
        if word.startswith(prefix):
            bare = word[len(prefix) :]
            if (rules := known.rules.get(bare)) is not None:
                return len(prefix), rules
            if bare.startswith("ل") and (rules := known.rules.get(_ARTICLE + bare[1:])) is not None:
                return len(prefix) + 1, rules
    return 0, ()


@cache
def _surroundings(lang: str) -> _Surroundings:
    words = LANGUAGES[lang]

    def before(names: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{names})[\s(]+(?:ال)?$")

    def after(names: str) -> re.Pattern[str]:
        return re.compile(rf"\s+(?:{names})(?!\w)")

    return _Surroundings(
        before_day=before(words.before_day),
        after_day=after(words.after_day),
        before_weekday=before(words.before_weekday),
        after_weekday=after(words.after_weekday),
        before_month=before(words.before_month),
        before_year=before(words.before_year),
        before_unit=before(words.before_unit),
        towards=before(words.towards),
        cues=re.compile(rf"(?<!\w)(?:{words.cues})(?!\w)"),
        speech=re.compile(rf"(?<!\w)(?:{words.speech})(?!\w)"),
    )
