"""Who takes part in an event and where it is: what the words around its trigger say.

From the trigger on, first to the left and then to the right, words are passed until one closes the
clause, changes the topic, or too many in a row name nobody.
"""

from collections.abc import Container

from graph.model import Entity, EntityKind, ParticipantRole
from ingest.events.cast import Cast, World
from ingest.events.kind import kinds
from ingest.events.office import COUNTERPART
from ingest.events.passage import Named, Passage
from ingest.events.place import OF, STATES, Setting
from ingest.events.subject import Absent, Before, Clues
from ingest.events.trigger import Trigger
from ingest.events.vocabulary import Vocabulary
from ingest.linking.linker import Link

_FARTHEST_BEFORE, _FARTHEST_AFTER, _FARTHEST_LATER = 5, 7, 3
_ANNOUNCED = 2
_LOOK_BACK = 3
_NEAR = 6
_BY = frozenset({"by", "par", "por", "يد", "قبل"})
_WITH = frozenset({"with", "avec", "con", "مع"})
_AND = frozenset({"and", "et", "y", "e"}) | _WITH
_JOINED = "و"
_PASSIVE = frozenset({"was", "were", "been", "being", "be", "ete", "fue", "fueron", "sido", "تعرض", "تعرضت"})
_SUFFERING_BACK = 8


class Casting:
    """Finds the cast of one trigger: the words `first` to before `after` of a passage."""

    def __init__(
        self, passage: Passage, trigger: Trigger, deeds: Container[int], words: Vocabulary, world: World
    ) -> None:
        """Look from the trigger on, without finding anybody yet; `deeds` are where other verbs begin."""
        self._passage, self._vocabulary, self._world = passage, words, world
        self._kind, self._form = kinds()[trigger.kind], trigger.form
        self._first, self._after = passage.range(trigger.start, trigger.end)
        self._deeds = deeds
        self._setting = Setting(passage, self._kind, words, world)
        self._cast = Cast()
        self._is_attributed = False
        self._attributed_from = self._first
        self._last_role: ParticipantRole | None = None
        self._is_with = False
        joined = self._form.is_verb and (trigger.is_joined or self._follows_and())
        self._chained_from = self._after if joined else None

    def find(self, before: Before) -> Cast:
        """The cast; `before` is what was told until here, for "the two leaders", "he", and "and met"."""
        if self._chained_from is None or self._passage.is_latin:
            self._before()
        absent = Absent(
            self._passage, self._kind, self._form, (self._first, self._after), self._vocabulary, self._world
        )
        if not self._cast.roles and (meant := absent.of_pronoun(before)):
            self._join((meant,), self._pronoun_role())
        self._group_at_trigger()
        self._after_trigger(self._after, _FARTHEST_AFTER)
        if self._kind.mutual:
            self._attending()
            if len(self._cast.roles) < self._kind.needs and self._speaks_of_both():
                self._cast.roles = dict(before.encounter)
        self._lone_is_target()
        absent.complete(self._cast, Clues(self._is_chained(), self._is_with), before)
        self._leaders_for_countries()
        return self._cast

    def _is_chained(self) -> bool:
        """Tell whether "and" joins the deed to the one before, and no subject of its own follows its verb."""
        start, passage = self._chained_from, self._passage
        if start is None or passage.is_latin or start >= len(passage.words):
            return start is not None
        return start in passage.named or any(
            self._vocabulary.length(cue, passage.words, start) for cue in ("title", "locative", "adjunct")
        )

    def _follows_and(self) -> bool:
        """Tell whether "and" stands before a verb of a language that writes it as a word."""
        before = self._passage.words[self._first - 1] if self._first else ""
        return self._passage.is_latin and before in _AND - _WITH

    def _pronoun_role(self) -> ParticipantRole:
        """What somebody is whom a pronoun stands for: "his visit", but "his arrest"."""
        if self._kind.mutual:
            return ParticipantRole.PARTICIPANT
        return ParticipantRole.TARGET if self._form.has_pronoun and not self._kind.where else ParticipantRole.AGENT

    def _lone_is_target(self) -> None:
        """Who stands alone after an Arabic verb is acted on: without vowels it may be a passive."""
        roles, entities = self._cast.roles, self._world.entities
        if self._acts_first() and len(roles) == 1:
            [id_] = roles
            if entities[id_].kind is EntityKind.PERSON:
                roles[id_] = ParticipantRole.TARGET

    def _acts_first(self) -> bool:
        """Tell whether an Arabic verb is followed by who acts and then by who is acted on."""
        kind = self._kind
        return self._form.is_verb and not self._passage.is_latin and not (kind.mutual or kind.where)

    def _leaders_for_countries(self) -> None:
        """Leave out a country where somebody who stands for it takes part."""
        entities = self._world.entities
        shown = {entities[id_].country for id_ in self._cast.roles if entities[id_].kind is EntityKind.PERSON}
        self._cast.roles = {id_: role for id_, role in self._cast.roles.items() if id_ not in shown}

    def _group_at_trigger(self) -> None:
        for index in range(max(0, self._first - 1), self._after):
            named = self._passage.named.get(index)
            if named and named.members and named.after >= self._after:
                self._join(named.members, ParticipantRole.PARTICIPANT)

    def _before(self) -> None:
        """Pass words to the left; "who" stands for the person before it alone."""
        if self._first and self._vocabulary.length("relative", self._passage.words, self._first - 1):
            named = self._passage.ending_at(self._first - 1)
            if named and named.link and self._is_person(named.link):
                self._take(named, before=True)
            return
        words, index, missed, last = self._passage.words, self._before_apposition() - 1, 0, self._first
        while index >= 0 and missed <= _FARTHEST_BEFORE:
            named = self._passage.ending_at(index + 1)
            if named:
                if self._cast.roles and not _is_adjective(named) and not self._is_joined(named.after, last):
                    return
                if not self._is_speaker(named, before=True) and self._take(named, before=True):
                    missed, last = 0, named.first
                else:
                    missed += 1
                index = named.first - 1
                continue
            if self._attributed_from < self._first or self._is_next_deed(index):
                return
            if index and self._is_deed(index):
                self._chained_from = index + 1
                return
            if self._vocabulary.length("reaction", words, index):
                self._cast = Cast()
                return
            if self._closes(index) or self._stops(index):
                return
            if self._vocabulary.length("speech", words, index) and not self._vocabulary.length(
                "announce", words, index
            ):
                return
            missed += 1
            index -= 1

    def _before_apposition(self) -> int:
        """Where to look for who a verb of one person is about: "Smith, an ally of Jones, has died"."""
        passage, first = self._passage, self._first
        if not (self._kind.person and passage.is_latin):
            return first
        commas = [index for index in range(1, first + 1) if passage.has_comma(index - 1, index)]
        if len(commas) < 2 or first - commas[-1] > _ANNOUNCED:  # noqa: PLR2004 - what stands between two commas
            return first
        apart = passage.named.get(commas[-2])
        is_name = apart is not None and apart.link is not None and apart.after == commas[-1]
        return first if is_name else commas[-2]

    def _is_next_deed(self, index: int) -> bool:
        """Tell whether "and" joins what happened to what was done before: who did that is not asked."""
        is_near = self._first - index <= _ANNOUNCED and self._passage.is_latin
        return is_near and not self._kind.mutual and self._passage.words[index] in _AND

    def _is_deed(self, index: int) -> bool:
        """Tell whether a verb that leads to the trigger is joined by "and": "and signed an agreement"."""
        words = self._passage.words
        if self._passage.is_latin:
            joined = index > 0 and words[index - 1] in _AND - _WITH
            return joined and bool(self._vocabulary.length("announce", words, index))
        verb = words[index].removeprefix(_JOINED)
        return 0 < len(verb) < len(words[index]) and bool(self._vocabulary.length("announce", [verb], 0))

    def _after_trigger(self, index: int, farthest: int) -> None:
        """Pass words to the right."""
        words, missed, last, known = self._passage.words, 0, index, len(self._cast.roles)
        while index < len(words) and missed <= farthest:
            named = self._passage.named.get(index)
            if named:
                has_more = len(self._cast.roles) > known and not _is_adjective(named)
                if self._is_attributed and not self._is_in_list(named):
                    self._rest_is_place(named)
                elif has_more and self._passage.is_latin and not self._goes_on(last, named):
                    missed += 1
                elif not self._is_speaker(named, before=False) and self._take_after(named, last):
                    missed, last = 0, named.after
                    farthest = farthest if self._awaits_more() else _FARTHEST_LATER
                else:
                    missed += 1
                index = max(named.after, index + 1)
                continue
            if length := self._vocabulary.length("joining", words, index):
                index, missed = index + length, 0
                continue
            if self._ends_cast(index):
                return
            missed += 1
            index += 1
        self._search_place(index)

    def _awaits_more(self) -> bool:
        """Tell whether somebody else is to follow: with whom, or who is acted on."""
        acted_on = ParticipantRole.TARGET in self._cast.roles.values()
        return self._kind.mutual or (self._acts_first() and not acted_on)

    def _take_after(self, named: Named, last: int) -> bool:
        """Let somebody take part who is named after the trigger; what "and" joins is what stands before it."""
        words, roles = self._passage.words, self._cast.roles
        known = len(roles)
        if not (words[last : last + 1] and words[last].startswith(_JOINED) and not self._passage.is_latin):
            self._last_role = None
        taken = self._take(named, before=False)
        if len(roles) > known:
            self._last_role = roles[next(reversed(roles))]
            self._is_with |= any(word.removeprefix(_JOINED) in _WITH for word in words[last : named.first])
        return taken

    def _goes_on(self, last: int, named: Named) -> bool:
        """Tell whether what is named after one of the cast is the next of them, or the place."""
        if self._is_joined(last, named.first):
            return True
        link = named.link
        is_place = link is not None and self._world.entities[link.entity].kind is EntityKind.PLACE
        return is_place and self._setting.is_located(named, self._cast)

    def _is_joined(self, start: int, end: int) -> bool:
        """Tell whether the words between two of the cast, or the next of them, say "and" or "with"."""
        words = self._passage.words[start : end + 1]
        if any(word in _AND for word in words) or self._passage.has_comma(start, end):
            return True
        return not self._passage.is_latin and any(word.startswith("و") for word in words)

    def _ends_cast(self, index: int) -> bool:
        words = self._passage.words
        return (
            self._closes(index)
            or index in self._deeds
            or self._stops(index)
            or bool(self._vocabulary.length("reaction", words, index))
            or bool(self._vocabulary.length("speech", words, index))
            or (self._kind.mutual and bool(self._vocabulary.length("topic", words, index)))
        )

    def _stops(self, index: int) -> bool:
        """Tell whether the topic begins; before a number the word only means "some"."""
        words = self._passage.words
        is_some = index + 1 < len(words) and words[index + 1].isdigit()
        return not is_some and bool(self._vocabulary.length("stop", words, index))

    def _closes(self, index: int) -> bool:
        words = self._passage.words
        return bool(
            self._vocabulary.length("that", words, index) or self._vocabulary.length("clause", words, index)
        )

    def _attending(self) -> None:
        """Go on where the sentence says who attended."""
        words = self._passage.words
        for index in range(self._after, len(words)):
            if self._vocabulary.length("attending", words, index):
                self._is_attributed = False
                self._after_trigger(index + 1, _FARTHEST_AFTER)

    def _speaks_of_both(self) -> bool:
        return self._vocabulary.any("both", self._passage.words, self._first - _NEAR, self._after + _NEAR)

    def _is_speaker(self, named: Named, *, before: bool) -> bool:
        """Tell whether a verb of speech has this as its subject."""
        words = self._passage.words
        announces = before and self._first - named.after <= _ANNOUNCED
        is_apart = not before and self._passage.has_comma(named.after - 1, named.after)
        if named.after < len(words) and not is_apart and self._speaks(named.after, before=announces):
            return not self._vocabulary.length("source", words, named.after)
        return any(
            self._speaks(index, before=announces) for index in range(max(0, named.first - 2), named.first)
        )

    def _speaks(self, index: int, *, before: bool) -> bool:
        words = self._passage.words
        if not self._vocabulary.length("speech", words, index):
            return False
        return not (before and self._vocabulary.length("announce", words, index))

    def _take(self, named: Named, *, before: bool) -> bool:
        """Let an entity take part, or be the place; tell whether it was either."""
        role = self._role(named, before=before)
        if named.members:
            if self._kind.mutual:
                self._join(named.members, role)
            return self._kind.mutual
        assert named.link is not None  # noqa: S101 - what is no group is a link
        entity = self._world.entities[named.link.entity]
        if named.link.is_demonym or self._is_adjective_of_office(named, entity):
            return self._take_demonym(named, named.link, entity, role)
        if entity.kind is not EntityKind.PERSON and self._is_attribute(named):
            return False
        if entity.kind is EntityKind.PLACE:
            return self._take_place(named, entity, role, before=before)
        if entity.kind is EntityKind.EVENT or entity.id in self._world.media or self._is_represented(named):
            return False
        if entity.kind is EntityKind.ORGANIZATION and self._setting.is_premises(named):
            return False
        if entity.kind is EntityKind.ORGANIZATION and self._kind.mutual and named.prefix.endswith("ل"):
            return False  # only whose somebody is: "الممثلة العليا للاتحاد الأوروبي"
        return self._join((entity.id,), role)

    def _is_adjective_of_office(self, named: Named, entity: Entity) -> bool:
        """Tell whether the name of a state stands for its adjective: "the US president"."""
        words, after = self._passage.words, named.after
        is_state = self._passage.is_latin and entity.place_kind in STATES
        return is_state and after < len(words) and self._vocabulary.office(words, after) is not None

    def _is_represented(self, named: Named) -> bool:
        """Tell whether somebody else acts for a person: "Trump's envoy", "مبعوث الرئيس الأميركي دونالد ترامب"."""
        words, after = self._passage.words, named.after
        if named.link is None or not self._is_person(named.link):
            return False
        if self._passage.is_latin:
            return self._passage.is_owner(named) and not after < self._first <= after + _ANNOUNCED
        for index in range(max(0, named.first - _LOOK_BACK - 1), named.first - 1):
            office = self._vocabulary.office(words, index + 1)
            if office and self._vocabulary.length("envoy", words, index):
                return self._world.offices.is_of(named.link.entity, office[0])
        return False

    def _is_headed(self, named: Named) -> bool:
        """Tell whether an Arabic title leads to a name: "رئيس مجلس السيادة"."""
        return not self._passage.is_latin and self._vocabulary.any(
            "title", self._passage.words, named.first - 2, named.first
        )

    def _is_attribute(self, named: Named) -> bool:
        """Tell whether a name only says whose somebody is: "U.N. envoy Pedersen", "Assoumani of Comoros"."""
        passage = self._passage
        for index in range(named.after, min(named.after + _LOOK_BACK + 1, len(passage.words))):
            follower = passage.named.get(index)
            if follower and not _is_adjective(follower):
                is_apart = passage.words[index].startswith(_JOINED) or passage.has_comma(named.after - 1, index)
                return follower.link is not None and self._is_person(follower.link) and not is_apart
            if not (passage.is_capital(index) or self._is_headed(named)):
                break
        bearer = passage.ending_at(named.first - 1) if passage.words[named.first - 1] in OF else None
        return bearer is not None and bearer.link is not None and self._is_person(bearer.link)

    def _is_held(self, entity: Entity) -> bool:
        """Tell whether an event is of a state as its place: an election."""
        kind = self._kind
        return kind.place and not (kind.against or kind.mutual or kind.where) and entity.place_kind in STATES

    def _take_place(self, named: Named, entity: Entity, role: ParticipantRole, *, before: bool) -> bool:
        is_state = entity.place_kind in STATES
        acts = is_state or (entity.id in self._world.capitals and not self._kind.against)
        is_target = self._kind.against and is_state and role is ParticipantRole.TARGET
        if (named.prefix.endswith("ل") or self._setting.leads_away(named)) and not is_target:
            return False
        if self._kind.where and before and self._form.is_verb and not self._passage.is_latin:
            return False
        if self._is_held(entity):
            self._cast.places.append(entity.id)
            return True
        is_there = self._kind.where or named.prefix.endswith("ب") or not acts or self._setting.is_located(named, self._cast)
        is_there = is_there or self._setting.is_host(named)
        if is_there and not is_target:
            self._cast.places.append(entity.id)
            return True
        return self._join((entity.id if is_state else entity.country or entity.id,), role)

    def _take_demonym(self, named: Named, link: Link, entity: Entity, role: ParticipantRole) -> bool:
        """An adjective of origin: of the trigger itself, of a government, or of an office."""
        words, first, after = self._passage.words, named.first, named.after
        follower = self._passage.named.get(after)
        if follower and follower.link and self._is_person(follower.link):
            return True
        office = self._office_beside(first, after)
        if office is not None:
            name, end = office
            if self._vocabulary.any("former", words, first - _LOOK_BACK, end + 1):
                return True
            follower = self._passage.named.get(end)
            if follower and follower.link and self._is_person(follower.link):
                return True
            person = self._holder(entity.id, name)
            return person is not None and self._join((person,), role)
        if first == self._after and self._is_held(entity):
            self._cast.places.append(entity.id)
            return True
        if first == self._after or after == self._attributed_from or self._is_in_list(named):
            self._is_attributed = first >= self._after
            self._attributed_from = min(first, self._attributed_from)
            return self._join((entity.id,), self._own_role())
        beside = any(
            self._vocabulary.length("government", words, index)
            for index in (first - 2, first - 1, after)
            if 0 <= index < len(words)
        )
        return beside and self._join((entity.id,), role)

    def _office_beside(self, first: int, after: int) -> tuple[str, int] | None:
        """The office that an adjective of origin belongs to, and the word after both."""
        words = self._passage.words
        if after < len(words) and (found := self._vocabulary.office(words, after)):
            return found[0], after + found[1]
        for index in range(max(0, first - _LOOK_BACK), first):
            found = self._vocabulary.office(words, index)
            if found and index + found[1] == first:
                return found[0], after
        return None

    def _holder(self, country: str, office: str) -> str | None:
        world = self._world
        if office == COUNTERPART:
            return world.offices.counterpart(country, self._cast.roles, world.when, world.named)
        return world.offices.holder(country, office, world.when, world.named)

    def _is_person(self, link: Link) -> bool:
        return self._world.entities[link.entity].kind is EntityKind.PERSON

    def _is_in_list(self, named: Named) -> bool:
        """Tell whether another adjective of origin that belongs to the trigger stands right before."""
        if not self._is_attributed or named.link is None or not named.link.is_demonym:
            return False
        previous = self._passage.ending_at(named.first)
        return previous is not None and previous.link is not None and previous.link.is_demonym

    def _rest_is_place(self, named: Named) -> None:
        link = named.link
        if link is None or link.is_demonym or not self._setting.is_located(named, self._cast):
            return
        entity = self._world.entities[link.entity]
        if entity.kind is not EntityKind.PLACE:
            return
        if self._role(named, before=False) is ParticipantRole.TARGET and entity.place_kind in STATES:
            self._join((entity.id,), ParticipantRole.TARGET)
        else:
            self._cast.places.append(entity.id)

    def _search_place(self, index: int) -> None:
        """Of the words left in the clause take the first place that something is said to be in."""
        if self._cast.places:
            return
        words = self._passage.words
        while index < len(words):
            if self._ends_cast(index):
                return
            named = self._passage.named.get(index)
            if named and named.link and not named.link.is_demonym and self._setting.is_located(named, self._cast):
                entity = self._world.entities[named.link.entity]
                if entity.kind is EntityKind.PLACE:
                    self._cast.places.append(entity.id)
                    return
            index += 1

    def _role(self, named: Named, *, before: bool) -> ParticipantRole:
        if self._kind.mutual:
            return ParticipantRole.PARTICIPANT
        words, start = self._passage.words, max(0, named.first - 2)
        if self._last_role is not None:
            return self._last_role
        if before and self._is_passive():
            return ParticipantRole.TARGET
        if any(self._vocabulary.length("target", words, index) for index in range(start, named.first)):
            return ParticipantRole.TARGET
        if self._kind.against and words[max(0, named.first - 1)] in self._form.need:
            return ParticipantRole.TARGET
        if before or any(word in _BY for word in words[start : named.first]):
            return ParticipantRole.AGENT
        return self._own_role()

    def _own_role(self) -> ParticipantRole:
        """What one named right after the trigger is: who acts, if nobody does yet."""
        if self._kind.mutual:
            return ParticipantRole.PARTICIPANT
        if self._kind.person and not self._kind.where and not self._acts_first():
            return ParticipantRole.TARGET
        acting = ParticipantRole.AGENT in self._cast.roles.values()
        return ParticipantRole.TARGET if acting else ParticipantRole.AGENT

    def _is_passive(self) -> bool:
        """Tell whether whom a verb follows is acted on: "was arrested"."""
        words = self._passage.words
        back = 2 if self._passage.is_latin else _SUFFERING_BACK
        return any(word in _PASSIVE for word in words[max(0, self._first - back) : self._after])

    def _join(self, ids: tuple[str, ...], role: ParticipantRole) -> bool:
        """Let them take part; where an event is of a place, nobody or whoever came first does."""
        if self._kind.where and (not self._kind.needs or self._cast.roles):
            return False
        if self._kind.against and role is ParticipantRole.AGENT:  # a person only speaks of an attack
            ids = tuple(id_ for id_ in ids if self._world.entities[id_].kind is not EntityKind.PERSON)
        if self._kind.suffered:
            ids = tuple(id_ for id_ in ids if self._world.entities[id_].kind is EntityKind.PERSON)
            role = ParticipantRole.TARGET
        for id_ in ids:
            self._cast.roles.setdefault(id_, role)
        return bool(ids)


def _is_adjective(named: Named) -> bool:
    return named.link is not None and named.link.is_demonym
