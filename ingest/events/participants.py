"""Who takes part in an event and where it is: what the words around its trigger say.

From the trigger on, first to the left and then to the right, words are passed until one closes the
clause, changes the topic, or too many in a row name nobody.
"""

from graph.model import EntityKind, ParticipantRole
from ingest.events import wording
from ingest.events.cast import Cast
from ingest.events.part import Parts
from ingest.events.passage import Named
from ingest.events.place import is_located
from ingest.events.reference import is_speaker
from ingest.events.scene import AND, JOINED, THEN, WITH, Scene, is_adjective
from ingest.events.subject import Absent, Before, Clues

_FARTHEST_BEFORE, _FARTHEST_AFTER, _FARTHEST_LATER = 5, 7, 3
_ANNOUNCED, _NEAR, _TWO = 2, 6, 2
_HAD, _WAS = "قد", frozenset({"كان", "كانت"})
_RIVALS = frozenset(
    {"defeated", "defeating", "beat", "beating", "over", "battu", "devant", "derroto", "منافسه", "منافسته"}
)
_BLESSED, _GOD = frozenset({"حفظه", "رعاه", "حفظها", "حفظهما", "رحمه"}), "الله"
_LINEAGE, _SERVANT, _ARTICLE = frozenset({"بن", "بنت", "ال"}), "عبد", "ال"
_BY = ["من", "قبل"]
_NOT = frozenset({"لا", "لم", "لن", "ليس", "ليست"})
_BRANCHES = frozenset({"الفرع", "فرع", "الذراع", "ذراع", "الجناح", "جناح"})
_BETWEEN = frozenset({"between", "entre", "بين"})
_OUTSIDE = frozenset({"امام", "قباله", "قرب"})
_LEVEL = frozenset({"مستوي", "اعلي"})
"""What says how high something is, and not what it is about: "على مستوى الخبراء"."""

_SPOKE = frozenset({"spoke", "spoken", "talked", "speaking", "speaks", "speak", "parle", "hablo", "converso"})
"""Verbs between those who spoke with each other: "Modi spoke to Putin over the phone"."""


class Casting:
    """Finds the cast of one trigger."""

    def __init__(self, scene: Scene, *, is_joined: bool) -> None:
        """Look from the trigger on, without finding anybody yet; `is_joined`: its front is "and"."""
        self._scene = scene
        self._parts = Parts(scene)
        self._is_with = wording.is_purpose(scene)
        self._lists = 0
        is_chained = scene.form.is_verb and (is_joined or wording.follows_and(scene))
        self._chained_from = scene.after if is_chained else None

    def find(self, before: Before) -> Cast:
        """The cast; `before` is what was told until here, for "the two leaders", "he", and "and met"."""
        scene, parts, absent = self._scene, self._parts, Absent(self._scene)
        is_told_before = not (
            wording.tells_how_many(scene)
            or wording.is_held(scene)
            or wording.is_of(scene)
            or wording.is_next_noun(scene)
        )
        if (self._chained_from is None or scene.passage.is_latin) and is_told_before:
            self._before()
        if _BETWEEN.intersection(scene.passage.words[scene.after : scene.after + 1]):
            parts.cast.roles.clear()
        if pair := absent.of_both():
            parts.cast.roles = dict.fromkeys(pair, ParticipantRole.PARTICIPANT)
        is_anybody = not (parts.cast.roles or wording.is_held(scene))
        if is_anybody and (meant := absent.of_pronoun(before)):
            parts.join((meant,), self._pronoun_role())
        self._group_at_trigger()
        self._after(wording.after_number(scene), _FARTHEST_AFTER)
        is_short = scene.kind.mutual and len(parts.cast.roles) < scene.kind.needs
        if is_short and (ids := wording.both(scene, before)):
            parts.cast.roles = dict.fromkeys(ids, ParticipantRole.PARTICIPANT)
        parts.settle_lone()
        absent.complete(parts.cast, self._clues(), before)
        if scene.kind.mutual:
            self._attending()
        parts.leave_out_shown()
        if before.place and not parts.cast.places and wording.is_there(scene):
            parts.cast.places.append(before.place)
        return parts.cast

    def _clues(self) -> Clues:
        return Clues(self._is_chained(), self._is_with, self._lists == 1)

    def _is_chained(self) -> bool:
        """Tell whether "and" joins the deed to the one before, and no subject of its own follows its verb."""
        start, passage = self._chained_from, self._scene.passage
        if start is None or passage.is_latin or start in (self._scene.first, len(passage.words)):
            return start is not None
        cues = ("title", "locative", "adjunct")
        return start in passage.named or any(self._scene.cue(cue, start) for cue in cues)

    def _pronoun_role(self) -> ParticipantRole:
        """What somebody is whom a pronoun stands for: "his visit", but "his arrest"."""
        kind = self._scene.kind
        if kind.mutual:
            return ParticipantRole.PARTICIPANT
        is_target = self._scene.form.has_pronoun and not kind.where
        return ParticipantRole.TARGET if is_target else ParticipantRole.AGENT

    def _group_at_trigger(self) -> None:
        scene = self._scene
        for index in range(max(0, scene.first - 1), scene.after):
            named = scene.passage.named.get(index)
            if named and named.members and named.after >= scene.after:
                self._parts.join(named.members, ParticipantRole.PARTICIPANT)

    def _before(self) -> None:
        """Pass words to the left; "who" stands for the person before it alone."""
        scene, parts = self._scene, self._parts
        if relative := wording.relative_word(scene):
            named = wording.antecedent(scene, relative)
            if named and (scene.person(named) or not scene.kind.person):
                parts.take(named, before=True)
            return
        if wording.begins_anew(scene) or self._had_done():
            return
        index, missed, last = wording.start_before_apposition(scene) - 1, 0, scene.first
        while index >= 0 and missed <= _FARTHEST_BEFORE:
            named = scene.passage.ending_at(index + 1)
            if named is None:
                if self._ends_before(index):
                    return
                missed += not scene.passage.words[index].isdigit()
                index -= 1
                continue
            if parts.cast.roles and not is_adjective(named) and not self._is_joined(named.after, last, named):
                return
            if not is_speaker(scene, named, before=True) and parts.take(named, before=True):
                missed, last = 0, named.first
            else:
                missed += 1
            index = named.first - 1

    def _had_done(self) -> bool:
        """Take whom an Arabic pluperfect names first, whatever else is told of them: "كان X ... قد زار"."""
        scene, words = self._scene, self._scene.passage.words
        if not (scene.form.is_verb and scene.first and words[scene.first - 1] == _HAD):
            return False
        start = next(
            (i for i in range(scene.first - 2, -1, -1) if words[i].removeprefix(JOINED) in _WAS), None
        )
        named = next(
            (n for n in scene.named_before() if start is not None and 0 < n.first - start <= _NEAR), None
        )
        if named is None or scene.person(named) is None:
            return False
        return self._parts.take(named, before=True)

    def _ends_before(self, index: int) -> bool:
        """Tell whether nobody to the left of a word takes part; who only judges the event does not either."""
        scene = self._scene
        if self._parts.attributed_from < scene.first or self._is_next_deed(index):
            return True
        if index and self._is_deed(index):
            self._chained_from = index + 1
            return True
        if scene.cue("reaction", index):
            self._parts.cast = Cast()
            return True
        if self._closes(index) or self._stops(index):
            return True
        return bool(scene.cue("speech", index)) and not scene.cue("announce", index)

    def _is_next_deed(self, index: int) -> bool:
        """Tell whether another deed was told of before: who did that is not asked."""
        scene = self._scene
        if not scene.passage.is_latin:
            return index in scene.deeds
        is_near = scene.first - index <= _ANNOUNCED
        return is_near and not scene.kind.mutual and scene.passage.words[index] in AND | WITH

    def _is_deed(self, index: int) -> bool:
        """Tell whether a verb that leads to the trigger is joined by "and": "and signed an agreement"."""
        scene, words = self._scene, self._scene.passage.words
        if scene.passage.is_latin:
            return words[index - 1] in AND and bool(scene.cue("announce", index))
        if words[index - 1] in THEN and scene.cue("announce", index):
            return True
        verb = words[index].removeprefix(JOINED)
        return 0 < len(verb) < len(words[index]) and bool(scene.vocabulary.length("announce", [verb], 0))

    def _after(self, index: int, farthest: int) -> None:
        """Pass words to the right."""
        scene, parts = self._scene, self._parts
        missed, last, known = 0, index, len(parts.cast.roles)
        while index < len(scene.passage.words) and missed <= farthest:
            named = scene.passage.named.get(index)
            if named is None:
                if described := self._describes(index, last):
                    last = index + described if index == last else last
                    index += described
                    continue
                length = scene.cue("joining", index)
                if not length and self._ends_cast(index) and not wording.is_told_of(scene, index):
                    return
                leads_on = length or (scene.kind.mutual and scene.cue("title", index))
                index, missed = index + max(length, 1), 0 if leads_on else missed + 1
                continue
            if wording.acts_next(scene, named) or self._begins_with(named) or self._is_apart(last, named):
                return
            has_more = len(parts.cast.roles) > known and not is_adjective(named)
            if parts.is_attributed and not parts.is_in_list(named):
                parts.take_rest(named)
            elif has_more and scene.passage.is_latin and not self._goes_on(last, named):
                missed += 1
            elif wording.is_visited(scene, named):
                missed, last = 0, named.after
            elif not is_speaker(scene, named, before=False) and self._take_after(named, last):
                missed, last = 0, named.after
                farthest = farthest if self._awaits_more() else _FARTHEST_LATER
            else:
                missed += 1
            index = max(named.after, index + 1)
        self._search_place(index)

    def _describes(self, index: int, last: int) -> int:
        """How many words from here on say more of who was named right before, in Arabic: his fathers, his
        house, his title, a blessing."""
        scene, words = self._scene, self._scene.passage.words
        following = "".join(words[index + 1 : index + 2])
        if words[index] in _BLESSED and following == _GOD:
            return 2
        if scene.passage.is_latin or index != last or not self._parts.cast.roles:
            return 0
        if words[index] in _LINEAGE:
            return 3 if following == _SERVANT else 2
        title = max(scene.cue("title", index), (scene.office(index) or ("", 0))[1])
        if index + title in scene.passage.named:  # it is the title of who comes next
            return 0
        return title + (following.startswith(_ARTICLE) and title == 1)

    def _begins_with(self, named: Named) -> bool:
        """Tell whether another clause begins with a name: an Arabic "and" after a comma, nobody before."""
        is_joined = named.prefix.startswith(JOINED) and not self._parts.cast.roles
        return is_joined and self._scene.passage.has_comma(named.first - 1, named.first)

    def _is_apart(self, last: int, named: Named) -> bool:
        """Tell whether an Arabic sentence goes on with another once two have met: "لقائه X، الحوثيين"."""
        scene = self._scene
        entities = map(scene.world.entities.__getitem__, self._parts.cast.roles)
        people = [entity for entity in entities if entity.kind is EntityKind.PERSON]
        is_met = scene.kind.mutual and len(people) >= _TWO and scene.person(named) is None
        if scene.passage.is_latin or not is_met:
            return False
        between = scene.passage.words[last : named.first + 1]
        is_joined = any(word.startswith(JOINED) or word in WITH for word in between)
        return scene.passage.has_comma(last - 1, named.first) and not is_joined

    def _awaits_more(self) -> bool:
        """Tell whether somebody else is to follow: with whom, who is acted on, or who was defeated."""
        acted_on = ParticipantRole.TARGET in self._parts.cast.roles.values()
        is_open = self._scene.kind.mutual or self._scene.is_held
        return is_open or (self._scene.acts_first and not acted_on)

    def _take_after(self, named: Named, last: int) -> bool:
        """Let somebody take part who is named after the trigger; "and" gives the role of the one before."""
        parts, passage = self._parts, self._scene.passage
        if named.link and named.link.entity in parts.cast.roles:  # in brackets, as it is written elsewhere
            return True
        known, front = len(parts.cast.roles), named.prefix if last == named.first else passage.words[last]
        is_next = not passage.is_latin and front.startswith(JOINED)
        if not is_next:
            parts.joined_role = None
        taken = parts.take(named, before=False)
        if len(parts.cast.roles) > known:
            self._lists += not is_next
            parts.joined_role = parts.cast.roles[next(reversed(parts.cast.roles))]
            between = passage.words[last : named.first]
            self._is_with |= any(word.removeprefix(JOINED) in WITH for word in between)
        return taken

    def _goes_on(self, last: int, named: Named) -> bool:
        """Tell whether what is named after one of the cast is the next of them, or the place."""
        if self._is_joined(last, named.first, named):
            return True
        entity = self._scene.entity(named)
        is_place = entity is not None and entity.kind is EntityKind.PLACE
        return is_place and is_located(self._scene, named, self._parts.cast)

    def _is_joined(self, start: int, end: int, named: Named) -> bool:
        """Tell whether the words between two of the cast, or the next of them, say "and" or "with".

        A comma alone joins people and states; beside a body stands who is of it: "head of Telegram, Durov".
        """
        passage = self._scene.passage
        words = passage.words[start : end + 1]
        is_listed = start < end or self._scene.person(named) is not None or self._scene.is_state(named)
        if any(word in AND | WITH for word in words) or (is_listed and passage.has_comma(start - 1, end)):
            return True
        if self._scene.is_held and not _RIVALS.isdisjoint(words):
            return True
        if self._scene.kind.mutual and not _SPOKE.isdisjoint(words):
            return True
        return not passage.is_latin and any(word.startswith(JOINED) for word in words)

    def _ends_cast(self, index: int) -> bool:
        scene = self._scene
        if self._closes(index) or index in scene.deeds or self._stops(index) or self._begins_clause(index):
            return True
        if index in scene.nouns and wording.is_of_one(scene):
            return True
        if scene.cue("reaction", index) or scene.cue("speech", index) or scene.is_expected(index):
            return True
        if scene.passage.words[index] in _NOT or self._begins_apposition(index):
            return True
        is_topic = bool(scene.cue("topic", index)) and not _LEVEL.intersection(
            scene.passage.words[index + 1 : index + 2]
        )
        return scene.kind.mutual and (is_topic or self._tells_who_attended(index))

    def _begins_apposition(self, index: int) -> bool:
        """Tell whether it is told whose branch somebody is: "النصرة، الفرع السوري لتنظيم القاعدة"."""
        passage = self._scene.passage
        return passage.words[index] in _BRANCHES and passage.has_comma(index - 1, index)

    def _tells_who_attended(self, index: int) -> bool:
        """Tell whether those who met are told, and who was there beside them follows."""
        is_told = self._scene.form.is_verb and bool(self._parts.cast.roles)
        return is_told and bool(self._scene.cue("attending", index))

    def _begins_clause(self, index: int) -> bool:
        """Tell whether an Arabic "and" after a comma joins another clause, and nobody with a title."""
        passage = self._scene.passage
        if passage.is_latin or not index or not passage.words[index].startswith(JOINED):
            return False
        is_apart = passage.has_comma(index - 1, index) and index not in passage.named
        return is_apart and not (self._scene.cue("title", index) or self._scene.cue("government", index))

    def _stops(self, index: int) -> bool:
        """Tell whether the topic begins; before a number the word only means "some", and after a title
        what it is of ("أمير منطقة الرياض"), nor before a building that something is outside ("أمام مقر")."""
        words = self._scene.passage.words
        is_some = "".join(words[index + 1 : index + 2]).isdigit()
        is_passed = is_some or not _OUTSIDE.isdisjoint(words[max(0, index - 1) : index])
        return (
            not is_passed and bool(self._scene.cue("stop", index)) and not self._scene.cue("title", index - 1)
        )

    def _closes(self, index: int) -> bool:
        is_by = self._scene.passage.words[index - 1 : index + 1] == _BY
        return bool(self._scene.cue("that", index) or (self._scene.cue("clause", index) and not is_by))

    def _attending(self) -> None:
        """Go on where the sentence says who attended."""
        for index in range(self._scene.after, len(self._scene.passage.words)):
            if self._scene.cue("attending", index):
                self._parts.is_attributed = False
                self._after(index + 1, _FARTHEST_AFTER)

    def _search_place(self, index: int) -> None:
        """Of the words left in the clause take the first place that something is said to be in."""
        scene, cast = self._scene, self._parts.cast
        while not cast.places and index < len(scene.passage.words) and not self._ends_cast(index):
            named = scene.passage.named.get(index)
            entity = scene.entity(named)
            is_place = entity is not None and entity.kind is EntityKind.PLACE and not is_adjective(named)
            if named and entity and is_place and is_located(scene, named, cast):
                cast.places.append(entity.id)
            index += 1
