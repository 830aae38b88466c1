"""How much an Arabic word looks like a name: two letter models, one of names and one of ordinary words.

Arabic builds its words on patterns; names taken from other languages break them, and family names have
endings of their own. Each model gives a letter's probability after the two before it, smoothed as Witten
and Bell do (IEEE Transactions on Information Theory 37, 1991, method C).
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log

_ORDER = 3
_LETTERS = 40
"""About how many letters there are: what an unseen one shares."""

_MOST_REMEMBERED = 1 << 16


class NameShape:
    """Tells names from ordinary words by their letters alone; the same words always give the same model."""

    def __init__(self, names: Iterable[str], words: Iterable[str]) -> None:
        """Learn from folded `names` and folded ordinary `words`; what is in both counts as a word."""
        ordinary = frozenset(words)
        self._names = _Letters(frozenset(names) - ordinary)
        self._words = _Letters(ordinary)
        self.score = lru_cache(maxsize=_MOST_REMEMBERED)(self._score)
        """Log-odds (natural) that a folded word is a name, were both equally frequent; 0 is undecided."""

    def _score(self, folded: str) -> float:
        return self._names.log_probability(folded) - self._words.log_probability(folded)


class _Letters:
    """Probabilities of letters after the letters before them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._seen: Counter[str] = Counter()
        for word in words:
            padded = _padded(word)
            for place in range(_ORDER - 1, len(padded)):
                for length in range(1, _ORDER + 1):
                    self._seen[padded[place - length + 1 : place + 1]] += 1
        self._after: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        for gram, count in self._seen.items():
            self._after[gram[:-1]] += count
            self._kinds[gram[:-1]] += 1
        self._log_probability = lru_cache(maxsize=_MOST_REMEMBERED)(self._log_of)

    def log_probability(self, word: str) -> float:
        padded, of = _padded(word), self._log_probability
        return sum([of(padded[end - _ORDER : end]) for end in range(_ORDER, len(padded) + 1)])

    def _log_of(self, letters: str) -> float:
        """Of the last of `_ORDER` letters after the others."""
        probability = 1 / _LETTERS
        for length in range(1, _ORDER + 1):
            gram = letters[-length:]
            after = self._after[gram[:-1]]
            if not after:
                break
            kinds = self._kinds[gram[:-1]]
            probability = (self._seen[gram] + kinds * probability) / (after + kinds)
        return log(probability)


def _padded(word: str) -> str:
    return "^" * (_ORDER - 1) + word + "$"
