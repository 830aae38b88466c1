"""How words of time stand together: the expressions of each language, by the word they begin with."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from ingest.dating.words import LANGUAGES, Unit, Words

DIGITS = "0"
"""Stands for every number in digits among the words that expressions begin with."""

_NUMERIC = (
    r"{year}-(?P<figure>\d\d?)-(?P<day>\d\d?)(?!\d)",
    r"(?P<day>\d\d?)(?P<mark>[/.-])(?P<figure>\d\d?)(?P=mark){year}",
)
_ORDINAL = "(?:st|nd|rd|th)?"
_NO_FIGURE = r"(?![\w:%]|[.,]\d)"
_YEARS = {
    "ar": r"(?:[\s,]+(?:من\s+)?(?:عام\s+|سنه\s+)?{year}|\s+(?:من\s+)?(?:العام|السنه)\s+{of_year}|\s+{shift})?",  # noqa: E501
    "en": r"(?:\.?\s?,?\s+{year}|\s+(?:of\s+)?{of_year}\s+year)?",
    "fr": r"(?:\s+{year}|\s+(?:de\s+)?l'an(?:nee)?\s+{of_year}|\s+{shift})?",
    "es": r"(?:\s+(?:del?\s+)?{year}|\s+del\s+ano\s+{of_year}|\s+{shift})?",
}
_DATES = {
    "ar": (
        r"(?P<day>\d\d?)(?:\s?(?:-|الي|و)\s?(?P<last>\d\d?))?\s+(?:من\s+)?(?:شهر\s+)?{month}{other}",
    ),
    "en": (
        rf"(?P<day>\d\d?){_ORDINAL}(?:\s?(?:-|to|and)\s?(?P<last>\d\d?){_ORDINAL})?\s+(?:of\s+)?{{month}}",
        rf"{{month}}\.?\s+(?P<day>\d\d?){_ORDINAL}(?:\s?(?:-|to|and)\s?(?P<last>\d\d?){_ORDINAL})?{_NO_FIGURE}",
    ),
    "fr": (r"(?P<day>\d\d?)(?:er)?(?:\s?(?:-|au|et)\s?(?P<last>\d\d?))?\s+{month}",),
    "es": (r"(?P<day>\d\d?)(?:\s?(?:-|al|y)\s?(?P<last>\d\d?))?\s+(?:de\s+)?{month}",),
}  # fmt: skip
_MONTHS = {
    "ar": (r"{month}{other}{years}",),
    "en": (r"{lead}\s+{month}", r"{month}{years}"),
    "fr": (r"{month}{years}",),
    "es": (r"{lead}\s+(?:mes de\s+)?{month}", r"{month}{years}"),
}
_WEEKDAYS = {
    "ar": (r"{weekday}(?:\s+(?:من\s+)?(?P<week>الاسبوع))?\s+{shift}", r"{weekday}"),
    "en": (r"{lead}\s+{weekday}", r"{weekday}\s+(?:of\s+)?{shift}\s+(?P<week>week)(?!\w)", r"{weekday}"),
    "fr": (r"{lead}\s+{weekday}", r"{weekday}\s+{shift}", r"{weekday}"),
    "es": (r"{lead}\s+{weekday}", r"{weekday}\s+{shift}", r"{weekday}"),
}
_UNITS = {
    "ar": (
        r"(?P<day>\d\d?)\s+(?:من\s+)?(?P<unit>الشهر)\s+{shift}",
        r"(?P<unit>الاسبوع|الشهر|العام|السنه)\s+{shift}",
        r"(?P<this>هذا|هذه)\s+(?P<unit>الاسبوع|الشهر|العام|السنه)(?!\w)",
    ),
    "en": (r"{lead}\s+(?P<unit>week|month|year)(?![\w'-])(?!\s+of)",),
    "fr": (
        r"(?P<this>cette|ce)\s+(?P<unit>semaine|mois-ci|mois|annee)(?!\w)",
        r"(?P<unit>semaine|mois|an|annee)\s+{shift}",
    ),
    "es": (r"{lead}\s+(?P<unit>semana|mes|ano)(?!\w)", r"(?P<unit>semana|mes|ano)\s+{shift}"),
}
_COUNTED = {
    "ar": (r"(?P<ago>قبل|منذ)\s+(?:{number}\s+)?{unit}(?!\s+(?:\d|ال|من\b|علي\b|رمضان|{bare_month}))",),
    "en": (r"{number}\s+{unit}\s+(?P<ago>ago)(?!\w)",),
    "fr": (r"(?P<ago>il)\s+y\s+a\s+{number}\s+{unit}", r"(?P<after>dans)\s+{number}\s+{unit}"),
    "es": (r"(?P<ago>hace)\s+{number}\s+{unit}", r"(?P<after>dentro)\s+de\s+{number}\s+{unit}"),
}
_BETWEEN = r"(?:[\s,]+\(?|\()(?:the\s+|le\s+|el\s+)?"
_FIRST_GROUP = re.compile(r"\(\?P<\w+>(?P<inside>.*?)\)(?!\?)")
_WORD = re.compile(r"\w+")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's expressions: `rules` by the folded word (or `DIGITS`) that they begin with, the most
    telling first, and what their words mean."""

    words: Words
    rules: Mapping[str, Sequence[re.Pattern[str]]]
    days: Mapping[str, int]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    shifts: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, Unit]
    pairs: Mapping[str, Unit]
    several: Mapping[str, Unit]


@cache
def grammar(lang: str) -> Grammar | None:
    """The grammar of a language (ISO 639-1); None for one without."""
    words = LANGUAGES.get(lang)
    if words is None:
        return None
    return Grammar(
        words=words,
        rules=_by_first_word(_rules(lang, words)),
        days=_values(words.days.items()),
        weekdays=_values(enumerate(words.weekdays)),
        months=_values(enumerate(words.months, 1)),
        shifts=_values(words.shifts.items()),
        numbers=_values(enumerate(words.numbers, 1)),
        units=_values(words.units.items()),
        pairs=_values(words.pairs.items()),
        several=_values(words.several.items()),
    )


def _values(meanings: Iterable[tuple[Value, str]]) -> dict[str, Value]:
    """What each word means; Arabic words without their article too, which ل swallows."""
    found: dict[str, Value] = {}
    for value, names in meanings:
        for name in names.split("|"):
            found[name] = found[name.removeprefix("ال")] = value
    return found


def _rules(lang: str, words: Words) -> Iterator[str]:
    """The expressions as regular expressions, the most telling first."""
    parts = _parts(words)
    years = _YEARS[lang]
    dates = [*_NUMERIC, *(date + years for date in _DATES[lang])]
    templates = [
        *(rf"{{word}}(?:{_BETWEEN}{{weekday}})?{_BETWEEN}{date}" for date in dates),
        rf"{{word}}(?:{_BETWEEN}{{weekday}})?",
        *(rf"{{lead}}\s+{{weekday}}{_BETWEEN}{date}" for date in dates),
        *(rf"{{weekday}}{_BETWEEN}{date}" for date in dates),
        *dates,
        *_UNITS[lang],
        *_COUNTED[lang],
        *_WEEKDAYS[lang],
        *(month.replace("{years}", years) for month in _MONTHS[lang]),
        "{year}",
    ]
    for template in templates:
        for name, part in parts.items():
            template = template.replace(f"{{{name}}}", part)
        yield template


def _parts(words: Words) -> dict[str, str]:
    """The parts that the templates name."""
    shifts = _either(words.shifts.values())
    units = _either([*words.units.values(), *words.several.values(), *words.pairs.values()])
    month = rf"(?:{_either(words.months)})(?!\w)"
    return {
        # A month may have its name of the other family beside it: 28 آب/أغسطس.
        "other": rf"(?:\s?[/(–-]\s?{month}\)?)?",
        "word": rf"(?P<word>{_either(words.days.values())})(?!\w)",
        "weekday": rf"(?P<weekday>{_either(words.weekdays)})(?!\w)",
        "month": rf"(?P<month>{_either(words.months)})(?!\w)",
        "bare_month": month,
        "shift": rf"(?P<shift>{shifts})(?!\w)",
        "lead": rf"(?P<lead>{shifts})(?!\w)",
        "of_year": rf"(?P<of_year>{shifts})(?!\w)",
        "number": rf"(?P<number>\d\d?\d?|{_either(words.numbers)})(?!\w)",
        "unit": rf"(?P<unit>{units})(?!\w)",
        "year": r"(?P<year>(?:19|20)\d\d)(?![\d%])",
    }


def _either(names: Iterable[str]) -> str:
    """An expression for any of the names, longest first; the Arabic article may be swallowed."""
    every = sorted((name for group in names for name in group.split("|")), key=len, reverse=True)
    return "|".join(re.sub("^ال", "(?:ال)?", re.escape(name).replace(r"\ ", r"\s+")) for name in every)


def _by_first_word(rules: Iterable[str]) -> dict[str, list[re.Pattern[str]]]:
    found: defaultdict[str, list[re.Pattern[str]]] = defaultdict(list)
    for rule in rules:
        compiled = re.compile(rule)
        for word in _first_words(rule):
            found[word].append(compiled)
    return dict(found)


def _first_words(rule: str) -> set[str]:
    """The words that an expression may begin with: those of its first group."""
    group = rule.replace("(?:ال)?", "ال")
    if group.startswith(("(?P<day>", "(?P<year>")):
        return {DIGITS}
    first = _FIRST_GROUP.match(group)
    names = first["inside"].split("|") if first else []
    return {DIGITS if name.startswith(r"\d") else _WORD.findall(name)[0] for name in names}
