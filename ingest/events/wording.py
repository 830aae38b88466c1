"""What the words right around a trigger say of who is to be looked for, and where."""

from ingest.events.passage import Named
from ingest.events.reference import is_death
from ingest.events.scene import AND, JOINED, OF, STATES, THEN, Scene
from ingest.events.subject import Before

_ANNOUNCED, _NEAR = 2, 6
_APPOSITION = 2
_TWO = 2
_FOR = "لل"
_IN_ORDER = frozenset({"pour", "para"})
_WHERE, _THERE = frozenset({"حيث", "where", "ou", "donde"}), 4
_WHICH = frozenset({"which", "qui", "que"})
_AUXILIARIES = frozenset(
    {
        "will", "has", "have", "had", "is", "was", "would", "could", "va", "doit", "devrait", "compte",
        "يقوم", "تقوم", "قام",
    }
)  # fmt: skip
_PAST = "ed"
_AFTER_THAT = ("بعد", "ان")


def is_purpose(scene: Scene) -> bool:
    """Tell whether an encounter is what somebody came for: "للقاء", "pour rencontrer"."""
    words, first = scene.passage.words, scene.first
    return words[first].startswith(_FOR) or (first > 0 and words[first - 1] in _IN_ORDER)


def follows_and(scene: Scene) -> bool:
    """Tell whether "and", "then", "where", "also" or "after he" stands before the trigger as a word."""
    passage, first = scene.passage, scene.first
    if tuple(passage.words[max(0, first - 2) : first]) == _AFTER_THAT:
        return True
    return first > 0 and passage.words[first - 1] in (AND if passage.is_latin else THEN)


def is_there(scene: Scene) -> bool:
    """Tell whether "where" leads to the trigger: "arrived in Dublin, where he met ..."."""
    passage, first = scene.passage, scene.first
    return not _WHERE.isdisjoint(passage.words[max(0, first - _THERE) : first])


def tells_how_many(scene: Scene) -> bool:
    """Tell whether a death is of several whom nobody names: "the killing of dozens", "قتل 15 من ..."."""
    words = scene.passage.words
    if not scene.kind.suffered or (scene.form.is_verb and scene.passage.is_latin):
        return False
    of = scene.after + ("".join(words[scene.after : scene.after + 1]) in OF)
    return "".join(words[of : of + 1]).isdigit() or bool(scene.cue("several", of))


def after_number(scene: Scene) -> int:
    """The word from which on people take part: those right after "among them" where a number died."""
    if not tells_how_many(scene) or scene.passage.is_latin:
        return scene.after
    words = scene.passage.words
    named = (i for i in range(scene.after, len(words)) if scene.cue("among", i))
    return next(named, len(words))


def is_held(scene: Scene) -> bool:
    """Tell whether the trigger is a ceremony, which others than those named before it go to: "حفل تنصيب"."""
    return scene.has("ceremony", scene.first - _TWO, scene.first)


def is_of(scene: Scene) -> bool:
    """Tell whether an Arabic noun of a death leads to whose it is: "باغتيال ...", nobody named before."""
    return scene.kind.suffered and is_death(scene.passage.words[scene.first])


def is_of_one(scene: Scene) -> bool:
    """Tell whether an Arabic noun tells what somebody is put through, where one noun follows another:
    "إقالة X وتكليف Y"."""
    kind = scene.kind
    is_noun = not (scene.form.is_verb or scene.passage.is_latin)
    return is_noun and kind.person and not (kind.mutual or kind.where)


def is_next_noun(scene: Scene) -> bool:
    """Tell whether "and" joins such a noun to another before it, whose people are others."""
    is_joined = scene.passage.words[scene.first].startswith(JOINED)
    return is_of_one(scene) and is_joined and any(noun < scene.first for noun in scene.nouns)


def relative_word(scene: Scene) -> int:
    """The word "who" right before the trigger or its auxiliary, or "which" of a body that takes a town;
    0 for none."""
    words = scene.passage.words
    index = scene.first - 1
    index -= index > 0 and words[index] in _AUXILIARIES
    is_body = index > 0 and scene.kind.is_of_forces and words[index] in _WHICH
    return index if index > 0 and (is_body or scene.cue("relative", index)) else 0


def antecedent(scene: Scene, relative: int) -> Named | None:
    """Whom "who" stands for: who is named right before, or before what is said of him after a comma."""
    passage = scene.passage
    if (named := passage.ending_at(relative)) and scene.person(named):
        return named
    near = range(relative - 1, max(0, relative - _NEAR), -1)
    comma = next((index for index in near if passage.has_comma(index - 1, index)), 0)
    apart = passage.ending_at(comma) if comma and passage.is_latin else None
    return apart if scene.person(apart) else named


def begins_anew(scene: Scene) -> bool:
    """Tell whether an Arabic verb after a comma has its subject behind it: "...، قتل المئات"."""
    is_arabic_death = scene.kind.suffered and not scene.passage.is_latin
    return is_arabic_death and scene.passage.has_comma(scene.first - 1, scene.first)


def start_before_apposition(scene: Scene) -> int:
    """Where to look for who a verb of one person is about: "Smith, an ally of Jones, has died"."""
    passage, first = scene.passage, scene.first
    if not ((scene.kind.person or scene.is_held) and passage.is_latin):
        return first
    commas = [index for index in range(1, first + 1) if passage.has_comma(index - 1, index)]
    if len(commas) < _APPOSITION or first - commas[-1] > _ANNOUNCED:
        return first
    apart = passage.named.get(commas[-2])
    is_name = apart is not None and apart.link is not None and apart.after == commas[-1]
    return first if is_name else commas[-2]


def is_visited(scene: Scene, named: Named) -> bool:
    """Tell whether a verb that leads to a place leads to somebody: "visited Öcalan on İmralı"."""
    leads_on = scene.kind.where and scene.form.is_verb and scene.passage.is_latin
    return leads_on and scene.person(named) is not None


def both(scene: Scene, before: Before) -> tuple[str, ...]:
    """Ids of "both sides", of two countries: who met last, else the two persons named before the trigger."""
    if not scene.has("both", scene.first - _NEAR, scene.after + _NEAR):
        return ()
    named = dict.fromkeys(filter(None, map(scene.person, scene.named_before())))
    for ids in (tuple(before.encounter), tuple(named) if len(named) == _TWO else ()):
        entities = (scene.world.entities[id_] for id_ in ids)
        sides = {entity.id if entity.place_kind in STATES else entity.country for entity in entities}
        if len(sides - {None}) > 1:
            return ids
    return ()


def is_told_of(scene: Scene, index: int) -> bool:
    """Tell whether "that" goes on with a noun that is a trigger: "the earthquake that struck ..."."""
    is_near = index - scene.after < _ANNOUNCED and not scene.form.is_verb
    return is_near and bool(scene.cue("relative", index))


def acts_next(scene: Scene, named: Named) -> bool:
    """Tell whether "and" joins somebody who does something else: "and Hamas will release hostages"."""
    words = scene.passage.words
    following = "".join(words[named.after : named.after + 1])
    follows = following in _AUXILIARIES or following.endswith(_PAST)
    one_sided = scene.passage.is_latin and not scene.kind.mutual
    return one_sided and follows and words[named.first - 1] in AND
