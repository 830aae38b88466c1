"""Source documents: what files, folders and standard input hold, one document for each article."""

import gzip
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from os import fstat
from pathlib import Path
from typing import Any, BinaryIO, cast

import orjson

from graph.errors import BadPage
from ingest.encoding import decode

MOST_BYTES = 16 * 1024 * 1024
"""A page or feed larger than this is refused; JSON Lines may be of any size, each line at most this."""

STANDARD_INPUT = "-"


class DocumentKind(StrEnum):
    """How a document is to be read."""

    TEXT = "TEXT"
    RECORD = "RECORD"
    HTML = "HTML"
    ENTRY = "ENTRY"


class _FileKind(StrEnum):
    """What a file holds, told by its suffix or its start."""

    TEXT = "TEXT"
    HTML = "HTML"
    LINES = "LINES"
    JSON = "JSON"
    XML = "XML"


_COMPRESSED = ".gz"
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_START = 4000
_KINDS = {
    ".txt": _FileKind.TEXT, ".text": _FileKind.TEXT,
    ".jsonl": _FileKind.LINES, ".ndjson": _FileKind.LINES,
    ".json": _FileKind.JSON, ".jsonld": _FileKind.JSON,
    ".html": _FileKind.HTML, ".htm": _FileKind.HTML, ".xhtml": _FileKind.HTML,
    ".rss": _FileKind.XML, ".atom": _FileKind.XML, ".rdf": _FileKind.XML, ".xml": _FileKind.XML,
}  # fmt: skip
_PAGES = (".txt", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Document:
    """One article's source: its name for people (path, with line or entry where a file holds many) and text.

    `text` is a scraped page, one JSON object, markup, or what an entry of a feed declares, as `kind` says.
    `size` counts the bytes of files read for it: over all documents and failures of some paths it adds up
    to `measure_paths`.
    """

    name: str
    kind: DocumentKind
    text: str
    size: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read, and why."""

    name: str
    error: BadPage
    size: int = field(default=0, compare=False)


def measure_paths(paths: Sequence[str]) -> int | None:
    """Bytes of the files that `read_paths` will read, without opening one; None with standard input."""
    if STANDARD_INPUT in paths:
        return None
    total = 0
    for path in map(Path, paths):
        for file in _walk(path) if path.is_dir() else (path,):
            if isinstance(file, Path) and file.is_file():
                total += file.stat().st_size
    return total


def read_paths(paths: Sequence[str], stdin: BinaryIO | None) -> Iterator[Document | Failure]:
    """Read files and folders one by one, in order; what is wrong with one never stops the others.

    A folder is walked in order of names, hidden files and files of other kinds left out, and JSON beside a
    page of the same name (that is what somebody says of the page); a file named outright is read whatever
    its suffix. What ends in .gz is unpacked. "-" is standard input. Files are opened only as the iterator
    reaches them.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield from _read_standard_input(stdin)
        elif Path(path).is_dir():
            for entry in _walk(Path(path)):
                yield from (entry,) if isinstance(entry, Failure) else _read_file(entry)
        else:
            yield from _read_file(Path(path))


def _walk(folder: Path) -> Iterator[Path | Failure]:
    """The files of a folder that are read, in order."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(str(folder), error)
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif _kind(entry) and not (entry.suffix == ".json" and _has_page(entry, names)):
            yield entry


def _has_page(entry: Path, names: set[str]) -> bool:
    return any(entry.with_suffix(suffix).name in names for suffix in _PAGES)


def _kind(path: Path) -> _FileKind | None:
    name = path.with_suffix("") if path.suffix.lower() == _COMPRESSED else path
    return _KINDS.get(name.suffix.lower())


def _read_file(path: Path) -> Iterator[Document | Failure]:
    try:
        with path.open("rb") as raw:
            if path.suffix.lower() == _COMPRESSED:
                with gzip.open(raw) as unpacked:
                    stream = cast(BinaryIO, unpacked)
                    yield from _sized(raw, _unpacked(str(path), _read_stream(str(path), _kind(path), stream)))
            else:
                yield from _sized(raw, _read_stream(str(path), _kind(path), raw))
    except OSError as error:
        yield _unreadable(str(path), error)


def _unpacked(name: str, found: Iterator[Document | Failure]) -> Iterator[Document | Failure]:
    """What a packed file holds, up to where it is broken."""
    try:
        yield from found
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield Failure(name, BadPage(f"{name} is no whole gzip file; pack it again with gzip"))


def _sized(raw: BinaryIO, found: Iterator[Document | Failure]) -> Iterator[Document | Failure]:
    """Tell each document how many bytes were read for it, the last one what is left."""
    before, waiting = 0, None
    for item in found:
        if waiting is not None:
            yield waiting
        place = raw.tell()
        waiting = replace(item, size=place - before)
        before = place
    if waiting is not None:
        left = fstat(raw.fileno()).st_size - before
        yield replace(waiting, size=waiting.size + max(0, left))


def _read_standard_input(stdin: BinaryIO | None) -> Iterator[Document | Failure]:
    name = "standard input"
    if stdin is None:
        yield Failure(name, BadPage(f"{name} is not open; pipe a page into it or name a file"))
    else:
        yield from _read_stream(name, None, stdin)


def _read_stream(name: str, kind: _FileKind | None, stream: BinaryIO) -> Iterator[Document | Failure]:
    if kind is _FileKind.LINES:
        yield from _read_lines(name, stream)
        return
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        yield Failure(name, BadPage(f"{name} is larger than {MOST_BYTES >> 20} MiB; give one page a file"))
        return
    try:
        text = decode(data)
    except BadPage as error:
        yield Failure(name, BadPage(f"{name} {error}"))
        return
    kind = kind or _recognize(text)
    if kind is _FileKind.JSON:
        yield from _read_json(name, text)
    elif kind is _FileKind.XML:
        yield from _read_xml(name, text)
    else:
        yield Document(name, DocumentKind(kind.value), text)


def _read_lines(name: str, stream: BinaryIO) -> Iterator[Document | Failure]:
    """Each line of a JSON Lines file; a line's fault is its own."""
    found = False
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        label = f"{name}, line {number}"
        if len(line) > MOST_BYTES:
            yield Failure(
                label, BadPage(f"{label} is longer than {MOST_BYTES >> 20} MiB; give one article a line")
            )
            return
        if not line.strip():
            continue
        found = True
        try:
            yield Document(label, DocumentKind.RECORD, line.decode("utf-8-sig").strip())
        except UnicodeDecodeError:
            yield Failure(label, BadPage(f"{label} is not in UTF-8; JSON Lines are always in UTF-8"))
    if not found:
        yield Failure(name, BadPage(f"{name} is empty; give one JSON object a line"))


def _read_json(name: str, text: str) -> Iterator[Document | Failure]:
    """One object, a list of objects, a JSON-LD graph, or after all one object a line."""
    try:
        data: object = orjson.loads(text.lstrip("\ufeff"))
    except orjson.JSONDecodeError as error:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for _, line in lines[:2]):
            for number, line in lines:
                yield Document(f"{name}, line {number}", DocumentKind.RECORD, line.strip())
        else:
            yield Failure(
                name, BadPage(f"{name} is no JSON at line {error.lineno}; give an object or a list")
            )
        return
    if isinstance(data, dict) and "@graph" in data:
        from ingest.newsarticle import split_graph

        data = cast(object, split_graph(cast(dict[str, Any], data)) or data)
    if not isinstance(data, list):
        yield Document(name, DocumentKind.RECORD, orjson.dumps(data).decode())
        return
    items = cast(list[object], data)
    if not items:
        yield Failure(name, BadPage(f"{name} holds no article; give a list of objects that are articles"))
    for number, item in enumerate(items, start=1):
        label = name if len(items) == 1 else f"{name}, item {number}"
        yield Document(label, DocumentKind.RECORD, orjson.dumps(item).decode())


def _read_xml(name: str, text: str) -> Iterator[Document | Failure]:
    """The entries of a feed; XML that is a page is one."""
    if not _FEED.search(text[:_START]) and "<html" in text[:_START].lower():
        yield Document(name, DocumentKind.HTML, text)
        return
    from ingest.feed import read_feed

    try:
        for number, line, entry in read_feed(text):
            label = f"{name}, entry {number}"
            if entry is None:
                yield Failure(
                    label,
                    BadPage(f"{label} (line {line}) breaks off; give the whole feed, up to its last tag"),
                )
            else:
                yield Document(label, DocumentKind.ENTRY, entry)
    except BadPage as error:
        yield Failure(name, BadPage(f"{name} {error}"))


def _recognize(text: str) -> _FileKind:
    """Tell by its start what a text without a telling name is."""
    start = text.lstrip("\ufeff \t\r\n")[:_START]
    if start.startswith("<") and _FEED.search(start):
        return _FileKind.XML
    if start[:200].lower().startswith(("<!doctype html", "<html", "<?xml")):
        return _FileKind.HTML
    if re.match(r'\{\s*"|\[\s*\{', start):
        return _FileKind.JSON
    return _FileKind.TEXT


def _unreadable(name: str, error: OSError) -> Failure:
    reason = (error.strerror or str(error)).lower()
    return Failure(
        name, BadPage(f"{name} cannot be read ({reason}); give a file, a folder or - for standard input")
    )
