"""What stands apart from the body that it was found with: notices, biographies, teasers of other stories.

The paragraphs of an article stand together and speak of the same things. A few of them beyond a gap, in
words of their own, belong to the site.
"""

from collections.abc import Sequence

from ingest.cutting.line import Line
from ingest.cutting.stems import read_stems
from ingest.length import count_words

_GAP = 2
_SAME_SIZE = 0.4
_LEAST_SHARED = 0.35
_PASSED = 2
"""Groups in a row that may stand apart, where one further out belongs."""

_BOX_LINES = 8
_MOST_LETTERS = 20_000

Paragraph = tuple[int, str]
"""The index of a line, and its text."""


def drop_strays(kept: Sequence[Paragraph], lines: Sequence[Line]) -> list[Paragraph]:
    """Leave out, from both ends, groups of paragraphs that are small, stand apart, and share few words with
    the largest group. `lines` are all of the page's; places of advertising and credits make no gap. A box of
    other stories ("Read also") parts no article from its beginning, and a small one not from its end."""
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
    for place in range(len(groups) - 1):
        between = lines[groups[place][-1][0] + 1 : groups[place + 1][0][0]]
        if between and between[0].is_list_title and (place < main or len(between) <= _BOX_LINES):
            belongs[place if place < main else place + 1] = True
    first = main - _reach(belongs[:main][::-1])
    last = main + 1 + _reach(belongs[main + 1 :])
    return [paragraph for group in groups[first:last] for paragraph in group]


def _reach(belongs: Sequence[bool]) -> int:
    """How many groups, from the nearest on, go with the largest: up to the last one that belongs."""
    reached = passed = 0
    for number, is_own in enumerate(belongs, start=1):
        passed = 0 if is_own else passed + 1
        if passed > _PASSED:
            break
        reached = number if is_own else reached
    return reached


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
