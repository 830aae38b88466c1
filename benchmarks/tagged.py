"""Tagged corpora, a word and its tag a line as CoNLL has them, as texts with the places of their names."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.model import EntityKind

SENTENCES = 15
"""Sentences that make one text: a corpus does not say where its articles end."""

_KINDS = {
    "PER": EntityKind.PERSON,
    "PERS": EntityKind.PERSON,
    "ORG": EntityKind.ORGANIZATION,
    "LOC": EntityKind.PLACE,
}
_MARKS: dict[int, None] = dict.fromkeys((0x200E, 0x200F, 0xFEFF))


@dataclass(frozen=True, slots=True)
class Span:
    """A name over the words from `first` to `after` (not included)."""

    first: int
    after: int
    kind: EntityKind

    def overlaps(self, other: "Span") -> bool:
        """Tell whether two names have a word in common."""
        return self.first < other.after and other.first < self.after


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the offsets (code points) where its words start and end, and the names that are tagged."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    names: tuple[Span, ...]

    def span(self, start: int, end: int, kind: EntityKind) -> Span:
        """The words that the code points from `start` to `end` touch."""
        return Span(bisect_right(self.ends, start), bisect_left(self.starts, end), kind)


def read_corpus(path: Path) -> list[Text]:
    """The texts of a file, or of the *.txt files in a folder, each `SENTENCES` long.

    Tags are B-PERS, I-PER, B-ORG, B-LOC, O and the like; other kinds count as none. A blank line or a
    word that is a full stop ends a sentence.
    """
    paths = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    return [text for one in paths for text in _texts(list(_sentences(one)))]


def _sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for line in path.read_text("utf-8", errors="replace").splitlines():
        parts = line.translate(_MARKS).split()
        if len(parts) > 1:
            sentence.append((parts[0], parts[-1]))
        if sentence and (len(parts) < 2 or parts[0] in (".", "؟", "!")):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _texts(sentences: Sequence[list[tuple[str, str]]]) -> Iterator[Text]:
    for first in range(0, len(sentences), SENTENCES):
        yield _text(sentences[first : first + SENTENCES])


def _text(sentences: Sequence[list[tuple[str, str]]]) -> Text:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    names: list[Span] = []
    place = 0
    for sentence in sentences:
        before = "O"
        for number, (word, tag) in enumerate(sentence):
            starts.append(place)
            ends.append(place + len(word))
            pieces += (word, "\n" if number == len(sentence) - 1 else " ")
            place += len(word) + 1
            kind = _KINDS.get(tag[2:])
            if kind is not None:
                if tag[:1] == "I" and before[2:] == tag[2:]:
                    names[-1] = Span(names[-1].first, len(starts), kind)
                else:
                    names.append(Span(len(starts) - 1, len(starts), kind))
            before = tag
    return Text("".join(pieces), tuple(starts), tuple(ends), tuple(names))
