"""Whom a sentence speaks of where the words around a trigger leave it out: "he", "and met", "after talks with"."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from graph.model import EntityKind, ParticipantRole
from ingest.events.cast import Cast, World
from ingest.events.kind import Kind
from ingest.events.office import COUNTERPART
from ingest.events.passage import Named, Passage
from ingest.events.trigger import Form
from ingest.events.vocabulary import Vocabulary

_NEAR, _NEXT, _PRONOUN_BACK = 6, 2, 4


@dataclass(frozen=True, slots=True)
class Before:
    """What was told before a trigger.

    `subject` is the id of the person that the sentence before named first; `encounter` is the cast of the
    last encounter, `deed` that of the event before in the same sentence, both by id.
    """

    subject: str | None = None
    encounter: Mapping[str, ParticipantRole] = field(default_factory=dict[str, ParticipantRole])
    deed: Mapping[str, ParticipantRole] = field(default_factory=dict[str, ParticipantRole])


@dataclass(frozen=True, slots=True)
class Clues:
    """How the words around a trigger leave somebody out.

    `is_chained`: "and" joins the deed to the one before. `is_with`: "with" leads to whom it names.
    """

    is_chained: bool
    is_with: bool


class Absent:
    """Finds who takes part in an event without being named beside its trigger."""

    def __init__(
        self, passage: Passage, kind: Kind, form: Form, span: tuple[int, int], words: Vocabulary, world: World
    ) -> None:
        """Look at nothing yet; the trigger is from the first to before the second word of `span`."""
        self._passage, self._kind, self._form = passage, kind, form
        self._first, self._after = span
        self._vocabulary, self._world = words, world

    def of_pronoun(self, before: Before) -> str | None:
        """Id of whom a pronoun before the trigger stands for, or one at its end."""
        pronoun = self._vocabulary.any(
            "pronoun", self._passage.words, self._first - _PRONOUN_BACK, self._first
        )
        if not (pronoun or (self._form.has_pronoun and not self._form.is_verb)):
            return None
        return self._nearest(()) or before.subject

    def complete(self, cast: Cast, clues: Clues, before: Before) -> None:
        """Add to the cast whom the sentence means and does not say again."""
        if self._kind.suffered:
            return
        if self._kind.mutual:
            if len(cast.roles) < self._kind.needs:
                self._add_partner(cast, clues, before)
        elif self._kind.where:
            if self._kind.needs and not cast.roles:
                self._add(cast, self._visitor(clues, before), ParticipantRole.AGENT)
        elif self._form.is_verb:
            self._add_agent(cast, clues, before)

    def _add_partner(self, cast: Cast, clues: Clues, before: Before) -> None:
        together = [id_ for id_, role in before.deed.items() if role is ParticipantRole.PARTICIPANT]
        if not cast.roles:
            if clues.is_chained or self._comes_during():
                cast.roles = dict.fromkeys(together, ParticipantRole.PARTICIPANT)
        elif clues.is_chained:
            self._add(cast, self._doer(before), ParticipantRole.PARTICIPANT)
        elif clues.is_with or self._is_counterpart():
            self._add(cast, self._nearest(cast.roles), ParticipantRole.PARTICIPANT)

    def _visitor(self, clues: Clues, before: Before) -> str | None:
        if clues.is_chained:
            return self._doer(before)
        return self._nearest(()) if self._comes_during() else None

    def _add_agent(self, cast: Cast, clues: Clues, before: Before) -> None:
        """Add who did a deed that "and" joins to the one before, and whom a pronoun at its verb stands for."""
        agents = [id_ for id_, role in before.deed.items() if role is ParticipantRole.AGENT]
        if clues.is_chained and ParticipantRole.AGENT not in cast.roles.values():
            for id_ in agents:
                self._add(cast, id_, ParticipantRole.AGENT)
        if self._form.has_pronoun and ParticipantRole.TARGET not in cast.roles.values():
            self._add(cast, self._nearest(cast.roles), ParticipantRole.TARGET)

    def _add(self, cast: Cast, id_: str | None, role: ParticipantRole) -> None:
        if id_ is not None:
            cast.roles.setdefault(id_, role)

    def _doer(self, before: Before) -> str | None:
        """Id of who did the deed before: who acted in it, or the first person named."""
        acting = [id_ for id_, role in before.deed.items() if role is ParticipantRole.AGENT]
        if acting:
            return acting[0]
        named = sorted(self._passage.named.values(), key=lambda named: named.first)
        persons = [_person(who, self._world) for who in named if who.after <= self._first]
        return next(filter(None, persons), None if self._first else before.subject)

    def _nearest(self, taken: Container[str]) -> str | None:
        """Id of the person named last before the trigger, who is not among `taken`.

        Who is beyond "while", or only says "that" of somebody else, is not meant; who says "that he" is.
        """
        before = [named for named in self._passage.named.values() if named.after <= self._first]
        for named in sorted(before, key=lambda named: -named.first):
            if self._turns(named.after):
                return None
            if (person := _person(named, self._world)) and person not in taken:
                return person
        return None

    def _turns(self, start: int) -> bool:
        """Tell whether the words from one to the trigger turn to somebody else."""
        words, text = self._vocabulary, self._passage.words
        for index in range(start, self._first):
            if words.length("contrast", text, index):
                return True
            if words.length("that", text, index) and not words.length("self", text, index):
                return not words.any("self", text, index + 1, min(index + _NEXT, self._first))
        return False

    def _comes_during(self) -> bool:
        """Tell whether the trigger only says when: "after talks", "on a visit"."""
        return self._vocabulary.any("during", self._passage.words, self._first - _NEXT, self._first)

    def _is_counterpart(self) -> bool:
        """Tell whether "his counterpart" stands right after the trigger."""
        words = self._passage.words
        offices = (
            self._vocabulary.office(words, index)
            for index in range(self._after, min(self._after + _NEAR, len(words)))
        )
        return any(office is not None and office[0] == COUNTERPART for office in offices)


def _person(named: Named, world: World) -> str | None:
    link = named.link
    if link is None or link.is_demonym or world.entities[link.entity].kind is not EntityKind.PERSON:
        return None
    return link.entity
