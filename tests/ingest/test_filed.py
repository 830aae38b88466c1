"""Lines of Arabic outlets that say who filed a report, and where; and what it tells below a title."""

import pytest

from graph.model import TitleOrigin
from ingest.cutting.cutter import cut
from ingest.cutting.filed import Filed, read_filed_line
from ingest.naming.known import KnownNames

REPORT = (
    "قال مدير الميناء يوم الاثنين إن تسع سفن غادرت ميناء صفاقس قبل وصول العاصفة إلى الساحل بساعات قليلة.\n"
    "وعملت الفرق طوال الليل لنقل آخر السفن، وبقي زورقان للصيد في عداد المفقودين عند الفجر.\n"
    "ووعد المحافظ بمساعدة كل أسرة فقدت قاربا، وببناء سور بحري جديد قبل حلول الصيف المقبل."
)


@pytest.mark.parametrize(
    ("line", "writers", "place"),
    [
        ("سامي الحداد - الرياض", ["سامي الحداد"], "الرياض"),
        ("الرياض: سامي الحداد", ["سامي الحداد"], "الرياض"),
        ("سامي الحداد (جدة)", ["سامي الحداد"], "جدة"),
        ("سامي الحداد من جدة", ["سامي الحداد"], "جدة"),
        ("سامي الحداد (جدة) وخالد منصور (الرياض)", ["سامي الحداد", "خالد منصور"], "جدة"),
        ("سامي الحداد، خالد منصور (جدة)", ["سامي الحداد", "خالد منصور"], "جدة"),
        ("الرياض: سامي الحداد جدة: خالد منصور", ["سامي الحداد", "خالد منصور"], "الرياض"),
        ("الرياض - واس - سامي الحداد", ["سامي الحداد"], "الرياض"),
        ("فارس المطيري - حائل", ["فارس المطيري"], "حائل"),
        ("القاهرة ــ سامي الحداد وخالد منصور:", ["سامي الحداد", "خالد منصور"], "القاهرة"),
        ("القاهرة وأديس أبابا - سامي الحداد", ["سامي الحداد"], "القاهرة وأديس أبابا"),
    ],
)
def test_who_filed_a_report_is_read(
    names: KnownNames, line: str, writers: list[str], place: str | None
) -> None:
    assert read_filed_line(line, names) == Filed(tuple(writers), place)


@pytest.mark.parametrize(
    "line",
    [
        "الرياض: انطلاق أعمال المؤتمر",
        "وزير الخارجية (الرياض)",
        "القاهرة - 12 قتيلا",
        "العائدون من غزة",
        "الرياض",
        "سامي الحداد",
        "Sami Haddad - Riyadh",
        "قال سامي الحداد (جدة) إنه عائد",
    ],
)
def test_other_lines_tell_nobody_who_filed(names: KnownNames, line: str) -> None:
    assert read_filed_line(line, names) is None


def test_a_column_has_the_line_above_its_writer_for_a_title(names: KnownNames) -> None:
    page = cut(f"حلم\nفارس المطيري\n{REPORT}", names)
    assert (page.title, page.title_origin, page.byline) == ("حلم", TitleOrigin.PAGE, "فارس المطيري")


def test_a_writer_right_below_the_title_may_have_any_first_name(names: KnownNames) -> None:
    page = cut(f"عاصفة تفرغ ميناء صفاقس من السفن\nصفاقس - فارس المطيري\n{REPORT}", names)
    assert (page.title, page.byline, page.dateline) == (
        "عاصفة تفرغ ميناء صفاقس من السفن",
        "فارس المطيري",
        "صفاقس",
    )


@pytest.mark.parametrize(
    "last",
    [
        "وأضاف المدير أن الميناء سيفتح غدا",
        "وأكد المحافظ في ختام حديثه أن العمل في السور يبدأ هذا الأسبوع وأن كل أسرة ستعود إلى بيتها..",
    ],
)
def test_a_last_paragraph_without_a_stop_stays(names: KnownNames, last: str) -> None:
    page = cut(f"عاصفة تفرغ ميناء صفاقس من السفن\n{REPORT}\n{last}\n", names)
    assert page.body.split("\n\n")[-1] == last


def test_a_day_with_strokes_is_no_menu(names: KnownNames) -> None:
    page = cut(f"عاصفة تفرغ ميناء صفاقس من السفن\n12 / 03 / 2024 - سامي الحداد\n{REPORT}", names)
    assert page.title == "عاصفة تفرغ ميناء صفاقس من السفن"
    assert page.published_at is not None and page.published_at.date().isoformat() == "2024-03-12"


def test_characters_that_markup_spells_are_read(names: KnownNames) -> None:
    page = cut(
        f"عاصفة &quot;قاسية&quot; تفرغ ميناء صفاقس\n{REPORT}\nوقال&nbsp;إن &#39;السور&#39; يكفي &amp; يحمي.",
        names,
    )
    assert page.title == 'عاصفة "قاسية" تفرغ ميناء صفاقس'
    assert page.body.endswith("وقال إن 'السور' يكفي & يحمي.")
