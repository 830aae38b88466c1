"""Bylines and datelines, in the forms that agencies and sites use."""

import pytest

from ingest.cutting.byline import Origin, read_byline, read_cued_name, read_opening
from ingest.cutting.writer import read_person
from ingest.naming.known import KnownNames


@pytest.mark.parametrize(
    ("line", "byline", "dateline"),
    [
        ("دمشق - نورا خوام", "نورا خوام", "دمشق"),
        ("نورا خوام - دمشق", "نورا خوام", "دمشق"),
        ("القاهرة ـ منى فاروق", "منى فاروق", "القاهرة"),
        ("القاهرة – رويترز", "رويترز", "القاهرة"),
        ("بيروت (أ ف ب)", "أ ف ب", "بيروت"),
        ("كتب : محمد الشافعي", "محمد الشافعي", None),
        ("كتبت: سلمى الحداد", "سلمى الحداد", None),
        ("بقلم: د. هالة مصطفى", "د. هالة مصطفى", None),
        ("كتب محمد الشافعي", "محمد الشافعي", None),
        ("كتبت ـ سلمى الحداد ـ محمد الشافعي", "سلمى الحداد, محمد الشافعي", None),
        ("من سلمى الحداد و مارك هولواي", "سلمى الحداد, مارك هولواي", None),
        ("By Eleanor Whitcombe", "Eleanor Whitcombe", None),
        ("By Eleanor Whitcombe, BBC News", "Eleanor Whitcombe", None),
        ("By Lance Morel published 19 May 2026", "Lance Morel", None),
        ("BY ANNE DE VRIES AND TOM HALL", "ANNE DE VRIES AND TOM HALL", None),
        ("Par Hélène Marchetti", "Hélène Marchetti", None),
        ("Por Lucía Ferrer", "Lucía Ferrer", None),
        ("Von Hanna Brandtner und Jens Ohlmann, dpa", "Hanna Brandtner und Jens Ohlmann", None),
        ("Von Hanna Brandtner mit AP", "Hanna Brandtner", None),
        ("Kommentar von Hanna Brandtner", "Hanna Brandtner", None),
        ("Av Elin Sjölander", "Elin Sjölander", None),
        ("Von dpa", "dpa", None),
        ("byEleanor Whitcombe", "Eleanor Whitcombe", None),
        ("Eleanor Whitcombe5 hours ago", "Eleanor Whitcombe", None),
        ("Eleanor Whitcombe|Published 1 day ago", "Eleanor Whitcombe", None),
        ("배윤경 기자", "배윤경", None),
        ("순천, 광양 배윤경 기자 name@example.com", "배윤경", None),
        ("أنقرة/ محمد يلماز/ الأناضول", "محمد يلماز", "أنقرة"),
        ("إسطنبول - الأناضول - سلمى الحداد", "سلمى الحداد", "إسطنبول"),
        ("القاهرة: «الشرق الأوسط»", "الشرق الأوسط", "القاهرة"),
        ("بيروت – «القدس العربي»", "القدس العربي", "بيروت"),
        ("طهران - إرنا", "إرنا", "طهران"),
        ("لندن - طهران: «الشرق الأوسط»", "الشرق الأوسط", "لندن"),
        ("دمشق، سوريا (CNN)", "CNN", "دمشق"),
        ("هسبريس من الرباط", "هسبريس", "الرباط"),
        ("Emma Hallworth North of England correspondent", "Emma Hallworth", None),
        ("Emma Hallworth, political editor", "Emma Hallworth", None),
        ("باريس: ميشيل أبو نجم", "ميشيل أبو نجم", "باريس"),
        ("بغداد/ شفق نيوز", "شفق نيوز", "بغداد"),
        ("By Emma Hallworth in Seoul", "Emma Hallworth", "Seoul"),
        ("By Emma Hallworth in the newsroom", "Emma Hallworth", None),
        ("غزة – مراسلنا", None, "غزة"),
        ("المنبر - عبد الله التجاني", "عبد الله التجاني", None),
        ("Author, هبة بيطار", "هبة بيطار", None),
        ("كتب: محمد غريب، داليا عثمان", "محمد غريب, داليا عثمان", None),
        ("By Anna Berg, John Hale and Vrbanka Ilić", "Anna Berg, John Hale and Vrbanka Ilić", None),
        ("By Anna Berg @annaberg", "Anna Berg", None),
        ("By Anna Berg anna.berg@barid.example", "Anna Berg", None),
        ("Par Loïc Le Clerc le 5 mai", "Loïc Le Clerc", None),
        ("«عكاظ» (طشقند) @okaz_online", "عكاظ", "طشقند"),
        ("سلمى الحداد (الرياض) @salma_h", "سلمى الحداد", "الرياض"),
        ("*محمد الشافعي", "محمد الشافعي", None),
        ("كتابة: محمد الشافعي", "محمد الشافعي", None),
        ("حاورته: سلمى الحداد", "سلمى الحداد", None),
        ("dal nostro inviato Gabriella Colarusso", "Gabriella Colarusso", None),
        ("Avec AFP", "AFP", None),
        ("بنا:", "بنا", None),
        ("APA/dpa", "APA/dpa", None),
        ("--(بترا)", "بترا", None),
        ("فرانس24/ أ ف ب", "فرانس24/ أ ف ب", None),
        ("العربية.نت - وكالات", "وكالات", None),
        ("AFP", "AFP", None),
        ("وكالات", "وكالات", None),
        ("Reuters", "Reuters", None),
    ],
)
def test_a_byline_is_read(names: KnownNames, line: str, byline: str | None, dateline: str | None) -> None:
    assert read_byline(line, names) == Origin(byline, dateline)


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the year prices had doubled in most towns of the north.",
        "كتب الرئيس على منصة إكس أن المحادثات ستستأنف الأسبوع المقبل",
        "World - News and analysis",
        "Par ailleurs, rien n'a changé",
        "الأردن - 12 قتيلا",
        "14 March 2024",
        "World News 5 hours ago",
        "Middle East5 hours ago",
        "5 hours ago",
        "ByteDance wins",
        "وزير الخارجية يلتقي نظيره",
        "الشرق الأوسط",
        "عائدون من غزة",
        "سياسة - لبنان",
        "Prime Minister names new foreign editor",
        "(Robert F. Bukaty / AP)",
        "الكاتب بوعلام صنصال (فرانس برس)",
        "القاهرة: «لن نتراجع»",
    ],
)
def test_other_lines_are_no_byline(names: KnownNames, line: str) -> None:
    assert read_byline(line, names) is None


@pytest.mark.parametrize(
    ("cue", "line", "name"),
    [
        ("Von", "Bjarne Xylander", "Bjarne Xylander"),
        ("بقلم:", "د. هالة مصطفى", "د. هالة مصطفى"),
        ("Author of the article:", "Quentin Abara", "Quentin Abara"),
        ("By", "the end of the year", None),
        ("Home", "Quentin Abara", None),
    ],
)
def test_a_name_follows_a_cue_on_its_own_line(cue: str, line: str, name: str | None) -> None:
    assert read_cued_name(cue, line) == name


def test_a_name_alone_is_told_by_its_first_name(names: KnownNames) -> None:
    assert read_person("Emmanuel Dupuis", names) == "Emmanuel Dupuis"
    assert read_person("محمود العلي", names) == "محمود العلي"
    assert read_person("Sandra Okafor", names) == "Sandra Okafor"
    assert read_person("ميسون الحلاق", names) == "ميسون الحلاق"
    assert read_person("عبد الرحمن الكيلاني", names) == "عبد الرحمن الكيلاني"
    assert read_person("عبد الرحمن", names) is None
    assert read_person("د. الشفيع خضر", names) == "د. الشفيع خضر"
    assert read_person("د. الشفيع", names) is None
    assert read_person("Middle East", names) is None
    assert read_person("Emmanuel in the rain", names) is None


@pytest.mark.parametrize(
    ("paragraph", "byline", "dateline"),
    [
        ("دمشق، سوريا (CNN) -- أكدت جهات سورية معارضة أن فصائل", "CNN", "دمشق"),
        ("بيروت (رويترز) - أعلن الجيش اللبناني", "رويترز", "بيروت"),
        ("القاهرة - قال وزير الخارجية", None, "القاهرة"),
        ("LONDON, March 14 (Reuters) - British Prime Minister", "Reuters", "LONDON"),
        ("PARIS (AP) — The French president", "AP", "PARIS"),
        ("BRUSSELS - The European Union", None, "BRUSSELS"),
        ("واشنطن/ الأناضول - قال البيت الأبيض", "الأناضول", "واشنطن"),
        ("الدوحة ـ قنا: التقى أمير البلاد وفدا من الاتحاد الأفريقي", "قنا", "الدوحة"),
        ("صنعاء / سبأ: عقد مجلس النواب جلسة طارئة", "سبأ", "صنعاء"),
        ("القاهرة - «الشرق الأوسط»: أعلن الرئيس اليوم", "الشرق الأوسط", "القاهرة"),
        ("موسكو - (د ب أ) - قال الكرملين اليوم", "د ب أ", "موسكو"),
        ("رام الله 3-11-2025 وفا- قال وزير العمل", "وفا", "رام الله"),
        ("أبوظبي في 20 نوفمبر/ وام/ استقبل رئيس الدولة", "وام", "أبوظبي"),
        ("عمّان - الدستور - قال الناطق الإعلامي", "الدستور", "عمّان"),
        ("وطنية - صيدا - أفادت مندوبتنا", "وطنية", "صيدا"),
        ("الرياض - جدة - افتتح وزير النقل", None, "الرياض"),
        ("جدة - الرياض - افتتح وزير النقل", None, "جدة"),
        ("(أ ف ب) - قال مسؤول أميركي", "أ ف ب", None),
        ("شفق نيوز/ اجتمع رئيس الإقليم", "شفق نيوز", None),
        ("بروكسل في 3 ديسمبر 2024 /العُمانية/ عقد الوزير", "العُمانية", "بروكسل"),
        ("كتبت - منى سالم - قررت وزارة التعليم", "منى سالم", None),
        ("Rom (APA/dpa) - Der Papst hat am Sonntag", "APA/dpa", "Rom"),
        ("باريس - قال الرئيس: إن بلاده لن تتراجع", None, "باريس"),
        ("القاهرة: «لن نتراجع»: هكذا قال الوزير", None, "القاهرة"),
    ],
)
def test_the_dateline_that_opens_a_body_is_read(
    names: KnownNames, paragraph: str, byline: str | None, dateline: str | None
) -> None:
    opening = read_opening(paragraph, names)
    assert opening is not None and opening.origin == Origin(byline, dateline)


@pytest.mark.parametrize(
    "paragraph",
    [
        "أعلن الكرملين أمس أن الرئيس - وهو في إجازة - عاد",
        "The minister (pictured) said on Monday - after a long day - that he would resign.",
        "Officials - most of them new - met.",
    ],
)
def test_other_dashes_and_brackets_are_no_dateline(names: KnownNames, paragraph: str) -> None:
    assert read_opening(paragraph, names) is None


def test_what_follows_the_dateline_is_left_whole(names: KnownNames) -> None:
    paragraph = "باريس - قال الرئيس: إن بلاده لن تتراجع"
    opening = read_opening(paragraph, names)
    assert opening is not None and paragraph[opening.end :] == "قال الرئيس: إن بلاده لن تتراجع"
