"""Inflected names: how a language writes a name inside a sentence, where it does not leave it as it is.

German and the Scandinavian languages put an s after a name that possesses; Polish and Russian have cases, by
the declensions that any grammar of them gives. Irregular forms are aliases in the lexicon.
"""

from collections.abc import Callable, Iterator

from graph.folding import fold

_HISSING = frozenset("sxz")
# By ending, longest first: genitive, dative, accusative, instrumental, locative (Polish) or prepositional.
_POLISH = (
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
_RUSSIAN = (
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
    return tuple(form for form in dict.fromkeys(rule(name)) if fold(form) != fold(name))


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


def _polish_cases(word: str, consonantal: tuple[str, ...]) -> tuple[str, ...]:
    """The cases of a word; `consonantal` are the endings after a consonant."""
    if word.islower() or word.isupper():
        return (word,) * 5
    for ending, forms in _POLISH:
        if word.endswith(ending):
            return tuple(word[: -len(ending)] + form for form in forms)
    return tuple(word + ending for ending in ([""] * 5 if word[-1] in _POLISH_VOWELS else consonantal))


def _russian(name: str) -> Iterator[str]:
    words = [_russian_cases(word) for word in name.replace("-", " ").split()]
    yield from map(" ".join, zip(*words, strict=True))


def _russian_cases(word: str) -> tuple[str, ...]:
    if word.isupper() or not "а" <= word[-1].lower() <= "ё":
        return (word,) * 5
    for ending, forms in _RUSSIAN:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if ending == "а" and stem[-1:] in _BEFORE_I:
                forms = ("и", *forms[1:])
            return tuple(stem + form for form in forms)
    return tuple(word + ending for ending in _RUSSIAN_CONSONANTS)


_RULES: dict[str, Callable[[str], Iterator[str]]] = {
    **dict.fromkeys(("da", "de", "no", "sv"), _with_s),
    "pl": _polish,
    "ru": _russian,
}
