"""Inflected names: how a language writes a name inside a sentence, where it does not leave it as it is.

German and the Scandinavian languages put an s after a name that possesses; Polish and Russian have cases, by
the declensions that any grammar of them gives. Irregular forms are aliases in the lexicon.
"""

from collections.abc import Callable, Iterator, Sequence

from graph.folding import fold

Cases = tuple[str, ...]
"""Genitive, dative, accusative, instrumental, and locative (Polish) or prepositional (Russian)."""

_HISSING = frozenset("sxz")
# The first ending that a word has counts, so a longer one stands before what it ends with.
_POLISH: tuple[tuple[str, Cases], ...] = (
    ("ski", ("skiego", "skiemu", "skiego", "skim", "skim")),
    ("cki", ("ckiego", "ckiemu", "ckiego", "ckim", "ckim")),
    ("ny", ("nego", "nemu", "nego", "nym", "nym")),
    ("ja", ("ji", "ji", "ję", "ją", "ji")),
    ("ea", ("ei", "ei", "eę", "eą", "ei")),
    ("ia", ("ii", "ii", "ię", "ią", "ii")),
    ("ka", ("ki", "ce", "kę", "ką", "ce")),
    ("ga", ("gi", "dze", "gę", "gą", "dze")),
    ("ra", ("ry", "rze", "rę", "rą", "rze")),
    ("da", ("dy", "dzie", "dę", "dą", "dzie")),
    ("ta", ("ty", "cie", "tę", "tą", "cie")),
    ("ła", ("ły", "le", "łę", "łą", "le")),
    ("la", ("li", "li", "lę", "lą", "li")),
    ("a", ("y", "ie", "ę", "ą", "ie")),
    ("y", ("ów", "om", "y", "ami", "ach")),
    ("k", ("ka", "kowi", "ka", "kiem", "ku")),
    ("g", ("ga", "gowi", "ga", "giem", "gu")),
)
_POLISH_MEN = ("a", "owi", "a", "em", "ie")
_POLISH_PLACES = ("u", "owi", "", "em", "u")
_POLISH_VOWELS = frozenset("eioóu")
_RUSSIAN: tuple[tuple[str, Cases], ...] = (
    ("оа", ("оа",) * 5),
    ("уа", ("уа",) * 5),
    ("острова", ("островов", "островам", "острова", "островами", "островах")),
    ("ский", ("ского", "скому", "ский", "ским", "ском")),
    ("ия", ("ии", "ии", "ию", "ией", "ии")),
    ("ая", ("ой", "ой", "ую", "ой", "ой")),
    ("ый", ("ого", "ому", "ый", "ым", "ом")),
    ("ые", ("ых", "ым", "ые", "ыми", "ых")),
    ("ие", ("их", "им", "ие", "ими", "их")),
    ("ль", ("ля", "лю", "ль", "лем", "ле")),
    ("ов", ("ова", "ову", "ов", "овым", "ове")),
    ("ев", ("ева", "еву", "ев", "евым", "еве")),
    ("ы", ("ов", "ам", "ы", "ами", "ах")),
    ("я", ("и", "е", "ю", "ей", "е")),
    ("а", ("ы", "е", "у", "ой", "е")),
    ("ь", ("и", "и", "ь", "ью", "и")),
    ("й", ("я", "ю", "й", "ем", "е")),
    *((vowel, (vowel,) * 5) for vowel in "оеёиуюэ"),
)
_RUSSIAN_CONSONANTS = ("а", "у", "", "ом", "е")
_BEFORE_I = frozenset("гкхжчшщ")


def inflected(name: str, lang: str) -> tuple[str, ...]:
    """Further forms of a name in texts of a language (ISO 639-1); none where it has none or is an acronym."""
    rule = _RULES.get(lang)
    if rule is None or name.isupper() or not name[-1].isalpha():
        return ()
    folded = fold(name)
    return tuple(form for form in dict.fromkeys(rule(name)) if fold(form) != folded)


def _with_s(name: str) -> Iterator[str]:
    last = fold(name)[-1:]
    if "a" <= last <= "z" and last not in _HISSING:
        yield f"{name}s"


def _polish(name: str) -> Iterator[str]:
    words = name.split()
    if not all("a" <= fold(word)[-1:] <= "z" for word in words):
        return
    # A woman's surname that ends in a consonant stays: Angeli Merkel.
    *first, last = [_polish_cases(word, _POLISH_MEN) for word in words]
    yield from map(" ".join, zip(*first, last, strict=True))
    if not first:
        yield from _polish_cases(name, _POLISH_PLACES)
    elif words[0].endswith("a"):
        yield from (" ".join((*cases, words[-1])) for cases in zip(*first, strict=True))


def _polish_cases(word: str, consonantal: Cases) -> Cases:
    """The cases of a word; `consonantal` are the endings after a consonant."""
    if word.islower() or word.isupper():
        return (word,) * 5
    unchanged = word[-1] in _POLISH_VOWELS
    return _declined(word, _POLISH) or _with_endings(word, ("",) * 5 if unchanged else consonantal)


def _russian(name: str) -> Iterator[str]:
    words = [_russian_cases(word) for word in name.replace("-", " ").split()]
    yield from map(" ".join, zip(*words, strict=True))


def _russian_cases(word: str) -> Cases:
    if word.isupper() or not "а" <= word[-1].lower() <= "ё":
        return (word,) * 5
    cases = _declined(word, _RUSSIAN) or _with_endings(word, _RUSSIAN_CONSONANTS)
    if word[-1] == "а" and word[-2:-1] in _BEFORE_I:
        cases = (f"{word[:-1]}и", *cases[1:])
    return cases


def _declined(word: str, table: Sequence[tuple[str, Cases]]) -> Cases | None:
    """The cases of a word by the first ending of a table that it has; None where it has none of them."""
    for ending, forms in table:
        if word.endswith(ending):
            return _with_endings(word[: -len(ending)], forms)
    return None


def _with_endings(stem: str, endings: Cases) -> Cases:
    return tuple(stem + ending for ending in endings)


_RULES: dict[str, Callable[[str], Iterator[str]]] = {
    **dict.fromkeys(("da", "de", "no", "sv"), _with_s),
    "pl": _polish,
    "ru": _russian,
}
