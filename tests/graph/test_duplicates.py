"""The same text under several addresses is told to the first of them, whatever the order of ingest."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.address import Address
from graph.database import Database
from graph.fingerprint import DUPLICATE, PAIRS, fingerprint, may_be_alike, read_words, similarity
from graph.identity import article_id
from graph.model import Article, TitleOrigin
from graph.upsert import upsert_articles

NOW = datetime(2024, 6, 1, tzinfo=UTC)
TEXT = (
    "وصل وزير الخارجية إلى أنقرة مساء الإثنين في زيارة تستمر يومين يلتقي خلالها نظيره التركي وعدداً من كبار "
    "المسؤولين. وقال الوزير قبل مغادرته إن المحادثات ستتناول الهدنة في إدلب وعودة 3200 نازح إلى قراهم، "
    "وإن بلاده مستعدة لاستضافة جولة جديدة من المفاوضات قبل نهاية العام. "
    "وكان البلدان قد وقعا اتفاقاً مماثلاً عام 2018."
)
COPY = "أنقرة - وكالات - " + TEXT.replace("إلى أنقرة", "الى انقرة").replace("اتفاقاً", "اتفاقا")
LONGER = TEXT + " ولم يصدر عن الجانب التركي أي تعليق على الزيارة حتى مساء أمس، لكن مصدراً قال إنها ستمدد."
OTHER = (
    "بدأ وزير الخارجية زيارة إلى أنقرة يبحث فيها مع المسؤولين الأتراك ملف إدلب، على أن يعود غداً. "
    "وتأتي الزيارة بعد أسابيع من اتصالات بين البلدين بشأن عودة النازحين، "
    "فيما تستعد العاصمة التركية لجولة مفاوضات جديدة "
    "ينتظر أن تعقد قبل رأس السنة، وفق ما أعلنته وزارة الخارجية في بيان وزعته على الصحافيين."
)

JAPANESE = (
    "外相は火曜日の夜に首都へ到着し、二日間の滞在中に相手国の外相らと会談する。外相は出発前に、停戦と3200人の避難民の帰還について"
    "協議すると述べ、年内に新たな交渉の場を設ける用意があると語った。両国は2018年にも同様の合意を結んでいる。"
)
JAPANESE_COPY = "【首都＝共同】" + JAPANESE.replace("語った", "話した")
JAPANESE_OTHER = (
    "両国の外相は来月に会談する方向で調整している。停戦から3200日が過ぎ、避難民の帰還は進んでいない。"
    "関係者によると、2018年の合意をもとに新しい枠組みを作る案が出ているが、年内にまとまるかどうかは分からない。"
)


def article(number: int, body: str, day: int | None = 1) -> Article:
    """An article of some day of 2024."""
    url = f"https://n{number}.example/a"
    return Article(
        article_id(url, "", ""), f"T{number}", TitleOrigin.PAGE, body, "ar", f"{number} {day} {body}", url,
        published_at=datetime(2024, 1, day, tzinfo=UTC) if day else None, fingerprint=fingerprint(body),
    )  # fmt: skip


@pytest.fixture
async def database(empty_database: Address) -> AsyncIterator[Database]:
    """The empty graph."""
    async with Database(empty_database) as opened:
        await opened.write([("MATCH (n) WHERE NOT n:Layout DETACH DELETE n", {})])
        yield opened


async def links(database: Database) -> set[tuple[str, str]]:
    """Titles of each duplicate and its first."""
    rows = await database.read(
        "MATCH (a)-[r:DUPLICATE_OF]->(b) WHERE r.similarity > 0 RETURN a.title, b.title", {}
    )
    return {(str(one), str(other)) for one, other in rows}


def test_a_copy_is_alike_and_another_report_is_not() -> None:
    words = read_words(TEXT)
    assert similarity(words, words) == 1.0
    assert similarity(words, read_words(COPY)) > 0.8
    assert similarity(words, read_words(LONGER)) > 0.6
    assert similarity(words, read_words(OTHER)) < 0.1


def test_copies_are_told_where_no_spaces_part_words() -> None:
    text, copy, other = map(read_words, (JAPANESE, JAPANESE_COPY, JAPANESE_OTHER))
    assert text.figures == {b"3200", b"2018"}
    assert similarity(text, copy) > DUPLICATE > similarity(text, other)
    assert may_be_alike(fingerprint(JAPANESE), fingerprint(JAPANESE_COPY))


def test_a_form_filled_in_anew_is_no_copy() -> None:
    form = (
        "The levies for white and raw sugar are {} and {} in units per hundred kilos from tomorrow until {}."
    )
    one, other = (
        read_words(form.format(*figures))
        for figures in (("49.7", "41.3", "May 3"), ("51.9", "44.0", "May 4"))
    )
    assert similarity(one, other) == 0.0


@given(st.text(max_size=300))
def test_any_text_has_a_fingerprint_or_none(text: str) -> None:
    found = fingerprint(text)
    assert found == fingerprint(text)
    assert len(found) in (0, PAIRS) and all(0 <= number < 2**63 for number in found)
    assert similarity(read_words(text), read_words(text)) in (0.0, 1.0)


@given(st.integers(0, 1000))
def test_texts_that_are_alike_mostly_share_a_number(seed: int) -> None:
    random = Random(seed)
    words = [f"{random.choice('abcdefgh')}{random.choice('aeiou')}{number}" for number in range(200)]
    edited = words[:170] + ["added"] * 3 + words[170:]
    one, other = " ".join(words), " ".join(edited)
    assert similarity(read_words(one), read_words(other)) > DUPLICATE
    assert set(fingerprint(one)) & set(fingerprint(other))
    assert may_be_alike(fingerprint(one), fingerprint(other))


@pytest.mark.slow
async def test_any_order_of_ingest_tells_the_same_first(database: Database) -> None:
    articles = [article(1, COPY, 3), article(2, TEXT, 2), article(3, LONGER, 5), article(4, OTHER, 1)]
    for order in permutations(articles):
        await database.write([("MATCH (n) WHERE NOT n:Layout DETACH DELETE n", {})])
        for one in order:
            await upsert_articles(database, [one], NOW)
        assert await links(database) == {("T1", "T2"), ("T3", "T2")}
    await database.write([("MATCH (n) WHERE NOT n:Layout DETACH DELETE n", {})])
    written = await upsert_articles(database, articles, NOW)
    assert written.duplicates == {articles[0].id: articles[1].id, articles[2].id: articles[1].id}
    assert await links(database) == {("T1", "T2"), ("T3", "T2")}
    again = await upsert_articles(database, articles, NOW + timedelta(days=1))
    assert again.duplicates == {} and len(again.unchanged) == 4
    assert await links(database) == {("T1", "T2"), ("T3", "T2")}


async def test_a_changed_article_leaves_its_group(database: Database) -> None:
    first, second, third = article(1, TEXT, 1), article(2, COPY, 2), article(3, LONGER, 3)
    await upsert_articles(database, [first, second, third], NOW)
    changed = replace(article(1, OTHER, 1), id=first.id)
    await upsert_articles(database, [changed], NOW)
    assert await links(database) == {("T3", "T2")}
    await upsert_articles(database, [first], NOW)
    assert await links(database) == {("T2", "T1"), ("T3", "T1")}
    await upsert_articles(database, [article(2, OTHER, 2)], NOW)
    assert await links(database) == {("T3", "T1")}


async def test_short_texts_are_told_to_nobody(database: Database) -> None:
    await upsert_articles(database, [article(1, "Qtly div 25 cts."), article(2, "Qtly div 25 cts.")], NOW)
    assert await links(database) == set()
