"""A name as it was spotted in a text."""

from dataclasses import dataclass
from typing import NamedTuple

from graph.model import Entity, EntityKind


@dataclass(frozen=True, slots=True)
class Spotted:
    """A name from word `first` to word `after` (not included); `start` is its first letter's offset.

    `certain` tells that the words around it say what it is: a title, a role, the head of an
    organization's name; the others are candidates only. `surname` is where a person's last name begins.
    """

    kind: EntityKind
    first: int
    after: int
    start: int
    certain: bool
    surname: int


@dataclass(frozen=True, slots=True)
class Known:
    """A name that no lexicon has, but whose entity is known.

    It stands over the words from `first` to `after` (not included); `start` is where it begins, behind what
    Arabic joins to it.
    """

    entity: Entity
    first: int
    after: int
    start: int


class LinkedWords(NamedTuple):
    """A link over the words from `first` to `after` (not included); an adjective of origin has no `kind`."""

    first: int
    after: int
    kind: EntityKind | None
