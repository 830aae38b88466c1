"""Which articles tell one story: how close two of them are by what they name, say and when, and the groups.

An article is the vector of its entities, weighted idf x sqrt(salience) with idf = ln(1 + articles / (1 + its
articles)); entities that nothing else names are left out, and those that are as common as `most_named` says.
Two articles are as close as the cosine of their vectors, 1 where one repeats the other's text, halved with
each `HALF_LIFE_DAYS` between them. Close ones hang together, the closest first, in chains too, as long as a
story spans no more than `SPAN_DAYS`.
docs/decisions/0028-stories-by-entities.md has the figures.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum, log, sqrt

from graph.identity import ARTICLE_PREFIX

CLOSE = 0.26
"""From this closeness on, two articles tell one story."""

LEAST_SHARED = 2
"""Entities that two articles of one story have in common at least, where neither repeats the other."""

WINDOW_DAYS = 21
HALF_LIFE_DAYS = 30.0

COMMON = 0.02
COMMON_LEAST = 50
"""What more than this part of all articles name, and more than so many articles, tells no story."""

SPAN_DAYS = 21
"""Days from the first article of a story to the last one at most."""

_DAY = 86_400_000

Pair = tuple[float, str, str]
"""How close two articles are, and their ids in order."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An article as stories see it: its moment in milliseconds since 1970 and the weights of its entities.

    The weights are those of `weigh`. `repeats` is the id of the article whose text it repeats, if any.
    """

    id: str
    at: int
    weights: Mapping[str, float]
    repeats: str | None = None


@dataclass(slots=True)
class Part:
    """An article, or a story that is there already, on its way into a story; `first` and `last` bound it.

    Both are in milliseconds since 1970; `hero` is the id of the first article.
    """

    id: str
    first: int
    last: int
    hero: str
    articles: int = 1


def most_named(articles: int) -> float:
    """How many articles may name an entity that tells stories, of so many in all."""
    return max(COMMON_LEAST, COMMON * articles)


def weigh(articles: int, named: Iterable[tuple[str, int, float]]) -> dict[str, float]:
    """The weights of those of an article's entities that tell stories, a vector of length 1 or empty.

    `named` gives id, count of articles and salience of each entity.
    """
    most = most_named(articles)
    weights = {
        id_: log(1.0 + articles / (1 + count)) * sqrt(salience)
        for id_, count, salience in named
        if 1 < count <= most
    }
    length = sqrt(fsum(weight * weight for weight in weights.values())) or 1.0
    return {id_: weight / length for id_, weight in weights.items()}


def closeness(one: Telling, other: Telling) -> float:
    """How close two articles are, 0 to 1; 0 where they are too far apart or share too little."""
    days = abs(one.at - other.at) / _DAY
    if days > WINDOW_DAYS:
        return 0.0
    fading = 0.5 ** (days / HALF_LIFE_DAYS)
    if one.repeats == other.id or other.repeats == one.id:
        return fading
    shared = one.weights.keys() & other.weights.keys()
    if len(shared) < LEAST_SHARED:
        return 0.0
    return fsum(one.weights[id_] * other.weights[id_] for id_ in shared) * fading


def pair(one: Telling, other: Telling) -> Pair:
    """Two articles with how close they are; the order in which they are given plays no part."""
    return (closeness(one, other), min(one.id, other.id), max(one.id, other.id))


def groups(pairs: Iterable[Pair], parts: Mapping[str, Part]) -> list[list[Part]]:
    """The parts that close pairs join, the closest first, none longer than `SPAN_DAYS`.

    `parts` gives by each id of a pair what it is a part of: several articles may be of one story already.
    Two parts or more to a group, in no order that means anything.
    """
    group: dict[str, tuple[list[Part], int, int]] = {}
    for _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        mine, theirs = (
            group.setdefault(part.id, ([part], part.first, part.last)) for part in (parts[one], parts[other])
        )
        first, last = min(mine[1], theirs[1]), max(mine[2], theirs[2])
        if mine is theirs or last - first > SPAN_DAYS * _DAY:
            continue
        joined = ([*mine[0], *theirs[0]], first, last)
        group |= dict.fromkeys((part.id for part in joined[0]), joined)
    return [members for members, *_ in {id(it): it for it in group.values()}.values() if len(members) > 1]


def story_id(first: str) -> str:
    """Id of the story that begins with an article; it tells the article, so that it leads on to its story."""
    return "story-" + first.removeprefix(ARTICLE_PREFIX)
