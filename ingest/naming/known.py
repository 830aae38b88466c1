"""What is known of names before a text is read: places of the lexicon, given names of many languages."""

from graph.folding import fold
from ingest.linking.linker import Linker
from ingest.naming.given import (
    arab_given_names,
    foreign_given_names,
    latin_given_names,
    ordinary_names,
    spellings,
)


class KnownNames:
    """Tells a place from a person by the name alone."""

    def __init__(self, linker: Linker) -> None:
        """Know the names of `linker`'s lexicon beside the given names of seeds/names."""
        self._linker = linker
        self._latin = latin_given_names()
        self._arabic = spellings((*arab_given_names(), *foreign_given_names()))
        self._ordinary = ordinary_names()

    def is_place(self, name: str) -> bool:
        """Tell whether a text is the name of a place."""
        return self._linker.is_place(name)

    def is_given_name(self, word: str) -> bool:
        """Tell whether a word, as written, is somebody's first name, and means nothing else."""
        folded = fold(word)
        if folded in self._latin or self._linker.is_given_name(word):
            return True
        return word in self._arabic and folded not in self._ordinary
