"""Which articles tell one story: how close two of them are by what they name and when, and the groups.

An article is the vector of its entities, weighted idf x sqrt(salience) with idf = ln(1 + articles / (1 + its
articles)); entities that nothing else names are left out. Two articles are as close as the cosine of their
vectors, halved with each `HALF_LIFE_DAYS` between them. Close ones hang together, in chains too.
docs/decisions/0028-stories-by-entities.md has the figures.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from graph.identity import digest

CLOSE = 0.26
"""From this closeness on, two articles tell one story."""

LEAST_SHARED = 2
"""Entities that two articles of one story have in common at least."""

WINDOW_DAYS = 21
HALF_LIFE_DAYS = 30.0
_DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class Telling:
    """An article as stories see it: its moment in milliseconds since 1970 and the weights of its entities."""

    id: str
    at: int
    weights: Mapping[str, float]


def weigh(articles: int, named: Iterable[tuple[str, int, float]]) -> dict[str, float]:
    """The weights of an article's entities; `named` gives id, count of articles and salience of each."""
    return {
        id_: log(1.0 + articles / (1 + count)) * sqrt(salience) for id_, count, salience in named if count > 1
    }


def closeness(one: Telling, other: Telling) -> float:
    """How close two articles are, 0 to 1; 0 where they are too far apart or share too little."""
    days = abs(one.at - other.at) / _DAY
    shared = one.weights.keys() & other.weights.keys()
    if days > WINDOW_DAYS or len(shared) < LEAST_SHARED:
        return 0.0
    product = sum(one.weights[id_] * other.weights[id_] for id_ in sorted(shared))
    return product / (_norm(one) * _norm(other)) * 0.5 ** (days / HALF_LIFE_DAYS)


def groups(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The ids that pairs join, those of each group together and sorted, groups by their first id."""
    group: dict[str, list[str]] = {}
    for one, other in pairs:
        mine, theirs = group.setdefault(one, [one]), group.setdefault(other, [other])
        if mine is not theirs:
            larger, smaller = (mine, theirs) if len(mine) >= len(theirs) else (theirs, mine)
            larger += smaller
            group |= dict.fromkeys(smaller, larger)
    return sorted({id(members): sorted(members) for members in group.values()}.values())


def story_id(first: str) -> str:
    """Id of the story that begins with an article."""
    return f"story-{digest(('story', first))}"


def _norm(telling: Telling) -> float:
    return sqrt(sum(weight * weight for weight in telling.weights.values())) or 1.0
