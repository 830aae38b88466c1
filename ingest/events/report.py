"""What one sentence tells of an event, and the events that the reports of an article make together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from graph.identity import event_id
from graph.model import Entity, EntityKind, EventStatus, Mention, Participant
from ingest.events.kind import CLOSENESS, PACTS, kinds
from ingest.events.naming import event_names
from ingest.linking.salience import salience

CONFIDENCE = 0.6
"""How sure a found event is: four of five were right where people read them sentence by sentence."""


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


def closest(reports: Sequence[Report]) -> list[Report]:
    """Of the kinds of encounter, or of pact, that a sentence reports of the same people keep the closest."""
    return [report for report in reports if not any(_tells_more(other, report) for other in reports)]


def _tells_more(other: Report, report: Report) -> bool:
    """Tell whether another report has the same people, or more, in a more telling kind."""
    ranks = next((ranks for ranks in (CLOSENESS, PACTS) if other.kind in ranks and report.kind in ranks), ())
    is_closer = bool(ranks) and ranks.index(other.kind) < ranks.index(report.kind)
    return is_closer and report.ids <= other.ids


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
    if same_sentence and kinds()[one.kind].against and 0 <= other.start - one.end <= 1:
        return True  # "استهدفت غارة إسرائيلية ..." is one
    if not one.ids and not other.ids:
        return one.place == other.place or (same_sentence and kinds()[one.kind].against)
    if one.ids == other.ids:
        return True
    in_one_place = bool(one.ids and other.ids) or not one.place or not other.place or one.place == other.place
    return same_sentence and in_one_place and (one.ids <= other.ids or other.ids <= one.ids)


def _fuller(one: Report, other: Report) -> Report:
    """The first report with what only the second knows, or all who take part where they share nobody."""
    participants = one.participants if len(one.ids) >= len(other.ids) else other.participants
    if one.ids.isdisjoint(other.ids):
        participants = tuple(sorted((*one.participants, *other.participants), key=lambda who: who.entity_id))
    return replace(one, participants=participants, day=one.day or other.day, place=one.place or other.place)


def gather(
    reports: Sequence[Report], entities: Mapping[str, Entity], body: str
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The events that reports tell of, each once, and where a body speaks of them."""
    found: dict[str, tuple[Entity, Mention]] = {}
    events = _merged(reports)
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
