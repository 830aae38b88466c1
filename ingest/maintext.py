"""Which reading of an HTML page is its article: by its markup, by the eye, or what it declares."""

from collections import Counter
from collections.abc import Sequence

from graph.folding import fold
from ingest.fragment import paragraphs_of
from ingest.length import count_words
from ingest.sentence import CLOSING, STOPS

_LEAST_WORDS = 30
"""With fewer words than this, what the markup shows is left for what the eye would find."""
_LEAST_DECLARED = 100
_WHOLE = 0.8
_LEAST_AGREEMENT = 0.6
_TRUSTED = 0.85
_LEAST_SHARED = 0.5


def choose_body(marked: list[str], seen: list[str], declared: str | None) -> list[str]:
    """Choose a page's paragraphs: `marked` by its markup, `seen` by its visible lines; empty without any.

    A text that the page declares for its article, when it is no shortened one, decides: the reading that
    shares most words with it is taken, without the paragraphs it does not know; when none resembles it,
    the declared text itself.
    """
    found = marked if _count(marked) >= _LEAST_WORDS or not seen else seen
    known = paragraphs_of(declared) if declared else []
    if _count(known) < max(_LEAST_DECLARED, _WHOLE * _count(found)):
        return found if found is seen or seen or _is_prose(found) else []
    words = _words(known)
    best = max((found, seen), key=lambda reading: _agreement(_words(reading), words))
    agreement = _agreement(_words(best), words)
    if agreement < _LEAST_AGREEMENT:
        return known
    return [text for text in best if _is_known(text, words)] if agreement >= _TRUSTED else best


def _is_prose(paragraphs: Sequence[str]) -> bool:
    """Tell whether most words of what nobody sees as an article stand in sentences."""
    ended = [text for text in paragraphs if text.rstrip(f" {CLOSING}").endswith((*STOPS, "…"))]
    return _count(paragraphs) >= _LEAST_WORDS and 2 * _count(ended) >= _count(paragraphs)


def _words(paragraphs: Sequence[str]) -> Counter[str]:
    return Counter(fold(" ".join(paragraphs)).split())


def _count(paragraphs: Sequence[str]) -> int:
    return sum(count_words(text) for text in paragraphs)


def _agreement(given: Counter[str], wanted: Counter[str]) -> float:
    """Harmonic mean of the shares of words that two texts have in common (F1 over bags of words)."""
    return 2 * (given & wanted).total() / ((given.total() + wanted.total()) or 1)


def _is_known(text: str, words: Counter[str]) -> bool:
    own = fold(text).split()
    return sum(word in words for word in own) >= _LEAST_SHARED * len(own)
