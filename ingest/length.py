"""How long a text is: in words, whether or not its script parts them by spaces."""

import re

from graph.script import ALPHABETIC, SYLLABIC

_UNSPACED = re.compile(f"(?P<syllabic>[{SYLLABIC}]+)|[{ALPHABETIC}]+")
_LETTERS_PER_WORD, _LETTERS_PER_SYLLABIC_WORD = 4, 2


def count_words(text: str) -> int:
    """How many words a text has.

    Words are what spaces part. Where a script has none, two letters of Han or kana count as one, and four
    of Thai, Lao, Burmese or Khmer: about what words of newspapers have.
    """
    parted = len(text.split())
    if text.isascii():
        return parted
    return parted + sum(
        (len(run[0]) - 1) // (_LETTERS_PER_SYLLABIC_WORD if run["syllabic"] else _LETTERS_PER_WORD)
        for run in _UNSPACED.finditer(text)
    )


def unspaced_runs(text: str) -> list[str]:
    """The stretches of a text in scripts that have no spaces between words."""
    return [] if text.isascii() else [run[0] for run in _UNSPACED.finditer(text)]
