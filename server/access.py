"""Who may read and who may change the graph by GraphQL: whoever sends a token that the settings know,
or a JSON Web Token that is signed by a key they name.

The settings hold SHA-256 digests only. That is enough: `content-graph token` makes tokens of 256 random bits,
which nobody can guess from a digest however fast they hash.
"""

from hashlib import sha256
from secrets import token_urlsafe
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import Forbidden
from server.settings import Settings

if TYPE_CHECKING:
    from server.guard.jwt import JsonWebTokens

_BYTES = 32
_SEND = "send one as Authorization: Bearer ..."


class NotAllowed(Forbidden):
    """The request is not for who sent it; `status` is the HTTP status to answer with."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Caller(NamedTuple):
    """Who asks, as the token says that was sent."""

    name: str | None
    """What tells this caller from others; None for one without a token that is known."""

    may_read: bool
    may_edit: bool
    reason: str = ""
    """Why the token that was sent is none of a caller's."""


_NOBODY = Caller(None, False, False)


class Access:
    """Knows readers and editors by their tokens; an editor may read too."""

    def __init__(self, settings: Settings) -> None:
        """Take the digests and keys of the settings. Raises BadSetting for keys that cannot be used."""
        self._editors = _listed(settings.editor_tokens)
        self._readers = _listed(settings.reader_tokens)
        self._tokens: JsonWebTokens | None = None
        self._editing = self._reading = None
        if settings.jwks:
            # What checks signatures takes long to load, and few need it.
            from server.guard import jwt

            self._tokens = jwt.JsonWebTokens(settings)
            self._editing = jwt.Claim(settings.jwt_editors) if settings.jwt_editors else None
            self._reading = jwt.Claim(settings.jwt_readers) if settings.jwt_readers else None
        self._is_open = not self._readers and self._reading is None

    async def caller(self, authorization: str | None) -> Caller:
        """Who sends this header. Raises Unavailable where the keys of tokens cannot be had."""
        scheme, _, token = (authorization or "").partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token.isascii():
            return _NOBODY
        known = digest(token)
        if known in self._editors:
            return Caller(known, True, True)
        if known in self._readers:
            return Caller(known, True, False)
        return await self._bearer(token, self._tokens) if self._tokens and token.count(".") == 2 else _NOBODY

    async def check_reading(self, authorization: str | None) -> None:
        """Return if anybody may read or the header's token is known.

        Raises NotAllowed: 401 for no token or a wrong one, 403 for one that is not for reading.
        """
        if self._is_open:
            return
        caller = await self.caller(authorization)
        if not caller.may_read:
            reason = caller.reason or f"this server answers those with a token; {_SEND}"
            raise NotAllowed(403 if caller.name else 401, reason)

    async def check_editing(self, authorization: str | None) -> None:
        """Return if an editor asks.

        Raises NotAllowed: 403 without editors or for a valid token that is no editor's, 401 for a wrong one.
        """
        if not self._editors and self._editing is None:
            raise NotAllowed(
                403,
                "this server takes no mutations; make a token with `content-graph token` "
                "and start it with CONTENT_GRAPH_EDITOR_TOKENS",
            )
        caller = await self.caller(authorization)
        if not caller.may_edit:
            reason = caller.reason or f"a mutation needs the token of an editor; {_SEND}"
            raise NotAllowed(403 if caller.reason and caller.name else 401, reason)

    async def _bearer(self, token: str, tokens: "JsonWebTokens") -> Caller:
        from server.guard.jwt import BadToken

        try:
            claims = await tokens.claims(token)
        except BadToken as error:
            return _NOBODY._replace(reason=str(error))
        edits = self._editing is not None and self._editing.holds(claims)
        reads = edits or (self._reading is not None and self._reading.holds(claims))
        return Caller(
            f"{claims['iss']} {claims.get('sub', '')}", reads, edits, "the token does not let do this"
        )


def new_token() -> str:
    """A token of 256 random bits, as text that a header may hold."""
    return token_urlsafe(_BYTES)


def digest(token: str) -> str:
    """What the settings hold of a token: its SHA-256, in hexadecimal digits."""
    return sha256(token.encode()).hexdigest()


def _listed(digests: str) -> frozenset[str]:
    return frozenset(filter(None, digests.split(",")))
