"""Names that no lexicon holds: promoted whatever the order, undone, and decided by editors for good."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from graph.address import Address
from graph.database import Database
from graph.errors import BadArgument
from graph.identity import article_id, entity_id
from graph.model import (
    Alias,
    Article,
    Candidate,
    Entity,
    EntityKind,
    EventStatus,
    Mention,
    Participant,
    ParticipantRole,
    TitleOrigin,
)
from graph.review import grown_entities, open_names
from graph.upsert import accept_name, drop_name, merge_name, upsert_articles, upsert_entities
from graph.upsert.candidates import ENOUGH

NOW = datetime(2024, 6, 1, 12, 30, tzinfo=UTC)
PUTIN = Entity("Q7747", EntityKind.PERSON, {"en": "Putin"}, (Alias("Putin", "en"),), "Q7747")
ROQUE = entity_id(EntityKind.PERSON, "Bastien Roquelaure")
MERKEL = Entity("Q567", EntityKind.PERSON, {"en": "Merkel"}, (Alias("Merkel", "en"),), "Q567")


def candidate(text: str = "Bastien Roquelaure", *, certain: bool = False) -> Candidate:
    """A name that stands once at the start of a body."""
    return Candidate(
        entity_id(EntityKind.PERSON, text), EntityKind.PERSON, text, "fr", (0,), (4,), ("Body",), 1, 0.5, 0.4,
        certain, f"{text} spoke.",
    )  # fmt: skip


MEETING = Entity(
    "event-1", EntityKind.EVENT, {"en": "Meeting"}, event_kind="meeting", status=EventStatus.HAPPENED,
    participants=(
        Participant(PUTIN.id, ParticipantRole.PARTICIPANT), Participant(ROQUE, ParticipantRole.AGENT),
    ),
)  # fmt: skip


def article(number: int, *candidates: Candidate, events: tuple[Entity, ...] = ()) -> Article:
    """An article with candidates, which mentions Putin and its events too."""
    url = f"https://n.example/{number}"
    mentions = (
        Mention(id_, (0,), (4,), ("Body",), 1, 0.5, 0.9) for id_ in (PUTIN.id, *(e.id for e in events))
    )
    return Article(
        article_id(url, "", ""), f"Title {number}", TitleOrigin.PAGE, "Body text", "fr",
        f"{candidates}{events}", url, mentions=tuple(mentions), candidates=candidates, events=events,
    )  # fmt: skip


@pytest.fixture
async def database(empty_database: Address) -> AsyncIterator[Database]:
    """The empty graph with two entities of the lexicon."""
    async with Database(empty_database) as opened:
        await clear(opened)
        yield opened


async def clear(database: Database) -> None:
    """Leave only the two entities."""
    await database.write([("MATCH (n) WHERE NOT n:Layout DETACH DELETE n", {})])
    await upsert_entities(database, [PUTIN, MERKEL])


async def put(database: Database, *articles: Article) -> None:
    """Write each article in a batch of its own."""
    for one in articles:
        await upsert_articles(database, [one], NOW)


async def snapshot(database: Database) -> list[Any]:
    """Everything in the graph but the numbers that tell the order of ingest, in a fixed order."""
    nodes = await database.read(
        "MATCH (n) RETURN labels(n), n {.*, number: null, articles: null} ORDER BY labels(n), n.id, n.name",
        {},
    )
    links = await database.read(
        "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r) ORDER BY a.id, type(r), b.id", {}
    )
    return [*nodes, *links]


async def mentioning(database: Database, id_: str) -> list[str]:
    """Ids of the articles that mention an entity."""
    rows = await database.read(
        "MATCH (a:Article)-[m:MENTIONS {entityId: $id}]->(:Entity {id: $id}) RETURN a.id ORDER BY a.id",
        {"id": id_},
    )
    return [row[0] for row in rows]


async def entity(database: Database, id_: str) -> dict[str, Any] | None:
    """An entity's properties, None when it is not there."""
    rows = await database.read("MATCH (e:Entity {id: $id}) RETURN e {.*, labels: labels(e)}", {"id": id_})
    return rows[0][0] if rows else None


async def involved(database: Database) -> dict[str, str]:
    """Who takes part in the meeting, with roles."""
    rows = await database.read(
        "MATCH (:Event {id: $id})-[i:INVOLVES]->(e:Entity) RETURN e.id, i.role", {"id": MEETING.id}
    )
    return {row[0]: row[1] for row in rows}


def ids(articles: Sequence[Article]) -> list[str]:
    """Their ids in order."""
    return sorted(one.id for one in articles)


async def test_a_name_beside_a_title_is_an_entity_at_once(database: Database) -> None:
    one = article(1, candidate(certain=True))
    await put(database, one)
    found = await entity(database, ROQUE)
    assert found is not None and found["provisional"] is True
    assert sorted(found["labels"]) == ["Entity", "Person"]
    assert (found["name"], found["name_fr"], found["articleCount"]) == (
        "Bastien Roquelaure", "Bastien Roquelaure", 1,
    )  # fmt: skip
    assert await mentioning(database, ROQUE) == [one.id]
    aliases = await database.read(
        "MATCH (a:Alias)-[:NAMES]->({id: $id}) RETURN a.origin, a.folded", {"id": ROQUE}
    )
    assert aliases == [("PAGE", "bastien roquelaure")]


async def test_a_bare_name_waits_for_enough_articles(database: Database) -> None:
    articles = [article(number, candidate()) for number in range(ENOUGH)]
    await put(database, *articles[:-1])
    assert await entity(database, ROQUE) is None
    [waiting] = await open_names(database, 10)
    assert (waiting.provisional, waiting.articles, waiting.sentence) == (
        False,
        2,
        "Bastien Roquelaure spoke.",
    )
    await put(database, articles[-1])
    assert await mentioning(database, ROQUE) == ids(articles)
    [waiting] = await open_names(database, 10)
    assert (waiting.provisional, waiting.articles) == (True, 3)


async def test_every_order_and_every_batching_gives_the_same_graph(database: Database) -> None:
    articles = [
        article(1, candidate(), candidate("Clara Dufour")),
        article(2, candidate("BASTIEN Roquelaure", certain=True), events=(MEETING,)),
        article(3, candidate(), candidate("Clara Dufour")),
        article(4, candidate("Clara Dufour")),
    ]
    await upsert_articles(database, articles, NOW)
    whole = await snapshot(database)
    await upsert_articles(database, articles, NOW)
    assert await snapshot(database) == whole
    for order in list(permutations(articles))[::8]:
        await clear(database)
        await put(database, *order)
        await put(database, *order)
        assert await snapshot(database) == whole


async def test_a_name_that_articles_lose_is_no_entity_any_more(database: Database) -> None:
    await put(database, article(1))
    empty = await snapshot(database)
    await put(database, article(1, candidate(certain=True)))
    assert await entity(database, ROQUE) is not None
    await put(database, article(1))
    assert await snapshot(database) == empty


async def test_a_name_takes_part_in_what_its_article_reports(database: Database) -> None:
    told = article(1, candidate(certain=True), events=(MEETING,))
    await put(database, told)
    assert await involved(database) == {PUTIN.id: "PARTICIPANT", ROQUE: "AGENT"}
    await drop_name(database, ROQUE)
    assert await involved(database) == {PUTIN.id: "PARTICIPANT"}
    await accept_name(database, ROQUE)
    assert await involved(database) == {PUTIN.id: "PARTICIPANT", ROQUE: "AGENT"}
    await put(database, article(1))
    assert await involved(database) == {}


async def test_a_name_takes_part_once_enough_articles_have_it(database: Database) -> None:
    await put(database, article(1, candidate(), events=(MEETING,)))
    assert await involved(database) == {PUTIN.id: "PARTICIPANT"}
    await put(database, article(2, candidate()), article(3, candidate()))
    assert await involved(database) == {PUTIN.id: "PARTICIPANT", ROQUE: "AGENT"}


async def test_who_a_name_is_merged_into_takes_part(database: Database) -> None:
    await put(database, article(1, candidate(certain=True), events=(MEETING,)))
    await merge_name(database, ROQUE, MERKEL.id)
    assert await involved(database) == {PUTIN.id: "PARTICIPANT", MERKEL.id: "AGENT"}
    await put(database, article(2, candidate(certain=True), events=(MEETING,)))
    assert await involved(database) == {PUTIN.id: "PARTICIPANT", MERKEL.id: "AGENT"}


async def test_what_is_dropped_stays_dropped(database: Database) -> None:
    await put(database, article(1, candidate(certain=True)))
    await drop_name(database, ROQUE)
    assert await entity(database, ROQUE) is None
    await put(database, *(article(number, candidate(certain=True)) for number in range(2, 6)))
    assert await entity(database, ROQUE) is None
    assert await open_names(database, 10) == []
    assert await database.read("MATCH (a:Alias {folded: 'bastien roquelaure'}) RETURN a", {}) == []


async def test_what_is_accepted_is_an_entity_like_others(database: Database) -> None:
    first, second = article(1, candidate()), article(2, candidate())
    await put(database, first)
    await accept_name(
        database, ROQUE, name="B. Roquelaure", kind=EntityKind.ORGANIZATION, wikidata_id="Q99999999"
    )
    await put(database, second)
    found = await entity(database, ROQUE)
    assert found is not None
    assert "provisional" not in found and found["wikidataId"] == "Q99999999"
    assert (found["name"], sorted(found["labels"])) == ("B. Roquelaure", ["Entity", "Organization"])
    assert await mentioning(database, ROQUE) == ids([first, second])
    [grown] = await grown_entities(database)
    assert (grown.id, grown.kind) == (ROQUE, EntityKind.ORGANIZATION)
    assert {alias.text for alias in grown.aliases} == {"Bastien Roquelaure", "B. Roquelaure"}
    assert await open_names(database, 10) == []


@pytest.mark.parametrize("certain", [True, False])
async def test_what_is_merged_names_the_other_entity(database: Database, certain: bool) -> None:
    first, second = article(1, candidate(certain=certain)), article(2, candidate(certain=certain))
    await put(database, first)
    await merge_name(database, ROQUE, "Q567")
    await put(database, second)
    assert await entity(database, ROQUE) is None
    assert await mentioning(database, "Q567") == ids([first, second])
    aliases = await database.read(
        "MATCH (a:Alias {folded: 'bastien roquelaure'})-[:NAMES]->(e) RETURN a.origin, e.id", {}
    )
    assert aliases == [("EDITOR", "Q567")]
    found = await entity(database, "Q567")
    assert found is not None and found["articleCount"] == 2
    [grown] = await grown_entities(database)
    assert [alias.text for alias in grown.aliases] == ["Bastien Roquelaure"]
    with pytest.raises(BadArgument, match="was merged"):
        await drop_name(database, ROQUE)


async def test_to_merge_into_a_provisional_entity_accepts_it(database: Database) -> None:
    clara = candidate("Clara Dufour", certain=True)
    await put(database, article(1, clara), article(2, candidate()))
    await merge_name(database, ROQUE, clara.id)
    found = await entity(database, clara.id)
    assert found is not None and "provisional" not in found and found["articleCount"] == 2
    assert await open_names(database, 10) == []


async def test_wrong_ids_are_named(database: Database) -> None:
    await put(database, article(1, candidate()))
    with pytest.raises(BadArgument, match="no name has the id 'nobody'"):
        await drop_name(database, "nobody")
    with pytest.raises(BadArgument, match="no entity has the id 'nobody'"):
        await merge_name(database, ROQUE, "nobody")
    with pytest.raises(BadArgument, match="is the entity Q567 already"):
        await accept_name(database, ROQUE, wikidata_id="Q567")
    with pytest.raises(BadArgument, match="holds no letter"):
        await accept_name(database, ROQUE, name="--")


INDIA = Entity(
    "Q668", EntityKind.PLACE, {"en": "India"}, (Alias("India", "en"),), "Q668", place_kind="country"
)
MUNNAR = Entity(
    "geonames-1262463", EntityKind.PLACE, {"en": "Munnar"}, geonames_id=1262463, place_kind="city",
    country=INDIA.id, part_of=INDIA.id, location=(10.088, 77.062),
)  # fmt: skip


def town(text: str, lang: str) -> Candidate:
    """A town of the gazetteer that stands once at the start of a body."""
    return Candidate(
        MUNNAR.id, EntityKind.PLACE, text, lang, (0,), (4,), ("Body",), 1, 0.5, 0.75, True, f"{text}.",
        known=MUNNAR,
    )  # fmt: skip


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_a_town_of_the_gazetteer_is_one_place_by_its_names(
    database: Database, order: tuple[int, int]
) -> None:
    await upsert_entities(database, [INDIA])
    articles = [article(1, town("Munnar", "en")), article(2, town("مونار", "ar"))]
    await put(database, *(articles[place] for place in order))
    found = await entity(database, MUNNAR.id)
    assert found is not None and sorted(found["labels"]) == ["Entity", "Place"]
    wanted = {
        "geonamesId": 1262463, "placeKind": "city", "country": INDIA.id, "latitude": 10.088,
        "longitude": 77.062, "name_en": "Munnar", "name_ar": "مونار", "articleCount": 2,
    }  # fmt: skip
    assert {key: found.get(key) for key in wanted} == wanted
    aliases = await database.read(
        "MATCH (a:Alias)-[:NAMES]->({id: $id}) RETURN a.text, a.folded ORDER BY a.folded", {"id": MUNNAR.id}
    )
    assert [tuple(alias) for alias in aliases] == [("Munnar", "munnar"), ("مونار", "مونار")]
    whole = await database.read("MATCH ({id: $id})-[:PART_OF]->(p) RETURN p.id", {"id": MUNNAR.id})
    assert [row[0] for row in whole] == [INDIA.id]


async def test_a_state_s_body_is_of_the_state_and_no_part_of_it(database: Database) -> None:
    name = "Constitutional Court (India)"
    body = Entity(
        entity_id(EntityKind.ORGANIZATION, name), EntityKind.ORGANIZATION, {"en": name}, country=INDIA.id
    )
    await upsert_entities(database, [INDIA])
    named = replace(town(name, "en"), id=body.id, kind=EntityKind.ORGANIZATION, known=body)
    await put(database, article(1, named))
    found = await entity(database, body.id)
    assert found is not None and sorted(found["labels"]) == ["Entity", "Organization"]
    assert (found["country"], found["name_en"], found["provisional"]) == (INDIA.id, name, True)
    assert await database.read("MATCH ({id: $id})-[:PART_OF]->() RETURN 1", {"id": body.id}) == []


async def test_a_town_goes_with_its_last_article(database: Database) -> None:
    await upsert_entities(database, [INDIA])
    await put(database, article(1, town("Munnar", "en")))
    await put(database, article(1))
    assert await entity(database, MUNNAR.id) is None
