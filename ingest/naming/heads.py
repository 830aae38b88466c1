"""Names of organizations in Arabic text: the word that says what it is, and what makes a name of it."""

from collections.abc import Collection

from graph.model import EntityKind
from ingest.naming.proclitic import proclitic
from ingest.naming.spotted import Spotted
from ingest.naming.vocabulary import Vocabulary
from ingest.naming.words import Words

_LONGEST = 4
_SHORTEST = 2


class ArabicHeads:
    """Organizations by their heads: جامعة القاهرة, شركة الفرات للملاحة, نقابة عمال الموانئ."""

    def __init__(self, vocabulary: Vocabulary, given: Collection[str]) -> None:
        """`given`: given names as written, which begin a person's name and end an organization's."""
        self._heads, self._firm_heads = vocabulary["heads"], vocabulary["firm_heads"]
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
        """The organization whose head is at `place` behind `cut` letters; None when nothing makes it a name."""
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


def _is_definite(folded: str) -> bool:
    return folded.startswith(("ال", "لل"))
