"""Names as people type them."""

import pytest

from graph.names import name_forms


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("بوتين", "بوتين"),
        ("وبوتين", "بوتين"),
        ("لبوتين", "بوتين"),
        ("فبوتين", "بوتين"),
        ("للأردن", "الاردن"),
        ("بالأردن", "الاردن"),
        ("والأردن", "الاردن"),
        ("الكرملين", "الكرملين"),
        ("Poutine", "poutine"),
        ("  PUTIN ", "putin"),
    ],
)
def test_the_form_that_the_lexicon_has_is_among_those_looked_for(typed: str, wanted: str) -> None:
    assert wanted in name_forms(typed)


def test_the_form_as_typed_comes_first() -> None:
    assert name_forms("لبنان")[0] == "لبنان"
    assert name_forms("فرنسا")[0] == "فرنسا"


def test_nothing_leads_to_nothing() -> None:
    assert name_forms("…") == []
