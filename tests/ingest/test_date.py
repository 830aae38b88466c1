"""Dates as pages write them; what is not whole is not invented."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.date import find_date, is_relative, read_date_line


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, zone: int = 0) -> datetime:
    """A moment in a zone given by its hours."""
    return datetime(year, month, day, hour, minute, tzinfo=timezone(timedelta(hours=zone)) if zone else UTC)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("الأربعاء، 28 آب/اغسطس 2013، آخر تحديث 14:00 (GMT+0400)", at(2013, 8, 28, 14, 0, 4)),
        ("الثلاثاء 19 نوفمبر (تشرين الثاني) 2019", at(2019, 11, 19)),
        ("١٤ مارس/آذار ٢٠٢٤", at(2024, 3, 14)),
        ("۱۴ مارس ۲۰۲۴", at(2024, 3, 14)),
        ("نُشر في 3 كانون الثاني 2021 الساعة 10:30 مساءً", at(2021, 1, 3, 22, 30)),
        ("09:40 م 14/03/2024", at(2024, 3, 14, 21, 40)),
        ("الخميس 14 غشت 2025 - 12:05 ص", at(2025, 8, 14, 0, 5)),
        ("آخر تحديث: 7 يوليو 2020 08:15 بتوقيت مكة", at(2020, 7, 7, 8, 15, 3)),
        ("14 March 2024", at(2024, 3, 14)),
        ("Published: Thursday, 5 September 2024 | 12:30 GMT", at(2024, 9, 5, 12, 30)),
        ("نُشر: 16:42-20 نوفمبر 2025 م ـ 29 جمادى الأولى 1447 هـ", at(2025, 11, 20, 16, 42)),
        ("نُشر: 09:05-10 يناير 2025 م", at(2025, 1, 10, 9, 5)),
        ("22 نوفمبر 2025 - 21:14 بتوقيت أبوظبي", at(2025, 11, 22, 21, 14, 4)),
        ("10 January 2025 09:05 -05:00", at(2025, 1, 10, 9, 5, -5)),
        ("Fri 21 Nov 2025 18.20 GMT", at(2025, 11, 21, 18, 20)),
        ("21.11.2025, 17.05 Uhr", at(2025, 11, 21, 17, 5)),
        ("March 14, 2024 at 3:05 p.m. EST", at(2024, 3, 14, 15, 5, -5)),
        ("Sept. 5, 2023", at(2023, 9, 5)),
        ("By Eleanor Whitcombe, 1st May 2023", at(2023, 5, 1)),
        ("2024-03-14T10:00:00Z", at(2024, 3, 14, 10)),
        ("2024-03-14 10:00:00+02:00", at(2024, 3, 14, 10, 0, 2)),
        ("Publié le 06/01/2026 - 14:16 UTC+1", at(2026, 1, 6, 14, 16, 1)),
        ("Mis à jour le 1er août 2023 à 14h16", at(2023, 8, 1, 14, 16)),
        ("14 de marzo de 2024", at(2024, 3, 14)),
        ("15.01.2020 18:22", at(2020, 1, 15, 18, 22)),
        ("12. März 2025, 09:15 Uhr", at(2025, 3, 12, 9, 15)),
        ("Pubblicato il 3 maggio 2024 alle 10:20", at(2024, 5, 3, 10, 20)),
        ("5 de março de 2025 às 14h30", at(2025, 3, 5, 14, 30)),
        ("20 Nisan 2026", at(2026, 4, 20)),
        ("12 марта 2025 г., 14:05", at(2025, 3, 12, 14, 5)),
        ("5 listopada 2024", at(2024, 11, 5)),
        ("Torsdag 9. mai 2024 kl. 13:26", at(2024, 5, 9, 13, 26)),
        ("۱۲ مارس ۲۰۲۵", at(2025, 3, 12)),
        ("12 मार्च 2025", at(2025, 3, 12)),
        ("06. 01. 2026, 14:59 Uhr Lesedauer: 4 Minuten", at(2026, 1, 6, 14, 59)),
        ("Madrid-29/05/2025 20:00", at(2025, 5, 29, 20)),
        ("Bruselas - 15 oct 2024 - 08:22Actualizado: 15 oct 2024 - 17:38CEST", at(2024, 10, 15, 8, 22)),
        ("Innlent | mbl | 11.2.2025 | 23:55 | Uppfært 12.2.2025 7:25", at(2025, 2, 11, 23, 55)),
        ("Associated PressApril 28, 2023 GMT", at(2023, 4, 28)),
        ("Published Fri, Apr 28 20232:23 PM EDT", at(2023, 4, 28, 14, 23, -4)),
        ("March 7, 20247:55 AM UTCUpdated ago", at(2024, 3, 7, 7, 55)),
        ("30.01.202430. Januar 2024", at(2024, 1, 30)),
        ("نشر في : الأربعاء ,11 أيار / مايو GMT 09:45 2022", at(2022, 5, 11, 9, 45)),
        ("GMT 10:12 2022 الأربعاء ,11 أيار / مايو", at(2022, 5, 11, 10, 12)),
        ("نشر بتاريخ: 05/11/2024 ( آخر تحديث: 06/11/2024 الساعة: 08:17 )", at(2024, 11, 5)),
        ("16:24 GMT 15.01.2025 (تم التحديث: 16:31 GMT 15.01.2025)", at(2025, 1, 15, 16, 24)),
        ("الأربعاء 22/أكتوبر/2025 13:45 م", at(2025, 10, 22, 13, 45)),
        ("25.4.24", at(2024, 4, 25)),
        ("Veröffentlicht am 27.04.24 um 07:39 Uhr", at(2024, 4, 27, 7, 39)),
        ("dpa, Palma15.04.25 09:56", at(2025, 4, 15, 9, 56)),
    ],
)
def test_a_date_line_is_read(line: str, moment: datetime) -> None:
    found = read_date_line(line)
    assert found is not None
    assert (found.moment, found.moment.utcoffset()) == (moment, moment.utcoffset())


def test_a_croatian_october_has_the_name_of_the_polish_november() -> None:
    croatian = find_date("5. listopada 2024.", "hr")
    assert croatian is not None and croatian.moment == at(2024, 10, 5)


@pytest.mark.parametrize(
    "line",
    [
        "أمس الإثنين",
        "منذ 3 ساعات",
        "2 hours ago",
        "14 مارس",
        "March 2024",
        "31/02/2024",
        "Copyright 2024",
        "12:30",
        "رقم 14/03/20245",
        "Version 1.2.24",
        "Beats 10.2.24 in the tests of the year",
        "45.4.24",
        "25.4.85",
        "192.168.10.24",
        "1.2.24.5",
        "On 14 March 2024 the ministers signed a treaty in Geneva that ended nine years of talks.",
    ],
)
def test_what_is_no_whole_date_or_says_more_is_none(line: str) -> None:
    assert read_date_line(line) is None


def test_numbers_that_may_be_day_or_month_are_left_alone_in_english() -> None:
    assert find_date("03/04/2024", "en") is None
    assert find_date("13/04/2024", "en") == find_date("04/13/2024", "en")
    assert find_date("04/04/2024", "en") is not None
    arabic = find_date("03/04/2024", "ar")
    assert arabic is not None and arabic.moment == at(2024, 4, 3)


def test_a_date_of_change_is_called_so() -> None:
    first, second = find_date("Published 2 May 2024"), find_date("Updated 3 May 2024")
    assert first is not None and second is not None
    assert (first.updated, second.updated) == (False, True)


def test_what_else_a_line_says_is_kept() -> None:
    found = read_date_line("By Eleanor Whitcombe, 14 March 2024 10:30 GMT")
    assert found is not None and found.rest == "by eleanor whitcombe"


@pytest.mark.parametrize(
    "line", ["10 mins ago", "منذ ساعتين", "Il y a 3 heures", "yesterday", "hace 2 horas"]
)
def test_relative_dates_are_told(line: str) -> None:
    assert is_relative(line)


@given(st.dates(min_value=datetime(1950, 1, 1).date(), max_value=datetime(2090, 1, 1).date()))  # noqa: DTZ001
def test_any_day_is_read_in_three_spellings(day: object) -> None:
    iso = f"{day}"
    year, month, number = (int(part) for part in iso.split("-"))
    arabic = [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ][month - 1]
    for line in (iso, f"{number} {arabic} {year}", f"{number:02}.{month:02}.{year}"):
        found = find_date(line)
        assert found is not None and found.moment == at(year, month, number), line


@given(st.text(max_size=80))
def test_any_line_is_harmless(line: str) -> None:
    found = find_date(line)
    assert found is None or found.moment.tzinfo is not None
