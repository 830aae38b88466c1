"""The body of a scraped page: which lines are its paragraphs.

Each line has a weight: what reads like prose speaks for the body, what reads like a menu, a headline or
a site's furniture against it. The body is the run of lines whose weights add up highest; within it the
lines that are no prose (subheadings, links, captions, boxes of other stories) are left out.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.errors import BadPage
from ingest.cutting.cohesion import drop_strays
from ingest.cutting.cues import LEAD_IN
from ingest.cutting.headlines import is_headline
from ingest.cutting.line import Line
from ingest.cutting.related import Related, is_lead_in, split_related
from ingest.cutting.stems import read_stems
from ingest.length import count_words

_COMMENTS, _LIST_TITLE, _FURNITURE, _TEASER, _SHORT, _MIDDLING, _META = (
    -60.0,
    -25.0,
    -12.0,
    -10.0,
    -6.0,
    -3.0,
    -2.0,
)
_AT_LEAST, _MOST = 1.0, 60.0
_SENTENCE_WORDS = 8
_LONG_WORDS = 16
_VERY_LONG_WORDS = 30
_UNREPEATED_WORDS = 40
_LEAST_WORDS = 12
_SUBHEADING_WORDS = 12
_QUESTION_WORDS = 20
_TEASERS = 3
_BOX_LINES, _MARKED_LINES = 3, 16
_TEASER_WORDS = 45
_HEADLINE_WORDS, _FRONT_HEADLINE_WORDS = 4, 3
_LEAST_SHARED, _WHOLE_STEM = 0.2, 4
_ENDED_SHARE = 0.85
_OPEN_ENDS = (":", "،", ",", ";", "؛")


class SectionFront(BadPage):
    """A page holds nothing but headlines of other stories with a sentence each."""


@dataclass(frozen=True, slots=True)
class Body:
    """The body: its paragraphs with the indexes of their lines (`kept`), the last line of the run that it
    lies in, and the boxes of other stories that stood in it."""

    kept: tuple[int, ...]
    last: int
    paragraphs: tuple[str, ...]
    related: tuple[Related, ...]

    @property
    def first(self) -> int:
        """Index of the line of the first paragraph."""
        return self.kept[0]

    @property
    def has_more(self) -> bool:
        """Tell whether what follows the first paragraph is an article too."""
        return sum(map(count_words, self.paragraphs[1:])) >= _LEAST_WORDS

    def without_first(self) -> "Body":
        """The same without its first paragraph, which was found to be the title."""
        return replace(self, kept=self.kept[1:], paragraphs=self.paragraphs[1:])


def find_body(lines: Sequence[Line]) -> Body:
    """Find the body among a page's lines. Raises BadPage (without the page's name) when there is none."""
    weights = [_weight(line) for line in lines]
    run = _heaviest_run(lines, weights)
    if run is None:
        raise BadPage("holds no article, only menus, lists or short lines; give a page with running text")
    if _is_front(lines, weights):
        raise SectionFront("is a list of other stories, not an article; give the page of one of them")
    first, last = run
    found, related = select_paragraphs(lines[first : last + 1])
    kept = drop_strays(found, lines)
    if not kept or sum(count_words(paragraph) for _, paragraph in kept) < _LEAST_WORDS:
        raise BadPage(
            f"holds no article, no text of {_LEAST_WORDS} words or more; give a page with running text"
        )
    indexes, paragraphs = zip(*kept, strict=True)
    last = max(indexes[-1], *(box.line for box in related), 0)
    return Body(indexes, last, paragraphs, tuple(related))


def _is_front(lines: Sequence[Line], weights: Sequence[float]) -> bool:
    """Tell whether all prose is teasers: single sentences between headlines, that share no words; the answers
    of an interview are none."""
    places = [
        index for index, line in enumerate(lines) if not (line.is_furniture or line.date or line.is_credit)
    ]
    prose = [place for place, index in enumerate(places) if weights[index] > 0]
    teasers = [place for place in prose if _is_teaser(lines, weights, places, place, _FRONT_HEADLINE_WORDS)]
    answers = [place for place in teasers if place and lines[places[place - 1]].is_question]
    if len(teasers) - len(answers) <= _TEASERS or len(teasers) < len(prose):
        return False
    stems = [read_stems(lines[places[place]].text) for place in prose]
    counts = Counter(stem for own in stems for stem in own if len(stem) == _WHOLE_STEM)
    shared = sum(count for count in counts.values() if count > 1)
    return shared < _LEAST_SHARED * counts.total()


def _heaviest_run(lines: Sequence[Line], weights: Sequence[float]) -> tuple[int, int] | None:
    """First and last index of the run with the highest sum of weights (Kadane)."""
    best, run = 0.0, None
    total, start = 0.0, 0
    for index, weight in enumerate(_discounted(lines, weights)):
        if total <= 0:
            total, start = 0.0, index
        total += weight
        if total > best:
            best, run = total, (start, index)
    return run


def _discounted(lines: Sequence[Line], alone: Sequence[float]) -> list[float]:
    """The weights of lines beside each other, from those that each has alone."""
    counts = Counter(line.text for line in lines)
    weights = list(alone)
    once = sum(
        line.words
        for line, weight in zip(lines, weights, strict=True)
        if weight > 0 and counts[line.text] == 1
    )
    _discount_headlines([line for line in lines if counts[line.text] == 1], weights)
    _discount_teasers(lines, weights)
    _discount_boxes(lines, weights)
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if weights[index] > 0 and counts[line.text] > 1 and (once >= _UNREPEATED_WORDS or line.text in seen):
            weights[index] = _MIDDLING
        elif weights[index] == _FURNITURE and line.text in seen:
            weights[index] = _META
        seen.add(line.text)
    return weights


def _discount_boxes(lines: Sequence[Line], weights: list[float]) -> None:
    """Let a small box of another story ("Read more", a section, a headline, a teaser) in the text weigh
    no more than its title does; one whose end is marked weighs nearly nothing."""
    for place, line in enumerate(lines):
        if not (line.is_list_title and LEAD_IN.fullmatch(line.folded)):
            continue
        near = range(place + 1, min(place + 2 + _MARKED_LINES, len(lines)))
        after = next((index for index in near if weights[index] > 0), place)
        is_marked = lines[after - 1].is_advert
        if after == place or (not is_marked and after > place + 1 + _BOX_LINES):
            continue
        for index in range(place + 1, after):
            weights[index] = max(weights[index], 0.0 if is_marked else -1.0)
        if is_marked:
            weights[place] = _META


def _discount_headlines(lines: Sequence[Line], weights: list[float]) -> None:
    """Where nearly all long lines end with a stop, take the weight from those that do not: long headlines."""
    if _ended_share(lines) < _ENDED_SHARE:
        return
    for line in lines:
        is_prose = line.is_terminal or _is_open(line)
        if weights[line.index] > 0 and not is_prose and line.words < _VERY_LONG_WORDS:
            weights[line.index] = _MIDDLING


def _discount_teasers(lines: Sequence[Line], weights: list[float]) -> None:
    """Take the weight from lists of headlines with a sentence each below: single sentences, several in a
    row, that each stand between headlines. Where a page has no other prose they keep it."""
    places = [
        index for index, line in enumerate(lines) if not (line.is_furniture or line.date or line.is_credit)
    ]
    prose = [place for place, index in enumerate(places) if weights[index] > 0]
    alone = {place for place in prose if _is_teaser(lines, weights, places, place)}
    if sum(lines[places[place]].words for place in prose if place not in alone) < _UNREPEATED_WORDS:
        return
    run: list[int] = []
    for place in [*prose, -1]:
        if place in alone:
            run.append(place)
            continue
        if len(run) >= _TEASERS:
            for teaser in run:
                weights[places[teaser]] = 0.0
        run = []


def _is_teaser(
    lines: Sequence[Line],
    weights: Sequence[float],
    places: Sequence[int],
    place: int,
    headline_words: int = _HEADLINE_WORDS,
) -> bool:
    """Tell whether a line of prose is short, has a headline before it and no prose after it."""
    if lines[places[place]].words > _TEASER_WORDS or place == 0:
        return False
    before = lines[places[place - 1]]
    after = weights[places[place + 1]] if place + 1 < len(places) else 0.0
    return weights[before.index] <= 0 and before.words >= headline_words and after <= 0


def _weight(line: Line) -> float:
    if line.is_comments:
        return _COMMENTS
    if line.is_list_title:
        return _FURNITURE if LEAD_IN.fullmatch(line.folded) else _LIST_TITLE
    if line.is_advert:
        return _META
    if line.is_furniture or (line.words <= _VERY_LONG_WORDS and is_lead_in(line)):
        return _FURNITURE
    if line.date or line.is_credit or line.is_agency:
        return _META
    if (line.is_truncated or line.is_ticker) and line.words <= _VERY_LONG_WORDS:
        return _TEASER
    return max(_prose_weight(line), _AT_LEAST) if line.goes_on else _prose_weight(line)


def _prose_weight(line: Line) -> float:
    size = min(float(line.words), _MOST)
    if line.is_terminal:
        if line.is_question and not line.inner_stops and line.words <= _QUESTION_WORDS:
            return -1.0
        return size if line.words >= _SENTENCE_WORDS else 0.0
    if line.words >= _VERY_LONG_WORDS or (line.words >= _LONG_WORDS and line.inner_stops):
        return size
    if line.words >= _LONG_WORDS:
        return size / 2
    if line.is_bullet:
        return -1.0
    return _MIDDLING if line.words >= _SENTENCE_WORDS + 2 else _SHORT


def select_paragraphs(
    lines: Sequence[Line], *, marked: bool = False
) -> tuple[list[tuple[int, str]], list[Related]]:
    """The paragraphs among lines that are mostly prose, with their indexes, and boxes of other stories.

    `marked` tells that a page's markup calls each line a paragraph, so that a short question is none of its
    headings, and what is said twice is meant.
    """
    has_stops = _has_stops(lines)
    if not marked:
        lines = _without_repeats(lines)
    kept: list[tuple[int, str]] = []
    related: list[Related] = []
    section: str | None = None
    for place, line in enumerate(lines):
        text, box = split_related(line)
        if box:
            related.append(box)
        if not text or line.is_list_title:
            section = line.text.rstrip(" :：") if line.is_list_title else section if has_stops else ""
            continue
        if section is not None and not _ends_list(line, has_stops):
            if section and is_headline(line):
                related.append(Related(line.index, section, (line.text,)))
            continue
        after = lines[place + 1] if place + 1 < len(lines) else None
        before = kept[-1][1] if kept else ""
        is_asked = marked and line.is_question and not line.is_furniture
        if box or is_asked or _is_paragraph(line, before, after, has_stops):
            section = None
            kept.append((line.index, text))
    return kept, related


def _without_repeats(lines: Sequence[Line]) -> list[Line]:
    """Lines without the sentences that were there before, as pull quotes and notices on each picture are; an
    interview may ask its question again."""
    first: dict[str, int] = {}
    for line in lines:
        first.setdefault(line.text, line.index)
    return [
        line
        for line in lines
        if line.words < _SENTENCE_WORDS or line.is_question or first[line.text] == line.index
    ]


def _ends_list(line: Line, has_stops: bool) -> bool:
    """Tell whether prose goes on after a list inside the body."""
    if has_stops:
        return line.is_terminal and line.words > _LONG_WORDS - 4 and not line.is_question
    return line.words >= _LONG_WORDS


def _has_stops(lines: Sequence[Line]) -> bool:
    """Tell whether this page's paragraphs end with a stop."""
    return _ended_share(lines) >= 0.5


def _ended_share(lines: Sequence[Line]) -> float:
    """Share of the words of long lines that stand in lines that end with a stop; 1 without long lines."""
    long = [line for line in lines if line.words >= _LONG_WORDS - 4 and not line.is_furniture]
    words = sum(line.words for line in long)
    return sum(line.words for line in long if line.is_terminal) / words if words else 1.0


def _is_open(line: Line) -> bool:
    """Tell whether a line without a stop is prose still: it leads on, or goes on from the one before."""
    return line.text.endswith(_OPEN_ENDS) or line.goes_on


def _is_paragraph(line: Line, before: str, after: Line | None, has_stops: bool) -> bool:
    if line.is_furniture or line.is_comments or line.date or line.is_credit or line.is_agency:
        return False
    if (line.is_truncated or line.is_ticker) and line.words <= _VERY_LONG_WORDS:
        return False
    if line.is_terminal:
        is_subheading = line.is_question and not line.inner_stops and line.words <= _SUBHEADING_WORDS
        return line.words > 1 and not (is_subheading and after is not None and line.block != after.block)
    if not has_stops:
        return line.words > _SENTENCE_WORDS
    if line.words >= _VERY_LONG_WORDS - 5 or (line.inner_stops and line.words >= _SUBHEADING_WORDS):
        return True
    if _is_open(line):
        return line.words >= 3
    return line.is_bullet and (before.endswith(":") or before[:1] == line.text[:1])
