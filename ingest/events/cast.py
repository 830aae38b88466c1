"""Who takes part in an event and where it is, and what is known about who may."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from graph.model import Entity, Participant, ParticipantRole
from ingest.events.honored import Honored
from ingest.events.office import Offices


@dataclass(frozen=True, slots=True)
class World:
    """What is known about the entities that an article may name.

    `capitals` are the ids of cities whose names stand for governments, `capital_of` has every country's own.
    `named` are the ids that the article names, `media` those of newspapers, agencies and channels, `networks`
    those of networks on which people write, `honored` tells whom it gives titles of honour, `when` is its
    time, None where unknown.
    """

    entities: Mapping[str, Entity]
    capitals: Container[str]
    capital_of: Mapping[str, str]
    offices: Offices
    named: Container[str]
    media: Container[str]
    networks: Container[str]
    honored: Honored
    when: datetime | None


@dataclass(slots=True)
class Cast:
    """Who takes part, in order, with roles; and the ids of the places where it is, the nearest first."""

    roles: dict[str, ParticipantRole] = field(default_factory=dict[str, ParticipantRole])
    places: list[str] = field(default_factory=list[str])

    @property
    def participants(self) -> tuple[Participant, ...]:
        """The participants, sorted by id."""
        return tuple(Participant(id_, role) for id_, role in sorted(self.roles.items()))
