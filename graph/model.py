"""What the graph holds, as plain values: articles, entities, aliases, mentions, headlines.

These are what `ingest` produces and `graph.upsert` writes. Nothing here knows a database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class EntityKind(StrEnum):
    """The second label of an entity's node, and its GraphQL type."""

    PERSON = "Person"
    PLACE = "Place"
    ORGANIZATION = "Organization"
    EVENT = "Event"


class TitleOrigin(StrEnum):
    """Where an article's title comes from."""

    PAGE = "PAGE"
    CAPTION = "CAPTION"
    DERIVED = "DERIVED"


class DateOrigin(StrEnum):
    """Where an article's date of publication comes from."""

    PAGE = "PAGE"
    METADATA = "METADATA"
    GIVEN = "GIVEN"
    INFERRED = "INFERRED"


class EventStatus(StrEnum):
    """Whether an event took place."""

    PLANNED = "PLANNED"
    HAPPENED = "HAPPENED"
    POSTPONED = "POSTPONED"
    CANCELLED = "CANCELLED"


class ParticipantRole(StrEnum):
    """How an entity takes part in an event: it acts, it is acted on, or all take part alike."""

    AGENT = "AGENT"
    TARGET = "TARGET"
    PARTICIPANT = "PARTICIPANT"


class AliasOrigin(StrEnum):
    """Who says that an alias names its entity."""

    LEXICON = "LEXICON"
    EDITOR = "EDITOR"
    PAGE = "PAGE"


@dataclass(frozen=True, slots=True)
class Alias:
    """A written form that names an entity.

    `lang` is an ISO 639-1 code. `origin` tells who says so.
    """

    text: str
    lang: str
    origin: AliasOrigin = AliasOrigin.LEXICON


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity that takes part in an event, by id, and how."""

    entity_id: str
    role: ParticipantRole


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place, organization or event that articles mention.

    `names` maps an ISO 639-1 code to the usual name in that language and has at least one entry.
    `part_of` is the id of the place that holds this place; `country` the id of its country (a
    place's own, a person's or an organization's). `location` is (latitude, longitude) in degrees,
    WGS 84. Dates are time-zone aware. `participants` and `place` (an id) are an event's.
    """

    id: str
    kind: EntityKind
    names: Mapping[str, str]
    aliases: tuple[Alias, ...] = ()
    wikidata_id: str | None = None
    geonames_id: int | None = None
    description: Mapping[str, str] = field(default_factory=dict[str, str])
    place_kind: str | None = None
    country: str | None = None
    part_of: str | None = None
    location: tuple[float, float] | None = None
    event_kind: str | None = None
    start_at: datetime | None = None
    end_at: datetime | None = None
    status: EventStatus | None = None
    participants: tuple[Participant, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """All places where one article names one entity.

    `starts` and `ends` are offsets into the article's body in Unicode code points, `surfaces` the
    text there, proclitics left out; all three have the same length and are sorted by start.
    `in_title` says that the title names it too, `count` counts body and title together.
    `salience` (0 to 1) tells how much the article is about the entity, `confidence` (0 to 1) how
    sure the link is. `sentence` is the evidence for an event that the article reports; None for others.
    """

    entity_id: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    surfaces: tuple[str, ...]
    count: int
    salience: float
    confidence: float
    in_title: bool = False
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that no lexicon holds, and all places where one article has it.

    `id` is that of the entity it may become (`graph.identity.entity_id` of kind and text). `certain` tells
    that the words around it say what it is; else it becomes an entity only once several articles have it.
    `sentence` is the first one that has it; `known` is what is known of it without a lexicon; the other
    fields are as in `Mention`.
    """

    id: str
    kind: EntityKind
    text: str
    lang: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    surfaces: tuple[str, ...]
    count: int
    salience: float
    confidence: float
    certain: bool
    sentence: str
    in_title: bool = False
    known: Entity | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline of another article seen on a page: its text, the list it stood in, its place."""

    text: str
    section: str
    position: int


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article with its mentions.

    `source` is the site's domain, `lang` an ISO 639-1 code, `published_at` time-zone aware or
    None where the page does not say. `dateline` is the place a report was filed from, as written;
    `dateline_id` its entity where known. `fingerprint` is that of the body (`graph.fingerprint`), empty where
    it is too short for one. `events` are those that the article itself reports; their mentions are among
    `mentions`. `candidates` are names that no lexicon holds. `content_hash` changes exactly when
    something that is stored changes.
    """

    id: str
    title: str
    title_origin: TitleOrigin
    body: str
    lang: str
    content_hash: str
    url: str | None = None
    kicker: str | None = None
    caption: str | None = None
    published_at: datetime | None = None
    published_at_origin: DateOrigin | None = None
    source: str | None = None
    byline: str | None = None
    dateline: str | None = None
    dateline_id: str | None = None
    mentions: tuple[Mention, ...] = ()
    headlines: tuple[Headline, ...] = ()
    fingerprint: tuple[int, ...] = ()
    events: tuple[Entity, ...] = ()
    candidates: tuple[Candidate, ...] = ()
