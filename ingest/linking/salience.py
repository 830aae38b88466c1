"""How much an article is about an entity."""

from math import log1p

_COUNT, _POSITION, _TITLE = 0.45, 0.25, 0.3


def salience(weight: float, heaviest: float, first: float, in_title: bool) -> float:
    """Salience from 0 to 1: 0.45 for how often, 0.25 for how early, 0.3 for standing in the title.

    `weight` is the sum of the confidences of the entity's places in title and body, `heaviest` the
    largest such sum in the article: how often is log(1 + weight) / log(1 + heaviest). `first` is
    where it first stands in the body as a share of its length (0 is the start, 1 for the title
    alone): how early is 1 - first. Rounded to four decimals.
    """
    often = log1p(weight) / log1p(heaviest) if heaviest > 0 else 0.0
    score = _COUNT * often + _POSITION * (1.0 - first) + _TITLE * in_title
    return round(min(1.0, max(0.0, score)), 4)
