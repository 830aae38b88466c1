"""What texts share: the starts of their longer words, which inflection leaves alone."""

import re
from itertools import pairwise

from graph.folding import fold
from ingest.length import unspaced_runs
from ingest.linking.collisions import PREPOSITIONS

_LETTERS = 4
_JOINED, _MAY_BE_JOINED = re.compile(r"^[وف]?(?:ال|بال|لل|كال)(?=\w{3})"), frozenset("وفابلك")


def read_stems(text: str, most_letters: int = 4000) -> set[str]:
    """The first four letters of each longer word in the first `most_letters` of a text, the Arabic article
    and what precedes it taken off; each two letters that stand together where words are not parted."""
    found: set[str] = set()
    for word in fold(text[:most_letters]).split():
        bare = _JOINED.sub("", word) if word[0] in _MAY_BE_JOINED else word
        if len(bare) >= 3 and bare not in PREPOSITIONS:
            found.add(bare[:_LETTERS])
    for run in unspaced_runs(text[:most_letters]):
        found.update(map("".join, pairwise(run)))
    return found
