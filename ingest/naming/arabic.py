"""Names of people in Arabic text, which has no capital letters: by titles, roles, given names and letters."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache

from graph.folding import fold
from graph.model import EntityKind
from ingest.given import (
    arab_given_names,
    foreign_given_names,
    ordinary_names,
    ordinary_words,
    spellings,
)
from ingest.linking.collisions import ORDINARY_WORDS
from ingest.naming.heads import ArabicHeads
from ingest.naming.proclitic import proclitic
from ingest.naming.shape import NameShape
from ingest.naming.spotted import Spotted
from ingest.naming.vocabulary import Vocabulary
from ingest.naming.words import Words

_REACH = 9
"""Words between a role and the name of who has it, at most: المتحدث باسم وزارة الخارجية ..."""

_MOST_UNITS = 6
_SHORTEST = 2
_SHORTEST_BEHIND = 4
_SERVANT = "عبد"
_KUNYA = ("ابو", "ابا")
_SON, _CHILD = ("بن", "بنت"), "ولد"
_GIVEN_TOO = ("علي",)
"""Given names that only folding makes words of grammar."""

_NISBA = ("ي", "يه")
_PARENTS = ("بن", "ابن", "بنت", "ابو", "عبد", "ولد", "بو", "ايت")

# Letters (`NameShape.score`) that a name's second word needs; the surer what stands around it, the less.
_ANY = float("-inf")
_PLAIN = -5.0
"""Behind a given name that is no other word."""

_LIKELY = -2.0
"""Behind one that is a word too, with a role in the same clause; as a name's third word."""

_SURE = 0.0
"""Behind one that is a word too, beside a verb of speech."""

_FOREIGN = 1.0
"""For both words of a name without a given one, behind an adjective of origin, a role, a verb of speech."""

_SUREST = 3.5
"""Behind a given name that is a word too, with nothing around it."""


class ArabicNames:
    """Spots names in the words of an Arabic text."""

    def __init__(
        self, vocabulary: Vocabulary, given: Collection[str], names: Collection[str], origins: Collection[str]
    ) -> None:
        """Learn what names look like.

        `given`: given names as written, beside those of the seeds; `names`: folded words of people's names;
        `origins`: folded adjectives of origin with the article.
        """
        self._honorifics = vocabulary["honorifics"]
        self._titles, self._roles = vocabulary["titles"], vocabulary["roles"]
        self._skip, self._particles, self._joined = (
            vocabulary["skip"],
            vocabulary["particles"],
            vocabulary["joined"],
        )
        self._binding = self._particles - frozenset(map(fold, arab_given_names()))
        self._speech, self._bearing = vocabulary["speech"], vocabulary["bearing"]
        self._stop = vocabulary["stop"] | self._speech
        self._called = self._titles | self._roles
        self._bound = self._stop | self._titles | self._roles | vocabulary["heads"] | self._skip
        self._words = ordinary_words()
        self._ordinary = ORDINARY_WORDS | ordinary_names() | self._words
        self._never = self._bound | self._words
        arab = spellings(arab_given_names())
        foreign = spellings((*given, *foreign_given_names()))
        self.given = frozenset(
            name for name in arab if name in _GIVEN_TOO or fold(name) not in self._never
        ) | frozenset(name for name in foreign - arab if not _is_word(fold(name), self._never))
        self._arab = frozenset(map(fold, arab))
        self._arab_written = arab
        self.origins = frozenset(origins)
        folded = frozenset(map(fold, self.given))
        self._plain_given = folded - self._ordinary
        self.people = names
        self.shape = NameShape((*names, *folded), self._words | self._bound)
        self._heads = ArabicHeads(vocabulary, self.given, self.shape, self._words)
        # Most words of a text are ordinary and frequent.
        self._begins = lru_cache(maxsize=1 << 16)(self._may_begin)
        self.may_be_name = lru_cache(maxsize=1 << 16)(self._may_be_name)
        """Tell whether a word as written is in no list of other words."""

    def spot(self, words: Words) -> Iterator[Spotted]:
        """Every name, in order, none overlapping another."""
        place, done, taken, begins = 0, 0, words.taken, self._begins
        while place < len(words):
            # Most words go no further than this.
            found = None if taken[place] or not begins(words.written[place]) else self._at(words, place)
            if found is None:
                place += 1
            else:
                yield self._whole(words, found, done)
                place = done = found.after

    def _whole(self, words: Words, found: Spotted, done: int) -> Spotted:
        """A person with the first name before that is another word too, or with أبو: سالم علي دوبله."""
        before = found.first - 1
        is_person = found.kind is EntityKind.PERSON and found.start == words.starts[found.first]
        if not is_person or before < done or words.taken[before] or not words.joined[found.first]:
            return found
        is_name = words.folded[before] in _KUNYA or self._is_forename(words, before)
        return replace(found, first=before, start=words.starts[before]) if is_name else found

    def _is_forename(self, words: Words, place: int) -> bool:
        """Tell whether a word is a first name that the rules begin no name with."""
        folded = words.folded[place]
        is_part = folded in self._bound or folded in self._particles
        return words.written[place] in self._arab_written and not is_part

    def _at(self, words: Words, place: int) -> Spotted | None:
        cut = self._heads.cut(words.folded[place])
        if cut is not None:
            return self._heads.organization(words, place, cut)
        cut = self._given_cut(words, place)
        if cut is not None:
            return self._person(words, place, cut)
        if self._is_called(words, place):
            return self._person(words, place, 0)
        if words.folded[place] in _KUNYA:
            return self._parent(words, place)
        return self._foreigner(words, place)

    def _may_begin(self, written: str) -> bool:
        """Tell whether a name may begin with a word at all, whatever stands around it."""
        folded = fold(written)
        is_head = self._heads.cut(folded) is not None
        if is_head or written == _SERVANT or folded in _KUNYA:
            return True
        if written in self.given or written in self._arab_written:
            return True
        return written[1:] in self.given or not _is_word(folded, self._never)

    def _given_cut(self, words: Words, place: int) -> int | None:
        """Letters before the given name that begins with a word; None for another word."""
        written, folded = words.written[place], words.folded[place]
        if written == _SERVANT and words.folded[place + 1 : place + 2] and words.joined[place + 1]:
            return 0 if words.folded[place + 1].startswith("ال") else None
        if written in self.given or folded in self._plain_given:
            return 0
        if written in self._arab_written and self._has_father(words, place):
            return 0
        if written[:1] not in "وبلف" or len(written) <= _SHORTEST_BEHIND:
            return None
        is_given = written[1:] in self.given or folded[1:] in self._plain_given
        return 1 if is_given and folded not in self._words else None

    def _has_father(self, words: Words, place: int) -> bool:
        """Tell whether somebody's father is named behind a word: سلطان بن سلمان."""
        son = place + 1
        return words.follows(son) and words.folded[son] in _SON

    def _is_given(self, words: Words, place: int) -> bool:
        return words.written[place] in self.given or words.folded[place] in self._plain_given

    def _is_titled(self, words: Words, place: int) -> bool:
        """Tell whether a title or a role stands right before, or before the adjectives between."""
        before = place - 1
        if place == 0 or not words.joined[place]:
            return False
        while (
            before > 0
            and words.joined[before]
            and (words.folded[before] in self._skip or self._is_origin(words, before))
        ):
            before -= 1
        return words.folded[before] in self._titles or words.folded[before] in self._roles

    def is_borne(self, words: Words, place: int) -> bool:
        """Tell whether a place or a prize bears the name: مطار حيدر علييف, مدينة الملك عبدالعزيز الطبية."""
        before = place - 1
        while before > 0 and words.joined[before + 1] and words.folded[before] in self._called:
            before -= 1
        return (
            before >= 0
            and words.joined[before + 1]
            and proclitic(words.folded[before], self._bearing) is not None
        )

    def _is_called(self, words: Words, place: int) -> bool:
        """Tell whether a title stands right before a word that may be anybody's name."""
        before = place - 1
        if place == 0 or not words.joined[place]:
            return False
        while before > 0 and words.folded[before] in self._skip and words.joined[before]:
            before -= 1
        return proclitic(words.folded[before], self._honorifics) is not None and self.may_name(words, place)

    def _foreigner(self, words: Words, place: int) -> Spotted | None:
        """Two words whose letters are no Arabic word's, behind an adjective of origin, a title or a role."""
        if place == 0 or not words.joined[place] or not self._is_shaped(words, place, _FOREIGN):
            return None
        before = words.folded[place - 1]
        cue = self._is_origin(words, place - 1) or before in self._titles or before in self._roles
        if not cue and proclitic(before, self._speech) is None:
            return None
        after = self._next_unit(words, place + 1)
        if after is None or not self._is_shaped(words, after - 1, _FOREIGN):
            return None
        return Spotted(EntityKind.PERSON, place, after, words.starts[place], True, place + 1)

    def _parent(self, words: Words, place: int) -> Spotted | None:
        """Who goes by a child's name alone: أبو عبد الله, where a title or a verb of speech says so."""
        child = place + 1
        if child >= len(words) or not (self.may_name(words, child) and words.joined[child]):
            return None
        after = self._unit(words, place)
        if after == child or not (self._is_titled(words, place) or self._speaks(words, place, after)):
            return None
        return Spotted(EntityKind.PERSON, place, after, words.starts[place], True, after)

    def _is_origin(self, words: Words, place: int) -> bool:
        """Tell whether a linked word is an adjective of origin with the article: الهولندي."""
        folded = words.folded[place]
        if not (words.taken[place] and folded.endswith(_NISBA)):
            return False
        # Of two words the first has the article: الجنوب إفريقي.
        is_second = place > 0 and words.joined[place] and words.taken[place - 1]
        return "ال" in folded[:4] or (is_second and "ال" in words.folded[place - 1][:4])

    def _is_shaped(self, words: Words, place: int, least: float) -> bool:
        return self.may_name(words, place) and self.shape.score(words.folded[place]) >= least

    def _person(self, words: Words, place: int, cut: int) -> Spotted | None:
        """Given name and surname from `place` on, the first word without `cut` letters."""
        surname = self._unit(words, place)
        after = self._next_unit(words, surname)
        if after is None or self.is_borne(words, place):
            return None
        units = 2
        while units < _MOST_UNITS and (self._is_given(words, surname) or words.folded[surname] in _PARENTS):
            further = self._next_unit(words, after)
            if further is None or not self.is_surname(words, after, _LIKELY):
                break
            surname, after, units = after, further, units + 1
        certain = self._is_certain(words, place, cut, after)
        first = words.folded[place][cut:]
        if not certain and first in self._ordinary:
            return None
        # Behind a surname that may be any word, that word alone is nobody.
        alone = surname if self.is_surname(words, surname, _LIKELY) else after
        return Spotted(EntityKind.PERSON, place, after, words.starts[place] + cut, certain, alone)

    def _is_certain(self, words: Words, place: int, cut: int, after: int) -> bool:
        """Tell whether this is a person: the less the first word says, the more must the second."""
        first, second = words.folded[place][cut:], self._unit(words, place)
        introduced = self._is_introduced(words, place)
        if first not in self._ordinary and second < after and words.folded[second] in self.origins:
            return introduced or first in self._arab
        if first not in self._ordinary:
            if first not in self._arab and words.folded[second].removeprefix("ال") in self._words:
                return False
            return introduced or self._speaks(words, place, after) or self.is_surname(words, second, _PLAIN)
        if introduced:
            return self.is_surname(words, second, _ANY if self._is_titled(words, place) else _LIKELY)
        if self._speaks(words, place, after):
            return self.is_surname(words, second, _SURE)
        return words.folded[second].removeprefix("ال") not in self._words and self.is_surname(
            words, second, _SUREST
        )

    def is_surname(self, words: Words, place: int, least: float) -> bool:
        """Tell whether a word behind a given name is one too: a given name, a father's, or by its letters."""
        folded = words.folded[place]
        if folded in _PARENTS:
            return True
        if folded in self._words:
            return False
        return self._is_given(words, place) or self.shape.score(folded) >= least

    def _unit(self, words: Words, place: int) -> int:
        """Where the name's unit that begins at `place` ends: عبد الرزاق and صلاح الدين are one."""
        after = place + 1
        while (
            after < len(words)
            and words.joined[after]
            and not words.taken[after]
            and (
                (words.folded[after - 1] in self._binding and not self._is_stop(words, after))
                or words.folded[after] in self._joined
            )
        ):
            after += 1
        return after

    def _is_stop(self, words: Words, place: int) -> bool:
        """Tell whether a word is never part of a name; behind a particle a name as written is: بن علي."""
        return words.folded[place] in self._stop and words.written[place] not in self._arab_written

    def _next_unit(self, words: Words, place: int) -> int | None:
        """Where the unit after a name's first one ends; None when no name goes on there."""
        if place >= len(words) or not words.joined[place]:
            return None
        is_name = self.may_name(words, place) or self._is_trade(words, place) or self._is_child(words, place)
        if not is_name or self._is_added(words, place):
            return None
        return self._unit(words, place)

    def _is_child(self, words: Words, place: int) -> bool:
        """Tell whether a father's name follows: سيد أحمد ولد محمد."""
        father = place + 1
        is_child = words.folded[place] == _CHILD and not words.taken[place]
        return is_child and words.follows(father) and self._is_given(words, father)

    def _is_added(self, words: Words, place: int) -> bool:
        """Tell whether a word is another's beginning behind "and": no surname, as in ويلسون, but وكنعان."""
        folded = words.folded[place]
        if folded[0] != "و" or self._is_given(words, place):
            return False
        return folded[1:] in self._plain_given or self.shape.score(folded[1:]) >= self.shape.score(folded)

    def _is_trade(self, words: Words, place: int) -> bool:
        """Tell whether a word of a trade is a surname: with the article, at a name's end: أحمد الحداد."""
        folded = words.folded[place]
        is_trade = folded.startswith("ال") and (folded in self._titles or folded in self._words)
        if not is_trade or folded in self._skip or folded in self._stop or words.taken[place]:
            return False
        before = words.folded[place - 1]
        ends = place + 1 >= len(words) or not words.joined[place + 1] or not self._is_given(words, place + 1)
        return before in self._arab and before not in self._ordinary and ends

    def may_name(self, words: Words, place: int) -> bool:
        """Tell whether a word that is no link may be anybody's name."""
        return not words.taken[place] and self.may_be_name(words.written[place])

    def _may_be_name(self, written: str) -> bool:
        folded = fold(written)
        if len(folded) < _SHORTEST or not folded.isalpha():
            return False
        return written in self.given or not _is_word(folded, self._never)

    def _is_introduced(self, words: Words, place: int) -> bool:
        """Tell whether a title or, in the same clause, a role stands before."""
        before = place - 1
        while before >= 0 and place - before <= _REACH and words.joined[before + 1]:
            folded = words.folded[before]
            if proclitic(folded, self._titles) is not None or proclitic(folded, self._roles) is not None:
                return True
            if folded in self._speech or folded in ("ان", "الذي", "التي", "حيث", "بعد", "قبل"):
                return False
            before -= 1
        return False

    def _speaks(self, words: Words, place: int, after: int) -> bool:
        """Tell whether a verb of speech stands beside the name."""
        before = (
            place > 0 and words.joined[place] and proclitic(words.folded[place - 1], self._speech) is not None
        )
        behind = words.follows(after) and words.folded[after] in self._speech
        return before or behind


def _is_word(folded: str, words: Collection[str]) -> bool:
    """Tell whether a folded word is one of a set, or has the article, behind a proclitic or none."""
    if folded in words:
        return True
    if folded[:1] not in "وبلف":
        return False
    return folded[1:] in words or folded[1:3] == "ال" or folded[:2] == "لل"
