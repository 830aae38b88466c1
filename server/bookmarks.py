"""Editors read their own writes from any server: bookmarks go out with answers and come in with requests.

They are taken from editors alone: a wrong one makes the database wait in vain.
"""

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from graph.bookmarks import following
from graph.database import Database
from graph.errors import Unavailable
from server.access import Access, NotAllowed

BOOKMARKS: Final = "content-graph-bookmarks"
"""The header; its value is handed on as it came, several parted by spaces."""

Endpoint = Callable[[Request], Awaitable[Response]]
"""Answers a request."""

_LONGEST: Final = 4096


def in_order(answer: Endpoint, access: Access) -> Endpoint:
    """Answer editors after what their bookmarks name, with the bookmarks of what this server wrote."""

    async def answer_in_order(request: Request) -> Response:
        if not await _edits(request, access):
            return await answer(request)
        with following(request.headers.get(BOOKMARKS, "")[:_LONGEST].split()):
            response = await answer(request)
        database: Database = request.app.state.database
        if bookmarks := await database.bookmarks():
            response.headers[BOOKMARKS] = " ".join(bookmarks)
        return response

    return answer_in_order


async def _edits(request: Request, access: Access) -> bool:
    try:
        await access.check_editing(request.headers.get("authorization"))
    except (NotAllowed, Unavailable):
        # Where the keys of tokens cannot be had, the endpoint says so.
        return False
    return True
