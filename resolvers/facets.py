"""Facets: what the articles of a list have in common, and how many each."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import UNSET

from resolvers.argument import Kinds
from resolvers.listing import MOST_COUNTED
from resolvers.page import checked_size
from resolvers.planner.piece import Many, One, asked, column, fixed

if TYPE_CHECKING:
    from resolvers.entity import Entity

Most = Annotated[int, strawberry.argument(description="How many at most, up to 100; the most frequent ones.")]


def entity_facets(kinds: Kinds = UNSET, first: Most = 10) -> Many:
    """The entities that most of the articles name."""
    return Many(
        "UNWIND this.articles AS _a MATCH (_a)-[:MENTIONS]->(_e:Entity) "
        "WHERE $kinds IS NULL OR any(_label IN labels(_e) WHERE _label IN $kinds) "
        "WITH _e, count(*) AS _count ORDER BY _count DESC, _e.id LIMIT $limit "
        "WITH {entity: _e, count: _count} AS row",
        {"limit": checked_size(first), "kinds": None if kinds is None else [kind.value for kind in kinds]},
    )


def source_facets(first: Most = 10) -> Many:
    """The sites that published most of the articles."""
    return Many(
        "UNWIND this.articles AS _a MATCH (_a)-[:PUBLISHED_BY]->(_s:Source) "
        "WITH _s.domain AS _domain, count(*) AS _count ORDER BY _count DESC, _domain LIMIT $limit "
        "WITH {value: _domain, count: _count} AS row",
        {"limit": checked_size(first)},
    )


def language_facets(first: Most = 10) -> Many:
    """The languages that most of the articles are in."""
    return Many(
        "UNWIND this.articles AS _a "
        "WITH _a.lang AS _lang, count(*) AS _count ORDER BY _count DESC, _lang LIMIT $limit "
        "WITH {value: _lang, count: _count} AS row",
        {"limit": checked_size(first)},
    )


def day_facets(first: Most = 31) -> Many:
    """The newest days with articles."""
    return Many(
        "UNWIND this.articles AS _a "
        "WITH date(_a.orderedAt) AS _day, count(*) AS _count ORDER BY _day DESC LIMIT $limit "
        "WITH {value: toString(_day), count: _count} AS row",
        {"limit": checked_size(first)},
    )


@strawberry.type(description="An entity and how many of a list's articles name it.")
class EntityFacet:
    """`this` is a map."""

    entity: Annotated["Entity", strawberry.lazy("resolvers.entity")] = fixed(
        One("WITH *, this.entity AS row"), "The entity."
    )
    count: int = column("this.count", "How many of the articles name it.")


@strawberry.type(description="A value and how many of a list's articles have it.")
class Facet:
    """`this` is a map."""

    value: str = column("this.value", "A domain, an ISO 639-1 code, or a day (UTC) as 2019-08-19.")
    count: int = column("this.count", "How many of the articles have it.")


@strawberry.type(
    description=f"What the articles of a list have in common; told of the newest {MOST_COUNTED:,} at most."
)
class ArticleFacets:
    """`this` is a map of articles and capped."""

    counted: int = column("size(this.articles)", "How many articles these facets are told of.")
    is_capped: bool = column("this.capped", "Whether the list has more articles than were counted.")
    entities: list[EntityFacet] = asked(entity_facets, "The entities that most of them name.")
    sources: list[Facet] = asked(source_facets, "The sites that published most of them.")
    languages: list[Facet] = asked(language_facets, "The languages that most of them are in.")
    days: list[Facet] = asked(day_facets, "On which days they are dated, newest day first.")
