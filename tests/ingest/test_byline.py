"""Bylines and datelines, in the forms that agencies and sites use."""

import pytest

from ingest.cutting.byline import Origin, read_byline, read_opening, read_person
from ingest.linking.linker import Linker


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
        ("By Eleanor Whitcombe", "Eleanor Whitcombe", None),
        ("By Eleanor Whitcombe, BBC News", "Eleanor Whitcombe", None),
        ("By Lance Morel published 19 May 2026", "Lance Morel", None),
        ("BY ANNE DE VRIES AND TOM HALL", "ANNE DE VRIES AND TOM HALL", None),
        ("Par Hélène Marchetti", "Hélène Marchetti", None),
        ("Por Lucía Ferrer", "Lucía Ferrer", None),
        ("AFP", "AFP", None),
        ("وكالات", "وكالات", None),
        ("Reuters", "Reuters", None),
    ],
)
def test_a_byline_is_read(linker: Linker, line: str, byline: str, dateline: str | None) -> None:
    assert read_byline(line, linker) == Origin(byline, dateline)


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the year prices had doubled in most towns of the north.",
        "كتب الرئيس على منصة إكس أن المحادثات ستستأنف الأسبوع المقبل",
        "World - News and analysis",
        "Par ailleurs, rien n'a changé",
        "الأردن - 12 قتيلا",
        "14 March 2024",
        "وزير الخارجية يلتقي نظيره",
    ],
)
def test_other_lines_are_no_byline(linker: Linker, line: str) -> None:
    assert read_byline(line, linker) is None


def test_a_name_alone_is_told_by_its_first_name(linker: Linker) -> None:
    assert read_person("Emmanuel Dupuis", linker) == "Emmanuel Dupuis"
    assert read_person("محمود العلي", linker) == "محمود العلي"
    assert read_person("Middle East", linker) is None
    assert read_person("Emmanuel in the rain", linker) is None


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
    ],
)
def test_the_dateline_that_opens_a_body_is_read(
    linker: Linker, paragraph: str, byline: str | None, dateline: str
) -> None:
    opening = read_opening(paragraph, linker)
    assert opening is not None and opening.origin == Origin(byline, dateline)


@pytest.mark.parametrize(
    "paragraph",
    [
        "أعلن الكرملين أمس أن الرئيس - وهو في إجازة - عاد",
        "The minister (pictured) said on Monday - after a long day - that he would resign.",
        "Officials - most of them new - met.",
    ],
)
def test_other_dashes_and_brackets_are_no_dateline(linker: Linker, paragraph: str) -> None:
    assert read_opening(paragraph, linker) is None
