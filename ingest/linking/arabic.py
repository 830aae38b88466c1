"""What Arabic spelling does to a name: letters joined to its front, endings of its adjective.

All forms here are folded (`graph.folding`): ة is ه, ى is ي, and every seat of hamza is gone.
"""

import re

ARTICLE = "ال"
"""The article, joined to the front of a word."""

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ك", "ل")
_WITH_ARTICLE = ("ال", "بال", "كال", "لل")
_NISBA_ENDINGS = ("", "ه", "ون", "ين", "ات", "ان", "تان", "تين")
_SHORTEST_AFTER_ARTICLE = 2
_BEGINNING = re.compile("(?:ال|لل)?")
_JOINED_BEGINNING = re.compile("[وف]?(?:[بك]?ال|لل|[بكل])?")
_WORD = re.compile(r"[^\W_]+")
_MARKS = dict.fromkeys((*range(0x064B, 0x0653), 0x0670, ord("ـ")), "")

HAMZAS = frozenset("أإآؤئء")
"""The letters that bear a hamza, and the hamza that stands alone."""

PLAIN_PREFIXES = frozenset(a + b for a in _CONJUNCTIONS for b in _PREPOSITIONS)
"""What may stand before a name without article: و ف ب ك ل and one of و ف with one of ب ك ل."""

ARTICLE_PREFIXES = frozenset(a + b for a in _CONJUNCTIONS for b in _WITH_ARTICLE)
"""What may stand before a name whose own article was taken off: ال بال كال لل, after و or ف too."""

# ل and الل melt into لل: اللاذقية gives للاذقية, which without its article is ل and لاذقيه.
ARTICLE_PREFIXES_BEFORE_LAM = ARTICLE_PREFIXES | {a + "ل" for a in _CONJUNCTIONS}
"""The same before a name that begins with ل."""

DEMONYM_PREFIXES = PLAIN_PREFIXES | ARTICLE_PREFIXES
"""What may stand before an adjective, which is used with article and without."""


def is_arabic(text: str) -> bool:
    """Tell whether the first letter of a text is Arabic."""
    first = text[:1]
    if not first.isalpha():
        first = next((letter for letter in text if letter.isalpha()), "")
    return "\u0600" <= first <= "\u06ff" or "\u0750" <= first <= "\u077f"


def inner_hamzas(written: str) -> frozenset[tuple[int, str]]:
    """The hamzas of a text but those that begin a word: how many letters stand before, and which it is.

    Writers leave them out, but put none where none belongs: فأس is no فاس, and إيواء no أيوا. How a word
    begins is spelled either way, after the article and what is joined to a further word too: الامارات.
    """
    found: list[tuple[int, str]] = []
    place = 0
    for number, word in enumerate(_WORD.findall(written.translate(_MARKS))):
        begins = (_JOINED_BEGINNING if number else _BEGINNING).match(word)
        first = begins.end() if begins else 0
        found += [(place + at, letter) for at, letter in enumerate(word) if at > first and letter in HAMZAS]
        place += len(word)
    return frozenset(found)


def has_article(name: str) -> bool:
    """Tell whether a name, as written with its hamzas, begins with the article: الأردن, not ألمانيا."""
    return name.startswith(ARTICLE) and len(name) >= len(ARTICLE) + _SHORTEST_AFTER_ARTICLE


def without_article(folded: str) -> str:
    """A folded name that has the article, without it."""
    return folded[len(ARTICLE) :]


def nisba_forms(folded: str) -> list[str]:
    """The inflected forms of a folded adjective of origin: روسي, روسيه, روسيون, روسيين, ...

    What does not end in ي (a broken plural such as روس or أتراك) has no endings, and of a group of
    two words (كوري شمالي) only the whole is returned.
    """
    if not folded.endswith("ي") or " " in folded:
        return [folded]
    return [folded + ending for ending in _NISBA_ENDINGS]


def nisba_accusative(folded: str) -> str | None:
    """An adjective of origin as it is after a noun in the accusative, which has no article: جنديا روسيا."""
    return folded + "ا" if folded.endswith("ي") and " " not in folded else None


def article_in(prefix: str) -> int:
    """How many letters at a prefix's end are the article, which belongs to the name's surface."""
    return len(ARTICLE) if prefix.endswith(ARTICLE) else 0
