"""Whether an event happened, is planned, was put off or called off, or is no event at all."""

from graph.model import EventStatus
from ingest.events.scene import AGREEMENT, JOINED, WITH, Scene
from ingest.events.vocabulary import Vocabulary
from ingest.linking.arabic import ARTICLE

_NEGATED, _WISHED, _PLANNED, _PLANNED_AFTER, _MOVED, _MOVED_AFTER = 3, 4, 8, 12, 6, 10
_REFUSED, _REFUSING = 6, frozenset({"رفض", "رفضت", "يرفض", "ترفض", "ترفضان", "رافضا", "رافضه"})
_SIDELINE, _AHEAD = 3, 4
_CALLED, _TO_IMPOSE = 16, 2
_WOULD, _SAID = "would", 5
_INVITED, _CROWD, _COMMITTEE, _TAUGHT = 12, 4, 3, 16
_THIS = frozenset({"هذا", "هذه", "ذلك", "تلك", "بهذا", "بهذه", "لهذا", "لهذه"})
_FOR, _FOR_THE = "ل", "لل"
_TO = frozenset({"الي"})
_TARGETS = ("ستهدف", "ستهدفت")
_COURSES = frozenset(
    {"دوره", "دورات", "تدريبيه", "ورشه", "ورش", "توعويه", "توعوي", "تثقيفيه", "محاضره", "محاضرات"}
)
_CALLING = frozenset({"دعا", "دعت", "يدعو", "تدعو", "داعيا", "داعيه", "دعوا"})


def read_status(scene: Scene, *, future: bool) -> EventStatus | None:
    """What the words around a trigger make of it; `future`: the trigger itself is in the future.

    None for what is denied, asked for or only imagined. What the topic of a verb says is not said of it.
    """
    first, after, words, text = scene.first, scene.after, scene.vocabulary, scene.passage.words
    clause = _clause_start(text, first, words)
    if words.any("negation", text, max(clause, first - _NEGATED), after + 1):
        return None
    if words.any("denial", text, 0, first) or _is_beside(text, first, words):
        return None
    if _is_known(text, first) or _is_refused(text, clause, first, words):
        return None
    nothings = (_is_aim, _is_of_crowds, _is_of_committee, _is_of_matter, _is_taught, _is_treaty)
    if any(is_nothing(scene) for is_nothing in nothings):
        return None
    moved = max(clause, first - _MOVED), min(_passage_end(text, after, words), after + _MOVED_AFTER)
    if words.any("postponed", text, *moved):
        return EventStatus.POSTPONED
    if words.any("cancelled", text, *moved):
        return EventStatus.CANCELLED
    is_promised = _is_promised(scene, clause)
    is_wished = not is_promised and words.any("wish", text, max(clause, first - _WISHED), first)
    if is_wished or _is_called_for(text, clause, first):
        return None
    is_ahead = future or is_promised or _is_planned(scene)
    return EventStatus.PLANNED if is_ahead else EventStatus.HAPPENED


def _is_promised(scene: Scene, clause: int) -> bool:
    """Tell whether somebody says that it "would" be: "wrote that he would fly to Washington"."""
    words = scene.passage.words
    before = words[max(clause, scene.first - _WISHED) : scene.first]
    is_said = scene.has("speech", max(0, clause - _SAID), clause) and bool(scene.cue("that", clause - 1))
    return is_said and before.count(_WOULD) == 1 and not scene.has("wish", 0, clause)


def _is_planned(scene: Scene) -> bool:
    """Tell whether the words around a trigger put it ahead; around a death only what is said of it is."""
    if scene.kind.suffered and not scene.form.is_verb:
        return False
    first, after, words, text = scene.first, scene.after, scene.vocabulary, scene.passage.words
    start, end = max(_passage_start(text, first, words), first - _PLANNED), _passage_end(text, after, words)
    topic = "topic" if scene.form.is_verb else "dealt"
    end = next((index for index in range(after, end) if words.length(topic, text, index)), end)
    if (
        scene.kind.awaited
        and not scene.form.is_verb
        and words.any("ahead", text, max(0, first - _AHEAD), first)
    ):
        return True
    end = next((index for index in range(after, end) if scene.is_expected(index)), end)
    return words.any("planned", text, start, min(end, after + _PLANNED_AFTER))


def _is_called_for(text: list[str], clause: int, first: int) -> bool:
    """Tell whether somebody calls for it, however long the name is: "دعا ... إلى انسحاب", "إلى فرض ..."."""
    if _TO.isdisjoint(text[max(0, first - _TO_IMPOSE) : first]):
        return False
    return any(
        word.removeprefix(JOINED) in _CALLING for word in text[max(clause, first - _CALLED) : first - 1]
    )


def _is_known(text: list[str], first: int) -> bool:
    """Tell whether an event is only named again: "هذه الغارة"."""
    return first > 0 and text[first].startswith(ARTICLE) and text[first - 1].removeprefix(JOINED) in _THIS


def _is_refused(text: list[str], clause: int, first: int, words: Vocabulary) -> bool:
    """Tell whether somebody refuses it, however long the name is: "رفضت جنوب أفريقيا اعتقال"."""
    for index in range(first - 1, max(clause, first - _REFUSED) - 1, -1):
        if words.length("stop", text, index):
            return False
        if text[index].removeprefix(JOINED) in _REFUSING:
            return True
    return False


def _is_aim(scene: Scene) -> bool:
    """Tell whether an Arabic noun is only what something is for: "دعوة من نظيره لزيارة"."""
    words, first, kind = scene.passage.words, scene.first, scene.kind
    if scene.passage.is_latin or scene.form.is_verb or not words[first].startswith(_FOR):
        return False
    is_capture = kind.is_of_forces and bool(scene.form.need)
    return is_capture or (kind.where and scene.has("invited", first - _INVITED, first))


def _is_of_crowds(scene: Scene) -> bool:
    """Tell whether a verb only counts visitors: "تستقبل 75 مليون سائح"."""
    return scene.kind.mutual and scene.form.is_verb and scene.has("crowd", scene.after, scene.after + _CROWD)


def _is_of_committee(scene: Scene) -> bool:
    """Tell whether elections only say what a body is for: "رئيس اللجنة المحلية للانتخابات"."""
    is_for = scene.passage.words[scene.first].startswith(_FOR_THE)
    return scene.is_held and is_for and scene.has("committee", scene.first - _COMMITTEE, scene.first)


def _is_of_matter(scene: Scene) -> bool:
    """Tell whether the words beside it make it another thing: "flood warning", "منطقة إطلاق نار"."""
    words, first, after = scene.passage.words, scene.first, scene.after
    is_zone = first > 0 and bool(scene.cue("zone", first - 1)) and not words[after - 1].startswith(ARTICLE)
    is_joined = after < len(words) and not scene.passage.has_comma(after - 1, after)
    return is_zone or (is_joined and bool(scene.cue("matter", after)))


def _is_taught(scene: Scene) -> bool:
    """Tell whether an Arabic verb only says whom a course is meant for: "دورة تدريبية تستهدف المعلمين"."""
    words, first = scene.passage.words, scene.first
    return words[first].endswith(_TARGETS) and not _COURSES.isdisjoint(words[max(0, first - _TAUGHT) : first])


def _is_treaty(scene: Scene) -> bool:
    """Tell whether an Arabic noun and a city are the name of an old treaty: "معاهدة لشبونة"."""
    named = scene.passage.named.get(scene.after)
    entity = scene.entity(named)
    if named is None or entity is None or scene.passage.is_latin or scene.form.kind != AGREEMENT:
        return False
    follower = "".join(scene.passage.words[named.after : named.after + 1])
    is_party = follower.startswith(JOINED) or follower in WITH
    return entity.place_kind == "city" and not named.prefix and not is_party


def _is_beside(text: list[str], first: int, words: Vocabulary) -> bool:
    """Tell whether a trigger only says where others met: "on the sidelines of the summit"."""
    starts = range(max(0, first - _SIDELINE), first)
    return any(start + words.length("sideline", text, start) == first for start in starts)


def _clause_start(text: list[str], first: int, words: Vocabulary) -> int:
    """The word after the last one before `first` that begins a clause."""
    for index in range(first - 1, -1, -1):
        if words.length("clause", text, index) or words.length("that", text, index):
            return index + 1
    return 0


def _passage_start(text: list[str], first: int, words: Vocabulary) -> int:
    """The word after the last one before `first` that turns to something else: "after", "about"."""
    for index in range(first - 1, -1, -1):
        if words.length("clause", text, index) or words.length("stop", text, index):
            return index + 1
    return 0


def _passage_end(text: list[str], after: int, words: Vocabulary) -> int:
    for index in range(after, len(text)):
        if words.length("clause", text, index):
            return index
    return len(text)
