"""Which stories of a list: the filter and the Cypher that it comes to."""

from __future__ import annotations

from dataclasses import dataclass, replace

import strawberry
from strawberry import UNSET

from resolvers.filters.articles import MentionFilter
from resolvers.filters.comparison import (
    IdFilter,
    IntFilter,
    StringFilter,
    TimeFilter,
    id_condition,
    number_condition,
    text_condition,
    time_condition,
)
from resolvers.filters.condition import Conditions, combined, every, given


@strawberry.input(
    description="Which stories. Where several conditions are given, all must hold; null counts as left out."
)
class StoryFilter:
    """Stories."""

    AND: list[StoryFilter] | None = strawberry.field(
        name="AND", default=UNSET, description="All of these hold; an empty list always does."
    )
    OR: list[StoryFilter] | None = strawberry.field(
        name="OR", default=UNSET, description="At least one of these holds; an empty list never does."
    )
    NOT: StoryFilter | None = strawberry.field(name="NOT", default=UNSET, description="This does not hold.")
    id: IdFilter | None = strawberry.field(default=UNSET, description="Its id.")
    title: StringFilter | None = strawberry.field(
        default=UNSET, description="Its title, compared without case, marks and ways to spell Arabic."
    )
    first_at: TimeFilter | None = strawberry.field(
        default=UNSET, description="The date of its first article."
    )
    last_at: TimeFilter | None = strawberry.field(default=UNSET, description="The date of its last article.")
    article_count: IntFilter | None = strawberry.field(
        default=UNSET, description="How many articles tell it."
    )
    lang: StringFilter | None = strawberry.field(
        default=UNSET, description="ISO 639-1 code of a language that one of its articles is in."
    )
    entities: MentionFilter | None = strawberry.field(
        default=UNSET, description="Which entities its articles name, be it not the same article."
    )


@dataclass(frozen=True, slots=True)
class Named:
    """Entities, by id: every story that fits names each of them (`is_all`), or one at least."""

    ids: list[str]
    is_all: bool


def story_condition(wanted: StoryFilter | None, conditions: Conditions) -> str:
    """The condition on the story `_s`; empty without a filter. Raises BadArgument for one too large."""
    return "" if wanted is None else _story(wanted, conditions)


def named_by(wanted: StoryFilter | None) -> Named | None:
    """The entities that a filter leads by; None where it does by none."""
    entities = wanted.entities if wanted is not None else None
    if not isinstance(entities, MentionFilter) or entities.include_parts:
        return None
    if entities.all:
        return Named([str(id_) for id_ in entities.all], is_all=True)
    return Named([str(id_) for id_ in entities.some or ()], is_all=False) if given(entities.some) else None


def without_some(wanted: StoryFilter) -> StoryFilter:
    """What must hold of stories that were looked up by the entities of which they must name one."""
    entities = wanted.entities
    return replace(wanted, entities=replace(entities, some=UNSET)) if entities else wanted


def names_one(parameter: str) -> str:
    """The condition that an article of the story `_s` names one of the entities of a parameter."""
    return _names(f"IN {parameter}")


def _story(wanted: StoryFilter, conditions: Conditions) -> str:
    parts = combined(wanted.AND, wanted.OR, wanted.NOT, lambda one: _story(one, conditions))
    return every([*parts, *_own(wanted, conditions), *_of_articles(wanted, conditions)])


def _own(wanted: StoryFilter, conditions: Conditions) -> list[str]:
    """Conditions on the story's own properties."""
    parts: list[str] = []
    if isinstance(wanted.id, IdFilter):
        parts.append(id_condition(wanted.id, "_s.id", conditions))
    if isinstance(wanted.title, StringFilter):
        parts.append(text_condition(wanted.title, "_s.titleFolded", conditions))
    if isinstance(wanted.first_at, TimeFilter):
        parts.append(time_condition(wanted.first_at, "_s.firstAt", conditions))
    if isinstance(wanted.last_at, TimeFilter):
        parts.append(time_condition(wanted.last_at, "_s.lastAt", conditions))
    if isinstance(wanted.article_count, IntFilter):
        parts.append(number_condition(wanted.article_count, "_s.articleCount", conditions))
    return parts


def _of_articles(wanted: StoryFilter, conditions: Conditions) -> list[str]:
    """Conditions on the articles that tell the story."""
    parts: list[str] = []
    if isinstance(wanted.lang, StringFilter):
        spoken = text_condition(wanted.lang, "_fa.lang", conditions, str.lower)
        parts.append(f"EXISTS {{ MATCH (_s)<-[:IN_STORY]-(_fa:Article) WHERE {spoken} }}")
    entities = wanted.entities
    if not isinstance(entities, MentionFilter):
        return parts
    names = _names_within if entities.include_parts else _names
    if entities.all is not UNSET and entities.all is not None:
        ids = conditions.value(list(entities.all))
        parts.append(f"all(_fid IN {ids} WHERE {names('= _fid')})")
    if entities.some is not UNSET and entities.some is not None:
        parts.append(names(f"IN {conditions.value(list(entities.some))}"))
    if entities.none is not UNSET and entities.none is not None:
        parts.append(f"NOT {names(f'IN {conditions.value(list(entities.none))}')}")
    return parts


def _names(whom: str) -> str:
    """An article of the story names an entity whose id is as `whom` says."""
    return f"EXISTS {{ MATCH (_s)<-[:IN_STORY]-(:Article)-[_fm:MENTIONS]->() WHERE _fm.entityId {whom} }}"


def _names_within(whom: str) -> str:
    """An article of the story names an entity whose id is as `whom` says, or a place within it."""
    return (
        "EXISTS { MATCH (_s)<-[:IN_STORY]-(:Article)-[:MENTIONS]->()-[:PART_OF*0..6]->(_fe) "
        f"WHERE _fe.id {whom} }}"
    )
