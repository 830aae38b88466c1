"""Articles as JSON Lines: every key, and each fault named with line and key."""

from datetime import UTC, datetime, timedelta, timezone

import orjson
import pytest

from graph.errors import BadPage
from graph.model import DateOrigin, TitleOrigin
from ingest.record import read_record

WHOLE: dict[str, object] = {
    "url": "https://barid.example/2019/11/19/call",
    "title": "بوتين يهاتف ماكرون",
    "body": "الفقرة الأولى.\n\nالفقرة  الثانية.\u200f",
    "lang": "ar",
    "publishedAt": "2019-11-19T10:00:00+03:00",
    "source": "barid.example",
    "author": "نورا خوام",
    "dateline": "دمشق",
    "kicker": "سوريا",
    "caption": "بوتين",
}


def line(**changes: object) -> str:
    """A whole record with some keys changed; None takes a key out."""
    record = {key: value for key, value in (WHOLE | changes).items() if value is not None}
    return orjson.dumps(record).decode()


def test_every_key_arrives_and_text_is_cleaned() -> None:
    page = read_record("a.jsonl, line 1", line())
    assert page.url == WHOLE["url"]
    assert (page.title, page.title_origin) == (WHOLE["title"], TitleOrigin.PAGE)
    assert page.body == "الفقرة الأولى.\n\nالفقرة الثانية."
    assert page.published_at == datetime(2019, 11, 19, 10, tzinfo=timezone(timedelta(hours=3)))
    assert page.published_at_origin is DateOrigin.GIVEN
    assert (page.lang, page.source, page.byline) == ("ar", "barid.example", "نورا خوام")
    assert (page.dateline, page.kicker, page.caption) == ("دمشق", "سوريا", "بوتين")


def test_only_a_body_is_needed() -> None:
    page = read_record("x", '{"body": "Rain fell on Tunis all day. Nobody was hurt."}')
    assert (page.title, page.title_origin) == ("Rain fell on Tunis all day", TitleOrigin.DERIVED)
    assert (page.url, page.lang, page.published_at, page.published_at_origin) == (None, None, None, None)


def test_byline_is_another_name_of_author() -> None:
    assert read_record("x", '{"body": "Text.", "byline": "A B"}').byline == "A B"


def test_a_plain_date_is_midnight_in_utc() -> None:
    assert read_record("x", line(publishedAt="2019-11-19")).published_at == datetime(2019, 11, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (line(tilte="x"), "unknown key 'tilte'; known are author, body, byline"),
        (line(body=None), "the key 'body' is missing"),
        (line(body=" "), "'body' is of a wrong form"),
        (line(body="\u200f\u200e"), "'body' holds no text"),
        (line(title=5), "'title' is of a wrong form"),
        (line(lang="arabic"), "'lang' is of a wrong form; give a code of two letters"),
        (
            line(publishedAt="2019-11-19T10:00:00"),
            "'publishedAt' is '2019-11-19T10:00:00'; give ISO 8601 with a zone",
        ),
        (line(publishedAt="yesterday"), "'publishedAt' is 'yesterday'"),
        (line(publishedAt="2019-13-19"), "'publishedAt' is '2019-13-19'"),
        ("[1]", "no JSON object"),
        ("{", "no JSON object"),
        ("null", "no JSON object"),
    ],
)
def test_a_fault_is_named_with_line_and_key(text: str, reason: str) -> None:
    with pytest.raises(BadPage) as caught:
        read_record("news.jsonl, line 7", text)
    message = str(caught.value)
    assert message.startswith(f"news.jsonl, line 7: {reason}") and "\n" not in message
