"""Mentions: proclitics, nisba adjectives, surnames, collisions, longest match; checked by hand."""

from collections.abc import Iterable

import pytest

from graph.model import Alias, Entity, EntityKind, Mention
from ingest.linking.collisions import SHARED
from ingest.linking.lexicon import Form, FormOrigin, Lexicon, with_entities
from ingest.linking.linker import DEMONYM, FULL_NAME, SURNAME, Linker

FORMS: dict[str, tuple[EntityKind, list[str], list[str], list[str]]] = {
    "russia": (EntityKind.PLACE, ["روسيا", "Russia"], ["روسي", "روس", "Russian", "russe", "russes"], []),
    "jordan": (EntityKind.PLACE, ["الأردن", "Jordan"], ["أردني", "Jordanian"], []),
    "latakia": (EntityKind.PLACE, ["اللاذقية"], [], []),
    "germany": (EntityKind.PLACE, ["ألمانيا", "Germany"], ["ألماني", "ألمان", "German"], []),
    "jeddah": (EntityKind.PLACE, ["جدة"], [], []),
    "morocco": (EntityKind.PLACE, ["المغرب"], ["مغربي"], []),
    "usa": (EntityKind.PLACE, ["الولايات المتحدة", "US", "U.S."], ["أميركي", "American"], []),
    "centre": (EntityKind.ORGANIZATION, ["المركز الروسي للمصالحة", "Russian Centre"], [], []),
    "hamas": (EntityKind.ORGANIZATION, ["حماس", "Hamas"], [], []),
    "reuters": (EntityKind.ORGANIZATION, ["رويترز", "Reuters"], [], []),
    "astana-process": (EntityKind.EVENT, ["اجتماع آستانة"], [], []),
    "astana": (EntityKind.PLACE, ["آستانة", "Astana"], [], []),
    "putin": (EntityKind.PERSON, ["فلاديمير بوتين", "بوتين", "Vladimir Putin", "Putin"], [], []),
    "obama": (EntityKind.PERSON, ["باراك أوباما", "أوباما", "Barack Obama", "Obama"], [], []),
    "michelle": (EntityKind.PERSON, ["Michelle Yeoh", "ميشيل عون"], [], []),
    "shoukry": (EntityKind.PERSON, ["سامح شكري", "Sameh Shoukry"], [], ["شكري"]),
    "farhan": (EntityKind.PERSON, ["فيصل بن فرحان"], [], []),
    "salam": (EntityKind.PERSON, ["نواف سلام"], [], []),
    "johnson": (EntityKind.PERSON, ["Boris Johnson"], [], ["Johnson"]),
    "mike": (EntityKind.PERSON, ["Mike Johnson"], [], ["Johnson"]),
}  # fmt: skip


def form_lang(text: str) -> str:
    """Arabic for Arabic letters, else English."""
    return "ar" if "\u0600" <= text[0] <= "\u06ff" else "en"


def small_lexicon() -> Lexicon:
    """The entities above, under their keys as ids."""
    entities: dict[str, Entity] = {}
    forms: list[Form] = []
    for key, (kind, names, demonyms, surnames) in FORMS.items():
        aliases = tuple(Alias(name, form_lang(name)) for name in names)
        entities[key] = Entity(key, kind, {form_lang(names[0]): names[0]}, aliases)
        for origin, texts in (
            (FormOrigin.NAME, names),
            (FormOrigin.DEMONYM, demonyms),
            (FormOrigin.SURNAME, surnames),
        ):
            forms += (Form.of(text, form_lang(text), origin, key) for text in texts)
    return Lexicon(entities, tuple(forms))


@pytest.fixture(scope="module")
def small() -> Linker:
    """A linker over the entities above."""
    return Linker(small_lexicon())


def found(mentions: Iterable[Mention]) -> dict[str, list[str]]:
    """Entity to its surfaces in the body."""
    return {mention.entity_id: list(mention.surfaces) for mention in mentions}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("من روسيا وروسيا فروسيا بروسيا كروسيا لروسيا وبروسيا فلروسيا", {"russia": ["روسيا"] * 8}),
        ("الأردن والأردن بالأردن كالأردن وبالأردن", {"jordan": ["الأردن"] * 5}),
        ("للأردن وللأردن فللأردن", {"jordan": ["أردن"] * 3}),
        ("في اللاذقية وللاذقية وباللاذقية", {"latakia": ["اللاذقية", "لاذقية", "اللاذقية"]}),
        ("ألمانيا ولألمانيا وبالمانيا", {"germany": ["ألمانيا", "ألمانيا", "المانيا"]}),
        ("الولايات المتحدة وللولايات المتحدة", {"usa": ["الولايات المتحدة", "ولايات المتحدة"]}),
        ("بُوتِينَ قال", {"putin": ["بُوتِينَ"]}),
        ("روســـيا", {"russia": ["روســـيا"]}),
        ("أردن أو الروسيا", {}),
        ("عروسيا روسيات-ما البوتين", {"russia": ["روسيات"]}),
    ],
)
def test_arabic_proclitics(small: Linker, body: str, expected: dict[str, list[str]]) -> None:
    assert found(small.mentions("", body)) == expected


def test_nisba_adjectives_are_surer_of_less(small: Linker) -> None:
    body = "الروسي والروسية روسية الروس للروسيين وروسيات بالروسي والألمان الأردنيون"
    mentions = small.mentions("", body)
    assert found(mentions) == {
        "russia": ["الروسي", "الروسية", "روسية", "الروس", "روسيين", "روسيات", "الروسي"],
        "germany": ["الألمان"],
        "jordan": ["الأردنيون"],
    }
    assert {mention.confidence for mention in mentions} == {DEMONYM}


def test_the_longest_match_takes_it_all(small: Linker) -> None:
    body = 'أعلن المركز الروسي للمصالحة أن "اجتماع «آستانة»" سيعقد في آستانة.'
    assert found(small.mentions("", body)) == {
        "centre": ["المركز الروسي للمصالحة"],
        "astana-process": ["اجتماع «آستانة"],
        "astana": ["آستانة"],
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Putin's and Russia’s", {"putin": ["Putin"], "russia": ["Russia"]}),
        ("The US told us, and U.S. troops left", {"usa": ["US", "U.S"]}),
        ("une usine russe et des Russes", {"russia": ["russe", "Russes"]}),
        ("russian german putin", {}),
        ("PUTIN AND RUSSIA", {"putin": ["PUTIN"], "russia": ["RUSSIA"]}),
        ("Prussia, Jordans and Germanys", {}),
        ("l’accord d’Astana", {"astana": ["Astana"]}),
    ],
)
def test_latin_script(small: Linker, body: str, expected: dict[str, list[str]]) -> None:
    assert found(small.mentions("", body)) == expected


def test_surnames_count_after_the_full_name(small: Linker) -> None:
    body = "شكري قال. ثم وصل سامح شكري، وشدد شكري. وأكد بن فرحان قبل أن يصل فيصل بن فرحان، فقال بن فرحان."
    mentions = {mention.entity_id: mention for mention in small.mentions("", body)}
    assert mentions["shoukry"].surfaces == ("سامح شكري", "شكري")
    assert mentions["farhan"].surfaces == ("فيصل بن فرحان", "بن فرحان")
    assert mentions["shoukry"].confidence == FULL_NAME
    assert found(small.mentions("", "وشدد شكري على ذلك")) == {}


def test_a_title_may_give_the_surname_or_the_full_name(small: Linker) -> None:
    [mention] = small.mentions("شكري يزور عمّان", "وصل سامح شكري.")
    assert (mention.in_title, mention.count, mention.surfaces) == (True, 2, ("سامح شكري",))
    [mention] = small.mentions("Boris Johnson resigns", "The news came when Johnson spoke.")
    assert (mention.entity_id, mention.surfaces, mention.in_title) == ("johnson", ("Johnson",), True)


def test_of_two_bearers_the_last_named_is_meant(small: Linker) -> None:
    body = "Mike Johnson spoke. Johnson left. Boris Johnson wrote. Johnson laughed."
    assert found(small.mentions("", body)) == {
        "mike": ["Mike Johnson", "Johnson"],
        "johnson": ["Boris Johnson", "Johnson"],
    }


def test_a_surname_alone_is_as_sure_as_documented(small: Linker) -> None:
    [mention] = small.mentions("Boris Johnson", "Johnson spoke.")
    assert mention.confidence == FULL_NAME
    assert SURNAME < FULL_NAME


@pytest.mark.parametrize(
    "body",
    [
        "Michelle Obama spoke",
        "قالت ميشيل أوباما",
        "كان في مسقط رأسه يصلي صلاة المغرب",
        "عمل بحماس شديد",
        "مات جده أمس",
    ],
)
def test_namesakes_and_common_words_are_left_alone(small: Linker, body: str) -> None:
    assert found(small.mentions("", body)) == {}


def test_a_word_that_is_a_surname_stands_alone(small: Linker) -> None:
    assert found(small.mentions("", "جاء نواف سلام وعاش بسلام، وقال سلام")) == {
        "salam": ["نواف سلام", "سلام"]
    }


def test_a_given_name_is_no_namesake_across_a_stop(small: Linker) -> None:
    assert found(small.mentions("", "They met Michelle. Obama left.")) == {"obama": ["Obama"]}


def test_the_agency_that_reported_is_no_mention(small: Linker) -> None:
    body = "آستانة (رويترز) - قالت رويترز إن الوفد وصل إلى المدينة في ساعة متأخرة من مساء أمس بعد رحلة طويلة."
    assert found(small.mentions("", body)) == {"astana": ["آستانة"], "reuters": ["رويترز"]}


def test_salience_orders_and_is_between_0_and_1(small: Linker) -> None:
    body = "قال بوتين إن روسيا مستعدة. وأضاف بوتين أن آستانة بعيدة عن اللاذقية."
    mentions = small.mentions("بوتين يتحدث", body)
    assert [mention.entity_id for mention in mentions] == ["putin", "russia", "astana", "latakia"]
    saliences = [mention.salience for mention in mentions]
    assert saliences == sorted(saliences, reverse=True)
    assert all(0 < salience <= 1 for salience in saliences)


def test_places_are_found_by_name_however_spelled(small: Linker) -> None:
    assert small.place("المانيا") == "germany"
    assert small.place("ASTANA") == "astana"
    assert small.place("بوتين") is None


def test_an_empty_lexicon_links_nothing() -> None:
    assert Linker(Lexicon({}, ())).mentions("Putin", "Putin") == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "شهدت طرابلس في شمال لبنان احتجاجات، وقالت الحكومة في بيروت إنها تتابع.",
            "Tripoli, Lebanon",
        ),
        ("قصفت قوات حفتر طرابلس أمس.", "Tripoli"),
        ("Protests in Tripoli and Beirut went on.", "Tripoli, Lebanon"),
        ("وصل الوفد إلى مسقط، وقال سلطان عمان إن الحوار مستمر.", "Oman"),
        ("اجتمع وزراء في عمان مع الملك عبد الله الثاني.", "Amman"),
        ("Biden won Georgia after a recount in Atlanta.", "Georgia (U.S. state)"),
        ("Georgia's parliament in Tbilisi voted after talks with Joe Biden.", "Georgia"),
        ("Georgia voted.", "Georgia"),
        ("خفضت الكويت والإمارات وعمان والجزائر إنتاجها من النفط.", "Oman"),
        ("زار وزير خارجية عُمان طهران، ثم بغداد.", "Oman"),
        ("يلتقي الأهلي الهلال في الرياض، بعد فوزه على الاتحاد السعودي في جدة.", "Al-Ahli Saudi FC"),
    ],
)
def test_a_name_of_two_places_is_the_one_that_the_article_is_about(
    linker: Linker, lexicon: Lexicon, text: str, place: str
) -> None:
    named = {lexicon.entities[mention.entity_id].names["en"] for mention in linker.mentions("", text)}
    both = {name for pair in SHARED.values() for name in pair}
    assert named & both == {place}


def test_a_surname_that_is_an_adjective_stands_after_no_noun(linker: Linker, lexicon: Lexicon) -> None:
    body = "استقبل محمد شياع السوداني الرئيس السوداني. وقال السوداني إن اللقاء مثمر، وفق مكتب السوداني."
    body += " والتقى السوداني الوفد."
    named = {
        lexicon.entities[mention.entity_id].names["en"]: mention.surfaces
        for mention in linker.mentions("السوداني يستقبل ضيفه", body)
    }
    assert named == {
        "Mohammed Shia al-Sudani": ("محمد شياع السوداني", "السوداني", "السوداني", "السوداني"),
        "Sudan": ("السوداني",),
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Democratic Party of Lee Jae-myung won in Seoul, and Japan took note.", {"South Korea"}),
        ("The Democratic Party won in Michigan, Joe Biden said.", {"Democratic Party (US)"}),
        ("فاز حزب العدالة والتنمية في الرباط والدار البيضاء.", {"Justice and Development Party (Morocco)"}),
        ("فاز حزب العدالة والتنمية في أنقرة.", {"Justice and Development Party (Turkey)"}),
    ],
)
def test_a_party_is_of_the_state_that_the_article_names(
    linker: Linker, lexicon: Lexicon, text: str, names: set[str]
) -> None:
    named = {lexicon.entities[mention.entity_id].names["en"] for mention in linker.mentions("", text)}
    parties = {name for name in named if "Party" in name}
    assert parties == {name for name in names if "Party" in name}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("غارات على بلدتي الخيام وكفركلا في لبنان", {"Khiam", "Kfar Kila", "Lebanon"}),
        ("زاروا مدينة الزيتون القديمة", set[str]()),
        ("نزحوا من صور والنبطية إلى بيروت", {"Tyre, Lebanon", "Nabatieh", "Beirut"}),
        ("عرضوا مشاهد من بيروت وصور الضحايا", {"Beirut"}),
        ("يسكنون الخيام قرب النبطية", {"Nabatieh"}),
        ("اشتباكات في البيضاء ومأرب", {"Al Bayda, Yemen", "Marib"}),
        ("اشتباكات في البيضاء ودرنة", {"Bayda", "Derna"}),
        ("نفت مصر أن يكون الباب مفتوحا", {"Egypt"}),
        ("سيطروا على بارا والنهود في السودان", {"Bara, Sudan", "An Nuhud", "Sudan"}),
        ("باعوا أشجار التفاح والزيتون في غزة", {"Gaza Strip"}),
        ("قصف على أبين والضالع قرب زنجبار في اليمن", {"Abyan", "Dhale", "Zinjibar", "Yemen"}),
    ],
)
def test_a_place_that_is_a_word_counts_in_company(
    linker: Linker, lexicon: Lexicon, text: str, names: set[str]
) -> None:
    assert {lexicon.entities[mention.entity_id].names["en"] for mention in linker.mentions("", text)} == names


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("de", "Wladimir Putin sprach in Moskau über Island.", {"Vladimir Putin", "Moscow", "Iceland"}),
        ("de", "Putins Krieg, Russlands Armee und Irans Programm", {"Vladimir Putin", "Russia", "Iran"}),
        ("de", "Bundeskanzler Merkel und Sergej Skripal", {"Angela Merkel", "Sergei Skripal"}),
        ("de", "Rom Braslavski wurde in Rom empfangen.", {"Rome"}),
        ("no", "Nord-Koreas leder dro til Tyskland", {"North Korea", "Germany"}),
        ("ru", "Путина ждут в Египте и Северной Корее", {"Vladimir Putin", "Egypt", "North Korea"}),
        ("ru", "Переговоры США и Ирана", {"United States", "Iran"}),
        ("ru", "Того же мнения и самое главное", set[str]()),
        ("pl", "Rozmowy Trumpa w Warszawie i w Niemczech", {"Donald Trump", "Warsaw", "Germany"}),
        ("pl", "Spotkanie Radosława Sikorskiego z Angelą Merkel", {"Radosław Sikorski", "Angela Merkel"}),
        ("tr", "Cumhurbaşkanı Putin'in Mısır'a ziyareti", {"Vladimir Putin", "Egypt"}),
        ("fa", "او از مراکش به عمان رفت", {"Morocco", "Oman"}),
        ("pt", "O presidente do Irã em Moscou", {"Iran", "Moscow"}),
        ("it", "La riunione in Germania", {"Germany"}),
    ],
)  # fmt: skip
def test_a_text_in_another_language_has_names_of_its_own(
    linker: Linker, lexicon: Lexicon, lang: str, text: str, names: set[str]
) -> None:
    assert {
        lexicon.entities[mention.entity_id].names["en"] for mention in linker.mentions("", text, lang)
    } == names


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (None, "The Island of Moskau, said Tschad."),
        ("en", "The Island of Moskau, said Tschad."),
        ("ar", "وصل إلى هند مسکو"),
        ("sv", "Tschad och Moskau"),
    ],
)
def test_names_of_one_language_count_in_its_texts_alone(linker: Linker, lang: str | None, text: str) -> None:
    assert linker.mentions("", text, lang) == ()


def test_names_that_a_graph_has_grown_count_in_any_language(lexicon: Lexicon) -> None:
    grown = Entity("x", EntityKind.PERSON, {"de": "Zorvath"}, (Alias("Alda Zorvath", "de"),))
    linker = Linker(with_entities(lexicon, [grown]))
    assert [mention.entity_id for mention in linker.mentions("", "They saw Alda Zorvath.", "en")] == ["x"]
    assert [mention.entity_id for mention in linker.mentions("", "Alda Zorvaths Haus", "de")] == ["x"]
