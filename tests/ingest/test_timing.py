"""Events of the lexicon are named from when they began on."""

from datetime import UTC, datetime

import pytest

from ingest.linking.lexicon import Lexicon
from ingest.linking.linker import Linker


@pytest.mark.parametrize(
    ("body", "year", "expected"),
    [
        ("تجددت الحرب على غزة", 2024, ["Gaza war"]),
        ("تجددت الحرب على غزة", 2014, ["Gaza Strip"]),
        ("تجددت الحرب على غزة", None, ["Gaza war"]),
        ("تستضيف روسيا كأس العالم 2018", 2015, ["Russia", "2018 FIFA World Cup"]),
    ],
)
def test_an_event_has_its_name_once_it_began_or_is_planned(
    linker: Linker, lexicon: Lexicon, body: str, year: int | None, expected: list[str]
) -> None:
    published = datetime(year, 8, 1, tzinfo=UTC) if year else None
    linked = linker.link("", body, "ar", published)
    assert [lexicon.entities[link.entity].names["en"] for link in linked.in_body] == expected
