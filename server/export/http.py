"""Exports over HTTP: GET /export.FORM?entity=..., or POST with the same as one JSON object."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from graph.database import Database
from graph.errors import BadInput, ContentGraphError
from server.access import Access, NotAllowed
from server.export.form import FILE_ENDINGS, MEDIA_TYPES, WRITERS, Form
from server.export.request import excerpt_of, read_where
from server.graphql_http import BadRequest, read_object
from server.settings import Settings


def export_routes(settings: Settings, access: Access) -> list[Route]:
    """The routes of every form; settings.export_articles and export_seconds bound each answer.

    Who may read may export, but where only trusted operations are run.
    """

    async def export(request: Request) -> Response:
        try:
            await access.check_reading(request.headers.get("authorization"))
            if settings.trusted_documents:
                raise NotAllowed(403, "this server runs only operations that it was given; no export is one")
            form = _form(request.path_params["form"])
            wanted = await _wanted(request, settings.body_bytes)
            database: Database = request.app.state.database
            excerpt = await excerpt_of(
                database, form, wanted, settings.export_articles, settings.export_seconds
            )
            chunks = WRITERS[form](excerpt)
            # Whatever the database refuses is told in the status, as long as nothing is sent.
            first = await anext(chunks, b"")
        except ContentGraphError as error:
            return _refusal(error)
        ending = FILE_ENDINGS.get(form, form.value)
        headers = {
            "Content-Disposition": f'attachment; filename="content-graph.{ending}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        return StreamingResponse(_from(first, chunks), 200, headers, MEDIA_TYPES[form])

    return [Route("/export.{form}", export, methods=["GET", "POST"])]


async def _from(first: bytes, rest: AsyncGenerator[bytes]) -> AsyncIterator[bytes]:
    async with aclosing(rest):
        yield first
        async for chunk in rest:
            yield chunk


def _form(name: str) -> Form:
    if name not in set(Form):
        raise BadRequest(404, f"there is no form {name[:50]!r}; there are {', '.join(Form)}")
    return Form(name)


async def _wanted(request: Request, most_bytes: int) -> Mapping[str, Any]:
    if request.method == "GET":
        wanted: dict[str, Any] = dict(request.query_params)
        if "where" in wanted:
            wanted["where"] = read_where(wanted["where"])
        return wanted
    return await read_object(request, most_bytes, "entity, where, kinds, graph")


def _refusal(error: ContentGraphError) -> Response:
    if isinstance(error, (BadRequest, NotAllowed)):
        status = error.status
    else:
        status = 400 if isinstance(error, BadInput) else 503
    body = {"error": str(error), "code": error.code}
    return Response(orjson.dumps(body), status, {"Cache-Control": "no-store"}, "application/json")
