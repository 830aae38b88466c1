"""Which line of a scraped page is taken for its headline, and what follows from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadPage
from graph.model import TitleOrigin
from ingest.cutting.body import find_body
from ingest.cutting.cutter import cut
from ingest.cutting.evidence import WEIGHTS, Segmentation, read_signs
from ingest.cutting.line import read_lines
from ingest.naming.known import KnownNames

TITLE = "Storm empties the port of Sfax"
STANDFIRST = (
    "Nine ships left in the night and two fishing boats are missing, while the town waits for the wind"
)
LEAD = "The harbour master said on Monday that nine ships had left the port of Sfax before the storm came."
MORE = (
    "Crews worked through the night to move the last of them. Two fishing boats were still missing at dawn."
)
LAST = "The governor promised help to every family that had lost a boat, and a new sea wall by next summer."
BODY = f"{LEAD}\n\n{MORE}\n\n{LAST}"


def above(*lines: str) -> str:
    """Lines with an empty one between them, above the article."""
    return "\n\n".join((*lines, BODY))


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((TITLE, STANDFIRST, "By Mona Haddad", "3 March 2024"), id="above its standfirst"),
        pytest.param(
            (TITLE, "By Mona Haddad", "3 March 2024", "Ships in the port of Sfax (AFP / Ali Karoui)"),
            id="above a picture",
        ),
        pytest.param(
            ("Fishermen carry their nets to the port", "Photo: Ali Karoui", TITLE, "3 March 2024"),
            id="below a picture",
        ),
        pytest.param(
            (
                TITLE,
                "By Mona Haddad",
                "3 March 2024",
                "Bridge in Tunis closed",
                "1 March 2024",
                "Farmers wait for the rain",
                "28 February 2024",
                "A storm of protest over school books",
                "27 February 2024",
            ),
            id="before dated stories",
        ),
        pytest.param(
            (f"Home News Africa {TITLE}", TITLE, "By Mona Haddad", "Share"), id="glued to its path above"
        ),
        pytest.param(
            ("Dollar buys 3 dinars and a euro 4", "Home > Africa > Ports", TITLE, "3 March 2024"),
            id="below the path through the site",
        ),
        pytest.param(
            ("Home Politics Ports Weather Jobs", TITLE, "3 March 2024"), id="below a menu on one line"
        ),
        pytest.param(
            (TITLE, "03/03/2024 | 14:22", "Nine ships in the port of Sfax before the storm", "Mona Haddad"),
            id="above the day and what a picture shows",
        ),
        pytest.param(
            ("Breaking", "Fishing boats wait for the wind", "Ports", TITLE, "3 March 2024"),
            id="below an alert",
        ),
    ],
)
def test_the_headline_is_found(names: KnownNames, lines: tuple[str, ...]) -> None:
    found = cut(above(*lines), names)
    assert (found.title, found.title_origin) == (TITLE, TitleOrigin.PAGE)


@pytest.mark.parametrize(
    "title",
    [
        "Sfax empties its port!",
        "Storm Week 2024 | The port of Sfax is empty",
        "Storm over Sfax: “The port is empty.”",
    ],
)
def test_headlines_of_another_form(names: KnownNames, title: str) -> None:
    found = cut(above(title, "By Mona Haddad", "3 March 2024"), names)
    assert (found.title, found.body) == (title, BODY)


def test_a_headline_that_reads_like_prose_is_no_paragraph(names: KnownNames) -> None:
    title = (
        "Port of Sfax: nine ships leave before the storm, two fishing boats are still missing! A town waits"
    )
    found = cut(above("Home", title), names)
    assert (found.title, found.title_origin, found.body) == (title, TitleOrigin.PAGE, BODY)


@pytest.mark.parametrize("rest", ["", "Nobody was hurt."])
def test_the_only_paragraph_is_no_headline(names: KnownNames, rest: str) -> None:
    only = "Nine ships have left the port of Sfax before the storm comes, and the town waits for two boats!"
    found = cut(f"{only}\n\n{rest}", names)
    assert found.body.startswith(only) and found.title_origin is TitleOrigin.DERIVED


def test_of_copies_the_first_is_the_headline_so_that_its_date_is_read(names: KnownNames) -> None:
    found = cut(above(TITLE, "By Mona Haddad", "3 March 2024", "Share", "2 min", TITLE), names)
    assert found.title == TITLE
    assert found.byline == "Mona Haddad"
    assert found.published_at is not None and found.published_at.date().isoformat() == "2024-03-03"


def test_a_byline_with_the_outlet_behind_a_bar_is_no_path(names: KnownNames) -> None:
    found = cut(above("Home | World | Africa", TITLE, "By Mona Haddad | Barid News"), names)
    assert (found.title, found.byline) == (TITLE, "Mona Haddad")


@pytest.mark.parametrize(
    ("lines", "byline"),
    [
        ((TITLE, "Jorunn Qvarfoth", "3 March 2024"), "Jorunn Qvarfoth"),
        ((TITLE, "3 March 2024", "Jorunn Qvarfoth", "Share"), "Jorunn Qvarfoth"),
        ((TITLE, "3 March 2024", "Share", "Jorunn Qvarfoth", "Share"), None),
        (("Harbour News", TITLE, "Harbour News", "3 March 2024"), None),
        ((TITLE, "North Sea", "3 March 2024"), None),
        ((TITLE, "Save for later", "3 March 2024"), None),
    ],
)
def test_a_name_that_nobody_knows_counts_beside_the_date_alone(
    names: KnownNames, lines: tuple[str, ...], byline: str | None
) -> None:
    found = cut(above(*lines), names)
    assert (found.title, found.byline) == (TITLE, byline)


def test_an_unspaced_headline_is_weighed_by_pairs_of_letters(names: KnownNames) -> None:
    lead = (
        "台風の接近で横浜港からすべての船が避難したと港湾局が月曜日に発表した。乗組員は夜を徹して作業した。"
    )
    more = "漁船二隻の行方がまだ分かっていない。知事は家族への支援を約束し、新しい防波堤を造ると述べた。"
    title = "台風で横浜港の船がすべて避難"
    found = cut(
        f"ニュース速報一覧\n\n会社案内と採用情報\n\n{title}\n\n2024年3月5日\n\n{lead}\n\n{more}", names
    )
    assert found.title == title


def test_every_sign_has_a_weight(names: KnownNames) -> None:
    lines = read_lines(above("Home", TITLE, STANDFIRST, "By Mona Haddad", "3 March 2024"))
    segmented = Segmentation(lines, find_body(lines), names)
    seen = {sign for line in lines for sign in read_signs(line, segmented)}
    assert seen <= WEIGHTS.keys() and {"shared", "lead", "byline second", "above a long one"} <= seen


LINES = [TITLE, STANDFIRST, LEAD, MORE, LAST, "Share", "3 March 2024", "", "By Ann", "؟", "港", "A | B", "!"]


@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["\n", "\n\n", "! "]))
def test_any_lines_make_a_page_with_title_and_body_or_none(
    names: KnownNames, lines: list[str], gap: str
) -> None:
    text = gap.join(lines)
    try:
        page = cut(text, names)
    except BadPage:
        return
    assert page.title and page.body
    assert page.title_origin is not TitleOrigin.PAGE or page.title in [line.text for line in read_lines(text)]


def test_who_a_portrait_shows_is_no_headline(names: KnownNames) -> None:
    lead = (
        "قدمت الجامعة يوم الاثنين وليد الزرقوني مدربا جديدا للفريق الأول خلفا لسامي الحداد الذي غادر قبل شهر."
    )
    rest = "وقال الرئيس إن العقد لعامين، وإن الفريق سيبدأ تدريباته في الأسبوع القادم على ملعب المدينة القديم."
    page = cut(f"المدرب المغربي وليد الزرقوني\n\n{lead}\n\n{rest}\n\n{rest[:-1]} مساء.", names)
    assert page.title_origin is not TitleOrigin.PAGE
    assert page.caption == "المدرب المغربي وليد الزرقوني"
