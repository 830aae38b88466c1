"""The title of a page: which line it is, or what stands in for one that has none."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.folding import fold
from ingest.cutting.byline import Names, read_byline
from ingest.cutting.line import Line
from ingest.cutting.stems import read_stems
from ingest.linking.collisions import PREPOSITIONS
from ingest.sentence import sentence_spans

_LEAST_WORDS, _MOST_WORDS = 3, 36
_REACH = 30
_LEAST_INNER = 4
_NEAR = 4
_NEIGHBOURS, _UPPER_SHARE = 3, 0.6
_KICKER_WORDS, _STANDFIRST_WORDS = 4, 14
_FEW_STEMS = 1.5
_LEAST_SHARED, _LEAST_SHARED_ANNOUNCED = 0.3, 0.1
_LEAST_SCORE = 2.0
_DERIVED_LETTERS = 90
_CAPTION_WORDS = 9


def find_title(head: Sequence[Line], lead: str, body: str, names: Names) -> Line | None:
    """The line before the body that reads most like its headline; None when there is none.

    What counts: words shared with the body, being repeated, standing close to the body or right before
    byline and date; against it: standing in a list, ending like a sentence, being a picture's caption.
    `lead` is the folded text of the first paragraphs.
    """
    counts = Counter(fold(_bare(line.text)) for line in head)
    page = _Page(head, counts, read_stems(body), read_stems(lead), names)
    scores: dict[int, float] = {}
    distance = 0
    for line in reversed(head):
        if not _may_be_title(line, names):
            distance += line.words > 2 and not is_meta(line, names)
            continue
        if not is_caption(line, lead):
            scores[line.index] = _score(line, distance, page)
        distance += 1
        if distance > _REACH:
            break
    scores = {index: score for index, score in scores.items() if score >= _LEAST_SCORE}
    if not scores:
        return None
    best = max(scores, key=lambda index: (scores[index], index))
    return _innermost(_uppermost(head[best], head, scores), head)


def _innermost(best: Line, head: Sequence[Line]) -> Line:
    """The shortest line that another one repeats with something glued to it: a menu, "Share this", a site."""
    text = best.folded
    inside = [
        line
        for line in head
        if line.words >= _LEAST_INNER and (text.endswith(line.folded) or text.startswith(line.folded))
    ]
    return min(inside, key=lambda line: len(line.folded), default=best)


def _uppermost(best: Line, head: Sequence[Line], scores: Mapping[int, float]) -> Line:
    """From the best line go up while another good one is near: the lower are a standfirst or a caption.

    A short line above one of a title's length is a kicker and stays where it is; one that says the same again
    is the path to it.
    """
    least = _UPPER_SHARE * scores[best.index]
    above = [
        index
        for index in range(best.index - _NEIGHBOURS, best.index)
        if scores.get(index, 0.0) >= least and best.folded not in head[index].folded
    ]
    for index in reversed(above):
        if best.words >= _STANDFIRST_WORDS or head[index].words > _KICKER_WORDS:
            return _uppermost(head[index], head, {**scores, index: scores[best.index]})
    return best


def is_caption(line: Line, lead: str) -> bool:
    """Tell whether a line names what a picture shows: a short phrase without a preposition that stands,
    word for word, in the article's first sentences (`lead`, folded)."""
    words = line.folded.split()
    if not 1 < len(words) <= _CAPTION_WORDS or line.is_terminal or PREPOSITIONS & set(words):
        return False
    return f" {line.folded} " in f" {lead} "


def is_meta(line: Line, names: Names) -> bool:
    """Tell whether a line tells about the article: byline, date, credit, share bar."""
    return bool(line.date or line.is_credit or line.is_furniture or read_byline(line.text, names))


def derive_title(body: str) -> str:
    """A stand-in: the first sentence, cut at a word's border after at most 90 letters."""
    start, end = sentence_spans(body)[0]
    lead = body[start:end]
    if len(lead) <= _DERIVED_LETTERS:
        return lead.rstrip(" .۔")
    cut = (
        lead[: _DERIVED_LETTERS + 1].rsplit(None, 1)[0]
        if " " in lead[: _DERIVED_LETTERS + 1]
        else lead[:_DERIVED_LETTERS]
    )
    return cut.rstrip(" ,،;؛:.-–—\"'«“(") + "…"


def _may_be_title(line: Line, names: Names) -> bool:
    if not _LEAST_WORDS <= line.words <= _MOST_WORDS or not any(map(str.isalpha, line.text)):
        return False
    if line.is_breadcrumb or line.is_list_title or line.is_truncated or line.is_ticker or line.is_comments:
        return False
    return not is_meta(line, names)


@dataclass(frozen=True, slots=True)
class _Page:
    """What a line is weighed against: the lines before the body, how often each stands there, and stems."""

    head: Sequence[Line]
    counts: Counter[str]
    stems: set[str]
    lead_stems: set[str]
    names: Names


def _score(line: Line, distance: int, page: _Page) -> float:
    words = read_stems(line.text)
    if not words:
        return 0.0
    shared = len(words & page.stems) / len(words)
    announced = _is_announced(line, page)
    if shared < (_LEAST_SHARED_ANNOUNCED if announced else _LEAST_SHARED):
        return 0.0
    weight = len(words) / (len(words) + _FEW_STEMS)
    score = weight * (4.0 * shared + 2.5 * len(words & page.lead_stems) / len(words))
    score += 1.5 if page.counts[fold(_bare(line.text))] > 1 else 0.0
    score += 1.0 if line.words >= 5 else 0.0
    score += 1.5 if announced else 0.0
    score -= 1.5 if line.text.endswith(".") else 0.0
    score -= 1.0 if line.is_terminal and not (line.is_question or line.text.endswith("!")) else 0.0
    neighbours = sum(
        other.block == line.block and other.text != line.text and other.words > 3
        for other in page.head[max(0, line.index - _NEAR) : line.index + _NEAR + 1]
    )
    return score - 0.15 * distance - 0.5 * min(neighbours, 4)


def _is_announced(line: Line, page: _Page) -> bool:
    """Tell whether byline or date come right after a line, as they do after a headline."""
    after = page.head[line.index + 1 : line.index + 3]
    return any(other.date or read_byline(other.text, page.names) for other in after)


def _bare(text: str) -> str:
    """A title without the site's name after it: Title | Site, Title - Site."""
    return re.split(r"\s+[|–—]\s+|\s+-\s+(?=[^-]{1,25}$)", text)[0]
