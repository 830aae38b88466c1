"""Which articles tell one story: how close two of them are by what they name, say and when, and the groups.

An article is the vector of its entities, weighted idf x sqrt(salience) with idf = ln(1 + articles / (1 + its
articles)); entities that nothing else names are left out, and those that are as common as `most_named` says.
Two articles are as close as the cosine of their vectors, 1 where one repeats the other's text, halved with
each `HALF_LIFE_DAYS` between them. Close ones hang together, the closest first, as long as a story spans no
more than `SPAN_DAYS`, and enough of the pairs between what is joined are close. By chains, where an article
is close to the next one alone, a month of news would become one story.
docs/decisions/0028-stories-by-entities.md and 0060-no-story-by-chains.md have the figures.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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

LEAST_CLOSE = 0.25
"""Part of the pairs of articles between two groups that must be close for the two to become one."""

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
    """The parts that close pairs join, the closest first.

    `parts` gives by each id of a pair what it is a part of: several articles may be of one story already.
    Two parts or more to a group, in no order that means anything. No group is longer than `SPAN_DAYS`; what
    two groups become one by are at least `LEAST_CLOSE` of the pairs between their articles.
    """
    ordered = sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))
    group = {part.id: _Group([part], part.first, part.last, part.articles) for part in parts.values()}
    joints = [(parts[one].id, parts[other].id) for _, one, other in ordered]
    for one, other in joints:
        if one != other:
            group[one].close[group[other]] += 1
            group[other].close[group[one]] += 1
    for one, other in joints:
        mine, theirs = group[one], group[other]
        if mine is not theirs and mine.may_take_in(theirs):
            larger, smaller = (mine, theirs) if len(mine.parts) >= len(theirs.parts) else (theirs, mine)
            larger.take_in(smaller)
            group |= dict.fromkeys((part.id for part in smaller.parts), larger)
    return [it.parts for it in {id(it): it for it in group.values()}.values() if len(it.parts) > 1]


@dataclass(slots=True, eq=False)
class _Group:
    """Parts on their way into a story; `close` counts the close pairs of it and each other group."""

    parts: list[Part]
    first: int
    last: int
    articles: int
    close: Counter["_Group"] = field(default_factory=Counter["_Group"])

    def may_take_in(self, other: "_Group") -> bool:
        """Tell whether the two are short and close enough to be one."""
        days = (max(self.last, other.last) - min(self.first, other.first)) / _DAY
        return days <= SPAN_DAYS and self.close[other] >= LEAST_CLOSE * self.articles * other.articles

    def take_in(self, other: "_Group") -> None:
        """Become the two of them."""
        self.parts += other.parts
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.articles += other.articles
        del self.close[other], other.close[self]
        self.close += other.close
        for third, count in other.close.items():
            del third.close[other]
            third.close[self] += count


def story_id(first: str) -> str:
    """Id of the story that begins with an article; it tells the article, so that it leads on to its story."""
    return "story-" + first.removeprefix(ARTICLE_PREFIX)
