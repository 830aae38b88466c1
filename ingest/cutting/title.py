"""The title of a page: which line it is, or what stands in for one that has none."""

import re
from collections.abc import Mapping, Sequence

from ingest.cutting.evidence import Segmentation, weigh
from ingest.cutting.line import HOME, Line
from ingest.cutting.writer import Names, may_be_writer
from ingest.length import count_words
from ingest.linking.arabic import ARTICLE
from ingest.linking.collisions import PREPOSITIONS
from ingest.sentence import sentence_spans

_LEAST_WORDS, _MOST_WORDS = 2, 36
_FIRST_MOST_WORDS = 30
_PIPED_WORDS = 6
_REACH = 45
_LEAST_INNER = 4
_COLUMN, _FEW_LINES = 2, 4
_NEIGHBOURS = 3
_COPY_REACH = 60
_UPPER, _STANDFIRST_UPPER = 0.5, 2.0
_KICKER_WORDS, _STANDFIRST_WORDS = 4, 14
_LEAST_WEIGHT, _NEARLY = 3.0, 1.0
_CAPTIONED = 1.5
_ALERTS = frozenset({"عاجل", "خبر عاجل", "اخبار عاجله", "breaking", "breaking news", "urgent", "ultima hora"})
"""Folded lines above the newest news of a site."""

_DERIVED_LETTERS = 90
_CAPTION_WORDS, _NAME_WORDS = 9, 2
_KICKED = re.compile(r"^(?P<kicker>[^\W\d]+(?: [^\W\d]+)?) [/|] (?P<title>\S.*)$")
_LEAST_KICKED = 4


def find_title(page: Segmentation) -> Line | None:
    """The line that reads most like a page's headline; None when there is none.

    It stands before the body or is the body's first line. A picture's caption is none, nor is a line of a
    list, a share bar or a byline.
    """
    weights = {line.index: weigh(line, page) for line in find_candidates(page)}
    weights = {index: weight for index, weight in weights.items() if weight >= _LEAST_WEIGHT}
    if (above := _above_writer(page)) and not any(index < page.body.first - 1 for index in weights):
        return above
    if not weights:
        return None
    weights = _below_path(page, weights)
    best = max(weights, key=lambda index: (weights[index], index))
    best = _above_date(best, page, weights)
    upper = _uppermost(page.lines[best], page.lines, weights)
    return _first_copy(_innermost(upper, page.lines, weights), page)


def _below_path(page: Segmentation, weights: dict[int, float]) -> dict[int, float]:
    """The candidates below the path through the site, where one of them is nearly as good as any above."""
    path = max((line.index for line in page.head if line.is_breadcrumb and not line.date), default=-1)
    below = {index: weight for index, weight in weights.items() if index > path}
    if path < 0 or not below or max(below.values()) < max(weights.values()) - _NEARLY:
        return weights
    return below


def _above_date(best: int, page: Segmentation, weights: Mapping[int, float]) -> int:
    """The candidate right above the day of publication, or above a name above that, where the best is below:
    that is what a picture shows."""
    dates = [line.index for line in page.head if line.date and not line.date.rest]
    day = max((index for index in dates if index < best), default=0)
    if not day or any(index > best for index in dates):
        return best
    above = [index for index in (day - 1, day - 2) if index in weights]
    is_title = bool(above) and weights[above[0]] >= weights[best] - _CAPTIONED
    return above[0] if is_title else best


def _above_writer(page: Segmentation) -> Line | None:
    """The line above the one right before the body, where that names a writer: a column's title, however
    short it is, and though the column has none of its words."""
    if not _COLUMN <= len(page.head) <= _FEW_LINES:  # among menus a line above a name is anything
        return None
    title, writer = page.head[-_COLUMN:]
    is_origin = page.tells_origin(writer) and not writer.date
    if not (is_origin or may_be_writer(writer.text.strip(" *•"), page.names)):
        return None
    is_other = (
        title.is_breadcrumb or title.is_list_title or page.is_meta(title) or title.words > _FIRST_MOST_WORDS
    )
    return None if is_other or is_caption(title, page.lead) else title


def find_candidates(page: Segmentation) -> list[Line]:
    """The lines that may be the headline, the nearest to the body first."""
    found: list[Line] = []
    first = page.lines[page.body.first]
    is_short = first.words <= _FIRST_MOST_WORDS and not first.text.endswith(".")
    if is_short and page.body.has_more and _may_be_title(first, page):
        found.append(first)
    for line in reversed(page.head):
        if _may_be_title(line, page):
            found.append(line)
            if len(found) > _REACH:
                break
    return found


def _may_be_title(line: Line, page: Segmentation) -> bool:
    if not _LEAST_WORDS <= line.words <= _MOST_WORDS or not any(map(str.isalpha, line.text)):
        return False
    if line.is_list_title or line.is_truncated or line.is_ticker or line.is_comments:
        return False
    is_menu = "|" not in line.text and line.folded.split()[0] in HOME
    if line.text.startswith(("…", "...")) or is_menu:
        return False
    if line.is_breadcrumb and (line.words < _PIPED_WORDS or "|" not in line.text):
        return False
    return not page.is_meta(line) and not is_caption(line, page.lead)


def _innermost(best: Line, lines: Sequence[Line], weights: Mapping[int, float]) -> Line:
    """The shortest line that another one repeats with something glued to it: a menu, "Share this", a site."""
    text = best.folded
    inside = [
        line
        for line in (lines[index] for index in weights)
        if line.words >= _LEAST_INNER and line.folded in text and 2 * len(line.folded) >= len(text)
    ]
    return min(inside, key=lambda line: len(line.folded), default=best)


def _first_copy(title: Line, page: Segmentation) -> Line:
    """The first of several lines with a title's text not far before the body: date and byline follow it."""
    near = page.head[-_COPY_REACH:]
    return next((line for line in near if line.folded == title.folded), title)


def _uppermost(best: Line, lines: Sequence[Line], weights: Mapping[int, float]) -> Line:
    """From the best line go up while another good one is near: the lower are a standfirst or a caption.

    A short line above one of a title's length is a kicker and stays where it is; one that says the same again
    is the path to it.
    """
    is_standfirst = best.words >= _STANDFIRST_WORDS
    least = weights[best.index] - (_STANDFIRST_UPPER if is_standfirst else _UPPER)
    for index in range(best.index - _NEIGHBOURS, best.index):
        is_caption_above = lines[index + 1].is_credit
        if weights.get(index, 0.0) < least or is_caption_above or best.folded in lines[index].folded:
            continue
        is_alert = index > 0 and lines[index - 1].folded in _ALERTS
        if is_alert or any(map(_parts, lines[index + 1 : best.index])):
            continue
        if is_standfirst or lines[index].words > _KICKER_WORDS:
            return _uppermost(lines[index], lines, {**weights, index: weights[best.index]})
    return best


def _parts(line: Line) -> bool:
    """Tell whether a line between two others says that the lower is no text below the upper."""
    return line.is_breadcrumb or line.is_furniture or line.text.startswith("#")


def part_kicker(title: str, names: Names) -> tuple[str | None, str]:
    """What stands before a title and a stroke ("عام / ...", "مقابلة | ..."), and the title without it.

    A place there is part of the title.
    """
    found = _KICKED.match(title)
    if found is None or names.is_place(found["kicker"]) or count_words(found["title"]) < _LEAST_KICKED:
        return None, title
    return found["kicker"], found["title"]


def is_caption(line: Line, lead: str) -> bool:
    """Tell whether a line names what a picture shows: a short phrase without a preposition that stands,
    word for word, in the article's first sentences (`lead`, folded); or somebody named there, behind nothing
    but Arabic words of who that is: "المدرب المغربي X Y"."""
    words = line.folded.split()
    if not 1 < len(words) <= _CAPTION_WORDS or line.is_terminal or PREPOSITIONS & set(words):
        return False
    if f" {line.folded} " in f" {lead} ":
        return True
    said, name = words[:-_NAME_WORDS], " ".join(words[-_NAME_WORDS:])
    return bool(said) and all(word.startswith(ARTICLE) for word in said) and f" {name} " in f" {lead} "


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
