"""The one way text is written in the graph: stray marks out, letters in their usual form.

Spelling is left as the author chose it; only what a reader cannot see changes.
"""

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffd\ufdd0-\ufdef\ud800-\udfff\U000e0000-\U000e0fff]"
)
# Not the ligatures of whole phrases (U+FDF0 and after) nor ornate brackets: those are signs of their own.
_PRESENTATION_FORMS = re.compile("[\ufb50-\ufbff\ufc00-\ufd3d\ufd50-\ufdcf\ufe70-\ufefc\ufb00-\ufb06]+")
_SPACES = re.compile(r"[^\S\n]")
_SPACE_RUN = re.compile(r"[^\S\n]+")


def normalize(text: str) -> str:
    """Bring a whole text to its usual letters, line by line.

    Line ends become \\n, every kind of space a plain one (runs stay runs), Arabic presentation
    forms the letters they show, accents composed (NFC); invisible marks (bidi, zero-width, control
    characters, byte-order marks) go, except the zero-width (non-)joiner, which Persian spells with.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _PRESENTATION_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _INVISIBLE.sub("", text)))


def squeeze(line: str) -> str:
    """One line with single spaces, none at its ends."""
    return _SPACE_RUN.sub(" ", line).strip()


NUNATION = "\u064b\u064c\u064d"
"""How Arabic ends indefinite words, and seldom names."""

VOWELS = "".join(map(chr, range(0x064B, 0x0653))) + "\u0670"
"""What Arabic writes on a word's letters: vowels and doubling. They are no letters to `re`."""

MARKS = VOWELS + "\u0640"
"""The same with what draws letters out, which is one to `re`."""

_MARKS = re.compile(f"[{MARKS}]+")


_DRAWN_DASH = re.compile(r"\s+\u0640+\s+")


def with_dashes(line: str) -> str:
    """A line with a dash for the sign that draws letters out, where that stands apart as one."""
    return _DRAWN_DASH.sub(" - ", line)


def has_marks(text: str) -> bool:
    """Tell whether some word of a text has the marks of Arabic."""
    return _MARKS.search(text) is not None


def without_marks(text: str) -> str:
    """A text without the marks of Arabic; one that has nothing else stays."""
    return _MARKS.sub("", text) or text
