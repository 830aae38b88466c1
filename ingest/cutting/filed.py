"""Lines of Arabic outlets that say who filed a report, and where: "الرياض: أحمد علي", "أحمد علي (جدة)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.folding import fold
from ingest.cutting.cues import AGENCY, OUTLET
from ingest.cutting.writer import Names, may_be_writer
from ingest.linking.arabic import is_arabic
from ingest.orthography import squeeze, with_dashes

_MOST_WORDS, _MOST_PLACE_WORDS, _MOST_PARTS, _PAIR = 18, 3, 4, 2
_SIGNS = " *•-–—ـ:،.|"
_FROM = re.compile(r"^(?P<writer>[^\d:()]{5,40}) من (?P<place>[^\d:()]{2,25})$")
_PLACED = re.compile(r"(?P<writer>[^()]{2,60}?)\s*\((?P<place>[^()]{2,25})\)\s*(?:[،,]|و(?=\S)|$)?\s*")
_DASH = re.compile(r"\s*[-–—]+\s*|\s+[ـ_/]+\s+")
_COLON = re.compile(r"\s*:\s*")
_AND_JOINED = re.compile(r"\s+و(?=\S)")
_SEVERAL = re.compile(r"\s*[،,]\s*|\s+و\s*(?=\S)")
_QUOTES = '«»“”"'


@dataclass(frozen=True, slots=True)
class Filed:
    """Who filed a report, one or several, and from which place first; either may be missing."""

    writers: tuple[str, ...]
    place: str | None


def read_filed_line(line: str, names: Names) -> Filed | None:
    """Read an Arabic line that is nothing but writers, their places and their outlet; else None.

    "name (place)", "place: name", "name من place", "place - outlet - name", and several of them in a row.
    """
    text = with_dashes(squeeze(line)).strip(_SIGNS)
    if not is_arabic(text) or not 2 <= len(text.split()) <= _MOST_WORDS:
        return None
    for read in (_read_from, _read_placed, _read_colons, _read_dashes):
        if (filed := read(text, names)) and (filed.writers or filed.place):
            return filed
    return None


def _read_from(text: str, names: Names) -> Filed | None:
    found = _FROM.match(text)
    if found is None or not names.may_be_place(found["place"]) or not may_be_writer(found["writer"], names):
        return None
    return Filed((found["writer"],), found["place"])


def _read_placed(text: str, names: Names) -> Filed | None:
    """Writers or an outlet, each with the place in brackets."""
    if not text.endswith(")"):
        return None
    found = list(_PLACED.finditer(text))
    if not found or sum(len(one.group()) for one in found) != len(text):
        return None
    places = [one["place"].strip() for one in found]
    who = [_writers(one["writer"], names) for one in found]
    if not all(map(names.may_be_place, places)) or any(one is None for one in who):
        return None
    return Filed(tuple(writer for one in who for writer in one or ()), places[0])


def _read_colons(text: str, names: Names) -> Filed | None:
    """Places with a colon and whom each of them has: a place is the end of what stands before its colon."""
    first, *rest = _COLON.split(text)
    places = [place.strip() for place in re.split("[(،]", first)]
    if not rest or not all(names.may_be_place(place.rstrip(" )")) for place in places):
        return None
    writers: list[str] = []
    for number, piece in enumerate(rest):
        told = piece if number == len(rest) - 1 else _without_place(piece, names)
        found = _writers(told, names) if told else None
        if found is None:
            return None
        writers += found
    return Filed(tuple(writers), places[0])


def _without_place(text: str, names: Names) -> str | None:
    """A text without the place that it ends with; None when it ends with none."""
    words = text.split()
    for length in range(_MOST_PLACE_WORDS, 0, -1):
        if length < len(words) and names.may_be_place(" ".join(words[-length:])):
            return " ".join(words[:-length])
    return None


def _read_dashes(text: str, names: Names) -> Filed | None:
    """Place, outlet and writers with dashes between, in any order; one of place and outlet will do."""
    parts = [part.strip(_SIGNS) for part in _DASH.split(text)]
    if not 1 < len(parts) <= _MOST_PARTS or not all(parts):
        return None
    outlets = [part for part in parts if _is_outlet(part)]
    is_pair = len(parts) == _PAIR  # of two, an outlet is a place only if it is one before all
    places = [
        part
        for part in parts
        if (names.is_place if is_pair and part in outlets else names.may_be_place)(part)
        or _are_places(part, names)
    ]
    others = [part for part in parts if part not in outlets and part not in places]
    who = [_writers(other, names) for other in others]
    if not others or not (places or outlets) or any(one is None for one in who):
        return None
    writers = tuple(writer for one in who for writer in one or ())
    return Filed(writers, places[0] if places else None)


def _are_places(text: str, names: Names) -> bool:
    """Tell whether a text is several places with "and" between: "القاهرة وأديس أبابا"."""
    places = _AND_JOINED.split(text)
    return len(places) > 1 and all(map(names.is_place, places))


def _writers(text: str, names: Names) -> tuple[str, ...] | None:
    """The writers of a list, none of an outlet; None when anybody else is among them."""
    found: list[str] = []
    for one in _parts(text):
        if _is_outlet(one):
            continue
        if not may_be_writer(one, names):
            return None
        found.append(one)
    return tuple(found)


def _parts(text: str) -> Iterator[str]:
    return (part for part in (one.strip(_SIGNS) for one in _SEVERAL.split(text.strip(_SIGNS))) if part)


def _is_outlet(text: str) -> bool:
    bare = fold(text.strip(_QUOTES))
    return bool(AGENCY.fullmatch(bare) or OUTLET.fullmatch(bare))
