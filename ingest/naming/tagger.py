"""A trained tagger of names: a linear-chain conditional random field, read from seeds/tagger.

J. Lafferty, A. McCallum, F. Pereira: Conditional Random Fields, ICML 2001. It is trained with CRFsuite
(`benchmarks/tagger.py`); here its weights are only summed and its probabilities worked out, for all the
pieces of a text at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.model import EntityKind
from ingest.naming.features import Features
from ingest.naming.model import Model
from ingest.naming.words import Words

KINDS = {"P": EntityKind.PERSON, "O": EntityKind.ORGANIZATION, "L": EntityKind.PLACE}
"""Kinds of names by the second letter of a label: BP begins a person's name, IP goes on with it."""

OUTSIDE = "O"
_MOST_REMEMBERED = 1 << 16
_LONGEST = 24
_FAINTEST = np.float32(1e-15)
"""What a label's odds are at least beside the likeliest one's, so that products stay above zero."""

_HERE, _AFTER, _BEFORE, _SECOND_AFTER, _SECOND_BEFORE = range(5)

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name from word `first` to word `after` (not included), and how probable its least sure word is."""

    kind: EntityKind
    first: int
    after: int
    probability: float


class Tagger:
    """Tags the words of Arabic texts. Tagging is pure; what a word weighs is remembered."""

    def __init__(self, model: Model, features: Features) -> None:
        """Take a model, and the features that it was trained with."""
        self._model, self._features = model, features
        self._count = len(model.labels)
        transitions = np.exp(np.array(model.transitions, np.float32))
        self._transitions = np.stack((transitions, transitions.T))
        self._known: dict[str, int] = {}
        self._weights = np.zeros((1 << 10, 5, self._count), np.float32)
        self._edges = self._sum(("first",)), self._sum(("last",))
        self._label_numbers: dict[str, int] = {"": 0}
        self._label_weights = [np.zeros((3, self._count), np.float32)]

    def tag(self, words: Words, labels: Sequence[str], pieces: Sequence[tuple[int, int]]) -> Iterator[Tagged]:
        """The names in the pieces (first word, word after the last) of a text, in order."""
        if not pieces:
            return
        scores = self._scores(words, labels)
        scores = np.exp(scores - scores.max(1, keepdims=True))
        cut = [
            (start, min(start + _LONGEST, after))
            for first, after in pieces
            for start in range(first, after, _LONGEST)
        ]
        odds = self._marginals(scores, cut)
        best: list[list[int]] = odds.argmax(2).tolist()
        sure: list[list[float]] = odds.max(2).tolist()
        for (first, after), numbers, probable in zip(cut, best, sure, strict=True):
            yield from self._names(numbers[: after - first], probable, first)

    def _scores(self, words: Words, labels: Sequence[str]) -> Floats:
        """The summed weights of what each word shows, words by labels."""
        numbers = self._numbers(words)
        weights = self._weights
        joined = np.array(words.joined, np.float32)[:, None]
        scores = weights[numbers, _HERE]
        scores[1:] += weights[numbers[:-1], _AFTER] * joined[1:]
        scores[:-1] += weights[numbers[1:], _BEFORE] * joined[1:]
        both = joined[1:-1] * joined[2:]
        scores[2:] += weights[numbers[:-2], _SECOND_AFTER] * both
        scores[:-2] += weights[numbers[2:], _SECOND_BEFORE] * both
        first, last = self._edges
        scores += (1 - joined) * first
        scores[:-1] += (1 - joined[1:]) * last
        scores[-1] += last
        labelled = self._labelled(labels)
        scores += labelled[:, 0]
        scores[1:] += labelled[:-1, 1]
        scores[:-1] += labelled[1:, 2]
        return scores

    def _numbers(self, words: Words) -> Numbers:
        """The row of each word in the table of weights."""
        known = self._known
        if len(known) > _MOST_REMEMBERED:
            known.clear()
        found: list[int] = []
        for written, folded in zip(words.written, words.folded, strict=True):
            number = known.get(written)
            if number is None:
                number = self._learn(written, folded)
            found.append(number)
        return np.array(found, np.intp)

    def _learn(self, written: str, folded: str) -> int:
        number = self._known[written] = len(self._known)
        if number >= len(self._weights):
            self._weights = np.concatenate((self._weights, np.zeros_like(self._weights)))
        for at, shown in enumerate(self._features.of(written, folded)):
            self._weights[number, at] = self._sum(shown)
        return number

    def _sum(self, shown: Sequence[str]) -> Floats:
        weights = [found for one in shown if (found := self._model.weights.get(one)) is not None]
        return np.array(weights, np.float32).sum(0) if weights else np.zeros(self._count, np.float32)

    def _labelled(self, labels: Sequence[str]) -> Floats:
        numbers: list[int] = []
        for label in labels:
            number = self._label_numbers.get(label)
            if number is None:
                number = self._label_numbers[label] = len(self._label_weights)
                self._label_weights.append(
                    np.stack([self._sum((f"{at}l={label}",)) for at in ("", "-1", "+1")])
                )
            numbers.append(number)
        return np.stack(self._label_weights)[numbers]

    def _marginals(self, scores: Floats, pieces: Sequence[tuple[int, int]]) -> Floats:
        """The probability of each label of each word, piece by piece.

        What leads to a label from the left and what leads to it from the right are the same sums, the
        second over the piece reversed; both are worked out at once, and scaled at each step.
        """
        firsts = np.array([first for first, _ in pieces])
        lasts = np.array([after - 1 for _, after in pieces])
        steps = np.arange(int((lasts - firsts).max()) + 1)[:, None]
        last = len(scores) - 1
        places = np.stack((np.minimum(firsts + steps, last), np.maximum(lasts - steps, 0)), 1)
        own = np.maximum(scores[places], _FAINTEST)
        reached = np.empty_like(own)
        reached[0] = own[0]
        for step in range(1, len(own)):
            sums = (reached[step - 1] @ self._transitions) * own[step]
            reached[step] = sums / sums.sum(2, keepdims=True)
        backwards = reached[np.maximum(lasts - firsts - steps, 0), 1, np.arange(len(pieces))]
        odds = reached[:, 0] * backwards / own[:, 0]
        return (odds / odds.sum(2, keepdims=True)).swapaxes(0, 1)

    def _names(self, numbers: Sequence[int], probable: Sequence[float], first: int) -> Iterator[Tagged]:
        """The names in a piece from word `first` on, by each word's likeliest label and how likely it is."""
        labels, place = self._model.labels, 0
        while place < len(numbers):
            label, begin = labels[numbers[place]], place
            place += 1
            if label == OUTSIDE:
                continue
            while place < len(numbers) and labels[numbers[place]] == "I" + label[1]:
                place += 1
            yield Tagged(KINDS[label[1]], first + begin, first + place, min(probable[begin:place]))
