"""Names of organizations in Arabic text: the word that says what it is, and what makes a name of it."""

from collections.abc import Collection

from graph.model import EntityKind
from ingest.naming.proclitic import proclitic
from ingest.naming.shape import NameShape
from ingest.naming.spotted import Spotted
from ingest.naming.vocabulary import Vocabulary
from ingest.naming.words import Words

_LONGEST = 4
_SHORTEST = 2
_FOREIGN = 3.0
"""Letters (`NameShape.score`) that are no Arabic word's."""

_AND_THE = "وال"
_HAMZA = ("أ", "إ", "آ")
_OPENING = ('"', "«", "“", "'", "‘")
_CLOSING = ('"', "»", "”", "'", "’")


class ArabicHeads:
    """Organizations by their heads: جامعة القاهرة, شركة الفرات للملاحة, نقابة عمال الموانئ."""

    def __init__(
        self, vocabulary: Vocabulary, given: Collection[str], shape: NameShape, words: Collection[str]
    ) -> None:
        """`given`: given names as written, which begin a person's name and end an organization's; `shape`
        tells foreign names by their letters; `words`: folded ordinary words."""
        self._shape, self._words = shape, words
        self._heads, self._firm_heads = vocabulary["heads"], vocabulary["firm_heads"]
        self._loose, self._quoted_heads = vocabulary["loose_heads"], vocabulary["quoted_heads"]
        self._placed_heads, self._unplaced_heads = vocabulary["placed_heads"], vocabulary["unplaced_heads"]
        self._tails, self._joined_heads = vocabulary["head_tails"], vocabulary["joined_heads"]
        self._plain = vocabulary["plain_bodies"] | vocabulary["definite_heads"]
        self._ends = (
            vocabulary["stop"]
            | vocabulary["speech"]
            | vocabulary["titles"]
            | vocabulary["roles"]
            | self._heads
        )
        self._bound = self._ends | vocabulary["skip"]
        self._given = given

    def cut(self, folded: str) -> int | None:
        """Letters before the head that a folded word is; None for another word."""
        return proclitic(folded, self._heads)

    def organization(self, words: Words, place: int, cut: int) -> Spotted | None:
        """The organization whose head is at `place` behind `cut` letters; None when it is no name."""
        quoted = self._quoted(words, place)
        if quoted is not None:
            return quoted
        after = self._foreign_end(words, place + 1)
        if after > place + 1:
            after = self._tail_end(words, after)
            return Spotted(EntityKind.ORGANIZATION, place, after, words.starts[place] + cut, True, place)
        head = words.folded[place][cut:]
        if head in self._quoted_heads:
            return None
        after = self._chain_end(words, place)
        settled = self._settled_end(words, after, place)
        if settled > after and head not in self._unplaced_heads:
            return Spotted(EntityKind.ORGANIZATION, place, settled, words.starts[place] + cut, True, place)
        if after > place + 2 and not _is_definite(words, after - 1):
            after = place + 1
        if head in self._placed_heads or not self._is_said(words, place, after, head):
            return None
        is_firm = head in self._firm_heads and _is_definite(words, place + 1)
        certain = after - place > 2 or is_firm
        if certain and head in self._joined_heads:
            after = self._joined_end(words, after)
        return Spotted(EntityKind.ORGANIZATION, place, after, words.starts[place] + cut, certain, place)

    def _chain_end(self, words: Words, place: int) -> int:
        """Where the words end that may belong to the head at `place`."""
        after = place + 1
        while after - place <= _LONGEST and after < len(words) and self._may_go_on(words, after):
            length = after - place
            # An indefinite word goes on only with the first one, if that is indefinite too: نقابة عمال ...
            ends = length > 2 or (length == 2 and _is_definite(words, after - 1))
            if ends and not _is_definite(words, after):
                break
            after += 1
        return after

    def _joined_end(self, words: Words, after: int) -> int:
        """Where a name ends that goes on with "and" and the article: هيئة مقاومة الجدار والاستيطان."""
        while words.goes_on(after) and words.folded[after].startswith(_AND_THE):
            added = words.folded[after][1:]
            if added in self._ends or added in self._plain:
                break
            after += 1
        return after

    def _is_said(self, words: Words, place: int, after: int, head: str) -> bool:
        """Tell whether the words behind a head say which body it is."""
        length = after - place
        if length < 2:
            return False
        second = words.folded[place + 1]
        is_ordinary = second in self._words and not _is_definite(words, place + 1) and length == 2
        is_purpose = second.startswith("ل") and second[1:] in self._words
        if second.startswith("لل") or is_purpose or is_ordinary:
            return False
        own = range(place + 1, min(after, place + 3))
        return head not in self._loose or any(self._is_proper(words, one) for one in own)

    def _settled_end(self, words: Words, after: int, place: int) -> int:
        """Where the place that ends a name ends, with what is said of the body: جامعة دبي الدولية."""
        end = after
        if after > place + 1 and _is_definite(words, after - 1):
            return end
        while words.follows(end) and words.settled[end]:
            end += 1
        return self._tail_end(words, end) if end > after else end

    def _tail_end(self, words: Words, after: int) -> int:
        """Where what is said of a body behind its own name ends: مستشفى بيش العام."""
        while words.goes_on(after) and words.folded[after] in self._tails:
            after += 1
        return after

    def _quoted(self, words: Words, place: int) -> Spotted | None:
        """What stands in quotation marks right behind a head: صحيفة «الزيزفون»."""
        first = place + 1
        if first >= len(words) or words.text[words.ends[place] : words.starts[first]].strip() not in _OPENING:
            return None
        after = first
        while after < len(words) and after - first < _LONGEST and not words.taken[after]:
            after += 1
            end = words.starts[after] if after < len(words) else len(words.text)
            if words.text[words.ends[after - 1] : end].strip()[:1] in _CLOSING:
                return Spotted(EntityKind.ORGANIZATION, first, after, words.starts[first], True, first)
            if after < len(words) and not words.joined[after]:
                break
        return None

    def _foreign_end(self, words: Words, place: int) -> int:
        """Where the words from `place` on end whose letters are no Arabic word's."""
        after = place
        while after < len(words) and after - place < _LONGEST and self._is_foreign(words, after):
            after += 1
        return after

    def _is_foreign(self, words: Words, place: int) -> bool:
        folded = words.folded[place]
        return (
            words.joined[place]
            and not words.taken[place]
            and folded.isalpha()
            and folded not in self._bound
            and folded not in self._words
            and not _is_definite(words, place)
            and self._shape.score(folded) >= _FOREIGN
        )

    def _is_proper(self, words: Words, place: int) -> bool:
        """Tell whether a word is a name's own: none as in شركة التطوير العقاري."""
        folded = words.folded[place]
        if _is_definite(words, place):
            return not folded.endswith("يه") and folded[2:] not in self._words and folded not in self._words
        return folded not in self._words and self._shape.score(folded) >= 0

    def _may_go_on(self, words: Words, place: int) -> bool:
        folded = words.folded[place]
        if not words.joined[place] or words.taken[place] or folded in self._ends:
            return False
        if not folded.isalpha() or len(folded) < _SHORTEST:
            return False
        if words.written[place] in self._given and words.folded[place - 1] not in self._heads:
            return False
        return not (folded[0] in "وفب" and (folded[1:] in self._bound or folded[1:3] == "ال"))


def _is_definite(words: Words, place: int) -> bool:
    """Tell whether a word has the article; ألقت is a verb."""
    return words.folded[place].startswith(("ال", "لل")) and not words.written[place].startswith(_HAMZA)
