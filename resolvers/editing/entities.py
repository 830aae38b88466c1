"""upsertEntity, addAlias, removeAlias: what editors say of one entity."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import UNSET

from graph.errors import BadArgument
from graph.upsert import add_alias, edit_entity, remove_alias
from resolvers.desk import Desk
from resolvers.entity import Entity, checked_language
from resolvers.enums import EntityKind, EventStatus
from resolvers.planner.piece import Act, One, fixed

MOST_TEXTS = 50
"""Names or descriptions of one input."""

LONGEST_TEXT = 500
"""Letters of a description, a kind or an id."""


@strawberry.input(description="A text and the language it is in.")
class LocalizedTextInput:
    """A text in a language."""

    lang: str = strawberry.field(description="ISO 639-1 code.")
    text: str = strawberry.field(description="The text.")


@strawberry.input(description="A description in a language.")
class DescriptionInput:
    """A description, or none."""

    lang: str = strawberry.field(description="ISO 639-1 code.")
    text: str | None = strawberry.field(description="The description; null takes the one that is there away.")


@strawberry.input(description="Where a place is, in degrees (WGS 84).")
class LocationInput:
    """A point."""

    latitude: float = strawberry.field(description="Degrees north, -90 to 90.")
    longitude: float = strawberry.field(description="Degrees east, -180 to 180.")


@strawberry.input(
    description="An entity to create or to change. What is left out stays as it is; null takes it away."
)
class EntityInput:
    """What editors may say of an entity."""

    kind: EntityKind = strawberry.field(description="What it is; this cannot be changed later.")
    id: strawberry.ID | None = strawberry.field(
        default=UNSET,
        description="Id of the entity to change. Left out, it follows from wikidataId, "
        "else from kind and name: sending the same again changes nothing.",
    )
    names: list[LocalizedTextInput] = strawberry.field(
        default_factory=list[LocalizedTextInput],
        description="The usual name in each language, English first choice; a new entity needs one. "
        "They are aliases too.",
    )
    wikidata_id: str | None = strawberry.field(default=UNSET, description="Id in Wikidata, such as Q7747.")
    descriptions: list[DescriptionInput] = strawberry.field(
        default_factory=list[DescriptionInput], description="A few words on who or what it is."
    )
    country: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Id of the country it belongs to."
    )
    place_kind: str | None = strawberry.field(default=UNSET, description="Of a place: city, river and so on.")
    location: LocationInput | None = strawberry.field(default=UNSET, description="Of a place: where it is.")
    part_of: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Of a place: id of the place that it is directly part of."
    )
    event_kind: str | None = strawberry.field(
        default=UNSET, description="Of an event: war, summit and so on."
    )
    status: EventStatus | None = strawberry.field(
        default=UNSET, description="Of an event: whether it took place."
    )
    start_at: datetime | None = strawberry.field(
        default=UNSET, description="Of an event: when it began, with a zone."
    )
    end_at: datetime | None = strawberry.field(
        default=UNSET, description="Of an event: when it ended, with a zone."
    )


@strawberry.type(description="An entity that was changed.")
class EntityPayload:
    """`this` is an Entity node."""

    entity: Entity = fixed(One("WITH *, this AS row"), "The entity, as it is in the graph now.")


TheEntity = Annotated[EntityInput, strawberry.argument(description="The entity.")]
EntityId = Annotated[strawberry.ID, strawberry.argument(description="Id of the entity.")]
Text = Annotated[str, strawberry.argument(description="The written form, to the letter.")]
Lang = Annotated[str, strawberry.argument(description="ISO 639-1 code of the language it is used in.")]

_ONLY_OF = {
    "place_kind": EntityKind.PLACE,
    "location": EntityKind.PLACE,
    "part_of": EntityKind.PLACE,
    "event_kind": EntityKind.EVENT,
    "status": EntityKind.EVENT,
    "start_at": EntityKind.EVENT,
    "end_at": EntityKind.EVENT,
}


def entity_now(id_: str) -> One:
    """The entity with an id, after a change."""
    return One("OPTIONAL MATCH (row:Entity {id: $id})", {"id": id_})


def upsert_entity(input: TheEntity) -> Act:
    """Create an entity, or change what is given of one that is there."""
    names = {lang: text for lang, text in _texts(input.names, "names").items() if text}
    properties = _properties(input)

    async def perform(desk: Desk) -> One:
        return entity_now(
            await edit_entity(
                desk.database,
                input.kind,
                names,
                id_=input.id or None,
                properties=properties,
            )
        )

    return Act(perform)


def add_entity_alias(entity_id: EntityId, text: Text, lang: Lang) -> Act:
    """Say that a text names an entity."""
    checked_language(lang)

    async def perform(desk: Desk) -> One:
        return entity_now(await add_alias(desk.database, entity_id, text, lang))

    return Act(perform)


def remove_entity_alias(entity_id: EntityId, text: Text, lang: Lang) -> Act:
    """Take back an alias that an editor added."""
    checked_language(lang)

    async def perform(desk: Desk) -> One:
        return entity_now(await remove_alias(desk.database, entity_id, text, lang))

    return Act(perform)


def _properties(wanted: EntityInput) -> dict[str, object]:
    """The properties that are given, by their names in the graph. Raises BadArgument."""
    for name, kind in _ONLY_OF.items():
        if getattr(wanted, name) not in (UNSET, None) and wanted.kind is not kind:
            raise BadArgument(f"{_camel(name)} is only for a {kind.value}, and kind is {wanted.kind.value}")
    found: dict[str, object] = {
        f"description_{lang}": text for lang, text in _texts(wanted.descriptions, "descriptions").items()
    }
    for name in ("wikidata_id", "country", "part_of", "place_kind", "event_kind"):
        value = getattr(wanted, name)
        if isinstance(value, str) and not 0 < len(value) <= LONGEST_TEXT:
            raise BadArgument(f"{_camel(name)} needs 1 to {LONGEST_TEXT} letters")
        found |= {} if value is UNSET else {_camel(name): value}
    for name in ("start_at", "end_at"):
        moment = getattr(wanted, name)
        if isinstance(moment, datetime) and moment.tzinfo is None:
            raise BadArgument(f"{_camel(name)} has no zone; give ISO 8601 like 2019-11-19T10:00:00Z")
        found |= {} if moment is UNSET else {_camel(name): moment}
    if wanted.status is not UNSET:
        found["status"] = wanted.status.value if wanted.status else None
    if wanted.location is not UNSET:
        found |= _location(wanted.location)
    return found


def _location(point: LocationInput | None) -> dict[str, object]:
    if point is None:
        return {"latitude": None, "longitude": None}
    if not (-90 <= point.latitude <= 90 and -180 <= point.longitude <= 180):
        raise BadArgument(
            "location is out of range; latitude goes from -90 to 90, longitude from -180 to 180"
        )
    return {"latitude": point.latitude, "longitude": point.longitude}


def _texts(given: Sequence[LocalizedTextInput | DescriptionInput], name: str) -> dict[str, str | None]:
    if len(given) > MOST_TEXTS:
        raise BadArgument(f"{name} has {len(given)} texts; it may have {MOST_TEXTS} at most")
    for each in given:
        checked_language(each.lang)
        if each.text is not None and not 0 < len(each.text.strip()) <= LONGEST_TEXT:
            raise BadArgument(f"{name} has a text of {len(each.text)} letters; it needs 1 to {LONGEST_TEXT}")
    return {each.lang: each.text and each.text.strip() for each in given}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.title, rest))
