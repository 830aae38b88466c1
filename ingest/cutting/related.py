"""Headlines of other stories inside a body: boxes between paragraphs, and what is glued to its end."""

import re
from dataclasses import dataclass

from graph.folding import fold_with_offsets
from ingest.cutting.cues import LEAD_IN
from ingest.cutting.line import Line
from ingest.orthography import squeeze
from ingest.sentence import CLOSING, STOPS

_MOST_WORDS = 80
_TAIL = 1200
_INLINE = re.compile(rf"(?<!\w)(?:{LEAD_IN.pattern})(?!\w)")
_UNMISTAKABLE = re.compile(r"ايضا|كذلك|also|aussi|egalement|tambien|interesar|يهمك|يعجبك")
_MARK = re.compile(r"\s*[:：|»>]\s*|\s+[–—-]\s+")
_SENTENCE_END = re.compile(rf"[{STOPS}…][{re.escape(CLOSING)}]*$")
_BETWEEN = re.compile(r"\s{2,}|\s*[|•■*]\s*|\s+[-–—]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Related:
    """Headlines found on the line with index `line` under their lead-in, which serves as section."""

    line: int
    section: str
    texts: tuple[str, ...]


def is_lead_in(line: Line) -> bool:
    """Tell whether a whole line is headlines of other stories: "Read also: ..."."""
    return bool(LEAD_IN.match(line.folded)) and not split_related(line)[0]


def split_related(line: Line) -> tuple[str, Related | None]:
    """Part a line's own text from the headlines glued to it; the text is empty when it is all headlines.

    The lead-in must follow a sentence's end or a gap, and have a colon after it or be unmistakable. Two
    headlines with one space between them stay one: no layout shows the border.
    """
    start = max(0, len(line.raw) - _TAIL)
    folded, offsets = fold_with_offsets(line.raw[start:])
    for found in _INLINE.finditer(folded):
        begin, end = start + offsets[found.start()], start + offsets[found.end()]
        rest = _rest(line.raw[end:], found.group())
        if rest and len(rest.split()) <= _MOST_WORDS and _may_follow(line.raw[:begin]):
            texts = tuple(text for part in _BETWEEN.split(rest) if (text := squeeze(str(part))))
            return squeeze(line.raw[:begin]), Related(line.index, squeeze(line.raw[begin:end]), texts)
    return line.text, None


def _may_follow(before: str) -> bool:
    """Tell whether a lead-in may stand after this: at a line's start, after a sentence, after a gap."""
    return not before.strip() or before.endswith("  ") or bool(_SENTENCE_END.search(before.rstrip()))


def _rest(after: str, cue: str) -> str:
    """What follows a lead-in, without its colon; empty when the words are part of a sentence."""
    mark = _MARK.match(after)
    if mark:
        return after[mark.end() :].strip()
    return after.strip() if _UNMISTAKABLE.search(cue) and after.startswith("  ") else ""
