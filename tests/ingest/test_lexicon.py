"""The lexicon's loader: entities with their links, and each fault named with file, line and reason."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from graph.errors import BadLexicon
from graph.model import Alias, EntityKind, EventStatus
from ingest.linking.lexicon import FormOrigin, Lexicon, load_lexicon

ASIA: dict[str, Any] = {
    "kind": "Place",
    "names": {"ar": "آسيا", "en": "Asia", "fr": "Asie"},
    "placeKind": "continent",
}
SYRIA: dict[str, Any] = {
    "kind": "Place",
    "names": {"ar": "سوريا", "en": "Syria", "fr": "Syrie"},
    "aliases": {"ar": ["سورية", "سوريا"]},
    "demonyms": {"ar": ["سوري"], "en": ["Syrian"]},
    "wikidataId": "Q858",
    "placeKind": "country",
    "partOf": "Asia",
    "location": [35.0, 38.0],
}
PERSON: dict[str, Any] = {
    "kind": "Person",
    "names": {"ar": "بشار الأسد", "en": "Bashar al-Assad", "fr": "Bachar al-Assad"},
    "surnames": {"ar": ["الأسد"], "en": ["Assad"]},
    "country": "Syria",
    "description": {"en": "President of Syria 2000–2024"},
}
EVENT: dict[str, Any] = {
    "kind": "Event",
    "names": {"ar": "مسار آستانة", "en": "Astana process", "fr": "processus d’Astana"},
    "country": "Syria",
    "eventKind": "peace process",
    "startAt": "2017-01-23",
    "status": "HAPPENED",
}


Write = Callable[..., Lexicon]


@pytest.fixture
def load(tmp_path: Path) -> Write:
    """Write entries, one a line, to a folder and load it."""

    def write(*entries: dict[str, Any]) -> Lexicon:
        lines = b"".join(orjson.dumps(entry) + b"\n" for entry in entries)
        (tmp_path / "some.jsonl").write_bytes(lines)
        (tmp_path / "README.md").write_text("not an entry", encoding="utf-8")
        return load_lexicon(tmp_path)

    return write


def test_entries_become_linked_entities(load: Write) -> None:
    lexicon = load(ASIA, SYRIA, PERSON, EVENT)
    by_name = {entity.names["en"]: entity for entity in lexicon.entities.values()}
    syria, assad, astana = by_name["Syria"], by_name["Bashar al-Assad"], by_name["Astana process"]
    assert (syria.id, syria.kind, syria.part_of) == ("Q858", EntityKind.PLACE, by_name["Asia"].id)
    assert syria.location == (35.0, 38.0)
    assert syria.aliases == (
        Alias("سوريا", "ar"),
        Alias("Syria", "en"),
        Alias("Syrie", "fr"),
        Alias("سورية", "ar"),
    )
    assert (assad.country, assad.description["en"]) == ("Q858", "President of Syria 2000–2024")
    assert (astana.start_at, astana.end_at) == (datetime(2017, 1, 23, tzinfo=UTC), None)
    assert astana.status is EventStatus.HAPPENED
    assert {form.text for form in lexicon.forms if form.origin is FormOrigin.SURNAME} == {"الأسد", "Assad"}


FAULTS: list[tuple[dict[str, Any], str]] = [
    (SYRIA | {"kind": "City"}, "kind: input should be"),
    (SYRIA | {"nmaes": {}}, "nmaes: extra inputs are not permitted"),
    ({"kind": "Place", "names": {"ar": "سوريا"}}, "names.en: every entry needs an English name"),
    (SYRIA | {"names": {"en": " Syria"}}, "names.en: string should match pattern"),
    (SYRIA | {"aliases": {"arabic": ["x"]}}, "aliases.arabic"),
    (SYRIA | {"aliases": {"ar": ["؟"]}}, "'؟' holds no letter"),
    (SYRIA | {"wikidataId": "858"}, "wikidataId: string should match pattern"),
    (SYRIA | {"partOf": "Atlantis"}, "partOf: no place has the English name 'Atlantis'"),
    (SYRIA | {"location": [120.0, 38.0]}, "location: give [latitude, longitude] in degrees"),
    (SYRIA | {"location": [35.0]}, "location: list should have at least 2 items"),
    (PERSON | {"country": "Asia"}, "country: 'Asia' is a continent, not a country"),
    (PERSON | {"demonyms": {"en": ["Assadist"]}}, "demonyms: only a Place has it, not a Person"),
    (EVENT | {"startAt": "2017-02-30"}, "startAt: 2017-02-30 is no day of the calendar"),
    (EVENT | {"startAt": "2017"}, "startAt: string should match pattern"),
    (EVENT | {"status": "OVER"}, "status: input should be"),
]


@pytest.mark.parametrize(("entry", "reason"), FAULTS)
def test_a_fault_is_named_with_file_line_and_reason(load: Write, entry: dict[str, Any], reason: str) -> None:
    others = [ASIA] if entry["kind"] != "Person" and entry["kind"] != "Event" else [ASIA, SYRIA]
    with pytest.raises(BadLexicon) as caught:
        load(*others, entry)
    message = str(caught.value)
    assert message.startswith(f"some.jsonl, line {len(others) + 1}: {reason}"), message
    assert "\n" not in message


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{oops\n", encoding="utf-8")
    with pytest.raises(BadLexicon, match=r"^bad\.jsonl, line 1: the line: invalid json"):
        load_lexicon(tmp_path)


def test_one_entity_has_one_line(load: Write) -> None:
    with pytest.raises(
        BadLexicon, match=r"^some.jsonl, line 3: the same entity as some.jsonl, line 2 \(Q858\)"
    ):
        load(ASIA, SYRIA, SYRIA)


def test_a_form_names_one_entity(load: Write) -> None:
    other = {"kind": "Organization", "names": {"en": "Syrie"}}
    with pytest.raises(BadLexicon, match=r"'Syrie' also names the entity of some\.jsonl, line 2"):
        load(ASIA, SYRIA, other)


def test_a_surname_may_be_shared(load: Write) -> None:
    brother = PERSON | {"names": {"ar": "ماهر الأسد", "en": "Maher al-Assad"}}
    assert len(load(ASIA, SYRIA, PERSON, brother).entities) == 4


def test_the_lexicon_of_the_project_loads(lexicon: Lexicon) -> None:
    names = {entity.names["en"] for entity in lexicon.entities.values()}
    wanted = {"Vladimir Putin", "Emmanuel Macron", "Dmitry Peskov", "Syria", "Kazakhstan", "Idlib", "Geneva"}
    assert wanted <= names
    assert lexicon.entities["Q7747"].names["ar"] == "فلاديمير بوتين"
