"""The title of a page: which line it is, or what stands in for one that has none."""

import re
from collections import Counter
from collections.abc import Sequence

from graph.folding import fold
from ingest.byline import IsPlace, read_byline
from ingest.collisions import PREPOSITIONS
from ingest.line import Line
from ingest.sentence import sentence_spans

_LEAST_WORDS, _MOST_WORDS = 3, 28
_REACH = 30
_LEAST_SCORE = 2.0
_STEM = 4
_DERIVED_LETTERS = 90
_CAPTION_WORDS = 9


def find_title(head: Sequence[Line], lead: str, body: str, is_place: IsPlace) -> Line | None:
    """The line before the body that reads most like its headline; None when there is none.

    What counts: words shared with the body, being repeated, standing close to the body or right before
    byline and date; against it: standing in a list, ending like a sentence, being a picture's caption.
    """
    counts = Counter(fold(_bare(line.text)) for line in head)
    stems, lead_stems = _stems(body), _stems(lead)
    best: tuple[float, Line] | None = None
    distance = 0
    for line in reversed(head[-4 * _REACH :]):
        if not _may_be_title(line, is_place):
            distance += not is_meta(line, is_place) and line.words > 2
            continue
        score = _score(line, head, counts, distance, stems, lead_stems)
        if not is_caption(line, lead) and (best is None or score > best[0]):
            best = score, line
        distance += 1
        if distance > _REACH:
            break
    return best[1] if best and best[0] >= _LEAST_SCORE else None


def is_caption(line: Line, lead: str) -> bool:
    """Tell whether a line names what a picture shows: a short phrase without a preposition that stands,
    word for word, in the article's first sentences."""
    words = line.folded.split()
    if not 1 < len(words) <= _CAPTION_WORDS or line.is_terminal or PREPOSITIONS & set(words):
        return False
    return f" {line.folded} " in f" {fold(lead)} "


def is_meta(line: Line, is_place: IsPlace) -> bool:
    """Tell whether a line tells about the article: byline, date, credit, share bar."""
    return bool(line.date or line.is_credit or line.is_furniture or read_byline(line.text, is_place))


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


def _may_be_title(line: Line, is_place: IsPlace) -> bool:
    if not _LEAST_WORDS <= line.words <= _MOST_WORDS or not any(map(str.isalpha, line.text)):
        return False
    if line.is_breadcrumb or line.is_list_title or line.is_truncated or line.is_ticker or line.is_comments:
        return False
    return not is_meta(line, is_place)


def _score(
    line: Line,
    head: Sequence[Line],
    counts: Counter[str],
    distance: int,
    stems: set[str],
    lead_stems: set[str],
) -> float:
    words = _stems(line.text)
    if not words:
        return 0.0
    score = 3.0 * len(words & stems) / len(words) + 2.0 * len(words & lead_stems) / len(words)
    score += 1.5 if counts[fold(_bare(line.text))] > 1 else 0.0
    score += 1.0 if line.words >= 5 else 0.0
    score -= 1.5 if line.text.endswith(".") else 0.0
    neighbours = sum(
        other.block == line.block and other.text != line.text and other.words > 3 for other in head
    )
    return score - 0.25 * distance - 0.5 * min(neighbours, 4)


def _bare(text: str) -> str:
    """A title without the site's name after it: Title | Site, Title - Site."""
    return re.split(r"\s+[|–—]\s+|\s+-\s+(?=[^-]{1,25}$)", text)[0]


def _stems(text: str) -> set[str]:
    """The starts of a text's longer words, the Arabic article and what precedes it taken off."""
    found: set[str] = set()
    for word in fold(text).split():
        bare = re.sub(r"^[وف]?(?:ال|بال|لل|كال)(?=\w{3})", "", word)
        if len(bare) >= 3 and bare not in PREPOSITIONS:
            found.add(bare[:_STEM])
    return found
