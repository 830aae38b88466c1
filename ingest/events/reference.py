"""Whether somebody who is named is meant, or only tells of others, or only says whose somebody else is."""

from graph.model import EntityKind
from ingest.events.passage import Named
from ingest.events.scene import FROM, JOINED, OF, WITH, Scene, is_adjective

_NEAR, _LOOK_BACK, _ANNOUNCED, _APPOSITION = 2, 3, 2, 6
_BUILDING, _IN = "building", "ب"
_TO_WHOM = "a"
_TO = frozenset({"الي", "to"})
_INSIDE = "في"
_DIED = frozenset(
    {"قتل", "قتلت", "مقتل", "بمقتل", "اصيب", "اصابه", "باصابه", "جرح", "استشهد", "استشهاد", "مصرع", "لقي"}
)
_DEATHS = frozenset(
    front + noun
    for front in ("", "و", "ب", "ل", "ال", "بال", "وال", "لل")
    for noun in ("اغتيال", "مقتل", "وفاه", "استشهاد", "مصرع", "رحيل")
)


def is_speaker(scene: Scene, named: Named, *, before: bool) -> bool:
    """Tell whether a verb of speech has this as its subject; `before`: named before the trigger."""
    if scene.passage.has_colon(named) and not is_adjective(named):
        return True
    announces = (
        before and not scene.kind.suffered and scene.first - _apposition_end(scene, named) <= _ANNOUNCED
    )
    is_apart = not before and scene.passage.has_comma(named.after - 1, named.after)
    after = named.after
    if is_adjective(named) or scene.is_state(named):  # "US officials said"
        after += scene.cue("government", after)
    if not is_apart and _speaks(scene, after, announces=announces):
        return not scene.cue("source", after)
    return any(
        _speaks(scene, index, announces=announces) for index in range(named.first - _NEAR, named.first)
    )


def _apposition_end(scene: Scene, named: Named) -> int:
    """The word after what Arabic says of somebody between commas: "مدبولي، رئيس مجلس الوزراء، توقيع"."""
    passage, after = scene.passage, named.after
    if passage.is_latin or not passage.has_comma(after - 1, after):
        return after
    near = range(after + 1, min(after + _APPOSITION, scene.first) + 1)
    return next((end for end in near if passage.has_comma(end - 1, end)), after)


def is_attribute(scene: Scene, named: Named) -> bool:
    """Tell whether a name only says whose somebody is: "U.N. envoy Pedersen", "Assoumani of Comoros"."""
    passage, entity = scene.passage, scene.entity(named)
    if entity is not None and entity.place_kind == _BUILDING and named.prefix.endswith(_IN):
        return False
    if scene.acts_first and not _is_headed(scene, named):  # "عينت الحكومة فلانا": who acts, and on whom
        return False
    if passage.is_latin and _is_of_title(scene, named) and scene.person(passage.named.get(named.after)):
        return True
    for index in range(named.after, min(named.after + _LOOK_BACK + 1, len(passage.words))):
        follower = passage.named.get(index)
        if follower and not is_adjective(follower):
            is_apart = follower.prefix.startswith(JOINED) or passage.has_comma(named.after - 1, index)
            return scene.person(follower) is not None and not is_apart
        if not (passage.is_capital(index) or scene.cue("title", index) or _is_headed(scene, named)):
            break
        if passage.words[index] in WITH or passage.words[index].startswith(JOINED):
            break
    is_titled = scene.kind.mutual and bool(scene.cue("title", named.first - 1))  # "the King, king of Sweden"
    is_of = passage.words[named.first - 1] in OF or is_titled
    bearer = passage.ending_at(named.first - 1) if is_of else None
    return scene.person(bearer) is not None


def _is_of_title(scene: Scene, named: Named) -> bool:
    """Tell whether a title "of" something stands before its name: "l'ambassadrice des États-Unis, X"."""
    of = named.first - 1
    return of > 0 and scene.passage.words[of] in OF and bool(scene.cue("title", of - 1))


def is_represented(scene: Scene, named: Named) -> bool:
    """Tell whether somebody else acts for a person: "Trump's envoy", "مبعوث الرئيس الأميركي ترامب"."""
    if not (person := scene.person(named)):
        return False
    if scene.kind.mutual and _is_at_home(scene, named):
        return True
    if scene.passage.is_latin:
        return _owns(scene, named) and not named.after < scene.first <= named.after + _ANNOUNCED
    if scene.cue("envoy", named.first - 1):
        return True
    for index in range(max(0, named.first - _LOOK_BACK - 1), named.first - 1):
        office = scene.office(index + 1)
        if office and scene.cue("envoy", index):
            return scene.world.offices.is_of(person, office[0])
    return False


def _is_at_home(scene: Scene, named: Named) -> bool:
    """Tell whether others met at somebody's home: "في منزل هادي العامري", "at the home of Smith"."""
    before = named.first - 1
    is_of = before > 0 and scene.passage.words[before] in OF
    return bool(scene.cue("home", before - 1 if is_of else before))


def is_addressed(scene: Scene, named: Named) -> bool:
    """Tell whether something only went to a person: "handed his resignation to President Abbas"."""
    kind = scene.kind
    if not kind.person or kind.where:
        return False
    start = max(scene.after, named.first - _NEAR)
    if scene.passage.is_latin and scene.passage.words[named.first - 1] == _TO_WHOM:
        return True
    return any(word in _TO for word in scene.passage.words[start : named.first])


def is_death(word: str) -> bool:
    """Tell whether a folded Arabic word is a noun of somebody's death, whatever is joined to its front."""
    return word in _DEATHS


def is_victim(scene: Scene, named: Named) -> bool:
    """Tell whether somebody's people died in an Arabic attack: "قتل ثلاثة من الشرطة التركية في هجوم"."""
    words = scene.passage.words
    if scene.form.is_verb or words[max(0, scene.first - 1)] != _INSIDE:
        return False
    died = next((i for i in range(named.first - 1, -1, -1) if words[i].removeprefix(JOINED) in _DIED), None)
    return died is not None and not FROM.isdisjoint(words[died : named.first])


def is_mourned(scene: Scene, named: Named) -> bool:
    """Tell whether an Arabic noun leads to whose death somebody speaks of: "مؤتمر صحفي عن اغتيال ..."."""
    return not scene.kind.suffered and named.first > 0 and is_death(scene.passage.words[named.first - 1])


def is_beside(scene: Scene, named: Named) -> bool:
    """Tell whether a body only held what others met beside: "on the sidelines of the G20 summit"."""
    return scene.kind.mutual and scene.has("sideline", named.first - _LOOK_BACK - 1, named.first)


def is_whose(scene: Scene, named: Named) -> bool:
    """Tell whether somebody only is of an organization: "الممثلة العليا للاتحاد الأوروبي"."""
    return (scene.kind.mutual or scene.kind.person) and named.prefix.endswith("ل")


def _speaks(scene: Scene, index: int, *, announces: bool) -> bool:
    return bool(scene.cue("speech", index)) and not (announces and scene.cue("announce", index))


def _owns(scene: Scene, named: Named) -> bool:
    """Tell whether a name only says whose somebody is: "Trump's envoy", "supporters of Khan"."""
    of = named.first > 1 and scene.passage.words[named.first - 1] in OF
    return scene.passage.is_owner(named) or (of and bool(scene.cue("envoy", named.first - 2)))


def _is_headed(scene: Scene, named: Named) -> bool:
    """Tell whether an Arabic title leads to a name: "رئيس مجلس السيادة"."""
    passage, entity = scene.passage, scene.entity(named)
    is_place = entity is not None and entity.kind is EntityKind.PLACE
    if passage.is_latin or (is_place and scene.cue("locative", named.first - 1)):
        return False
    for index in range(named.first - 1, named.first - _LOOK_BACK - 2, -1):
        other = passage.ending_at(index + 1)
        if other and not is_adjective(other):
            return False
        if scene.cue("title", index):
            return True
    return False
