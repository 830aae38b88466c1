"""Whole pages: the scraped one with its gold, and imitated layouts; the parts each must give."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.folding import fold
from graph.model import Article, EntityKind, TitleOrigin
from ingest.article import Reader
from ingest.document import Document, read_paths
from ingest.eval import measure, read_gold
from ingest.linking.lexicon import Lexicon

EVENTFUL = ("ar-cairo-talks", "en-anchorage", "fr-kiev")
IMITATED = sorted(path.stem for path in (Path(__file__).parent / "pages").glob("*.txt"))


def read(reader: Reader, path: Path) -> Article:
    """The article of one page."""
    [document] = read_paths([str(path)], None)
    assert isinstance(document, Document)
    return reader.read(document)


def load(path: Path) -> dict[str, Any]:
    """The gold beside a page."""
    return json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def linked(article: Article, lexicon: Lexicon) -> set[str]:
    """English names of what an article mentions."""
    ids = {mention.entity_id for mention in article.mentions} - {event.id for event in article.events}
    return {lexicon.entities[id_].names["en"] for id_ in ids}


@pytest.fixture(scope="module")
def scraped(reader: Reader, pages: Path) -> Article:
    """The article of the scraped page."""
    return read(reader, pages / "almaghribtoday-putin-macron.txt")


@pytest.fixture(scope="module")
def scraped_gold(pages: Path) -> dict[str, Any]:
    """The gold of the scraped page."""
    return load(pages / "almaghribtoday-putin-macron.txt")


def test_the_scraped_page_gives_its_body_and_nothing_else(
    scraped: Article, scraped_gold: dict[str, Any]
) -> None:
    body = scraped_gold["body"]
    assert scraped.body.startswith(body["first_words"]) and scraped.body.endswith(body["last_words"])
    assert (len(scraped.body), len(scraped.body.split())) == (body["chars"], body["words"])
    outside = [item for bar in scraped_gold["sidebars"] for item in (bar["title"], *bar["items"])]
    outside += [*scraped_gold["boilerplate_after"], *scraped_gold["inline_related"]["items"]]
    assert [text for text in outside if text in scraped.body] == []


def test_the_scraped_page_has_a_caption_for_a_title(scraped: Article, scraped_gold: dict[str, Any]) -> None:
    assert scraped.title_origin is TitleOrigin.CAPTION
    assert scraped.title == scraped.caption == scraped_gold["caption"]
    assert scraped.kicker == scraped_gold["kicker"]


def test_the_scraped_page_tells_who_and_where_but_not_when(
    scraped: Article, scraped_gold: dict[str, Any]
) -> None:
    assert scraped.byline == scraped_gold["byline_author"]["ar"]
    assert scraped.dateline == scraped_gold["dateline_city"]["ar"]
    assert scraped.dateline_id == scraped_gold["dateline_city"]["qid"]
    assert (scraped.published_at, scraped.published_at_origin) == (None, None)
    assert (scraped.lang, scraped.source) == ("ar", "almaghribtoday.net")


def test_the_scraped_page_s_other_headlines_are_kept_apart(
    scraped: Article, scraped_gold: dict[str, Any]
) -> None:
    found = [(headline.section, headline.text) for headline in scraped.headlines]
    inline = scraped_gold["inline_related"]
    assert found[0][0] == inline["lead_in"].rstrip(" :")
    assert fold(found[0][1]) == fold(" ".join(inline["items"]))
    assert found[1:] == [(bar["title"], item) for bar in scraped_gold["sidebars"] for item in bar["items"]]
    assert [headline.position for headline in scraped.headlines[1:6]] == [1, 2, 3, 4, 5]


def test_the_scraped_page_names_the_ones_it_names(
    scraped: Article, lexicon: Lexicon, scraped_gold: dict[str, Any]
) -> None:
    names = linked(scraped, lexicon)
    assert {
        "Vladimir Putin", "Emmanuel Macron", "Recep Tayyip Erdoğan", "Dmitry Peskov", "Syria", "Russia",
        "France", "Turkey", "Kazakhstan", "Idlib", "Geneva",
    } <= names  # fmt: skip
    assert not names & {
        "Donald Trump", "Abdel Fattah el-Sisi", "Benjamin Netanyahu", "Morocco", "Sudan", "Israel", "Egypt",
        "Greenland", "United Arab Emirates", "Pentagon", "FIFA", "World Health Organization",
    }  # fmt: skip
    aside = {entity["qid"] for entity in scraped_gold["related_entities"] if entity["qid"]}
    assert aside.isdisjoint(mention.entity_id for mention in scraped.mentions)


def test_the_scraped_page_s_entities_reach_their_floor(
    scraped: Article, lexicon: Lexicon, pages: Path
) -> None:
    scores = measure(
        scraped, read_gold(pages / "almaghribtoday-putin-macron.json"), lexicon.entities
    ).entities
    assert scores[EntityKind.PLACE].recall >= 0.95 and scores[EntityKind.PLACE].precision >= 0.95
    assert scores[EntityKind.PERSON].recall >= 0.8 and scores[EntityKind.PERSON].precision == 1
    assert scores[EntityKind.ORGANIZATION].recall >= 0.8 and scores[EntityKind.ORGANIZATION].precision == 1
    assert scores[EntityKind.EVENT].recall == 1


@pytest.mark.parametrize(
    ("name", "body_f1", "has_date"),
    [
        ("bbc-obr", 0.97, False),
        ("cnn-arabic-depots", 0.99, True),
        ("euronews-fr", 0.92, True),
        ("mimic-cairo-riyadh", 0.99, True),
        ("mimic-erdogan-merkel", 0.99, False),
    ],
)
def test_the_other_pages_reach_their_floor(
    reader: Reader, lexicon: Lexicon, pages: Path, name: str, body_f1: float, has_date: bool
) -> None:
    article = read(reader, pages / f"{name}.txt")
    gold = load(pages / f"{name}.txt")
    scores = measure(article, read_gold(pages / f"{name}.json"), lexicon.entities)
    assert scores.body.f1 >= body_f1
    assert scores.title and scores.lang
    assert scores.date if has_date else article.published_at is None
    assert gold["must_be_in_body"] in article.body and gold["must_not_be_in_body"] not in article.body
    wanted = [kind.recall for kind in scores.entities.values() if kind.wanted]
    assert min(wanted) >= 0.85


@pytest.mark.parametrize("name", IMITATED)
def test_an_imitated_page_gives_every_part(
    reader: Reader, lexicon: Lexicon, imitated: Path, name: str
) -> None:
    article = read(reader, imitated / f"{name}.txt")
    gold = load(imitated / f"{name}.txt")
    assert article.body.split("\n\n") == gold["body_paragraphs"]
    assert article.title_origin.value == gold["title_origin"]
    assert gold["headline"] in (None, article.title)
    assert [article.byline] == (gold["authors"] or [None])
    assert (article.published_at.isoformat() if article.published_at else None) == gold["published"]
    for key in ("dateline", "caption", "kicker", "source"):
        assert getattr(article, key) == gold[key], key
    found = sorted([headline.section, headline.text] for headline in article.headlines)
    assert found == sorted(gold["headlines"])
    scores = measure(article, read_gold(imitated / f"{name}.json"), lexicon.entities)
    assert all(kind.recall == 1 for kind in scores.entities.values())
    assert all(kind.precision == 1 for kind in scores.entities.values() if gold.get("entities_complete"))
    assert linked(article, lexicon).isdisjoint(gold["must_not_mention"])


@pytest.mark.parametrize("name", EVENTFUL)
def test_an_imitated_page_tells_of_its_events(
    reader: Reader, lexicon: Lexicon, imitated: Path, name: str
) -> None:
    article = read(reader, imitated / f"{name}.txt")
    scores = measure(article, read_gold(imitated / f"{name}.json"), lexicon.entities).events
    assert scores is not None
    assert scores.found.recall == 1 and scores.found.precision == 1
    assert scores.exact == scores.found.wanted
