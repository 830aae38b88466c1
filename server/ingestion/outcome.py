"""What became of one document."""

from dataclasses import dataclass

from graph.errors import BadPage
from graph.model import Article

SKIPPED = "skipped"
"""What is said of a document that the graph holds already: it was not read again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: an article with `what` (created, updated, unchanged), or an error.

    A document that is in the graph already has neither, and `what` is `SKIPPED`. `duplicate_of` is the id of
    the article whose text a new or changed one repeats. `size` counts the bytes read for the document.
    """

    name: str
    article: Article | None = None
    what: str = ""
    error: BadPage | None = None
    duplicate_of: str | None = None
    size: int = 0
