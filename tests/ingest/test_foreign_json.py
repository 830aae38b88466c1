"""JSON in others' shapes: schema.org's NewsArticle and ninjs, alone, in lists and graphs, in lines."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from pickle import dumps, loads
from typing import Any

import pytest

from graph.errors import BadPage
from graph.model import Article, DateOrigin, TitleOrigin
from ingest.article import Reader
from ingest.document import Document, Failure, read_paths

ARABIC = "وصل الوزير إلى أنقرة مساء الإثنين للقاء نظيره التركي.\n\nوستستمر المحادثات يومين."
NEWS: dict[str, Any] = {
    "@context": "https://schema.org", "@type": ["NewsArticle"], "headline": "الوزير &amp; نظيره في أنقرة",
    "articleBody": ARABIC, "author": [{"@type": "Person", "name": "نورا خوام"}, "By Adam Reed"],
    "datePublished": "2019-11-19T10:30:00+02:00", "inLanguage": "ar", "articleSection": ["سياسة"],
    "mainEntityOfPage": {"@id": "https://www.barid.example/1"},
    "publisher": {"@type": "Organization", "name": "بريد"},
    "image": {"@type": "ImageObject", "caption": "الوزير في المطار"},
}  # fmt: skip
GRAPH: dict[str, Any] = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "@id": "#site", "name": "The Harbour Post"},
        {"@type": "Person", "@id": "#person", "name": "Eleanor Whitcombe"},
        {"@type": "NewsArticle", "headline": "Talks resume", "url": "https://harbour.example/talks",
         "author": {"@id": "#person"}, "publisher": {"@id": "#site"}, "datePublished": "2019-11-19",
         "articleBody": "<p>The two governments agreed to resume their talks.</p><p>They meet in May.</p>"},
    ],
}  # fmt: skip
NINJS_1: dict[str, Any] = {
    "uri": "urn:newsml:agency.example:20191119:1", "type": "text", "language": "fr",
    "headline": "Le ministre à Genève",
    "byline": "Par Claire Aubin", "versioncreated": "2019-11-19T08:00:00Z", "located": "Genève",
    "body_text": "Le ministre est arrivé lundi. Il rencontre ses homologues.", "copyrightholder": "Agence",
    "body_xhtml": "<p>Le ministre est arrivé lundi à Genève.</p><p>Il rencontre ses homologues.</p>",
}  # fmt: skip
NINJS_3: dict[str, Any] = {
    "uri": "urn:x:2", "versionCreated": "2019-11-19T08:00:00Z", "by": "Claire Aubin",
    "located": {"name": "Geneva"},
    "altids": [{"role": "web", "value": "https://agency.example/2"}], "subjects": [{"name": "Politics"}],
    "headlines": [{"role": "short", "value": "Talks"}, {"role": "main", "value": "Talks resume in Geneva"}],
    "bodies": [{"role": "teaser", "value": "Talks."},
               {"role": "main", "contentType": "text/plain",
                "value": "The talks resumed on Monday.\n\nThey go on."}],
}  # fmt: skip


def read(reader: Reader, data: object) -> Article:
    """The article of a .json text on standard input."""
    [document] = read_paths(["-"], io.BytesIO(json.dumps(data).encode()))
    assert isinstance(document, Document)
    return reader.read(loads(dumps(document)))  # noqa: S301 - a worker process gets it so


def test_a_news_article(reader: Reader) -> None:
    article = read(reader, NEWS)
    assert (article.title, article.title_origin) == ("الوزير & نظيره في أنقرة", TitleOrigin.PAGE)
    assert (article.url, article.source) == ("https://www.barid.example/1", "barid.example")
    assert (article.byline, article.kicker, article.caption) == (
        "نورا خوام, Adam Reed",
        "سياسة",
        "الوزير في المطار",
    )
    assert (article.body, article.lang) == (ARABIC, "ar")
    assert article.published_at == datetime(2019, 11, 19, 8, 30, tzinfo=UTC)
    assert article.published_at_origin is DateOrigin.METADATA


def test_a_publisher_whose_address_is_none_is_known_by_name(reader: Reader) -> None:
    nameless = {key: value for key, value in NEWS.items() if key != "mainEntityOfPage"}
    article = read(reader, nameless | {"publisher": {"name": "بريد", "url": "https://[x"}})
    assert (article.url, article.source) == (None, "بريد")


def test_a_graph_of_json_ld_with_references(reader: Reader) -> None:
    article = read(reader, GRAPH)
    assert (article.title, article.byline) == ("Talks resume", "Eleanor Whitcombe")
    assert article.body == "The two governments agreed to resume their talks.\n\nThey meet in May."


def test_ninjs_of_version_1_and_3(reader: Reader) -> None:
    first, third = read(reader, NINJS_1), read(reader, NINJS_3)
    assert (first.title, first.byline, first.dateline) == ("Le ministre à Genève", "Claire Aubin", "Genève")
    assert (first.source, first.url, first.lang) == ("Agence", None, "fr")
    assert first.body == "Le ministre est arrivé lundi à Genève.\n\nIl rencontre ses homologues."
    assert (third.title, third.dateline, third.kicker) == ("Talks resume in Geneva", "Geneva", "Politics")
    assert (third.url, third.byline) == ("https://agency.example/2", "Claire Aubin")
    assert third.body == "The talks resumed on Monday.\n\nThey go on."
    assert third.published_at == datetime(2019, 11, 19, 8, tzinfo=UTC)


@pytest.mark.parametrize("data", [NEWS, GRAPH, NINJS_1, NINJS_3])
def test_a_file_a_list_and_a_line_give_the_same(reader: Reader, tmp_path: Path, data: dict[str, Any]) -> None:
    (tmp_path / "one.json").write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    (tmp_path / "list.json").write_text(json.dumps([data, data]), "utf-8")
    (tmp_path / "lines.jsonl").write_text(json.dumps(data) + "\n" + json.dumps(data), "utf-8")
    found: list[Article] = []
    for document in read_paths([str(tmp_path)], None):
        assert isinstance(document, Document)
        found.append(reader.read(document))
    assert len(found) == 5
    assert {article.content_hash for article in found} == {read(reader, data).content_hash}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"@type": "NewsArticle", "headline": "T"}', "standard input: has no 'articleBody' that is a text"),
        ('{"@type": "Person", "name": "T"}', "standard input: is a 'Person'; give a NewsArticle"),
        ('{"uri": "u", "type": "picture", "headline": "T"}', "standard input: is of the type 'picture'"),
        ('{"uri": "u", "headline": "T"}', "standard input: has no text in 'body_text'"),
        ('{"title": "T"}', "standard input: the key 'body' is missing"),
        ('[{"body": "b"}, 3]', "standard input, item 2: no JSON object"),
        ('{"body": "b"', "standard input is no JSON at line 1; give an object or a list"),
        ("[]", "standard input holds no article"),
    ],
)
def test_a_fault_names_the_item_and_the_key(reader: Reader, text: str, reason: str) -> None:
    reasons: list[str] = []
    for document in read_paths(["-"], io.BytesIO(text.encode())):
        try:
            if isinstance(document, Failure):
                raise document.error
            reader.read(document)
        except BadPage as error:
            reasons.append(str(error))
    assert len(reasons) == 1 and reasons[0].startswith(reason)


def test_every_reader_brings_letters_to_their_usual_form(reader: Reader) -> None:
    stray = "ﻭﺻﻞ الوز\u200fير إلى أنقرة مساء الإثنين للقاء نظيره\u00a0التركي في زيارة تستمر يومين كاملين."
    clean = "وصل الوزير إلى أنقرة مساء الإثنين للقاء نظيره التركي في زيارة تستمر يومين كاملين."
    feed = f"<rss><channel><item><title>ﻭﺻﻞ</title><description>{stray}</description></item></channel></rss>"
    [entry] = read_paths(["-"], io.BytesIO(feed.encode()))
    assert isinstance(entry, Document)
    shapes = [
        {"body": stray},
        {"@type": "NewsArticle", "articleBody": stray},
        {"uri": "u", "body_text": stray},
    ]
    assert [read(reader, shape).body for shape in shapes] == [clean] * 3
    assert (reader.read(entry).body, reader.read(entry).title) == (clean, "وصل")
