"""Whom a sentence means where the words around a trigger do not say it: "he", "and met", "after talks"."""

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field

from graph.model import EntityKind, ParticipantRole
from ingest.events.cast import Cast
from ingest.events.office import COUNTERPART
from ingest.events.passage import Named
from ingest.events.reference import is_speaker
from ingest.events.scene import AGREEMENT, JOINED, STATES, THEN, Scene, is_adjective
from ingest.events.vocabulary import Cue
from ingest.linking.arabic import ARTICLE

_NEAR, _NEXT, _PRONOUN_BACK, _HONORED = 6, 2, 4, 9
_TWO, _BOTH = 2, "هما"
_DUAL = frozenset({"اتفقا", "التقيا", "اجتمعا", "بحثا", "ناقشا", "تباحثا", "وقعا"})
_KIN = frozenset(
    {"نجل", "نظام", "نجلي", "ابن", "ابنه", "زوجه", "شقيق", "شقيقه", "والد", "والده", "صهر", "عايله"}
)
_HER = "ها"
"""The pronoun for a woman, a state or a body, at a word's end."""

_FORMER = "الاول"
"""Of two, who was named first: "زيارة الأول"."""

_PRONOUNS: tuple[Cue, ...] = ("pronoun", "self")


@dataclass(frozen=True, slots=True)
class Before:
    """What was told before a trigger.

    `subject` is the id of the person that the sentence before named first; `encounter` is the cast of the
    last encounter, `deed` that of the event before in the same sentence, `place` where that was, all by id.
    """

    subject: str | None = None
    encounter: Mapping[str, ParticipantRole] = field(default_factory=dict[str, ParticipantRole])
    deed: Mapping[str, ParticipantRole] = field(default_factory=dict[str, ParticipantRole])
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Clues:
    """How the words around a trigger leave somebody out.

    `is_chained`: "and" joins the deed to the one before. `is_with`: "with" leads to whom it names. `is_list`:
    all whom it names are one list.
    """

    is_chained: bool
    is_with: bool
    is_list: bool


class Absent:
    """Finds who takes part in an event without being named beside its trigger."""

    def __init__(self, scene: Scene) -> None:
        """Look at nothing yet."""
        self._scene = scene

    def of_pronoun(self, before: Before) -> str | None:
        """Id of whom a pronoun before the trigger stands for, or one at its end."""
        scene = self._scene
        if scene.kind.against and scene.has("forces", scene.first - 1, scene.first):
            return self._nearest_state()
        if teller := self._teller():
            return teller
        pronoun = any(scene.has(cue, scene.first - _PRONOUN_BACK, scene.first) for cue in _PRONOUNS)
        if not (pronoun or (scene.form.has_pronoun and not scene.form.is_verb)):
            return None
        if scene.kind.against:  # people only speak of attacks
            return self._nearest_side()
        if not scene.kind.person and scene.passage.words[scene.first].endswith(_HER):  # "أعلنت مالي انسحابها"
            return self._nearest_side() or self._nearest(()) or before.subject
        if scene.kind.suffered and not scene.form.is_verb:
            return self._nearest(self._speakers()) or before.subject
        return (self._meant((), before) if scene.kind.mutual else self._nearest(())) or before.subject

    def of_both(self) -> tuple[str, ...]:
        """Ids of the two people whom an Arabic dual stands for: "قد اتفقا", "خلال لقائهما"."""
        scene = self._scene
        word = scene.passage.words[scene.first].removeprefix(JOINED)
        is_dual = word.endswith(_BOTH) or (scene.form.is_verb and word in _DUAL)
        return self._pair() if scene.kind.mutual and is_dual else ()

    def complete(self, cast: Cast, clues: Clues, before: Before) -> None:
        """Add to the cast whom the sentence means and does not say again."""
        if self._scene.kind.suffered:
            return
        if honored := self._honored():
            self._add_honored(cast, honored)
        if self._scene.kind.mutual:
            has_doer = ParticipantRole.AGENT in before.deed.values()
            if len(cast.roles) < self._scene.kind.needs or (clues.is_chained and clues.is_list and has_doer):
                self._add_partner(cast, clues, before)
        elif self._scene.kind.where:
            if self._scene.kind.needs and self._scene.kind.person and not cast.roles:
                self._add(cast, self._visitor(clues, before), ParticipantRole.AGENT)
        elif self._scene.kind.spoken:
            if self._comes_during() or not cast.roles:
                self._add(cast, self._doer(before), ParticipantRole.AGENT)
        elif self._scene.form.is_verb:
            self._add_agent(cast, clues, before)

    def _add_partner(self, cast: Cast, clues: Clues, before: Before) -> None:
        together = [id_ for id_, role in before.deed.items() if role is ParticipantRole.PARTICIPANT]
        if not cast.roles:
            if clues.is_chained or self._comes_during():
                cast.roles = dict.fromkeys(together or self._pair(), ParticipantRole.PARTICIPANT)
        elif clues.is_chained:
            self._add(cast, self._doer(before), ParticipantRole.PARTICIPANT)
        elif (clues.is_with and not self._is_known_agreement()) or self._is_counterpart():
            self._add(cast, self._meant(cast.roles, before), ParticipantRole.PARTICIPANT)

    def _pair(self) -> tuple[str, ...]:
        """Ids of the two people before an Arabic trigger whom "and" joins: "بحث X ونظيره Y خلال اتصال"."""
        scene = self._scene
        people = [named for named in scene.named_before() if scene.person(named)]
        if scene.passage.is_latin or len(people) != _TWO:
            return ()
        one, other = people
        between = scene.passage.words[one.after : other.first]
        is_joined = other.prefix.startswith(JOINED) or any(word.startswith(JOINED) for word in between)
        if not is_joined or any(scene.cue("speech", index) for index in range(one.after, scene.first)):
            return ()
        return tuple(filter(None, map(scene.person, people)))

    def _add_honored(self, cast: Cast, id_: str) -> None:
        kind = self._scene.kind
        if kind.mutual:
            self._add(cast, id_, ParticipantRole.PARTICIPANT)
        elif kind.where and kind.person and not cast.roles:
            self._add(cast, id_, ParticipantRole.AGENT)

    def _honored(self) -> str | None:
        """Id of whom a title of honour beside the trigger stands for, where no name follows it."""
        scene, passage = self._scene, self._scene.passage
        is_alone = not any(map(scene.person, scene.named_before()))
        start = 0 if is_alone else max(0, scene.first - _PRONOUN_BACK)
        for index in range(start, min(len(passage.words), scene.after + _HONORED)):
            length = scene.cue("honorific", index)
            if length and index + length not in passage.named:
                return scene.world.honored.meant(passage.words[index : index + length], passage.offset(index))
        return None

    def _visitor(self, clues: Clues, before: Before) -> str | None:
        if clues.is_chained:
            return self._doer(before)
        if _FORMER in self._scene.passage.words[self._scene.after : self._scene.after + 1]:
            return next(filter(None, map(self._scene.person, self._scene.named_before())), None)
        return self._nearest(()) if self._comes_during() else None

    def _add_agent(self, cast: Cast, clues: Clues, before: Before) -> None:
        """Add who did a deed that "and" joins to the one before, and whom its pronoun stands for."""
        agents = [id_ for id_, role in before.deed.items() if role is ParticipantRole.AGENT]
        if clues.is_chained and ParticipantRole.AGENT not in cast.roles.values():
            for id_ in agents:
                self._add(cast, id_, ParticipantRole.AGENT)
        if self._scene.form.has_pronoun and ParticipantRole.TARGET not in cast.roles.values():
            self._add(cast, self._nearest(cast.roles), ParticipantRole.TARGET)

    def _add(self, cast: Cast, id_: str | None, role: ParticipantRole) -> None:
        if id_ is not None:
            cast.roles.setdefault(id_, role)

    def _doer(self, before: Before) -> str | None:
        """Id of who did the deed before: who acted in it, or the first person named."""
        acting = [id_ for id_, role in before.deed.items() if role is ParticipantRole.AGENT]
        if acting:
            return acting[0]
        scene = self._scene
        persons = map(scene.person, scene.named_before())
        is_first = not scene.first or (scene.first == 1 and scene.passage.words[0] in THEN)
        return next(filter(None, persons), before.subject if is_first else None)

    def _speakers(self) -> set[str]:
        """Ids of the people who only speak of a death, or call for something: "دعت ... إلى كشف وفاتها"."""
        scene = self._scene
        return {
            person
            for named in scene.named_before()
            if (person := scene.person(named))
            and (scene.cue("wish", named.first - 1) or is_speaker(scene, named, before=True))
        }

    def _meant(self, taken: Collection[str], before: Before) -> str | None:
        """Id of the person named last before the trigger; of one whom the sentence calls dead only if nobody
        else is: "discussed the killing of X during his meeting with Y"."""
        is_death = ParticipantRole.AGENT not in before.deed.values()
        dead = [id_ for id_, role in before.deed.items() if is_death and role is ParticipantRole.TARGET]
        return self._nearest({*taken, *dead}) or self._nearest(taken)

    def _nearest(self, taken: Container[str]) -> str | None:
        """Id of the person named last before the trigger, who is not among `taken`.

        Who is beyond "while", or only says "that" of somebody else, is not meant; who says "that he" is. Nor
        is who only says whose son somebody is: nobody is then.
        """
        for named in reversed(self._scene.named_before()):
            if self._turns(named.after):
                return None
            if (person := self._scene.person(named)) and person not in taken:
                kin = self._scene.passage.words[max(0, named.first - 1)]
                return None if kin.removeprefix(JOINED) in _KIN else person
        return None

    def _teller(self) -> str | None:
        """Id of who tells another of the own deed: "أبلغت تركيا روسيا أنها", "told the UN that it"."""
        scene = self._scene
        near = range(scene.first - 1, max(0, scene.first - _PRONOUN_BACK) - 1, -1)
        that = next((i for i in near if scene.cue("self", i)), 0)
        verb = next((i for i in range(that - 1, -1, -1) if scene.cue("informed", i)), None)
        if verb is None:
            return None
        sides = [named for named in scene.named_before() if named.first < that and self._is_side(named)]
        told = [named for named in sides if named.first > verb]
        before = [named for named in sides if named.after <= verb]
        tellers = told[:1] if len(told) > 1 else (before or told)[-1:]
        return next((entity.id for entity in map(scene.entity, tellers) if entity), None)

    def _is_side(self, named: Named) -> bool:
        """Tell whether somebody is named who may do what is told: a person, or a body or state in attacks."""
        scene = self._scene
        entity = scene.entity(named)
        if entity is None or is_adjective(named):
            return False
        return self._acts(named) if scene.kind.against else entity.kind is EntityKind.PERSON

    def _acts(self, named: Named) -> bool:
        """Tell whether a body or a state is named, and no adjective of it."""
        scene = self._scene
        entity = scene.entity(named)
        is_body = entity is not None and entity.kind is EntityKind.ORGANIZATION
        return not is_adjective(named) and (is_body or scene.is_state(named))

    def _nearest_side(self) -> str | None:
        """Id of the body or state named last before the trigger."""
        sides = filter(self._acts, reversed(self._scene.named_before()))
        return next((entity.id for entity in map(self._scene.entity, sides) if entity), None)

    def _nearest_state(self) -> str | None:
        """Id of the state named last before the trigger, by an adjective or a body of it too."""
        entities = (self._scene.entity(named) for named in reversed(self._scene.named_before()))
        for entity in entities:
            if entity and entity.place_kind in STATES:
                return entity.id
            if entity and entity.kind is EntityKind.ORGANIZATION:
                return entity.country or entity.id
        return None

    def _turns(self, start: int) -> bool:
        """Tell whether the words from one to the trigger turn to somebody else."""
        scene = self._scene
        for index in range(start, scene.first):
            if scene.cue("contrast", index):
                return True
            if scene.cue("that", index) and not scene.cue("self", index):
                return not scene.has("self", index + 1, min(index + _NEXT, scene.first))
        return False

    def _comes_during(self) -> bool:
        """Tell whether the trigger only says when: "after talks", "on a visit"."""
        return self._scene.has("during", self._scene.first - _NEXT, self._scene.first)

    def _is_known_agreement(self) -> bool:
        """Tell whether an agreement is spoken of that was made before: "بعد الاتفاق مع إيران"."""
        form = self._scene.form
        return form.kind == AGREEMENT and self._scene.passage.words[self._scene.first].startswith(ARTICLE)

    def _is_counterpart(self) -> bool:
        """Tell whether "his counterpart" stands right after the trigger."""
        after = self._scene.after
        offices = map(self._scene.office, range(after, after + _NEAR))
        return any(office is not None and office[0] == COUNTERPART for office in offices)
