"""Expressions of time in running text: what they stand for, and what is left out rather than invented."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dating.moment import Precision
from ingest.dating.resolver import day_of_writing, resolve

TUESDAY = datetime(2019, 11, 19, 10, 30, tzinfo=UTC)
DAY, WEEK, MONTH, YEAR = timedelta(days=1), Precision.WEEK, Precision.MONTH, Precision.YEAR
MOMENTS = st.datetimes(datetime(1900, 1, 2), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ARABIC_DAYS = ("الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
ARABIC_MONTHS = ("يناير/كانون الثاني", "شباط", "مارس", "نيسان/أبريل", "مايو", "يونيو", "تموز",
    "أغسطس", "أيلول",
                 "أكتوبر", "تشرين الثاني", "ديسمبر")  # fmt: skip


def days(text: str, lang: str, anchor: datetime | None = TUESDAY) -> list[tuple[str, str]]:
    """Each expression that stands for one day, with that day."""
    return [
        (text[found.start : found.end], found.since.date().isoformat())
        for found in resolve(text, anchor, lang)
        if found.until - found.since == DAY
    ]


@pytest.mark.parametrize(
    ("lang", "text", "expression", "day"),
    [
        ("ar", "أعلن الكرملين أمس الإثنين أن المحادثات تمت", "أمس الإثنين", "2019-11-18"),
        ("ar", "وبالأمس وصل الوفد", "الأمس", "2019-11-18"),
        ("ar", "أول من أمس", "أول من أمس", "2019-11-17"),
        ("ar", "يصل غداً الأربعاء إلى أنقرة", "غداً الأربعاء", "2019-11-20"),
        ("ar", "يصل بعد غد الخميس", "بعد غد الخميس", "2019-11-21"),
        ("ar", "اجتمعا اليوم الثلاثاء (19 نوفمبر/تشرين الثاني 2019)", None, "2019-11-19"),
        ("ar", "في اجتماع يوم الجمعة الماضي", "الجمعة الماضي", "2019-11-15"),
        ("ar", "تأجل الاجتماع للثلاثاء المقبل", "ثلاثاء المقبل", "2019-11-26"),
        ("ar", "التقى الخميس نظيره", "الخميس", "2019-11-14"),
        ("ar", "سيلتقي نظيره الخميس", "الخميس", "2019-11-21"),
        ("ar", "وقالت إنه سيزور موسكو. والتقى الخميس نظيره", "الخميس", "2019-11-14"),
        ("ar", "قبل يومين", "قبل يومين", "2019-11-17"),
        ("ar", "قبل ثلاثة أيام", "قبل ثلاثة أيام", "2019-11-16"),
        ("ar", "في ١٨ من الشهر الجاري", "١٨ من الشهر الجاري", "2019-11-18"),
        ("ar", "و28 آب/أغسطس 2013", "28 آب/أغسطس 2013", "2013-08-28"),
        ("ar", "في 14 إبريل-نيسان 2023", "14 إبريل-نيسان 2023", "2023-04-14"),
        ("ar", "في 5 يناير", "5 يناير", "2020-01-05"),
        ("ar", "في 5 يناير الماضي", "5 يناير الماضي", "2019-01-05"),
        ("ar", "في 20 نوفمبر من العام الماضي", "20 نوفمبر من العام الماضي", "2018-11-20"),
        ("en", "He left yesterday.", "yesterday", "2019-11-18"),
        ("en", "They met last Tuesday in Bonn", "last Tuesday", "2019-11-12"),
        ("en", "He spoke on Monday", "Monday", "2019-11-18"),
        ("en", "Talks will resume on Thursday", "Thursday", "2019-11-21"),
        ("en", "The actor Will Smith spoke on Thursday", "Thursday", "2019-11-14"),
        ("fr", "Le M23 a pris Uvira jeudi", "jeudi", "2019-11-14"),
        ("en", "Talks will resume, he said on Thursday", "Thursday", "2019-11-14"),
        ("en", "the vote was postponed until Friday", "Friday", "2019-11-22"),
        ("en", "It ended two days ago", "two days ago", "2019-11-17"),
        ("en", "since Nov. 5", "Nov. 5", "2019-11-05"),
        ("en", "on the 3rd of March 2020", "3rd of March 2020", "2020-03-03"),
        ("en", "Friday, January 3", "Friday, January 3", "2020-01-03"),
        ("fr", "hier lundi à Genève", "hier lundi", "2019-11-18"),
        ("fr", "lundi dernier", "lundi dernier", "2019-11-18"),
        ("fr", "Il l’a dit aujourd’hui", "aujourd’hui", "2019-11-19"),
        ("fr", "le 1er décembre", "1er décembre", "2019-12-01"),
        ("fr", "il y a trois jours", "il y a trois jours", "2019-11-16"),
        ("es", "ayer lunes", "ayer lunes", "2019-11-18"),
        ("es", "el próximo lunes", "próximo lunes", "2019-11-25"),
        ("es", "el 19 de noviembre de 2018", "19 de noviembre de 2018", "2018-11-19"),
        ("es", "pasado mañana", "pasado mañana", "2019-11-21"),
    ],
)
def test_a_day_is_resolved(lang: str, text: str, expression: str | None, day: str) -> None:
    [(words, found)] = days(text, lang)
    assert found == day
    assert expression is None or words == expression


@pytest.mark.parametrize(
    ("lang", "text", "precision", "since", "until"),
    [
        ("ar", "منذ 3 ساعات", Precision.HOUR, "2019-11-19T07", "2019-11-19T08"),
        ("ar", "في تشرين الثاني الماضي", MONTH, "2018-11-01T00", "2018-12-01T00"),
        ("ar", "الشهر المقبل", MONTH, "2019-12-01T00", "2020-01-01T00"),
        ("ar", "في مارس", MONTH, "2020-03-01T00", "2020-04-01T00"),
        ("ar", "الأسبوع الماضي", WEEK, "2019-11-11T00", "2019-11-18T00"),
        ("ar", "قبل عامين", YEAR, "2017-01-01T00", "2018-01-01T00"),
        ("ar", "من 12 إلى 14 نوفمبر", Precision.DAY, "2019-11-12T00", "2019-11-15T00"),
        ("en", "next month", MONTH, "2019-12-01T00", "2020-01-01T00"),
        ("en", "three hours ago", Precision.HOUR, "2019-11-19T07", "2019-11-19T08"),
        ("en", "a week ago", WEEK, "2019-11-09T00", "2019-11-16T00"),
        ("en", "in 2015", YEAR, "2015-01-01T00", "2016-01-01T00"),
        ("fr", "en novembre dernier", MONTH, "2018-11-01T00", "2018-12-01T00"),
        ("fr", "l'an dernier", YEAR, "2018-01-01T00", "2019-01-01T00"),
        ("es", "la semana que viene", WEEK, "2019-11-25T00", "2019-12-02T00"),
    ],
)  # fmt: skip
def test_an_interval_is_resolved(lang: str, text: str, precision: Precision, since: str, until: str) -> None:
    [found] = resolve(text, TUESDAY, lang)
    assert (found.precision, f"{found.since:%Y-%m-%dT%H}", f"{found.until:%Y-%m-%dT%H}") == (
        precision,
        since,
        until,
    )


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ar", "أمس الأحد"),
        ("ar", "غداً الإثنين"),
        ("ar", "قبل أيام"),
        ("ar", "قبل يومين من الانتخابات"),
        ("ar", "روسيا اليوم"),
        ("ar", "في اليوم التالي"),
        ("ar", "الأمين العام الحالي"),
        ("ar", "31 فبراير"),
        ("en", "yesterday, Friday"),
        ("en", "He may march in the sun"),
        ("en", "Black Friday"),
        ("en", "in the last week of the war"),
        ("en", "over the last year"),
        ("en", "on 03/04/2020"),
        ("en", "days ago"),
        ("fr", "chaque lundi"),
        ("es", "por la mañana"),
        ("de", "gestern"),
    ],
)
def test_what_contradicts_or_is_vague_stands_for_nothing(lang: str, text: str) -> None:
    assert resolve(text, TUESDAY, lang) == []


def test_without_an_anchor_only_what_names_its_year_is_resolved() -> None:
    text = "أمس، والثلاثاء، و18 نوفمبر، والشهر الماضي، ومنذ 3 ساعات، و18 نوفمبر 2019، وفي عام 2015"
    assert [text[found.start : found.end] for found in resolve(text, None, "ar")] == [
        "18 نوفمبر 2019",
        "2015",
    ]


def test_hours_before_a_plain_day_are_left_out() -> None:
    midnight = TUESDAY.replace(hour=0, minute=0)
    assert resolve("3 hours ago", midnight, "en") == []


def test_a_weekday_alone_names_the_day_ahead_too() -> None:
    [past] = resolve("The ministers met on Friday", TUESDAY, "en")
    assert (past.since.day, past.ahead) == (15, datetime(2019, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("ar", "أعلن الكرملين اليوم الثلاثاء 19 نوفمبر 2019 أن", date(2019, 11, 19)),
        ("ar", "أعلن الكرملين أمس الإثنين (18 نوفمبر 2019)", date(2019, 11, 19)),
        ("en", "said today, Tuesday, November 19, 2019, that", date(2019, 11, 19)),
        ("fr", "a annoncé ce mardi 19 novembre 2019", date(2019, 11, 19)),
        ("ar", "أعلن الكرملين اليوم الجمعة 19 نوفمبر 2019 أن", None),
        ("ar", "أعلن الكرملين الثلاثاء 19 نوفمبر 2019 أن", None),
        ("ar", "اليوم الثلاثاء 19 نوفمبر أو اليوم 20 نوفمبر 2019، أمس 13 مايو 2010", None),
        ("en", "today, 19 November", None),
    ],
)
def test_the_day_of_writing_needs_a_whole_date_tied_to_it(lang: str, text: str, day: date | None) -> None:
    found = day_of_writing(text, lang)
    assert (found and found.date()) == day


@given(MOMENTS, st.integers(0, 6))
def test_a_weekday_with_yesterday_is_right_or_nothing(anchor: datetime, weekday: int) -> None:
    found = resolve(f"أمس {ARABIC_DAYS[weekday]}", anchor, "ar")
    yesterday = anchor.date() - DAY
    assert [item.since.date() for item in found] == ([yesterday] if yesterday.weekday() == weekday else [])


@given(MOMENTS, st.dates(date(1901, 1, 1), date(2089, 1, 1)))
def test_a_whole_date_is_read_whatever_the_anchor(anchor: datetime, day: date) -> None:
    for anchored in (anchor, None):
        text = f"في {day.day} {ARABIC_MONTHS[day.month - 1]} {day.year}"
        assert days(text, "ar", anchored) == [(text[3:], day.isoformat())]
        text = day.strftime("on %B %d, %Y")
        assert days(text, "en", anchored) == [(text[3:], day.isoformat())]


@given(MOMENTS, st.integers(1, 28), st.integers(1, 12))
def test_a_date_without_a_year_is_the_nearest(anchor: datetime, day: int, month: int) -> None:
    [(_, found)] = days(f"في {day} {ARABIC_MONTHS[month - 1]}", "ar", anchor)
    today = anchor.date()
    nearest = min(abs(date(today.year + year, month, day) - today) for year in (-1, 0, 1))
    assert abs(date.fromisoformat(found) - today) == nearest


@given(st.text(max_size=60), st.sampled_from(["ar", "en", "fr", "es"]), st.none() | MOMENTS)
def test_any_text_is_harmless(text: str, lang: str, anchor: datetime | None) -> None:
    end = 0
    for found in resolve(text, anchor, lang):
        assert end <= found.start < found.end <= len(text)
        assert found.since < found.until
        end = found.end
