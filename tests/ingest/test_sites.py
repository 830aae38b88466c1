"""Places that no lexicon holds, by the nouns beside them, and national bodies without their state."""

import pytest

from ingest.linking.lexicon import Lexicon
from ingest.linking.linker import Linker
from ingest.naming.finder import NameFinder


def places(finder: NameFinder, linker: Linker, lang: str, body: str) -> dict[str, int]:
    """The names of places that become entities at once, and how often the body has each."""
    found = finder.find("", linker.link("", body, lang), lang, None)
    return {one.text: one.count for one in found if one.certain and one.kind.value == "Place"}


@pytest.mark.parametrize(
    ("lang", "body", "names"),
    [
        ("ar", "وصلت الفرق إلى بلدة الزرقونية الساحلية.", {"الزرقونية": 1}),
        (
            "ar",
            "غارات على بلدات كلمنوس وجرزناف والدير الشرقي.",
            {"كلمنوس": 1, "جرزناف": 1, "الدير الشرقي": 1},
        ),
        ("ar", "سيطروا على قريتي أم زرقون والكلموسة فجرا.", {"أم زرقون": 1, "الكلموسة": 1}),
        ("ar", "قصفوا محيط مدينتي كلمنوس وجرزناف، ونزح عشرات الآلاف.", {"كلمنوس": 1, "جرزناف": 1}),
        ("ar", "بلدات كلمنوس، وجرزناف، والزرقونية.", {"كلمنوس": 1, "جرزناف": 1, "الزرقونية": 1}),
        ("ar", "أغلق جسر حنكوب وشارع الملكة شيبا أمام السيارات.", {"جسر حنكوب": 1, "شارع الملكة شيبا": 1}),
        ("ar", "هبطت في مطار الملك جلنار الدولي مساء.", {"مطار الملك جلنار الدولي": 1}),
        ("ar", "تجمعوا في بلدة كلمنوس، ثم عادوا إلى كلمنوس وكلمنوس بعيدة.", {"كلمنوس": 3}),
        (
            "en",
            "It happened on Quillo Street, near the village of Zorvath.",
            {"Quillo Street": 1, "Zorvath": 1},
        ),
        ("en", "Rain fell in Quillam district and at Lake Zorva.", {"Quillam": 1, "Lake Zorva": 1}),
        (
            "fr",
            "Des habitants de la commune de Quillon fuient la gare du Zorvat.",
            {"Quillon": 1, "gare du Zorvat": 1},
        ),
        (
            "es",
            "Vecinos del barrio Quillembre cortaron la calle Zorvatez.",
            {"Quillembre": 1, "calle Zorvatez": 1},
        ),
    ],
)
def test_the_noun_beside_a_name_makes_a_place_of_it(
    finder: NameFinder, linker: Linker, lang: str, body: str, names: dict[str, int]
) -> None:
    assert places(finder, linker, lang, body) == names


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("ar", "عاد إلى بلده ليكتشف ما جرى."),
        ("ar", "زار قرية سياحية وبلدة حدودية ومدينة ساحلية."),
        ("ar", "قرى الجنوب وأحياء العاصمة ومدن الساحل."),
        ("ar", "في كل مدينة ومحافظة ومنطقة من المناطق."),
        ("ar", "تحولت إلى ساحة المعركة بعد ملعب بمدرجات خشبية."),
        ("ar", "من ناحية الكلموسية لا مشكلة."),
        ("en", "The city Council met; the street was quiet."),
        ("fr", "La place de Sophie reste vide."),
    ],
)
def test_a_noun_before_another_word_makes_no_place(
    finder: NameFinder, linker: Linker, lang: str, body: str
) -> None:
    assert places(finder, linker, lang, body) == {}


def test_a_bodys_name_goes_on_to_its_place(finder: NameFinder, linker: Linker) -> None:
    linked = linker.link(
        "", "قالت شرطة دبي إن مستشفى زيدروفسكي العام مفتوح، ثم ألقت القبض عليه في دبي.", "ar"
    )
    found = {one.text for one in finder.find("", linked, "ar", None) if one.certain}
    assert found == {"شرطة دبي", "مستشفى زيدروفسكي العام"}


def test_a_bodys_name_begins_behind_a_drawn_out_preposition(finder: NameFinder, linker: Linker) -> None:
    body = "كان رئيسا لـمنتدى رؤساء الكلموسات، وأنشئ صندوق لتمويل الخسائر والأضرار."
    linked = linker.link("", body, "ar")
    found = [one for one in finder.find("", linked, "ar", None) if one.kind.value == "Organization"]
    assert [one.surfaces for one in found] == [("منتدى رؤساء الكلموسات",)]


BODIES: list[tuple[str, list[str]]] = [
    ("قالت وزارة الدفاع العراقية ذلك، وأضافت وزارة الدفاع أن بغداد هادئة.", ["Iraq"]),
    ("أعلنت وزارة الدفاع في بغداد أن العراق هادئ، وأن العراق قوي.", ["Iraq"]),
    ("أعلنت وزارة الدفاع عن اتفاق بين العراق وإيران وتركيا.", []),
    ("أعلنت وزارة الدفاع ذلك أمس.", []),
]


@pytest.mark.parametrize(("body", "countries"), BODIES)
def test_a_national_body_is_of_the_state_that_the_article_is_about(
    linker: Linker, lexicon: Lexicon, body: str, countries: list[str]
) -> None:
    linked = linker.link("", body, "ar")
    bodies = {
        link.entity for link in linked.in_body if lexicon.entities[link.entity].kind.value == "Organization"
    }
    states = [lexicon.entities[id_].country for id_ in bodies]
    assert [lexicon.entities[id_ or ""].names["en"] for id_ in states] == countries


def test_a_place_named_again_at_the_very_end_is_found(finder: NameFinder, linker: Linker) -> None:
    body = "وصلوا إلى بلدات كلمنوس وأم زرقون، ثم غادروا كلمنوس"
    assert places(finder, linker, "ar", body) == {"كلمنوس": 2, "أم زرقون": 1}
