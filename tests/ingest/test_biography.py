"""What a page's last paragraphs say of its writer is no part of the article."""

import pytest

from graph.model import TitleOrigin
from ingest.biography import without_biography
from ingest.page import Page

TEXT = ("The council met.", "It voted.", "Dana Whitlock said nothing.")


def body(byline: str | None, *last: str) -> tuple[str, ...]:
    """The paragraphs that are left of a page by somebody."""
    page = Page("Title", TitleOrigin.PAGE, "\n\n".join((*TEXT, *last)), byline=byline)
    return tuple(without_biography(page).body.split("\n\n"))


@pytest.mark.parametrize(
    ("byline", "last"),
    [
        ("Colin Quillo", ["Colin Quillo is a correspondent in Zorvath."]),
        ("Ada Quillo and Colin Zorvath", ["Colin Zorvath joined in 2019."]),
        ("Colin Quillo", ["Reach Colin Quillo at 740-555-0117.", "Colin covers courts."]),
        ("منى الزرقوني", ["منى الزرقوني مراسلة الصحيفة في عمان."]),
    ],
)
def test_what_presents_the_writer_is_left_out(byline: str, last: list[str]) -> None:
    assert body(byline, *last) == TEXT


@pytest.mark.parametrize("byline", [None, "Reuters", "Ada Quillo"])
def test_what_speaks_of_another_stays(byline: str | None) -> None:
    last = "Colin Quillo, 40, was arrested."
    assert body(byline, last) == (*TEXT, last)


def test_an_article_is_not_cut_to_nothing() -> None:
    page = Page("Title", TitleOrigin.PAGE, "Dana Quillo spoke.\n\nDana Quillo left.", byline="Dana Quillo")
    assert without_biography(page) is page
