"""Excerpts as tables: nodes.csv and edges.csv in one zip, as spreadsheets and Gephi import them."""

import csv
import io
import zipfile
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from typing import IO, cast

from resolvers.excerpt import Excerpt
from server.export.sink import Sink
from server.export.xml import NODE_KEYS, edges, nodes

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""A zip has a time for each file; a fixed one keeps two exports equal."""


async def tables(excerpt: Excerpt) -> AsyncGenerator[bytes]:
    """The excerpt as a zip of two CSV files (RFC 4180, UTF-8)."""
    sink = Sink()
    with zipfile.ZipFile(cast(IO[bytes], sink), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, header, rows in (
            ("nodes.csv", ("Id", *NODE_KEYS), _node_rows(excerpt)),
            ("edges.csv", ("Source", "Target", "Weight"), _edge_rows(excerpt)),
        ):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as file:
                file.write(_line(header))
                async for row in rows:
                    file.write(_line(row))
                    if sink.is_full:
                        yield sink.take()
    yield sink.take()


async def _node_rows(excerpt: Excerpt) -> AsyncIterator[Sequence[str]]:
    async for id_, values in nodes(excerpt):
        yield (id_, *(values.get(key, "") for key in NODE_KEYS))


async def _edge_rows(excerpt: Excerpt) -> AsyncIterator[Sequence[str]]:
    async for one, other, weight in edges(excerpt):
        yield (one, other, repr(weight))


def _line(values: Sequence[str]) -> bytes:
    """One record; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = io.StringIO()
    csv.writer(text).writerow(f"'{value}" if value.startswith(_FORMULA) else value for value in values)
    return text.getvalue().encode("utf-8", "replace")
