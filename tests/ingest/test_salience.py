"""Salience: its formula, its bounds, and what raises it."""

from math import log1p

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.linking.salience import salience

SHARES = st.floats(0, 1)


def test_the_formula() -> None:
    assert salience(2.0, 2.0, 0.0, in_title=True) == 1.0
    expected = 0.45 * log1p(1) / log1p(3) + 0.25 * 0.5
    assert salience(1.0, 3.0, 0.5, in_title=False) == pytest.approx(expected, abs=1e-4)
    assert salience(0.0, 0.0, 1.0, in_title=False) == 0.0


@given(st.floats(0.1, 50), st.floats(0, 50), SHARES, SHARES)
def test_more_earlier_and_in_the_title_is_more(
    weight: float, extra: float, first: float, other: float
) -> None:
    heaviest = weight + extra
    score = salience(weight, heaviest, first, in_title=False)
    assert 0 <= score <= 1
    assert salience(heaviest, heaviest, first, in_title=False) >= score
    assert salience(weight, heaviest, min(first, other), in_title=False) >= score
    assert salience(weight, heaviest, first, in_title=True) > score
