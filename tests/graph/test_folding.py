"""Names compare equal across the spellings that writers vary."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.folding import fold, fold_letter, fold_with_offsets


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إردوغان", "أردوغان"),
        ("إدلب", "ادلب"),
        ("سورية", "سوريه"),
        ("على", "علي"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("ﻻ", "لا"),
        ("رئيس", "رييس"),
        ("Erdoğan", "ERDOGAN"),
        ("Niğde", "nigde"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Saint-Pétersbourg", "saint petersbourg"),
        ("\u200fبوتين\u200e", "بوتين"),
        ("ایران", "إيران"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("بوتين", "بوتن"), ("إيران", "العراق"), ("Iran", "Iraq")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_are_parted_by_one_space_and_nothing_else_is_left(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(letter == " " or unicodedata.category(letter)[0] in "LN" for letter in folded)


@given(st.text())
def test_every_folded_letter_leads_back_to_the_one_it_came_from(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert len(offsets) == len(folded) + 1
    assert offsets[-1] == len(text)
    assert offsets == sorted(offsets)
    assert folded.strip() == fold(text)
    for letter, offset in zip(folded, offsets, strict=False):
        assert letter == " " or letter in fold(text[offset])


@given(st.text(st.one_of(st.characters(), st.sampled_from(" ,\n\x00ـءœßabﻻ½’"))))
def test_a_text_is_folded_letter_by_letter(text: str) -> None:
    folded: list[tuple[str, int]] = []
    for offset, letter in enumerate(text):
        for part in fold_letter(letter):
            if part != " " or (folded and folded[-1][0] != " "):
                folded.append((part, offset))
    expected = "".join(part for part, _ in folded), [*(offset for _, offset in folded), len(text)]
    assert fold_with_offsets(text) == expected
