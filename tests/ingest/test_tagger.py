"""The trained tagger: that its probabilities are those of its model, what it adds, what it must not."""

import tomllib
from itertools import pairwise, product
from math import exp
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.model import Candidate, EntityKind
from ingest.linking.lexicon import load_lexicon
from ingest.linking.linker import Linker
from ingest.naming.features import Features, attributes
from ingest.naming.finder import NameFinder
from ingest.naming.model import Model, load_model
from ingest.naming.shape import NameShape
from ingest.naming.tagger import Tagger
from ingest.naming.trained import runs
from ingest.naming.words import Words

ROOT = Path(__file__).parents[2]
LEXICON = load_lexicon()
LINKER, FINDER, ANOTHER = Linker(LEXICON), NameFinder(LEXICON), NameFinder(LEXICON)
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


@settings(max_examples=60)
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


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("وسجل الهدف الأول اللاعب فيرنيستاين في الدقيقة العاشرة من المباراة.", "فيرنيستاين"),
        ("وأضاف لورميكوف أن النتائج جيدة.", "لورميكوف"),
        ("وفاز دانكوفيل بالمركز الأول متقدما على زميله هارفينسون.", "هارفينسون"),
        ("حضر الحفل كل من راضي بزورتي وسامر لهمودي.", "راضي بزورتي"),
    ],
)
def test_a_person_that_no_rule_tells_is_certain(body: str, name: str) -> None:
    assert name not in names(body, RULES)
    found = names(body)[name]
    assert found.kind is EntityKind.PERSON and found.certain
    assert [body[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == [name]


@pytest.mark.parametrize(
    "body",
    [
        "أقيمت المباراة على أرض زيدروفسكي في المدينة.",
        "غادر محمد الاجتماع قبل نهايته.",
        "وهذا من مبادئ حسن الجوار بين الدول.",
        "وقال لي إن الاجتماع انتهى في سنة واحدة.",
        "واستند إلى نظرية ماكسفيلدر في الضوء.",
        "وصل إلى ستانفوردبرج بعد سنة.",
        "The player Fernistein scored in the tenth minute.",
    ],
)
def test_what_the_rules_forbid_stays_no_certain_name(body: str) -> None:
    assert not any(one.certain for one in names(body).values())


def test_one_word_goes_to_whom_the_text_names_in_full() -> None:
    body = "قال رامي الزنبركي إن النتائج جيدة. وأضاف لورميكوف أن الاجتماع انتهى. وأكد الزنبركي ذلك."
    found = names(body)
    assert len(found["رامي الزنبركي"].starts) == 2
    assert set(found) == {"رامي الزنبركي", "لورميكوف"}


def test_who_is_linked_in_full_is_nobody_else_by_one_word() -> None:
    body = "التقى دونالد ترامب الوفد. وأضاف دونالد أن النتائج جيدة. وأضاف ترامب أن الاجتماع انتهى."
    assert names(body) == {}


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["وأضاف", "لورميكوف", "رامي", "الزنبركي", "ترامب", "،", ".", "في", "اللاعب", "و"])
        | st.text(max_size=6),
        max_size=25,
    )
)
def test_any_text_is_tagged_safely_and_always_alike(pieces: list[str]) -> None:
    body = " ".join(pieces)
    linked = LINKER.link("", body)
    found = FINDER.find("", linked, "ar", None)
    assert found == FINDER.find("", linked, "ar", None) == ANOTHER.find("", linked, "ar", None)
    places = sorted(
        [(link.start, link.end) for link in linked.in_body]
        + [place for one in found for place in zip(one.starts, one.ends, strict=True)]
    )
    assert all(0 <= start < end <= len(body) for start, end in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))


def test_the_model_knows_both_kinds_and_has_its_licence_beside_it() -> None:
    model = load_model("ar")
    assert {"BP", "IP", "BO", "IO", "O"} <= set(model.labels)
    assert all(len(row) == len(model.labels) for row in (*model.transitions, *model.weights.values()))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "CC-BY-SA-4.0" in project["license"].split(" AND ")
    assert "seeds/tagger/NOTICE" in project["license-files"]
    assert "CC BY-SA 4.0" in (ROOT / "seeds" / "tagger" / "NOTICE").read_text("utf-8")
