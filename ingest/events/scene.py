"""A trigger and what stands around it: all that is asked when its cast is looked for."""

from collections.abc import Container
from dataclasses import dataclass

from graph.model import Entity, EntityKind
from ingest.events.cast import World
from ingest.events.kind import Kind
from ingest.events.passage import Named, Passage
from ingest.events.trigger import Form
from ingest.events.vocabulary import Cue, Vocabulary

STATES = ("country", "territory")
"""Kinds of places that act by their governments."""

OF = frozenset({"of", "de", "du", "des", "del", "d"})
"""Words between somebody and whose or of what that is, folded."""

FROM = frozenset({"من", "from", "depuis", "desde"})
"""Words before where somebody or something comes from, folded."""

LEAVING = "withdrawal"
"""The kind of event in which a place is left."""

AGREEMENT = "agreement"
"""The kind of event in which something is agreed on, and what comes of it has a name."""

WITH = frozenset({"with", "avec", "con", "مع"})
"""Words before whom somebody is together with, folded."""

AND = frozenset({"and", "et", "y", "e"})
"""Words that join names or deeds, folded; Arabic joins its own to the front."""

JOINED = "و"
"""What Arabic joins to the front of a word for "and"."""

THEN = frozenset({"ثم", "حيث", "كما", "وقد", "بعدما"})
"""Words of Arabic that lead from a deed to the next, folded."""

_AND_OF = "ومن"


@dataclass(frozen=True, slots=True)
class Scene:
    """The trigger of an event of a `kind`: the words `first` to before `after` of a passage.

    `deeds` are the numbers of the words where verbs begin that tell of other events, `nouns` of those where
    nouns do that tell what somebody is put through.
    """

    passage: Passage
    kind: Kind
    form: Form
    first: int
    after: int
    deeds: Container[int]
    nouns: frozenset[int]
    vocabulary: Vocabulary
    world: World

    @property
    def acts_first(self) -> bool:
        """Whether an Arabic verb is followed by who acts and then by who is acted on."""
        kind = self.kind
        return self.form.is_verb and not self.passage.is_latin and not (kind.mutual or kind.where)

    @property
    def is_held(self) -> bool:
        """Whether the event is held in a state, which takes no part: an election."""
        kind = self.kind
        return kind.place and not (kind.against or kind.mutual or kind.where)

    @property
    def is_taking(self) -> bool:
        """Whether armies take the place that is named."""
        return self.kind.is_of_forces and self.form.kind != LEAVING

    def cue(self, cue: Cue, index: int) -> int:
        """How many words a cue that begins at a word has; 0 where there is none, or no such word."""
        words = self.passage.words
        return self.vocabulary.length(cue, words, index) if 0 <= index < len(words) else 0

    def has(self, cue: Cue, start: int, end: int) -> bool:
        """Tell whether a cue begins between two places."""
        return self.vocabulary.any(cue, self.passage.words, start, end)

    def is_expected(self, index: int) -> bool:
        """Tell whether a comma and a word of plans turn to what is ahead for somebody: ", due on Monday",
        "، ومن المقرر أن"."""
        passage = self.passage
        if not index or not passage.has_comma(index - 1, index):
            return False
        planned = index if passage.is_latin else index + (passage.words[index] == _AND_OF)
        return (passage.is_latin or planned > index) and bool(self.cue("planned", planned))

    def office(self, index: int) -> tuple[str, int] | None:
        """The office whose title begins at a word, with the title's number of words."""
        words = self.passage.words
        return self.vocabulary.office(words, index) if 0 <= index < len(words) else None

    def named_before(self) -> list[Named]:
        """What is named before the trigger, in order."""
        before = (named for named in self.passage.named.values() if named.after <= self.first)
        return sorted(before, key=lambda named: named.first)

    def entity(self, named: Named | None) -> Entity | None:
        """The entity that is named, None for a group."""
        return self.world.entities[named.link.entity] if named and named.link else None

    def person(self, named: Named | None) -> str | None:
        """Id of the person that is named, None for anybody else and for adjectives of origin."""
        entity = self.entity(named)
        is_person = entity is not None and entity.kind is EntityKind.PERSON
        return entity.id if entity and is_person and not is_adjective(named) else None

    def is_state(self, named: Named) -> bool:
        """Tell whether a state is named."""
        entity = self.entity(named)
        return entity is not None and entity.place_kind in STATES


def is_adjective(named: Named | None) -> bool:
    """Tell whether an adjective of origin is named."""
    return named is not None and named.link is not None and named.link.is_demonym
