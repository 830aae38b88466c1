"""One line of an archive: an entity, or an article with the entities that it names."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, cast
from urllib.parse import urlsplit

import orjson
from pydantic import AliasGenerator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.alias_generators import to_camel

from graph.errors import BadInput, BadPage
from graph.fingerprint import fingerprint
from graph.identity import article_id, canonical_url
from graph.model import (
    Alias,
    AliasOrigin,
    Article,
    DateOrigin,
    Entity,
    EntityKind,
    EventStatus,
    Mention,
    Participant,
    ParticipantRole,
    TitleOrigin,
)
from ingest.article import content_hash
from ingest.date import parse_iso
from ingest.linking.salience import salience

_Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\x00-\x1f]*$")]
_Body = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\x00-\x08\x0b-\x1f]*$")]
_Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$")]
_Lang = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
_Share = Annotated[float, Field(ge=0, le=1)]
_OTHERS = ("article-", "story-", "alias-")


class _Line(BaseModel):
    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, alias_generator=AliasGenerator(alias=to_camel)
    )


class ParticipantLine(_Line):
    """Who takes part in an event, by id."""

    entity: _Id
    role: Literal["AGENT", "TARGET", "PARTICIPANT"] = "PARTICIPANT"


class EntityLine(_Line):
    """An entity; `names` and `description` by language, `aliases` are lists by language."""

    id: _Id
    kind: Literal["PERSON", "PLACE", "ORGANIZATION", "EVENT"]
    names: Annotated[dict[_Lang, _Text], Field(min_length=1)]
    aliases: dict[_Lang, list[_Text]] = {}
    description: dict[_Lang, _Text] = {}
    wikidata_id: Annotated[str, StringConstraints(pattern=r"^Q[1-9][0-9]{0,11}$")] | None = None
    geonames_id: int | None = None
    place_kind: _Text | None = None
    country: _Id | None = None
    part_of: _Id | None = None
    location: (
        tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]] | None
    ) = None
    event_kind: _Text | None = None
    start_at: str | None = None
    end_at: str | None = None
    status: Literal["PLANNED", "HAPPENED", "POSTPONED", "CANCELLED"] | None = None
    participants: list[ParticipantLine] = []
    place: _Id | None = None


class MentionLine(_Line):
    """All places of a body that name one entity: pairs of offsets in Unicode code points."""

    entity: _Id
    spans: list[tuple[int, int]] = []
    in_title: bool = False
    salience: _Share | None = None
    confidence: _Share = 1.0
    sentence: _Text | None = None


class ArticleLine(_Line):
    """An article; `story` is any text that the articles of one story have in common."""

    title: _Text
    body: _Body
    lang: _Lang
    mentions: list[MentionLine]
    url: _Text | None = None
    published_at: str | None = None
    source: _Text | None = None
    byline: _Text | None = None
    dateline: _Text | None = None
    kicker: _Text | None = None
    caption: _Text | None = None
    story: _Text | None = None


def read_line(name: str, text: str) -> Entity | tuple[Article, str | None]:
    """Read a line: an entity, or an article and its story. Raises BadPage, naming line and key."""
    try:
        value: object = orjson.loads(text)
    except orjson.JSONDecodeError:
        value = None
    if not isinstance(value, dict):
        raise BadPage(f"{name}: no JSON object; give one object a line, in UTF-8")
    try:
        if "kind" in value:
            return _entity(name, EntityLine.model_validate_json(text))
        line = ArticleLine.model_validate_json(text)
        return _article(name, line), line.story
    except ValidationError as error:
        raise BadPage(f"{name}: {_explain(error)}") from None


def _entity(name: str, line: EntityLine) -> Entity:
    if line.id.startswith(_OTHERS):
        raise BadPage(f"{name}: 'id' is {line.id!r}; {', '.join(_OTHERS)} begin the ids of other things")
    texts = [*line.names.items(), *((lang, text) for lang, every in line.aliases.items() for text in every)]
    return Entity(
        id=line.id,
        kind=EntityKind(line.kind.title()),
        names=line.names,
        aliases=tuple(Alias(text, lang, AliasOrigin.EDITOR) for lang, text in dict.fromkeys(texts)),
        wikidata_id=line.wikidata_id,
        geonames_id=line.geonames_id,
        description=line.description,
        place_kind=line.place_kind,
        country=line.country,
        part_of=line.part_of,
        location=line.location,
        event_kind=line.event_kind,
        start_at=_moment(name, "startAt", line.start_at),
        end_at=_moment(name, "endAt", line.end_at),
        status=EventStatus(line.status) if line.status else None,
        participants=tuple(Participant(it.entity, ParticipantRole(it.role)) for it in line.participants),
        place=line.place,
    )


def _article(name: str, line: ArticleLine) -> Article:
    try:
        url = canonical_url(line.url) if line.url else None
    except BadInput as error:
        raise BadPage(f"{name}: {error}") from None
    host = urlsplit(url).hostname if url else None
    published = _moment(name, "publishedAt", line.published_at)
    article = Article(
        id=article_id(url, line.title, line.body),
        title=line.title,
        title_origin=TitleOrigin.PAGE,
        body=line.body,
        lang=line.lang,
        content_hash="",
        url=url,
        kicker=line.kicker,
        caption=line.caption,
        published_at=published,
        published_at_origin=DateOrigin.GIVEN if published else None,
        source=line.source or (host.removeprefix("www.") if host else None),
        byline=line.byline,
        dateline=line.dateline,
        mentions=_mentions(name, line),
        fingerprint=fingerprint(line.body),
    )
    return replace(article, content_hash=content_hash(article))


def _mentions(name: str, line: ArticleLine) -> tuple[Mention, ...]:
    if len({one.entity for one in line.mentions}) < len(line.mentions):
        raise BadPage(f"{name}: 'mentions' names an entity twice; give all its places in one mention")
    heaviest = max((len(one.spans) + one.in_title for one in line.mentions), default=0)
    return tuple(_mention(name, line, one, heaviest) for one in line.mentions)


def _mention(name: str, line: ArticleLine, one: MentionLine, heaviest: int) -> Mention:
    count, last = len(one.spans) + one.in_title, 0
    for start, end in one.spans:
        if not last <= start < end <= len(line.body):
            raise BadPage(
                f"{name}: 'spans' of {one.entity!r} has {[start, end]}; give pairs of start and end within "
                f"the {len(line.body)} code points of 'body', in order, none over another"
            )
        last = end
    if not count and not one.sentence:
        raise BadPage(f"{name}: the mention of {one.entity!r} has no place; give 'spans' or 'inTitle'")
    first = one.spans[0][0] / len(line.body) if one.spans else 1.0
    weight = one.salience if one.salience is not None else salience(count, heaviest, first, one.in_title)
    return Mention(
        entity_id=one.entity,
        starts=tuple(start for start, _ in one.spans),
        ends=tuple(end for _, end in one.spans),
        surfaces=tuple(line.body[start:end] for start, end in one.spans),
        count=max(1, count),
        salience=weight,
        confidence=one.confidence,
        in_title=one.in_title,
        sentence=one.sentence,
    )


def _moment(name: str, key: str, text: str | None) -> datetime | None:
    if text is None:
        return None
    found = parse_iso(text)
    if found is None or found.tzinfo is None:
        raise BadPage(
            f"{name}: {key!r} is {text[:40]!r}; give ISO 8601 with a zone, like 2019-11-19T10:00:00Z"
        )
    return found.astimezone(UTC)


def _explain(error: ValidationError) -> str:
    """The first fault of a line, in one sentence."""
    fault = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(map(str, cast(tuple[Any, ...], fault["loc"])))
    if fault["type"] == "extra_forbidden":
        return f"unknown key {where!r}; docs/import.md names those that there are"
    if fault["type"] == "missing" and where == "mentions":
        return (
            "the key 'mentions' is missing; give [] for none; articles that are not linked are for `ingest`"
        )
    if fault["type"] == "missing":
        return f"the key {where!r} is missing"
    return f"{where!r} is of a wrong form: {fault['msg'][0].lower()}{fault['msg'][1:]}"
