"""The language of a text."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # pyright: ignore[reportMissingTypeStubs]

LANGUAGES = (
    "af", "am", "ar", "as", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es",
    "et", "eu", "fa", "fi", "fr", "ga", "gl", "gu", "ha", "he", "hi", "hr", "hu", "hy", "id", "ig", "is",
    "it", "ja", "ka", "kk", "km", "kn", "ko", "ku", "ky", "lg", "ln", "lo", "lt", "lv", "mk", "ml", "mn",
    "mr", "ms", "mt", "my", "ne", "nl", "no", "om", "or", "pa", "pl", "ps", "pt", "ro", "ru", "rw", "si",
    "sk", "sl", "sn", "so", "sq", "sr", "st", "sv", "sw", "ta", "te", "tg", "th", "tl", "tr", "uk", "ur",
    "uz", "vi", "xh", "yo", "zh", "zu",
)  # fmt: skip
"""What a text may be identified as (ISO 639-1): what newspapers are written in.

A language that is left out is taken for its neighbour (Danish for Swedish); one that few write, when it is
not left out, takes short texts of its neighbours (docs/decisions/0050-pages-of-any-language.md).
"""

UNKNOWN = "und"
"""Language of a text without letters."""

_SAMPLE = 500
_ARABIC_SCRIPT = re.compile(r"[\u0620-\u06d3\u0750-\u077f]")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f]")
_URDU = re.compile(r"[ٹڈڑںےہھ]")
_PERSIAN = re.compile(r"[پچژگکی]")
_ARABIC = re.compile(r"[ةىكيأإ]|\bال\w")
_MARKS = 0.02


def identify(text: str) -> str:
    """ISO 639-1 code of the language that most of a text is in; "und" for a text without letters.

    In Arabic script the letters decide that only one of Arabic, Persian and Urdu writes; the rest is
    py3langid's statistics over `LANGUAGES`.
    """
    sample = text[:_SAMPLE]
    if not any(map(str.isalpha, sample)):
        return UNKNOWN
    arabic = len(_ARABIC_SCRIPT.findall(sample))
    if arabic > len(_LATIN.findall(sample)):
        urdu, persian, own = (len(letters.findall(sample)) / arabic for letters in (_URDU, _PERSIAN, _ARABIC))
        if own > _MARKS and urdu < _MARKS and persian < _MARKS:
            return "ar"
        if urdu > _MARKS and urdu > own:
            return "ur"
    return str(_identifier().classify(sample)[0])  # pyright: ignore[reportUnknownArgumentType]


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier
