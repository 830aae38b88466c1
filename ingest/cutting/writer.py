"""Names of people as writers have them: one, or several with commas and "and" between."""

import re
from collections.abc import Sequence
from typing import Protocol

from graph.folding import fold
from ingest.linking.arabic import ARTICLE
from ingest.linking.collisions import PARTICLES, PREPOSITIONS
from ingest.orthography import squeeze


class Names(Protocol):
    """What is known of names: enough to tell a place from a person."""

    def is_place(self, name: str) -> bool:
        """Tell whether a text is the name of a place."""
        ...

    def may_be_place(self, name: str) -> bool:
        """Tell whether a text is the name of a place, or another word too: حائل."""
        ...

    def is_given_name(self, word: str) -> bool:
        """Tell whether a word, as written, is somebody's first name."""
        ...

    def may_be_given_name(self, word: str) -> bool:
        """Tell whether a word, as written, is somebody's first name, or another word too: فارس, سعيد."""
        ...

    def is_word(self, word: str) -> bool:
        """Tell whether a word is an Arabic one that is no name."""
        ...


NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[-.'’\u064b-\u0652])*")
AFTER_NAME = re.compile(
    r"(?:\s(?-i:[a-z])[\w.]*@|(?-i:(?<=[a-z])(?:Published|Posted|Updated)\b)|\s*(?:[,،|(\[•·/@]|\s[-–—]\s)"
    r"|\s+(?:في|on|(?-i:le)|à|at|in|with|avec|mit|published|posted|updated|publié|mis à jour)\b).*$",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\s*[,،]\s*")
_AND = ("and", "et", "y", "und", "och", "og", "i", "ve", "и")
_SEVERAL = re.compile(rf"\s+(?:{'|'.join(_AND)}|&)\s+", re.IGNORECASE)
_JOINERS = frozenset({*_AND, "e"})
_MOST_OF_ONE, _MOST_NAME_WORDS = 4, 6
_DEGREE = re.compile(r"^(?:(?:[أادم]|أ\.\s*[دم]|م\.\s*أ)\s*\.\s*)+(?=\w{2})")
_MOST_OF_FATHERS = 6
_FATHERS = frozenset({"بن", "ال", "ابو", "ابن", "بنت", "ابا"})
_SERVANT = "عبد"
_DIGIT = re.compile(r"\d")


def read_person(line: str, names: Names) -> str | None:
    """Read a line that is nothing but a person's name, told by a known first name or "د."; else None."""
    text = AFTER_NAME.sub("", squeeze(line))
    degree, words = _behind_degree(text)
    if not 2 <= len(words) <= _MOST_OF_ONE or names.is_place(text):
        return None
    if not degree and not has_given_name(words, names):
        return None
    if any(fold(word) in PREPOSITIONS for word in words) or text.endswith((".", ":")):
        return None
    return text if looks_like_name(text, lenient=False) else None


def may_be_writer(text: str, names: Names) -> bool:
    """Tell whether an Arabic text that stands where writers do may be one: a first name, which may be another
    word too, and up to five words more, none of the language's ordinary ones."""
    degree, words = _behind_degree(text)
    most = _MOST_OF_FATHERS if _FATHERS.intersection(map(fold, words)) else _MOST_OF_ONE
    if not 2 <= len(words) <= most or names.is_place(" ".join(words)):
        return False
    is_given = words[0].startswith(_SERVANT) or names.may_be_given_name(words[0])
    if not all(map(NAME_WORD.fullmatch, words)) or not (is_given or degree):
        return False
    return all(names.may_be_given_name(word) or _is_surname(word, names) for word in words[1:])


def _behind_degree(text: str) -> tuple[bool, list[str]]:
    """Whether a name begins with "د." or the like, and the words behind that."""
    degree = _DEGREE.match(text)
    return degree is not None, text[degree.end() if degree else 0 :].split()


def _is_surname(word: str, names: Names) -> bool:
    """Tell whether a word is no preposition, and no other word but one with the article: الطويل, الشيخ."""
    return fold(word) not in PREPOSITIONS and (word.startswith(ARTICLE) or not names.is_word(word))


def read_writers(name: str, names: Names) -> str | None:
    """Several writers with commas between, most told by known first names: "محمد غريب، داليا عثمان".

    An "and" among them stays.
    """
    parts = [squeeze(part) for part in _COMMA.split(name)]
    writers = [writer for part in parts for writer in _SEVERAL.split(part)]
    known = [writer for writer in writers if read_person(writer, names) == writer]
    is_list = len(parts) > 1 and writers[0] in known and 2 * len(known) > len(writers)
    return ", ".join(parts) if is_list and all(map(_is_full_name, writers)) else None


def _is_full_name(text: str) -> bool:
    return 2 <= len(text.split()) <= _MOST_OF_ONE and looks_like_name(text, lenient=False)


def has_given_name(words: Sequence[str], names: Names) -> bool:
    """Tell whether a name begins with a known first name; عبد الرحمن is one of two words."""
    return (fold(words[0]) == _SERVANT and len(words) > 2) or names.is_given_name(words[0])


def looks_like_name(text: str, *, lenient: bool) -> bool:
    """Tell whether a text may be a name, or several, by its length and capitals; `lenient` asks for none."""
    words = text.split()
    if not 0 < len(words) <= _MOST_NAME_WORDS or _DIGIT.search(text) or text.endswith(("?", "؟", "!", "…")):
        return False
    if lenient:
        return True
    if len(words) > _MOST_OF_ONE and not _SEVERAL.search(text):
        return False
    return all(not word[0].islower() or fold(word) in PARTICLES | _JOINERS for word in words)
