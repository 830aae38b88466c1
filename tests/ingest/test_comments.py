"""Readers' comments below an article: no part of it, whatever the page calls them or itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.comments import drop_comments
from ingest.html import read_html
from ingest.linking.lexicon import load_lexicon
from ingest.linking.linker import Linker
from ingest.markup import inner_text, parse
from ingest.naming.known import KnownNames

NAMES = KnownNames(Linker(load_lexicon()))
ARTICLE = (
    "أعلنت وزارة النقل الأردنية أن خط الحافلات الجديد بين عمّان والزرقاء سيبدأ العمل مطلع الشهر المقبل.",
    "وقال مدير المشروع إن الرحلة ستستغرق أربعين دقيقة، وإن الأجرة ستبقى على حالها حتى نهاية العام.",
    "وتشغّل الشركة على الخط ستين حافلة تعمل بالكهرباء، تنطلق كل ربع ساعة من السادسة صباحا إلى منتصف الليل.",
)
SAID = (
    "منذ عشر سنوات ونحن نسمع هذا الكلام، وأنا لا أصدق حتى أرى الحافلة بعيني أمام بيتي في الزرقاء.",
    "شكرا للقائمين على المشروع، لكن أين مواقف السيارات التي وعدوا بها سكان المنطقة قبل الانتخابات؟",
    "الأجرة مرتفعة على الطلاب، ويجب أن يكون لهم اشتراك شهري بنصف السعر كما في بلدان أخرى كثيرة.",
)


def page(comments: str, *, around: str = "<article>{}</article>", body: str = "") -> str:
    """A page with a heading, an article and comments."""
    article = around.format("".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE))
    return f"<html><body class='{body}'><h1>حافلات بين عمّان والزرقاء</h1>{article}{comments}</body></html>"


def each(form: str) -> str:
    """All comments, each in a form with its number and its text."""
    return "".join(form.format(number, text) for number, text in enumerate(SAID))


@pytest.mark.parametrize(
    "comments",
    [
        f"<div id='comments'>{each('<div><p>{1}</p></div>')}</div>",
        f"<ol class='commentlist'>{each('<li><p>{1}</p></li>')}</ol>",
        each("<div id='sf_comment_{0}'><p>{1}</p></div>"),
        f"<section class='listaComentarios'>{each('<div class=uno><p>{1}</p></div>')}</section>",
        f"<div class='box user-kommentare'>{each('<p>{1}</p>')}</div>",
    ],
)
def test_what_readers_say_is_no_body(comments: str) -> None:
    assert read_html(page(comments), NAMES).body == "\n\n".join(ARTICLE)


def test_more_comments_than_article_come_out_one_by_one() -> None:
    comments = f"<div id='comments'>{each('<div class=comment-text><p>{1}</p></div>') * 4}</div>"
    assert read_html(page(comments), NAMES).body == "\n\n".join(ARTICLE)


@pytest.mark.parametrize(
    ("around", "body"),
    [
        ("<article class='comment'>{}</article>", ""),
        ("<div class='tone-comment'>{}</div>", ""),
        ("<article>{}</article>", "single comments-open"),
    ],
)
def test_an_article_that_is_called_a_comment_stays(around: str, body: str) -> None:
    assert read_html(page("", around=around, body=body), NAMES).body == "\n\n".join(ARTICLE)


_NAME = st.sampled_from(["", "comment", "comments-open", "commentary", "text", "articleComments"])
_TREE = st.recursive(
    st.text("abج <>&", max_size=20),
    lambda inner: st.tuples(st.sampled_from(["div", "p", "h1", "li"]), _NAME, st.lists(inner, max_size=4)),
    max_leaves=25,
)


def markup(tree: object) -> str:
    """The HTML of a drawn tree."""
    if isinstance(tree, tuple):
        tag, name, inner = tree  # pyright: ignore[reportUnknownVariableType]
        return f"<{tag} class='{name}'>{''.join(map(markup, inner))}</{tag}>"  # pyright: ignore[reportUnknownArgumentType]
    return str(tree).replace("<", "&lt;")


@given(_TREE)
def test_headings_stay_and_nothing_is_added(tree: object) -> None:
    root = parse(f"<html><body><p>start</p>{markup(tree)}<p>end</p></body></html>")
    assert root is not None
    headings = [inner_text(heading) for heading in root.iter("h1")]
    before = inner_text(root)
    drop_comments(root)
    assert [inner_text(heading) for heading in root.iter("h1")] == headings
    assert len(inner_text(root)) <= len(before)
    assert "start" in inner_text(root)
    assert inner_text(root).endswith("end")
