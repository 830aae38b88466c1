"""Entity and its four kinds: Person, Place, Organization, Event."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import UNSET

from graph.errors import BadArgument
from resolvers.argument import After, Before, First, Language, Last, Most, Where
from resolvers.connection import ArticleConnection, ArticleSort, Sort, connection
from resolvers.enums import AliasOrigin, EventStatus, ParticipantRole
from resolvers.exploring.cooccurrence import Cooccurrences, entity_cooccurring
from resolvers.exploring.parts import PLACE_CHAIN, place_parts
from resolvers.exploring.timeline import Timeline, entity_timeline
from resolvers.listing import articles_of_entity
from resolvers.node import Node
from resolvers.page import checked_size, page
from resolvers.planner.piece import Many, One, Value, asked, column, fixed
from resolvers.stories import SAMPLE, StoryConnection, entity_stories

if TYPE_CHECKING:
    from resolvers.article import Article

IncludeParts = Annotated[
    bool,
    strawberry.argument(description="Articles that mention a part of this place, too: a city of a country."),
]

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def checked_language(lang: str) -> str:
    """An ISO 639 code as given. Raises BadArgument for what is none."""
    if not _LANGUAGE.fullmatch(lang):
        raise BadArgument(f"lang is {lang[:50]!r}; it must be an ISO 639 code such as ar, en or fr")
    return lang


def entity_name(lang: Language = UNSET) -> Value:
    """The name in a language, else the usual one."""
    if lang is None:
        return Value("this.name")
    return Value("coalesce(this['name_' + $lang], this.name)", {"lang": checked_language(lang)})


def entity_description(lang: Language = UNSET) -> Value:
    """The description in a language, else in English."""
    if lang is None:
        return Value("this.description_en")
    return Value(
        "coalesce(this['description_' + $lang], this.description_en)", {"lang": checked_language(lang)}
    )


def entity_articles(
    first: First = UNSET,
    after: After = UNSET,
    last: Last = UNSET,
    before: Before = UNSET,
    where: Where = UNSET,
    sort: Sort = ArticleSort.NEWEST,
    include_parts: IncludeParts = False,
) -> One:
    """A page of the articles that mention the entity."""
    wanted = page(first, after, last, before, oldest_first=sort is ArticleSort.OLDEST)
    return connection(articles_of_entity(where, include_parts=include_parts), wanted)


@strawberry.type(description="A text and the language it is in.")
class LocalizedText:
    """`this` is a map."""

    lang: str = column("this.lang", "ISO 639-1 code.")
    text: str = column("this.text", "The text.")


@strawberry.type(description="A written form that names an entity.")
class Alias:
    """`this` is an Alias node."""

    text: str = column("this.text", "The form as written.")
    lang: str = column("this.lang", "ISO 639-1 code of the language it is used in.")
    origin: AliasOrigin = column("this.origin", "Who says that it names the entity.")


@strawberry.interface(description="A person, place, organization or event that articles mention.")
class Entity(Node):
    """`this` is an Entity node."""

    name: str = asked(entity_name, "The usual name, in the language asked for where there is one.")
    names: list[LocalizedText] = fixed(
        Many(
            "UNWIND [_key IN keys(this) WHERE _key STARTS WITH 'name_'] AS _property "
            "WITH _property ORDER BY _property "
            "WITH {lang: substring(_property, 5), text: this[_property]} AS row"
        ),
        "The usual name in each language.",
    )
    aliases: list[Alias] = fixed(
        Many("MATCH (row:Alias)-[:NAMES]->(this) WITH row ORDER BY row.lang, row.text"),
        "Every written form that names the entity.",
    )
    description: str | None = asked(entity_description, "A few words on who or what it is.")
    wikidata_id: str | None = column("this.wikidataId", "Id in Wikidata, where it is certain.")
    provisional: bool = column(
        "coalesce(this.provisional, false)",
        "Whether it was made of a name found in articles, and no editor has confirmed it yet.",
    )
    article_count: int = column("this.articleCount", "How many articles mention it.")
    articles: ArticleConnection = asked(
        entity_articles, "The articles that mention it, newest first where sort says nothing else."
    )
    cooccurring: Cooccurrences = asked(entity_cooccurring, "The entities named in the same articles.")
    timeline: Timeline = asked(entity_timeline, "How often it is named over time.")
    stories: StoryConnection = asked(
        entity_stories, f"The stories that its newest {SAMPLE:,} articles tell, the latest first."
    )


_COUNTRY = One(
    "WITH *, head(COLLECT { MATCH (_country:Entity {id: this.country}) RETURN _country UNION ALL "
    "MATCH (:Merged {id: this.country})-[:MERGED_INTO*1..]->(_country:Place) RETURN _country }) AS row"
)


@strawberry.type(description="Where a place is, in degrees (WGS 84).")
class Location:
    """`this` is a Place node that has a location."""

    latitude: float = column("this.latitude", "Degrees north.")
    longitude: float = column("this.longitude", "Degrees east.")


@strawberry.type(description="A country, city, region, river or other place.")
class Place(Entity):
    """`this` is a Place node."""

    kind: str | None = column("this.placeKind", "What sort of place: country, city, region, river and so on.")
    country: "Place | None" = fixed(_COUNTRY, "The country that it lies in.")
    part_of: "Place | None" = fixed(
        One("WITH *, head(COLLECT { MATCH (this)-[:PART_OF]->(_whole:Place) RETURN _whole }) AS row"),
        "The next larger place that holds it.",
    )
    part_of_chain: list["Place"] = fixed(
        PLACE_CHAIN, "All places that hold it, the next larger one first; at most 6 steps up."
    )
    parts: list["Place"] = asked(place_parts, "The places directly in it, those in most articles first.")
    location: Location | None = fixed(
        One("WITH *, CASE WHEN this.latitude IS NOT NULL THEN this END AS row"), "Where it is."
    )


@strawberry.type(description="A human being.")
class Person(Entity):
    """`this` is a Person node."""

    country: Place | None = fixed(_COUNTRY, "The country that the person stands for or comes from.")


@strawberry.type(description="A state body, party, armed group, company, club or other organization.")
class Organization(Entity):
    """`this` is an Organization node."""

    country: Place | None = fixed(_COUNTRY, "The country that it belongs to.")


def event_reports(first: Most = 10) -> Many:
    """The newest articles that report an event; ordered by entityId too, as the index is."""
    return Many(
        "MATCH (_a)-[row:MENTIONS]->() USING INDEX SEEK row:MENTIONS(entityId, orderedAt) "
        "WHERE row.entityId = this.id AND row.orderedAt IS NOT NULL "
        "WITH row, _a ORDER BY row.entityId DESC, row.orderedAt DESC, _a.id DESC LIMIT $limit",
        {"limit": checked_size(first)},
    )


@strawberry.type(description="An entity that takes part in an event, and how.")
class Participant:
    """`this` is an INVOLVES relationship."""

    entity: Entity = fixed(One("WITH *, endNode(this) AS row"), "Who takes part.")
    role: ParticipantRole = column(
        "this.role", "AGENT: acts. TARGET: is acted on. PARTICIPANT: takes part as the others do."
    )


@strawberry.type(description="An article that reports an event, with the evidence.")
class EventReport:
    """`this` is a MENTIONS relationship."""

    article: Annotated["Article", strawberry.lazy("resolvers.article")] = fixed(
        One("WITH *, startNode(this) AS row"), "The article."
    )
    sentence: str | None = column(
        "this.sentence", "The sentence that reports it; null where the article only names a known event."
    )


@strawberry.type(description="Something that happened, or is planned to happen.")
class Event(Entity):
    """`this` is an Event node."""

    kind: str | None = column("this.eventKind", "What sort of event: war, summit, election and so on.")
    status: EventStatus | None = column("this.status", "Whether it took place.")
    start_at: datetime | None = column("toString(this.startAt)", "When it began.")
    end_at: datetime | None = column("toString(this.endAt)", "When it ended.")
    place: Place | None = fixed(
        One("WITH *, head(COLLECT { MATCH (this)-[:AT]->(_p:Place) RETURN _p ORDER BY _p.id }) AS row"),
        "Where it was, or is to be.",
    )
    participants: list[Participant] = fixed(
        Many("MATCH (this)-[row:INVOLVES]->(_who:Entity) WITH row, _who ORDER BY _who.id"), "Who takes part."
    )
    reports: list[EventReport] = asked(
        event_reports, "The articles that report it or name it, newest first, at most 100."
    )
