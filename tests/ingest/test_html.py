"""HTML pages: declarations before what is seen, main text without boxes, and harmless whatever comes."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadPage
from graph.model import DateOrigin, TitleOrigin
from ingest.article import Reader
from ingest.document import Document, DocumentKind, read_paths
from ingest.eval import measure, read_gold
from ingest.html import read_html
from ingest.linking.lexicon import Lexicon, load_lexicon
from ingest.linking.linker import Linker
from ingest.markup import parse
from ingest.metadata import Metadata, read_metadata
from ingest.naming.known import KnownNames

NAMES = KnownNames(Linker(load_lexicon()))
PARAGRAPHS = [
    "وصل وزير الخارجية التركي هاكان فيدان إلى دمشق صباح الثلاثاء في زيارة يبحث خلالها إعادة فتح المعابر.",
    "وقال مصدر في الوزارة إن فيدان سيلتقي رجال الأعمال، وإن وفدا فنيا سيبقى في سوريا حتى نهاية الأسبوع.",
    "وتأمل أنقرة أن يعود النقل البري مع الأردن قبل الصيف، فيما طلبت شركات الشحن ضمانات مكتوبة من الجانبين.",
]
SCHEMA = """{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Barid"},
 {"@type": ["NewsArticle"], "headline": "فيدان في دمشق لبحث المعابر",
  "datePublished": "2025-02-04T09:30:00+03:00",
  "author": [{"@type": "Person", "name": "By ريم الخطيب"}, {"name": "https://barid.example/x"},
             {"name": "سامر نجار"}],
  "articleSection": "سوريا"}]}"""


def html(head: str = "", body: str = "", paragraphs: list[str] | None = None) -> str:
    """A page with a menu, an article and a list of other stories."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (PARAGRAPHS if paragraphs is None else paragraphs))
    return (
        f"<!DOCTYPE html><html lang='ar'><head><meta charset='utf-8'>{head}</head><body>"
        "<nav><a href='/'>الرئيسية</a><a href='/w'>العالم</a><a href='/s'>رياضة</a></nav>"
        f"<article><h1>فيدان في دمشق لبحث المعابر</h1>{body}{text}</article>"
        "<aside><h3>الأكثر قراءة</h3><ul>"
        "<li><a href='/1'>ترامب يعلن رسوما جديدة على السيارات</a></li>"
        "<li><a href='/2'>عشر نصائح لنوم هادئ في الصيف</a></li></ul></aside>"
        "<div style='display: none'>نص مخفي لا يراه أحد من القراء في هذه الصفحة.</div>"
        "<script>var x = 'وقال نص برمجي لا علاقة له بالمقال ولا يظهر فيه.';</script></body></html>"
    )


def declared(head: str) -> Metadata:
    """What a page with this head declares."""
    root = parse(html(head))
    assert root is not None
    return read_metadata(root)


def test_declarations_give_title_authors_time_and_section() -> None:
    page = read_html(html(f'<script type="application/ld+json">{SCHEMA}</script>'), NAMES)
    assert (page.title, page.title_origin) == ("فيدان في دمشق لبحث المعابر", TitleOrigin.PAGE)
    assert page.byline == "ريم الخطيب, سامر نجار"
    assert page.published_at == datetime(2025, 2, 4, 9, 30, tzinfo=timezone(timedelta(hours=3)))
    assert page.published_at_origin is DateOrigin.METADATA
    assert (page.kicker, page.lang) == ("سوريا", "ar")


def test_the_body_is_the_article_s_prose_and_lists_are_headlines() -> None:
    page = read_html(html(), NAMES)
    assert page.body == "\n\n".join(PARAGRAPHS)
    assert [(headline.section, headline.text) for headline in page.headlines] == [
        ("الأكثر قراءة", "ترامب يعلن رسوما جديدة على السيارات"),
        ("الأكثر قراءة", "عشر نصائح لنوم هادئ في الصيف"),
    ]


def test_what_is_not_declared_is_read_from_the_page() -> None:
    page = read_html(html(body="<p>دمشق - ريم الخطيب</p><p>4 شباط 2025 الساعة 09:30</p>"), NAMES)
    assert (page.title, page.byline, page.dateline) == ("فيدان في دمشق لبحث المعابر", "ريم الخطيب", "دمشق")
    assert (page.published_at, page.published_at_origin) == (
        datetime(2025, 2, 4, 9, 30, tzinfo=UTC),
        DateOrigin.PAGE,
    )


def test_a_page_without_a_date_has_none() -> None:
    page = read_html(html(), NAMES)
    assert (page.published_at, page.published_at_origin, page.url) == (None, None, None)


def test_opengraph_fills_what_schema_org_leaves_out() -> None:
    found = declared(
        "<meta property='og:title' content='A &amp; B &quot;C&quot;'>"
        "<meta name='author' content='Par Anne Roy'>"
        "<meta property='article:published_time' content='2025-02-04'>"
        "<link rel='canonical' href='/a'>"
        "<meta property='og:url' content='https://barid.example/a'>"
        "<meta property='og:site_name' content='Barid'>"
        "<meta property='article:section' content='world_news'>"
    )
    assert found == Metadata(
        ('A & B "C"',),
        ("Anne Roy",),
        datetime(2025, 2, 4, tzinfo=UTC),
        None,
        "https://barid.example/a",
        "Barid",
        frozenset({"barid"}),
    )


@pytest.mark.parametrize(
    "script",
    [
        "{oops",
        "[" * 50_000,
        '{"@type": "NewsArticle", "headline": 5, "author": [null, 3], "datePublished": "soon"}',
    ],
)
def test_malformed_declarations_count_as_absent(script: str) -> None:
    found = declared(f'<script type="application/ld+json">{script}</script>')
    assert found == Metadata((), (), None, None, None, None)


@pytest.mark.parametrize(
    ("declared_title", "title"),
    [
        ("فيدان في دمشق لبحث المعابر | بريد", "فيدان في دمشق لبحث المعابر"),
        ("فيدان: المعابر أولا - بريد", "فيدان: المعابر أولا"),
        ("فيدان في دمشق - زيارة تستمر يومين", "فيدان في دمشق - زيارة تستمر يومين"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(declared_title: str, title: str) -> None:
    head = (
        f"<meta property='og:title' content='{declared_title}'><meta property='og:site_name' content='بريد'>"
    )
    assert read_html(html(head), NAMES).title == title


@pytest.mark.parametrize(
    ("declared_title", "kicker"),
    [
        ("فيدان في دمشق لبحث المعابر | BARID", None),
        ("فيدان في دمشق لبحث المعابر - barid.example", None),
        ("فيدان في دمشق لبحث المعابر : 04.02.2025, 09.30 Uhr", None),
        ("سوريا الآن: فيدان في دمشق لبحث المعابر", "سوريا الآن"),
        ("سوريا الآن - فيدان في دمشق لبحث المعابر", None),
    ],
)
def test_a_host_a_day_and_what_leads_to_the_heading_are_no_part_of_the_title(
    declared_title: str, kicker: str | None
) -> None:
    address = "<link rel='canonical' href='https://www.barid.example/a/5'>"
    page = read_html(html(f"<meta property='og:title' content='{declared_title}'>{address}"), NAMES)
    assert (page.title, page.kicker) == ("فيدان في دمشق لبحث المعابر", kicker)


def test_an_address_that_is_none_is_harmless() -> None:
    head = "<meta property='og:title' content='فيدان في دمشق - بريد'><link rel='canonical' href='https://[x'>"
    assert read_html(html(head), NAMES).title == "فيدان في دمشق - بريد"


def test_an_encoding_declared_in_the_markup_is_used(tmp_path: Path, reader: Reader) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(html().replace("charset='utf-8'", "charset='windows-1256'").encode("cp1256"))
    [document] = read_paths([str(file)], None)
    assert isinstance(document, Document)
    article = reader.read(document)
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert {"Q43", "Q3766", "Q858", "Q810"} <= {mention.entity_id for mention in article.mentions}


TEASERS = (
    ("Ministers meet on energy", "Both sides agreed to continue the talks next month in Amman."),
    ("Storm closes schools in north", "Rain and wind are expected to last into Thursday evening."),
    ("Parliament votes on budget", "Deputies approved the law by a narrow majority on Monday."),
    ("Team wins the cup", "A penalty decided the final in front of a full stadium."),
    ("Hospital opens ward", "It has twenty beds and was paid for by donations."),
)
CONSENT = (
    "We and our partners store information on your device, such as cookies, and process personal data. "
    "With your permission we may use your precise location. You may withdraw your consent at any time."
)


def test_a_section_front_is_refused_with_the_reason() -> None:
    teasers = "".join(f"<div><h3>{title}</h3><p>{text}</p></div>" for title, text in TEASERS)
    with pytest.raises(BadPage, match="is a list of other stories"):
        read_html(f"<html><body><h1>World</h1>{teasers}</body></html>", NAMES)


def test_a_list_of_links_and_a_cookie_wall_are_no_articles() -> None:
    links = "".join(f"<li><a href='/{title}'>{title}</a></li>" for title, _ in TEASERS * 4)
    for inside in (f"<h1>World</h1><ul>{links}</ul>", f"<div><h2>Your privacy</h2><p>{CONSENT}</p></div>"):
        with pytest.raises(BadPage, match="holds no article"):
            read_html(f"<html><body>{inside}</body></html>", NAMES)


def test_a_declared_title_that_is_a_heading_too_goes_before_the_others() -> None:
    head = (
        "<script type='application/ld+json'>"
        '{"@type": "NewsArticle", "headline": "Port deal: what it means"}</script>'
        "<meta property='og:title' content='Port of Sohar opens to two lines &amp; a ferry | Barid | World'>"
    )
    markup = html(head).replace("<body>", "<body><h1>Port of Sohar opens to two lines & a ferry</h1>", 1)
    assert read_html(markup, NAMES).title == "Port of Sohar opens to two lines & a ferry"


@pytest.mark.parametrize(
    ("head", "origin"),
    [
        ("<link rel='canonical' href='https://barid.example/2021/03/04/talks'>", DateOrigin.INFERRED),
        ("<meta property='article:modified_time' content='2022-01-05T10:00:00Z'>", DateOrigin.INFERRED),
        ("<meta name='copyright' content='2019 Barid'>", None),
    ],
)
def test_a_day_from_the_address_or_a_change_is_called_inferred(head: str, origin: DateOrigin | None) -> None:
    assert read_html(html(head), NAMES).published_at_origin is origin


@pytest.mark.parametrize(
    "markup",
    [
        "<html></html>",
        "<!DOCTYPE html>",
        html(paragraphs=[]),
        "<div>" * 3000 + "a" + "</div>" * 3000,
        "plain",
    ],
)
def test_a_page_without_an_article_is_refused(reader: Reader, markup: str) -> None:
    with pytest.raises(BadPage, match=r"^page holds no article"):
        reader.read(Document("page", DocumentKind.HTML, markup))


@settings(max_examples=60)
@given(st.text(max_size=120), st.text(max_size=60))
def test_any_markup_gives_a_page_or_a_reason(inside: str, attribute: str) -> None:
    head = f"<meta property='article:published_time' content='{attribute}'><title>{inside}</title>"
    page = read_html(html(head, body=f"<p>{inside}</p>"), NAMES)
    assert PARAGRAPHS[1] in page.body
    assert page.published_at is None or page.published_at.tzinfo is not None


@pytest.mark.parametrize("name", ["bbc-obr", "cnn-arabic-depots", "euronews-fr"])
def test_real_pages_reach_their_floor(reader: Reader, lexicon: Lexicon, pages: Path, name: str) -> None:
    [document] = read_paths([str(pages / f"{name}.html")], None)
    assert isinstance(document, Document)
    article = reader.read(document)
    gold = read_gold(pages / f"{name}.json")
    scores = measure(article, gold, lexicon.entities)
    assert scores.body.f1 >= 0.98
    assert (scores.title, scores.date, scores.lang) == (True, True, True)
    assert scores.author in (True, None)
    assert all(kind.recall == 1 for kind in scores.entities.values())
