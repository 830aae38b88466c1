"""The gazetteer's files: each line whole, in order, in a country of the lexicon."""

from importlib.resources import files
from itertools import pairwise

from graph.folding import fold
from ingest.linking.lexicon import FormOrigin, load_lexicon

FOLDER = files("seeds") / "gazetteer"
ROWS, REGIONS = (
    [line.split("\t") for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    for name in ("places.tsv", "regions.tsv")
)


def test_every_line_has_eight_columns_and_a_town_stands_once() -> None:
    assert {len(row) for row in ROWS} == {8}
    ids = [int(row[0]) for row in ROWS]
    assert all(one < other for one, other in pairwise(ids))


def test_every_town_is_somewhere_in_a_country_of_the_lexicon() -> None:
    entities = load_lexicon().entities.values()
    countries = {entity.names["en"] for entity in entities if entity.place_kind in ("country", "territory")}
    assert {row[1] for row in ROWS} <= countries
    assert all(abs(float(row[2])) <= 90 and abs(float(row[3])) <= 180 for row in ROWS)
    assert all(int(row[4]) >= 0 and fold(row[5]) for row in ROWS)


def test_every_region_stands_once_in_order_in_a_country_of_the_lexicon() -> None:
    assert {len(row) for row in REGIONS} == {5}
    codes = [row[0] for row in REGIONS]
    assert codes == sorted(set(codes))
    entities = load_lexicon().entities.values()
    countries = {entity.names["en"] for entity in entities if entity.place_kind in ("country", "territory")}
    assert {row[1] for row in REGIONS} <= countries
    assert all(fold(row[2]) for row in REGIONS)


def test_no_name_is_one_of_the_lexicon() -> None:
    lexicon = load_lexicon()
    taken = {
        form.folded for form in lexicon.forms if form.origin <= FormOrigin.DEMONYM and form.only_in is None
    }
    others = {fold(name) for row in ROWS for name in "|".join(row[6:]).split("|") if name}
    others |= {fold(name) for row in REGIONS for name in "|".join(row[2:]).split("|") if name}
    assert sorted(others & taken) == []
