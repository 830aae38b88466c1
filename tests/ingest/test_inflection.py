"""Inflected names: the forms that grammars give, and none for what does not change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.folding import fold
from ingest.language import LANGUAGES
from ingest.linking.inflection import inflected


@pytest.mark.parametrize(
    ("lang", "name", "forms"),
    [
        ("de", "Putin", {"Putins"}),
        ("sv", "Angela Merkel", {"Angela Merkels"}),
        ("de", "Scholz", set[str]()),
        ("de", "Путин", set[str]()),
        ("en", "Putin", set[str]()),
        ("pl", "Rosja", {"Rosji", "Rosję"}),
        ("pl", "Polska", {"Polski", "Polsce", "Polskę"}),
        ("pl", "Iran", {"Irana", "Iranu", "Iranem", "Iranowi", "Iranie"}),
        (
            "pl",
            "Radosław Sikorski",
            {
                "Radosława Sikorskiego",
                "Radosławowi Sikorskiemu",
                "Radosławem Sikorskim",
                "Radosławie Sikorskim",
            },
        ),
        ("pl", "Donald Tusk", {"Donalda Tuska", "Donaldowi Tuskowi", "Donaldem Tuskiem", "Donaldie Tusku"}),
        ("pl", "Kennedy", {"Kennedów", "Kennedom", "Kennedami", "Kennedach"}),
        ("ru", "Россия", {"России", "Россию", "Россией"}),
        ("ru", "Северная Корея", {"Северной Кореи", "Северной Корее", "Северную Корею", "Северной Кореей"}),
        ("ru", "Китай", {"Китая", "Китаю", "Китаем", "Китае"}),
        ("ru", "Израиль", {"Израиля", "Израилю", "Израилем", "Израиле"}),
        ("ru", "Америка", {"Америки", "Америке", "Америку", "Америкой"}),
        ("ru", "Самоа", set[str]()),
        ("ru", "Тбилиси", set[str]()),
        ("ru", "США", set[str]()),
        ("de", "NATO", set[str]()),
    ],
)  # fmt: skip
def test_forms_are_those_of_the_grammar(lang: str, name: str, forms: set[str]) -> None:
    assert set(inflected(name, lang)) == forms


@given(st.text(min_size=1), st.sampled_from(LANGUAGES))
def test_any_name_in_any_language_has_forms_or_none(name: str, lang: str) -> None:
    forms = inflected(name, lang)
    assert len(set(forms)) == len(forms)
    assert all(fold(form) != fold(name) for form in forms)
