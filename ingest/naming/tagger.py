"""A trained tagger of names: a linear-chain conditional random field, read from seeds/tagger.

J. Lafferty, A. McCallum, F. Pereira: Conditional Random Fields, ICML 2001. It is trained with CRFsuite
(`benchmarks/tagger.py`); here its weights are only summed and its probabilities worked out, for all the
pieces of a text at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from graph.model import EntityKind
from ingest.naming.features import BESIDE, FURTHER, Features
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


class _Weights:
    """The weights of what is shown under each of some marks, marks by labels."""

    def __init__(self, model: Model, marks: Sequence[str]) -> None:
        # The first row is nothing's.
        self._rows: dict[str, int] = {}
        self._weights = np.zeros((len(model.weights) + 1, len(marks), len(model.labels)), np.float32)
        for place, mark in enumerate(marks):
            for shown, weights in model.weights.items():
                if shown.startswith(mark):
                    row = self._rows.setdefault(shown.removeprefix(mark), len(self._rows) + 1)
                    self._weights[row, place] = weights

    def sums(self, words: Iterable[Sequence[str]]) -> Floats:
        """For each word the sums of the weights of all that it shows, words by marks by labels."""
        known, rows, firsts = self._rows, list[int](), list[int]()
        for shown in words:
            firsts.append(len(rows))
            rows.append(0)
            rows += [row for one in shown if (row := known.get(one))]
        return np.add.reduceat(self._weights[rows], firsts)


class Tagger:
    """Tags the words of Arabic texts. Tagging is pure; what a word weighs is remembered."""

    def __init__(self, model: Model, features: Features) -> None:
        """Take a model, and the features that it was trained with."""
        self._model, self._features = model, features
        self._count = len(model.labels)
        transitions = np.exp(np.array(model.transitions, np.float32))
        self._transitions = np.stack((transitions, transitions.T))
        self._here = _Weights(model, ("",))
        self._beside, self._further = _Weights(model, BESIDE), _Weights(model, FURTHER)
        self._known: dict[str, int] = {}
        self._weights = np.zeros((1 << 10, 5, self._count), np.float32)
        self._edges = self._here.sums([("first",), ("last",)])[:, 0]
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
        both = zip(words.written, words.folded, strict=True)
        if new := {written: folded for written, folded in both if written not in known}:
            self._learn(new)
        return np.array([known[written] for written in words.written], np.intp)

    def _learn(self, new: Mapping[str, str]) -> None:
        """Work out the weights of words, folded by written ones."""
        first = len(self._known)
        self._known.update(zip(new, count(first), strict=False))
        after = first + len(new)
        while after > len(self._weights):
            self._weights = np.concatenate((self._weights, np.zeros_like(self._weights)))
        shown = [self._features.of(written, folded) for written, folded in new.items()]
        weights = self._weights[first:after]
        weights[:, _HERE:_AFTER] = self._here.sums(one.here for one in shown)
        weights[:, _AFTER:_SECOND_AFTER] = self._beside.sums(one.beside for one in shown)
        weights[:, _SECOND_AFTER:] = self._further.sums(one.further for one in shown)

    def _labelled(self, labels: Sequence[str]) -> Floats:
        numbers: list[int] = []
        for label in labels:
            number = self._label_numbers.get(label)
            if number is None:
                number = self._label_numbers[label] = len(self._label_weights)
                shown = [(f"l={label}",)]
                sums = self._here.sums(shown)[0], self._beside.sums(shown)[0]
                self._label_weights.append(np.vstack(sums))
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
