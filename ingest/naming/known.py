"""What is known of names before a text is read: places of the lexicon, given names of many languages."""

from graph.folding import fold
from ingest.given import (
    arab_given_names,
    foreign_given_names,
    latin_given_names,
    ordinary_words,
    plain_given_names,
    spellings,
)
from ingest.linking.linker import Linker
from ingest.orthography import without_marks


class KnownNames:
    """Tells a place from a person by the name alone."""

    def __init__(self, linker: Linker) -> None:
        """Know the names of `linker`'s lexicon beside the given names of seeds/names."""
        self._linker = linker
        self._latin = latin_given_names()
        self._arabic = spellings((*arab_given_names(), *foreign_given_names()))
        self._plain = plain_given_names()
        self._words = ordinary_words()

    def is_place(self, name: str) -> bool:
        """Tell whether a text is the name of a place."""
        return self._linker.is_place(name)

    def may_be_place(self, name: str) -> bool:
        """Tell whether a text is the name of a place, or another word too: حائل."""
        return self._linker.may_be_place(name)

    def is_given_name(self, word: str) -> bool:
        """Tell whether a word, as written, is somebody's first name, and means nothing else."""
        bare = without_marks(word)
        return fold(bare) in self._latin or self._linker.is_given_name(bare) or bare in self._plain

    def may_be_given_name(self, word: str) -> bool:
        """Tell whether a word, as written, is somebody's first name, or another word too: فارس, سعيد."""
        bare = without_marks(word)
        return bare in self._arabic or self._linker.is_given_name(bare)

    def is_word(self, word: str) -> bool:
        """Tell whether a word is an Arabic one that is no name."""
        return fold(word) in self._words and without_marks(word) not in self._arabic
