"""The cutter's parts on small texts: wrapped lines, glued headlines, lists, titles, captions, boilerplate."""

import textwrap

import pytest

from graph.errors import BadPage
from graph.model import TitleOrigin
from ingest.cutting.cutter import cut
from ingest.cutting.line import read_lines
from ingest.cutting.related import split_related
from ingest.cutting.title import derive_title
from ingest.naming.known import KnownNames
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


def test_wrapped_paragraphs_are_told_from_the_menu_above_without_empty_lines() -> None:
    menu = "Home\nHarbour\nWeather\nSport\n"
    prose = textwrap.fill(f"{LEAD} {MORE}", 44) + "\n" + textwrap.fill(f"{LAST} {MORE}", 44) + "\n"
    assert [line.text for line in read_lines(menu + prose + textwrap.fill(LEAD, 44))] == [
        "Home", "Harbour", "Weather", "Sport", f"{LEAD} {MORE}", f"{LAST} {MORE}", LEAD,
    ]  # fmt: skip


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


def test_a_page_of_prose_alone_gets_a_derived_title(names: KnownNames) -> None:
    page = cut(body(LEAD, MORE), names)
    assert (page.body, page.title_origin) == (body(LEAD, MORE), TitleOrigin.DERIVED)
    assert page.title == derive_title(page.body) and page.title.endswith("…")
    assert LEAD.startswith(page.title[:-1]) and len(page.title) <= 91


def test_a_short_first_sentence_is_a_whole_derived_title() -> None:
    assert derive_title("Rain fell. It stopped.") == "Rain fell"
    assert derive_title("x" * 300) == "x" * 90 + "…"


def test_the_nearest_fitting_line_is_the_title_and_kicker_comes_from_the_path(names: KnownNames) -> None:
    head = "Home > World > Africa\n\nMenu\n\nSearch\n\n"
    page = cut(f"{head}{TITLE}\n\nHarbour master counts his ships\n\n{LEAD}\n\n{MORE}\n", names)
    assert (page.title, page.title_origin) == (TITLE, TitleOrigin.PAGE)
    assert page.kicker == "Africa"


def test_a_small_box_of_another_story_does_not_cut_off_a_short_lead(names: KnownNames) -> None:
    lead = "Crews moved nine boats from Sfax through the night, the governor said on Monday, as the sea rose."
    box = (
        "Read more\n\nAfrica\n\nTunis closes its port and waits for the storm\n\nA ferry is kept in Tunis ..."
    )
    page = cut(f"{TITLE}\n\n3 March 2024\n\n{lead}\n\n{box}\n\n{MORE}\n\n{LAST}", names)
    assert (page.title, page.body) == (TITLE, body(lead, MORE, LAST))


def test_a_long_box_after_the_lead_does_not_part_it_from_the_rest(names: KnownNames) -> None:
    lead = "Crews moved nine boats from Sfax through the night, the governor said on Monday, as the sea rose."
    items = "\n".join(f"list {number} of 4\nA short headline on something" for number in range(1, 5))
    others = [
        "Elsewhere grain is dearer by a third since spring, and mills stand idle for want of one.",
        "Bakers ask for cheaper flour, while ministers speak of a harvest that nobody has seen so far.",
        "A union of drivers wants talks on fuel before Friday, or no lorry leaves the depots next week.",
    ]
    box = f"Recommended Stories\nlist of 4 items\n{items}\nend of list"
    page = cut("\n\n".join([TITLE, "3 March 2024", lead, box, *others]), names)
    assert page.body == body(lead, *others)


def test_lists_before_and_after_are_headlines_with_their_section(names: KnownNames) -> None:
    text = (
        "Latest news\nA bridge opens in the old town\nFarmers ask for a later harvest\n\n"
        f"{TITLE}\n\n{LEAD}\n\n{MORE}\n\n{LAST}\n\n"
        "Most read\n\nTen ways to dry an umbrella\n\nWhy the ferry is late again\n\nAbout us\n\nContact\n"
    )
    page = cut(text, names)
    assert page.body == body(LEAD, MORE, LAST)
    assert [(h.section, h.position, h.text) for h in page.headlines] == [
        ("Latest news", 1, "A bridge opens in the old town"),
        ("Latest news", 2, "Farmers ask for a later harvest"),
        ("Most read", 1, "Ten ways to dry an umbrella"),
        ("Most read", 2, "Why the ferry is late again"),
    ]


def test_comments_appeals_and_legal_notes_are_no_body(names: KnownNames) -> None:
    text = (
        f"{TITLE}\n\n{LEAD}\n\nSign up for our newsletter and never miss a story.\n\n{MORE}\n\n{LAST}\n\n"
        "The opinions expressed here are not those of this site. See our privacy policy and terms of use.\n\n"
        "Comments\n\nI was there and I can tell you that it was far worse than what is written here today.\n"
    )
    assert cut(text, names).body == body(LEAD, MORE, LAST)


def test_subheadings_links_and_captions_inside_are_left_out(names: KnownNames) -> None:
    text = (
        f"{TITLE}\n\n{LEAD}\n\nWhat happened at sea?\n\n{MORE}\n\nHow storms are given their names\n\nAFP\n\n"
        f"Fishermen look at what is left of their boats on the beach near the port on Monday\n\n{LAST}\n"
    )
    assert cut(text, names).body == body(LEAD, MORE, LAST)


def test_long_headlines_after_a_body_with_stops_are_no_body(names: KnownNames) -> None:
    headlines = [
        "Walmart removes its self-checkouts and goes back to lanes with cashiers but not for its customers",
        "Stamp prices to rise by a record amount as the cost of sending a letter grows for the second time",
        "Why savers could be hit by a small change to the way that their money is insured at the banks",
    ]
    page = cut(body(TITLE, LEAD, MORE, LAST, *headlines), names)
    assert page.body == body(LEAD, MORE, LAST)


def test_a_notice_on_each_picture_is_no_body(names: KnownNames) -> None:
    notice = "This picture comes from another site and is shown when you allow that site to know you."
    page = cut(body(TITLE, LEAD, notice, MORE, notice, LAST, notice), names)
    assert page.body.count(notice) <= 1
    assert [part for part in page.body.split("\n\n") if part != notice] == [LEAD, MORE, LAST]


def test_a_box_in_a_short_article_does_not_end_it(names: KnownNames) -> None:
    page = cut(body(TITLE, MORE, "Read also", "Ferry to Kerkennah runs again", LAST), names)
    assert page.body == body(MORE, LAST)


@pytest.mark.parametrize(
    ("line", "is_credit"),
    [
        ("Moody's (the agency) cut the country's credit outlook on Monday.", False),
        ("The film: a picture of a city at war, and of those who stayed.", False),
        ("بدأ تصوير مسلسل جديد في القاهرة", False),
        ("وفد الوزارة برئاسة الأستاذ / إبراهيم الحسيني", False),
        ("Soldiers stack sandbags. Photo: Demo Pictures", True),
        ("Supporters wait in Gaza City. (Adel Hana/The Associated Press)", True),
        ("A man walks by the port. (Photo by Ali Hassan)", True),
        ("Der Minister am Ufer. Foto: dpa", True),
        ("جنود على ضفة النهر - صورة أرشيفية", True),
    ],
)
def test_a_credit_is_told_from_a_sentence_with_its_words(line: str, is_credit: bool) -> None:
    assert read_lines(line)[0].is_credit is is_credit


@pytest.mark.parametrize(
    "line", ["Er sagte: „Wir bleiben.“", "Hun sagde: »Vi bliver.«", 'He said: "We stay."']
)
def test_a_sentence_may_end_with_any_closing_quote(line: str) -> None:
    assert read_lines(line)[0].is_terminal


def test_teasers_with_a_sentence_each_are_no_body(names: KnownNames) -> None:
    teasers = "\n\n".join(
        f"A headline about thing number {n}\n\nThis sentence tells a little more of thing number {n} now."
        for n in range(6)
    )
    text = f"{TITLE}\n\n{LEAD}\n\n{MORE}\n\n{LAST}\n\n{teasers}\n"
    assert cut(text, names).body == body(LEAD, MORE, LAST)


def test_the_date_of_a_page_is_the_articles_own(names: KnownNames) -> None:
    dates = "By Leila Mansour\n\nUpdated 3 May 2024 09:00\n\nPublished 2 May 2024 18:30\n\n"
    rest = f"{LEAD}\n\n{MORE}\n\nRelated\n\nAn older story about ships\n\n1 January 2020\n"
    page = cut(f"{TITLE}\n\n{dates}{rest}", names)
    assert page.published_at is not None and page.published_at.isoformat() == "2024-05-02T18:30:00+00:00"
    assert page.byline == "Leila Mansour"
    assert cut(f"{TITLE}\n\n{rest}", names).published_at is None


def test_the_address_on_the_first_line_is_taken(names: KnownNames) -> None:
    page = cut(f"URL: https://barid.example/a\n\n{TITLE}\n\n{LEAD}\n", names)
    assert (page.url, page.title) == ("https://barid.example/a", TITLE)


@pytest.mark.parametrize(
    "text", ["", "Home\nWorld\nSport\n", "A headline with no text under it\n" * 3, "…\n" * 9]
)
def test_a_page_without_running_text_is_refused(names: KnownNames, text: str) -> None:
    with pytest.raises(BadPage, match=r"^holds no article"):
        cut(text, names)


def test_an_agency_between_strokes_begins_a_report(names: KnownNames) -> None:
    first = "أبوظبي في 20 نوفمبر/ وام/ استقبل رئيس الدولة اليوم رئيس وزراء كندا الذي يزور البلاد يومين."
    second = "وبحث الجانبان علاقات التعاون بين البلدين، وسبل تعزيزها في مجالات الاستثمار والطاقة المتجددة."
    page = cut(body("رئيس الدولة يستقبل رئيس وزراء كندا", first, second), names)
    assert (page.body, page.caption) == (body(first, second), None)
    assert (page.byline, page.dateline) == ("وام", "أبوظبي")


def test_a_box_that_a_page_begins_and_ends_is_no_body(names: KnownNames) -> None:
    box = ("تخطى قصص مقترحة وواصل القراءة", "قصص مقترحة", "ما الذي نعرفه عن السفن؟", "قصص مقترحة نهاية")
    page = cut(body(TITLE, LEAD, MORE, *box, LAST), names)
    assert page.body == body(LEAD, MORE, LAST)


def test_who_took_a_picture_is_no_writer(names: KnownNames) -> None:
    page = cut(body(TITLE, "صدر الصورة،Reuters", LEAD, MORE, LAST), names)
    assert page.byline is None


def test_a_writer_is_read_from_the_line_of_the_date_and_not_from_a_caption(names: KnownNames) -> None:
    date = "الجمعة 21-11-2025 10:12 | كتب: سالم حمد الله |"
    lead = "أعلنت وزارة الري أمس أن السد الجديد سيفتح في الربيع، وأن المياه ستصل إلى القرى السبع قبل الصيف."
    page = cut(body("السد الجديد يفتح في الربيع", date, "محمود عبدالعاطي - صورة أرشيفية", lead, LAST), names)
    assert page.byline == "سالم حمد الله"
