"""Towns of the gazetteer: only of countries that the article speaks of, only where a place is meant."""

import pytest

from graph.identity import entity_id
from graph.model import EntityKind
from ingest.linking.lexicon import Lexicon
from ingest.linking.linker import Linker
from ingest.naming.finder import NameFinder


def towns(finder: NameFinder, linker: Linker, lang: str, body: str) -> dict[str, tuple[int | None, int]]:
    """The towns that a body names: text, GeoNames id and how often."""
    found = finder.find("", linker.link("", body, lang), lang, None)
    known = [one for one in found if one.known and one.kind is EntityKind.PLACE]
    return {one.text: (one.known.geonames_id, one.count) for one in known if one.known}


@pytest.mark.parametrize(
    ("lang", "body", "wanted"),
    [
        ("en", "Rain fell in Munnar, in the south of India. Munnar was cut off.", {"Munnar": (1262463, 2)}),
        ("en", "It began in Awka, Nigeria, and in Awka it ended.", {"Awka": (2348773, 2)}),
        ("en", "Crowds gathered in Awka, Nnewi and Asaba as Nigeria voted.", {
            "Awka": (2348773, 1), "Nnewi": (2328765, 1), "Asaba": (2349276, 1)}),
        ("en", "In Canada he lived in Halifax.", {"Halifax": (6324729, 1)}),
        ("en", "In England he lived in Halifax.", {"Halifax": (2647632, 1)}),
        ("fr", "Une usine ferme à Genk, en Belgique.", {"Genk": (2797670, 1)}),
        ("ar", "تضررت منازل في مونار جنوبي الهند.", {"مونار": (1262463, 1)}),
        ("en", "Kenya and Kenya and Kenya: he came from Eldoret.", {"Eldoret": (198629, 1)}),
        ("en", "In Kenya, fans in Mombasa and Eldoret sang.", {"Eldoret": (198629, 1)}),
        ("en", "In Kenya, they live north of Eldoret.", {"Eldoret": (198629, 1)}),
        ("en", "Two died in Osun State, Nigeria said.", {"Osun": (None, 1)}),
        ("en", "Nigeria, Nigeria and Nigeria: the Osun governor left.", {"Osun": (None, 1)}),
        ("fr", "Il pleut jusqu'à Genk, en Belgique.", {"Genk": (2797670, 1)}),
        ("ar", "جنوب أفريقيا وجنوب أفريقيا وجنوب أفريقيا. زار كوازولو ناتال.", {"كوازولو ناتال": (None, 1)}),
    ],
)  # fmt: skip
def test_a_town_is_found_where_its_country_is_named(
    finder: NameFinder, linker: Linker, lang: str, body: str, wanted: dict[str, tuple[int, int]]
) -> None:
    assert towns(finder, linker, lang, body) == wanted


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "Rain fell in Munnar all night."),
        ("en", "In India, Munnar said no."),
        ("en", "Kenya, Kenya, Kenya: from Eldoret, said John Eldoret."),
        ("en", "Kenya met Uganda and Chad: he came from Eldoret."),
        ("en", "Nigeria, Nigeria, Nigeria: Osun State Police wrote."),
        ("en", "In Ireland he put a cork in Cork bottles, and a cork it stayed."),
        ("en", "He studied in Halifax Town Hall in England."),
        ("en", "In the United States they met in March, and in Clinton they trust."),
        ("ar", "قال العراق في بيانه إن الجميع من العلم والدراية بحيث لا يخفى."),
        ("ar", "منطقة فريدة في ألمانيا للحد من الخطر في الجزائر."),
    ],
)
def test_another_word_is_no_town(finder: NameFinder, linker: Linker, lang: str, body: str) -> None:
    assert towns(finder, linker, lang, body) == {}


def test_a_region_lies_in_its_country(finder: NameFinder, linker: Linker, lexicon: Lexicon) -> None:
    [region] = finder.find("", linker.link("", "It rained in Osun State, Nigeria.", "en"), "en", None)
    assert region.known is not None
    assert region.known.place_kind == "region"
    assert region.known.country == region.known.part_of
    assert lexicon.entities[region.known.country or ""].names["en"] == "Nigeria"
    assert region.id != entity_id(EntityKind.PLACE, "Osun")


def test_a_town_lies_in_its_country(finder: NameFinder, linker: Linker, lexicon: Lexicon) -> None:
    [town] = finder.find("", linker.link("", "Rain fell in Munnar, India.", "en"), "en", None)
    assert town.id == "geonames-1262463"
    assert town.known is not None and town.known.country is not None
    assert lexicon.entities[town.known.country].names["en"] == "India"
    assert town.known.location == pytest.approx((10.088, 77.062))
    assert town.known.names == {"en": "Munnar", "ar": "مونار"}
