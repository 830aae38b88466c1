"""What somebody wants to have exported, checked."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

import orjson

from graph.database import Database
from graph.errors import BadArgument
from graph.model import EntityKind
from resolvers.excerpt import Excerpt, around, article_filter
from server.export.form import GRAPH_FORMS, Form

GRAPHS = ("mentions", "cooccurrence")


async def excerpt_of(
    database: Database, form: Form, wanted: Mapping[str, Any], most: int, seconds: float
) -> Excerpt:
    """The excerpt that parameters ask for: entity, depth, from, to, kinds, graph, where.

    `most` bounds its articles, `seconds` each statement. Raises BadArgument, naming the parameter.
    """
    unknown = sorted(set(wanted) - {"entity", "depth", "from", "to", "kinds", "graph", "where"})
    if unknown:
        raise BadArgument(
            f"{unknown[0][:50]!r} is no parameter; known are entity, depth, from, to, kinds, graph, where"
        )
    graph = wanted.get("graph", GRAPHS[0])
    if graph not in GRAPHS:
        raise BadArgument(f"graph is {str(graph)[:50]!r}; it must be {' or '.join(GRAPHS)}")
    if graph == GRAPHS[1] and form not in GRAPH_FORMS:
        raise BadArgument(f"a {form} holds articles; export cooccurrence as {', '.join(GRAPH_FORMS)}")
    parts: list[object] = [wanted["where"]] if wanted.get("where") else []
    if "depth" in wanted and not wanted.get("entity"):
        raise BadArgument("depth is counted from an entity; give entity too")
    if wanted.get("entity"):
        named = await around(database, str(wanted["entity"])[:200], _depth(wanted.get("depth", 1)))
        # One entity that must be named leads to its articles by the index.
        parts.append({"entities": {"all" if len(named) == 1 else "some": named}})
    moments = {
        key: _moment(wanted[name], name) for key, name in (("gte", "from"), ("lt", "to")) if wanted.get(name)
    }
    if moments:
        parts.append({"orderedAt": moments})
    where = article_filter({"AND": parts} if len(parts) > 1 else (parts or [{}])[0])
    excerpt = Excerpt(
        database, where, _kinds(wanted.get("kinds")), most, seconds, together=graph == GRAPHS[1]
    )
    # A filter that is too large is told before the first byte is sent.
    _ = excerpt.listing
    return excerpt


def read_where(text: str) -> object:
    """A filter written as JSON in a text. Raises BadArgument for what is none."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadArgument("where is no JSON; give an ArticleFilter, {} for all articles") from error


def _moment(value: object, name: str) -> str:
    """A day (its beginning in UTC) or a moment with a time zone."""
    try:
        moment = datetime.fromisoformat(str(value)[:50])
    except ValueError:
        moment = None
    if moment is None or (moment.tzinfo is None and len(str(value)) > len("2019-08-19")):
        raise BadArgument(f"{name} is {str(value)[:50]!r}; write 2019-08-19 or 2019-08-19T12:00:00Z")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


def _depth(value: object) -> int:
    text = str(value)
    if text not in ("1", "2"):
        raise BadArgument(f"depth is {text[:50]!r}; it must be 1 or 2")
    return int(text)


def _kinds(value: object) -> Sequence[EntityKind]:
    if value is None or value == "":
        return list(EntityKind)
    listed = value.split(",") if isinstance(value, str) else value
    names = cast(list[object], listed) if isinstance(listed, list) else [listed]
    kinds = {kind.name: kind for kind in EntityKind}
    for name in names:
        if str(name).upper() not in kinds:
            raise BadArgument(f"kinds holds {str(name)[:50]!r}; it may hold {', '.join(kinds)}")
    return [kinds[str(name).upper()] for name in names]
