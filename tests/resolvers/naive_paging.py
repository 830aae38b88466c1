"""Pages and dates answered the plain way: the place of a cursor in the whole list."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from graph.model import Article
from world import INGESTED


def paged(items: Sequence[Any], cursors: Sequence[str], asked: Mapping[str, Any]) -> dict[str, Any]:
    """The page of a connection that its arguments ask for; `cursors` are those of the items."""
    backward = asked.get("last") is not None or asked.get("before") is not None
    size = asked.get("last" if backward else "first")
    size = 20 if size is None else size
    begin = cursors.index(asked["after"]) + 1 if asked.get("after") else 0
    end = cursors.index(asked["before"]) if asked.get("before") else len(items)
    window = list(zip(cursors, items, strict=True))[begin:end]
    part = (window[-size:] if size else []) if backward else window[:size]
    more = len(window) > size
    inside = asked.get("before" if backward else "after") is not None
    return {
        "edges": [{"cursor": key, "node": item} for key, item in part],
        "nodes": [item for _, item in part],
        "pageInfo": {
            "hasNextPage": inside if backward else more,
            "hasPreviousPage": more if backward else inside,
            "startCursor": part[0][0] if part else None,
            "endCursor": part[-1][0] if part else None,
        },
    }


def ordered_at(article: Article) -> datetime:
    """The date that lists go by."""
    return article.published_at or INGESTED


def cursor(article: Article) -> str:
    """Where an article stands in a list."""
    return f"{round(ordered_at(article).timestamp() * 1000)}.{article.id}"


def moment(value: datetime | None) -> str | None:
    """A date as the server writes it."""
    return value and value.isoformat().replace("+00:00", "Z")
