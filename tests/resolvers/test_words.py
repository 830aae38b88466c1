"""Words are found as they are written, with the marks and joiners of their script."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.address import Address
from graph.database import Database
from graph.model import Article, TitleOrigin
from graph.upsert.articles import upsert_articles
from resolvers.planner.execution import QueryExecutor
from resolvers.schema import schema

TEXTS = {
    "ar": "قال مُحَمَّدٌ إن المحادثات مستمرة",
    "fa": "گفت که کار بازسازی بندر آغاز می‌شود",
    "hi": "विदेश मंत्री ने कहा कि बातचीत चलेगी",
    "ja": "外相は来週も協議を続けると述べた。トランプ氏も出席する。",
    "ja-long": "天気は晴れで、波は穏やかだった。" * 40 + "漁師は港へ戻った。" + "夜は静かだった。" * 40,
    "zh": "他说，会议将在下周继续举行，不会协助对方。",
    "tr": "Bakan görüşmelerin süreceğini söyledi",
}


@pytest.fixture(scope="module")
def database(empty_database: Address) -> Address:
    """A graph of these articles, whose ids begin with their language."""

    async def fill() -> None:
        async with Database(empty_database) as opened:
            articles = [
                Article(
                    id=lang,
                    title=lang,
                    title_origin=TitleOrigin.PAGE,
                    body=body,
                    lang=lang[:2],
                    content_hash="x",
                )
                for lang, body in TEXTS.items()
            ]
            await upsert_articles(opened, articles, datetime(2026, 1, 1, tzinfo=UTC))

    asyncio.run(fill())
    return empty_database


async def ask(database: Address, query: str, words: str) -> dict[str, Any]:
    """The answer to a query whose variable `w` is the words; it has no error."""
    async with Database(database) as opened:
        answer = await QueryExecutor(schema, opened).execute(query, {"w": words})
    assert answer.errors == []
    assert answer.data is not None
    return answer.data


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("محمد", "ar"),
        ("مُحَمَّدٌ", "ar"),
        ("می‌شود", "fa"),
        ("मंत्री", "hi"),
        ("協議", "ja"),
        ("トランプ氏の協議", "ja"),
        ("会议", "zh"),
        ("下周继续", "zh"),
        ("görüşmelerin", "tr"),
    ],
)
async def test_words_find_the_article(database: Address, words: str, lang: str) -> None:
    answer = await ask(
        database, "query($w: String!) { articles(where: {words: $w}) { nodes { id } } }", words
    )
    assert answer == {"articles": {"nodes": [{"id": lang}]}}


@pytest.mark.parametrize("words", ["\u200c", "\u064b", "_", "() ! \u200d", "議協", "トラ", "举会"])
async def test_what_is_no_word_of_a_text_finds_nothing(database: Address, words: str) -> None:
    answer = await ask(
        database, "query($w: String!) { articles(where: {words: $w}) { nodes { id } } }", words
    )
    assert answer == {"articles": {"nodes": []}}


async def test_the_passage_shows_the_word_where_no_space_is_near(database: Address) -> None:
    query = "query($w: String!) { search(query: $w) { node { id } snippet { text starts ends } } }"
    (hit,) = (await ask(database, query, "漁師"))["search"]
    text, (start,), (end,) = (hit["snippet"][key] for key in ("text", "starts", "ends"))
    assert (hit["node"]["id"], text[start:end]) == ("ja-long", "漁師は港へ戻った")
