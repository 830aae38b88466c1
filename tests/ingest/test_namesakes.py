"""Names that are somebody else's, part of another name, or no name at all: by the project's own lexicon."""

import pytest

from ingest.linking.lexicon import Lexicon
from ingest.linking.linker import Linker


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Paris Hilton arrived in Los Angeles.", {"Los Angeles"}),
        ("Jordan Peterson spoke in Toronto.", {"Toronto"}),
        ("Talks between Jordan Tuesday and Egypt.", {"Jordan", "Egypt"}),
        ("In Paris Macron spoke first.", {"Paris"}),
        ("The Georgia Senate voted in Paris, Hilton said.", {"Georgia", "Paris"}),
        ("Victoria Nuland visited Sofia.", {"Victoria Nuland", "Sofia"}),
    ],
)
def test_a_place_before_a_surname_is_a_given_name(
    linker: Linker, lexicon: Lexicon, text: str, names: set[str]
) -> None:
    named = {lexicon.entities[mention.entity_id].names["en"] for mention in linker.mentions("", text)}
    assert named - {"Emmanuel Macron", "Victoria Nuland"} == names - {"Victoria Nuland"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hunter met his lawyer, and Naina Yeltsin stayed at home.", set[str]()),
        ("On Monday Trump met President Macron.", {"Donald Trump", "Emmanuel Macron"}),
        ("The film by Neil Jordan opens today. Jordan defends it.", set[str]()),
        ("He left the Roosevelt Financial Group and read the Chicago Courier Times.", set[str]()),
        ("She studied at the University of Baghdad and the Bank of Rome.", {"University of Baghdad"}),
        ("سكن في شارع بيروت ودرس في جامعة صوفيا", set[str]()),
        ("قال الطبيب خالد الأسد إن المستشفى ممتلئ", set[str]()),
        ("في عهد فيصل بن تركي", set[str]()),
        ("يسكن في شارع جامعة الدول العربية وضاحية الزمالك", set[str]()),
        ("رحب تركي المطيري بالحضور", set[str]()),
        ("وصل الأمير فهد بن سلمان بن عبدالعزيز", set[str]()),
        ("استهدف القصف منزلا لعائلة المصري، وقالت أسرة السوداني إنها بخير", set[str]()),
        ("عادت العائلة المصرية", {"Egypt"}),
        ("أخلي سبيل الصحفي ياسر أبو العلا", set[str]()),
        ("Über dieses Thema sprach er nicht. La Reunión de Alto Nivel acaba.", set[str]()),
        ("The UK and the US signed it, he told us.", {"United Kingdom", "United States"}),
        ("Drones hit el-Fasher and al-Tanf.", {"El Fasher", "Al-Tanf"}),
        ("وصل أحمد أبوالغيط وعبدالقادر حصرية", {"Ahmed Aboul Gheit", "Abdulkader Husrieh"}),
        ("واس - قال الوزير إن المشروع اكتمل", set[str]()),
        ("وصل الوفد إلى مطار رفيق الحريري الدولي في بيروت", {"Beirut"}),
        ("أغلق مطار أربيل، وعبروا جسر الملك سلمان", {"Erbil"}),
        ("نال جائزة الأمير نايف بن عبد العزيز، ودعم صندوق الحسن الثاني المشروع", set[str]()),
        ("كتب عن محمود درويش، ثم نال جائزة مؤسسة محمود درويش", {"Mahmoud Darwish"}),
        ("كانت القوانين مختلفة في عهد نوري المالكي", {"Nouri al-Maliki"}),
        ("التقى نجل محمد مرسي المحامين", {"Mohamed Morsi"}),
    ],
)  # fmt: skip
def test_a_name_inside_another_name_is_not_meant(
    linker: Linker, lexicon: Lexicon, text: str, names: set[str]
) -> None:
    assert {lexicon.entities[mention.entity_id].names["en"] for mention in linker.mentions("", text)} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("حرمه الشرع قبل أن ينظمه القانون", set[str]()),
        ("غادر الشرع دمشق صباح الاثنين", {"Ahmed al-Sharaa", "Damascus"}),
        ("وزعت الجمعية سلال الغذاء على الفقراء", set[str]()),
        ("ألقى الرئيس الأسد كلمة", {"Bashar al-Assad"}),
        ("افترس الأسد غزالا أمام الزوار", set[str]()),
        ("طالبوا بإسقاط نظام الأسد", {"Bashar al-Assad"}),
        ("شكك ترامب في النتائج", {"Donald Trump"}),
        ("كتب حسن حكيمي رواية عن المغرب", {"Morocco"}),
        ("كتب أشرف حكيمي رسالة. وقال حكيمي إنها الأخيرة", {"Achraf Hakimi"}),
        ("قال عبد الله الحريري في لبنان إن الطريق مغلق. وأضاف الحريري أنه سيفتح", {"Lebanon"}),
        ("قال ديمتري بيسكوف، وقال ديميتري بيسكوف في روسيا", {"Dmitry Peskov", "Russia"}),
        ("وعلى الهامش التقى أردوغان بوتين", {"Recep Tayyip Erdoğan", "Vladimir Putin"}),
        ("وقال المتحدث باسم أولمرت في القدس", {"Ehud Olmert", "Jerusalem"}),
    ],
)
def test_a_short_name_is_somebodys_where_the_article_says_so(
    linker: Linker, lexicon: Lexicon, text: str, names: set[str]
) -> None:
    assert {lexicon.entities[mention.entity_id].names["en"] for mention in linker.mentions("", text)} == names
