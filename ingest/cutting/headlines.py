"""Headlines of other stories around an article, each with the list it stood in."""

from collections.abc import Iterable, Sequence

from graph.folding import fold
from graph.model import Headline
from ingest.cutting.line import Line
from ingest.cutting.related import Related

_LEAST_WORDS, _MOST_WORDS = 4, 32
_TITLE_WORDS = 5
_MENU_RUN = 3


def find_headlines(
    outside: Sequence[Line], related: Iterable[Related], known: Iterable[str]
) -> tuple[Headline, ...]:
    """Headlines in a page's order: those glued to the body first, then the lists before and after it.

    `outside` are the lines that belong to no part of the article, `known` texts to leave out (its own
    title). A headline needs a list with a title; the same headline counts once. Positions are from 1 in
    each list.
    """
    found: list[tuple[str, str]] = [(box.section, text) for box in related for text in box.texts]
    found += _in_lists(outside)
    seen = {fold(text) for text in known}
    # Behind the name of the site the page's own title is no headline either.
    own = tuple(f" {text}" for text in seen if text.count(" ") >= _LEAST_WORDS)
    headlines: list[Headline] = []
    positions: dict[str, int] = {}
    for section, text in found:
        folded = fold(text)
        if folded and folded not in seen and not folded.endswith(own):
            seen.add(folded)
            positions[section] = positions.get(section, 0) + 1
            headlines.append(Headline(text, section, positions[section]))
    return tuple(headlines)


def _in_lists(lines: Sequence[Line]) -> Iterable[tuple[str, str]]:
    """(list title, headline) for every line of a list that has a title."""
    section = ""
    menu_run = 0
    for place, line in enumerate(lines):
        if line.is_list_title or _begins_list(lines, place):
            section, menu_run = line.text.rstrip(" :："), 0
        elif section and is_headline(line):
            menu_run = 0
            yield section, line.text.rstrip(" -–|")
        elif line.words < _LEAST_WORDS and not line.date and not line.text.isdigit():
            menu_run += 1
            if menu_run >= _MENU_RUN and not line.is_furniture:
                section = ""


def is_headline(line: Line) -> bool:
    """Tell whether a line of a list reads like a headline, and not like a menu or a note."""
    if line.text.count(" | ") > 1:
        return False
    if not _LEAST_WORDS <= line.words <= _MOST_WORDS or line.text.endswith("."):
        return line.is_truncated and _LEAST_WORDS <= line.words <= _MOST_WORDS
    return not (line.is_furniture or line.is_comments or line.is_credit or line.date or line.is_breadcrumb)


def _begins_list(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a short line stands over two headlines or more, in a block before or with a colon."""
    line, after = lines[place], lines[place + 1 : place + 3]
    if line.words > _TITLE_WORDS or line.date or line.is_furniture or line.is_terminal or line.is_truncated:
        return False
    if len(after) < 2 or not all(map(is_headline, after)):
        return False
    if line.text.endswith((":", "：")):
        return True
    alone = (place == 0 or lines[place - 1].block != line.block) and after[0].block != line.block
    together = after[0].block == after[1].block
    return (alone or after[1].block == line.block) and (line.words < _LEAST_WORDS or (alone and together))
