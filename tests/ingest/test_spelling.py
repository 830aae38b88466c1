"""What Arabic spelling tells a name from a word by: hamzas, ة and ه, nunation, adjectives."""

import pytest

from ingest.linking.arabic import inner_hamzas
from ingest.linking.lexicon import Lexicon
from ingest.linking.linker import Linker


def named(linker: Linker, lexicon: Lexicon, body: str) -> list[tuple[str, str]]:
    """Surfaces and English names, in the order of the text."""
    return [
        (body[link.start : link.end], lexicon.entities[link.entity].names["en"])
        for link in linker.link("", body, "ar").in_body
    ]


@pytest.mark.parametrize(
    "body",
    [
        "شملت المنحة فئات جديدة من الطلاب",
        "فتحت البلدية مراكز إيواء للأسر المتضررة",
        "ضربه بفأس على رأسه",
        "اعتمدت اللجنة كآلية للحوار",
        "قال بأسف إن الوقت فات",
        "يعمل بأجور قليلة",
        "كسرت الطفلة الزجاج",
        "تتميز السوق بحركة نشطة",
        "التساقطات المطرية في البيئة الرطبة",
        "قدم المعرض لزواره حواره مع الكاتب",
        "سلمه المدير درعاً تذكارياً",
        "صار ذلك وجوباً لا جوازاً",
    ],
)
def test_a_word_that_only_folds_like_a_name_is_none(linker: Linker, lexicon: Lexicon, body: str) -> None:
    assert named(linker, lexicon, body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("زار مدينة فاس والامارات ثم الأمارات", ["Fez", "United Arab Emirates", "United Arab Emirates"]),
        ("اجتماع مجلس الامن في القاهره", ["United Nations Security Council", "Cairo"]),
        ("انتقل إلى برشلونه", ["FC Barcelona"]),
        ("قال رافائيل غروسي", ["Rafael Grossi"]),
        ("صحيفة «هآرتس» الإسرائيلية", ["Haaretz", "Israel"]),
    ],
)
def test_hamzas_may_be_left_out_and_vary_where_a_word_begins(
    linker: Linker, lexicon: Lexicon, body: str, expected: list[str]
) -> None:
    assert [name for _, name in named(linker, lexicon, body)] == expected


def test_an_adjective_of_origin_in_the_accusative_has_no_article(linker: Linker, lexicon: Lexicon) -> None:
    body = "أسر التنظيم جنديا عراقيا وضابطاً مصرياً وناشطًا لبنانيًّا في موقف عربيا"
    assert named(linker, lexicon, body) == [("عراقيا", "Iraq"), ("مصرياً", "Egypt"), ("لبنانيًّا", "Lebanon")]


@pytest.mark.parametrize(
    ("body", "people"),
    [
        ("قال حسن نصر الله. حفظ الله الجميع، وأضاف نصر الله", ["Hassan Nasrallah"] * 2),
        ("دعا نبيل العربي إلى العمل العربي المشترك. وأكد العربي ذلك", ["Nabil Elaraby"] * 2),
        ("اتصل الملك سلمان بن عبدالعزيز بأحمد بن عبدالعزيز الحربي", ["King Salman"]),
        ("التقى إسماعيل ولد الشيخ أحمد وفدا. وقال أحمد الجديعي", ["Ismail Ould Cheikh Ahmed"]),
    ],
)
def test_a_last_name_that_everybody_bears_is_no_surname(
    linker: Linker, lexicon: Lexicon, body: str, people: list[str]
) -> None:
    assert [name for _, name in named(linker, lexicon, body)] == people


def test_hamzas_inside_words_are_counted_by_letters_without_spaces() -> None:
    assert inner_hamzas("أنباء الإمارات والأمن") == {(4, "ء")}
    assert inner_hamzas("بأسف رئيس") == {(1, "أ"), (5, "ئ")}
