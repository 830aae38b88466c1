"""Letters that Arabic joins to the front of a word."""

from collections.abc import Collection

_PROCLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فل")


def proclitic(folded: str, among: Collection[str]) -> int | None:
    """How many letters of proclitics stand before a word of a set; None when it is none of them."""
    if folded in among:
        return 0
    for prefix in _PROCLITICS:
        if folded.startswith(prefix):
            bare = folded[len(prefix) :]
            if bare in among:
                return len(prefix)
            if prefix[-1] == "ل" and bare.startswith("ل") and "ا" + bare in among:
                return len(prefix) - 1
    return None
