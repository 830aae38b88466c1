"""What somebody or some place that is named is in an event: who acts, who is acted on, where it is."""

from graph.model import Entity, EntityKind, ParticipantRole
from ingest.events.cast import Cast
from ingest.events.office import COUNTERPART
from ingest.events.passage import Named
from ingest.events.place import is_host, is_located, is_of_border, is_premises, leads_away
from ingest.events.reference import (
    is_addressed,
    is_attribute,
    is_beside,
    is_mourned,
    is_represented,
    is_victim,
    is_whose,
)
from ingest.events.scene import FROM, JOINED, LEAVING, STATES, WITH, Scene, is_adjective
from ingest.events.wording import relative_word
from ingest.linking.arabic import ARTICLE

_NEAR, _LOOK_BACK, _SUFFERING_BACK, _NOUN_BEHIND, _OFFICE = 2, 3, 8, 3, 4
_PAST, _AT = "ed", "لدي"
_IS = frozenset({"is", "are"})
_AGAINST = frozenset({"ضد", "against", "contre", "contra"})
_ON = frozenset({"علي", "عبر", "on", "via", "sur", "en"})
_BELONGING = frozenset({"التابع", "التابعه", "تابع", "تابعه", "تابعين"})
_CAPITAL = ("العاصمه", "capital", "capitale")
_STATES_OF = frozenset({"دول", "بلدان"})
_INSIDE = frozenset(
    {"in", "en", "dans", "في", "شمال", "شمالي", "جنوب", "جنوبي", "شرق", "شرقي", "غرب", "غربي", "وسط"}
)
_BY = frozenset({"by", "par", "por", "يد", "قبل"})
_PASSIVE = frozenset({"was", "were", "been", "being", "be", "ete", "fue", "fueron", "sido", "تعرض", "تعرضت"})


class Parts:
    """Gives parts to whom and what the words around a trigger name, one after the other."""

    def __init__(self, scene: Scene) -> None:
        """Begin with nobody."""
        self._scene = scene
        self.cast = Cast()
        self.attributed_from = scene.first
        """The first of the adjectives of origin that belong to the trigger, or its own first word."""
        self.is_attributed = False
        """Whether such an adjective follows the trigger: what comes then is only where it is."""
        self.joined_role: ParticipantRole | None = None
        """The role of whom "and" joins the next one to."""

    def take(self, named: Named, *, before: bool) -> bool:
        """Let an entity take part, or be the place; tell whether it was either."""
        role = self._role(named, before=before)
        entity = self._scene.entity(named)
        if self._scene.kind.mutual and not _AGAINST.isdisjoint(self._words_before(named)):
            return False
        if before and self._scene.kind.against and self._is_beside_party(named):
            return False
        if is_of_border(self._scene, named) or self._is_taken_already(role, before=before):
            return False
        if entity is None:
            return self._scene.kind.mutual and self.join(named.members, role)
        if is_adjective(named) or self._is_adjective_of_office(named):
            return self._take_adjective(named, entity, role)
        if entity.kind is not EntityKind.PERSON and is_attribute(self._scene, named):
            return False
        if entity.kind is EntityKind.PLACE:
            return self._take_place(named, entity, role, before=before)
        return not self._is_bystander(named, entity) and self.join((entity.id,), role)

    def _is_taken_already(self, role: ParticipantRole, *, before: bool) -> bool:
        """Tell whether a town is named that armies took, behind which nobody else took it."""
        kind = self._scene.kind
        takes = kind.is_of_forces and role is ParticipantRole.AGENT
        is_by = not _BY.isdisjoint(self._scene.passage.words[self._scene.after :])
        return takes and not before and bool(self.cast.places) and not is_by

    def _is_beside_party(self, named: Named) -> bool:
        """Tell whether "with" joins somebody to something else before an attack: "الموقع مع باكستان"."""
        beside = self._words_before(named)
        return len(beside) == _NEAR and beside[1] in WITH and beside[0].startswith(ARTICLE)

    def _words_before(self, named: Named) -> list[str]:
        return self._scene.passage.words[max(0, named.first - _NEAR) : named.first]

    def take_rest(self, named: Named) -> None:
        """Let a place that follows the adjective of a trigger be where it is, or what is attacked."""
        entity = self._scene.entity(named)
        if entity is None or is_adjective(named) or not is_located(self._scene, named, self.cast):
            return
        if entity.kind is not EntityKind.PLACE:
            return
        if self._role(named, before=False) is ParticipantRole.TARGET and entity.place_kind in STATES:
            self.join((entity.id,), ParticipantRole.TARGET)
        else:
            self.cast.places.append(entity.id)

    def join(self, ids: tuple[str, ...], role: ParticipantRole) -> bool:
        """Let them take part; where an event is of a place, nobody or whoever came first does."""
        kind, entities = self._scene.kind, self._scene.world.entities
        if kind.where and (not kind.needs or self.cast.roles):
            return False
        is_armed = kind.armed or kind.is_of_forces
        if is_armed or (kind.against and role is ParticipantRole.AGENT):  # a person only speaks of an attack
            ids = tuple(id_ for id_ in ids if entities[id_].kind is not EntityKind.PERSON)
        if kind.suffered:
            ids = tuple(id_ for id_ in ids if entities[id_].kind is EntityKind.PERSON)
            role = ParticipantRole.TARGET
        for id_ in ids:
            self.cast.roles.setdefault(id_, role)
        return bool(ids)

    def is_in_list(self, named: Named) -> bool:
        """Tell whether another adjective of origin that belongs to the trigger stands right before."""
        if not (self.is_attributed and is_adjective(named)):
            return False
        return is_adjective(self._scene.passage.ending_at(named.first))

    def settle_lone(self) -> None:
        """Who stands alone after an Arabic verb is acted on: without vowels it may be a passive; and so is
        who stands alone where somebody is put through something, and does not announce it."""
        scene, roles, entities = self._scene, self.cast.roles, self._scene.world.entities
        is_put_through = scene.kind.undergone and scene.passage.is_latin
        if is_put_through and scene.has("announce", 0, scene.first):
            return
        if (scene.acts_first or is_put_through) and len(roles) == 1:
            [id_] = roles
            if entities[id_].kind is EntityKind.PERSON:
                roles[id_] = ParticipantRole.TARGET

    def leave_out_shown(self) -> None:
        """Leave out a country where somebody who stands for it takes part in the same role."""
        entities, roles = self._scene.world.entities, self.cast.roles
        shown = {
            (entities[id_].country, role)
            for id_, role in roles.items()
            if entities[id_].kind is EntityKind.PERSON
        }
        self.cast.roles = {id_: role for id_, role in roles.items() if (id_, role) not in shown}

    def _is_bystander(self, named: Named, entity: Entity) -> bool:
        scene = self._scene
        if entity.kind is EntityKind.EVENT or entity.id in scene.world.media:
            return True
        if entity.id in scene.world.networks and not _ON.isdisjoint(self._words_before(named)[-1:]):
            return True
        if entity.kind is EntityKind.ORGANIZATION:
            return is_premises(scene, named) or is_whose(scene, named) or is_beside(scene, named)
        return is_represented(scene, named) or is_addressed(scene, named) or is_mourned(scene, named)

    def _is_adjective_of_office(self, named: Named) -> bool:
        """Tell whether the name of a state stands for its adjective: "the US president"."""
        scene = self._scene
        return scene.passage.is_latin and scene.is_state(named) and scene.office(named.after) is not None

    def _is_of_office(self, named: Named) -> bool:
        """Tell whether a state's genitive leads to somebody in office: "Iran's new president"."""
        scene = self._scene
        offices = map(scene.office, range(named.after + 1, named.after + _OFFICE))
        return scene.kind.person and scene.passage.is_owner(named) and any(offices)

    def _is_sent_to(self, named: Named) -> bool:
        """Tell whether somebody's office is only there: "سفير بلاده لدى تركيا"."""
        return named.first > 0 and self._scene.passage.words[named.first - 1] == _AT

    def _take_place(self, named: Named, entity: Entity, role: ParticipantRole, *, before: bool) -> bool:
        scene = self._scene
        is_state = entity.place_kind in STATES
        if is_state and (self._is_of_office(named) or self._is_sent_to(named)):
            return False
        before_it = scene.passage.words[named.first - 1] if named.first else ""
        if scene.kind.is_of_forces and is_state and scene.cue("government", named.first - 1):
            return self.join((entity.id,), role)  # "ميليشيات إيران"
        inside = before_it in _INSIDE or self._is_next_place(named)
        if before_it in FROM and (scene.is_held or (scene.kind.where and scene.kind.needs)):
            return False
        is_target = scene.kind.against and is_state and role is ParticipantRole.TARGET and not inside
        if is_state and scene.is_held:
            return self._set_in(entity)
        if is_target:
            return self.join((entity.id,), role)
        if scene.kind.where and scene.kind.person and named.prefix.endswith("ل") and not before:
            self.cast.places.insert(0, entity.id)  # "زيارة الرئيس لطهران", whatever place was named before
            return True
        if self._is_passed(named, before=before):
            return False
        is_capital = entity.id in scene.world.capitals
        acts = is_state or (is_capital and not scene.kind.against)
        is_there = scene.kind.where or named.prefix.endswith("ب") or not (acts or (before and is_capital))
        if is_there or is_located(scene, named, self.cast) or is_host(scene, named):
            return self._set_in(entity)
        if is_capital and not acts:  # "أنقرة نسبت الهجوم إلى ...": it only speaks of the attack
            return False
        return self.join((entity.id if is_state else entity.country or entity.id,), role)

    def _is_passed(self, named: Named, *, before: bool) -> bool:
        """Tell whether a place is only where somebody came from or went, or whose states are meant."""
        scene = self._scene
        is_group = scene.passage.words[max(0, named.first - 1)].removeprefix(JOINED) in _STATES_OF
        if named.prefix.endswith("ل") or leads_away(scene, named) or (named.first > 0 and is_group):
            return True
        leads_to_place = scene.form.is_verb or (bool(scene.form.need) and not scene.kind.person)
        return scene.kind.where and before and leads_to_place and not scene.passage.is_latin

    def _is_next_place(self, named: Named) -> bool:
        """Tell whether the place of the event stands right before: "في كينيا وتنزانيا"."""
        previous = self._scene.entity(self._scene.passage.ending_at(named.first))
        return previous is not None and previous.id in self.cast.places

    def _set_in(self, entity: Entity) -> bool:
        self.cast.places.append(entity.id)
        return True

    def _take_adjective(self, named: Named, entity: Entity, role: ParticipantRole) -> bool:
        """An adjective of origin: of somebody named, of an office, of the trigger itself, of a government."""
        scene, first, after = self._scene, named.first, named.after
        if capital := self._capital(named, entity):
            return self._set_in(capital)
        if scene.person(scene.passage.named.get(after)):
            return True
        office = self._office_beside(first, after)
        if office is not None:
            name, end = office
            if scene.has("former", first - _LOOK_BACK, end + 1) or scene.person(scene.passage.named.get(end)):
                return True
            person = self._holder(entity.id, name)
            return person is not None and self.join((person,), role)
        if first == scene.after and scene.is_held and entity.place_kind in STATES:
            return self._set_in(entity)
        leads_to_trigger = scene.passage.is_latin and after == self.attributed_from
        if first == scene.after or leads_to_trigger or self.is_in_list(named):
            self.is_attributed = first >= scene.after
            self.attributed_from = min(first, self.attributed_from)
            return self.join((entity.id,), self._own_role())
        if scene.acts_first and scene.kind.against and ParticipantRole.AGENT in self.cast.roles.values():
            return self.join((entity.id,), role)
        near = (first - 2, first - 1, *range(after, after + (_NOUN_BEHIND if scene.passage.is_latin else 1)))
        beside = any(scene.cue("government", index) for index in near)
        return beside and entity.place_kind in STATES and self.join((entity.id,), role)

    def _capital(self, named: Named, country: Entity) -> Entity | None:
        """The city that "the Belgian capital" means, where its own name does not follow."""
        world, passage = self._scene.world, self._scene.passage
        beside = "".join(passage.words[named.after : named.after + 1])
        noun = passage.words[named.first - 1] if named.first and not passage.is_latin else beside
        is_capital = noun.endswith(_CAPITAL) or (
            named.first > 0 and passage.words[named.first - 1] in _CAPITAL
        )
        id_ = world.capital_of.get(country.id) if is_capital and named.after not in passage.named else None
        return world.entities[id_] if id_ else None

    def _office_beside(self, first: int, after: int) -> tuple[str, int] | None:
        """The office that an adjective of origin belongs to, and the word after both."""
        if self._scene.passage.is_latin and (found := self._scene.office(after)):
            return found[0], after + found[1]
        for index in range(max(0, first - _LOOK_BACK), first):
            found = self._scene.office(index)
            if found and index + found[1] == first:
                return found[0], after
        return None

    def _holder(self, country: str, office: str) -> str | None:
        world = self._scene.world
        if office == COUNTERPART:
            return world.offices.counterpart(country, self.cast.roles, world.when, world.named)
        return world.offices.holder(country, office, world.when, world.named)

    def _role(self, named: Named, *, before: bool) -> ParticipantRole:
        if self._scene.kind.mutual:
            return ParticipantRole.PARTICIPANT
        if self.joined_role is not None:
            return self.joined_role
        if self._has_object():
            return ParticipantRole.TARGET if before else ParticipantRole.AGENT
        if self._is_acted_on(named, before=before):
            return ParticipantRole.TARGET
        if before or any(word in _BY for word in self._words_before(named)):
            return ParticipantRole.AGENT
        if self._scene.kind.undergone and not self._scene.form.is_verb and self._scene.person(named):
            return ParticipantRole.TARGET
        return self._own_role()

    def _has_object(self) -> bool:
        """Tell whether an Arabic verb ends with whom it acts on, who was named before it: "اعتقلته"."""
        scene = self._scene
        is_deed = scene.form.is_verb and not (scene.kind.where or scene.passage.is_latin)
        return is_deed and scene.form.has_pronoun

    def _is_acted_on(self, named: Named, *, before: bool) -> bool:
        """Tell whether words beside somebody say so: "against", "was", or whose it is that is hit."""
        scene, first = self._scene, named.first
        if scene.kind.where and scene.kind.person:  # whom a visit is paid to is not acted on
            return False
        if before and (self._is_passive() or self._is_owner(named)):
            return True
        if any(scene.cue("target", index) for index in range(first - _NEAR, first)):
            return True
        if not before and scene.form.kind == LEAVING and scene.passage.words[max(0, first - 1)] in FROM:
            return True
        if not before and scene.kind.undergone and scene.has("among", scene.after, named.first):
            return True
        if scene.kind.against and (is_victim(scene, named) if before else self._is_hit(named)):
            return True
        return scene.acts_first and named.prefix.endswith("ل")

    def _is_hit(self, named: Named) -> bool:
        """Tell whether somebody named after the trigger of an attack is hit: "الذي استهدف", "عددا من"."""
        scene = self._scene
        words = scene.passage.words
        if not _BELONGING.isdisjoint(self._words_before(named)) or words[named.first - 1] in scene.form.need:
            return True
        between = words[scene.after : named.first]
        is_of_many = not FROM.isdisjoint(between) and _BY.isdisjoint(between) and not scene.person(named)
        return scene.acts_first and (bool(relative_word(scene)) or is_of_many)

    def _is_owner(self, named: Named) -> bool:
        """Tell whether what a person is put through has an English genitive: "Haniyeh's appointment"."""
        scene = self._scene
        is_noun = scene.kind.person and not (scene.form.is_verb or scene.kind.where)
        return is_noun and scene.first - named.after <= _NEAR and scene.passage.is_owner(named)

    def _own_role(self) -> ParticipantRole:
        """What one named right after the trigger is: who acts, if nobody does yet."""
        scene = self._scene
        if scene.kind.mutual:
            return ParticipantRole.PARTICIPANT
        if scene.kind.person and not scene.kind.where and not scene.acts_first:
            return ParticipantRole.TARGET
        if scene.kind.against and scene.passage.is_latin and self._is_active():
            return ParticipantRole.TARGET
        acting = ParticipantRole.AGENT in self.cast.roles.values()
        return ParticipantRole.TARGET if acting else ParticipantRole.AGENT

    def _is_active(self) -> bool:
        """Tell whether the trigger is an English verb in the past whose object follows: "bombed"."""
        scene = self._scene
        return scene.passage.words[scene.after - 1].endswith(_PAST) and not self._is_passive()

    def _is_passive(self) -> bool:
        """Tell whether whom a verb follows is acted on: "was arrested"."""
        scene = self._scene
        back = _NEAR if scene.passage.is_latin else _SUFFERING_BACK
        words, first = scene.passage.words, scene.first
        if words[first].endswith(_PAST) and words[max(0, first - 1)] in _IS:
            return True
        return any(word in _PASSIVE for word in words[max(0, first - back) : scene.after])
