"""The pages for people, and the built files that they load.

The playground stands at the GraphQL endpoint, the explorer at /explore. Both are built from web/ into
server/static when the project is installed. They load nothing from another host, and their
Content-Security-Policy lets them load nothing from one. Without the built files the server answers
queries all the same, and each page says what is missing.
"""

from enum import StrEnum
from html import escape
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC: Final = Path(__file__).parent / "static"
"""Where the build of web/ lands: pages at the top, files with hashed names under assets/."""

REBUILD: Final = "uv sync --reinstall-package content-graph"
"""The command that builds web/ again in a checkout."""

SECURITY_HEADERS: Final = {
    # Monaco, the editor inside GraphiQL, writes style elements; nothing needs inline scripts.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

_ROOT, _ROOT_ALONE = '<html lang="en"', '<html lang="en" class="alone"'
_MISSING_PAGE: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>content-graph: the {name} is not built</title>
<style>body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }}
code {{ padding: .1em .3em; border: 1px solid; border-radius: .3em }} pre {{ white-space: pre-wrap }}</style>
<main>
<h1>The {name} is not built</h1>
<p>The GraphQL endpoint at <code>/graphql</code> works. Only this page is missing:
its files are built from <code>web/</code> into <code>server/static</code> at install.</p>
<p>To build them, run <code>{rebuild}</code> in the checkout, with network access.
Then load this page again.</p>
<p lang="ar" dir="rtl">نقطة GraphQL تعمل، لكن هذه الصفحة لم تُبنَ بعد.
شغّل الأمر أعلاه ثم أعد تحميلها.</p>
{reason}</main>
</html>
"""


class BuiltFiles(StaticFiles):
    """The built files; a hashed name never changes its content, so it may be kept for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at `path` under the folder, with security and cache headers.

        Raises:
            HTTPException: 404 when there is no such file or its name begins with a dot, 405 for other
                methods than GET and HEAD.
        """
        if any(part.startswith(".") for part in Path(path).parts):
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        hashed = path.startswith("assets/") and response.status_code in (200, 206, 304)
        kept = "public, max-age=31536000, immutable" if hashed else "no-cache"
        response.headers.update({**SECURITY_HEADERS, "Cache-Control": kept})
        return response


def wants_playground(request: Request) -> bool:
    """Whether a request to the GraphQL endpoint comes from a person's browser and not from a client.

    True for a GET that accepts text/html and carries no `query` parameter.
    """
    accepted = (entry.split(";")[0].strip().lower() for entry in request.headers.get("accept", "").split(","))
    return request.method == "GET" and "query" not in request.query_params and "text/html" in accepted


class Page(StrEnum):
    """A page for people; its value is its name, and the name of its file."""

    PLAYGROUND = "playground"
    EXPLORER = "explorer"

    @property
    def file(self) -> Path:
        """Where its built file is, or would be."""
        return STATIC / f"{self}.html"

    @property
    def is_built(self) -> bool:
        """Whether it is there to be served."""
        return self.file.is_file()

    async def answer(self, *, alone: bool) -> Response:
        """The page; when it is not built, a page with status 503 that says what is missing.

        `alone` tells that the other page is switched off: this one then hides its links to it.
        """
        if not self.is_built:
            return _missing_page(self)
        headers = {**SECURITY_HEADERS, "Cache-Control": "no-cache", "Vary": "Accept"}
        if alone:
            page = self.file.read_text("utf-8").replace(_ROOT, _ROOT_ALONE, 1)
            return HTMLResponse(page, headers=headers)
        return FileResponse(self.file, headers=headers)


def page_routes(*, explorer: bool, playground: bool) -> list[BaseRoute]:
    """The routes of the built files, under /static (404 where nothing is built), and of the explorer."""

    async def explore(_: Request) -> Response:
        return await Page.EXPLORER.answer(alone=not playground)

    files = Mount("/static", BuiltFiles(directory=STATIC, check_dir=False), name="static")
    return [files, Route("/explore", explore)] if explorer else [files]


def _missing_page(page: Page) -> HTMLResponse:
    failed = STATIC / ".failed"
    reason = f"<pre>{escape(failed.read_text('utf-8'))}</pre>\n" if failed.is_file() else ""
    return HTMLResponse(
        _MISSING_PAGE.format(name=page, rebuild=REBUILD, reason=reason),
        status_code=503,
        headers={**SECURITY_HEADERS, "Cache-Control": "no-store"},
    )
