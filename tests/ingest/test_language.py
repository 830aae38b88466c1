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
        ("Ministr zahraničí v úterý oznámil, že jednání budou pokračovat", "cs"),
        ("Statsministeren sagde tirsdag, at forhandlingerne fortsætter i næste uge", "da"),
        ("Utenriksministeren sier at forhandlingene fortsetter neste uke, etter møtet", "no"),
        ("Ráðherrann sagði að viðræðurnar myndu halda áfram í næstu viku", "is"),
        ("Ministras pranešė, kad derybos bus tęsiamos kitą savaitę Vilniuje", "lt"),
        ("Bộ trưởng cho biết các cuộc đàm phán sẽ tiếp tục vào tuần tới", "vi"),
        ("A miniszter közölte, hogy a tárgyalások jövő héten folytatódnak", "hu"),
        ("Ulkoministerin mukaan neuvottelut jatkuvat ensi viikolla Helsingissä", "fi"),
        ("รัฐมนตรีกล่าวว่าการเจรจาจะดำเนินต่อไปในสัปดาห์หน้า", "th"),
        ("外相は来週も協議を続けると述べた。", "ja"),
        ("部长表示谈判将于下周继续举行。", "zh"),
        ("장관은 다음 주에도 협상이 계속될 것이라고 말했다.", "ko"),
        ("12 345 !", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_language(text: str, lang: str) -> None:
    assert identify(text) == lang


def test_foreign_names_in_an_arabic_text_do_not_change_it() -> None:
    assert identify("قالت شركة Google إن خدمة Gmail عادت إلى العمل بعد توقف دام ساعة") == "ar"
