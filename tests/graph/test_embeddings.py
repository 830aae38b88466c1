"""Embeddings in the graph: what is written, which texts are near, what becomes of a changed one."""

import math
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from graph.address import Address
from graph.database import Database
from graph.model import Article, TitleOrigin
from graph.upsert import embeddings, upsert_articles
from graph.upsert.embeddings import SIMILAR_KEPT, count_unembedded, key_words, unembedded, upsert_embeddings
from world import INGESTED

WORDS = ("truce", "harvest", "railway", "ballot", "vaccine", "glacier", "tariff", "stadium")


def vector(number: int) -> list[float]:
    """A vector of unit length, mostly in one of eight directions."""
    random = Random(number)
    raw = [random.gauss(0, 0.02) + (place == number % 8) for place in range(512)]
    length = math.sqrt(sum(part * part for part in raw))
    return [part / length for part in raw]


def article(number: int, lang: str = "en") -> Article:
    """An article whose words and vector are those of its number modulo eight."""
    word = WORDS[number % 8]
    title = f"The {word} in chapter {number}"
    body = f"Much was said of the {word} and of nothing else."
    return Article(f"article-{number:03}", title, TitleOrigin.PAGE, body, lang, f"hash {number} {lang}")


ARTICLES = [article(number) for number in range(48)]


async def embed(database: Database, vectors: dict[str, Sequence[float]] | None = None) -> None:
    """Embed what waits, with the vectors of this module."""
    while waiting := await unembedded(database, 20):
        own = [vector(int(one.id[-3:])) for one in waiting]
        await upsert_embeddings(database, waiting, own)


@pytest.fixture
async def database(empty_database: Address) -> AsyncIterator[Database]:
    """A database with 48 embedded articles on eight subjects."""
    async with Database(empty_database) as opened:
        await opened.write([("MATCH (n:Article) DETACH DELETE n", {})])
        await upsert_articles(opened, ARTICLES, INGESTED)
        await embed(opened)
        yield opened


async def test_every_article_is_embedded_once(database: Database) -> None:
    assert await count_unembedded(database) == 0
    rows = await database.read("MATCH (a:Article) RETURN a.id, a.embedding ORDER BY a.id", {})
    assert [row[0] for row in rows] == [one.id for one in ARTICLES]
    assert all(math.isclose(sum(x * x for x in row[1]), 1, rel_tol=1e-5) for row in rows)
    await upsert_articles(database, ARTICLES, INGESTED)
    assert await count_unembedded(database) == 0


async def test_the_nearest_are_those_of_the_same_subject(database: Database) -> None:
    rows = await database.read(
        "MATCH (a:Article)-[s:SIMILAR]->(b) WITH a, s, b ORDER BY s.score DESC "
        "RETURN a.id, collect(b.id), collect(s.score), collect(s.meaning)",
        {},
    )
    assert len(rows) > 40
    for id_, near, scores, meanings in rows:
        assert len(near) <= SIMILAR_KEPT and id_ not in near and len(set(near)) == len(near)
        assert all(0 < score <= 1 for score in scores)
        number = int(id_[-3:])
        earlier = [other for other in range(number - number % 20) if other % 8 == number % 8]
        same = [int(other[-3:]) for other in near[: len(earlier)]]
        assert all(other % 8 == number % 8 for other in same)
        exact = sum(x * y for x, y in zip(vector(number), vector(int(near[0][-3:])), strict=True))
        assert math.isclose(meanings[0], exact, abs_tol=1e-4)


async def test_a_changed_article_is_embedded_anew_and_an_index_changes_with_the_language(
    database: Database,
) -> None:
    changed = replace(ARTICLES[3], lang="fr", content_hash="another")
    await upsert_articles(database, [changed], INGESTED)
    assert [one.id for one in await unembedded(database, 5)] == [changed.id]
    labels = await database.read("MATCH (a:Article {id: $id}) RETURN labels(a)", {"id": changed.id})
    assert set(labels[0][0]) == {"Article", "ArticleFr", "Unembedded"}
    await embed(database)
    found = await database.read(
        "MATCH (a:Article {id: $id})-[s:SIMILAR]->(b) RETURN max(s.words - s.meaning / 2) AS apart, count(b)",
        {"id": changed.id},
    )
    assert found[0][0] == pytest.approx(0) and found[0][1] > 4


async def test_a_context_is_drawn_towards_those_around(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two of the 48 are around one. Alone in its language, it is near others by meaning only.
    monkeypatch.setitem(embeddings.NUMBERS, "aroundShare", 0.05)
    await upsert_articles(database, [replace(ARTICLES[7], lang="fr", content_hash="drawn")], INGESTED)
    await embed(database)
    cosines = sorted(
        (
            (float(np.dot(vector(7), vector(number))), number)
            for number in range(len(ARTICLES))
            if number != 7
        ),
        reverse=True,
    )
    expected = np.array(vector(7))
    for cosine, number in cosines[:2]:
        expected += embeddings.PULL * (0.65 * cosine) ** 2 * np.array(vector(number))
    rows = await database.read(
        "MATCH (a:Article {id: $id}) OPTIONAL MATCH (a)-[s:SIMILAR]->(b) "
        "RETURN a.context, b.context, s.meaning, s.score ORDER BY s.score DESC LIMIT 1",
        {"id": ARTICLES[7].id},
    )
    context, near, meaning, score = rows[0]
    assert context == pytest.approx(expected.tolist(), abs=1e-5)
    cosine = np.dot(context, near) / np.linalg.norm(context) / np.linalg.norm(near)
    assert meaning == pytest.approx(cosine, abs=1e-4)
    assert score == pytest.approx(0.75 * cosine, abs=1e-4)


async def test_an_article_that_changed_meanwhile_waits_on(database: Database) -> None:
    changed = replace(ARTICLES[5], content_hash="first change")
    await upsert_articles(database, [changed], INGESTED)
    waiting = await unembedded(database, 5)
    await upsert_articles(database, [replace(changed, content_hash="second change")], INGESTED)
    await upsert_embeddings(database, waiting, [vector(5)])
    assert await count_unembedded(database) == 1


def test_key_words_are_the_most_frequent_ones_and_hold_no_sign_of_a_query_language() -> None:
    assert key_words('Truce! (truce) AND "ballot": the ~truce OR') == "truce^3 and^1 ballot^1 the^1"
    assert key_words("!!! -- &&") == ""
