"""Who may read and who may change the graph by GraphQL: whoever sends a token that the settings know.

The settings hold SHA-256 digests only. That is enough: `content-graph token` makes tokens of 256 random bits,
which nobody can guess from a digest however fast they hash.
"""

from hashlib import sha256
from secrets import token_urlsafe

from graph.errors import Forbidden
from server.settings import Settings

_BYTES = 32
_SEND = "send one as Authorization: Bearer ..."


class NotAllowed(Forbidden):
    """The request is not for who sent it; `status` is the HTTP status to answer with."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Access:
    """Knows readers and editors by their tokens; an editor may read too."""

    def __init__(self, settings: Settings) -> None:
        """Take the digests of the settings."""
        self._editors = _listed(settings.editor_tokens)
        self._readers = _listed(settings.reader_tokens)

    def check_reading(self, authorization: str | None) -> None:
        """Return if anybody may read or the header's token is known. Raises NotAllowed (401)."""
        if self._readers and not self._knows(authorization, self._readers | self._editors):
            raise NotAllowed(401, f"this server answers those with a token; {_SEND}")

    def check_editing(self, authorization: str | None) -> None:
        """Return if an editor asks. Raises NotAllowed: 403 without editors, 401 for a wrong token."""
        if not self._editors:
            raise NotAllowed(
                403,
                "this server takes no mutations; make a token with `content-graph token` "
                "and start it with CONTENT_GRAPH_EDITOR_TOKENS",
            )
        if not self._knows(authorization, self._editors):
            raise NotAllowed(401, f"a mutation needs the token of an editor; {_SEND}")

    def _knows(self, authorization: str | None, digests: frozenset[str]) -> bool:
        scheme, _, token = (authorization or "").partition(" ")
        return scheme.lower() == "bearer" and digest(token.strip()) in digests


def new_token() -> str:
    """A token of 256 random bits, as text that a header may hold."""
    return token_urlsafe(_BYTES)


def digest(token: str) -> str:
    """What the settings hold of a token: its SHA-256, in hexadecimal digits."""
    return sha256(token.encode()).hexdigest()


def _listed(digests: str) -> frozenset[str]:
    return frozenset(filter(None, digests.split(",")))
