"""Names in Arabic text, which has no capital letters: by titles, roles, given names and heads."""

from collections.abc import Collection, Iterable, Iterator

from graph.folding import fold
from graph.model import EntityKind
from ingest.linking.collisions import ORDINARY_WORDS
from ingest.naming.spotted import Spotted
from ingest.naming.vocabulary import Vocabulary
from ingest.naming.words import Words

_REACH = 9
"""Words between a role and the name of who has it, at most: المتحدث باسم وزارة الخارجية ..."""

_LONGEST = 4
_SHORTEST = 2
_SHORTEST_BEHIND = 4
_SERVANT = "عبد"
_BARE_ALIF = str.maketrans("أإآ", "ااا")
_PROCLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فل")


class ArabicNames:
    """Spots names in the words of an Arabic text."""

    def __init__(self, vocabulary: Vocabulary, given: Collection[str]) -> None:
        """`given`: given names as written, beside those of the vocabulary."""
        self._honorifics = vocabulary["honorifics"]
        self._titles, self._roles = vocabulary["titles"], vocabulary["roles"]
        self._heads, self._firm_heads = vocabulary["heads"], vocabulary["firm_heads"]
        self._skip, self._particles, self._joined = (
            vocabulary["skip"],
            vocabulary["particles"],
            vocabulary["joined"],
        )
        self._speech = vocabulary["speech"]
        self._ordinary = ORDINARY_WORDS | vocabulary["ordinary"]
        self._stop = vocabulary["stop"] | self._speech
        self._ends = self._stop | self._titles | self._roles | self._heads
        self._bound = self._ends | self._skip
        names = _spellings(given) | _spellings(vocabulary.written["given"])
        self._given = frozenset(name for name in names if fold(name) not in self._bound)

    def spot(self, words: Words) -> Iterator[Spotted]:
        """Every name, in order, none overlapping another."""
        place = 0
        while place < len(words):
            found = self._at(words, place)
            if found is None:
                place += 1
            else:
                yield found
                place = found.after

    def _at(self, words: Words, place: int) -> Spotted | None:
        if words.taken[place]:
            return None
        folded = words.folded[place]
        cut = _proclitic(folded, self._heads)
        if cut is not None:
            return self._organization(words, place, cut)
        cut = self._given_cut(words, place)
        if cut is None and self._is_called(words, place):
            cut = 0
        return None if cut is None else self._person(words, place, cut)

    def _given_cut(self, words: Words, place: int) -> int | None:
        """Letters before the given name that begins with a word; None for another word."""
        written = words.written[place]
        if written == _SERVANT and words.folded[place + 1 : place + 2] and words.joined[place + 1]:
            return 0 if words.folded[place + 1].startswith("ال") else None
        if written in self._given:
            return 0
        bare = written[1:]
        return 1 if written[:1] in "وبل" and len(bare) >= _SHORTEST_BEHIND and bare in self._given else None

    def _is_called(self, words: Words, place: int) -> bool:
        """Tell whether a title stands right before a word that may be anybody's name."""
        before = place - 1
        if place == 0 or not words.joined[place]:
            return False
        while before > 0 and words.folded[before] in self._skip and words.joined[before]:
            before -= 1
        return _proclitic(words.folded[before], self._honorifics) is not None and self._may_name(words, place)

    def _person(self, words: Words, place: int, cut: int) -> Spotted | None:
        """Given name and surname from `place` on, the first word without `cut` letters."""
        first = self._unit(words, place)
        surname = first
        after = self._next_unit(words, first)
        if after is None:
            return None
        if words.written[surname] in self._given:
            third = self._next_unit(words, after)
            if third and (words.folded[after].startswith("ال") or words.written[after] in self._given):
                surname, after = after, third
        certain = self._is_introduced(words, place) or self._speaks(words, place, after)
        if not certain and words.folded[place] in self._ordinary:
            return None
        return Spotted(EntityKind.PERSON, place, after, words.starts[place] + cut, certain, surname)

    def _unit(self, words: Words, place: int) -> int:
        """Where the name's unit that begins at `place` ends: عبد الرزاق and صلاح الدين are one."""
        after = place + 1
        while (
            after < len(words)
            and words.joined[after]
            and not words.taken[after]
            and (
                (
                    (words.folded[after - 1] in self._particles and words.folded[after] not in self._stop)
                    and (words.folded[after].startswith("ال") or words.written[after - 1] not in self._given)
                )
                or words.folded[after] in self._joined
            )
        ):
            after += 1
        return after

    def _next_unit(self, words: Words, place: int) -> int | None:
        """Where the unit after a name's first one ends; None when no name goes on there."""
        if place >= len(words) or not words.joined[place] or not self._may_name(words, place):
            return None
        return self._unit(words, place)

    def _may_name(self, words: Words, place: int) -> bool:
        folded = words.folded[place]
        if words.taken[place] or len(folded) < _SHORTEST or folded in self._bound or not folded.isalpha():
            return False
        return not (
            folded[0] in "وبلف" and (folded[1:] in self._bound or folded[1:3] == "ال" or folded[:2] == "لل")
        )

    def _is_introduced(self, words: Words, place: int) -> bool:
        """Tell whether a title or, in the same clause, a role stands before."""
        before = place - 1
        while before >= 0 and place - before <= _REACH and words.joined[before + 1]:
            folded = words.folded[before]
            if _proclitic(folded, self._titles) is not None or _proclitic(folded, self._roles) is not None:
                return True
            if folded in self._speech or folded in ("ان", "الذي", "التي", "حيث", "بعد", "قبل"):
                return False
            before -= 1
        return False

    def _speaks(self, words: Words, place: int, after: int) -> bool:
        """Tell whether a verb of speech stands beside the name."""
        before = (
            place > 0
            and words.joined[place]
            and _proclitic(words.folded[place - 1], self._speech) is not None
        )
        behind = after < len(words) and words.joined[after] and words.folded[after] in self._speech
        return before or behind

    def _organization(self, words: Words, place: int, cut: int) -> Spotted | None:
        """A head and what makes a name of it: جامعة القاهرة, شركة الفرات للملاحة, نقابة عمال الموانئ."""
        after = place + 1
        while after - place <= _LONGEST and after < len(words) and self._may_go_on(words, after):
            length = after - place
            # An indefinite word goes on only with the first one, if that is indefinite too: نقابة عمال ...
            ends = length > 2 or (length == 2 and _is_definite(words.folded[after - 1]))
            if ends and not _is_definite(words.folded[after]):
                break
            after += 1
        if after > place + 2 and not _is_definite(words.folded[after - 1]):
            after = place + 1
        length = after - place
        if length < 2:
            return None
        head = words.folded[place][cut:]
        certain = length > 2 or (head in self._firm_heads and _is_definite(words.folded[place + 1]))
        return Spotted(EntityKind.ORGANIZATION, place, after, words.starts[place] + cut, certain, place)

    def _may_go_on(self, words: Words, place: int) -> bool:
        folded = words.folded[place]
        if not words.joined[place] or words.taken[place] or folded in self._ends:
            return False
        if not folded.isalpha() or len(folded) < _SHORTEST:
            return False
        if words.written[place] in self._given and words.folded[place - 1] not in self._heads:
            return False
        return not (folded[0] in "وفب" and (folded[1:] in self._bound or folded[1:3] == "ال"))


def _spellings(names: Iterable[str]) -> frozenset[str]:
    """Names as written, longer ones also without the hamza that many leave out."""
    return frozenset(
        form
        for name in names
        for form in ((name, name.translate(_BARE_ALIF)) if len(name) >= _SHORTEST_BEHIND else (name,))
    )


def _is_definite(folded: str) -> bool:
    return folded.startswith(("ال", "لل"))


def _proclitic(folded: str, among: Collection[str]) -> int | None:
    """How many letters of proclitics stand before a word of a set; None when it is none of them."""
    if folded in among:
        return 0
    for prefix in _PROCLITICS:
        if folded.startswith(prefix):
            bare = folded[len(prefix) :]
            if bare in among:
                return len(prefix)
            if prefix[-1] == "ل" and bare.startswith("ل") and "ا" + bare in among:
                return len(prefix) - 1
    return None
