"""Whom "His Highness" alone stands for (سموه, جلالته, معاليه): who was last named with that title."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from graph.folding import fold
from graph.model import Entity, EntityKind
from ingest.linking.linked import Link

_STEMS = {
    "سموه": "سمو",
    "جلالته": "جلاله",
    "فخامته": "فخامه",
    "معاليه": "معالي",
    "سيادته": "سياده",
    "قداسته": "قداسه",
}
_TITLES = frozenset({*_STEMS.values(), "سلطان", "ملك", "امير"})
_FRONTS = ("وال", "ال", "و")
_REACH, _MOST_WORDS = 48, 5


class Honored:
    """Knows who is named with which title of honour in a text, and where."""

    def __init__(self, text: str, links: Sequence[Link], entities: Mapping[str, Entity]) -> None:
        """Keep what is looked at once a title stands without a name, which few texts have."""
        self._text, self._links, self._entities = text, links, entities

    @cached_property
    def _found(self) -> list[tuple[int, str, str]]:
        """Where a person is named, with which title in the words before or right behind, and who."""
        found: list[tuple[int, str, str]] = []
        for link in self._links:
            if self._entities[link.entity].kind is EntityKind.PERSON:
                words = fold(self._text[max(0, link.start - _REACH) : link.start]).split()[-_MOST_WORDS:]
                words += fold(self._text[link.end : link.end + _REACH]).split()[:1]
                found += [(link.start, title, link.entity) for title in map(_title, words) if title]
        return found

    def meant(self, words: Sequence[str], offset: int) -> str | None:
        """Id of whom folded words at an offset of the text stand for, of two by the second ("جلالة السلطان");
        None where nobody has the title before."""
        title = _STEMS.get(words[-1], _title(words[-1]))
        before = (id_ for start, own, id_ in reversed(self._found) if own == title and start < offset)
        return next(before, None)


def _title(word: str) -> str | None:
    """The title of honour that a folded word is, without what Arabic joins to its front."""
    bare = next((word[len(front) :] for front in _FRONTS if word.startswith(front)), word)
    return bare if bare in _TITLES else word if word in _TITLES else None
