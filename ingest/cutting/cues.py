"""The words by which pages name their furniture, from seeds/cues, as patterns over folded text."""

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

from graph.folding import fold_letter


def _read_cues() -> dict[str, list[str]]:
    """The forms of each kind in all languages, each once."""
    found: dict[str, dict[str, None]] = {}
    for file in sorted((files("seeds") / "cues").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            for kind, forms in tomllib.loads(file.read_text(encoding="utf-8")).items():
                found.setdefault(kind, {}).update(dict.fromkeys(forms))
    return {kind: list(forms) for kind, forms in found.items()}


def _folded(pattern: str) -> str:
    """A pattern with its letters folded, its signs left alone."""
    return "".join(letter if letter.isascii() else fold_letter(letter) for letter in pattern)


def _any_of(forms: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(_folded, forms))})"


_CUES = _read_cues()
_AGENCY = _any_of(_CUES["agency"])
LEAD_IN = re.compile(_any_of(_CUES["lead_in"]))
LIST_TITLE = re.compile(_any_of(_CUES["lead_in"] + _CUES["list_title"]))
SHARE = re.compile(_any_of(_CUES["share"]))
FURNITURE = re.compile(_any_of(_CUES["furniture"]))
ADVERT = re.compile(_any_of(_CUES["advert"]))
COMMENTS = re.compile(_any_of(_CUES["comments"]))
LEGAL = re.compile(rf"(?<!\w){_any_of(_CUES['legal'])}(?!\w)")
APPEAL = re.compile(rf"(?<!\w){_any_of(_CUES['appeal'])}(?!\w)")
CREDIT = re.compile(rf"(?<!\w){_any_of(_CUES['credit'])}(?!\w)")
CAPTION = re.compile(rf"{_any_of(_CUES['caption'])}(?!\w)")
GOES_ON = re.compile(rf"{_any_of(_CUES['goes_on'])}(?!\w)")
CREDIT_END = re.compile(rf"{CREDIT.pattern}$")
AGENCY = re.compile(rf"{_AGENCY}(?: (?:{_AGENCY}|and|et|و))*")
OUTLET = re.compile(_any_of([*_CUES["agency"], *_CUES["outlet"]]))
AGENCY_FIRST = re.compile(rf"{AGENCY.pattern}(?!\w)")
"""LEGAL, APPEAL and CREDIT are for anywhere in a line (search), the others for whole lines
(fullmatch) or their start (match)."""
