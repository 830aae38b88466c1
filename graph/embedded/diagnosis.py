"""Why Neo4j did not start, in one line, from what it printed."""

import re
from pathlib import Path

_CAUSES = (
    (
        r"PortBindException|Address already in use",
        "its port was taken meanwhile; try again or choose another port",
    ),
    (
        r"OutOfMemoryError|Could not reserve enough space|insufficient memory|Cannot allocate memory",
        "there is not enough memory; give it a smaller heap or page cache, or close other programs",
    ),
    (r"No space left on device", "the disk is full; free some space"),
    (
        r"FileLockException|Lock file has been locked",
        "another Neo4j uses its data folder; stop that one first",
    ),
    (r"AccessDeniedException|Permission denied", "it may not write to its folders; make them yours"),
)
_PORT_TAKEN = re.compile(_CAUSES[0][0])
_LAST_WORDS = re.compile(
    r"^.*?(?:ERROR +|Caused by: |Error: |Exception in thread .*?: )(?P<words>.+)$", re.MULTILINE
)


def is_port_taken(output: str) -> bool:
    """Return whether Neo4j ended since another program listens on its port."""
    return bool(_PORT_TAKEN.search(output))


def explain(output: str, log: Path) -> str:
    """Return the message for a start that failed after printing `output`, kept in `log`."""
    for pattern, cause in _CAUSES:
        if re.search(pattern, output):
            return f"the embedded Neo4j did not start: {cause} (log: {log})"
    words = [found["words"].strip() for found in _LAST_WORDS.finditer(output)]
    reason = _short(words[-1]) if words else "it ended without a word"
    return f"the embedded Neo4j did not start: {reason} (log: {log})"


def _short(words: str) -> str:
    """Return `words` without Java's class names in front, cut to a line's length."""
    plain = re.sub(r"^(?:[\w$]+\.)+[\w$]+(?:Exception|Error): ", "", words)
    return plain if len(plain) <= 200 else f"{plain[:199]}…"
