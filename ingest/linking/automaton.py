"""All forms of a lexicon compiled into one automaton, and what it finds in a text.

The search itself is ahocorasick-rs (Apache-2.0). Patterns are folded and end with a space, the text
is folded with a space after each word, so a match always ends at the end of a word; where it begins
is checked against the proclitics that Arabic joins to a name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from graph.folding import fold, fold_with_offsets
from ingest.linking.arabic import (
    ARTICLE,
    ARTICLE_PREFIXES,
    ARTICLE_PREFIXES_BEFORE_LAM,
    DEMONYM_PREFIXES,
    HAMZAS,
    PLAIN_PREFIXES,
    article_in,
    has_article,
    inner_hamzas,
    is_arabic,
    nisba_accusative,
    nisba_forms,
    without_article,
)
from ingest.linking.lexicon import Form, FormOrigin
from ingest.orthography import NUNATION

_NO_PREFIX = frozenset({""})
_LONGEST_PREFIX = max(map(len, ARTICLE_PREFIXES_BEFORE_LAM))
_SHORT = 4
_SHORT_WITH_TA = 5
_JOINED = ((" عبد ال", " عبدال"), (" ابو ", " ابو"))
_TA = "ة"
_GHAIN, _JIM = "غ", "ج"
_LONG = 6
"""Letters from which a single word with another spelling of its g is no other word."""
_INNER_HAMZA = re.compile(f"(?<=[\u0620-\u0652])[{''.join(HAMZAS)}]")
_NUNATION = re.compile(rf"[{NUNATION}]\w?\s*$")
_ARTICLE = re.compile(r"(?:el|al)[- ](?=[A-Z])")
"""The article as some write it before a name with a capital letter: el-Fasher."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A form as it is searched: which prefixes may stand before it and how its letters must look.

    `form` is None for a phrase that holds a name and names nobody. `capital` asks for a capital
    first letter, `capitals` for capitals only. Of an Arabic form, `ta` asks for ة and not ه at the end,
    `nunation` lets it end with a mark of that, and `hamzas` are those inside its words; None for a form of
    another script.
    """

    form: Form | None
    prefixes: frozenset[str]
    capital: bool = False
    capitals: bool = False
    ta: bool = False
    nunation: bool = False
    hamzas: frozenset[tuple[int, str]] | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A form found in a text: `start` and `end` in code points, proclitics left out.

    `word` and `after` are where its first word begins and its last ends in the folded text. `forms`
    is one form, or several surnames or bare names of places written alike, or nothing for a phrase that
    names nobody.
    """

    start: int
    end: int
    word: int
    after: int
    prefix: str
    forms: tuple[Form, ...]

    @property
    def is_surname(self) -> bool:
        """Tell whether this counts only after a full name."""
        return bool(self.forms) and self.forms[0].origin is FormOrigin.SURNAME

    @property
    def is_bare(self) -> bool:
        """Tell whether this is a place's name that is a word too, and counts only in company."""
        return bool(self.forms) and self.forms[0].origin is FormOrigin.BARE


class FoldedText:
    """A text with its folded form, which ends with a space, and the way back."""

    __slots__ = ("folded", "offsets", "text")

    def __init__(self, text: str) -> None:
        """Fold `text`."""
        folded, offsets = fold_with_offsets(text)
        if not folded.endswith(" "):
            folded += " "
            offsets.append(len(text))
        self.text, self.folded, self.offsets = text, folded, offsets

    def word_before(self, word: int) -> str:
        """The word before the one at `word`, as written, when nothing but space parts them; else empty."""
        end = word - 1
        if end <= 0 or self.text[self.offsets[end] : self.offsets[word]].strip():
            return ""
        return self.text[self.offsets[self.folded.rfind(" ", 0, end) + 1] : self.offsets[end]]

    def word_after(self, after: int) -> str:
        """The word after the one that ends at `after`, as written, when nothing but space parts them."""
        start = after + 1
        end = self.folded.find(" ", start)
        if end < 0 or self.text[self.offsets[after] : self.offsets[start]].strip():
            return ""
        return self.text[self.offsets[start] : self.offsets[end]]


class Automaton:
    """Finds every form of a lexicon in a text."""

    def __init__(self, forms: Iterable[Form], phrases: Iterable[str]) -> None:
        """Compile forms, and phrases that hold a form but are no name (unless they are a form themselves)."""
        patterns: dict[str, list[Pattern]] = {}
        for form in forms:
            for key, pattern in _patterns(form):
                patterns.setdefault(key + " ", []).append(pattern)
        for phrase in phrases:
            prefixes = PLAIN_PREFIXES if is_arabic(phrase) else _NO_PREFIX
            patterns.setdefault(fold(phrase) + " ", []).append(Pattern(None, prefixes))
        for found in patterns.values():
            found.sort(key=_sureness)
        self._patterns = list(patterns.values())
        self._search = AhoCorasick(list(patterns)) if patterns else None

    def matches(self, text: FoldedText) -> Iterator[Match]:
        """Every match, overlapping ones too; of several forms the surest, but all of its surnames.

        A surname that is an adjective of origin or a bare name too gives a match of each: السوداني.
        """
        if self._search is None:
            return
        folded = text.folded
        for number, start, end in self._search.find_matches_as_indexes(folded, overlapping=True):
            word = folded.rfind(" ", max(0, start - _LONGEST_PREFIX - 1), start) + 1
            if word == 0 and start > _LONGEST_PREFIX:
                continue
            prefix = folded[word:start]
            fitting = [
                p
                for p in self._patterns[number]
                if prefix in p.prefixes and _looks_right(text, p, start, end)
            ]
            for patterns in _alternatives(fitting):
                yield _match(text, patterns, word, start, end - 1, prefix)


def _sureness(pattern: Pattern) -> tuple[int, str, str]:
    if pattern.form is None:
        return len(FormOrigin), "", ""
    return pattern.form.origin, pattern.form.entity, pattern.form.lang


def _patterns(form: Form) -> Iterator[tuple[str, Pattern]]:
    """The folded texts under which a form is searched."""
    folded = form.folded
    if not folded:
        return
    if not is_arabic(form.text):
        first = next(letter for letter in form.text if letter.isalnum())
        short = form.text.isupper() and len(folded.replace(" ", "")) <= _SHORT
        yield folded, Pattern(form, _NO_PREFIX, capital=first.isupper(), capitals=short)
    elif form.origin is FormOrigin.DEMONYM:
        if has_article(form.text):
            folded = without_article(folded)
        for inflected in nisba_forms(folded):
            yield inflected, Pattern(form, DEMONYM_PREFIXES, nunation=True, hamzas=_hamzas(form))
        if accusative := nisba_accusative(folded):
            yield accusative, Pattern(form, PLAIN_PREFIXES, nunation=True, hamzas=_hamzas(form))
    elif has_article(form.text):
        bare = without_article(folded)
        prefixes = ARTICLE_PREFIXES_BEFORE_LAM if bare.startswith("ل") else ARTICLE_PREFIXES
        yield bare, Pattern(form, prefixes, hamzas=_hamzas(form))
    else:
        ta = form.text.endswith(_TA) and len(folded) <= _SHORT_WITH_TA
        pattern = Pattern(form, PLAIN_PREFIXES, ta=ta, hamzas=_hamzas(form))
        for spelled in _spellings(folded):
            yield spelled, pattern


def _spellings(folded: str) -> Iterator[str]:
    """An Arabic form, with its first element joined (عبدالقادر), and with the g of Cairo (فان جال)."""
    spelled = f" {folded}"
    for apart, together in _JOINED:
        spelled = spelled.replace(apart, together)
    both = (folded, spelled[1:])
    yield from dict.fromkeys(both)
    if _GHAIN in folded and (" " in folded or len(folded) >= _LONG):
        yield from dict.fromkeys(text.replace(_GHAIN, _JIM) for text in both)


def _hamzas(form: Form) -> frozenset[tuple[int, str]]:
    return inner_hamzas(form.text[len(ARTICLE) :] if has_article(form.text) else form.text)


def _looks_right(text: FoldedText, pattern: Pattern, start: int, end: int) -> bool:
    """Tell whether the surface has the letters that the pattern asks for."""
    if pattern.hamzas is None and not pattern.capital:
        return True
    surface = text.text[text.offsets[start] : text.offsets[end - 1]]
    if pattern.hamzas is not None:
        return _is_spelled(surface, pattern, pattern.hamzas)
    letters = [letter for letter in surface if letter.isalpha()]
    if pattern.capitals:
        return all(letter.isupper() for letter in letters)
    return not letters or letters[0].istitle() or _ARTICLE.match(surface) is not None


def _is_spelled(surface: str, pattern: Pattern, hamzas: frozenset[tuple[int, str]]) -> bool:
    """Tell whether an Arabic surface ends as its form does and has no hamza that the form lacks."""
    if pattern.ta and not surface.rstrip().endswith(_TA):
        return False
    if not pattern.nunation and _NUNATION.search(surface):
        return False
    if _INNER_HAMZA.search(surface) is None:
        return True
    several = " " in surface.strip()
    # A name of several words is no common word, and foreign ones are spelled both ways: رافائيل, رافاييل.
    return all(hamza in hamzas or (several and hamza[1] == "ئ") for hamza in inner_hamzas(surface))


def _alternatives(fitting: list[Pattern]) -> Iterator[list[Pattern]]:
    """What a match means: all of the patterns, and the surnames among them beside an adjective of origin or
    a bare name.
    """
    if fitting:
        yield fitting
        first = fitting[0].form
        if first is not None and first.origin in (FormOrigin.DEMONYM, FormOrigin.BARE):
            surnames = [p for p in fitting if p.form is not None and p.form.origin is FormOrigin.SURNAME]
            yield from [surnames] if surnames else []


def _match(text: FoldedText, fitting: list[Pattern], word: int, start: int, after: int, prefix: str) -> Match:
    begin, end = text.offsets[start - article_in(prefix)], text.offsets[after]
    forms = [pattern.form for pattern in fitting if pattern.form is not None]
    if forms and forms[0].origin <= FormOrigin.DEMONYM:
        forms = forms[:1]
    forms = [form for form in forms if form.origin is forms[0].origin]
    return Match(begin, end, word, after, prefix, tuple(forms))
