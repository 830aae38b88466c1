"""Letters that Arabic joins to the front of a word."""

from collections.abc import Collection
from functools import lru_cache

_PROCLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فل")


def proclitic(folded: str, among: Collection[str]) -> int | None:
    """How many letters of proclitics stand before a word of a set; None when it is none of them."""
    if folded in among:
        return 0
    for bare, cut in bared(folded):
        if bare in among:
            return cut
    return None


@lru_cache(maxsize=1 << 16)
def bared(folded: str) -> tuple[tuple[str, int], ...]:
    """What a folded word may be without proclitics, and how many letters those have; likeliest first.

    Where the article has lost its first letter to one (للوزير), the word has its article back.
    """
    found: list[tuple[str, int]] = []
    for prefix in _PROCLITICS:
        if folded.startswith(prefix):
            bare = folded[len(prefix) :]
            found.append((bare, len(prefix)))
            if prefix[-1] == "ل" and bare.startswith("ل"):
                found.append(("ا" + bare, len(prefix) - 1))
    return tuple(found)
