"""Answers that a cache may keep and ask about again: an ETag on them, and 304 where they are still the same.

https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests

An answer is computed before its tag is known, so this spares the way to the client, not the work.
"""

from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response


def revalidated(request: Request, answer: Response) -> Response:
    """The answer with its tag, or 304 where the client has it."""
    tag = f'"{blake2b(answer.body, digest_size=16).hexdigest()}"'
    answer.headers["ETag"] = tag
    # Kept by whoever asked alone, since what may be read depends on who asks, and never used unasked.
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] = "Accept, Authorization"
    if not _has(request.headers.get("if-none-match", ""), tag):
        return answer
    kept = {name: answer.headers[name] for name in ("ETag", "Cache-Control", "Vary")}
    return Response(status_code=304, headers=kept)


def _has(tags: str, tag: str) -> bool:
    """Whether an If-None-Match names a tag; a weak one counts, as for every GET."""
    return any(each.strip().removeprefix("W/") in (tag, "*") for each in tags.split(","))
