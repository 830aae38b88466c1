"""Bodies that every state has, and bodies that Arabic calls by what they are for."""

import pytest

from graph.model import Candidate, EntityKind
from ingest.linking.institution import States
from ingest.linking.lexicon import Lexicon
from ingest.linking.linker import Linker
from ingest.naming.finder import NameFinder


def bodies(finder: NameFinder, linker: Linker, lang: str, text: str) -> list[Candidate]:
    """The organizations that become entities at once."""
    found = finder.find("", linker.link("", text, lang), lang, None)
    return [one for one in found if one.certain and one.kind is EntityKind.ORGANIZATION]


@pytest.mark.parametrize(
    ("lang", "text", "name", "surface"),
    [
        ("en", "Benin votes. Benin's Constitutional Court met.", "Constitutional Court (Benin)",
            "Constitutional Court"),
        ("en", "In Benin, the Beninese Constitutional Court spoke.", "Constitutional Court (Benin)",
            "Beninese Constitutional Court"),
        ("en", "The Supreme Court of Zambia agreed with Zambia.", "Supreme Court (Zambia)",
            "Supreme Court of Zambia"),
        ("en", "Zambia, Zambia and again Zambia: the health ministry said no.", "Health Ministry (Zambia)",
            "health ministry"),
        ("fr", "La Cour constitutionnelle du Bénin a tranché.", "Cour constitutionnelle (Bénin)",
            "Cour constitutionnelle du Bénin"),
        ("fr", "Le Parlement béninois a voté.", "Parlement (Bénin)", "Parlement béninois"),
        ("es", "La Fiscalía General boliviana investiga.", "Fiscalía General (Bolivia)",
            "Fiscalía General boliviana"),
        ("ar", "قالت المحكمة الدستورية في بنين إنها ترفض.", "المحكمة الدستورية (بنين)", "المحكمة الدستورية"),
        ("ar", "أعلنت وزارة الزراعة الزامبية ذلك أمس.", "وزارة الزراعة (زامبيا)", "وزارة الزراعة الزامبية"),
        ("ar", "زامبيا وزامبيا ثم زامبيا، وقال الدفاع المدني إنه وصل.", "الدفاع المدني (زامبيا)",
            "الدفاع المدني"),
        ("ar", "أوضحت وزارة الهجرة والمهجرين العراقية ذلك.", "وزارة الهجرة والمهجرين (العراق)",
            "وزارة الهجرة والمهجرين العراقية"),
    ],
)  # fmt: skip
def test_a_body_is_that_of_its_state(
    finder: NameFinder, linker: Linker, lang: str, text: str, name: str, surface: str
) -> None:
    assert [(one.text, one.surfaces) for one in bodies(finder, linker, lang, text)] == [(name, (surface,))]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Constitutional Court met."),
        ("en", "Zambia and Benin met, and the parliament of ideas was silent in Zambia and Zambia."),
        ("en", "Zambia, Zambia, Zambia: he read Parliament Hill Stories."),
        ("es", "Bolivia, Bolivia, Bolivia: habló la Fiscalía General de Zorvath."),
        ("ar", "قالت المحكمة العليا بولاية كلمنوس في الهند إن الهند والهند والهند بعيدة."),
        ("ar", "زامبيا وزامبيا وزامبيا: المحكمة العليا الكلمنوسية بعيدة."),
        ("ar", "زامبيا وزامبيا وزامبيا: الجمعية الوطنية لحماية المستهلك."),
    ],
)
def test_a_body_of_no_state_is_not_made_one_of_it(
    finder: NameFinder, linker: Linker, lang: str, text: str
) -> None:
    assert [one.text for one in bodies(finder, linker, lang, text) if "(" in one.text] == []


def test_a_body_is_one_in_all_languages(finder: NameFinder, linker: Linker) -> None:
    texts = {
        "en": "Benin's Constitutional Court met.",
        "fr": "La Cour constitutionnelle du Bénin a tranché.",
        "ar": "قالت المحكمة الدستورية في بنين إنها ترفض.",
    }
    found = [bodies(finder, linker, lang, text) for lang, text in texts.items()]
    assert len({one.id for one, *_ in found}) == 1
    assert all(one.known is not None and one.known.country for one, *_ in found)


def test_a_body_of_the_lexicon_is_not_made_anew(finder: NameFinder, linker: Linker, lexicon: Lexicon) -> None:
    text = "Syria, Syria and Syria. The foreign ministry said no."
    assert bodies(finder, linker, "en", text) == []
    linked = {lexicon.entities[link.entity].names["en"] for link in linker.link("", text, "en").in_body}
    assert linked == {"Syria", "Syrian Foreign Ministry"}


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("en", "Syria and Syria and Syria met. Peru's Foreign Ministry agreed.", ["Peru", "Syria"]),
        ("en", "Britain and Britain. Labour won, the Conservatives lost.", [
            "Conservative Party (UK)", "Labour Party (UK)", "United Kingdom"]),
        ("en", "United States, United States: the Senate Judiciary Committee met.", ["United States"]),
        ("ar", "السعودية والسعودية. قال رئيس الاتحاد السعودي للسهام ذلك.", ["Saudi Arabia"]),
        ("ar", "مصر ومصر ومصر. رفع مجلس الاحتياطي الاتحادي الفائدة، وخفض البنك المركزي الجنيه.", [
            "Central Bank of Egypt", "Egypt", "Federal Reserve"]),
        ("ar", "ندد العراق وسوريا وسوريا. وقالت وزارة الخارجية العراقية لا.", [
            "Iraq", "Iraqi Foreign Ministry", "Syria"]),
    ],
)  # fmt: skip
def test_what_stands_beside_a_body_says_whose_it_is(
    linker: Linker, lexicon: Lexicon, lang: str, text: str, names: list[str]
) -> None:
    links = linker.link("", text, lang).in_body
    assert sorted({lexicon.entities[link.entity].names["en"] for link in links}) == names


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        (["A", "A", "B"], "A"),
        (["A", "B"], None),
        (["A", None, None], None),
        ([], None),
    ],
)
def test_a_state_is_clear_that_is_named_twice_as_often(named: list[str | None], meant: str | None) -> None:
    assert States(named, often=2).meant(0, ()) == meant


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قالت الهيئة العامة للبيئة إنها جمعت عينات.", "الهيئة العامة للبيئة"),
        ("وأعلن المجلس الأعلى للآثار أمس ذلك.", "المجلس الأعلى للآثار"),
        ("أكدت الهيئة العامة للزيت والملح سلامة المنتج.", "الهيئة العامة للزيت والملح"),
        ("حذرت الهيئة العامة لشؤون الري والثروة السمكية.", "الهيئة العامة لشؤون الري والثروة السمكية"),
        ("رفعت الجمعية المغربية لحماية المال العام شكوى.", "الجمعية المغربية لحماية المال العام"),
        ("ذكر المركز السوري للدراسات والأبحاث القانونية ذلك.", "المركز السوري للدراسات والأبحاث القانونية"),
        ("بيان المركز العربي لمكافحة الحرائق والوقاية منها.", "المركز العربي لمكافحة الحرائق والوقاية منها"),
        ("شارك معهد الكويت للأبحاث العلمية في ذلك.", "معهد الكويت للأبحاث العلمية"),
        ("توقفت شركة كلمنوس لتسويق النفط عن العمل.", "شركة كلمنوس لتسويق النفط"),
        ("وفقا للمعهد الوطني للبحوث الطبية ارتفعت الحالات.", "المعهد الوطني للبحوث الطبية"),
        ("زار هيئة مقاومة الجدار والاستيطان وفد.", "هيئة مقاومة الجدار والاستيطان"),
    ],
)  # fmt: skip
def test_arabic_calls_a_body_by_what_it_is_for(
    finder: NameFinder, linker: Linker, text: str, name: str
) -> None:
    assert [one.text for one in bodies(finder, linker, "ar", text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "أعلن المجلس التنفيذي للصندوق ذلك.",
        "اجتمعت اللجنة المشتركة للحكومة أمس.",
        "قال المركز الجديد للتدريب ذلك.",
        "افتتحوا مركزا مشتركا للأبحاث والتطوير.",
        "إنشاء مركز مشترك للأبحاث والتطوير أمس.",
        "المجلس الأعلى للبلاد اجتمع.",
    ],
)
def test_a_phrase_is_no_body(finder: NameFinder, linker: Linker, text: str) -> None:
    assert bodies(finder, linker, "ar", text) == []


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("en", "He led the All Progressives Congress for years.", ["All Progressives Congress"]),
        ("en", "They asked Zorvath Bank and the Corporate Affairs Commission.", [
            "Corporate Affairs Commission", "Zorvath Bank"]),
        ("en", "It went to the Security and Exchange Commission of Quillo.", [
            "Security and Exchange Commission of Quillo"]),
    ],
)  # fmt: skip
def test_and_parts_two_bodies_but_not_one(
    finder: NameFinder, linker: Linker, lang: str, text: str, names: list[str]
) -> None:
    assert sorted(one.text for one in bodies(finder, linker, lang, text)) == names


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("fr", "Le tribunal de commerce de Rennes a tranché.", "tribunal de commerce de Rennes"),
        ("fr", "Le parquet de Saint-Zorvath a ouvert une enquête.", "parquet de Saint-Zorvath"),
        ("fr", "Le chef du Parti conservateur du Québec a réagi.", "Parti conservateur du Québec"),
        ("fr", "Les Forces armées canadiennes sont arrivées.", "Forces armées canadiennes"),
        ("fr", "La Commission de la Cedeao a parlé.", "Commission de la Cedeao"),
        ("fr", "Selon l'Association des maires de France, non.", "Association des maires de France"),
        (
            "fr",
            "L'Institut de hautes études internationales et du développement recrute.",
            "Institut de hautes études internationales et du développement",
        ),
        ("es", "El juzgado de instrucción de Sevilla decidió.", "juzgado de instrucción de Sevilla"),
        ("es", "Habló el Ayuntamiento de Valencia ayer.", "Ayuntamiento de Valencia"),
        (
            "es",
            "Según la Oficina de la ONU para los Derechos Humanos, no.",
            "Oficina de la ONU para los Derechos Humanos",
        ),
        ("fr", "Lundi, l'Office national des chemins de fer a parlé.", "Office national des chemins de fer"),
    ],
)
def test_french_and_spanish_call_a_body_by_a_phrase(
    finder: NameFinder, linker: Linker, lang: str, text: str, name: str
) -> None:
    assert [one.text for one in bodies(finder, linker, lang, text)] == [name]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le Parti arrive à Lyon, et la Commission explique que non."),
        ("fr", "La cour de récréation est vide, et la mairie de la ville aussi."),
        ("fr", "Un tribunal de Rennes, un hôpital de Lille."),
        ("fr", "La Direction de parler et le Conseil de tenir bon."),
        ("es", "La Comisión endurecerá la norma, el tribunal de la ciudad decidió."),
    ],
)
def test_a_phrase_of_small_words_is_no_body(finder: NameFinder, linker: Linker, lang: str, text: str) -> None:
    assert bodies(finder, linker, lang, text) == []
