"""Bytes to text: each encoding that news files come in, and what is refused."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadPage
from ingest.encoding import decode

ARABIC = (
    "أعلن وزير الخارجية الأردني أن الاجتماع المقبل سيعقد في عمان، وأن الدعوات أرسلت إلى جميع الوفود المشاركة."
)
FRENCH = (
    "Le ministère a annoncé jeudi que l'élève blessé à Évry était sorti de l'hôpital après trois semaines."
)
ENGLISH = "The ministry said on Thursday that the meeting would be held in the capital at the end of May."


def text_or_reason(data: bytes) -> tuple[str | None, str]:
    """The text, or None and why there is none."""
    try:
        return decode(data), ""
    except BadPage as error:
        return None, str(error)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"]
)
def test_arabic_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode(ARABIC.encode(encoding)) == ARABIC


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "latin-1"])
def test_french_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == FRENCH


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le", "utf-16-be"])
def test_english_is_read_without_a_mark(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


def test_a_letter_cut_in_two_at_the_end_is_forgiven() -> None:
    assert decode(ARABIC.encode()[:-2]) == ARABIC[:-2]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        ("\ufeff\n".encode(), "is empty"),
        (b"%PDF-1.7 and so on", "is a PDF"),
        (b"PK\x03\x04" + b"\x00" * 50, "is a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is an image"),
        (bytes(range(256)) * 20, "is binary"),
        (bytes(400), "is binary"),
        (b"\xff\xfeabc", "begins with the mark of UTF-16-LE"),
        (("\ufffd" * 9 + ENGLISH).encode(), "letters lost"),
        (ARABIC.encode().decode("cp1252", errors="ignore").encode(), "decoded with a wrong encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(BadPage, match=reason) as caught:
        decode(data)
    assert "\n" not in str(caught.value) and "give text in UTF-8" in str(caught.value)


def test_noise_is_refused() -> None:
    noise = random.Random(7).randbytes(4000)
    with pytest.raises(BadPage, match="is binary"):
        decode(noise)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_one_line_of_reason(data: bytes) -> None:
    text, reason = text_or_reason(data)
    assert len(reason.splitlines()) == (text is None)
    assert text is None or text.strip()


@given(st.text(min_size=1, max_size=200))
def test_utf8_text_comes_back_as_it_was_or_is_refused(text: str) -> None:
    found, reason = text_or_reason(text.encode("utf-8-sig"))
    assert found == text or reason


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("cp1256", "iso-8859-1"), ("cp1256", "windows-1252"), ("iso8859_6", "windows-1256")],
)
def test_a_one_byte_encoding_declared_wrong_is_seen_through(encoding: str, declared: str) -> None:
    text = "محادثات في القاهرة حول الطاقة بين وزير الخارجية المصري ونظيره الأردني أمس. " * 5
    page = f"<html><head><meta charset='{declared}'></head><body><p>{text}</p></body></html>"
    assert decode(page.encode(encoding)) == page


def test_an_accented_page_is_read_as_declared() -> None:
    page = (
        "<meta charset='iso-8859-1'><p>Créée à Orléans l'été dernier, l'école a été fermée où naît l'Aïn.</p>"
    )
    assert decode(page.encode("latin-1")) == page
