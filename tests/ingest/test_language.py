"""The language of a text, short ones in Arabic script too."""

import pytest

from ingest.language import UNKNOWN, identify


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("أعلن الكرملين أن الرئيس أجرى محادثات", "ar"),
        ("بوتين وماكرون", "ar"),
        ("رئيس الوزراء", "ar"),
        ("وزير الخارجية المصري يبحث مع نظيره السعودي تطورات السودان", "ar"),
        ("رئیس جمهور ایران گفت که مذاکرات ادامه دارد", "fa"),
        ("وزیر امور خارجه در تهران", "fa"),
        ("وزیر اعظم نے کہا ہے کہ مذاکرات جاری رہیں گے", "ur"),
        ("پاکستان میں انتخابات ہوں گے", "ur"),
        ("The minister said that talks would go on", "en"),
        ("Le président a reçu son homologue à l'Élysée", "fr"),
        ("El presidente se reunió con los ministros", "es"),
        ("Der Bundeskanzler sprach mit den Ministern", "de"),
        ("Cumhurbaşkanı Ankara'da bakanlarla görüştü", "tr"),
        ("Президент провёл переговоры", "ru"),
        ("12 345 !", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_language(text: str, lang: str) -> None:
    assert identify(text) == lang


def test_foreign_names_in_an_arabic_text_do_not_change_it() -> None:
    assert identify("قالت شركة Google إن خدمة Gmail عادت إلى العمل بعد توقف دام ساعة") == "ar"
