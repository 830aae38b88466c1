"""Towns and regions of seeds/gazetteer: where an article names one of a country that it speaks of.

A gazetteer's names are many other things too (Cork, Mobile, Clinton), so a name counts only after a word
that leads to places, or beside another place of its country; then everywhere in the article.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from graph.folding import fold
from graph.identity import entity_id
from graph.model import Entity, EntityKind
from ingest.given import known_given_names, ordinary_words
from ingest.linking.ambiguity import STATES, country_of
from ingest.linking.arabic import ARTICLE
from ingest.naming.proclitic import bared
from ingest.naming.shape import NameShape
from ingest.naming.spotted import Known
from ingest.naming.vocabulary import Vocabulary
from ingest.naming.words import Words

_MOST_WORDS = 4
_SHORTEST = 4
_LIST = frozenset({", ", " and ", " et ", " y ", ", and ", "، و", " و", "، "})
_OF_COUNTRY = ", "
_OFTEN, _CLEARLY = 3, 2
_REGION = "region"
_TABS_OF_REGION = 4
_FOREIGN = 0.5
"""Letters (`NameShape.score`) of a word that is no Arabic one."""


class Gazetteer:
    """Finds towns in the words of a text in one language."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        countries: Mapping[str, str],
        known: Container[str],
        shape: NameShape | None,
    ) -> None:
        """`countries`: ids of countries by their English names; `known`: folded names of the lexicon; `shape`
        tells Arabic words from foreign names by their letters."""
        self._lines, self._by_name = _read()
        self._countries, self._known, self._shape = countries, known, shape
        self._is_arabic = vocabulary.lang == "ar"
        self._locatives = vocabulary["locatives"]
        self._origins = vocabulary["origins"]
        self._settlements = vocabulary["settlements"] | vocabulary["many_settlements"]
        self._joins, self._sides = vocabulary["place_joins"], vocabulary["sides"]
        self._behind = vocabulary["settlements_behind"] | vocabulary["regions_behind"]
        self._leading = self._locatives | self._origins | self._settlements | self._joins
        self._leads = lru_cache(maxsize=1 << 16)(self._does_lead)
        self._never = (
            vocabulary["stop"]
            | vocabulary["titles"]
            | vocabulary["roles"]
            | vocabulary["heads"]
            | known_given_names()
            | (ordinary_words() if self._is_arabic else frozenset())
        )

    def find(self, words: Words, named: Counter[str], linked: Sequence[Known]) -> list[Known]:
        """The towns that a text names, in order.

        `named` counts how often the text names what is of each country, by id; `linked` are its linked
        places, in order.
        """
        if not named or not (self._has_region(words) or self._is_any_led_to(words, named, linked)):
            return []
        possible = {town.first: town for town in self._possible(words, named)}
        meant = {
            first: town
            for first, town in possible.items()
            if self._is_led_to(words, town, named)
            or self._is_in(words, town, linked)
            or self._is_region(words, town, named)
        }
        self._add_listed(words, possible, meant, linked)
        ids = {town.entity.id for town in meant.values()}
        return [town for first, town in possible.items() if first in meant or town.entity.id in ids]

    def _has_region(self, words: Words) -> bool:
        """Tell whether the name of some region begins with one of the words."""
        return not _first_words_of_regions().isdisjoint(words.folded)

    def _is_any_led_to(self, words: Words, named: Counter[str], linked: Sequence[Known]) -> bool:
        """Tell whether some town is surely meant, before all words are looked at."""
        leads, folded, joined = self._leads, words.folded, words.joined
        starts = [place + 1 for place in range(len(folded) - 1) if joined[place + 1] and leads(folded[place])]
        starts += [
            place for one in linked for place in (one.first - 1, one.after) if 0 <= place < len(folded)
        ]
        return any(not words.taken[place] and self._at(words, place, named) for place in starts)

    def _does_lead(self, folded: str) -> bool:
        """Tell whether a place may follow a word."""
        if folded in self._leading:
            return True
        return self._is_arabic and any(bare in self._settlements for bare, _ in bared(folded))

    def _possible(self, words: Words, named: Counter[str]) -> Iterator[Known]:
        place = 0
        while place < len(words):
            town = None if words.taken[place] else self._at(words, place, named)
            if town is not None:
                yield town
            place = town.after if town else place + 1

    def _at(self, words: Words, place: int, named: Counter[str]) -> Known | None:
        """The longest name of a town that begins with a word, alone or behind what Arabic joins to it."""
        if not (self._is_arabic or words.written[place][0].isupper()):
            return None
        for bare, cut in ((words.folded[place], 0), *(bared(words.folded[place]) if self._is_arabic else ())):
            if bare in _first_words():
                for length in range(_MOST_WORDS, 0, -1):
                    after = place + length
                    name = " ".join((bare, *words.folded[place + 1 : after]))
                    if self._is_name(words, place, after, name) and (
                        entity := self._town(name, named, is_region=self._is_region_told(words, after))
                    ):
                        return Known(entity, place, after, words.starts[place] + cut)
        return None

    def _is_name(self, words: Words, place: int, after: int, name: str) -> bool:
        """Tell whether these words may be a town's name, whole and no other word."""
        if after > len(words) or name not in self._by_name or name in self._known:
            return False
        if any(words.taken[place:after]) or not all(words.joined[place + 1 : after]):
            return False
        if after - place == 1 and (len(name) < _SHORTEST or name in self._never):
            return False
        return self._is_arabic or not self._is_part(words, place, after)

    def _is_part(self, words: Words, place: int, after: int) -> bool:
        """Tell whether capitalised words go on before or behind, or the word stands without a capital too."""
        if words.has(words.written[place].lower()):
            return True
        is_before = words.joined[place] and place > 0 and _is_capital(words, place - 1)
        follows = words.follows(after) and _is_capital(words, after)
        return (is_before and not words.opens[place - 1]) or (
            follows and not self._is_region_told(words, after)
        )

    def _is_region_told(self, words: Words, after: int) -> bool:
        """Tell whether the noun of a region stands behind a name and ends it: Osun State, but no Osun State
        Police.
        """
        noun = after + 1
        is_longer = words.goes_on(noun) and _is_capital(words, noun)
        return words.goes_on(after) and words.folded[after] in self._behind and not is_longer

    def _town(self, name: str, named: Counter[str], *, is_region: bool) -> Entity | None:
        """The town of a folded name in the country that is named most; of two the larger one, or a region."""
        towns = [self._entity(number) for number in self._by_name[name]]
        own = [
            (named[entity.country], is_region == (entity.place_kind == _REGION), population, entity)
            for entity, population in towns
            if entity.country and named[entity.country]
        ]
        return max(own, key=lambda one: one[:3])[3] if own else None

    def _entity(self, number: int) -> tuple[Entity, int]:
        """A town or region as an entity, and how many live there (of a region that is not known)."""
        id_, country, *place, name, arabic, _ = self._lines[number].split("\t")
        names = {"en": name}
        if arabic:
            names["ar"] = arabic.partition("|")[0]
        country_id = self._countries.get(country)
        geonames_id = int(id_) if place else None
        town = Entity(
            id=entity_id(EntityKind.PLACE, f"{name}, {country}", geonames_id=geonames_id),
            kind=EntityKind.PLACE,
            names=names,
            geonames_id=geonames_id,
            place_kind="city" if place else _REGION,
            country=country_id,
            part_of=country_id,
            location=(float(place[0]), float(place[1])) if place else None,
        )
        return town, int(place[2]) if place else 0

    def _is_led_to(self, words: Words, town: Known, named: Counter[str]) -> bool:
        """Tell whether a word that leads to places stands before: in Munnar, la ville de Genk, في مونار."""
        before = town.first - 1
        is_joined = town.start != words.starts[town.first]
        if before < 0 or not words.joined[town.first] or is_joined:
            return False
        folded = words.folded[before]
        if folded in self._locatives:
            return self._shape is None or self._is_foreign(words, town)
        if folded in self._origins:
            return self._is_from(words, town, named)
        if self._shape is not None:
            return any(bare in self._settlements for bare in (folded, *(bare for bare, _ in bared(folded))))
        noun = words.folded[before - 1] if before and words.joined[before] else ""
        return noun in self._settlements or (noun in self._sides and self._is_nobody(words, town))

    def _is_from(self, words: Words, town: Known, named: Counter[str]) -> bool:
        """Tell whether somebody comes from a town: the article is on its country, and nobody has the name."""
        country = town.entity.country or ""
        others = named.total() - named[country]
        is_clear = named[country] >= _OFTEN and named[country] >= _CLEARLY * others
        return is_clear and self._is_nobody(words, town)

    def _is_nobody(self, words: Words, town: Known) -> bool:
        """Tell whether nobody in the text has a town's name."""
        last = words.folded[town.after - 1]
        return not any(
            word == last and (words.taken[place] or (words.joined[place] and self._names(words, place - 1)))
            for place, word in enumerate(words.folded)
            if place and place != town.after - 1
        )

    def _names(self, words: Words, place: int) -> bool:
        """Tell whether a capitalised word before another may be of its name: not In, as a sentence begins."""
        return _is_capital(words, place) and not self._leads(words.folded[place])

    def _is_region(self, words: Words, town: Known, named: Counter[str]) -> bool:
        """Tell whether a region is meant: the noun of one stands behind, or the article is on its country."""
        if town.entity.place_kind != _REGION or town.start != words.starts[town.first]:
            return False
        if self._is_region_told(words, town.after):
            return True
        if self._shape is not None and not self._is_foreign(words, town):
            return False
        return not words.opens[town.first] and self._is_from(words, town, named)

    def _is_foreign(self, words: Words, town: Known) -> bool:
        """Tell whether a name is no word of Arabic: في بالتيمور, but في العلم, في بيانه."""
        folded = words.folded[town.first]
        if self._shape is None or folded.startswith(ARTICLE) or folded[:-1] in self._never:
            return False
        return self._shape.score(folded) >= _FOREIGN

    def _is_in(self, words: Words, town: Known, linked: Sequence[Known]) -> bool:
        """Tell whether a comma leads to a place of the same country: Awka, Nigeria."""
        if self._is_arabic:
            return False
        behind = next((one for one in linked if one.first == town.after), None)
        return (
            behind is not None
            and country_of(behind.entity) == town.entity.country
            and words.text[words.ends[town.after - 1] : behind.start] == _OF_COUNTRY
        )

    def _add_listed(
        self,
        words: Words,
        possible: Mapping[int, Known],
        meant: dict[int, Known],
        linked: Sequence[Known],
    ) -> None:
        """Add those beside one that is meant, in a list of towns of one country: "Awka and Nnewi".

        Beside a linked one those count whose name nobody has, in Arabic one that is no word.
        """
        cities = {one.first: one for one in linked if one.entity.place_kind not in STATES}
        order = sorted((*possible.values(), *cities.values()), key=lambda town: town.first)
        for towns in (order, order[::-1]):
            for one, other in pairwise(towns):
                first, second = sorted((one, other), key=lambda town: town.first)
                gap = words.text[words.ends[first.after - 1] : second.start]
                if gap not in _LIST or one.entity.country != other.entity.country or other.first in cities:
                    continue
                is_sure = one.first in cities and self._is_nobody(words, other)
                if one.first in meant or (
                    is_sure and (self._shape is None or self._is_foreign(words, other))
                ):
                    meant[other.first] = other


def _is_capital(words: Words, place: int) -> bool:
    return not words.taken[place] and words.written[place][0].isupper()


@cache
def _read() -> tuple[list[str], Mapping[str, tuple[int, ...]]]:
    """The lines of the gazetteer, and the numbers of those that bear each folded name.

    A region's have neither coordinates nor number of people.
    """
    folder = files("seeds") / "gazetteer"
    lines = [
        line
        for file in ("places.tsv", "regions.tsv")
        for line in (folder / file).read_text(encoding="utf-8").splitlines()
    ]
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        *_, name, arabic, others = line.split("\t")
        for form in dict.fromkeys(map(fold, filter(None, (name, *arabic.split("|"), *others.split("|"))))):
            found[form].append(number)
    return lines, {form: tuple(numbers) for form, numbers in found.items()}


@cache
def _first_words_of_regions() -> frozenset[str]:
    """The first words of the names of regions."""
    lines, by_name = _read()
    return frozenset(
        form.partition(" ")[0]
        for form, numbers in by_name.items()
        if any(lines[number].count("\t") == _TABS_OF_REGION for number in numbers)
    )


@cache
def _first_words() -> frozenset[str]:
    """The first words of all names."""
    return frozenset(form.partition(" ")[0] for form in _read()[1])
