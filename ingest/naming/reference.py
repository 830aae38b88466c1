"""Where a text comes back to a name that it has given: by the surname, by letters, without the noun."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.folding import fold
from graph.model import Entity, EntityKind
from ingest.naming.spotted import Spotted
from ingest.naming.words import Words

_SHORTEST_SURNAME = 3
_SHORTEST_LETTERS, _MOST_LETTERS = 2, 7
_PROCLITICS = ("و", "ف", "ب", "ل", "ك")


@dataclass(slots=True)
class Gathered:
    """One name while its places are gathered: (start, end) in body and title."""

    spotted: Spotted
    text: str
    certain: bool
    known: Entity | None = None
    in_body: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    in_title: int = 0


def refer_by_word(names: Sequence[Gathered]) -> list[Gathered]:
    """The names without people of one word who have it in their full name: these get the places.

    A place goes to who was named in full last before it, else to who is first after it.
    """
    people = [name for name in names if name.spotted.kind is EntityKind.PERSON]
    full = [(set(fold(name.text).split()), name.in_body[0][0], name) for name in people if " " in name.text]
    for name in people:
        if " " not in name.text:
            word = fold(name.text)
            bearers = [(start, bearer) for words, start, bearer in full if word in words]
            if bearers:
                for place in name.in_body:
                    before = [bearer for start, bearer in bearers if start < place[0]]
                    (before[-1] if before else bearers[0][1]).in_body.append(place)
                name.in_body.clear()
    return [name for name in names if name.in_body]


def refer_to_people(names: Sequence[Gathered], words: Words) -> None:
    """Add the places where a person that the text has named in full goes by the surname."""
    bearers: dict[str, list[tuple[tuple[str, ...], Gathered]]] = defaultdict(list)
    for name in names:
        if surname := _surname(name, words):
            bearers[surname[0]].append((surname, name))
    if not bearers:
        return
    for place, folded in enumerate(words.folded):
        if not words.taken[place]:
            for cut, bare in _bare(folded):
                if bare in bearers and _takes(bearers[bare], words, place, cut):
                    break


def refer_by_letters(names: Sequence[Gathered], words: Words) -> None:
    """Add the places where an organization goes by the letters that stood in brackets behind its name."""
    short: dict[str, Gathered] = {}
    for name in names:
        place = name.spotted.after
        if name.spotted.kind is EntityKind.ORGANIZATION and place < len(words):
            written, start, end = words.written[place], words.starts[place], words.ends[place]
            is_bracketed = words.text[start - 2 : start] == " (" and words.text[end : end + 1] == ")"
            if is_bracketed and written.isupper() and _SHORTEST_LETTERS <= len(written) <= _MOST_LETTERS:
                short.setdefault(written, name)
    for place, written in enumerate(words.written):
        if written in short and not words.taken[place]:
            short[written].in_body.append((words.starts[place], words.ends[place]))
            words.taken[place] = True


def refer_to_places(names: Sequence[Gathered], words: Words) -> None:
    """Add the places where the text has the name of a place without what said so: بلدة تلمنس ... في تلمنس."""
    named = {
        tuple(fold(name.text).split()): name
        for name in names
        if name.certain and name.spotted.kind is EntityKind.PLACE
    }
    if not named:
        return
    longest, firsts = max(map(len, named)), {name[0] for name in named}
    for place, folded in enumerate(words.folded):
        if words.taken[place]:
            continue
        for cut in (0, 1) if folded[:1] in _PROCLITICS else (0,):
            if folded[cut:] in firsts and (after := _name_end(named, words, place, cut, longest)):
                name = named[(folded[cut:], *words.folded[place + 1 : after])]
                name.in_body.append((words.starts[place] + cut, words.ends[after - 1]))
                words.take(place, after)
                break


def _name_end(
    named: Mapping[tuple[str, ...], Gathered], words: Words, place: int, cut: int, longest: int
) -> int | None:
    """Where the longest of some names that begins at a word behind `cut` letters ends; None for none."""
    for after in range(min(place + longest, len(words)), place, -1):
        name = named.get((words.folded[place][cut:], *words.folded[place + 1 : after]))
        is_free = not any(words.taken[place:after]) and all(words.joined[place + 1 : after])
        is_capital = words.text[words.starts[place] + cut].isupper()
        if name and is_free and is_capital is name.text[0].isupper():
            return after
    return None


def _takes(bearers: Sequence[tuple[tuple[str, ...], Gathered]], words: Words, place: int, cut: int) -> bool:
    """Give a surname at `place` to the one of its bearers who was named in full last before it, if any."""
    start = words.starts[place] + cut
    named = [
        (name.in_body[0][0], len(surname), name)
        for surname, name in bearers
        if name.in_body[0][0] < start
        and surname[1:] == tuple(words.folded[place + 1 : place + len(surname)])
        and not any(words.taken[place : place + len(surname)])
        and words.written[place][0].isupper() == name.text[0].isupper()
    ]
    if not named:
        return False
    _, length, name = max(named, key=lambda one: one[:2])
    # Who goes by the surname alone is a person; a word that the text has without a capital too is no surname.
    written = words.text[start : words.ends[place + length - 1]]
    is_word = written != written.lower() and words.has(written.lower())
    name.certain = name.certain or not is_word
    name.in_body.append((start, words.ends[place + length - 1]))
    words.take(place, place + length)
    return True


def _surname(name: Gathered, words: Words) -> tuple[str, ...]:
    one = name.spotted
    if one.kind is not EntityKind.PERSON or one.surname >= one.after:
        return ()
    surname = tuple(words.folded[one.surname : one.after])
    return surname if len(surname[0]) >= _SHORTEST_SURNAME else ()


def _bare(folded: str) -> Iterable[tuple[int, str]]:
    """A word, and what it is without an Arabic proclitic, with how many letters that takes off."""
    yield 0, folded
    if folded[:1] in _PROCLITICS:
        yield 1, folded[1:]
        if folded.startswith("لل"):
            yield 1, "ا" + folded[1:]


def refer_in_title(names: Sequence[Gathered], words: Words) -> None:
    """Count where the title has a name of the body, in full or by the surname."""
    text = " ".join(words.folded)
    padded = f" {text} "
    for name in names:
        folded = fold(name.text)
        if f" {folded} " in padded or (
            f" {' '.join(folded.split()[1:])} " in padded and name.spotted.kind is EntityKind.PERSON
        ):
            name.in_title = 1
