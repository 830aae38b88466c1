"""The lines of a scraped page: what stands on each, and what kind of line it looks like."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from graph.folding import fold
from ingest.cutting.cues import (
    ADVERT,
    AGENCY,
    AGENCY_FIRST,
    APPEAL,
    CAPTION,
    COMMENTS,
    CREDIT,
    CREDIT_END,
    FURNITURE,
    GOES_ON,
    LEGAL,
    LIST_TITLE,
    SHARE,
)
from ingest.date import FoundDate, is_relative, read_date_line
from ingest.length import count_words
from ingest.orthography import normalize, squeeze
from ingest.sentence import CLOSING, STOPS, UNSPACED_STOPS

_CLOSED = rf"[\s{re.escape(CLOSING)}]*"
_TERMINAL = re.compile(rf"[{STOPS}]{_CLOSED}$|[{STOPS}]{_CLOSED}[(（]?(?:\w+\s?){{1,4}}[)）]$")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.?)\s*[\])]?$")
_TWO_DOTS = re.compile(r"(?<!\.)\.\.$")
_SENTENCE_WORDS = 16
_QUESTION = re.compile(r"[?؟？]\s*$")
_INNER_STOP = re.compile(rf"[{STOPS}]{_CLOSED}\s(?=\S)|[{UNSPACED_STOPS}]{_CLOSED}(?=\S)")
_SEPARATORS = re.compile(r"\s(?:\||»|›|>|•|·|(?<!\d\s)/|/(?!\s\d)|::|←)\s")
_BULLET = re.compile(r"^(?:[-–—•*▪■●◦·]|\d{1,2}[.)-])\s+")
_PATH = re.compile(r"\s+(?:[»›>/]|::)\s+|\s*[›>]\s*")
_PIPES = 2
_FEW_WORDS = 12
_MENU_PARTS = 3
_LEGAL_CUES = 2
_CREDIT_WORDS, _ENDING_WORDS = 7, 4
_SCRAP_WORDS = 5
_BRACKETED_END = re.compile(r"[(\[](?P<name>[^()\[\]]{2,30})[)\]]\.?$")
_AFTER_LABEL = re.compile(r"^[^,،:：]{0,40}[,،:：]\s*")
_SIGN = re.compile(r"([:：/(|\[])")

HOME = frozenset({"الرييسيه", "home", "accueil", "inicio", "الصفحه"})
"""Folded words with which a menu or a path through a site begins."""


@dataclass(frozen=True)
class Line:
    """One line: `text` with single spaces, `raw` with the spaces it had, `block` the number of the run of
    lines without an empty line that it stands in, `index` its place among the lines that are not empty."""

    text: str
    raw: str
    block: int
    index: int

    @cached_property
    def folded(self) -> str:
        """The folded text."""
        return fold(self.text)

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)

    @cached_property
    def is_terminal(self) -> bool:
        """Tell whether it ends as a sentence does; a cut-off line does not."""
        return bool(_TERMINAL.search(self.text)) and not self.is_truncated

    @cached_property
    def is_truncated(self) -> bool:
        """Tell whether it ends with an ellipsis, as teasers do."""
        # Arabic ends sentences with two dots, too.
        is_sentence = self.words >= _SENTENCE_WORDS and _TWO_DOTS.search(self.text) is not None
        return bool(_ELLIPSIS.search(self.text)) and not is_sentence

    @cached_property
    def goes_on(self) -> bool:
        """Tell whether it begins as a report goes on and no headline does: "وأضاف أن"."""
        return GOES_ON.match(self.folded) is not None

    @cached_property
    def is_question(self) -> bool:
        """Tell whether it ends with a question mark."""
        return bool(_QUESTION.search(self.text))

    @cached_property
    def inner_stops(self) -> int:
        """How many sentences end before its end."""
        return len(_INNER_STOP.findall(self.text))

    @cached_property
    def is_bullet(self) -> bool:
        """Tell whether it begins like an item of a list."""
        return bool(_BULLET.match(self.text))

    @cached_property
    def is_ticker(self) -> bool:
        """Tell whether it ends with a separator, as the items of a ticker do."""
        return self.text.endswith((" -", " –", " |", " •", " ·", " »", " *"))

    @cached_property
    def is_menu(self) -> bool:
        """Tell whether it is several links on one line."""
        return len(_SEPARATORS.findall(self.text)) >= _MENU_PARTS and self.inner_stops == 0

    @cached_property
    def is_breadcrumb(self) -> bool:
        """Tell whether it is a path of sections: Home » World."""
        parts = breadcrumb(self.text)
        return len(parts) > 1 and all(len(part.split()) <= 6 for part in parts)

    @cached_property
    def is_list_title(self) -> bool:
        """Tell whether it names a list of other stories."""
        return self.words <= _FEW_WORDS and bool(LIST_TITLE.fullmatch(self.folded))

    @cached_property
    def is_comments(self) -> bool:
        """Tell whether readers' comments begin here."""
        return self.words <= _FEW_WORDS and bool(COMMENTS.fullmatch(self.folded))

    @cached_property
    def is_furniture(self) -> bool:
        """Tell whether it is part of the site, not of a story: share bar, menu, advertising, legal note."""
        if self.is_menu or is_relative(self.text) or not self.folded or self.shown:
            return True
        if self.words <= _FEW_WORDS and (SHARE.fullmatch(self.folded) or FURNITURE.fullmatch(self.folded)):
            return True
        if self.is_appeal or self.is_advert:
            return True
        cues = len(set(LEGAL.findall(self.folded)))
        return cues >= _LEGAL_CUES or (cues == 1 and ("©" in self.text or self._is_scrap))

    @cached_property
    def shown(self) -> str:
        """What a picture shows, after the label of its caption: "Image caption, Smoke over Khartoum"."""
        if not CAPTION.match(self.folded):
            return ""
        return _AFTER_LABEL.sub("", self.text)

    @cached_property
    def is_advert(self) -> bool:
        """Tell whether an advertisement stood here."""
        return self.words <= _FEW_WORDS and bool(ADVERT.fullmatch(self.folded))

    @cached_property
    def is_appeal(self) -> bool:
        """Tell whether it asks the reader to subscribe, register, click or donate."""
        if self.words > 4 * _FEW_WORDS:
            return False
        cues = len(set(APPEAL.findall(self.folded)))
        return cues >= _LEGAL_CUES or (cues == 1 and (self._is_scrap or bool(APPEAL.match(self.folded))))

    @property
    def _is_scrap(self) -> bool:
        """Tell whether it is too short for prose, and no sentence."""
        return self.words <= _FEW_WORDS and (not self.is_terminal or self.words <= _SCRAP_WORDS)

    @cached_property
    def is_credit(self) -> bool:
        """Tell whether it credits a picture, or is the caption with the credit."""
        if self.words > 4 * _FEW_WORDS or AGENCY.fullmatch(self.folded):
            return False
        if "©" in self.text:
            return True
        bracketed = _BRACKETED_END.search(self.text)
        if bracketed and self.words <= 2 * _FEW_WORDS and AGENCY.fullmatch(fold(bracketed["name"])):
            return self.words > _SCRAP_WORDS
        if self._is_signed:
            return True
        words = self.text.split()[-_ENDING_WORDS:]
        ending = fold(" ".join(word for word in words if "-" not in word))
        return not self.is_terminal and bool(CREDIT.search(ending) or CREDIT.match(self.folded))

    @property
    def _is_signed(self) -> bool:
        """Tell whether a word of credits stands beside a sign: Photo: A. Name, (A. Name/Getty Images)."""
        pieces = _SIGN.split(self.text)
        for place in range(1, len(pieces) - 1, 2):
            before, sign, after = pieces[place - 1 : place + 2]
            if sign not in "([" and CREDIT_END.search(fold(before)):
                return True
            follows = fold(after).removeprefix("the ")
            if sign in ":：" or count_words(after) > _CREDIT_WORDS:
                continue
            if CREDIT.match(follows):
                return True
            # An agency between strokes that begins a report is its dateline: "أبوظبي / وام / استقبل ...".
            rest = " ".join(pieces[place + 2 :])
            if sign == "/" and AGENCY_FIRST.match(follows) and count_words(rest) <= _CREDIT_WORDS:
                return True
        return False

    @cached_property
    def is_agency(self) -> bool:
        """Tell whether it is nothing but the name of a news agency."""
        return bool(AGENCY.fullmatch(self.folded))

    @cached_property
    def date(self) -> FoundDate | None:
        """The date of a line that says little else."""
        return read_date_line(self.text)


def breadcrumb(text: str) -> list[str]:
    """The parts of a path of sections; one part when it is none."""
    parts = [part.strip() for part in _PATH.split(text) if part.strip()]
    if len(parts) > 1 or text.count("|") > _PIPES:
        return parts
    return [part.strip() for part in text.split("|") if part.strip()]


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not empty, hard-wrapped paragraphs joined."""
    blocks: list[list[str]] = [[]]
    for raw in normalize(text).split("\n"):
        if raw.strip():
            blocks[-1].append(raw)
        elif blocks[-1]:
            blocks.append([])
    lines: list[Line] = []
    for number, block in enumerate(_unwrap(blocks)):
        for raw in block:
            lines.append(Line(squeeze(raw), raw.strip(), number, len(lines)))
    return lines


def _unwrap(blocks: list[list[str]]) -> list[list[str]]:
    """Join the lines of paragraphs that were wrapped at a fixed width.

    In such a paragraph the first word of each line would not have fitted on the line before: that, held
    by nearly all lines of blocks that end as a sentence does, tells the width.
    """
    width = _wrap_width(blocks)
    if width is None:
        return [_join(block, own) if (own := _own_width(block)) else block for block in blocks]
    return [_join(block, width) if _fits(block, width) >= 0.5 else block for block in blocks]


def _own_width(block: Sequence[str]) -> int | None:
    """The width of a block that holds a menu and wrapped paragraphs without empty lines between: nearly all
    of its longer lines that end no sentence are wrapped there. None for another block."""
    width = max(len(line.rstrip()) for line in block) if block else 0
    if not _LEAST_WIDTH <= width <= _MOST_WIDTH:
        return None
    pairs = [
        _is_wrapped(line, after, width)
        for line, after in pairwise(block)
        if 4 * len(line) >= 3 * width and not _TERMINAL.search(line.strip())
    ]
    is_wrapped = len(pairs) >= _LEAST_INNER and sum(pairs) >= _INNER_SHARE * len(pairs)
    return width if is_wrapped else None


_LEAST_WIDTH, _MOST_WIDTH = 35, 140
_WRAPPED_SHARE, _INNER_SHARE = 0.9, 0.8
_LEAST_PAIRS, _LEAST_INNER = 4, 10


def _wrap_width(blocks: list[list[str]]) -> int | None:
    wrapped = [block for block in blocks if len(block) > 2 and _TERMINAL.search(block[-1].strip())]
    widths = {max(len(line.rstrip()) for line in block) for block in wrapped}
    best: tuple[int, int] | None = None
    for width in sorted(widths):
        if _LEAST_WIDTH <= width <= _MOST_WIDTH:
            fitting = [block for block in wrapped if _fits(block, width) >= _WRAPPED_SHARE]
            pairs = sum(len(block) - 1 for block in fitting)
            if pairs >= _LEAST_PAIRS and (best is None or pairs > best[0]):
                best = pairs, width
    return best[1] if best else None


def _fits(block: Sequence[str], width: int) -> float:
    """Share of the line ends of a block that are where wrapping at `width` would put them."""
    if len(block) < 2 or max(len(line.rstrip()) for line in block) > width:
        return 0.0
    ends = [
        _is_wrapped(line, after, width) or bool(_TERMINAL.search(line.strip()))
        for line, after in pairwise(block)
    ]
    return sum(ends) / len(ends)


def _is_wrapped(line: str, after: str, width: int) -> bool:
    return len(line.rstrip()) + 1 + len(after.split()[0]) > width - 1


def _join(block: Sequence[str], width: int) -> list[str]:
    joined = [block[0]]
    for line, after in pairwise(block):
        if _is_wrapped(line, after, width):
            joined[-1] = f"{joined[-1].rstrip()} {after.strip()}"
        else:
            joined.append(after)
    return joined
