"""From a statement's row back to the response: positions become response keys.

A statement answers an object with a list, one place for each selected field, because a Cypher map
does not keep the order of its keys and repeats them over the wire. A shape knows the keys.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Row = Sequence[Any]
TYPE_KEY = "\0type"
"""Key under which a loose response keeps an object's type; no GraphQL name can be this."""


class NullInRequired(Exception):
    """A field that the schema calls non-null has no value in the graph."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One response key: the place of its value in the row, or a constant (`__typename`)."""

    key: str
    place: int | None
    constant: str | None = None
    child: "Shape | None" = None
    required: bool = False


class ObjectShape:
    """An object of one type: a row with a place for each entry."""

    def __init__(self, type_name: str, entries: Sequence[Entry], offset: int = 0) -> None:
        """Prepare the shape; `offset` is the row's first place that belongs to a field."""
        self._type_name = type_name
        self._entries = tuple(entries)
        self._required = tuple(entry.place for entry in entries if entry.required and entry.place is not None)
        in_order = [entry.place for entry in entries] == list(range(len(entries)))
        self._keys = tuple(entry.key for entry in entries)
        self._is_flat = offset == 0 and in_order and all(entry.child is None for entry in entries)

    def shape(self, row: Row) -> dict[str, Any]:
        """Turn a row into the response's object. Raises NullInRequired."""
        if None in row and any(row[place] is None for place in self._required):
            raise NullInRequired(self._type_name)
        if self._is_flat:
            return dict(zip(self._keys, row, strict=True))
        return self._fill(row, _shape)

    def loose(self, row: Row) -> dict[str, Any]:
        """Turn a row into the response's object, nulls left where they are, its type noted."""
        return {TYPE_KEY: self._type_name, **self._fill(row, _loose)}

    def _fill(self, row: Row, into: Callable[["Shape", Any], Any]) -> dict[str, Any]:
        filled: dict[str, Any] = {}
        for entry in self._entries:
            if entry.place is None:
                filled[entry.key] = entry.constant
                continue
            value = row[entry.place]
            filled[entry.key] = value if entry.child is None or value is None else into(entry.child, value)
        return filled


class TaggedShape:
    """An object of one of several types: the row's first place says which."""

    def __init__(self, shapes: Sequence[ObjectShape]) -> None:
        """Prepare the shape; a row's tag is an index into `shapes`."""
        self._shapes = tuple(shapes)

    def shape(self, row: Row) -> dict[str, Any]:
        """Turn a row into the response's object. Raises NullInRequired."""
        return self._shapes[int(row[0])].shape(row)

    def loose(self, row: Row) -> dict[str, Any]:
        """Turn a row into the response's object, nulls left where they are, its type noted."""
        return self._shapes[int(row[0])].loose(row)


class ListShape:
    """A list of objects."""

    def __init__(self, item: "Shape") -> None:
        """Prepare the shape of a list of `item`."""
        self._item = item

    def shape(self, row: Row) -> list[Any]:
        """Turn a list of rows into the response's list. Raises NullInRequired."""
        return [None if item is None else self._item.shape(item) for item in row]

    def loose(self, row: Row) -> list[Any]:
        """Turn a list of rows into the response's list, nulls left where they are."""
        return [None if item is None else self._item.loose(item) for item in row]


class FinishedShape:
    """A leaf that is made of what the graph answers by a function."""

    def __init__(self, finish: Callable[[Any], Any]) -> None:
        """Prepare the shape of a leaf that `finish` makes."""
        self._finish = finish

    def shape(self, row: Any) -> Any:
        """Turn what the graph answered into the response's value."""
        return self._finish(row)

    loose = shape


Shape = ObjectShape | TaggedShape | ListShape | FinishedShape


def _shape(child: Shape, value: Any) -> Any:
    return child.shape(value)


def _loose(child: Shape, value: Any) -> Any:
    return child.loose(value)
