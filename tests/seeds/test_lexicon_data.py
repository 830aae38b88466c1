"""The lexicon's own rules, held against every line of it."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from graph.folding import fold
from graph.identity import entity_id
from graph.model import EntityKind, EventStatus
from graph.names import EVERYWHERE

FILES = {
    "people": EntityKind.PERSON,
    "places": EntityKind.PLACE,
    "organizations": EntityKind.ORGANIZATION,
    "events": EntityKind.EVENT,
}
LANGS = ("ar", "en", "fr")
SCRIPTS = {
    "Arabic": ("ar", "fa", "ur"),
    "Cyrillic": ("ru",),
    "Latin": ("da", "de", "en", "es", "fr", "id", "it", "nl", "no", "pl", "pt", "sv", "tr"),
}
KNOWN_LANGS = tuple(lang for langs in SCRIPTS.values() for lang in langs)
LETTERS = {"Arabic": r"[\u0600-\u06ff]", "Cyrillic": r"[\u0400-\u04ff]", "Latin": r"[A-Za-z\u00c0-\u024f]"}
SHARED_KEYS = {"kind", "names", "aliases", "surnames", "wikidataId", "country", "description"}
KEYS = {
    EntityKind.PERSON: SHARED_KEYS,
    EntityKind.PLACE: SHARED_KEYS | {"bare", "demonyms", "placeKind", "partOf", "location"},
    EntityKind.ORGANIZATION: SHARED_KEYS,
    EntityKind.EVENT: SHARED_KEYS | {"eventKind", "startAt", "endAt", "status"},
}
KEY_ORDER: list[str] = [
    *("kind", "names", "aliases", "surnames", "bare", "demonyms", "wikidataId", "country", "description"),
    *("placeKind", "partOf", "location", "eventKind", "startAt", "endAt", "status"),
]

# Words that running text is full of; as a name they would link nearly every article.
COMMON_WORDS = {
    "ar": """
        من في على إلى عن مع هذا هذه ذلك التي الذي كان كانت قال قالت بعد قبل بين حتى عند أن إن لا ما لم لن
        هو هي هم نحن أنا كل بعض غير أول آخر عام عامة يوم شهر سنة أمس اليوم غدا الآن هنا هناك أيضا دائما دوما
        بيان وقف فتح أمل حزب حركة نهضة النهضة القاعدة قاعدة الشباب شباب صور حجة جده سلام السلام عون صالح سعيد
        هادي مبارك بري دياب كرد ترك ليل نيس بون قم مشهد الأبيض البيضاء الجزيرة الباب الدعوة المستقبل الوفد
        الاستقلال الأحرار النصر الهلال الاتحاد الرجاء العين السد الشرق الغرب الشمال الجنوب الشرقية الغربية
        البحيرة مطروح مالي مالية وطني دولي رئيس وزير ملك أمير حكومة دولة مدينة منطقة حرب اتفاق مؤتمر قمة
        المتوسط الأقصى العيون الداخلة الزاوية واسط بابل ميناء العقبة ينبع تدمر الزرقاء شل إب وجده كرة فريق
    """,
    "en": """
        the of and to in is was for on with as by at from that this it he she they we you i a an or not be
        are were has have had will would can could may might must said says new first last one two year day
        us man will mark may bill rose hope grace reading nice tours bath orange cork split mobile pole poles
        time sun target visa gap shell bush rice cook brown green white black young king prince pence bolton
        nil cape port bay hill west east north south central state union party front force army
    """,
    "fr": """
        le la les de du des un une et en à au aux dans pour par sur avec que qui ce cette il elle ils elles on
        nous vous je ne pas plus est sont été être avoir fait dit an ans jour mois année tout tous même aussi
        nice tours lens orange libération monde figure la croix point manche canton levant cap tigre grenade
        mai mars fin nord sud est ouest centre état parti front force armée union pays ville place
    """,
    "fa": "مالی چک غنا کیف رم بلم پرت نوک چیتا موریس صوفیه این است که از به برای",
    "it": "riunione il la di che usa",
    "pl": "czyta komory dominika nie jest się na do",
    "pt": "reunião o a de que para",
    "ru": "того самое сана доминика он она это что как из на по",
    "ur": "مالی شام چلی روم کیو امان لوم نوک ڈکار مالٹا اور کے کی میں",
}


@dataclass(frozen=True)
class Line:
    """One line of the lexicon and where it stands."""

    where: str
    kind: EntityKind
    entry: dict[str, Any]

    @property
    def english(self) -> str:
        return self.entry["names"]["en"]

    def forms(self, *groups: str) -> Iterator[tuple[str, str]]:
        """Language and text of each form in the groups."""
        for group in groups:
            for lang, value in self.entry.get(group, {}).items():
                for text in [value] if isinstance(value, str) else value:
                    yield lang, text


def read_lines() -> list[Line]:
    lines: list[Line] = []
    for name, kind in FILES.items():
        text = files("seeds").joinpath(f"lexicon/{name}.jsonl").read_text(encoding="utf-8")
        for number, row in enumerate(text.splitlines(), 1):
            lines.append(Line(f"{name}.jsonl:{number}", kind, json.loads(row)))
    return lines


LINES = read_lines()
PLACES = {line.english: line.entry for line in LINES if line.kind is EntityKind.PLACE}


def only_in(lang: str) -> str | None:
    """The language whose texts a form counts in; None for all."""
    return None if lang in EVERYWHERE else lang


def broken(faults: list[str]) -> str:
    return f"{len(faults)} broken:\n" + "\n".join(faults[:40])


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_sorted_and_ends_with_a_newline(name: str) -> None:
    text = files("seeds").joinpath(f"lexicon/{name}.jsonl").read_text(encoding="utf-8")
    assert text.endswith("\n")
    entries = [json.loads(row) for row in text.splitlines()]
    order = [(fold(entry.get("country", "")), fold(entry["names"]["en"])) for entry in entries]
    assert order == sorted(order)


def test_keys_are_known_not_empty_and_in_order() -> None:
    faults: list[str] = []
    for line in LINES:
        unknown = set(line.entry) - KEYS[line.kind]
        empty = [key for key, value in line.entry.items() if value in ("", [], {}, None)]
        ordered = sorted(line.entry, key=KEY_ORDER.index) if not unknown else list(line.entry)
        if unknown or empty or ordered != list(line.entry):
            faults.append(f"{line.where}: unknown {sorted(unknown)}, empty {empty}")
    assert not faults, broken(faults)


def test_the_kind_is_the_file_s() -> None:
    faults = [line.where for line in LINES if line.entry["kind"] != line.kind.value]
    assert not faults, broken(faults)


def test_names_are_given_in_three_languages() -> None:
    faults = [line.where for line in LINES if not set(LANGS) <= set(line.entry["names"])]
    assert not faults, broken(faults)


def test_a_further_language_has_a_name_only_where_it_differs_from_the_english_one() -> None:
    faults = [
        f"{line.where}: {lang}"
        for line in LINES
        for lang, text in line.entry["names"].items()
        if lang not in LANGS and text == line.english
    ]
    assert not faults, broken(faults)


@pytest.mark.parametrize("lang", sorted(set(KNOWN_LANGS) - set(EVERYWHERE)))
def test_countries_have_names_in_the_languages_of_the_news(lang: str) -> None:
    countries = [line for line in LINES if line.entry.get("placeKind") == "country"]
    named = [line for line in countries if lang in line.entry["names"]]
    # Where the English name is the language's own too, none is given.
    assert len(named) > len(countries) / 3
    assert lang in PLACES["Germany"]["names"]


def test_groups_of_forms_map_known_languages_to_lists() -> None:
    faults: list[str] = []
    for line in LINES:
        for group in ("aliases", "surnames", "bare", "demonyms"):
            for lang, texts in line.entry.get(group, {}).items():
                if lang not in KNOWN_LANGS or not isinstance(texts, list) or not texts:
                    faults.append(f"{line.where}: {group}.{lang}")
    assert not faults, broken(faults)


def test_descriptions_are_given_in_three_languages_or_none() -> None:
    faults = [
        line.where
        for line in LINES
        if sorted(line.entry.get("description", dict.fromkeys(LANGS))) != sorted(LANGS)
    ]
    assert not faults, broken(faults)


def test_forms_are_in_the_letters_of_their_language() -> None:
    faults: list[str] = []
    for line in LINES:
        for lang, text in line.forms("names", "aliases", "surnames", "bare", "demonyms", "description"):
            strange = [
                script
                for script, letters in LETTERS.items()
                if (re.search(letters, text) is not None) != (lang in SCRIPTS[script])
            ]
            if strange or text != " ".join(text.split()):
                faults.append(f"{line.where}: {lang} {text!r}")
    assert not faults, broken(faults)


def test_names_from_elsewhere_have_their_licence_beside_them() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert "Unicode-3.0" in project["license"].split(" AND ")
    assert "seeds/lexicon/NOTICE" in project["license-files"]
    assert "UNICODE LICENSE V3" in files("seeds").joinpath("lexicon/NOTICE").read_text("utf-8")


def test_ids_are_unique() -> None:
    ids = Counter(entity_id(line.kind, line.english, line.entry.get("wikidataId")) for line in LINES)
    assert [found for found, count in ids.items() if count > 1] == []


def test_wikidata_ids_are_well_formed_and_unique() -> None:
    found = [line.entry["wikidataId"] for line in LINES if "wikidataId" in line.entry]
    assert [each for each in found if not re.fullmatch(r"Q[1-9]\d{0,9}", each)] == []
    assert [each for each, count in Counter(found).items() if count > 1] == []


def test_no_folded_form_names_two_entities_in_the_same_texts() -> None:
    owners: dict[tuple[str, str | None], str] = {}
    faults: list[str] = []
    for line in LINES:
        for lang, text in line.forms("names", "aliases", "demonyms"):
            owner = owners.setdefault((fold(text), only_in(lang)), line.english)
            if owner != line.english:
                faults.append(f"{line.where}: {text!r} is a form of {owner} too")
    assert not faults, broken(faults)


def test_no_surname_or_bare_name_is_a_form_that_always_names_another() -> None:
    owners = {
        fold(text): line.english
        for line in LINES
        for lang, text in line.forms("names", "aliases", "demonyms")
        if only_in(lang) is None
    }
    faults = [
        f"{line.where}: surname or bare name {text!r} is a form of {owners[fold(text)]}"
        for line in LINES
        for _, text in line.forms("surnames", "bare")
        if fold(text) in owners
    ]
    assert not faults, broken(faults)


def test_no_form_stands_twice_in_one_language() -> None:
    faults: list[str] = []
    for line in LINES:
        seen = Counter((lang, fold(text)) for lang, text in line.forms("names", "aliases", "surnames"))
        seen |= Counter((lang, fold(text)) for lang, text in line.forms("names", "aliases", "bare"))
        faults += [f"{line.where}: {form}" for form, count in seen.items() if count > 1]
    assert not faults, broken(faults)


def test_no_form_is_shorter_than_two_letters() -> None:
    faults = [
        f"{line.where}: {text!r}"
        for line in LINES
        for _, text in line.forms("names", "aliases", "surnames", "bare", "demonyms")
        if len(fold(text)) < 2
    ]
    assert not faults, broken(faults)


@pytest.mark.parametrize("lang", COMMON_WORDS)
def test_no_form_that_always_counts_is_a_common_word(lang: str) -> None:
    common = {fold(word) for word in COMMON_WORDS[lang].split()}
    faults = [
        f"{line.where}: {text!r}"
        for line in LINES
        for form_lang, text in line.forms("names", "aliases", "demonyms")
        if form_lang == lang
        and fold(text) in common
        and line.english not in ALLOWED_COMMON
        and not text.isupper()  # an acronym counts in capitals only
    ]
    assert not faults, broken(faults)


# Forms that fold to a common word and still name the entity nearly always in news.
ALLOWED_COMMON = {"Jeddah"}


def test_countries_and_holders_are_places_of_the_lexicon() -> None:
    faults: list[str] = []
    for line in LINES:
        country, part_of = line.entry.get("country"), line.entry.get("partOf")
        if country is not None and PLACES.get(country, {}).get("placeKind") not in ("country", "territory"):
            faults.append(f"{line.where}: country {country!r}")
        if part_of is not None and part_of not in PLACES:
            faults.append(f"{line.where}: partOf {part_of!r}")
    assert not faults, broken(faults)


def test_part_of_chains_end_and_lead_to_the_country() -> None:
    faults: list[str] = []
    for line in LINES:
        if line.kind is not EntityKind.PLACE:
            continue
        chain = [line.english]
        while (holder := PLACES[chain[-1]].get("partOf")) is not None and holder not in chain:
            chain.append(holder)
        if holder is not None:
            faults.append(f"{line.where}: a circle through {holder}")
        countries = [name for name in chain[1:] if PLACES[name]["placeKind"] == "country"]
        if line.entry.get("country") != (countries[0] if countries else None):
            faults.append(f"{line.where}: country {line.entry.get('country')!r}, chain {chain}")
    assert not faults, broken(faults)


def test_places_have_a_kind_and_a_location_on_earth() -> None:
    faults: list[str] = []
    for line in LINES:
        if line.kind is not EntityKind.PLACE:
            continue
        latitude, longitude = line.entry.get("location", (0, 0))
        if not line.entry.get("placeKind") or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            faults.append(line.where)
    assert not faults, broken(faults)


def test_events_have_a_kind_a_status_and_dates_in_order() -> None:
    faults: list[str] = []
    for line in LINES:
        if line.kind is not EntityKind.EVENT:
            continue
        start = date.fromisoformat(line.entry["startAt"])
        end = date.fromisoformat(line.entry.get("endAt", line.entry["startAt"]))
        if start > end or not line.entry["eventKind"] or line.entry["status"] not in set(EventStatus):
            faults.append(line.where)
    assert not faults, broken(faults)


def test_every_country_has_demonyms_or_is_known_to_have_none() -> None:
    bare = {
        line.english
        for line in LINES
        if line.entry.get("placeKind") == "country" and not set(LANGS) <= set(line.entry.get("demonyms", ()))
    }
    assert len([line for line in LINES if line.entry.get("placeKind") == "country"]) == 197
    assert bare == NO_FULL_DEMONYMS


# Countries whose adjective is rare, shared with another country, a common word or the name itself.
NO_FULL_DEMONYMS = {
    "Antigua and Barbuda",
    "Comoros",
    "Dominica",
    "Guinea-Bissau",
    "Liechtenstein",
    "Mali",
    "Monaco",
    "Palau",
    "Papua New Guinea",
    "Republic of the Congo",
    "Saint Kitts and Nevis",
    "Saint Lucia",
    "Saint Vincent and the Grenadines",
    "Samoa",
    "San Marino",
    "Solomon Islands",
    "São Tomé and Príncipe",
    "Trinidad and Tobago",
    "Tuvalu",
    "Vatican City",
}
