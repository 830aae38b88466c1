"""Readers and editors by JSON Web Tokens that somebody else gave out.

https://www.rfc-editor.org/rfc/rfc8725 (best current practice)
"""

from collections.abc import Mapping
from typing import Any, Final, cast

import jwt
from jwt.exceptions import ExpiredSignatureError, PyJWTError

from graph.errors import BadSetting
from server.guard.keys import Keys
from server.settings import Settings

LONGEST: Final = 8192
"""Letters of the longest token that is looked at."""


class BadToken(Exception):
    """A token that is not valid here; the message says why, without a word of its content."""


class Claim:
    """A claim that a token must have: `name=value`, the value alone, in a list or among words."""

    def __init__(self, text: str) -> None:
        """Raise BadSetting for a text without a name or a value."""
        self._name, _, self._value = text.partition("=")
        if not self._name or not self._value:
            raise BadSetting(f"{text!r} is no claim; write name=value, such as scope=news:edit")

    def holds(self, claims: Mapping[str, Any]) -> bool:
        """Whether a token's claims have it; a name with dots may lead into objects."""
        found = claims.get(self._name)
        if found is None:
            found = claims
            for step in self._name.split("."):
                found = cast(Mapping[str, Any], found).get(step) if isinstance(found, dict) else None
        if isinstance(found, str):
            return self._value in (found, *found.split())
        return isinstance(found, list) and self._value in cast(list[object], found)


class JsonWebTokens:
    """Checks tokens by their signature, issuer, audience and time."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings' keys and claims. Raises BadSetting where issuer or audience are missing."""
        if not settings.jwt_issuer or not settings.jwt_audience:
            raise BadSetting(
                "CONTENT_GRAPH_JWKS needs CONTENT_GRAPH_JWT_ISSUER and CONTENT_GRAPH_JWT_AUDIENCE"
            )
        self._keys = Keys(settings.jwks)
        self._settings = settings

    async def claims(self, token: str) -> Mapping[str, Any]:
        """What a valid token says. Raises BadToken, or Unavailable where no keys can be had."""
        if len(token) > LONGEST:
            raise BadToken("the token is too long")
        try:
            id_ = jwt.get_unverified_header(token).get("kid")
        except (PyJWTError, ValueError) as error:
            raise BadToken("the token is not known") from error
        key = await self._keys.key(id_ if isinstance(id_, str) else None)
        if key is None:
            raise BadToken("the token is signed by no key of this server's")
        try:
            return jwt.decode(
                token,
                key.key,
                algorithms=list(key.algorithms),
                issuer=self._settings.jwt_issuer,
                audience=self._settings.jwt_audience,
                leeway=self._settings.jwt_leeway_seconds,
                options={"require": ["exp", "iss", "aud"]},
            )
        except ExpiredSignatureError as error:
            raise BadToken("the token has expired; get a new one") from error
        except (PyJWTError, ValueError, TypeError, OverflowError) as error:
            raise BadToken("the token is not valid for this server") from error
