"""Dates and times as pages write them, in Arabic, English, French and Spanish; days in twenty more languages.

Only a date with day, month and year counts. What is relative ("yesterday", "2 hours ago") stays
unresolved: nothing here knows the day on which a page was written (`ingest.dating` does so for articles).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from graph.folding import fold, fold_letter

_MONTH_NAMES = (
    (
        "يناير|كانون الثاني|جانفي|january|jan|janvier|janv|enero"
        "|Januar|Januari|gennaio|gen|janeiro|Ocak|stycznia|января|січня|ledna|ژانویه|جنوری|जनवरी"
    ),
    (
        "فبراير|شباط|فيفري|february|feb|fevrier|fevr|febrero"
        "|Februar|Februari|febbraio|fevereiro|fev|Şubat|lutego|февраля|лютого|února|فوریه|فروری|फ़रवरी|फरवरी"
    ),
    "مارس|اذار|march|mar|mars|marzo|März|maart|marts|Mart|março|maret|marca|марта|березня|března|مارچ|मार्च",
    "ابريل|نيسان|افريل|april|apr|avril|avr|abril|aprile|Nisan|kwietnia|апреля|квітня|dubna|آوریل|اپریل|अप्रैल",
    "مايو|ايار|ماي|may|mai|mayo|maggio|mag|maio|maj|maja|mei|Mayıs|мая|травня|května|مه|مئی|मई",
    (
        "يونيو|يونيه|حزيران|جوان|june|jun|juin|junio"
        "|Juni|giugno|giu|junho|Haziran|czerwca|июня|червня|června|ژوئن|جون|जून"
    ),
    (
        "يوليو|يوليه|يوليوز|تموز|جويليه|july|jul|juillet|juil|julio"
        "|Juli|luglio|lug|julho|Temmuz|lipca|июля|липня|července|ژوئیه|جولائی|जुलाई"
    ),
    (
        "اغسطس|اب|اوت|غشت|august|aug|aout|agosto"
        "|augusti|augustus|ago|Ağustos|agustus|sierpnia|августа|серпня|srpna|اوت|اگست|अगस्त"
    ),
    (
        "سبتمبر|ايلول|شتنبر|september|sept|sep|septembre|septiembre"
        "|settembre|set|setembro|Eylül|września|сентября|вересня|září|سپتامبر|ستمبر|सितंबर|सितम्बर"
    ),
    (
        "اكتوبر|تشرين الاول|october|oct|octobre|octubre"
        "|Oktober|Okt|ottobre|ott|outubro|out|Ekim|października|октября|жовтня|října|اکتبر|اکتوبر|अक्टूबर|अक्तूबर"
    ),
    (
        "نوفمبر|تشرين الثاني|نونبر|november|nov|novembre|noviembre"
        "|novembro|Kasım|listopada|ноября|листопада|listopadu|نوامبر|نومبر|नवंबर|नवम्बर"
    ),
    (
        "ديسمبر|كانون الاول|دجنبر|december|dec|decembre|diciembre"
        "|Dezember|Dez|desember|dicembre|dic|dezembro|Aralık|grudnia|декабря|грудня|prosince|دسامبر|دسمبر|दिसंबर|दिसम्बर"
    ),
)
_MONTHS = {fold(name): number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split("|")}
_WEEKDAYS = (
    "الاحد|الاثنين|الثلاثا|الاربعا|الخميس|الجمعه|السبت|sunday|monday|tuesday|wednesday|thursday|friday|saturday|"
    "sun|mon|tue|tues|wed|thu|thur|thurs|fri|sat|dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    "domingo|lunes|martes|miercoles|jueves|viernes|sabado"
)
_LABELS = (
    "نشر|نشرت|تم|النشر|في|اخر|تحديث|التحديث|حدث|تاريخ|بتاريخ|الساعه|الموافق|يوم|منذ|م|ص|صباحا|مسا|بتوقيت|"
    "publish|published|posted|updated|update|last|modified|created|first|date|on|at|the|of|and|st|nd|rd|th|"
    "publie|publiee|mis|mise|a|jour|modifie|cree|le|la|de|du|heures|derniere|actualise|"
    "publicado|actualizado|el|las|hora|fecha|min|read|lecture|temps|t|"
    "stand|uhr|um|am|vom|veroffentlicht|aktualisiert|pubblicato|aggiornato|alle|ore|atualizado|as|gepubliceerd|"
    "bijgewerkt|publicerad|publisert|publiceret|uppdaterad|oppdatert|opdateret|sist|kl|opublikowano|aktualizacja|"
    "yayinlanma|guncelleme|son|tarihi|saat|опубликовано|обновлено|года|г|в"
)
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
# The second family's name of the same month: 28 آب/أغسطس 2013, 19 نوفمبر (تشرين الثاني) 2019.
_OTHER_NAME = rf"(?:\s*[/(–-]\s*(?:{_MONTH})\s*\)?)?"
_NAMED = rf"(?P<name>{_MONTH})(?!\w)\.?{_OTHER_NAME}"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d){_YEAR}(?:[-.]| ?/ ?)(?P<month>\d\d?)(?:[-.]| ?/ ?)(?P<day>\d\d?)(?!\d)",
        rf"(?<!\d){_YEAR}\s?(?:年|{fold('년')})\s?(?P<month>\d\d?)\s?(?:月|{fold('월')})\s?(?P<day>\d\d?)\s?(?:日|{fold('일')})",
        rf"(?<![\d./])(?<!\d-)(?P<day>\d\d?)(?P<mark>[.-]| ?/ ?)(?P<month>\d\d?)(?P=mark){_YEAR}",
        rf"(?<![\d./])(?P<day>\d\d?)\. (?P<month>\d\d?)\. {_YEAR}",
        rf"(?<!\d)(?P<day>\d\d?)(?:er|st|nd|rd|th)?[\s./-]+(?:of\s+|de\s+)?{_NAMED}[\s,،./-]*(?:del?\s+)?{_YEAR}",
        rf"(?<!\d)(?P<day>\d\d?)\s+{_NAMED}\s+(?:gmt\s+)?\d\d?:\d\d\s+{_YEAR}",
        rf"{_YEAR}\s+(?:{_WEEKDAYS})\s*[,،]?\s*(?P<day>\d\d?)\s+{_NAMED}",
        rf"(?<!\w)(?P<name>{_MONTH})\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?:\s*[,،]\s*|\s+){_YEAR}",
    )
)
_NUMBER = re.compile(r"\s*\b(?=\d)")
_DAY_WORDS = frozenset(_WEEKDAYS.split("|")) | set(_MONTHS)
# Two digits for the year are taken for one only where a line says little else.
_SHORT = re.compile(r"(?<![\d./])(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>[0-4]\d)(?![\d%])(?!\.\d)")
_TIME = re.compile(
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-3])\s?(?P<mark>:|h|\.(?=\d\d\s(?:uhr|gmt|bst|c?est?|cet|edt)(?!\w)))"
    r"\s?(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
    r"(?:\s*(?P<half>صباحا|مسا|ص|م|[ap]\.?m\.?))?(?![^\Wz])"
)
_ZONE = re.compile(
    r"\s*\(?(?:(?P<name>gmt|utc|z|bst|cest|cet|eest|eet|msk|est|edt|cst|cdt|pst|pdt)"
    r"|ب?توقيت\s+(?P<place>غرينتش|جرينتش|غرينيتش|مكه|القاهره|ابوظبي|الرياض|بغداد))?\s?(?P<shift>[+-]\d\d?:?(?:\d\d)?)?(?!\w)\)?"
)
_ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "pst": -8, "pdt": -7,
    "غرينتش": 0, "جرينتش": 0, "غرينيتش": 0, "مكه": 3, "القاهره": 2, "ابوظبي": 4, "الرياض": 3, "بغداد": 3,
}  # fmt: skip
_UPDATE = re.compile(
    r"(?<!\w)(اخر تحديث|تحديث|حدث|updated?|modified|mis a jour|mise a jour|modifie|actualizado|aktualisiert"
    r"|aggiornato|atualizado|bijgewerkt|uppdaterad|oppdatert|opdateret|aktualizacja|guncelleme|обновлено)(?!\w)"
)
_KNOWN_WORD = re.compile(rf"(?<![^\W\d])(?:{_WEEKDAYS}|{_LABELS}|{'|'.join(_ZONES)})(?![^\W\d])")
_RELATIVE = re.compile(
    r"^(?:منذ|قبل|il y a|hace|since)\s.{0,20}$|^.{0,20}\s(?:ago|hrs?|mins?)$"
    r"|^(?:اليوم|امس|yesterday|today|hier|hoy)$"
)
_DIGITS = {
    ord(digit): str(value)
    for zero in "٠۰"
    for value, digit in enumerate(map(chr, range(ord(zero), ord(zero) + 10)))
}
# What browsers copy without a space between: PressApril 28, 20232:23 PM; 14:59Updated; 30.01.202430. Januar.
_GLUED = re.compile(
    r"(?<=[a-zé])(?=[A-Z][a-z]{2,9}\.? \d{1,2}, (?:19|20)\d\d)|(?<=\d)(?=[A-Z][a-zéè]{2})"
    r"|(?<=\d:\d\d)(?=[A-Z]{3,4}\b)|(?<=\D(?:19|20)\d\d)(?=\d{1,2}(?::\d\d|\. [A-Z]))"
)
_HAS_YEAR = re.compile(r"(?:19|20|١٩|٢٠|۱۹|۲۰)\d\d")
_MOST_WORDS = 24
_MOST_OTHER_WORDS, _MOST_SENTENCE_WORDS, _MOST_BESIDE_SHORT = 7, 3, 4
_CENTURY = 2000
_SENTENCE = re.compile(r"\w{3,}[.!?؟]\s*$")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text. `moment` is time-zone aware, in UTC where the text names no zone.

    `rest` is the folded text that is neither date nor time nor label nor weekday; `updated` says that
    the text calls it the date of a change, `has_time` that it has a time of day.
    """

    moment: datetime
    rest: str
    updated: bool
    has_time: bool


def is_relative(line: str) -> bool:
    """Tell whether a line is nothing but a relative date, like "10 mins ago"."""
    return len(line) < 40 and bool(_RELATIVE.search(fold(line)))


def find_date(line: str, lang: str | None = None) -> FoundDate | None:
    """The first date of a line, with its time of day where it has one (else midnight); None without.

    Of 3/4/2024 the first number is the day, except where `lang` is "en": there it is left alone, since
    both readings are usual, unless one number is above 12.
    """
    return _first_date(line, lang, _FORMS)


def _first_date(line: str, lang: str | None, forms: Sequence[re.Pattern[str]]) -> FoundDate | None:
    text = _simplify(line)
    dates = list(_dates(text, lang, forms))
    if not dates:
        return None
    _, end, year, month, day = dates[0]
    moment, spans = datetime(year, month, day, tzinfo=UTC), [date[:2] for date in dates]
    others = [start for start, _, *other in dates if start >= end and other != [year, month, day]]
    before = _TIME.search(text, 0, end)
    after = _TIME.search(text, end, min(others, default=len(text)))
    found = (before or after) if len(dates) > 1 else (after or before)
    if found:
        moment = _at(moment, found, _zone_at(text, found.end(), spans))
    if times := [time.span() for time in _TIME.finditer(text)]:
        spans += times
        spans += [zone.span() for _, at in spans if (zone := _zone_at(text, at, spans)) and zone.end() > at]
    rest = fold(_KNOWN_WORD.sub(" ", _without(text, spans)))
    return FoundDate(moment, rest, bool(_UPDATE.search(text)), has_time=found is not None)


def before_number(text: str) -> str:
    """What a text says before its first number, without the weekday and the month in front of that; all of a
    text that has none."""
    before, *numbers = _NUMBER.split(text, maxsplit=1)
    return without_day_words(before) if numbers else text


def is_day_word(folded: str) -> bool:
    """Tell whether a folded word is a weekday's or a month's name."""
    return folded in _DAY_WORDS


def without_day_words(text: str) -> str:
    """A text without the weekday and the month that it ends with, as what stands before a number does."""
    words = text.split()
    while len(words) > 1 and fold(words[-1]) in _DAY_WORDS:
        words.pop()
    return " ".join(words)


def read_date_line(line: str, lang: str | None = None) -> FoundDate | None:
    """The date of a line that says little else (a label, a weekday, an author, a place); else None.

    What ends as a sentence and has a sentence's words around the date tells of another day. A year of two
    digits (25.4.24) is read where nothing else stands on the line, or little and a time of day.
    """
    if len(line.split()) > _MOST_WORDS:
        return None
    if _HAS_YEAR.search(line) and (found := find_date(line, lang)):
        most = _MOST_SENTENCE_WORDS if _SENTENCE.search(line) else _MOST_OTHER_WORDS
    elif _SHORT.search(line) and (found := _first_date(line, lang, (_SHORT,))):
        most = _MOST_BESIDE_SHORT if found.has_time else 0
    else:
        return None
    return found if len(found.rest.split()) <= most else None


def _simplify(line: str) -> str:
    """Fold letters and digits, keep punctuation, which dates are written with; part what is glued."""
    text = _GLUED.sub(" ", line.translate(_DIGITS))
    return "".join(
        fold_letter(letter) if letter.isalpha() or not letter.isascii() else letter for letter in text
    )


def _dates(
    text: str, lang: str | None, forms: Sequence[re.Pattern[str]]
) -> Iterator[tuple[int, int, int, int, int]]:
    """(start, end, year, month, day) of each real date, forms with the plainest meaning first."""
    for form in forms:
        for found in form.finditer(text):
            parts = found.groupdict()
            day, year = int(parts["day"]), int(parts["year"])
            year += _CENTURY if year < 100 else 0
            month = int(parts["month"]) if "month" in parts else _month(parts["name"], lang)
            if parts.get("mark") == "/" and month != day:
                if month > 12:
                    month, day = day, month
                elif lang == "en" and day <= 12:
                    continue
            if _is_day(year, month, day):
                yield found.start(), found.end(), year, month, day


def _month(name: str, lang: str | None) -> int:
    """The number of a month; a Croatian October has the name of the Polish November."""
    return 10 if lang == "hr" and name == "listopada" else _MONTHS[name]


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return False
    return True


def _zone_at(text: str, at: int, days: Sequence[tuple[int, int]]) -> re.Match[str] | None:
    """The zone behind a time that ends at `at`; a day's own number is none: "16:42-20 November 2025"."""
    zone = _ZONE.match(text, at)
    return None if zone and any(at <= start < zone.end() for start, _ in days) else zone


def _at(day: datetime, found: re.Match[str], zone: re.Match[str] | None) -> datetime:
    hour, half = int(found["hour"]), (found["half"] or "").replace(".", "")
    if half in ("م", "مسا", "pm") and hour < 12:
        hour += 12
    elif half in ("ص", "صباحا", "am") and hour == 12:
        hour = 0
    moment = day.replace(hour=hour, minute=int(found["minute"]), second=int(found["second"] or 0))
    return moment.replace(tzinfo=_zone(zone)) if zone else moment


def _zone(zone: re.Match[str]) -> timezone:
    hours = timedelta(hours=_ZONES.get(zone["name"] or zone["place"] or "", 0))
    shift = zone["shift"]
    if shift:
        digits = shift[1:].replace(":", "")
        size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
        hours = -size if shift[0] == "-" else size
    return timezone(hours) if abs(hours) < timedelta(hours=24) else UTC


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with a space for each of several places, which may overlap."""
    kept: list[str] = []
    before = 0
    for start, end in sorted(spans):
        kept.append(text[before:start])
        before = max(before, end)
    return " ".join((*kept, text[before:]))


def parse_iso(text: str) -> datetime | None:
    """A moment from ISO 8601, or None; a plain day is its midnight in UTC, a time keeps the zone it says."""
    try:
        if len(text) == len("2019-11-19"):
            return datetime.combine(date.fromisoformat(text), time(), UTC)
        return datetime.fromisoformat(text)
    except ValueError:
        return None
