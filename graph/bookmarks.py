"""What a client has seen of a cluster, so that it never reads from a server that has not come so far.

A process keeps its own writes by itself; those of another process are named by their bookmarks, for as long
as a block lasts.
https://neo4j.com/docs/operations-manual/current/clustering/introduction/#causal-consistency-explained
"""

from collections.abc import Collection, Generator
from contextlib import contextmanager
from contextvars import ContextVar

_wanted: ContextVar[frozenset[str]] = ContextVar("bookmarks", default=frozenset())


def wanted() -> frozenset[str]:
    """The bookmarks that reads must have reached here, beside the process's own."""
    return _wanted.get()


@contextmanager
def following(bookmarks: Collection[str]) -> Generator[None]:
    """Let reads in the block wait until these bookmarks have arrived where they read."""
    token = _wanted.set(frozenset(bookmarks))
    try:
        yield
    finally:
        _wanted.reset(token)
