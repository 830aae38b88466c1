"""The events that an article reports."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib.resources import files

from graph.folding import fold
from graph.identity import event_id
from graph.model import Entity, EntityKind, EventStatus, Mention, Participant, ParticipantRole
from ingest.dating.moment import Moment, Precision
from ingest.dating.resolver import resolve
from ingest.events.cast import Cast, World
from ingest.events.kind import CLOSENESS, LANGUAGES, Kind, kinds
from ingest.events.naming import event_names
from ingest.events.office import Offices
from ingest.events.participants import Casting
from ingest.events.passage import Passage
from ingest.events.status import read_status
from ingest.events.subject import Before
from ingest.events.trigger import Trigger, Triggers
from ingest.events.vocabulary import vocabulary
from ingest.linking.automaton import FoldedText
from ingest.linking.linker import Link
from ingest.linking.salience import salience
from ingest.sentence import sentence_spans

CONFIDENCE = 0.6
"""How sure a found event is: four of five were right where people read them sentence by sentence."""


_MEDIA = frozenset({"newspaper", "agency", "broadcaster", "television", "channel", "daily", "magazine"})


@dataclass(frozen=True, slots=True)
class Report:
    """One event as one sentence reports it; `start` and `end` are the trigger's offsets in the body."""

    kind: str
    status: EventStatus
    participants: tuple[Participant, ...]
    place: str | None
    day: datetime | None
    sentence: str
    start: int
    end: int

    @property
    def ids(self) -> frozenset[str]:
        """The ids of who takes part."""
        return frozenset(participant.entity_id for participant in self.participants)


@dataclass(slots=True)
class _Found:
    """Reports of one event; the first is the fullest."""

    reports: list[Report] = field(default_factory=list[Report])


@dataclass(frozen=True, slots=True)
class _Context:
    """What a sentence is read with: the whole text, the world, what was told before, where verbs join deeds."""

    text: FoldedText
    world: World
    before: Before
    deeds: frozenset[int]


class EventFinder:
    """Finds events in texts whose entities are linked already."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """Compile triggers, offices and groups for the entities of a lexicon. Raises BadLexicon."""
        self._entities = entities
        self._offices = Offices(entities.values())
        self._triggers = {lang: Triggers(lang, entities.values()) for lang in LANGUAGES}
        text = (files("seeds") / "events" / "capitals.toml").read_text(encoding="utf-8")
        names = frozenset(tomllib.loads(text)["capitals"])
        self._media = frozenset(entity.id for entity in entities.values() if _is_medium(entity))
        self._capitals = frozenset(
            entity.id
            for entity in entities.values()
            if entity.kind is EntityKind.PLACE and entity.names.get("en") in names
        )

    def find(
        self, text: FoldedText, links: Sequence[Link], lang: str, published: datetime | None
    ) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
        """The events of a body and where it speaks of them.

        `links` are the entities named in the body. Days are known only where `published` is, or where
        the text names the year. The same input gives the same answer.
        """
        if lang not in LANGUAGES:
            return (), ()
        links = [link for link in links if link.entity in self._entities]
        world = World(
            self._entities,
            self._capitals,
            self._offices,
            frozenset(link.entity for link in links),
            self._media,
            published,
        )
        reports = self._reports(text, links, lang, world)
        return _gather(_merged(reports), self._entities, text.text)

    def _reports(self, text: FoldedText, links: Sequence[Link], lang: str, world: World) -> list[Report]:
        triggers, groups = self._triggers[lang].find(text)
        reports: list[Report] = []
        encounter: dict[str, ParticipantRole] = {}
        if not triggers:
            return []
        spans = list(sentence_spans(text.text))
        for before_span, span in zip([(0, 0), *spans], spans, strict=False):
            inside = [trigger for trigger in triggers if span[0] <= text.offsets[trigger.start] < span[1]]
            if not inside:
                continue
            passage = Passage(text, span, links, groups)
            found: list[Report] = []
            deeds = frozenset(
                passage.range(trigger.start, trigger.end)[0]
                for trigger in inside
                if trigger.form.is_verb and trigger.is_joined
            )
            before = Before(self._subject(links, before_span), encounter)
            for trigger in inside:
                report = self._report(passage, trigger, lang, _Context(text, world, before, deeds))
                if report is None:
                    continue
                found.append(report)
                cast = {who.entity_id: who.role for who in report.participants}
                if kinds()[report.kind].mutual and len(cast) > 1:
                    encounter = cast
                before = replace(before, encounter=encounter, deed=cast)
            reports += _closest(found)
        return reports

    def _report(
        self,
        passage: Passage,
        trigger: Trigger,
        lang: str,
        context: "_Context",
    ) -> Report | None:
        text, world = context.text, context.world
        first, after = passage.range(trigger.start, trigger.end)
        words, kind = vocabulary(lang), kinds()[trigger.kind]
        if self._is_name(passage, first) or not trigger.form.suits(passage.words[after:]):
            return None
        status = read_status(
            passage, first, after, words, future=trigger.future, is_verb=trigger.form.is_verb
        )
        if status is None:
            return None
        cast = Casting(passage, trigger, context.deeds, words, world).find(context.before)
        start, end = text.offsets[trigger.start], text.offsets[trigger.end]
        if not self._suffices(kind, cast, text.folded[trigger.start : trigger.end]):
            return None
        moment = _nearest(
            resolve(text.text[passage.start : passage.end], world.when, lang), start - passage.start
        )
        day = _day(moment, status)
        if day and world.when and day > world.when and status is EventStatus.HAPPENED:
            status = EventStatus.PLANNED
        return Report(
            kind=trigger.kind,
            status=status,
            participants=cast.participants,
            place=cast.places[0] if cast.places else None,
            day=day,
            sentence=text.text[passage.start : passage.end],
            start=start,
            end=end,
        )

    def _subject(self, links: Sequence[Link], span: tuple[int, int]) -> str | None:
        """Id of the first person that a sentence names."""
        for link in links:
            if span[0] <= link.start < span[1] and self._entities[link.entity].kind is EntityKind.PERSON:
                return link.entity
        return None

    def _is_name(self, passage: Passage, first: int) -> bool:
        """Tell whether the trigger is part of the name of an entity, and of no group."""
        inside = [named for named in passage.named.values() if named.first <= first < named.after]
        return bool(inside) and not any(named.members for named in inside)

    def _suffices(self, kind: Kind, cast: Cast, words: str) -> bool:
        ids = list(cast.roles)
        found = [self._entities[id_].kind for id_ in ids]
        if kind.person and EntityKind.PERSON not in found:
            return False
        if kind.where and not (cast.places):
            return False
        if kind.place and cast.places:
            return True
        if len(ids) == 1 and any(words.endswith(fold(body)) for body in kind.bodies):
            return found[0] is EntityKind.ORGANIZATION
        return len(ids) >= max(kind.needs, 1)


def _is_medium(entity: Entity) -> bool:
    """Tell whether an entity tells the news: it is named for what it says."""
    words = set(entity.description.get("en", "").lower().replace("-", " ").split())
    return entity.kind is EntityKind.ORGANIZATION and not words.isdisjoint(_MEDIA)


def _closest(reports: Sequence[Report]) -> list[Report]:
    """Of the kinds of encounter that one sentence reports with the same people keep the most telling."""
    kept: list[Report] = []
    for report in reports:
        if report.kind in CLOSENESS and any(
            other.kind in CLOSENESS
            and CLOSENESS.index(other.kind) < CLOSENESS.index(report.kind)
            and report.ids <= other.ids
            for other in reports
        ):
            continue
        kept.append(report)
    return kept


def _nearest(moments: Sequence[Moment], place: int) -> Moment | None:
    days = [moment for moment in moments if moment.precision in (Precision.DAY, Precision.HOUR)]
    return min(days, key=lambda moment: (abs(moment.start - place), moment.start), default=None)


def _day(moment: Moment | None, status: EventStatus) -> datetime | None:
    """The day of a moment, at its midnight; a weekday alone is ahead where the event is planned."""
    if moment is None:
        return None
    day = moment.ahead if status is EventStatus.PLANNED and moment.ahead else moment.since
    return day.replace(hour=0, minute=0, second=0, microsecond=0)


def _merged(reports: Sequence[Report]) -> list[_Found]:
    """Reports of the same event together."""
    found: list[_Found] = []
    for report in reports:
        for event in found:
            if _is_same(event.reports[0], report):
                event.reports.append(report)
                event.reports[0] = _fuller(event.reports[0], report)
                break
        else:
            found.append(_Found([report]))
    return found


def _is_same(one: Report, other: Report) -> bool:
    if one.kind != other.kind or (one.day and other.day and one.day != other.day):
        return False
    if (one.status is EventStatus.PLANNED) != (other.status is EventStatus.PLANNED):
        return False
    same_sentence = one.sentence == other.sentence
    if not one.ids and not other.ids:
        return one.place == other.place or (same_sentence and kinds()[one.kind].against)
    return one.ids == other.ids or (same_sentence and (one.ids <= other.ids or other.ids <= one.ids))


def _fuller(one: Report, other: Report) -> Report:
    """The first report with what only the second knows."""
    participants = one.participants if len(one.ids) >= len(other.ids) else other.participants
    return replace(one, participants=participants, day=one.day or other.day, place=one.place or other.place)


def _gather(
    events: Sequence[_Found], entities: Mapping[str, Entity], body: str
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    found: dict[str, tuple[Entity, Mention]] = {}
    most = max((len(event.reports) for event in events), default=1)
    for event in events:
        entity = _entity(event.reports[0], entities)
        found.setdefault(entity.id, (entity, _mention(entity.id, event.reports, most, body)))
    ordered = [found[id_] for id_ in sorted(found)]
    return tuple(entity for entity, _ in ordered), tuple(mention for _, mention in ordered)


def _entity(report: Report, entities: Mapping[str, Entity]) -> Entity:
    ids = [participant.entity_id for participant in report.participants]
    return Entity(
        id=event_id(report.kind, ids, report.place, report.day, report.sentence),
        kind=EntityKind.EVENT,
        names=event_names(
            report.kind, [entities[id_] for id_ in ids or filter(None, [report.place])], report.day
        ),
        event_kind=report.kind,
        start_at=report.day,
        status=report.status,
        participants=report.participants,
        place=report.place,
    )


def _mention(id_: str, reports: Sequence[Report], most: int, body: str) -> Mention:
    first = reports[0]
    places = sorted({(report.start, report.end) for report in reports})
    return Mention(
        entity_id=id_,
        starts=tuple(start for start, _ in places),
        ends=tuple(end for _, end in places),
        surfaces=tuple(body[start:end] for start, end in places),
        count=len(places),
        salience=salience(len(places), most, first.start / max(1, len(body)), in_title=False),
        confidence=CONFIDENCE,
        sentence=first.sentence,
    )
