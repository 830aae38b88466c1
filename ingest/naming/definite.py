"""Bodies that Arabic calls by what they are and what they are for: الهيئة العامة للبيئة."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from graph.model import EntityKind
from ingest.linking.arabic import ARTICLE
from ingest.naming.proclitic import proclitic
from ingest.naming.spotted import Spotted
from ingest.naming.vocabulary import Vocabulary
from ingest.naming.words import Words

_MOST_ADJECTIVES, _MOST_WORDS = 3, 10
_MOST_BETWEEN = 2
_MOST_NAMED = 3
_FOR, _FOR_THE, _AND, _AND_THE = "ل", "لل", "و", "وال"
_OF_IT = ("منها", "عنها", "فيها")
_SHORTEST, _SHORTEST_THE = 4, 5
_NISBA, _FEMININE = ("ي", "يه"), "ه"


class DefiniteBodies:
    """Spots names of a head and adjective with the article and a purpose: المجلس الأعلى للآثار, الهيئة العامة
    لشؤون الزراعة والثروة السمكية; and of a head, a name and a purpose: معهد الكويت للأبحاث العلمية."""

    def __init__(self, vocabulary: Vocabulary, words: Collection[str]) -> None:
        """Learn heads, adjectives and purposes, and what ends a name; `words` are folded ordinary words."""
        self._words = words
        self._heads = vocabulary["definite_heads"]
        self._named_heads = vocabulary["heads"] - vocabulary["quoted_heads"]
        self._adjectives = vocabulary["body_adjectives"]
        self._fields, self._purposes = vocabulary["fields"], vocabulary["purposes"]
        self._none = vocabulary["no_purposes"]
        self._ends = (
            vocabulary["stop"]
            | vocabulary["speech"]
            | vocabulary["titles"]
            | vocabulary["roles"]
            | vocabulary["plain_bodies"]
            | self._heads
        )
        self._cut = lru_cache(maxsize=1 << 16)(self._head_cut)

    def spot(self, words: Words) -> Iterator[Spotted]:
        """Every such name, in order."""
        done = 0
        for place, cut in enumerate(map(self._cut, words.folded)):
            if cut is None or place < done or words.taken[place]:
                continue
            is_named = words.folded[place][cut:] in self._named_heads
            after = self._named_end(words, place) if is_named else self._end(words, place)
            if after is not None:
                done = after
                start = words.starts[place] + cut
                yield Spotted(EntityKind.ORGANIZATION, place, after, start, True, place)

    def _head_cut(self, folded: str) -> int | None:
        """Letters before the head that a folded word is; None for another word."""
        cut = proclitic(folded, self._heads)
        return proclitic(folded, self._named_heads) if cut is None else cut

    def _end(self, words: Words, place: int) -> int | None:
        """Where the name ends whose head is at `place`; None where none begins."""
        after = place + 1
        while after - place <= _MOST_ADJECTIVES and self._is_adjective(words, after):
            after += 1
        if after == place + 1:
            return None
        purpose = self._purpose_end(words, after)
        return None if purpose is None else self.last(words, purpose, place)

    def _named_end(self, words: Words, place: int) -> int | None:
        """Where the name ends of the head at `place`, one to three words and a purpose that bodies have."""
        for after in range(place + 1, min(place + _MOST_NAMED + 2, len(words))):
            folded = words.folded[after]
            if not words.joined[after] or folded in self._ends:
                return None
            if after == place + 1 and folded in self._words and not folded.startswith(ARTICLE):
                return None
            if after > place + 1 and self._is_purpose(folded):
                end = self._purpose_end(words, after)
                return None if end is None else self.last(words, end, place)
        return None

    def _is_purpose(self, folded: str) -> bool:
        """Tell whether a word says, with a preposition, what bodies are for."""
        if folded.startswith(_FOR_THE):
            return ARTICLE + folded[2:] in self._fields
        return folded.startswith(_FOR) and folded[1:] in self._purposes

    def _purpose_end(self, words: Words, place: int) -> int | None:
        """Where the words end that say what a body is for: للبيئة, لحماية المال, لانتخابات مجلس الشعب."""
        if not words.goes_on(place) or words.folded[place] in self._none:
            return None
        folded = words.folded[place]
        if folded.startswith(_FOR_THE):
            is_body = ARTICLE + folded[2:] in self._heads
            return place + 1 if len(folded) >= _SHORTEST_THE and not is_body else None
        if not folded.startswith(_FOR) or len(folded) < _SHORTEST:
            return None
        after = place + 1
        while (
            after - place <= _MOST_BETWEEN
            and self._may_go_on(words, after)
            and not _is_definite(words, after)
        ):
            after += 1
        return after + 1 if self._may_go_on(words, after) and _is_definite(words, after) else None

    def last(self, words: Words, after: int, place: int) -> int:
        """Where the name of the head at `place` ends that goes on at `after` with adjectives and "and":
        للغذاء والدواء, للأبحاث العلمية, للتنمية وحقوق الإنسان."""
        while after < min(place + _MOST_WORDS, len(words)):
            if self._is_quality(words, after):
                after += 1
            elif added := self._added(words, after):
                after += added
            else:
                break
        return after

    def _added(self, words: Words, place: int) -> int:
        """How many words "and" adds here: والدواء, والوقاية منها, وحقوق الإنسان; 0 where it adds none."""
        if not self._may_go_on(words, place):
            return 0
        folded, after = words.folded[place], place + 1
        if folded.startswith(_AND_THE):
            return 2 if words.goes_on(after) and words.folded[after] in _OF_IT else 1
        is_purpose = folded[0] == _AND and folded[1:] in self._purposes
        return 2 if is_purpose and self._may_go_on(words, after) and _is_definite(words, after) else 0

    def _is_adjective(self, words: Words, place: int) -> bool:
        """Tell whether a word is an adjective of bodies or of a state."""
        return words.follows(place) and (
            words.folded[place] in self._adjectives or self._is_origin(words, place)
        )

    def _is_quality(self, words: Words, place: int) -> bool:
        """Tell whether a word is an adjective with the article, of a state or of the noun before."""
        if self._is_adjective(words, place):
            return True
        if not (self._may_go_on(words, place) and _is_definite(words, place)):
            return False
        folded, before = words.folded[place], words.folded[place - 1]
        return folded.endswith(_NISBA) or (folded.endswith(_FEMININE) and before.endswith(_FEMININE))

    def _is_origin(self, words: Words, place: int) -> bool:
        folded = words.folded[place]
        return words.taken[place] and folded.startswith(ARTICLE) and folded.endswith(_NISBA)

    def _may_go_on(self, words: Words, place: int) -> bool:
        if not words.goes_on(place) or not words.folded[place].isalpha():
            return False
        folded = words.folded[place]
        return folded not in self._ends and not (folded[0] == _AND and folded[1:] in self._ends)


def _is_definite(words: Words, place: int) -> bool:
    return words.folded[place].startswith(ARTICLE)
