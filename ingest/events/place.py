"""Whether the words before a place or an organization say that something is there."""

from ingest.events.cast import Cast
from ingest.events.office import COUNTERPART
from ingest.events.passage import Named
from ingest.events.scene import FROM, OF, Scene

_DIRECTIONS = frozenset({"الي", "من", "to", "from", "into", "vers", "depuis", "hacia", "desde"})
_NEAR, _BORDER = 2, 4
_BETWEEN, _ON = "بين", "علي"


def is_located(scene: Scene, named: Named, cast: Cast) -> bool:
    """Tell whether a preposition of place, or the word for a city or region, leads to a place."""
    start = max(0, named.first - _NEAR)
    office = scene.office(start)
    if office and office[0] == COUNTERPART:
        return False
    if any(scene.cue("joining", index) for index in range(start, named.first)):
        return False
    if named.after - named.first > 1 and _leads_to_place(scene, named.first):
        return True  # a form may hold the preposition: "في سيول"
    previous = scene.entity(scene.passage.ending_at(named.first))
    if previous and previous.id in cast.places:
        return True
    if previous and previous.id in cast.roles:
        return False
    if any(_leads_to_place(scene, index) for index in range(start, named.first)):
        return True
    of = named.first > 0 and scene.passage.words[named.first - 1] in OF
    return of and named.link is not None and not scene.is_state(named)


def leads_away(scene: Scene, named: Named) -> bool:
    """Tell whether somebody only came from a place or went there: "resigned and fled to India"."""
    return named.first > 0 and _is_direction(scene, named.first - 1)


def is_host(scene: Scene, named: Named) -> bool:
    """Tell whether a place only gives the room: "Cairo will host a summit of ..."."""
    return scene.kind.mutual and scene.has("host", named.first - 1, named.after + _NEAR)


def is_premises(scene: Scene, named: Named) -> bool:
    """Tell whether an organization is only where something is: "at the White House"."""
    back = _NEAR if scene.passage.is_latin else 1
    return any(scene.cue("inside", index) for index in range(named.first - back, named.first))


def is_of_border(scene: Scene, named: Named) -> bool:
    """Tell whether a state only has a border there: "الشريط الحدودي بين العراق وتركيا"."""
    words = scene.passage.words
    for index in range(max(0, named.first - _BORDER), named.first):
        if words[index] == _BETWEEN:
            return scene.has("border", index - _NEAR, index)
    return False


def _leads_to_place(scene: Scene, index: int) -> bool:
    """Tell whether a word says that a place follows; what an attack is "on", too, and what armies took."""
    if scene.is_taking:
        if scene.passage.words[index] in FROM:  # "بمساعدة من فرنسا"
            return False
        if scene.passage.words[index] == _ON:
            return True
    if scene.cue("locative", index):
        return not _is_direction(scene, index)
    return scene.kind.against and bool(scene.cue("target", index))


def _is_direction(scene: Scene, index: int) -> bool:
    kind = scene.kind
    leads = kind.needs == 0 if kind.where else kind.person
    return leads and scene.passage.words[index] in _DIRECTIONS
