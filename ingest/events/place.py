"""Whether the words before a place or an organization say that something is there."""

from ingest.events.cast import Cast, World
from ingest.events.kind import Kind
from ingest.events.passage import Named, Passage
from ingest.events.vocabulary import Vocabulary
from ingest.linking.linker import Link

STATES = ("country", "territory")
"""Kinds of places that act by their governments."""

OF = frozenset({"of", "de", "du", "des", "del", "d"})
"""Words between somebody and whose or of what that is, folded."""

_DIRECTIONS = frozenset({"الي", "من", "to", "from", "into", "vers", "depuis", "hacia", "desde"})
_NEAR = 2


class Setting:
    """What the words of one passage say about where an event of a kind is."""

    def __init__(self, passage: Passage, kind: Kind, words: Vocabulary, world: World) -> None:
        """Look at nothing yet."""
        self._passage, self._kind, self._vocabulary, self._world = passage, kind, words, world

    def is_located(self, named: Named, cast: Cast) -> bool:
        """Tell whether a preposition of place, or the word for a city or region, leads to a place."""
        words = self._passage.words
        start = max(0, named.first - _NEAR)
        if any(self._vocabulary.length("joining", words, index) for index in range(start, named.first)):
            return False
        previous = self._passage.ending_at(named.first)
        if previous and previous.link and previous.link.entity in cast.places:
            return True
        if previous and previous.link and previous.link.entity in cast.roles:
            return False
        first = named.first + (named.after - named.first > 1)  # a form may hold the preposition: "في سيول"
        if any(self._leads_to_place(index) for index in range(start, first)):
            return True
        of = named.first > 0 and words[named.first - 1] in OF
        return of and named.link is not None and not self._is_state(named.link)

    def _leads_to_place(self, index: int) -> bool:
        """Tell whether a word says that a place follows; what an attack is "on", too."""
        words = self._passage.words
        if self._vocabulary.length("locative", words, index):
            return not self._is_direction(index)
        return self._kind.against and bool(self._vocabulary.length("target", words, index))

    def leads_away(self, named: Named) -> bool:
        """Tell whether somebody only came from a place or went there: "resigned and fled to India"."""
        return named.first > 0 and self._is_direction(named.first - 1)

    def _is_direction(self, index: int) -> bool:
        return self._kind.person and not self._kind.where and self._passage.words[index] in _DIRECTIONS

    def is_host(self, named: Named) -> bool:
        """Tell whether a place only gives the room: "Cairo will host a summit of ..."."""
        return self._kind.mutual and self._vocabulary.any(
            "host", self._passage.words, named.first - 1, named.after + _NEAR
        )

    def is_premises(self, named: Named) -> bool:
        """Tell whether an organization is only where something is: "at the White House"."""
        words = self._passage.words
        back = _NEAR if self._passage.is_latin else 1
        return any(
            self._vocabulary.length("inside", words, index)
            for index in range(max(0, named.first - back), named.first)
        )

    def _is_state(self, link: Link) -> bool:
        return self._world.entities[link.entity].place_kind in STATES
