"""The metrics themselves, against counts made by hand."""

from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.model import Alias, Article, Entity, EntityKind, Mention, TitleOrigin
from ingest.eval import Scores, measure, read_gold, token_scores

GOLD = """{"language": "ar", "headline": "بوتين في أنقرة", "authors": ["نورا خوام"],
 "published": "2019-11-19T08:00",
 "body_paragraphs": ["وصل بوتين إلى أنقرة", "ثم غادر"], "entities_complete": true,
 "entities": [{"type": "Person", "en": "Vladimir Putin", "qid": "Q7747", "surfaces": ["بوتين"]},
              {"type": "Place", "en": "Ankara", "qid": null, "surfaces": ["أنقرة"]},
              {"type": "Place", "en": "Moscow", "qid": "Q649", "surfaces": ["موسكو"]}]}"""


def entity(id_: str, kind: EntityKind, name: str, wikidata_id: str | None = None) -> Entity:
    """An entity with one Arabic name."""
    return Entity(id_, kind, {"ar": name}, (Alias(name, "ar"),), wikidata_id)


def mention(id_: str) -> Mention:
    """One place of an entity."""
    return Mention(id_, (0,), (1,), ("x",), 1, 0.5, 0.9)


def test_scores_follow_from_the_counts() -> None:
    scores = Scores(3, 4, 6)
    assert (scores.precision, scores.recall, scores.f1) == (0.75, 0.5, pytest.approx(0.6))
    assert (Scores(0, 0, 0).f1, Scores(0, 0, 2).precision, Scores(0, 3, 0).precision) == (1.0, 0.0, 0.0)
    assert Scores(1, 2, 3) + Scores(1, 1, 1) == Scores(2, 3, 4)


def test_tokens_are_a_bag_of_folded_words() -> None:
    assert token_scores("أنقرة وأنقرة انقره", "أنقرة أنقرة غادر") == Scores(2, 3, 3)


def test_an_article_is_measured_part_by_part(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_text(GOLD, encoding="utf-8")
    entities = {
        "Q7747": entity("Q7747", EntityKind.PERSON, "فلاديمير بوتين", "Q7747"),
        "ankara": entity("ankara", EntityKind.PLACE, "أنقرة", "Q3640"),
        "paris": entity("paris", EntityKind.PLACE, "باريس", "Q90"),
    }
    article = Article(
        "article-x", "بوتين في انقرة", TitleOrigin.PAGE, "وصل بوتين إلى أنقرة", "ar", "", byline="نورا خوام",
        mentions=tuple(map(mention, entities)),
    )  # fmt: skip
    scores = measure(article, read_gold(path), entities)
    assert scores.body == Scores(4, 4, 6)
    assert (scores.title, scores.author, scores.date, scores.lang) == (True, True, False, True)
    assert scores.entities[EntityKind.PERSON] == Scores(1, 1, 1)
    assert scores.entities[EntityKind.PLACE] == Scores(1, 2, 2)
    assert scores.entities[EntityKind.EVENT] == Scores(0, 0, 0)


def test_a_file_that_is_no_gold_is_named(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(BadInput, match=r"other\.json is no gold of a page"):
        read_gold(path)
