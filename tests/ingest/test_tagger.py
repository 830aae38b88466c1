"""The trained tagger: that its probabilities are those of its model, what it adds, what it must not."""

from itertools import pairwise, product
from math import exp
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.model import Candidate
from ingest.linking.lexicon import load_lexicon
from ingest.linking.linker import Linker
from ingest.naming.features import Features, attributes
from ingest.naming.finder import NameFinder
from ingest.naming.model import Model
from ingest.naming.shape import NameShape
from ingest.naming.tagger import Tagger
from ingest.naming.trained import runs
from ingest.naming.words import Words

ROOT = Path(__file__).parents[2]
LEXICON = load_lexicon()
LINKER, FINDER = Linker(LEXICON), NameFinder(LEXICON)
RULES = NameFinder(LEXICON, Model(("O",), ((0.0,),), {}))
FEATURES = Features({"T": {"وزير"}}, {"علي"}, NameShape(["علي", "سالم"], ["وزير", "قال"]))
LABELS = ("BP", "IP", "O")
WORD = st.sampled_from(["علي", "سالم", "وزير", "قال", "ولعلي", "في", "Ali"])
GAP = st.sampled_from([" ", " ", ", ", ". ", "\n"])
WEIGHT = st.floats(-3, 3)


def names(body: str, finder: NameFinder = FINDER) -> dict[str, Candidate]:
    """What a finder finds in an Arabic body, by text."""
    return {one.text: one for one in finder.find("", LINKER.link("", body), "ar", None)}


def odds(model: Model, words: Words, marks: list[str], first: int, after: int) -> list[list[float]]:
    """The probability of each label of each word, by summing over all ways to label a piece."""
    scores = [
        [
            sum(
                model.weights.get(one, (0.0,) * 3)[label] for one in attributes(FEATURES, words, marks, place)
            )
            for label in range(3)
        ]
        for place in range(first, after)
    ]
    total, sums = 0.0, [[0.0] * 3 for _ in scores]
    for labels in product(range(3), repeat=len(scores)):
        weight = exp(
            sum(own[label] for own, label in zip(scores, labels, strict=True))
            + sum(model.transitions[one][other] for one, other in pairwise(labels))
        )
        total += weight
        for row, label in zip(sums, labels, strict=True):
            row[label] += weight
    return [[one / total for one in row] for row in sums]


def spans(rows: list[list[float]], first: int) -> list[tuple[int, int, float]]:
    """Names by the likeliest labels: first word, word after the last, how probable the least sure word is."""
    best = [LABELS[row.index(max(row))] for row in rows]
    found: list[tuple[int, int, float]] = []
    for place, label in enumerate(best):
        if label == "IP" and place and best[place - 1] != "O":
            start, _, sure = found[-1]
            found[-1] = (start, first + place + 1, min(sure, max(rows[place])))
        elif label != "O":
            found.append((first + place, first + place + 1, max(rows[place])))
    return found


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_probabilities_are_those_of_all_ways_to_label_a_text(data: st.DataObject) -> None:
    drawn = data.draw(st.lists(st.tuples(WORD, GAP), min_size=1, max_size=6))
    words = Words("".join(word + gap for word, gap in drawn), [])
    marks = [data.draw(st.sampled_from(["", "p1"])) for _ in range(len(words))]
    shown = sorted({one for place in range(len(words)) for one in attributes(FEATURES, words, marks, place)})
    row = st.tuples(WEIGHT, WEIGHT, WEIGHT)
    chosen = data.draw(st.lists(st.sampled_from(shown), max_size=8, unique=True))
    model = Model(LABELS, data.draw(st.tuples(row, row, row)), {one: data.draw(row) for one in chosen})
    pieces = list(runs(words))
    rows = [odds(model, words, marks, *piece) for piece in pieces]
    assume(all(sorted(one)[2] - sorted(one)[1] > 1e-3 for piece in rows for one in piece))
    wanted = [one for piece, (first, _) in zip(rows, pieces, strict=True) for one in spans(piece, first)]
    found = list(Tagger(model, FEATURES).tag(words, marks, pieces))
    assert [(one.first, one.after) for one in found] == [(first, after) for first, after, _ in wanted]
    assert [one.probability for one in found] == pytest.approx([sure for *_, sure in wanted], abs=1e-3)
