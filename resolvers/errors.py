"""The one place where errors become GraphQL errors with `extensions.code`.

Codes: GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, OPERATION_RESOLUTION_FAILURE, those of the
classes in `graph.errors`, and INTERNAL for what nobody foresaw; its text stays in the log.
"""

import logging
from collections.abc import Collection, Sequence

from graphql import GraphQLError, Node

from graph.errors import ContentGraphError

PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
NO_OPERATION = "OPERATION_RESOLUTION_FAILURE"

_log = logging.getLogger("content_graph.graphql")


def coded(error: GraphQLError, code: str) -> GraphQLError:
    """The same error with a code, where it has none yet."""
    if error.extensions is None or "code" not in error.extensions:
        error.extensions = {**(error.extensions or {}), "code": code}
    return error


def located(
    error: Exception,
    nodes: Collection[Node] | None = None,
    path: Sequence[str | int] | None = None,
    code: str = ContentGraphError.code,
) -> GraphQLError:
    """Turn any exception into the GraphQL error that a client may see.

    `code` is for a GraphQLError that has none of its own. The message of a ContentGraphError is
    written for the client; that of an unforeseen exception is logged and masked.
    """
    if isinstance(error, GraphQLError):
        located_error = GraphQLError(
            error.message,
            list(nodes or error.nodes or ()),
            path=path,
            extensions=dict(error.extensions or {}),
        )
        return coded(located_error, code)
    listed = list(nodes or ())
    if isinstance(error, ContentGraphError):
        extensions = {"code": error.code, **error.details}
        return GraphQLError(str(error), listed, path=path, extensions=extensions)
    _log.error("unforeseen error in %s", path, exc_info=error)
    return GraphQLError(
        "something went wrong in the server", listed, path=path, extensions={"code": ContentGraphError.code}
    )
