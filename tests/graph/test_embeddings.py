"""Embeddings in the graph: what is written, which texts are near, what becomes of a changed one."""

import asyncio
import math
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from graph.address import Address
from graph.claim import Claim
from graph.database import Database
from graph.model import Article, TitleOrigin
from graph.upsert import contexts, upsert_articles
from graph.upsert.contexts import key_words
from graph.upsert.embeddings import count_unembedded, forget_embeddings, unembedded
from graph.upsert.similar import SIMILAR_KEPT
from server.ingestion import embedding
from server.ingestion.embedding import embed_missing
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


async def encode(texts: Sequence[str]) -> list[list[float]]:
    """The vectors of articles, told by the number in their titles."""
    return [vector(int(re.findall(r"chapter (\d+)", text)[0])) for text in texts]


@pytest.fixture
async def database(empty_database: Address, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    """A database with 48 articles on eight subjects, embedded in one round of three batches."""
    monkeypatch.setattr(embedding, "BATCH", 20)
    async with Database(empty_database) as opened:
        await opened.write([("MATCH (n:Article) DETACH DELETE n", {})])
        await upsert_articles(opened, ARTICLES, INGESTED)
        assert await embed_missing(opened, encode) == len(ARTICLES)
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
        others = {other for other in range(48) if other % 8 == number % 8} - {number}
        assert {int(other[-3:]) for other in near[: len(others)]} == others
        exact = sum(x * y for x, y in zip(vector(number), vector(int(near[0][-3:])), strict=True))
        assert math.isclose(meanings[0], exact, abs_tol=1e-4)


async def test_a_changed_article_is_embedded_anew_and_an_index_changes_with_the_language(
    database: Database,
) -> None:
    changed = replace(ARTICLES[3], lang="fr", content_hash="another")
    await upsert_articles(database, [changed], INGESTED)
    assert await unembedded(database, 5) == [changed.id]
    labels = await database.read("MATCH (a:Article {id: $id}) RETURN labels(a)", {"id": changed.id})
    assert set(labels[0][0]) == {"Article", "ArticleFr", "Unembedded"}
    await embed_missing(database, encode)
    found = await database.read(
        "MATCH (a:Article {id: $id})-[s:SIMILAR]->(b) RETURN max(abs(s.words - s.meaning)), count(b)",
        {"id": changed.id},
    )
    assert found[0][0] == pytest.approx(0) and found[0][1] > 4


async def test_a_context_is_drawn_towards_those_around(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two of the 48 are around one. Alone in its language, it is near others by meaning only.
    monkeypatch.setitem(contexts.NUMBERS, "aroundShare", 0.05)
    await upsert_articles(database, [replace(ARTICLES[7], lang="fr", content_hash="drawn")], INGESTED)
    await embed_missing(database, encode)
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
        expected += contexts.PULL * (0.65 * cosine) ** 2 * np.array(vector(number))
    rows = await database.read(
        "MATCH (a:Article {id: $id}) OPTIONAL MATCH (a)-[s:SIMILAR]->(b) "
        "RETURN a.context, b.context, s.meaning, s.score ORDER BY s.score DESC LIMIT 1",
        {"id": ARTICLES[7].id},
    )
    context, near, meaning, score = rows[0]
    assert context == pytest.approx(expected.tolist(), abs=1e-5)
    cosine = np.dot(context, near) / np.linalg.norm(context) / np.linalg.norm(near)
    assert meaning == pytest.approx(cosine, abs=1e-4)
    assert score == pytest.approx(cosine, abs=1e-4)


async def test_looking_anew_in_several_rounds_gives_what_one_round_gives(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = "MATCH (a:Article)-[s:SIMILAR]->(b) RETURN a.id, b.id, round(s.score, 4) ORDER BY a.id, b.id"
    before = await database.read(links, {})
    monkeypatch.setattr(embedding, "ROUND", 10)
    await forget_embeddings(database)
    assert await embed_missing(database, encode) == len(ARTICLES)
    assert len(before) > 200 and await database.read(links, {}) == before


async def test_a_changed_text_is_near_to_nothing_until_it_is_embedded(database: Database) -> None:
    await upsert_articles(database, [replace(ARTICLES[4], content_hash="wait")], INGESTED)
    rows = await database.read(
        "MATCH (a:Article {id: $id}) RETURN a.embedding, a.context, COUNT { (a)-[:SIMILAR]-() }",
        {"id": ARTICLES[4].id},
    )
    assert rows == [(None, None, 0)]


async def test_an_article_that_changed_meanwhile_waits_on(database: Database) -> None:
    changed = replace(ARTICLES[5], content_hash="first change")
    await upsert_articles(database, [changed], INGESTED)
    encoded: list[str] = []

    async def encode_late(texts: Sequence[str]) -> list[list[float]]:
        if not encoded:
            again = replace(changed, title="The glacier in chapter 13", content_hash="second change")
            await upsert_articles(database, [again], INGESTED)
        encoded.extend(texts)
        return await encode(texts)

    await embed_missing(database, encode_late)
    assert [text[:25] for text in encoded] == ["The glacier in chapter 5.", "The glacier in chapter 13"]
    rows = await database.read("MATCH (a:Article {id: $id}) RETURN a.embedding", {"id": changed.id})
    assert rows[0][0] == pytest.approx(vector(13), abs=1e-6)
    assert await count_unembedded(database) == 0


@pytest.fixture
async def other(database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Claim]:
    """Another program, a server beside an ingest, that embeds all articles anew."""
    monkeypatch.setattr(embedding, "POLL_SECONDS", 0.05)
    claim = Claim(database, "embedding")
    assert await claim.take()
    await forget_embeddings(database)
    yield claim
    await claim.release()


@pytest.mark.usefixtures("other")
async def test_what_another_program_embeds_is_not_embedded_again(database: Database) -> None:
    """The other one is done when this one has looked twice."""
    told: list[tuple[int, int]] = []
    has_looked_twice = asyncio.Event()

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 2:
            has_looked_twice.set()

    async def encode_twice(texts: Sequence[str]) -> list[list[float]]:
        raise AssertionError(texts)

    waiting = asyncio.create_task(embed_missing(database, encode_twice, tell))
    await has_looked_twice.wait()
    await database.write([("MATCH (a:Unembedded) REMOVE a:Unembedded", {})])
    assert await waiting == 0
    assert told[:2] == [(0, len(ARTICLES))] * 2


async def test_what_another_program_left_is_gone_on_with(database: Database, other: Claim) -> None:
    waiting = asyncio.create_task(embed_missing(database, encode))
    await other.release()
    assert await waiting == len(ARTICLES)
    assert await other.take()


def test_key_words_are_the_most_frequent_ones_and_hold_no_sign_of_a_query_language() -> None:
    assert key_words('Truce! (truce) AND "ballot": the ~truce OR') == "truce^3 and^1 ballot^1 the^1"
    assert key_words("!!! -- &&") == ""
