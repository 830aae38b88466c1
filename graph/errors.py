"""Every error that content-graph raises on purpose, as one tree.

    ContentGraphError
    ├── BadInput              what came from outside is wrong; says what would be right
    │   ├── BadArgument       an argument of a GraphQL field or a command
    │   ├── BadCursor         a pagination cursor that this server did not issue
    │   ├── BadPage           a page, file or record that holds no article
    │   ├── LimitExceeded     an operation asks for more than it may
    │   ├── BadLexicon        an entry of the lexicon that breaks its rules
    │   └── BadSetting        a setting or environment variable
    ├── Forbidden             who asks may not do this
    ├── RateLimited           who asks did so too often
    └── Unavailable           the database cannot answer now
        ├── Overloaded        the server has more to do than it can
        ├── NoEncoder         what makes embeddings cannot be loaded, or ended
        ├── QueryTimeout      a statement ran past its time-out
        ├── QueryTooLarge     a statement needs more memory than the database may use
        └── EngineError       the embedded Neo4j cannot be fetched, started or stopped

A message is one line for the person who sees it: it names the bad thing and says what would
be right. It never holds a stack, a driver's text, Cypher or a password.
"""

from collections.abc import Mapping
from math import ceil
from typing import ClassVar


class ContentGraphError(Exception):
    """Base of all errors raised on purpose; `code` is what a GraphQL client sees in extensions."""

    code: ClassVar[str] = "INTERNAL"

    @property
    def details(self) -> Mapping[str, object]:
        """What else a GraphQL client sees in extensions."""
        return {}


class BadInput(ContentGraphError):
    """Something from outside is wrong; trying again unchanged fails again."""

    code = "BAD_USER_INPUT"


class BadArgument(BadInput):
    """An argument of a GraphQL field or of a command is out of its range or form."""


class LimitExceeded(BadInput):
    """An operation asks for more than one may; `limit` is the limit's name and `most` what it allows."""

    code = "LIMIT_EXCEEDED"

    def __init__(self, message: str, limit: str, most: int) -> None:
        super().__init__(message)
        self.limit = limit
        self.most = most

    @property
    def details(self) -> Mapping[str, object]:
        """The limit that was passed."""
        return {"limit": {"name": self.limit, "most": self.most}}


class BadCursor(BadInput):
    """A pagination cursor that this server did not issue for this connection."""

    code = "BAD_CURSOR"


class BadPage(BadInput):
    """A page, file or record that holds no article; the message gives the reason."""


class BadLexicon(BadInput):
    """An entry of the lexicon breaks its rules."""


class BadSetting(BadInput):
    """A setting or environment variable has a value that it cannot have."""


class Forbidden(ContentGraphError):
    """Who asks may not do this; the message says what would let them."""

    code = "FORBIDDEN"


class RateLimited(ContentGraphError):
    """Who asks did so too often; `wait_seconds` later it may ask again."""

    code = "RATE_LIMITED"

    def __init__(self, wait_seconds: float) -> None:
        self.wait_seconds = max(1, ceil(wait_seconds))
        super().__init__(f"you ask too often; ask again in {self.wait_seconds} seconds")

    @property
    def details(self) -> Mapping[str, object]:
        """How long to wait."""
        return {"retryAfter": self.wait_seconds}


class Unavailable(ContentGraphError):
    """The database cannot answer now; trying again later may succeed."""

    code = "UNAVAILABLE"


class Overloaded(Unavailable):
    """The server has more to do than it can; `wait_seconds` later it may have less."""

    code = "OVERLOADED"
    wait_seconds: ClassVar[int] = 1

    def __init__(self) -> None:
        super().__init__("this server has more to do than it can; try again later")

    @property
    def details(self) -> Mapping[str, object]:
        """How long to wait."""
        return {"retryAfter": self.wait_seconds}


class NoEncoder(Unavailable):
    """What makes embeddings cannot be loaded, or ended; all that needs none works on."""


class QueryTimeout(Unavailable):
    """A statement ran past its time-out and was stopped."""

    code = "TIMEOUT"


class QueryTooLarge(Unavailable):
    """A statement needs more memory than the database may use and was stopped."""

    code = "TOO_LARGE"


class EngineError(Unavailable):
    """The embedded Neo4j cannot be fetched, started, shared or stopped."""
