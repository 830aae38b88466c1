"""One spelling for many: how names are compared across spellings and scripts' habits.

Folding drops what writers leave out or vary (case, Latin accents, Arabic vowel marks, tatweel,
hamza seats, bidi marks, presentation forms), so that إردوغان and أردوغان, or Erdoğan and Erdogan,
compare equal. It works letter by letter, so a place in the folded text leads back to the original.
"""

import unicodedata
from functools import lru_cache

_ARABIC = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
    "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ە": "ه", "ھ": "ه", "ۀ": "ه",
    "ڤ": "ف", "پ": "ب", "چ": "ج", "گ": "غ", "ڨ": "غ", "ـ": "", "ء": "",
}  # fmt: skip
_LATIN = {
    "ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
}  # fmt: skip
_KEPT_CATEGORIES = ("L", "N")
_DROPPED_CATEGORIES = ("Mn", "Me", "Cf", "Lm")


@lru_cache(maxsize=8192)
def fold_letter(letter: str) -> str:
    """Fold one character: nothing, one letter, several letters, or a space for a separator."""
    if letter in _ARABIC:
        return _ARABIC[letter]
    folded: list[str] = []
    for part in unicodedata.normalize("NFKD", letter).casefold():
        category = unicodedata.category(part)
        if category in _DROPPED_CATEGORIES:
            folded.append(_ARABIC.get(part, ""))
        elif category[0] in _KEPT_CATEGORIES:
            folded.append(_ARABIC.get(part, _LATIN.get(part, part)))
        else:
            folded.append(" ")
    return "".join(folded)


def fold(text: str) -> str:
    """Fold a name or a phrase: letters as `fold_letter` says, words parted by one space."""
    return " ".join("".join(map(fold_letter, text)).split())


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Fold running text and keep the way back.

    Returns the folded text and, for each of its characters, the offset in `text` (code points)
    that it came from, with `len(text)` as one last entry. A run of separators becomes one space.
    """
    folded: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text):
        for part in fold_letter(letter):
            if part == " " and (not folded or folded[-1] == " "):
                continue
            folded.append(part)
            offsets.append(offset)
    offsets.append(len(text))
    return "".join(folded), offsets
