"""Lists of articles in time, as Cypher: a stretch by keyset, a count, a sample.

Articles that name an entity are found by a seek on (entityId, orderedAt), which costs the same however
many there are; they are ordered by entityId too, so that the index's order is the answer's. Where several
entities can lead to an article, each is sought on its own and the stretches are merged.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import LiteralString

from resolvers.filters.articles import ArticleCondition, ArticleFilter, article_condition
from resolvers.filters.condition import literal
from resolvers.page import past_key

MOST_COUNTED = 10_000
"""Articles that are counted where counting means reading them, and that facets are told of."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of articles. Each text binds `_a`; `this` is the object whose list it is.

    `newest` and `oldest` give at most $limit in order, from the key ($at, $id) on; `sample` gives the
    newest, one more than $most. `total` and `is_capped` are expressions.
    """

    newest: LiteralString
    oldest: LiteralString
    sample: LiteralString
    total: LiteralString
    is_capped: LiteralString
    parameters: Mapping[str, object]


def all_articles(where: ArticleFilter | None) -> Listing:
    """All articles that fit a filter. Raises BadArgument for a filter that is too large."""
    wanted = article_condition(where)
    if not wanted.lookup:
        return _listing(wanted, _in_time, "", "" if wanted.text else "COUNT { MATCH (:Article) }")
    return _listing(replace(wanted, text=wanted.rest), _by_entity, literal(wanted.lookup))


def articles_of_entity(where: ArticleFilter | None, *, include_parts: bool) -> Listing:
    """The articles that name the entity `this`, or a part of that place, and fit a filter.

    Raises BadArgument for a filter that is too large.
    """
    wanted = article_condition(where)
    if include_parts:
        parts: LiteralString = (
            "CALL (this) { MATCH (_part)-[:PART_OF*0..6]->(this) WHERE _part.articleCount > 0 "
            "RETURN DISTINCT _part.id AS _of }\n"
        )
        return _listing(wanted, _by_entity, parts)
    return _listing(
        wanted, _by_entity, "WITH *, this.id AS _of\n", "" if wanted.text else "this.articleCount"
    )


def articles_of_story(where: ArticleFilter | None) -> Listing:
    """The articles that tell the story `this` and fit a filter. Raises BadArgument for one too large."""
    wanted = article_condition(where)
    return _listing(wanted, _of_story, "", "" if wanted.text else "this.articleCount")


def _listing(
    wanted: ArticleCondition,
    scan: Callable[[LiteralString, LiteralString, LiteralString, LiteralString], LiteralString],
    source: LiteralString,
    total: LiteralString = "",
) -> Listing:
    """Put a list together: `scan` writes a stretch, `source` binds `_of` before it.

    `total` is the expression of the count where it costs nothing; otherwise the articles are counted.
    """
    condition = literal(" AND " + wanted.text) if wanted.text else ""
    before = wanted.conditions.before + source
    counted: LiteralString = before + scan("", condition, "DESC", "$most + 1")
    return Listing(
        newest=before + scan("<=", condition, "DESC", "$limit"),
        oldest=before + scan(">=", condition, "ASC", "$limit"),
        sample=counted,
        total=total or "COUNT { " + before + scan("", condition, "DESC", "$most") + "RETURN _a }",
        is_capped="false" if total else "COUNT { " + counted + "RETURN _a } > $most",
        parameters=wanted.conditions.parameters,
    )


def _in_time(
    beyond: LiteralString, condition: LiteralString, way: LiteralString, limit: LiteralString
) -> LiteralString:
    """A stretch of all articles; `beyond` is <= or >= for those from the key on."""
    how: LiteralString = "SEEK " if beyond else ""
    # Under a condition the planner may know of a better index.
    index: LiteralString = "" if condition else "USING INDEX " + how + "_a:Article(orderedAt, id) "
    return (
        # An index on (orderedAt, id) is used only where both are asked for.
        "MATCH (_a:Article) " + index + "WHERE _a.id IS NOT NULL AND " + _key("_a", beyond) + condition + "\n"
        "WITH _a ORDER BY _a.orderedAt " + way + ", _a.id " + way + " LIMIT " + limit + "\n"
    )


def _by_entity(
    beyond: LiteralString, condition: LiteralString, way: LiteralString, limit: LiteralString
) -> LiteralString:
    """A stretch of the articles that name one of the entities `_of`; `beyond` as in `_in_time`."""
    return (
        # Where a page is short and entities are few, the planner would rather go through the whole index.
        "CALL (*) { MATCH (_a)-[_m:MENTIONS]->() USING INDEX SEEK _m:MENTIONS(entityId, orderedAt) "
        "WHERE _m.entityId = _of AND " + _key("_m", beyond) + condition + "\n"
        "WITH _a, _m ORDER BY _m.entityId " + way + ", _m.orderedAt " + way + ", _a.id " + way + " "
        "LIMIT " + limit + " RETURN _a }\n"
        "WITH DISTINCT _a ORDER BY _a.orderedAt " + way + ", _a.id " + way + " LIMIT " + limit + "\n"
    )


def _of_story(
    beyond: LiteralString, condition: LiteralString, way: LiteralString, limit: LiteralString
) -> LiteralString:
    """A stretch of the articles that tell the story `this`; `beyond` as in `_in_time`."""
    return (
        "MATCH (_a:Article)-[:IN_STORY]->(this) WHERE " + _key("_a", beyond) + condition + "\n"
        "WITH _a ORDER BY _a.orderedAt " + way + ", _a.id " + way + " LIMIT " + limit + "\n"
    )


def _key(of: LiteralString, beyond: LiteralString) -> LiteralString:
    """The condition of being past the key ($at, $id); without `beyond`, of having one at all."""
    moment: LiteralString = of + ".orderedAt"
    if not beyond:
        return moment + " IS NOT NULL"
    return past_key(moment, "_a.id", beyond)
