"""Which entities of a list: the filter and the Cypher that it comes to."""

from __future__ import annotations

import strawberry
from strawberry import UNSET

from resolvers.enums import EntityKind, EventStatus
from resolvers.filters.comparison import (
    IdFilter,
    IntFilter,
    StringFilter,
    TimeFilter,
    as_it_is,
    id_condition,
    number_condition,
    text_condition,
    time_condition,
)
from resolvers.filters.condition import Conditions, combined, every


@strawberry.input(
    description="Which entities. Where several conditions are given, all must hold; null counts as left out."
)
class EntityFilter:
    """Entities."""

    AND: list[EntityFilter] | None = strawberry.field(
        name="AND", default=UNSET, description="All of these hold; an empty list always does."
    )
    OR: list[EntityFilter] | None = strawberry.field(
        name="OR", default=UNSET, description="At least one of these holds; an empty list never does."
    )
    NOT: EntityFilter | None = strawberry.field(name="NOT", default=UNSET, description="This does not hold.")
    id: IdFilter | None = strawberry.field(default=UNSET, description="Its id.")
    kinds: list[EntityKind] | None = strawberry.field(default=UNSET, description="One of these kinds.")
    name: StringFilter | None = strawberry.field(
        default=UNSET,
        description="Any form of its name, compared without case, marks and ways to spell Arabic.",
    )
    wikidata_id: StringFilter | None = strawberry.field(default=UNSET, description="Its id in Wikidata.")
    article_count: IntFilter | None = strawberry.field(
        default=UNSET, description="How many articles mention it."
    )
    country: IdFilter | None = strawberry.field(
        default=UNSET, description="Id of the country that it lies in, stands for or belongs to."
    )
    event_kind: StringFilter | None = strawberry.field(
        default=UNSET, description="An event's sort: war, summit, election and so on."
    )
    status: list[EventStatus] | None = strawberry.field(
        default=UNSET, description="One of these says whether the event took place."
    )
    start_at: TimeFilter | None = strawberry.field(default=UNSET, description="When the event began.")
    participants: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="All of these take part in the event."
    )


def entity_condition(wanted: EntityFilter | None, conditions: Conditions) -> str:
    """The condition on the entity `_e`; empty without a filter. Raises BadArgument for one too large."""
    return "" if wanted is None else _entity(wanted, conditions)


def _entity(wanted: EntityFilter, conditions: Conditions) -> str:
    parts = combined(wanted.AND, wanted.OR, wanted.NOT, lambda one: _entity(one, conditions))
    return every([*parts, *_own(wanted, conditions), *_of_events(wanted, conditions)])


def _own(wanted: EntityFilter, conditions: Conditions) -> list[str]:
    """Conditions on what every entity has."""
    parts: list[str] = []
    if isinstance(wanted.id, IdFilter):
        parts.append(id_condition(wanted.id, "_e.id", conditions))
    if wanted.kinds is not UNSET and wanted.kinds is not None:
        kinds = conditions.value([kind.value for kind in wanted.kinds])
        parts.append(f"any(_fl IN labels(_e) WHERE _fl IN {kinds})")
    if isinstance(wanted.name, StringFilter):
        named = text_condition(wanted.name, "_fn.folded", conditions)
        parts.append(f"EXISTS {{ MATCH (_fn:Alias)-[:NAMES]->(_e) WHERE {named} }}")
    if isinstance(wanted.wikidata_id, StringFilter):
        parts.append(text_condition(wanted.wikidata_id, "_e.wikidataId", conditions, as_it_is))
    if isinstance(wanted.article_count, IntFilter):
        parts.append(number_condition(wanted.article_count, "_e.articleCount", conditions))
    if isinstance(wanted.country, IdFilter):
        parts.append(id_condition(wanted.country, "_e.country", conditions))
    return parts


def _of_events(wanted: EntityFilter, conditions: Conditions) -> list[str]:
    """Conditions that only events fulfil."""
    parts: list[str] = []
    if isinstance(wanted.event_kind, StringFilter):
        parts.append(text_condition(wanted.event_kind, "_e.eventKind", conditions, str.lower))
    if wanted.status is not UNSET and wanted.status is not None:
        parts.append(f"_e.status IN {conditions.value([status.value for status in wanted.status])}")
    if isinstance(wanted.start_at, TimeFilter):
        parts.append(time_condition(wanted.start_at, "_e.startAt", conditions))
    if wanted.participants is not UNSET and wanted.participants is not None:
        ids = conditions.value(list(wanted.participants))
        parts.append(
            f"all(_fid IN {ids} WHERE EXISTS {{ MATCH (_e)-[:INVOLVES]->(_fp:Entity {{id: _fid}}) }})"
        )
    return parts
