"""What stands below a page's heading: the day that an element there is marked with."""

from datetime import UTC, datetime

import pytest

from ingest.heading import below_heading, class_words, marked_moment
from ingest.markup import parse

TITLE = "ميناء صور يفتح أبوابه"
TEXT = "<p>" + "قال مدير الميناء إن السفن عادت بعد أربعة أيام من العاصفة. " * 8 + "</p>"


def moment(marks: str, after: str = "") -> datetime | None:
    """The moment that a page has below its heading."""
    root = parse(f"<html><body><h1>{TITLE}</h1>{marks}{TEXT}{after}</body></html>")
    assert root is not None
    return marked_moment(root, TITLE)


@pytest.mark.parametrize(
    "marks",
    [
        '<span class="post-date">14 إبريل-نيسان 2023</span>',
        '<div class="meta"><i class="entry-date">الجمعة، 14 نيسان 2023</i></div>',
        '<p class="Time">14/4/2023</p>',
    ],
)
def test_an_element_called_a_date_gives_the_day(marks: str) -> None:
    assert moment(marks) == datetime(2023, 4, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("marks", "after"),
    [
        ("", '<span class="date">14/4/2023</span>'),
        ('<span class="date">قريباً</span>', ""),
        ('<span class="updates">14/4/2023</span>', ""),
        (f'<span class="date">14/4/2023 {"نص طويل " * 12}</span>', ""),
    ],
)
def test_other_elements_and_those_below_the_text_give_none(marks: str, after: str) -> None:
    assert moment(marks, after) is None


def test_what_stands_above_the_heading_is_left_out() -> None:
    root = parse(
        f'<html><body><b class="date">1/1/2020</b><h1>{TITLE}</h1><i>x</i>{TEXT}<u>y</u></body></html>'
    )
    assert root is not None
    assert [element.tag for element in below_heading(root, TITLE)] == ["h1", "i"]


def test_classes_are_read_by_their_words() -> None:
    root = parse('<html><body><h1 class="td-postDate entry_Author">x</h1></body></html>')
    assert root is not None
    assert [class_words(element) for element in root.iter("h1")] == [
        {"td", "post", "date", "entry", "author"}
    ]
