"""Whether somebody who is named is meant, or only tells of others, or only says whose somebody else is."""

from ingest.events.passage import Named
from ingest.events.scene import JOINED, OF, Scene, is_adjective

_NEAR, _LOOK_BACK, _ANNOUNCED = 2, 3, 2


def is_speaker(scene: Scene, named: Named, *, before: bool) -> bool:
    """Tell whether a verb of speech has this as its subject; `before`: named before the trigger."""
    announces = before and scene.first - named.after <= _ANNOUNCED
    is_apart = not before and scene.passage.has_comma(named.after - 1, named.after)
    after = named.after
    if is_adjective(named) or scene.is_state(named):  # "US officials said"
        after += scene.cue("government", after)
    if not is_apart and _speaks(scene, after, announces=announces):
        return not scene.cue("source", after)
    return any(
        _speaks(scene, index, announces=announces) for index in range(named.first - _NEAR, named.first)
    )


def is_attribute(scene: Scene, named: Named) -> bool:
    """Tell whether a name only says whose somebody is: "U.N. envoy Pedersen", "Assoumani of Comoros"."""
    passage = scene.passage
    for index in range(named.after, min(named.after + _LOOK_BACK + 1, len(passage.words))):
        follower = passage.named.get(index)
        if follower and not is_adjective(follower):
            is_apart = passage.words[index].startswith(JOINED) or passage.has_comma(named.after - 1, index)
            return scene.person(follower) is not None and not is_apart
        if not (passage.is_capital(index) or _is_headed(scene, named)):
            break
    bearer = passage.ending_at(named.first - 1) if passage.words[named.first - 1] in OF else None
    return scene.person(bearer) is not None


def is_represented(scene: Scene, named: Named) -> bool:
    """Tell whether somebody else acts for a person: "Trump's envoy", "مبعوث الرئيس الأميركي ترامب"."""
    if not (person := scene.person(named)):
        return False
    if scene.passage.is_latin:
        return _owns(scene, named) and not named.after < scene.first <= named.after + _ANNOUNCED
    if scene.cue("envoy", named.first - 1):
        return True
    for index in range(max(0, named.first - _LOOK_BACK - 1), named.first - 1):
        office = scene.office(index + 1)
        if office and scene.cue("envoy", index):
            return scene.world.offices.is_of(person, office[0])
    return False


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
    return not scene.passage.is_latin and scene.has("title", named.first - _NEAR, named.first)
