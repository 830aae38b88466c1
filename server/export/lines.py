"""The whole graph as JSON Lines: the same graph gives the same bytes."""

from collections.abc import AsyncGenerator
from typing import Any

import orjson

from graph.database import Database
from graph.whole import whole_graph


async def graph_lines(database: Database) -> AsyncGenerator[bytes]:
    """A line for each node, with its relationships; see `graph.whole`."""
    async for node in whole_graph(database):
        node["links"].sort(key=_json)
        yield _json(node) + b"\n"


def _json(value: Any) -> bytes:
    return orjson.dumps(value, default=_moment, option=orjson.OPT_SORT_KEYS)


def _moment(value: Any) -> str:
    """A moment as the database has it."""
    return str(value.iso_format())
