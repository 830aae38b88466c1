"""The demo articles: well-formed, dated, in three languages, connected, and copied from nowhere."""

import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "seeds" / "articles"
LANGS = ("ar", "en", "fr")
REQUIRED = frozenset({"url", "title", "body", "lang", "publishedAt", "source"})
OPTIONAL = frozenset({"author", "dateline", "kicker"})
COPIED_RUN = 8

# The same name in each language: what makes a story cross languages.
SHARED_NAMES = {
    "Putin": {"ar": "بوتين", "en": "Putin", "fr": "Poutine"},
    "Macron": {"ar": "ماكرون", "en": "Macron", "fr": "Macron"},
    "Erdogan": {"ar": "ردوغان", "en": "Erdogan", "fr": "Erdogan"},
    "Syria": {"ar": "سوري", "en": "Syria", "fr": "Syrie"},
    "Libya": {"ar": "ليبيا", "en": "Libya", "fr": "Libye"},
    "Ukraine": {"ar": "أوكرانيا", "en": "Ukraine", "fr": "Ukraine"},
}

WEEKDAYS = (
    ("الاثنين", "الإثنين", "monday", "lundi"),
    ("الثلاثاء", "tuesday", "mardi"),
    ("الأربعاء", "wednesday", "mercredi"),
    ("الخميس", "thursday", "jeudi"),
    ("الجمعة", "friday", "vendredi"),
    ("السبت", "saturday", "samedi"),
    ("الأحد", "sunday", "dimanche"),
)
MONTHS = (
    ("يناير", "january", "janvier"),
    ("فبراير", "february", "février"),
    ("مارس", "march", "mars"),
    ("أبريل", "april", "avril"),
    ("مايو", "may", "mai"),
    ("يونيو", "june", "juin"),
    ("يوليو", "july", "juillet"),
    ("أغسطس", "august", "août"),
    ("سبتمبر", "september", "septembre"),
    ("أكتوبر", "october", "octobre"),
    ("نوفمبر", "november", "novembre"),
    ("ديسمبر", "december", "décembre"),
)
WEEKDAY_OF = {name: number for number, names in enumerate(WEEKDAYS) for name in names}
MONTH_OF = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
FULL_DATE = re.compile(
    rf"({'|'.join(WEEKDAY_OF)}),? (\d{{1,2}})(?:er)? ({'|'.join(MONTH_OF)})"
    r"(?:/\S+| \([^)]*\))?(?: (\d{4}))?\b",
    re.IGNORECASE,
)

Line = dict[str, str]


def read_lines(lang: str) -> list[Line]:
    """The articles of one language, in file order."""
    text = (ARTICLES / f"{lang}.jsonl").read_text(encoding="utf-8")
    return [cast(Line, json.loads(line)) for line in text.splitlines()]


BY_LANG = {lang: read_lines(lang) for lang in LANGS}
ALL = [article for lang in LANGS for article in BY_LANG[lang]]


def published(article: Line) -> datetime:
    """When an article was published, with its time zone."""
    return datetime.fromisoformat(article["publishedAt"])


def repeated(values: list[str]) -> list[str]:
    """The values that stand more than once in the list."""
    return [value for value, count in Counter(values).items() if count > 1]


def words(text: str) -> list[str]:
    """The words of a text without case, vowel signs and punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", text) if not unicodedata.combining(c))
    return re.findall(r"\w+", bare.replace("\u0640", "").casefold())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of COPIED_RUN consecutive words of a text."""
    found = words(text)
    return (tuple(found[i : i + COPIED_RUN]) for i in range(len(found) - COPIED_RUN + 1))


def example_pages() -> list[Path]:
    """The files of real pages: CONTENT_GRAPH_PAGES, else ../shared/pages beside the checkout."""
    folder = Path(os.environ.get("CONTENT_GRAPH_PAGES") or ROOT.parent / "shared" / "pages")
    pages = sorted(path for path in folder.glob("*") if path.suffix in {".txt", ".html", ".json"})
    if not pages:
        pytest.fail(
            f"no example pages in {folder}: put them there or set CONTENT_GRAPH_PAGES to their folder"
        )
    return pages


def page_text(path: Path) -> str:
    """The text of a page: markup left out, JSON escapes resolved."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".json":
        return json.dumps(json.loads(raw), ensure_ascii=False).replace("\\n", " ")
    return re.sub(r"<[^>]*>", " ", raw) if path.suffix == ".html" else raw


def test_keys_are_the_known_ones_and_values_are_clean_text() -> None:
    for article in ALL:
        assert REQUIRED <= article.keys() <= REQUIRED | OPTIONAL, article["url"]
        for key, value in article.items():
            assert value == value.strip() != "", (article["url"], key)
            assert value == unicodedata.normalize("NFC", value), (article["url"], key)


def test_files_are_utf8_with_one_object_a_line_in_order_of_time() -> None:
    for lang in LANGS:
        text = (ARTICLES / f"{lang}.jsonl").read_bytes().decode("utf-8")
        assert text.endswith("}\n") and "\\u" not in text and "\n\n" not in text, lang
        times = [published(article) for article in BY_LANG[lang]]
        assert times == sorted(times), lang


def test_there_are_enough_articles_and_most_are_arabic() -> None:
    count = {lang: len(BY_LANG[lang]) for lang in LANGS}
    assert len(ALL) >= 60
    assert count["ar"] * 2 > len(ALL)
    assert count["en"] >= 12 and count["fr"] >= 8


def test_lang_is_the_file_s_and_the_script_is_the_language_s() -> None:
    for lang in LANGS:
        for article in BY_LANG[lang]:
            assert article["lang"] == lang, article["url"]
            letters = [c for c in article["body"] if c.isalpha()]
            arabic = sum("\u0600" <= c <= "\u06ff" for c in letters) / len(letters)
            assert (arabic > 0.98) if lang == "ar" else (arabic == 0), article["url"]


def test_urls_are_unique_invented_and_carry_source_and_date() -> None:
    assert repeated([article["url"] for article in ALL]) == []
    for article in ALL:
        url = urlsplit(article["url"])
        assert url.scheme == "https" and url.netloc.endswith(".example"), article["url"]
        assert url.netloc == article["source"], article["url"]
        assert re.fullmatch(rf"/{published(article):%Y/%m/%d}/[a-z0-9-]+", url.path), article["url"]


def test_titles_and_first_paragraphs_are_unique() -> None:
    assert repeated([article["title"] for article in ALL]) == []
    assert repeated([article["body"].split("\n\n")[0] for article in ALL]) == []


def test_dates_are_zoned_and_within_the_years_told() -> None:
    for article in ALL:
        assert published(article).utcoffset() is not None, article["url"]
        assert 2019 <= published(article).astimezone(UTC).year <= 2024, article["url"]


def test_bodies_are_news_items_in_paragraphs() -> None:
    for article in ALL:
        paragraphs = article["body"].split("\n\n")
        assert 2 <= len(paragraphs) <= 5, article["url"]
        assert all(part == " ".join(part.split()) for part in paragraphs), article["url"]
        assert 90 <= len(article["body"].split()) <= 220, article["url"]


def test_a_weekday_beside_a_date_is_that_date_s() -> None:
    checked = 0
    for article in ALL:
        for weekday, day, month, year in FULL_DATE.findall(article["body"]):
            number = MONTH_OF[month.lower()]
            named = datetime(int(year or published(article).year), number, int(day), tzinfo=UTC)
            assert named.weekday() == WEEKDAY_OF[weekday.lower()], (
                article["url"],
                weekday,
                day,
                month,
            )
            checked += 1
    assert checked >= 3


def test_the_same_names_run_through_every_language() -> None:
    for name, forms in SHARED_NAMES.items():
        for lang, form in forms.items():
            holding = [article for article in BY_LANG[lang] if form in article["body"]]
            assert len(holding) >= 3, (name, lang)


def test_outlets_are_several_in_every_language_and_none_writes_in_two() -> None:
    outlets = {lang: {article["source"] for article in BY_LANG[lang]} for lang in LANGS}
    assert all(len(names) >= 2 for names in outlets.values())
    assert repeated([name for names in outlets.values() for name in names]) == []


def test_no_line_is_copied_from_an_example_page() -> None:
    copied = {run: path.name for path in example_pages() for run in runs(page_text(path))}
    assert copied
    for article in ALL:
        for run in runs("\n".join((article["title"], article["body"]))):
            assert run not in copied, (article["url"], copied[run], " ".join(run))
