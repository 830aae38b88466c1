"""Items in batches."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in their order, `size` at once and the rest at the end; each is taken when its batch is."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
