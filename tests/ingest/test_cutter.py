"""The cutter's parts on small texts: wrapped lines, glued headlines, lists, titles, captions, boilerplate."""

import pytest

from graph.errors import BadPage
from graph.model import TitleOrigin
from ingest.cutting.cutter import cut
from ingest.cutting.line import read_lines
from ingest.cutting.related import split_related
from ingest.cutting.title import derive_title
from ingest.linking.linker import Linker
from ingest.orthography import normalize

TITLE = "Storm empties the port of Sfax"
LEAD = "The harbour master said on Monday that nine ships had left the port of Sfax before the storm came."
MORE = (
    "Crews worked through the night to move the last of them. Two fishing boats were still missing at dawn."
)
LAST = "The governor promised help to every family that had lost a boat, and a new sea wall by next summer."


def body(*paragraphs: str) -> str:
    """Paragraphs as a stored body."""
    return "\n\n".join(paragraphs)


def test_wrapped_lines_become_paragraphs() -> None:
    wrapped = """The harbour master said on Monday that nine ships had
left the port of Sfax before the storm reached the
coast. Crews worked through the night to move the last
of them.

Two fishing boats were still missing at dawn, and the
governor said that he would wait for news of them in
the town hall with their families.
"""
    lines = read_lines(wrapped)
    assert [line.text[:12] for line in lines] == ["The harbour ", "Two fishing "]
    assert lines[0].text.endswith("of them.") and "had left the" in lines[0].text


def test_lists_of_short_lines_are_not_joined() -> None:
    text = "First headline of a list\nA second one\nThe third headline is here\nAnd the fourth\n"
    assert len(read_lines(text)) == 4


def test_letters_are_brought_to_their_usual_form() -> None:
    assert normalize("\ufeffﺑﻮﺗﻴﻦ\u200f\u00a0\u202aقال\u202c\r\nنعم\u2028لا\u0007") == "بوتين قال\nنعم\nلا"
    assert normalize("e\u0301 می\u200cخواهم ﷺ") == "é می\u200cخواهم ﷺ"


@pytest.mark.parametrize(
    ("line", "text", "section", "headlines"),
    [
        (
            "انتهى الخبر.  وقد يهمك أيضا :   عنوان أول   عنوان ثان",
            "انتهى الخبر.",
            "وقد يهمك أيضا",
            ["عنوان أول", "عنوان ثان"],
        ),
        ("انتهى الخبر. اقرأ أيضاً: عنوان | آخر", "انتهى الخبر.", "اقرأ أيضاً", ["عنوان", "آخر"]),
        ("It ended. Read also: A headline", "It ended.", "Read also", ["A headline"]),
        (
            "C'est fini. À lire aussi : Un titre • Un autre",
            "C'est fini.",
            "À lire aussi",
            ["Un titre", "Un autre"],
        ),
        ("Terminó. Lea también: Un titular", "Terminó.", "Lea también", ["Un titular"]),
        ("Read more: Only a link", "", "Read more", ["Only a link"]),
    ],
)
def test_headlines_glued_to_a_line_are_cut_off(
    line: str, text: str, section: str, headlines: list[str]
) -> None:
    [found] = read_lines(line)
    own, box = split_related(found)
    assert own == text and box is not None
    assert (box.section, list(box.texts)) == (section, headlines)


@pytest.mark.parametrize(
    "line",
    [
        "He asked them to read also the second letter, which was longer.",
        "وقال إنه قد يهمك أيضا أن تعرف السبب.",
        "The related costs were high. Related parties paid them.",
        "Il faut lire aussi les annexes du rapport.",
    ],
)
def test_the_same_words_inside_a_sentence_stay(line: str) -> None:
    [found] = read_lines(line)
    assert split_related(found) == (line, None)


def test_a_page_of_prose_alone_gets_a_derived_title(linker: Linker) -> None:
    page = cut(body(LEAD, MORE), linker)
    assert (page.body, page.title_origin) == (body(LEAD, MORE), TitleOrigin.DERIVED)
    assert page.title == derive_title(page.body) and page.title.endswith("…")
    assert LEAD.startswith(page.title[:-1]) and len(page.title) <= 91


def test_a_short_first_sentence_is_a_whole_derived_title() -> None:
    assert derive_title("Rain fell. It stopped.") == "Rain fell"
    assert derive_title("x" * 300) == "x" * 90 + "…"


def test_the_nearest_fitting_line_is_the_title_and_kicker_comes_from_the_path(linker: Linker) -> None:
    head = "Home > World > Africa\n\nMenu\n\nSearch\n\n"
    page = cut(f"{head}{TITLE}\n\nHarbour master counts his ships\n\n{LEAD}\n\n{MORE}\n", linker)
    assert (page.title, page.title_origin) == (TITLE, TitleOrigin.PAGE)
    assert page.kicker == "Africa"


def test_lists_before_and_after_are_headlines_with_their_section(linker: Linker) -> None:
    text = (
        "Latest news\nA bridge opens in the old town\nFarmers ask for a later harvest\n\n"
        f"{TITLE}\n\n{LEAD}\n\n{MORE}\n\n{LAST}\n\n"
        "Most read\n\nTen ways to dry an umbrella\n\nWhy the ferry is late again\n\nAbout us\n\nContact\n"
    )
    page = cut(text, linker)
    assert page.body == body(LEAD, MORE, LAST)
    assert [(h.section, h.position, h.text) for h in page.headlines] == [
        ("Latest news", 1, "A bridge opens in the old town"),
        ("Latest news", 2, "Farmers ask for a later harvest"),
        ("Most read", 1, "Ten ways to dry an umbrella"),
        ("Most read", 2, "Why the ferry is late again"),
    ]


def test_comments_appeals_and_legal_notes_are_no_body(linker: Linker) -> None:
    text = (
        f"{TITLE}\n\n{LEAD}\n\nSign up for our newsletter and never miss a story.\n\n{MORE}\n\n{LAST}\n\n"
        "The opinions expressed here are not those of this site. See our privacy policy and terms of use.\n\n"
        "Comments\n\nI was there and I can tell you that it was far worse than what is written here today.\n"
    )
    assert cut(text, linker).body == body(LEAD, MORE, LAST)


def test_subheadings_links_and_captions_inside_are_left_out(linker: Linker) -> None:
    text = (
        f"{TITLE}\n\n{LEAD}\n\nWhat happened at sea?\n\n{MORE}\n\nHow storms are given their names\n\nAFP\n\n"
        f"Fishermen look at what is left of their boats on the beach near the port on Monday\n\n{LAST}\n"
    )
    assert cut(text, linker).body == body(LEAD, MORE, LAST)


def test_teasers_with_a_sentence_each_are_no_body(linker: Linker) -> None:
    teasers = "\n\n".join(
        f"A headline about thing number {n}\n\nThis sentence tells a little more of thing number {n} now."
        for n in range(6)
    )
    text = f"{TITLE}\n\n{LEAD}\n\n{MORE}\n\n{LAST}\n\n{teasers}\n"
    assert cut(text, linker).body == body(LEAD, MORE, LAST)


def test_the_date_of_a_page_is_the_articles_own(linker: Linker) -> None:
    dates = "By Leila Mansour\n\nUpdated 3 May 2024 09:00\n\nPublished 2 May 2024 18:30\n\n"
    rest = f"{LEAD}\n\n{MORE}\n\nRelated\n\nAn older story about ships\n\n1 January 2020\n"
    page = cut(f"{TITLE}\n\n{dates}{rest}", linker)
    assert page.published_at is not None and page.published_at.isoformat() == "2024-05-02T18:30:00+00:00"
    assert page.byline == "Leila Mansour"
    assert cut(f"{TITLE}\n\n{rest}", linker).published_at is None


def test_the_address_on_the_first_line_is_taken(linker: Linker) -> None:
    page = cut(f"URL: https://barid.example/a\n\n{TITLE}\n\n{LEAD}\n", linker)
    assert (page.url, page.title) == ("https://barid.example/a", TITLE)


@pytest.mark.parametrize(
    "text", ["", "Home\nWorld\nSport\n", "A headline with no text under it\n" * 3, "…\n" * 9]
)
def test_a_page_without_running_text_is_refused(linker: Linker, text: str) -> None:
    with pytest.raises(BadPage, match=r"^holds no article"):
        cut(text, linker)
