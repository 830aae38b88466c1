"""One table: a CSV file of rows, in the form that `graph.embedded.admin.import_tables` asks for.

Columns are named as Neo4j's importer has them: name, type where it is no text, and which are the ids. The
header of a table stands in a file of its own, so that rows may be written in many parts.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from graph.moment import EPOCH

ARRAY_DELIMITER = "\x1f"
"""Parts the elements of an array; no text may hold it."""

_DAY_MS = 86_400_000

NODES: dict[str, str] = {
    "articles": "Article",
    "entities": "Entity",
    "aliases": "Alias",
    "sources": "Source",
    "authors": "Author",
    "stories": "Story",
    "layout": "Layout",
}
RELATIONSHIPS: dict[str, str] = {
    "mentions": "MENTIONS",
    "names": "NAMES",
    "published": "PUBLISHED_BY",
    "written": "WRITTEN_BY",
    "told": "IN_STORY",
    "parts": "PART_OF",
    "involved": "INVOLVES",
    "places": "AT",
}


class Table:
    """A part of a table, open for rows; None is left out, lists are arrays."""

    def __init__(self, folder: Path, name: str, part: int = 0) -> None:
        """Begin a part; a name of `NODES` or `RELATIONSHIPS`."""
        self._file = (folder / f"{name}-{part:06}.csv").open("w", encoding="utf-8", newline="")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, row: Iterable[object]) -> None:
        """Add a row."""
        self._file.write(",".join(map(_cell, row)) + "\n")


def write_header(folder: Path, name: str, columns: Sequence[str]) -> None:
    """Write the header of a table."""
    (folder / f"{name}-header.csv").write_text(",".join(columns) + "\n", "utf-8")


def import_options(folder: Path) -> list[str]:
    """The options that name every table of a folder which has rows."""
    options: list[str] = []
    for option, names in (("nodes", NODES), ("relationships", RELATIONSHIPS)):
        for name, label in names.items():
            parts = sorted(folder.glob(f"{name}-[0-9]*.csv"))
            if any(part.stat().st_size for part in parts):
                # A pattern: some systems have no room for the names of ten thousand parts.
                options.append(f"--{option}={label}={folder / name}-header.csv,{folder / name}-[0-9]+\\.csv")
    return options


def moment(milliseconds: int) -> str:
    """A moment in UTC, from milliseconds since 1970."""
    day, rest = divmod(milliseconds, _DAY_MS)
    seconds, rest = divmod(rest, 1000)
    date = EPOCH.fromordinal(EPOCH.toordinal() + day)
    return (
        f"{date.year:04}-{date.month:02}-{date.day:02}"
        f"T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}Z"
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        # Quoted, nothing is an array of no elements; it would be no property else.
        value = ARRAY_DELIMITER.join(map(str, cast(Iterable[object], value)))
    return '"' + str(value).replace('"', '""') + '"'
