"""The playground page at the GraphQL endpoint and the built files that it loads.

The page is GraphiQL, built from web/ into server/static when the project is installed. It loads
nothing from another host, and its Content-Security-Policy lets it load nothing from one. Without
the built files the server answers queries all the same, and the page says what is missing.
"""

from html import escape
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC: Final = Path(__file__).parent / "static"
"""Where the build of web/ lands: pages at the top, files with hashed names under assets/."""

PAGE: Final = "playground.html"

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

_MISSING_PAGE: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>content-graph: the playground is not built</title>
<style>body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }}
code {{ padding: .1em .3em; border: 1px solid; border-radius: .3em }} pre {{ white-space: pre-wrap }}</style>
<main>
<h1>The playground is not built</h1>
<p>The GraphQL endpoint at this address works. Only the page that shows it in a browser is missing:
its files are built from <code>web/</code> into <code>server/static</code> at install.</p>
<p>To build them, run <code>{rebuild}</code> in the checkout, with network access.
Then load this page again.</p>
<p lang="ar" dir="rtl">نقطة GraphQL على هذا العنوان تعمل، لكن صفحة التجربة لم تُبنَ بعد.
شغّل الأمر أعلاه ثم أعد تحميل الصفحة.</p>
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


def playground_is_built() -> bool:
    """Whether the page is there to be served."""
    return (STATIC / PAGE).is_file()


async def playground(_request: Request) -> Response:
    """The playground page; when it is not built, a page with status 503 that says what is missing."""
    if not playground_is_built():
        return _missing_page()
    headers = {**SECURITY_HEADERS, "Cache-Control": "no-cache", "Vary": "Accept"}
    return FileResponse(STATIC / PAGE, headers=headers)


def playground_routes() -> list[BaseRoute]:
    """The routes of the files that the page loads, under /static; 404 for each when nothing is built."""
    return [Mount("/static", BuiltFiles(directory=STATIC, check_dir=False), name="static")]


def _missing_page() -> HTMLResponse:
    failed = STATIC / ".failed"
    reason = f"<pre>{escape(failed.read_text('utf-8'))}</pre>\n" if failed.is_file() else ""
    return HTMLResponse(
        _MISSING_PAGE.format(rebuild=REBUILD, reason=reason),
        status_code=503,
        headers={**SECURITY_HEADERS, "Cache-Control": "no-store"},
    )
