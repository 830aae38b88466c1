"""The enums of `graph.model`, described for the schema.

Whatever names one of them in a type imports it from here, so that it is described before it is used.
"""

import strawberry

from graph.model import AliasOrigin, DateOrigin, EntityKind, EventStatus, ParticipantRole, TitleOrigin

strawberry.enum(AliasOrigin, description="Who says that an alias names its entity.")
strawberry.enum(DateOrigin, description="Where an article's date of publication comes from.")
strawberry.enum(EntityKind, description="What kind of thing an entity is.")
strawberry.enum(EventStatus, description="Whether an event took place.")
strawberry.enum(ParticipantRole, description="How an entity takes part in an event.")
strawberry.enum(TitleOrigin, description="Where an article's title comes from.")

__all__ = ["AliasOrigin", "DateOrigin", "EntityKind", "EventStatus", "ParticipantRole", "TitleOrigin"]
