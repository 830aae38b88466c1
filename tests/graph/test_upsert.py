"""What the writer does to a real graph: all or nothing, twice without a change."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.address import Address
from graph.constraints import VERSION, ensure_layout
from graph.database import Database
from graph.errors import ContentGraphError
from graph.identity import article_id
from graph.model import (
    Alias,
    AliasOrigin,
    Article,
    Entity,
    EntityKind,
    EventStatus,
    Headline,
    Mention,
    Participant,
    ParticipantRole,
    TitleOrigin,
)
from graph.upsert import edit_entity, upsert_articles, upsert_entities
from server.seeding import prepare_graph

NOW = datetime(2024, 6, 1, 12, 30, 15, 123456, tzinfo=UTC)
SYRIA = Entity(
    "Q858", EntityKind.PLACE, {"en": "Syria"}, (Alias("Syria", "en"), Alias("سوريا", "ar")), "Q858"
)
IDLIB = Entity("place-idlib", EntityKind.PLACE, {"en": "Idlib"}, (Alias("إدلب", "ar"),), part_of="Q858")
PUTIN = Entity("Q7747", EntityKind.PERSON, {"en": "Putin", "ar": "بوتين"}, (Alias("بوتين", "ar"),), "Q7747")


def mention(entity: Entity, salience: float = 0.5) -> Mention:
    """One mention of an entity at the start of a body."""
    return Mention(entity.id, (0,), (4,), ("Body",), 1, salience, 0.9)


def article(
    number: int, *mentions: Mention, title: str = "", headlines: tuple[Headline, ...] = ()
) -> Article:
    """An article with a content hash that follows from its parts."""
    url = f"https://n.example/{number}"
    title = title or f"Title {number}"
    return Article(
        article_id(url, "", ""), title, TitleOrigin.PAGE, "Body text", "en",
        f"{title} {mentions} {headlines}", url, source="n.example", byline="A Writer", mentions=mentions,
        headlines=headlines,
    )  # fmt: skip


@pytest.fixture
async def database(empty_database: Address) -> AsyncIterator[Database]:
    """The empty graph with three entities."""
    async with Database(empty_database) as opened:
        await opened.write([("MATCH (n) WHERE NOT n:Layout DETACH DELETE n", {})])
        await upsert_entities(opened, [IDLIB, SYRIA, PUTIN])
        yield opened


async def snapshot(database: Database) -> list[Any]:
    """Everything in the graph, in a fixed order."""
    nodes = await database.read(
        "MATCH (n) RETURN labels(n), properties(n) ORDER BY n.id, n.domain, n.name", {}
    )
    links = await database.read(
        "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r) ORDER BY a.id, type(r), b.id", {}
    )
    return [*nodes, *links]


async def test_entities_twice_change_nothing(database: Database) -> None:
    before = await snapshot(database)
    assert await upsert_entities(database, [PUTIN, SYRIA, IDLIB]) == 0
    assert await snapshot(database) == before


async def test_a_changed_entity_loses_what_the_lexicon_dropped_and_keeps_an_editors_alias(
    database: Database,
) -> None:
    await database.write(
        [
            (
                """MATCH (e:Entity {id: 'Q858'}) CREATE (:Alias
                {id: 'x', text: 'Sham', lang: 'en', folded: 'sham', origin: $origin})-[:NAMES]->(e)""",
                {"origin": AliasOrigin.EDITOR.value},
            )
        ]
    )
    changed = replace(
        SYRIA, names={"en": "Syria", "fr": "Syrie"}, aliases=(Alias("Syria", "en"), Alias("Syrie", "fr"))
    )
    assert await upsert_entities(database, [changed]) == 1
    rows = await database.read(
        "MATCH (a:Alias)-[:NAMES]->(e {id: 'Q858'}) RETURN a.text, e.name_fr ORDER BY a.text", {}
    )
    assert rows == [("Sham", "Syrie"), ("Syria", "Syrie"), ("Syrie", "Syrie")]


async def test_a_newer_lexicon_leaves_alone_what_an_editor_said(database: Database) -> None:
    said = {"country": None, "description_en": "a country"}
    await edit_entity(database, EntityKind.PLACE, {"en": "Sham"}, id_="Q858", properties=said)
    await edit_entity(
        database, EntityKind.PLACE, {}, id_="place-idlib", properties={"partOf": None, "placeKind": "city"}
    )
    newer = [
        replace(SYRIA, names={"en": "Syria", "fr": "Syrie"}, country="Q858", description={"en": "a state"}),
        replace(IDLIB, place_kind="town", country="Q858"),
    ]
    assert await upsert_entities(database, newer) == 2
    rows = await database.read(
        "MATCH (e:Place) RETURN e.name, e.name_fr, e.country, e.description_en, e.placeKind, "
        "[(e)-[:PART_OF]->(whole) | whole.id] ORDER BY e.id",
        {},
    )
    assert rows == [
        ("Sham", "Syrie", None, "a country", None, []),
        ("Idlib", None, "Q858", None, "city", []),
    ]


async def test_a_part_may_be_written_before_its_whole(database: Database) -> None:
    rows = await database.read("MATCH (a)-[:PART_OF]->(b) RETURN a.id, b.id", {})
    assert rows == [("place-idlib", "Q858")]


async def test_articles_twice_change_nothing(database: Database) -> None:
    batch = [
        article(1, mention(PUTIN), mention(SYRIA)),
        article(2, mention(SYRIA), headlines=(Headline("Title 1", "more", 1),)),
    ]
    first = await upsert_articles(database, batch, NOW)
    before = await snapshot(database)
    second = await upsert_articles(database, batch, datetime.now(UTC))
    assert (len(first.created), len(second.unchanged), second.created, second.updated) == (2, 2, (), ())
    assert await snapshot(database) == before


async def test_an_article_without_a_date_is_ordered_by_its_first_ingest_in_milliseconds(
    database: Database,
) -> None:
    await upsert_articles(database, [article(1, mention(PUTIN))], NOW)
    await upsert_articles(database, [article(1, mention(PUTIN), title="Corrected")], datetime.now(UTC))
    rows = await database.read(
        "MATCH (a:Article)-[m:MENTIONS]->() RETURN a.title, toString(a.orderedAt), toString(m.orderedAt)", {}
    )
    assert rows == [("Corrected", "2024-06-01T12:30:15.123Z", "2024-06-01T12:30:15.123Z")]


async def test_counts_follow_mentions_that_come_and_go(database: Database) -> None:
    async def counts() -> dict[str, int]:
        return dict(await database.read("MATCH (e:Entity) RETURN e.id, e.articleCount", {}))  # type: ignore[arg-type]

    await upsert_articles(
        database, [article(1, mention(PUTIN), mention(SYRIA)), article(2, mention(SYRIA))], NOW
    )
    assert await counts() == {"Q7747": 1, "Q858": 2, "place-idlib": 0}
    outcome = await upsert_articles(database, [article(1, mention(IDLIB)), article(2, mention(SYRIA))], NOW)
    assert (len(outcome.updated), len(outcome.unchanged)) == (1, 1)
    assert await counts() == {"Q7747": 0, "Q858": 1, "place-idlib": 1}


async def test_writers_at_once_count_every_mention_once(database: Database) -> None:
    def batch(first: int) -> list[Article]:
        mentions = (mention(SYRIA), mention(PUTIN), mention(IDLIB))
        return [article(number, *mentions[: number % 3 + 1]) for number in range(first, first + 10)]

    batches = [batch(first) for first in (0, 5, 10, 15, 20, 25)]
    await asyncio.gather(*(upsert_articles(database, one, NOW) for one in batches))
    await asyncio.gather(
        *(upsert_articles(database, [replace(a, content_hash="other") for a in one], NOW) for one in batches)
    )
    rows = await database.read(
        "MATCH (e:Entity) RETURN e.id, e.articleCount, COUNT { (e)<-[:MENTIONS]-() } ORDER BY e.id", {}
    )
    assert rows == [("Q7747", 23, 23), ("Q858", 35, 35), ("place-idlib", 11, 11)]


@pytest.mark.parametrize("headline_first", [True, False])
@pytest.mark.parametrize(
    "shown", ["A title that is long enough to be cut", "A title that is long enough to…"]
)
async def test_a_headline_becomes_its_article_whichever_comes_first(
    database: Database, headline_first: bool, shown: str
) -> None:
    with_headline = article(1, headlines=(Headline(shown, "more", 1),))
    headed = article(2, title="A title that is long enough to be cut")
    for one in [with_headline, headed] if headline_first else [headed, with_headline]:
        await upsert_articles(database, [one], NOW)
    rows = await database.read("MATCH (:Article)-[:LINKS_TO]->(h)-[:REFERS_TO]->(b) RETURN h.text, b.id", {})
    assert rows == [(shown, headed.id)]


async def test_a_batch_that_fails_leaves_nothing_behind(database: Database) -> None:
    before = await snapshot(database)
    same_address = replace(article(2, mention(SYRIA)), url="https://n.example/1")
    with pytest.raises(ContentGraphError):
        await upsert_articles(database, [article(1, mention(PUTIN)), same_address], NOW)
    assert await snapshot(database) == before


async def test_a_graph_of_a_newer_program_is_refused(database: Database) -> None:
    set_version = "MATCH (l:Layout) SET l.version = $version"
    await database.write([(set_version, {"version": VERSION + 1})])
    with pytest.raises(ContentGraphError, match="update content-graph"):
        await prepare_graph(database)
    await database.write([(set_version, {"version": VERSION})])
    await ensure_layout(database, VERSION)


VISIT = Entity(
    "event-visit", EntityKind.EVENT, {"en": "Visit: Putin"}, event_kind="visit", start_at=NOW,
    status=EventStatus.PLANNED, participants=(Participant(PUTIN.id, ParticipantRole.AGENT),), place=SYRIA.id,
)  # fmt: skip


def reporting(number: int, *events: Entity) -> Article:
    """An article that reports events."""
    mentions = tuple(replace(mention(event), sentence=f"Putin visits {number}.") for event in events)
    return replace(article(number, *mentions), events=events, content_hash=f"{number} {events}")


async def event_rows(database: Database) -> list[Any]:
    """Each reported event: status, count, who takes part, where, and the sentences."""
    return await database.read(
        "MATCH (e:Event {reported: true}) RETURN e.id, e.status, e.articleCount, "
        "[(e)-[i:INVOLVES]->(w) | [w.id, i.role]], [(e)-[:AT]->(p) | p.id], "
        "COLLECT { MATCH (e)<-[m:MENTIONS]-() RETURN m.sentence ORDER BY m.sentence } ORDER BY e.id",
        {},
    )


async def test_articles_that_report_one_event_share_its_node(database: Database) -> None:
    happened = replace(VISIT, status=EventStatus.HAPPENED)
    who = [["Q7747", "AGENT"]]
    await upsert_articles(database, [reporting(1, VISIT)], NOW)
    assert await event_rows(database) == [("event-visit", "PLANNED", 1, who, ["Q858"], ["Putin visits 1."])]
    await upsert_articles(database, [reporting(2, happened)], NOW)
    before = await snapshot(database)
    both = ["Putin visits 1.", "Putin visits 2."]
    assert await event_rows(database) == [("event-visit", "HAPPENED", 2, who, ["Q858"], both)]
    await upsert_articles(database, [reporting(2, happened), reporting(1, VISIT)], NOW)
    assert await snapshot(database) == before


async def test_an_event_goes_with_its_last_report(database: Database) -> None:
    await upsert_articles(database, [reporting(1, VISIT), reporting(2, VISIT)], NOW)
    await upsert_articles(database, [reporting(1)], NOW)
    assert [(row[0], row[2]) for row in await event_rows(database)] == [("event-visit", 1)]
    await upsert_articles(database, [reporting(2)], NOW)
    assert await event_rows(database) == []


async def test_the_lexicon_is_loaded_once_and_told_before(database: Database) -> None:
    """The last one here: it leaves all of the lexicon to whoever empties the graph."""
    told: list[str] = []
    assert await prepare_graph(database, tell=told.append) == 0
    assert told == ["loading the lexicon"]
    assert (await database.read("MATCH (e:Entity {id: 'Q7747'}) RETURN e.name", {})) == [("Vladimir Putin",)]
    assert await prepare_graph(database, tell=told.append) == 0
    assert len(told) == 1
