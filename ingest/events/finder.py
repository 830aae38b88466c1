"""The events that an article reports."""

import tomllib
from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files

from graph.folding import fold
from graph.model import Candidate, Entity, EntityKind, EventStatus, Mention, ParticipantRole
from ingest.dating.moment import Moment, Precision
from ingest.dating.resolver import resolve
from ingest.events.cast import Cast, World
from ingest.events.honored import Honored
from ingest.events.kind import LANGUAGES, Kind, kinds
from ingest.events.office import Offices
from ingest.events.participants import Casting
from ingest.events.passage import Passage
from ingest.events.report import Report, closest, gather
from ingest.events.scene import OF, STATES, Scene
from ingest.events.status import read_status
from ingest.events.subject import Before
from ingest.events.trigger import Trigger, Triggers
from ingest.events.vocabulary import vocabulary
from ingest.linking.automaton import FoldedText
from ingest.linking.linked import Link
from ingest.sentence import sentence_spans

_OF_A_MATCH = 4
_THE, _SINCE = frozenset({"the"}), frozenset({"since", "depuis", "desde", "منذ"})
"""So many words of the sports pages make an article one of them."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What a sentence is read with: the whole text, the world, what was told before, where verbs and nouns of
    events begin, and whether the text is about a match."""

    text: FoldedText
    world: World
    before: Before
    deeds: frozenset[int]
    nouns: frozenset[int]
    plays: bool


class EventFinder:
    """Finds events in texts whose entities are linked already."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """Compile triggers, offices and groups for the entities of a lexicon. Raises BadLexicon."""
        self._entities = dict(entities)
        self._offices = Offices(entities.values())
        self._triggers = {lang: Triggers(lang, entities.values()) for lang in LANGUAGES}
        self._capitals = _listed("capitals", EntityKind.PLACE, entities.values())
        all_capitals = self._capitals | _listed("capitals", EntityKind.PLACE, entities.values(), "others")
        self._capital_of = {entities[id_].country or id_: id_ for id_ in sorted(all_capitals)}
        self._media = _listed("media", EntityKind.ORGANIZATION, entities.values())
        self._networks = _listed("media", EntityKind.ORGANIZATION, entities.values(), "networks")

    def find(
        self,
        text: FoldedText,
        links: Sequence[Link],
        candidates: Sequence[Candidate],
        lang: str,
        published: datetime | None,
    ) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
        """The events of a body and where it speaks of them.

        `links` are the entities named in the body, `candidates` names that no lexicon holds: who is certain
        to be somebody takes part as others do. Days are known only where `published` is, or where the text
        names the year. The same input gives the same answer.
        """
        if lang not in LANGUAGES:
            return (), ()
        certain = [one for one in candidates if one.certain]
        unknown = {one.id: Entity(one.id, one.kind, {one.lang: one.text}) for one in certain}
        entities = ChainMap(unknown, self._entities) if unknown else self._entities
        links = [link for link in links if link.entity in self._entities]
        links = sorted([*links, *_links(certain)], key=lambda link: link.start)
        world = World(
            entities,
            self._capitals,
            self._capital_of,
            self._offices,
            frozenset(link.entity for link in links),
            self._media,
            self._networks,
            Honored(text.text, links, entities),
            published,
        )
        reports = self._reports(text, links, lang, world)
        return gather(reports, entities, text.text)

    def _reports(self, text: FoldedText, links: Sequence[Link], lang: str, world: World) -> list[Report]:
        triggers, groups = self._triggers[lang].find(text)
        reports: list[Report] = []
        encounter: dict[str, ParticipantRole] = {}
        if not triggers:
            return []
        spans = list(sentence_spans(text.text))
        is_asked = any(kind.played and kind.mutual for kind in map(_kind, triggers))
        plays = is_asked and vocabulary(lang).count("match", text.folded.split()) >= _OF_A_MATCH
        for before_span, span in zip([(0, 0), *spans], spans, strict=False):
            inside = [trigger for trigger in triggers if span[0] <= text.offsets[trigger.start] < span[1]]
            if not inside:
                continue
            passage = Passage(text, span, links, groups)
            found: list[Report] = []
            deeds, nouns = _deeds(passage, inside), _nouns(passage, inside)
            before = Before(_subject(links, before_span, world), encounter)
            for trigger in inside:
                report = self._report(
                    passage, trigger, lang, _Context(text, world, before, deeds, nouns, plays)
                )
                if report is None:
                    continue
                found.append(report)
                cast = {who.entity_id: who.role for who in report.participants}
                if kinds()[report.kind].mutual and len(cast) > 1:
                    encounter = cast
                deed = before.deed if kinds()[report.kind].spoken else cast
                before = replace(before, encounter=encounter, deed=deed, place=report.place or before.place)
            reports += closest(found)
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
        words, kind = vocabulary(lang), _kind(trigger)
        is_told = trigger.form.suits(passage.words[after:]) or self._takes_town(passage, kind, after)
        if self._is_name(passage, first) or not is_told:
            return None
        scene = Scene(
            passage, kind, trigger.form, first, after, context.deeds, context.nouns - {first}, words, world
        )
        if kind.played and ((kind.mutual and context.plays) or scene.has("match", 0, len(passage.words))):
            return None
        status = read_status(scene, future=trigger.future)
        if status is None:
            return None
        cast = Casting(scene, is_joined=trigger.is_joined).find(context.before)
        start, end = text.offsets[trigger.start], text.offsets[trigger.end]
        if not _suffices(kind, cast, text.folded[trigger.start : trigger.end], world.entities):
            return None
        moments = resolve(text.text[passage.start : passage.end], world.when, lang)
        moment = _nearest([one for one in moments if not _is_apart(scene, one)], start - passage.start)
        if status is EventStatus.HAPPENED and moment and _is_yet_to_come(scene, moment, world.when):
            status = EventStatus.PLANNED
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

    def _takes_town(self, passage: Passage, kind: Kind, after: int) -> bool:
        """Tell whether armies take a town that is named right behind a verb: "seized el-Fasher"."""
        named = passage.named.get(after)
        place = self._entities.get(named.link.entity) if named and named.link else None
        is_town = place is not None and place.place_kind is not None and place.place_kind not in STATES
        return kind.is_of_forces and passage.is_latin and is_town

    def _is_name(self, passage: Passage, first: int) -> bool:
        """Tell whether the trigger is part of the name of an entity, and of no group."""
        inside = [named for named in passage.named.values() if named.first <= first < named.after]
        return bool(inside) and not any(named.members for named in inside)


def _kind(trigger: Trigger) -> Kind:
    return kinds()[trigger.kind]


def _listed(
    name: str, kind: EntityKind, entities: Iterable[Entity], which: str | None = None
) -> frozenset[str]:
    """Ids of the entities of a kind that a file of seeds/events lists by their English names."""
    text = (files("seeds") / "events" / f"{name}.toml").read_text(encoding="utf-8")
    names = frozenset(tomllib.loads(text)[which or name])
    return frozenset(
        entity.id for entity in entities if entity.kind is kind and entity.names.get("en") in names
    )


def _is_apart(scene: Scene, moment: Moment) -> bool:
    """Tell whether words between a time and the trigger turn to another ("on Monday, before the summit"), or
    the time belongs to something else ("the March 10 agreement")."""
    if _is_dating(scene, moment):
        return True
    index = scene.passage.word_at(scene.passage.start + moment.start)
    start, end = (index, scene.first) if index < scene.first else (scene.after, index)
    is_since = not _SINCE.isdisjoint(scene.passage.words[start:end])
    is_ahead = any(scene.is_expected(at) for at in range(scene.after, end))
    return is_since or is_ahead or scene.has("contrast", start, end) or scene.has("ahead", start, end)


def _is_yet_to_come(scene: Scene, moment: Moment, when: datetime | None) -> bool:
    """Tell whether an Arabic verb in the imperfect has a weekday that is not today's: "يزور ... الاثنين"."""
    is_imperfect = scene.form.is_verb and scene.passage.words[scene.first].removeprefix("و").startswith("ي")
    is_weekday = moment.ahead is not None and when is not None and moment.ahead.date() != when.date()
    return is_imperfect and not scene.passage.is_latin and is_weekday


def _is_dating(scene: Scene, moment: Moment) -> bool:
    """Tell whether a day tells which agreement or attack is meant, and that is not the trigger."""
    passage = scene.passage
    first = passage.word_at(passage.start + moment.start)
    after = passage.word_at(passage.start + moment.end - 1) + 1
    words = passage.words
    if passage.is_latin and words[max(0, first - 1)] in _THE:
        return not scene.first <= after < scene.after and bool(scene.cue("dated", after))
    noun = first - 1 - (words[max(0, first - 1)] in OF)
    return not scene.first <= noun < scene.after and bool(scene.cue("dated", noun))


def _nearest(moments: Sequence[Moment], place: int) -> Moment | None:
    """The day told nearest to a place in a text; None where a month or year without it stands nearer."""
    near = sorted(moments, key=lambda moment: (abs(moment.start - place), moment.start))
    day = next((moment for moment in near if moment.precision in (Precision.DAY, Precision.HOUR)), None)
    spans = (moment for moment in near if moment.precision in (Precision.MONTH, Precision.YEAR))
    span = next(spans, None)
    if day is None or span is None or near.index(day) < near.index(span):
        return day
    return day if span.since <= day.since < span.until else None


def _day(moment: Moment | None, status: EventStatus) -> datetime | None:
    """The day of a moment, at its midnight; a weekday alone is ahead where the event is planned."""
    if moment is None:
        return None
    day = moment.ahead if status is EventStatus.PLANNED and moment.ahead else moment.since
    return day.replace(hour=0, minute=0, second=0, microsecond=0)


def _subject(links: Sequence[Link], span: tuple[int, int], world: World) -> str | None:
    """Id of the first person that a sentence names."""
    for link in links:
        if span[0] <= link.start < span[1] and world.entities[link.entity].kind is EntityKind.PERSON:
            return link.entity
    return None


def _deeds(passage: Passage, triggers: Sequence[Trigger]) -> frozenset[int]:
    """The words of a sentence where verbs begin that tell of something."""
    spans = [(trigger.form, *passage.range(trigger.start, trigger.end)) for trigger in triggers]
    return frozenset(
        first for form, first, after in spans if form.is_verb and form.suits(passage.words[after:])
    )


def _nouns(passage: Passage, triggers: Sequence[Trigger]) -> frozenset[int]:
    """The words of a sentence where nouns begin that tell what somebody is put through."""
    return frozenset(
        passage.range(trigger.start, trigger.end)[0]
        for trigger in triggers
        if not trigger.form.is_verb and _kind(trigger).person and not _kind(trigger).mutual
    )


def _links(candidates: Sequence[Candidate]) -> list[Link]:
    """All places of names that no lexicon holds."""
    return [
        Link(start, end, candidate.id, candidate.confidence)
        for candidate in candidates
        for start, end in zip(candidate.starts, candidate.ends, strict=True)
    ]


def _suffices(kind: Kind, cast: Cast, words: str, entities: Mapping[str, Entity]) -> bool:
    """Tell whether enough is known of an event of a kind; `words` are its trigger, folded."""
    found = [entities[id_].kind for id_ in cast.roles]
    if len(found) == 1 and any(words.endswith(fold(body)) for body in kind.bodies):
        is_body = found[0] is EntityKind.ORGANIZATION
        return is_body or (kind.person and (found[0] is EntityKind.PERSON or bool(cast.places)))
    if kind.person and EntityKind.PERSON not in found:
        return False
    if kind.where and not cast.places:
        return False
    if cast.places and (kind.place or (kind.placed and found)):
        return True
    return len(found) >= max(kind.needs, 1)
