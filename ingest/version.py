"""The version of the reader: another one may read another article out of the same document."""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

_READ = (".py", ".toml", ".jsonl", ".tsv")


@cache
def reader_version() -> str:
    """32 hexadecimal digits over all code and data that an article follows from."""
    digest = blake2b(digest_size=16)
    for room in ("graph", "ingest", "seeds"):
        for file in _files(files(room), is_deep=room != "graph"):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(folder: Traversable, *, is_deep: bool) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and is_deep:
            yield from _files(entry, is_deep=True)
        elif entry.name.endswith(_READ):
            yield entry
