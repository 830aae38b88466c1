"""The GraphQL endpoint: GraphQL over HTTP, one operation a request.

https://graphql.github.io/graphql-over-http/draft/
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import orjson
from graphql import OperationType
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from graph.errors import BadInput, ContentGraphError, Overloaded, RateLimited, Unavailable
from resolvers.errors import located
from resolvers.planner.execution import Answer, QueryExecutor
from server.access import Access, NotAllowed
from server.departure import while_connected
from server.documents import Documents, NotRegistered, sent_id
from server.guard.turns import Turns
from server.revalidation import revalidated

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"
CLIENT_LEFT = 499
"""Status of a response that nobody is there to read, as proxies log it."""

_UNREAD = frozenset({408, 413})
"""Statuses after which the rest of a body may still come; it is not waited for."""


class BadRequest(BadInput):
    """An HTTP request that is no GraphQL request; `status` is the HTTP status to answer with."""

    code = "BAD_REQUEST"

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """One operation as a client sent it."""

    query: str
    variables: Mapping[str, Any] | None
    operation_name: str | None


async def answer_graphql(
    request: Request,
    executor: QueryExecutor,
    access: Access,
    documents: Documents,
    turns: Turns,
    most_bytes: int,
    *,
    etags: bool = False,
) -> Response:
    """Answer one HTTP request to the endpoint, whatever is wrong with it; `etags` for those by GET."""
    media_type = JSON
    try:
        media_type = _media_type(request.headers.get("accept"))
        authorization = request.headers.get("authorization")
        await access.check_reading(authorization)
        wanted = await read_request(request, documents, most_bytes)
        changes = executor.operation_type(wanted.query, wanted.operation_name) is OperationType.MUTATION
        if changes:
            if request.method == "GET":
                raise BadRequest(405, "GET changes nothing; send a mutation by POST")
            await access.check_editing(authorization)
    except (BadRequest, NotAllowed) as error:
        return refusal(error, error.status, media_type)
    except NotRegistered as error:
        return refusal(error, 400 if media_type == GRAPHQL_RESPONSE else 200, media_type)
    except Unavailable as error:
        return refusal(error, 503, media_type)
    execution = in_turn(executor, wanted, turns)
    try:
        # A change that was begun is ended, whoever still listens.
        answer = await (execution if changes else while_connected(request, execution))
    except Overloaded as error:
        return refusal(error, 503, media_type)
    if answer is None:
        return Response(status_code=CLIENT_LEFT)
    # As plain JSON, which older clients want, a refused operation is still a well-formed answer.
    refused = not answer.ran and media_type == GRAPHQL_RESPONSE
    answered = response(answer, media_type, 400 if refused else 200)
    is_whole = answer.ran and not answer.errors
    return revalidated(request, answered) if etags and is_whole and request.method == "GET" else answered


async def in_turn(executor: QueryExecutor, wanted: GraphQLRequest, turns: Turns) -> Answer:
    """Answer a query or mutation when its turn comes. Raises Overloaded when it does not."""
    async with turns.turn():
        return await executor.execute(wanted.query, wanted.variables, wanted.operation_name)


def refusal(error: ContentGraphError, status: int, media_type: str = JSON) -> Response:
    """The response to a request that is not answered."""
    refused = response(Answer(None, [located(error)], ran=False), media_type, status)
    if isinstance(error, Overloaded | RateLimited):
        refused.headers["Retry-After"] = str(error.wait_seconds)
    if status in _UNREAD:
        refused.headers["Connection"] = "close"
    return refused


def body_of(answer: Answer) -> dict[str, Any]:
    """An answer as the JSON object that a client gets."""
    body: dict[str, Any] = {}
    if answer.errors:
        body["errors"] = [error.formatted for error in answer.errors]
    if answer.ran:
        body["data"] = answer.data
    return body


def response(answer: Answer, media_type: str, status: int) -> Response:
    """An answer over HTTP."""
    body = body_of(answer)
    headers = {"Vary": "Accept", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    if status == 405:
        headers["Allow"] = "GET, POST"
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(orjson.dumps(body), status, headers, f"{media_type}; charset=utf-8")


def _media_type(accept: str | None) -> str:
    """The better liked of the two media types of an answer. Raises BadRequest (406) for neither."""
    if not accept or not accept.strip():
        return JSON
    best, best_rank = "", (0.0, 0)
    for entry in accept.split(","):
        name, _, rest = entry.partition(";")
        name = name.strip().lower()
        quality = _quality(rest)
        if not quality > 0:
            continue
        for offered in (JSON, GRAPHQL_RESPONSE):
            named_exactly = 2 if name == offered else 1
            if name in (offered, "application/*", "*/*") and (quality, named_exactly) > best_rank:
                best, best_rank = offered, (quality, named_exactly)
    if not best:
        raise BadRequest(
            406, f"no answer of type {accept[:100]!r} can be given; accept {GRAPHQL_RESPONSE} or {JSON}"
        )
    return best


def _quality(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return float(value.strip())
            except ValueError:
                return 0.0
    return 1.0


async def read_request(request: Request, documents: Documents, most_bytes: int) -> GraphQLRequest:
    """The operation that a request asks for. Raises BadRequest, NotAllowed or NotRegistered."""
    if request.method == "GET":
        parameters = request.query_params
        return _checked(
            {
                "query": parameters.get("query"),
                "documentId": parameters.get("documentId"),
                "operationName": parameters.get("operationName"),
                "variables": _json(parameters.get("variables"), "variables"),
                "extensions": _json(parameters.get("extensions"), "extensions"),
            },
            documents,
        )
    if request.method != "POST":
        raise BadRequest(405, f"{request.method} is not answered here; send GET or POST")
    _check_content_type(request.headers.get("content-type", ""))
    if request.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise BadRequest(415, "the body is compressed; send it as it is")
    return _checked(await read_object(request, most_bytes, "query, variables, operationName"), documents)


def _check_content_type(content_type: str) -> None:
    name, *parameters = [part.strip().lower() for part in content_type.split(";")]
    if name != JSON:
        raise BadRequest(415, f"the body is of type {content_type[:100]!r}; send {JSON}")
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "charset" and value.strip().strip('"') not in ("utf-8", "utf8"):
            raise BadRequest(415, f"the body's charset is {value[:50]!r}; send UTF-8")


async def read_object(request: Request, most_bytes: int, keys: str) -> dict[str, Any]:
    """The JSON object that a request's body is; `keys` says in an error what it may hold.

    Raises BadRequest: 400 for another body, 413 for one that is longer than allowed.
    """
    body = await _body(request, most_bytes)
    try:
        parsed: object = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadRequest(400, f"the body is no JSON; send an object with {keys}") from error
    if not isinstance(parsed, dict):
        raise BadRequest(400, f"the body must be one JSON object with {keys}")
    return cast(dict[str, Any], parsed)


async def _body(request: Request, most_bytes: int) -> bytes:
    declared = request.headers.get("content-length", "")
    body = bytearray()
    try:
        if declared.isascii() and declared.isdigit() and len(declared) > len(str(most_bytes)):
            raise _too_long(most_bytes)
        async for chunk in request.stream():
            body += chunk
            if len(body) > most_bytes:
                raise _too_long(most_bytes)
    except ClientDisconnect as error:
        raise BadRequest(CLIENT_LEFT, "the client left") from error
    return bytes(body)


def _too_long(most_bytes: int) -> BadRequest:
    return BadRequest(413, f"the body has more than {most_bytes} bytes")


def _json(text: str | None, name: str) -> Any:
    if not text:
        return None
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequest(400, f"the parameter {name} is no JSON") from error


def _checked(parsed: Mapping[Any, Any], documents: Documents) -> GraphQLRequest:
    query, variables, name = parsed.get("query"), parsed.get("variables"), parsed.get("operationName")
    kinds: Sequence[tuple[str, object, type, str]] = (
        ("query", query, str, "a string"),
        ("variables", variables, dict, "an object"),
        ("operationName", name, str, "a string"),
        ("extensions", parsed.get("extensions"), dict, "an object"),
    )
    for key, value, kind, what in kinds:
        if value is not None and not isinstance(value, kind):
            raise BadRequest(400, f"{key} must be {what}")
    try:
        text = documents.text(query or None, sent_id(parsed))
    except NotRegistered:
        raise
    except BadInput as error:
        raise BadRequest(400, str(error)) from error
    return GraphQLRequest(text, variables, name)
