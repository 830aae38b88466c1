"""From a document to an article: ids, hash, determinism, and one line for every fault."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from orjson import dumps

from graph.errors import BadPage
from graph.identity import article_id
from graph.model import Article, DateOrigin, TitleOrigin
from ingest.article import Reader, content_hash
from ingest.document import Document, DocumentKind
from ingest.linking.lexicon import Lexicon, load_lexicon

RECORD = (
    '{"url": "http://www.Barid.example/a/?utm_source=x#top", "title": "بوتين في أنقرة", "lang": "ar", '
    '"body": "وصل فلاديمير بوتين إلى تركيا.\\n\\nوقال بوتين إن المحادثات ستستمر.", '
    '"dateline": "أنقرة", "publishedAt": "2019-11-19"}'
)
READER = Reader(load_lexicon())
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "الرئيسية » أخبار",
                "أعلن الكرملين أمس أن الرئيس الروسي فلاديمير بوتين أجرى محادثات هاتفية مع نظيره في باريس.",
                "Read also: Something else",
                "وقد يهمك أيضا :   عنوان   آخر",
                "By Anne Hall",
                "14 March 2024",
                "",
                "© 2024",
                "a – b",
                "…",
            ]
        ),
        st.text(max_size=60),
    ),
    max_size=25,
)


def document(text: str, kind: DocumentKind = DocumentKind.TEXT) -> Document:
    """A document under the name "page"."""
    return Document("page", kind, text)


def read_or_reason(text: str, kind: DocumentKind) -> tuple[Article | None, str]:
    """The article, or None and why there is none."""
    try:
        return READER.read(document(text, kind)), ""
    except BadPage as error:
        return None, str(error)


def test_a_record_becomes_an_article(reader: Reader, lexicon: Lexicon) -> None:
    article = reader.read(document(RECORD, DocumentKind.RECORD))
    assert article.url == "https://www.barid.example/a"
    assert article.id == article_id(article.url, "", "")
    assert (article.source, article.dateline_id) == ("www.barid.example".removeprefix("www."), "Q3640")
    assert (article.title_origin, article.published_at_origin) == (TitleOrigin.PAGE, DateOrigin.GIVEN)
    putin = next(mention for mention in article.mentions if mention.entity_id == "Q7747")
    assert (putin.surfaces, putin.count, putin.in_title) == (("فلاديمير بوتين", "بوتين"), 3, True)
    told = {event.id for event in article.events}
    assert all(
        mention.entity_id in lexicon.entities or mention.entity_id in told for mention in article.mentions
    )


@pytest.mark.parametrize(
    ("body", "surfaces"),
    [
        ("أعلنت وزارة الدفاع الروسية ذلك أمس بعد وصول الوفد.", ("الروسية",)),
        ("قال المركز الروسي للدراسات الملاحية إن البحر هادئ.", ("الروسي",)),
        ("وصل بوتين إلى روسيا، وقالت وزارة الدفاع الروسية إن كل شيء هادئ.", ("روسيا", "الروسية")),
        ("وقال وزير النقل محمود الروسي للصحفيين إن البحر هادئ.", ()),
    ],
)
def test_an_arabic_body_names_the_state_that_its_name_holds(
    reader: Reader, body: str, surfaces: tuple[str, ...]
) -> None:
    record = dumps({"title": "البحر", "body": body, "lang": "ar"}).decode()
    article = reader.read(document(record, DocumentKind.RECORD))
    russia = [mention.surfaces for mention in article.mentions if mention.entity_id == "Q159"]
    assert russia == ([surfaces] if surfaces else [])


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("أعلن الكرملين اليوم الثلاثاء 19 نوفمبر 2019 أن المحادثات انتهت.", "2019-11-19"),
        ("أعلن الكرملين أمس الإثنين (18 نوفمبر 2019) أن المحادثات انتهت.", "2019-11-19"),
        ("القاهرة، 19 نوفمبر 2019 (رويترز) - أعلن الكرملين أن المحادثات انتهت.", "2019-11-19"),
        ("CAIRO, Nov. 19, 2019 (Reuters) - The ministers have ended their talks in the city.", "2019-11-19"),
        ("PARIS, 19 novembre 2019 (AFP) - Les ministres ont achevé leurs entretiens.", "2019-11-19"),
        ("CAIRO, Nov 19 (Reuters) - The ministers have ended their talks in the city.", None),
        ("The treaty of 19 November 2019 - a dream - was signed by ministers who met.", None),
        ("أعلن الكرملين الثلاثاء 19 نوفمبر 2019 أن المحادثات انتهت.", None),
        ("أعلن الكرملين منذ 3 ساعات أن المحادثات انتهت.", None),
    ],
)
def test_the_day_is_inferred_only_from_a_whole_date_of_writing(
    reader: Reader, body: str, day: str | None
) -> None:
    article = reader.read(document(dumps({"body": body}).decode(), DocumentKind.RECORD))
    assert (article.published_at and article.published_at.date().isoformat()) == day
    assert article.published_at_origin == (DateOrigin.INFERRED if day else None)


def test_the_hash_changes_with_anything_that_is_stored(reader: Reader) -> None:
    article = reader.read(document(RECORD, DocumentKind.RECORD))
    assert article.content_hash == content_hash(article) == content_hash(replace(article, content_hash="x"))
    changed = [
        replace(article, byline="A"),
        replace(article, mentions=article.mentions[1:]),
        replace(article, mentions=(replace(article.mentions[0], salience=0.5), *article.mentions[1:])),
        replace(article, published_at=None),
    ]
    assert len({content_hash(article), *map(content_hash, changed)}) == 5


def test_reading_again_and_by_another_reader_gives_the_same(lexicon: Lexicon, reader: Reader) -> None:
    first = reader.read(document(RECORD, DocumentKind.RECORD))
    assert Reader(lexicon).read(document(RECORD, DocumentKind.RECORD)) == first


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("أخبار\nرياضة\nفيديو\n", DocumentKind.TEXT, "page holds no article, only menus"),
        ("One short line.\n", DocumentKind.TEXT, "page holds no article"),
        (
            "\n".join(f"Headline number {n} about something" for n in range(30)),
            DocumentKind.TEXT,
            "page holds no article",
        ),
        ('{"body": "B", "url": "ftp://x"}', DocumentKind.RECORD, "page: 'ftp://x' is no article address"),
        ("{", DocumentKind.RECORD, "page: no JSON object"),
    ],
)
def test_a_fault_is_one_line_that_names_the_page(
    reader: Reader, text: str, kind: DocumentKind, reason: str
) -> None:
    with pytest.raises(BadPage) as caught:
        reader.read(document(text, kind))
    assert str(caught.value).startswith(reason) and "\n" not in str(caught.value)


@settings(max_examples=200)
@given(LINES)
def test_any_text_gives_an_article_or_a_reason(lines: list[str]) -> None:
    article, reason = read_or_reason("\n".join(lines), DocumentKind.TEXT)
    if article is None:
        assert len(reason.splitlines()) == 1
        return
    assert article.title and article.body == article.body.strip()
    for mention in article.mentions:
        for start, end, surface in zip(mention.starts, mention.ends, mention.surfaces, strict=True):
            assert article.body[start:end] == surface
    assert READER.read(document("\n".join(lines))) == article


@settings(max_examples=200)
@given(st.text(max_size=200), st.sampled_from(list(DocumentKind)))
def test_any_document_is_harmless(text: str, kind: DocumentKind) -> None:
    article, reason = read_or_reason(text, kind)
    assert (len(reason.splitlines()) == 1) == (article is None)
