"""Source documents: what files, folders and standard input hold, one document for each article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from graph.errors import BadPage
from ingest.encoding import decode

MOST_BYTES = 16 * 1024 * 1024
"""A page larger than this is refused; JSON Lines may be of any size, each line at most this."""

STANDARD_INPUT = "-"


class DocumentKind(StrEnum):
    """How a document is to be read."""

    TEXT = "TEXT"
    RECORD = "RECORD"
    HTML = "HTML"


_KINDS = {
    ".txt": DocumentKind.TEXT,
    ".text": DocumentKind.TEXT,
    ".jsonl": DocumentKind.RECORD,
    ".ndjson": DocumentKind.RECORD,
    ".html": DocumentKind.HTML,
    ".htm": DocumentKind.HTML,
    ".xhtml": DocumentKind.HTML,
}


@dataclass(frozen=True, slots=True)
class Document:
    """One article's source: its name for people (path, with the line where a file holds many) and text.

    `text` is a scraped page, one line of JSON, or markup, as `kind` says.
    """

    name: str
    kind: DocumentKind
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read, and why."""

    name: str
    error: BadPage


def read_paths(paths: Sequence[str], stdin: BinaryIO | None) -> Iterator[Document | Failure]:
    """Read files and folders one by one, in order; what is wrong with one never stops the others.

    A folder is walked in order of names, hidden files and files of other kinds left out; a file
    named outright is read whatever its suffix. "-" is standard input. Files are opened only as the
    iterator reaches them.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield from _read_standard_input(stdin)
        elif Path(path).is_dir():
            yield from _read_folder(Path(path))
        else:
            yield from _read_file(Path(path))


def _read_folder(folder: Path) -> Iterator[Document | Failure]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(str(folder), error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _read_folder(entry)
        elif entry.suffix.lower() in _KINDS:
            yield from _read_file(entry)


def _read_file(path: Path) -> Iterator[Document | Failure]:
    kind = _KINDS.get(path.suffix.lower())
    try:
        with path.open("rb") as stream:
            yield from _read_stream(str(path), kind, stream)
    except OSError as error:
        yield _unreadable(str(path), error)


def _read_standard_input(stdin: BinaryIO | None) -> Iterator[Document | Failure]:
    name = "standard input"
    if stdin is None:
        yield Failure(name, BadPage(f"{name} is not open; pipe a page into it or name a file"))
    else:
        yield from _read_stream(name, None, stdin)


def _read_stream(name: str, kind: DocumentKind | None, stream: BinaryIO) -> Iterator[Document | Failure]:
    if kind is DocumentKind.RECORD:
        yield from _read_records(name, stream)
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
    if kind is DocumentKind.RECORD:
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield Document(f"{name}, line {number}", kind, line.strip())
    else:
        yield Document(name, kind, text)


def _read_records(name: str, stream: BinaryIO) -> Iterator[Document | Failure]:
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


def _recognize(text: str) -> DocumentKind:
    """Tell by its start what a text without a telling name is."""
    start = text.lstrip("\ufeff \t\r\n")[:200].lower()
    if start.startswith(("<!doctype html", "<html", "<?xml")):
        return DocumentKind.HTML
    if start.startswith(('{"', '{ "')):
        return DocumentKind.RECORD
    return DocumentKind.TEXT


def _unreadable(name: str, error: OSError) -> Failure:
    reason = (error.strerror or str(error)).lower()
    return Failure(
        name, BadPage(f"{name} cannot be read ({reason}); give a file, a folder or - for standard input")
    )
