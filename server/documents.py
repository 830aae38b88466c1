"""Operations that are sent by digest: those that clients registered, or only those that an operator trusts.

Registered ones follow Apollo's automatic persisted queries: a client sends the SHA-256 of a text; where it is
unknown, the text too, once. https://www.apollographql.com/docs/apollo-server/performance/apq
Trusted ones come from a file, as Relay's compiler and GraphQL Code Generator write it; nothing else is run.
"""

from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, cast

import orjson
from graphql import GraphQLError, parse

from graph.errors import BadInput, BadSetting
from server.access import NotAllowed

MOST_KEPT: Final = 1000
"""Texts that clients registered and that are kept, the last used ones."""

LONGEST_KEPT: Final = 20_000
"""Letters of the longest text that is kept."""


class NotRegistered(BadInput):
    """No text is known for a digest; the client sends both."""

    code = "PERSISTED_QUERY_NOT_FOUND"


class NotTrusted(NotAllowed):
    """An operation that is not among the trusted ones."""

    code = "UNTRUSTED_DOCUMENT"

    def __init__(self) -> None:
        super().__init__(403, "this server runs only operations that it was given; this is none of them")


class Documents:
    """Texts of operations by their digest."""

    def __init__(self, trusted: Mapping[str, str] | None = None) -> None:
        """Take the trusted texts by id; None lets clients register and send any."""
        self._trusted = trusted
        self._texts = frozenset(trusted.values()) if trusted else frozenset[str]()
        self._registered: OrderedDict[str, str] = OrderedDict()

    def text(self, query: str | None, id_: str | None) -> str:
        """The text to run for what a request holds.

        Raises BadInput for a request without either and for the digest of another text, NotRegistered for
        an unknown digest, NotTrusted for what is not among the trusted.
        """
        if self._trusted is not None:
            return self._trusted_text(query, id_)
        if query is None:
            return self._registered_text(id_)
        if id_ is not None:
            self._register(query, id_)
        return query

    def _trusted_text(self, query: str | None, id_: str | None) -> str:
        found = query if query in self._texts else (self._trusted or {}).get(id_ or "")
        if found is None:
            raise NotTrusted
        return found

    def _registered_text(self, id_: str | None) -> str:
        if id_ is None:
            raise BadInput("query is missing; send the text of a GraphQL operation")
        found = self._registered.get(id_)
        if found is None:
            # Clients of Apollo look for this very message.
            raise NotRegistered("PersistedQueryNotFound")
        self._registered.move_to_end(id_)
        return found

    def _register(self, query: str, id_: str) -> None:
        if sha256(query.encode()).hexdigest() != id_:
            raise BadInput("sha256Hash is not the SHA-256 of query; send both anew")
        if len(query) <= LONGEST_KEPT:
            self._registered[id_] = query
            self._registered.move_to_end(id_)
            while len(self._registered) > MOST_KEPT:
                self._registered.popitem(last=False)


def sent_id(parsed: Mapping[str, Any]) -> str | None:
    """The digest in a request: `documentId`, or `sha256Hash` of Apollo's extension. Raises BadInput."""
    extensions = parsed.get("extensions")
    persisted: object = (
        cast(Mapping[str, Any], extensions).get("persistedQuery") if isinstance(extensions, dict) else None
    )
    if persisted is not None and not isinstance(persisted, dict):
        raise BadInput("extensions.persistedQuery must be an object with version 1 and sha256Hash")
    given = parsed.get("documentId")
    if given is None and persisted is not None:
        given = cast(Mapping[str, Any], persisted).get("sha256Hash")
    if given is not None and not isinstance(given, str):
        raise BadInput("the id of a document must be a string")
    return None if given is None else given.removeprefix("sha256:")


def read_trusted(path: Path) -> dict[str, str]:
    """The trusted operations of a JSON file that maps ids to texts. Raises BadSetting."""
    try:
        parsed: object = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise BadSetting(f"{path} cannot be read as trusted documents; it must be a JSON object") from error
    if not isinstance(parsed, dict) or not all(
        isinstance(text, str) for text in cast(dict[str, object], parsed).values()
    ):
        raise BadSetting(f"{path} holds no trusted documents; it must map ids to texts of operations")
    documents = cast(dict[str, str], parsed)
    for id_, text in documents.items():
        try:
            parse(text)
        except GraphQLError as error:
            raise BadSetting(f"the trusted document {id_[:80]!r} is no operation: {error.message}") from error
    return documents
