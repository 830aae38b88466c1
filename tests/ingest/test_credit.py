"""Writers whom a page's markup names: read where nothing is declared, and never those of other stories."""

import pytest

from ingest.credit import marked_writers
from ingest.html import read_html
from ingest.linking.lexicon import load_lexicon
from ingest.linking.linker import Linker
from ingest.markup import parse
from ingest.naming.known import KnownNames

NAMES = KnownNames(Linker(load_lexicon()))
TITLE = "Harbour reopens after the flood"
TEXT = (
    "The harbour of Split reopened on Monday after four days in which no ship could enter, the port said. "
    "Cranes were damaged, and two warehouses will have to be built again before the summer."
)
PROSE = f"<p>{TEXT}</p><p>{TEXT.replace('Split', 'Rijeka')}</p><p>{TEXT.replace('four', 'five')}</p>"


def page(marks: str, after: str = "", head: str = "") -> str:
    """A page with marks below its heading, and what follows its text."""
    return (
        f"<html><head><title>{TITLE}</title>{head}</head><body><main><h1>{TITLE}</h1>{marks}{PROSE}</main>"
        f"{after}</body></html>"
    )


def marked(markup: str) -> tuple[str, ...]:
    """The writers of a page's marks."""
    root = parse(markup)
    assert root is not None
    return marked_writers(root, TITLE, NAMES)


@pytest.mark.parametrize(
    ("writers", "marks"),
    [
        ("Ana Kovač", '<span itemprop="author"><span itemprop="name">Ana Kovač</span></span>'),
        (
            "Julia Wong, Sam Levin",
            '<a rel="author" href="/a">Julia Wong</a> and <a rel="author">Sam Levin</a>',
        ),
        ("John Hale", '<div class="article__byline">By <b>John Hale</b><span>Staff Writer</span></div>'),
        ("John Hale", '<p class="c-byline">By John Hale<a>@johnhale</a> <time>Dec 10, 2016</time></p>'),
        (
            "John Hale, Mary Stone, Vrbanka Ilić",
            '<p class="byline">By John Hale, Mary Stone and Vrbanka Ilić December 5, 2016</p>',
        ),
        (
            "Vrbanka Ilić",
            '<div class="author">Written by Vrbanka Ilić in Ports on 1 June 2019 at 08:34</div>',
        ),
        ("Jana Weber", '<ul class="authors"><li>Von Jana Weber</li><li>05.11.2024</li></ul>'),
        ("Anna Berg, Jan Kurz", '<div class="article-byline"><a>Anna Berg</a><a>Jan Kurz</a></div>'),
        ("فاضل النشمي", '<span class="author"><a rel="author">فاضل النشمي</a></span>'),
        ("ريم الخطيب", '<div class="byline">كتبت: ريم الخطيب</div>'),
        ("ريم الخطيب", '<span class="td-post-author">بواسطة: ريم الخطيب</span>'),
        ("محمّد الخطيب", '<div class="byline">محمّد الخطيب</div>'),
        ("رولان الزيناتي", '<span class="author">رولان الزيناتي</span>'),
        ("Petra Novak", '<span itemprop="author"><i>Petra</i> <b>Novak</b></span>'),
    ],
)
def test_writers_are_read_from_their_marks(writers: str, marks: str) -> None:
    assert ", ".join(marked(page(marks))) == writers


@pytest.mark.parametrize(
    "markup",
    [
        page(
            "", after='<ul><li><a rel="author">Anna Berg</a></li><li><a rel="author">Anna Berg</a></li></ul>'
        ),
        page("", after='<a rel="author">Anna Berg</a><a rel="author">John Hale</a>'),
        page("", after='<aside><a rel="author">Anna Berg</a></aside>'),
        page("", after='<div class="byline">By Anna Berg</div>'),
        page('<div class="author-bio">Anna Berg has written on ports since 2011</div>'),
        page('<div class="byline">Staff</div><div class="author-image"></div>'),
        page('<span itemprop="author">Photograph by Anna Berg</span>'),
        page('<a rel="author">admin</a>'),
        page('<span class="author">أخبار محلية</span>'),
        page('<span class="author">تصنيفات الموقع</span>'),
    ],
)
def test_marks_of_other_stories_and_without_a_name_are_nobody(markup: str) -> None:
    assert marked(markup) == ()


def test_one_writer_may_be_marked_below_the_text() -> None:
    assert marked(page("", after='<section><a rel="author">Anna Berg</a></section>')) == ("Anna Berg",)


def test_only_what_stands_with_the_first_writer_counts() -> None:
    cards = '<section><div><div><div><a rel="author">John Hale</a></div></div></div></section>'
    assert marked(page(f'<div class="byline">By Anna Berg</div>{cards}')) == ("Anna Berg",)


def test_who_is_declared_goes_before_a_mark_and_a_mark_before_the_outlet() -> None:
    mark = '<div class="byline">By Anna Berg</div>'
    person, site = (
        '<meta name="author" content="John Hale">',
        '<meta property="og:site_name" content="Daily Port">',
    )
    outlet = '<meta name="author" content="Daily Port">'
    assert read_html(page(mark, head=person + site), NAMES).byline == "John Hale"
    assert read_html(page(mark, head=outlet + site), NAMES).byline == "Anna Berg"
    assert read_html(page("", head=outlet + site), NAMES).byline == "Daily Port"
    body = '{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Port News Desk"}}'
    script = f'<script type="application/ld+json">{body}</script>'
    assert read_html(page(mark, head=script), NAMES).byline == "Anna Berg"


def test_all_writers_of_a_line_count_where_one_is_marked() -> None:
    line = '<p>By Anna Berg, John Hale and <span class="last-byline">Jana Weber</span></p>'
    assert read_html(page(line), NAMES).byline == "Anna Berg, John Hale and Jana Weber"


def test_nested_marks_are_read_once() -> None:
    deep = '<div class="byline">' * 200 + "By Anna Berg" + "</div>" * 200
    assert marked(page(deep)) == ("Anna Berg",)
