"""What texts share: the starts of their longer words, which inflection leaves alone."""

import re

from graph.folding import fold
from ingest.linking.collisions import PREPOSITIONS

_LETTERS = 4
_JOINED, _MAY_BE_JOINED = re.compile(r"^[وف]?(?:ال|بال|لل|كال)(?=\w{3})"), frozenset("وفابلك")


def read_stems(text: str, most_letters: int = 4000) -> set[str]:
    """The first four letters of each longer word in the first `most_letters` of a text, the Arabic article
    and what precedes it taken off."""
    found: set[str] = set()
    for word in fold(text[:most_letters]).split():
        bare = _JOINED.sub("", word) if word[0] in _MAY_BE_JOINED else word
        if len(bare) >= 3 and bare not in PREPOSITIONS:
            found.add(bare[:_LETTERS])
    return found
