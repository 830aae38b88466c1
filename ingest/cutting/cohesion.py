"""What stands apart from the body that it was found with: notices, biographies, teasers of other stories.

The paragraphs of an article stand together and speak of the same things. A few of them beyond a gap, in
words of their own, belong to the site.
"""

from collections.abc import Sequence

from ingest.cutting.line import Line
from ingest.cutting.stems import read_stems
from ingest.length import count_words

_GAP = 2
_SAME_SIZE = 0.5
_LEAST_SHARED = 0.35
_MOST_LETTERS = 20_000

Paragraph = tuple[int, str]
"""The index of a line, and its text."""


def drop_strays(kept: Sequence[Paragraph], lines: Sequence[Line]) -> list[Paragraph]:
    """Leave out, from both ends, groups of paragraphs that are small, stand apart, and share few words with
    the largest group. `lines` are all of the page's; places of advertising and credits make no gap."""
    groups = _groups(kept, lines)
    if len(groups) < 2:
        return list(kept)
    sizes = [sum(count_words(text) for _, text in group) for group in groups]
    main = max(range(len(groups)), key=sizes.__getitem__)
    known = read_stems(" ".join(text for _, text in groups[main]), _MOST_LETTERS)
    belongs = [
        size >= _SAME_SIZE * sizes[main] or _shared(group, known) >= _LEAST_SHARED
        for group, size in zip(groups, sizes, strict=True)
    ]
    first, last = belongs.index(True), len(belongs) - belongs[::-1].index(True)
    return [paragraph for group in groups[first:last] for paragraph in group]


def _shared(group: Sequence[Paragraph], known: set[str]) -> float:
    own = read_stems(" ".join(text for _, text in group))
    return len(own & known) / len(own) if own else 0.0


def _groups(kept: Sequence[Paragraph], lines: Sequence[Line]) -> list[list[Paragraph]]:
    groups: list[list[Paragraph]] = []
    before: int | None = None
    for index, text in kept:
        between = () if before is None else lines[before + 1 : index]
        gap = sum(not (line.is_advert or line.is_credit) for line in between)
        if before is None or gap > _GAP:
            groups.append([])
        groups[-1].append((index, text))
        before = index
    return groups
