"""Sentence spans: where they end, where they do not, and that they cover the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentence import sentence_spans


def sentences(text: str) -> list[str]:
    """The sentences as texts."""
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال نعم. ثم غادر؟ لم يعد!", ["قال نعم.", "ثم غادر؟", "لم يعد!"]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        (
            "Mr. Hall of the U.S. Treasury paid 3.5 million.",
            ["Mr. Hall of the U.S. Treasury paid 3.5 million."],
        ),
        ("M. Faye est arrivé. Il a parlé.", ["M. Faye est arrivé.", "Il a parlé."]),
        ("قال د. محمود إن الأمر انتهى.", ["قال د. محمود إن الأمر انتهى."]),
        ("A title\n\nA paragraph. ", ["A title", "A paragraph."]),
        ("Wait… what?", ["Wait…", "what?"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="ab .!?\n\"'»د", max_size=80))
def test_spans_are_in_order_and_cover_all_but_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = {place for start, end in spans for place in range(start, end)}
    assert all(letter.isspace() for place, letter in enumerate(text) if place not in covered)
