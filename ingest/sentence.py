"""Where sentences begin and end."""

import re

UNSPACED_STOPS = "。！？｡"
"""What ends a sentence without a space after it."""

STOPS = f".!?؟۔।॥။{UNSPACED_STOPS}"
"""What ends a sentence."""

CLOSING = "\"'”’»“«‹›)]」』）】》"
"""What may stand between a sentence's stop and its end; “ and « close what „ and » opened, as in German."""

_CLOSING = f"[{re.escape(CLOSING)}]*"
_END = re.compile(rf"[{STOPS}…]+{_CLOSING}(?=\s|$)|[{UNSPACED_STOPS}]+{_CLOSING}|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'«“])(?:[A-Z]|[a-zA-Z](?:\.[a-zA-Z])+|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|Jr|Sr"
    r"|vs|Inc|Ltd|Co|Corp|Mme|Mlle|MM|Me|art|env|Sra|Srta|Dra|Ud|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[دأامصتقه])$"
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence in code points, in order, without the space around it.

    A line end ends a sentence; a stop after an initial or a usual abbreviation does not.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if found.group()[0] == "." and _ABBREVIATION.search(text, max(0, found.start() - 8), found.start()):
            continue
        _append(spans, text, start, found.end())
        start = found.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        begin = start + len(piece) - len(piece.lstrip())
        spans.append((begin, begin + len(bare)))
