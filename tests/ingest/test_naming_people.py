"""People and organizations with little around them: what makes a name certain, and what does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.folding import fold
from graph.model import Candidate
from ingest.given import arab_given_names, foreign_given_names, ordinary_words
from ingest.linking.lexicon import load_lexicon
from ingest.linking.linker import Linker
from ingest.naming.finder import NameFinder
from ingest.naming.shape import NameShape

LEXICON = load_lexicon()
LINKER = Linker(LEXICON)
FINDER = NameFinder(LEXICON)
SHAPE = NameShape(map(fold, (*arab_given_names(), *foreign_given_names())), ordinary_words())


def find(lang: str, body: str) -> tuple[Candidate, ...]:
    """The candidates of a body."""
    return FINDER.find("", LINKER.link("", body), lang, None)


def certain(lang: str, body: str) -> list[tuple[str, str]]:
    """Kind and text of what becomes an entity at once."""
    return sorted((one.kind.value, one.text) for one in find(lang, body) if one.certain)


PEOPLE = [
    ("ar", "وصل محمود الزرقوني إلى المكان صباحا.", "محمود الزرقوني"),
    ("ar", "جلس بين الحضور ومحمود الزرقوني في الصف الأول.", "محمود الزرقوني"),
    ("ar", "حضر الحفل خالد بن محمد الزرقوني مع عائلته.", "خالد بن محمد الزرقوني"),
    ("ar", "سجل الهدف الإسباني غورمان بيلافيدريس في الشوط الأول.", "غورمان بيلافيدريس"),
    ("ar", "وقال ديفيد كويلمبراش للصحفيين أمس.", "ديفيد كويلمبراش"),
    ("ar", "وقال غورمان بيلافيدريس للصحفيين أمس.", "غورمان بيلافيدريس"),
    ("ar", "وصرح وزير النقل سعيد الزرقوني للصحفيين.", "سعيد الزرقوني"),
    ("ar", "وقال أبو كنعان للصحفيين إن القرية بعيدة.", "أبو كنعان"),
    ("ar", "أما أبو يوسف الزرقوني فبقي في بيته.", "أبو يوسف الزرقوني"),
    ("ar", "وصل السائق سالم علي الزرقوني إلى المكان.", "سالم علي الزرقوني"),
    ("ar", "وقال مدير الحملة سيد أحمد ولد محمد إنه بخير.", "سيد أحمد ولد محمد"),
    ("ar", "أفاد القائممقام حسن زين العابدين بذلك.", "حسن زين العابدين"),
    ("ar", "حضر الفريق برئاسة وليد الفاضل أمس.", "وليد الفاضل"),
    ("ar", "سجل المدرب الجنوب إفريقي غورمان بيلافيدريس هدفا.", "غورمان بيلافيدريس"),
    ("ar", "وقال أحمد الحداد إن الورقة ضاعت.", "أحمد الحداد"),
    ("ar", "وصل علي محمود إلى المكان.", "علي محمود"),
    ("en", "On the bench sat Karim Zorvath, silent.", "Karim Zorvath"),
    ("en", "It was there that Quillo Zorvatenko met them.", "Quillo Zorvatenko"),
    ("en", "The century was made by Q. Zorvath in the morning.", "Q. Zorvath"),
    ("en", "He met Assistant Secretary of State Helen Zorvath there.", "Helen Zorvath"),
    ("en", "Quillo Zorvath left early. Nobody saw Zorvath again.", "Quillo Zorvath"),
    ("en", "Quillo Zorvath, 42, left early.", "Quillo Zorvath"),
    ("fr", "Dans la salle, Camille Zorvathe attendait.", "Camille Zorvathe"),
    ("fr", "La ministre de l'Industrie Camille Zorvathe attendait.", "Camille Zorvathe"),
    ("fr", "Un opposant camerounais Quillo Zorvathe attendait.", "Quillo Zorvathe"),
    ("fr", "Il parlait à l'ambassadrice des États-Unis, Quillo Zorvathe.", "Quillo Zorvathe"),
    ("es", "En la sala esperaba Javier Zorvatez con su familia.", "Javier Zorvatez"),
    ("es", "Lo dijo la presidenta de la Diputación, Pilar Zorvatez.", "Pilar Zorvatez"),
]


@pytest.mark.parametrize(("lang", "body", "name"), PEOPLE)
def test_a_person_is_told_with_little_around(lang: str, body: str, name: str) -> None:
    assert ("Person", name) in certain(lang, body)


ORGANIZATIONS = [
    ("ar", "تعمل في شركة بيلافيدريس منذ عام.", "شركة بيلافيدريس"),
    ("ar", "وذكرت صحيفة «الزيزفون» أن الطريق مغلق.", "الزيزفون"),
    ("ar", 'ونشر موقع "كويلمبراش" الخبر أمس.', "كويلمبراش"),
    ("en", "A report by the Tidal Rescue Initiative (TRI) was read.", "Tidal Rescue Initiative"),
    ("en", "Shares of Zorvath & Quillembe fell on Monday.", "Zorvath & Quillembe"),
    ("fr", "Le tribunal a suivi le Collectif des Riverains.", "Collectif des Riverains"),
    ("es", "Lo pidió la Defensoría del Pescador el lunes.", "Defensoría del Pescador"),
]


@pytest.mark.parametrize(("lang", "body", "name"), ORGANIZATIONS)
def test_an_organization_is_told_by_its_head_marks_or_letters(lang: str, body: str, name: str) -> None:
    assert ("Organization", name) in certain(lang, body)


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("ar", "وأكد بيان صادر عن المكتب أن العمل مستمر."),
        ("ar", "كان البيت جميل المنظر قرب النهر."),
        ("ar", "وقالت حركة السوق اليومية قليلة هذا الأسبوع."),
        ("ar", "وذكر موقع الحادث في التقرير."),
        ("ar", "وأعلنت شركة التطوير العقاري أرقامها."),
        ("en", "They stopped at the Quillo Zorvath before noon."),
        ("en", "New Zorvath is a town by the sea."),
        ("fr", "Elle visite le Quillo Zorvathe chaque lundi."),
        ("es", "Ganaron la Copa Quillembre el domingo."),
        ("es", "San Quillembre, 23 may (ZZZ)."),
    ],
)
def test_what_only_looks_like_a_name_is_not_certain(lang: str, body: str) -> None:
    assert certain(lang, body) == []


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("وقالت وجدان إن الطريق طويل، ثم عادت وجدان إلى بيتها.", []),
        ("وصل لوران إلى الملعب وسجل لوران هدفين.", []),
        ("وقالت وجدان الزرقوني إن الطريق طويل، ثم عادت وجدان إلى بيتها.", [("وجدان الزرقوني", 2)]),
        ("وذلك بعد توفيق الله ثم بجهود الجميع.", []),
        ("وأضافت المنظمة أن الوضع صعب، وذكرت الوكالة أن الحريق أخمد.", []),
    ],
)
def test_what_would_be_another_in_each_article_is_no_candidate(
    body: str, names: list[tuple[str, int]]
) -> None:
    assert [(one.text, one.count) for one in find("ar", body)] == names


def test_an_indefinite_word_is_nobodys_name() -> None:
    assert certain("ar", "لم يعلم أن مصطفى خارجاً من بيته.") == []


def test_a_given_name_that_is_a_word_needs_another_sign() -> None:
    assert certain("ar", "وكان نجاح الخطة واضحا.") == []
    assert certain("ar", "والتقى الوزيرة نجاح الزرقوني أمس.") == [("Person", "نجاح الزرقوني")]


def test_letters_tell_foreign_names_from_arabic_words() -> None:
    names = ["غورباتشوفسكي", "بيلافيدريس", "برانكوفيتش", "كريستوفرسون"]
    words = ["المستشفيات", "استخداماتها", "يتعاملون", "والاجتماعية"]
    assert min(SHAPE.score(fold(name)) for name in names) > 2
    assert max(SHAPE.score(fold(word)) for word in words) < 0


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_letters_give_any_word_one_finite_score(word: str) -> None:
    score = SHAPE.score(word)
    assert score == SHAPE.score(word) and abs(score) < 1000


def test_letters_in_brackets_are_the_organization_from_then_on() -> None:
    body = "They asked the Tidal Rescue Initiative (TRI). Later TRI answered, as the TRI does."
    [one] = find("en", body)
    assert one.surfaces == ("Tidal Rescue Initiative", "TRI", "TRI", "TRI")
    [other] = find("es", "Habló la Asociación de Quillembre (AQ). La AQ pidió más.")
    assert other.surfaces == ("Asociación de Quillembre", "AQ", "AQ")


def test_each_place_leads_to_its_surface() -> None:
    for lang, body, _ in (*PEOPLE, *ORGANIZATIONS):
        for one in find(lang, body):
            places = zip(one.starts, one.ends, strict=True)
            assert [body[start:end] for start, end in places] == list(one.surfaces)


def test_the_fathers_of_who_is_linked_are_nobody_else() -> None:
    body = "والتقى الأمير محمد بن سلمان بن عبدالعزيز آل سعود ولي العهد الوفد الزائر في الرياض أمس."
    assert "آل سعود" not in " ".join(one.text for one in find("ar", body))
