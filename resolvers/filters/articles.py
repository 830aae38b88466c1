"""Which articles of a list: the filter and the Cypher that it comes to."""

from __future__ import annotations

from dataclasses import dataclass, replace

import strawberry
from strawberry import UNSET

from graph.text import text_indexes
from resolvers.enums import TitleOrigin
from resolvers.filters.comparison import (
    IdFilter,
    StringFilter,
    TimeFilter,
    as_it_is,
    id_condition,
    text_condition,
    time_condition,
)
from resolvers.filters.condition import Conditions, combined, every, given, literal
from resolvers.filters.words import checked_words

MOST_HITS = 10_000
"""Articles, the best fitting ones, that `words` looks at."""


@strawberry.input(description="Which entities an article names, by their ids.")
class MentionFilter:
    """Entities that articles mention."""

    all: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="It names every one of these."
    )
    some: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="It names at least one of these."
    )
    none: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="It names not one of these."
    )
    include_parts: bool = strawberry.field(
        default=False, description="A place counts as named where a place within it is: a city of a country."
    )


@strawberry.input(
    description="Which articles. Where several conditions are given, all must hold; null counts as left out."
)
class ArticleFilter:
    """Articles."""

    AND: list[ArticleFilter] | None = strawberry.field(
        name="AND", default=UNSET, description="All of these hold; an empty list always does."
    )
    OR: list[ArticleFilter] | None = strawberry.field(
        name="OR", default=UNSET, description="At least one of these holds; an empty list never does."
    )
    NOT: ArticleFilter | None = strawberry.field(name="NOT", default=UNSET, description="This does not hold.")
    id: IdFilter | None = strawberry.field(default=UNSET, description="Its id.")
    title: StringFilter | None = strawberry.field(
        default=UNSET, description="Its title, compared without case, marks and ways to spell Arabic."
    )
    words: str | None = strawberry.field(
        default=UNSET,
        description="Words of its title, caption or body, stems compared; any text is safe. "
        f"Among the {MOST_HITS:,} articles that fit the words best.",
    )
    lang: StringFilter | None = strawberry.field(default=UNSET, description="ISO 639-1 code of its language.")
    source: StringFilter | None = strawberry.field(
        default=UNSET, description="Domain of the site that published it."
    )
    byline: StringFilter | None = strawberry.field(
        default=UNSET, description="Who wrote it, as printed, to the letter."
    )
    title_origin: list[TitleOrigin] | None = strawberry.field(
        default=UNSET, description="One of these says where its title comes from."
    )
    published_at: TimeFilter | None = strawberry.field(
        default=UNSET, description="When it was published; an article without a date does not fit."
    )
    ordered_at: TimeFilter | None = strawberry.field(
        default=UNSET, description="The date that lists go by: publishedAt, else when it was ingested."
    )
    ingested_at: TimeFilter | None = strawberry.field(
        default=UNSET, description="When it first came into the graph."
    )
    entities: MentionFilter | None = strawberry.field(default=UNSET, description="Which entities it names.")
    is_duplicate: bool | None = strawberry.field(
        default=UNSET, description="Whether it repeats the text of an earlier article."
    )


@dataclass(frozen=True, slots=True)
class ArticleCondition:
    """What a filter comes to.

    `text` is a condition on the article `_a`, `conditions` holds its parameters and preludes. `lookup`, where
    it is not empty, are clauses that bind `_of` to ids of entities, of which every article that fits names
    one: articles may be looked up by them. `rest` is what must hold of those that were.
    """

    text: str
    conditions: Conditions
    lookup: str = ""
    rest: str = ""


def article_condition(wanted: ArticleFilter | None) -> ArticleCondition:
    """Tell which articles fit. Raises BadArgument for a filter that is too large."""
    conditions = Conditions()
    if wanted is None:
        return ArticleCondition("", conditions)
    entities = wanted.entities
    if isinstance(entities, MentionFilter) and given(entities.some) and not entities.all:
        # Looking up by these is all that they ask for.
        ids = conditions.value(list(entities.some or ()))
        others = replace(wanted, entities=replace(entities, some=UNSET))
        rest = _article(others, conditions)
        names = _names_within if entities.include_parts else _names
        lookup = _WITHIN.format(f"IN {ids}") if entities.include_parts else _EACH.format(ids)
        return ArticleCondition(every([names(f"IN {ids}"), rest]), conditions, lookup, rest)
    lookup = _lookup(wanted, conditions)
    text = _article(wanted, conditions)
    return ArticleCondition(text, conditions, lookup, text)


def _lookup(wanted: ArticleFilter, conditions: Conditions) -> str:
    """Clauses that bind `_of`, one entity a row, by what must hold of every article that fits."""
    entities = wanted.entities
    if isinstance(entities, MentionFilter):
        if entities.all:
            ids = conditions.value(list(entities.all))
            return _WITHIN.format(f"= {ids}[0]") if entities.include_parts else _RAREST.format(ids)
        if given(entities.some):
            ids = conditions.value(list(entities.some or ()))
            return _WITHIN.format(f"IN {ids}") if entities.include_parts else _EACH.format(ids)
    for each in wanted.AND or ():
        if lookup := _lookup(each, conditions):
            return lookup
    return ""


# Of entities that must all be named, the rarest one leads to the fewest articles.
_RAREST = (
    "CALL () {{ MATCH (_rare:Entity) WHERE _rare.id IN {} "
    "RETURN _rare.id AS _of ORDER BY _rare.articleCount, _rare.id LIMIT 1 }}\n"
)
_EACH = "CALL () {{ UNWIND {} AS _each RETURN DISTINCT _each AS _of }}\n"
# From the whole to its parts: the planner might else begin at all entities, as by a label of theirs.
_WITHIN = (
    "CALL () {{ MATCH (_whole:Entity) USING INDEX SEEK _whole:Entity(id) WHERE _whole.id {} CALL (_whole) {{ "
    "MATCH (_part)-[:PART_OF*0..6]->(_whole) WHERE _part.articleCount > 0 RETURN _part }} "
    "RETURN DISTINCT _part.id AS _of }}\n"
)


def _article(wanted: ArticleFilter, conditions: Conditions) -> str:
    parts = combined(wanted.AND, wanted.OR, wanted.NOT, lambda one: _article(one, conditions))
    return every([*parts, *_own(wanted, conditions), *_around(wanted, conditions)])


def _own(wanted: ArticleFilter, conditions: Conditions) -> list[str]:
    """Conditions on the article's own properties."""
    parts: list[str] = []
    if isinstance(wanted.id, IdFilter):
        parts.append(id_condition(wanted.id, "_a.id", conditions))
    if isinstance(wanted.title, StringFilter):
        parts.append(text_condition(wanted.title, "_a.titleFolded", conditions))
    if isinstance(wanted.lang, StringFilter):
        parts.append(text_condition(wanted.lang, "_a.lang", conditions, str.lower))
    if wanted.title_origin is not UNSET and wanted.title_origin is not None:
        origins = conditions.value([origin.value for origin in wanted.title_origin])
        parts.append(f"_a.titleOrigin IN {origins}")
    for moments, of in (
        (wanted.published_at, "_a.publishedAt"),
        (wanted.ordered_at, "_a.orderedAt"),
        (wanted.ingested_at, "_a.ingestedAt"),
    ):
        if isinstance(moments, TimeFilter):
            parts.append(time_condition(moments, of, conditions))
    return parts


def _around(wanted: ArticleFilter, conditions: Conditions) -> list[str]:
    """Conditions on what the article hangs together with."""
    parts: list[str] = []
    if isinstance(wanted.source, StringFilter):
        named = text_condition(wanted.source, "_fs.domain", conditions, str.lower)
        parts.append(f"EXISTS {{ MATCH (_a)-[:PUBLISHED_BY]->(_fs:Source) WHERE {named} }}")
    if isinstance(wanted.byline, StringFilter):
        named = text_condition(wanted.byline, "_fw.name", conditions, as_it_is)
        parts.append(f"EXISTS {{ MATCH (_a)-[:WRITTEN_BY]->(_fw:Author) WHERE {named} }}")
    if isinstance(wanted.words, str):
        parts.append(_words(wanted.words, conditions))
    if isinstance(wanted.entities, MentionFilter):
        parts += _entities(wanted.entities, conditions)
    if given(wanted.is_duplicate):
        repeats = "EXISTS { MATCH (_a)-[:DUPLICATE_OF]->(:Article) }"
        parts.append(repeats if wanted.is_duplicate else f"NOT {repeats}")
    return parts


def _words(text: str, conditions: Conditions) -> str:
    words = checked_words(text, "words")
    if not words:
        return "false"
    query = conditions.value(words)
    hits = f"_hits{len(conditions.preludes)}"
    # No aggregate: Neo4j 5.26 takes a COUNT that holds one for an aggregate itself.
    conditions.prelude(
        f"CALL () {{ RETURN COLLECT {{ UNWIND {literal(str(text_indexes(None)))} AS _index "
        f"CALL db.index.fulltext.queryNodes(_index, {query}, {{limit: {MOST_HITS}}}) "
        f"YIELD node AS _hit, score AS _fit RETURN _hit ORDER BY _fit DESC, _hit.id LIMIT {MOST_HITS} }} "
        f"AS {hits} }}"
    )
    return f"_a IN {hits}"


def _entities(wanted: MentionFilter, conditions: Conditions) -> list[str]:
    names = _names_within if wanted.include_parts else _names
    parts: list[str] = []
    if wanted.all is not UNSET and wanted.all is not None:
        ids = conditions.value(list(wanted.all))
        parts.append(f"all(_fid IN {ids} WHERE {names('= _fid')})")
    if wanted.some is not UNSET and wanted.some is not None:
        parts.append(names(f"IN {conditions.value(list(wanted.some))}"))
    if wanted.none is not UNSET and wanted.none is not None:
        parts.append(f"NOT {names(f'IN {conditions.value(list(wanted.none))}')}")
    return parts


def _names(whom: str) -> str:
    """The article names an entity whose id is as `whom` says."""
    return f"EXISTS {{ MATCH (_a)-[_fm:MENTIONS]->() WHERE _fm.entityId {whom} }}"


def _names_within(whom: str) -> str:
    """The article names an entity whose id is as `whom` says, or a place within it.

    No labels: by them the planner may begin at all entities, or at all parts of a country, for each article.
    """
    return f"EXISTS {{ MATCH (_a)-[:MENTIONS]->()-[:PART_OF*0..6]->(_fe) WHERE _fe.id {whom} }}"
