"""Names as people type them: the folded forms under which an entity may be found."""

import re

from graph.folding import fold

EVERYWHERE = ("ar", "en", "fr", "es")
"""Languages whose names are meant in texts of any language, and by any reader. A name of another is meant in
its own language first, since it may be a word or another name elsewhere: Iceland is Island in German."""

_PROCLITICS = re.compile(r"^(?:[وف]?(?:[بك]ال|لل|ال|[بكل])|[وف])(?=\w{2})")


def name_forms(name: str) -> list[str]:
    """Folded forms of a name, likeliest first: as typed, then without Arabic proclitics.

    وبوتين leads to بوتين, and للأردن to both الاردن and اردن. Empty for a name without letters.
    """
    folded = fold(name)
    if not folded:
        return []
    forms = [folded]
    found = _PROCLITICS.match(folded)
    if found:
        bare = folded[found.end() :]
        forms += [bare, "ال" + bare]
    if folded[0] in "وف" and len(folded) > 3:
        forms.append(folded[1:])
    return list(dict.fromkeys(forms))
