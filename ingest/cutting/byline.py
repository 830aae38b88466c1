"""Who wrote a report and where it was filed: bylines and datelines."""

import re
from dataclasses import dataclass

from graph.folding import fold
from ingest.cutting.cues import AGENCY, OUTLET
from ingest.cutting.filed import read_filed_line
from ingest.cutting.writer import (
    AFTER_NAME,
    NAME_WORD,
    Names,
    has_given_name,
    looks_like_name,
    read_person,
    read_writers,
)
from ingest.linking.collisions import PARTICLES
from ingest.orthography import squeeze, with_dashes

_WRITERS = (
    r"كتب(?:ت|ه|ها|وا)?|كتابة|بقلم|إعداد|اعداد|تحرير|تقرير|الكاتب|authors?|auteure?s?|autora?|von|di|door|av|af|oleh"
    r"|автор|نویسنده"
)
_CUE = re.compile(
    r"^(?:(?:kommentar|kolumne|analyse|gastbeitrag|commentary|opinion) )?"
    rf"(?:{_WRITERS}|حوار|حاورت?(?:ه|ها|هم)?|أعد(?:ه|ها)?|مراسل(?:ة|تنا|نا)?|المحرر|المصدر|المصادر"
    r"|(?:written |reported |posted |published |story |words )?by|writer|reporter|correspondent|source"
    r"|(?:écrit |publié |rédigé |texte |propos recueillis )?par|rédaction|(?:escrito |publicado )?por"
    r"|d(?:al nostro inviato|alla nostra inviata|ai nostri inviati))"
    r"\b\s*(?P<colon>[:：/,،-]?)\s*(?P<name>.+)$",
    re.IGNORECASE,
)
_CUE_ALONE = re.compile(
    rf"^(?:{_WRITERS}|(?:written |reported |words )?by|author of .+|par|por)\s*[:：]?$", re.IGNORECASE
)
_GLUED_BY = re.compile(r"^[Bb]y(?=[A-Z][a-zé])")

_AGO = re.compile(
    r"^(?P<name>[^\d|]{4,40}[^\W\d])(?:\s*\|\s*(?:(?:published|updated|posted) )?|)"
    r"\d{1,2} (?:min(?:ute)?|hour|hr|day|week|month|year)s? ago$",
    re.IGNORECASE,
)
_KOREAN = re.compile(
    r"^(?:[^@]{0,14}\s)?(?P<name>[가-힣]{2,4})\s(?:기자|특파원)(?:\s외 \d+명)?(?:\s\S+@\S+)?$"
)
_WITH = re.compile(r"^(?:avec|with|mit)\s+", re.IGNORECASE)
_SOURCE_CUE = re.compile(r"^(?:المصدر|المصادر|source)", re.IGNORECASE)
_ARABIC_FROM = "من "
_AND_APART = re.compile(r"\s+و\s+")
_TIGHT_PAIR = re.compile(r"^(?P<place>[^-–—/]{2,40})[-–—/](?P<agency>[^-–—/]{2,30})$")
_PARTS = re.compile(r"\s+[-–—ـ|/•·]+\s+|\s*[-–—|]{2,}\s*|\s*\|\s*")
_IN_PLACE = re.compile(r"^(?P<name>[^,|/]+?) in (?P<place>[A-Z][\w .'’-]{1,40})$")
_AFTER_PLACE = re.compile(r"^(?P<place>[^\W\d][\w ]{1,30})\s*[:：]\s*(?P<name>[^:]+)$")
_FILED_BY = re.compile(r"^(?P<place>[^\W\d][\w ]{1,30}?)\s*:\s*(?P<name>(?!ال)[^\W\d]{3,}\s+ال[^\W\d]{3,})$")
_ROLES = frozenset(
    map(fold, ("مراسلنا", "مراسلتنا", "مراسلونا", "مراسل", "خاص", "المحرر", "موفدنا", "مكتبنا"))
)
_PLACE_ENDS = re.compile(r"\s*[,،/]\s*|\s+(?:في\s+)?(?=\d)|\s+[-–—ـ]\s+")
_DAY = re.compile(r"^[\d\s/.-]+")
_STROKE = re.compile(r"\s*/\s*|\s+[-–—ـ|]\s+")
_SEVERAL_AGENCIES = re.compile(r"\s*[/,،+]\s*")
_DIGIT = re.compile(r"\d")
_MOST_LINE_WORDS = 12
_MOST_PLACE_WORDS = 4
_BRACKETS = "()[] "
_QUOTES = '«»"“”'
_DASH = r"\s*(?:[-–—ـ:]{1,3}|/)\s+"
_PLACE = r"^(?P<place>[^\W\d][^\n.!?؟()\[\]:«»\"“”]{1,60}?)\s*"
_DATELINE = re.compile(_PLACE + _DASH)
_IN_BRACKETS = re.compile(
    rf"{_PLACE}(?:[-–—ـ:/]\s*)?(?P<agency>[(\[][^()\[\]\n]{{1,40}}[)\]])\s*(?:[-–—:ـ]{{1,3}}\s*)?"
)
_IN_QUOTES = re.compile(rf"{_PLACE}[-–—ـ:/]\s*[«\"“](?P<agency>\w[^{_QUOTES}\n]{{1,30}})[»\"”]\s*[-–—ـ:]\s*")
_BETWEEN = re.compile(rf"{_PLACE}[-–—ـ/]\s*(?P<agency>\w[\w\s.\u064b-\u0652]{{0,20}}?){_DASH}")
_CREDITED = re.compile(r"\((?P<agency>[^()]{2,40})\)$")
_WITH_ROLE = re.compile(
    r"^(?P<name>[A-Z]\S+ [A-Z][^\s,]+),? (?:\S+ ){0,5}?(?:correspondent|editor|reporter|columnist)$"
)
_SENT = re.compile(r"^(?P<agency>\S+(?: \S+)?) من (?P<place>\S+(?: \S+)?)$")
_WRITTEN = re.compile(r"^كتب(?:ت|ه|ها)?\s*[-–—ـ:]\s*(?P<name>[^\n:،.–—]{4,40}?)\s*[-–—ـ:]\s+")
_WIRED = re.compile(r"^(?P<agency>\w[\w .]{0,20}?)\s+[-–—ـ]\s+(?P<place>[^\W\d][\w ]{1,30}?)\s+[-–—ـ]\s+")
_FILED_FIRST = re.compile(r"^(?P<agency>\w[\w .]{1,20}?)(?:\s*/|\s[-–—]|[-–—](?=\s))\s*(?=\w)")
_PLACED = re.compile(r"^(?P<name>[^()]{3,40}?)\s*\((?P<place>[^()]{2,30})\)(?P<handle>\s*@\w+)?$")
_SIGNED = re.compile(r"^\*\s*(?P<name>[^*]+)$")
_FILED = re.compile(r"^[(\[](?P<agency>[^()\[\]\n]{1,40})[)\]]\s*[-–—ـ:]{1,3}\s*")


@dataclass(frozen=True, slots=True)
class Origin:
    """Who and where, as written; either may be missing."""

    byline: str | None = None
    dateline: str | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """The dateline that a paragraph begins with, and where it ends there."""

    origin: Origin
    end: int


def read_byline(line: str, names: Names) -> Origin | None:
    """Read a line that says nothing but who wrote and where: "By X", "دمشق - نورا خوام", "AFP"; else None."""
    text = with_dashes(_GLUED_BY.sub("By ", squeeze(line)))
    if len(text.split()) > _MOST_LINE_WORDS:
        return None
    if _is_agency(text):
        return Origin(byline=_WITH.sub("", text).strip(_BRACKETS + "-–—/:"))
    cued = _cued(text)
    if cued:
        return _with_place(cued, names)
    if (reporter := _KOREAN.match(text)) or (reporter := _before_ago(text, names)):
        return Origin(reporter["name"])
    if (sent := _SENT.match(text)) and _is_agency(sent["agency"]) and names.is_place(sent["place"]):
        return Origin(sent["agency"], sent["place"])
    if text.startswith(_ARABIC_FROM) and (writers := _several(text[len(_ARABIC_FROM) :], _AND_APART, names)):
        return Origin(writers)
    named = _named(text + " - ", names)
    if named and named.end() >= len(text):
        found = _opening(named, named["agency"], names)
        return found.origin if found and names.is_place(found.origin.dateline or "") else None
    if filed := _after_place(text, names) or _before_place(text, names):
        return filed
    if (reporter := _WITH_ROLE.match(text)) and read_person(reporter["name"], names):
        return Origin(reporter["name"])
    return _filed(text, names) or _of_three(text, names) or _pair(text, names)


def _filed(text: str, names: Names) -> Origin | None:
    """The writers and the place of a line that an Arabic outlet gives them in."""
    filed = read_filed_line(text, names)
    return Origin(", ".join(filed.writers) or None, filed.place) if filed else None


def _after_place(text: str, names: Names) -> Origin | None:
    """A writer after a place and a colon, or an agency after a place and a dash without spaces."""
    filed = _AFTER_PLACE.match(text)
    if filed and names.is_place(filed["place"].strip()) and (person := read_person(filed["name"], names)):
        return Origin(person, filed["place"].strip())
    tight = _TIGHT_PAIR.match(text)
    if tight and _is_agency(tight["agency"]) and names.is_place(tight["place"].strip()):
        return Origin(tight["agency"].strip(_BRACKETS), tight["place"].strip())
    return None


def _before_place(text: str, names: Names) -> Origin | None:
    """A writer or an outlet in quotes before a place in brackets: "«عكاظ» (طشقند) @okaz_online"; or a writer
    behind an asterisk."""
    if (signed := _SIGNED.match(text)) and (person := read_person(signed["name"], names)):
        return Origin(person)
    found = _PLACED.match(text)
    if found is None or not names.is_place(found["place"]):
        return None
    bare = found["name"].strip(_QUOTES)
    is_quoted_outlet = bare != found["name"] and is_outlet(bare)
    is_writer = read_person(bare, names) == bare or (found["handle"] and looks_like_name(bare, lenient=False))
    return Origin(bare, found["place"]) if is_quoted_outlet or is_writer else None


def read_filed(line: str, place: str, names: Names) -> Origin | None:
    """Read a line of `place`, day and agency: "الرياض 3 نوفمبر واس"; else None."""
    last = squeeze(line).split()[-1]
    return Origin(last.strip(_BRACKETS), place) if _is_agency(last) and names.is_place(place) else None


def is_cued(line: str) -> bool:
    """Tell whether a line begins with "By" or its like and goes on with a name."""
    return _cued(squeeze(line)) is not None


def read_cued_name(cue: str, line: str) -> str | None:
    """Read the name on a line after one that is nothing but "By", "بقلم" or their like; else None."""
    text = AFTER_NAME.sub("", squeeze(line))
    return text if _CUE_ALONE.match(squeeze(cue)) and text and looks_like_name(text, lenient=False) else None


def _is_agency(text: str) -> bool:
    """Tell whether a text is nothing but a news agency, or several: AFP, (APA/dpa), رويترز، أ ف ب."""
    parts = _SEVERAL_AGENCIES.split(text.strip(_BRACKETS))
    return all(AGENCY.fullmatch(fold(part)) for part in parts)


def is_outlet(text: str) -> bool:
    """Tell whether a text is the name of an agency or of an outlet, which may be a word or a place too."""
    return OUTLET.fullmatch(fold(text)) is not None


def _of_three(text: str, names: Names) -> Origin | None:
    """Place, writer and agency with strokes between them, in any order: "أنقرة/ محمد يلماز/ الأناضول"."""
    parts = [part.strip() for part in _STROKE.split(text)]
    agencies = [part for part in parts if _is_agency(part)]
    places = [part for part in parts if part not in agencies and names.is_place(part)]
    writers = [part for part in parts if part not in agencies and part not in places]
    if len(parts) != 3 or not (len(agencies) == len(places) == len(writers) == 1):
        return None
    writer = writers[0]
    return Origin(writer, places[0]) if looks_like_name(writer, lenient=False) else None


def read_stranger(line: str, names: Names) -> Origin | None:
    """Read a name whose first name is not known: two or three words with capitals, or in Arabic two after a
    place and a colon, the second with the article ("بغداد: فاضل النشمي")."""
    text = squeeze(line)
    if (filed := _FILED_BY.match(text)) and names.is_place(filed["place"]):
        return Origin(filed["name"], filed["place"])
    words = text.split()
    if not 2 <= len(words) <= 3 or text.isupper() or names.is_place(text):
        return None
    is_name = all(NAME_WORD.fullmatch(word) and word[0].isupper() for word in words)
    return Origin(text) if is_name else None


def read_opening(paragraph: str, names: Names) -> Opening | None:
    """Read the dateline that a body begins with: "PARIS (Reuters) - ...", "القاهرة - ..."; else None.

    Without an agency in brackets the words before the dash must be the name of a place.
    """
    if (filed := _FILED.match(paragraph)) and _is_agency(filed["agency"]):
        return Opening(Origin(byline=filed["agency"].strip()), filed.end())
    first = _FILED_FIRST.match(paragraph)
    if first and _is_agency(first["agency"]) and not names.is_place(first["agency"]):
        return Opening(Origin(byline=first["agency"]), first.end())
    if wired := _wired(paragraph, names):
        return wired
    if (written := _WRITTEN.match(paragraph)) and (person := read_person(written["name"], names)):
        return Opening(Origin(byline=person), written.end())
    if named := _named(paragraph, names):
        return _opening(named, named["agency"], names)
    plain = _DATELINE.match(paragraph)
    return _opening(plain, None, names) if plain else None


def _wired(paragraph: str, names: Names) -> Opening | None:
    """An outlet whose name is no place, and a place: "وطنية - صيدا - ..."."""
    found = _WIRED.match(paragraph)
    if found is None:
        return None
    agency, place = found["agency"].strip(), found["place"].strip()
    is_wired = is_outlet(agency) and names.is_place(place) and not names.is_place(agency)
    return Opening(Origin(agency, place), found.end()) if is_wired else None


def _opening(found: re.Match[str], agency: str | None, names: Names) -> Opening | None:
    """The place that a match begins with, without what stands behind it, and the agency: the given one, else
    one that follows the day ("رام الله 3-11-2025 وفا - ..."); None when the place is none."""
    place, *after = _PLACE_ENDS.split(found["place"].strip(), maxsplit=1)
    late = _DAY.sub("", "".join(after))
    named = agency or (late if _is_agency(late) else None)
    byline = named.strip(_BRACKETS) if named else None
    if len(place.split()) > _MOST_PLACE_WORDS or not (byline or names.is_place(place)):
        return None
    return Opening(Origin(byline, place), found.end())


def _named(paragraph: str, names: Names) -> re.Match[str] | None:
    """A place with an agency in brackets or between dashes, or with an outlet in quotes or between dashes."""
    if (found := _IN_BRACKETS.match(paragraph)) and _is_agency(found["agency"]):
        return found
    if (found := _IN_QUOTES.match(paragraph)) and is_outlet(found["agency"]):
        return found
    found = _BETWEEN.match(paragraph)
    if not found or _is_agency(found["agency"]):
        return found
    outlet = found["agency"]
    is_filed = is_outlet(outlet) and names.is_place(found["place"].strip()) and not names.is_place(outlet)
    return found if is_filed else None


def _before_ago(text: str, names: Names) -> re.Match[str] | None:
    """A name before how long ago a page came out: "Ann Lee2 hours ago", "Ann Lee|Published 1 day ago"."""
    found = _AGO.match(text)
    words = found["name"].split() if found else []
    is_name = 2 <= len(words) <= 4 and all(word[0].isupper() or fold(word) in PARTICLES for word in words)
    return found if found and is_name and not names.is_place(found["name"].strip()) else None


def _cued(text: str) -> str | None:
    """The name after "By" and its like."""
    found = _CUE.match(text)
    if not found:
        return None
    name = found["name"].strip(" :-–—")
    credited = _CREDITED.search(name)
    if credited and _is_agency(credited["agency"]):
        return None
    colon = bool(found["colon"]) or " : " in text or ": " in text
    if not _is_agency(name) and not looks_like_name(AFTER_NAME.sub("", name) or name, lenient=colon):
        return None
    if _SOURCE_CUE.match(text) and not AGENCY.search(fold(name)):
        return None
    return name


def _with_place(name: str, names: Names) -> Origin:
    if (found := _IN_PLACE.match(name)) and names.is_place(found["place"].strip()):
        return Origin(_tidy(found["name"]), found["place"].strip())
    if several := read_writers(name, names):
        return Origin(several)
    if several := _several(name, _PARTS, names):
        return Origin(several)
    parts = [part for part in _PARTS.split(name) if part]
    if len(parts) > 1 and names.is_place(parts[0]):
        return Origin(_tidy(parts[1]), parts[0])
    if len(parts) > 1 and names.is_place(parts[1]):
        return Origin(_tidy(parts[0]), parts[1])
    return Origin(_tidy(name))


def _several(name: str, between: re.Pattern[str], names: Names) -> str | None:
    """One writer or several with something between, each of whom has a known first name; else None."""
    writers = [read_person(part, names) for part in between.split(name)]
    return ", ".join(filter(None, writers)) if all(writers) else None


def _tidy(name: str) -> str:
    return squeeze(AFTER_NAME.sub("", name)).strip(" .,،:-") or name


def _pair(text: str, names: Names) -> Origin | None:
    """A place and a name with a dash between them, in either order; what is no place may be the outlet."""
    parts = [part.strip(f" :{_QUOTES}") for part in _PARTS.split(text)]
    if len(parts) != 2 or not all(parts):
        return None
    first, second = parts
    if _DIGIT.search(text) or text.endswith((".", "!", "?", "؟", "…")) or text.startswith(("(", "[")):
        return None
    if not looks_like_name(second, lenient=False) or not looks_like_name(first, lenient=False):
        return None
    if names.is_place(second) and not names.is_place(first):
        # One word before a place is a section, but for an outlet: "سياسة - لبنان".
        is_section = " " not in first and not (_is_agency(first) or is_outlet(first))
        return None if is_section else Origin(first, second)
    if names.is_place(first):
        return Origin(None if fold(second) in _ROLES else second, first)
    is_author = _is_agency(second) or has_given_name(second.split(), names)
    return Origin(second) if is_author else None
