"""Pages in scripts that part no words by spaces are articles like others."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.folding import fold
from ingest.article import Reader
from ingest.document import Document, DocumentKind
from ingest.length import count_words
from ingest.sentence import sentence_spans

_JAPANESE = (
    "港の再建をめぐる協議が火曜日に再開され、両国の代表団は夏までに工事を始めることで一致した。",
    "協議を仲介した国連の特使は「長い道のりだったが、ようやく出口が見えてきた」と述べた。一方で、費用の分担については結論が出ていない。",
    "港は四年前の嵐で大きな被害を受け、漁業に頼る周辺の町では人口が減り続けている。地元の漁師は「子どもたちが戻ってこられる町にしたい」と話した。",
    "次回の協議は来月、首都で開かれる予定だ。",
)
_THAI = (
    "คณะผู้แทนของทั้งสองประเทศกลับมาเจรจาเรื่องการบูรณะท่าเรือเมื่อวันอังคารและเห็นพ้องกันว่าจะเริ่มก่อสร้างก่อนฤดูร้อนปีหน้า",
    "ทูตพิเศษของสหประชาชาติซึ่งเป็นผู้ไกล่เกลี่ยกล่าวว่าการเจรจาใช้เวลานานแต่ทั้งสองฝ่ายเริ่มมองเห็นทางออกแล้ว",
    "ท่าเรือแห่งนี้เสียหายหนักจากพายุเมื่อสี่ปีก่อนและเมืองโดยรอบที่พึ่งพาการประมงก็มีประชากรลดลงอย่างต่อเนื่อง",
)
_PAGES = {
    "ja": ("港の再建協議、夏までの着工で一致", "2024年3月5日 18時20分", "ニュース", _JAPANESE),
    "th": ("สองประเทศเห็นพ้องเริ่มบูรณะท่าเรือก่อนฤดูร้อน", "5/3/2024", "ข่าว", _THAI),
}


@pytest.mark.parametrize("lang", _PAGES)
def test_html(reader: Reader, lang: str) -> None:
    title, day, menu, paragraphs = _PAGES[lang]
    markup = (
        f"<html><head><title>{title}</title></head><body><nav><a href='/'>{menu}</a></nav><article>"
        f"<h1>{title}</h1><p>{day}</p>{''.join(f'<p>{text}</p>' for text in paragraphs)}</article>"
        f"<aside><ul><li><a href='/2'>{menu}</a></li></ul></aside></body></html>"
    )
    article = reader.read(Document("page.html", DocumentKind.HTML, markup))
    assert (article.title, article.lang) == (title, lang)
    assert article.body == "\n\n".join(paragraphs)


@pytest.mark.parametrize("lang", _PAGES)
def test_scraped_text(reader: Reader, lang: str) -> None:
    title, day, menu, paragraphs = _PAGES[lang]
    text = "\n\n".join((menu, title, day, *paragraphs, menu))
    article = reader.read(Document("page.txt", DocumentKind.TEXT, text))
    assert (article.title, article.lang) == (title, lang)
    assert article.body == "\n\n".join(paragraphs)
    assert article.published_at is not None
    assert article.published_at.date() == datetime(2024, 3, 5, tzinfo=UTC).date()


def test_sentences_end_without_a_space() -> None:
    text = "港は再建される。費用は？「まだ決まっていない。」と述べた。"
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "港は再建される。",
        "費用は？",
        "「まだ決まっていない。」",
        "と述べた。",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Talks will go on", 4),
        ("ستستمر المحادثات", 2),
        ("協議", 1),
        ("港の再建", 2),
        ("iPhone の販売", 3),
        ("ท่าเรือแห่งนี้", 4),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text())
def test_there_are_no_fewer_words_than_spaces_part(text: str) -> None:
    assert len(text.split()) <= count_words(text) <= len(text)
    folded = fold(text)
    assert count_words(folded) == sum(map(count_words, folded.split()))
