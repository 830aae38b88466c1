"""Small random graphs as plain values, the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from graph.fingerprint import fingerprint
from graph.identity import article_id, entity_id, event_id
from graph.model import (
    Alias,
    Article,
    Candidate,
    DateOrigin,
    Entity,
    EntityKind,
    EventStatus,
    Headline,
    Mention,
    Participant,
    ParticipantRole,
    TitleOrigin,
)

INGESTED = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
_START = datetime(2020, 1, 1, tzinfo=UTC)
_ARABIC = ("بوتين", "سوريا", "إدلب", "الأمم المتحدة", "ماكرون", "أنقرة", "ليبيا", "النيجر")


@dataclass(frozen=True)
class World:
    """What is in a graph: entities, articles, and which texts are near: two ids and how near, 0 to 1."""

    entities: tuple[Entity, ...]
    articles: tuple[Article, ...]
    similar: tuple[tuple[str, str, float], ...] = ()


def random_world(seed: int, articles: int = 40) -> World:
    """A graph of a dozen entities of all kinds and some articles that mention up to five each."""
    random = Random(seed)
    entities = tuple(_entity(random, number) for number in range(14))
    urls = [f"https://outlet{random.randrange(3)}.example/{number}" for number in range(articles)]
    titles = [f"Title number {number} of a rather long kind in world {seed}" for number in range(articles)]
    made = tuple(_article(random, entities, urls, titles, number) for number in range(articles))
    return World(entities, made, tuple(_similar(random, made)))


def _similar(random: Random, articles: tuple[Article, ...]) -> Iterator[tuple[str, str, float]]:
    """For each article up to four others whose texts are near it; some pairs both ways, unlike."""
    for article in articles:
        others = [other for other in articles if other.id != article.id]
        for other in random.sample(others, min(random.randrange(5), len(others))):
            yield article.id, other.id, random.uniform(0.05, 1.0)


def _entity(random: Random, number: int) -> Entity:
    kind = list(EntityKind)[number % 4]
    english = f"{kind.value} {number}"
    names = {"en": english}
    if random.random() < 0.7:
        names["ar"] = f"{_ARABIC[number % len(_ARABIC)]} {number}"
    if random.random() < 0.3:
        names["fr"] = f"{english} en français"
    aliases = [Alias(text, lang) for lang, text in names.items()]
    aliases.append(Alias(f"{english[:4]}-alias {number}", "en"))
    # In another language it is called what the next one of its kind is called in English.
    aliases.append(Alias(f"{kind.value} {number + len(EntityKind)}", "de"))
    wikidata = f"Q{1000 + number}" if random.random() < 0.5 else None
    is_place, is_event = kind is EntityKind.PLACE, kind is EntityKind.EVENT
    # Place 1 is the country of all, and the whole that the later places are part of.
    country = entity_id(EntityKind.PLACE, "Place 1", None)
    return Entity(
        id=entity_id(kind, english, wikidata) if number != 1 else country,
        kind=kind,
        names=names,
        aliases=tuple(aliases),
        wikidata_id=wikidata if number != 1 else None,
        description={"en": f"about {english}"} if random.random() < 0.5 else {},
        place_kind=random.choice(["city", "country"]) if is_place else None,
        country=country if number != 1 and random.random() < 0.6 else None,
        part_of=country if is_place and number != 1 else None,
        location=(random.uniform(-80, 80), random.uniform(-170, 170))
        if is_place and random.random() < 0.5
        else None,
        event_kind="summit" if is_event else None,
        start_at=_START + timedelta(days=number) if is_event else None,
        status=random.choice(list(EventStatus)) if is_event and random.random() < 0.7 else None,
    )


def _article(
    random: Random, entities: tuple[Entity, ...], urls: list[str], titles: list[str], number: int
) -> Article:
    body = _body(random, number)
    # A third of the articles share their second with another one, and some have no date at all.
    published = None if random.random() < 0.15 else _START + timedelta(hours=random.randrange(1000) // 3 * 7)
    headlines = tuple(
        Headline(
            random.choice(titles) if random.random() < 0.6 else f"Some other headline {number} {place}",
            "more",
            place,
        )
        for place in range(1, random.randrange(4))
    )
    events = _events(random, entities)
    return Article(
        id=article_id(urls[number], titles[number], body),
        title=titles[number],
        title_origin=random.choice(list(TitleOrigin)),
        body=body,
        lang=random.choice(["ar", "en", "fr"]),
        content_hash=f"{number}",
        url=urls[number],
        kicker="World" if random.random() < 0.5 else None,
        caption="A picture" if random.random() < 0.5 else None,
        published_at=published,
        published_at_origin=DateOrigin.PAGE if published else None,
        source=urls[number].split("/")[2] if random.random() < 0.8 else None,
        byline=f"Writer {random.randrange(5)}" if random.random() < 0.5 else None,
        dateline="Somewhere" if random.random() < 0.3 else None,
        mentions=(
            *(_mention(random, entity) for entity in _mentioned(random, entities)),
            *(replace(_mention(random, event), sentence=f"Sentence {number}.") for event in events),
        ),
        headlines=headlines,
        events=events,
        candidates=_candidates(number),
        fingerprint=fingerprint(body),
    )


def _candidates(number: int) -> tuple[Candidate, ...]:
    """Up to two of a few names that no lexicon holds: some certain, some in one, two or more articles."""
    random = Random(number)
    found: list[Candidate] = []
    for which in sorted(random.sample(range(12), random.randrange(3))):
        kind = (EntityKind.PERSON, EntityKind.ORGANIZATION)[which % 2]
        text = f"Unheard {which}"
        found.append(
            Candidate(
                id=entity_id(kind, text),
                kind=kind,
                text=text,
                lang="en",
                starts=(0,),
                ends=(4,),
                surfaces=("Body",),
                count=1,
                salience=random.uniform(0.05, 1.0),
                confidence=0.4,
                certain=random.random() < 0.2,
                sentence=f"{text} spoke in {number}.",
            )
        )
    return tuple(found)


def _events(random: Random, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """None, or one of a few events that several articles report alike."""
    if random.random() < 0.6:
        return ()
    which = random.randrange(4)
    day = _START + timedelta(days=which)
    known = [entity for entity in entities if entity.kind is not EntityKind.EVENT]
    ids = sorted({known[which].id, known[which + 1].id})
    place = known[1].id if which % 2 else None
    return (
        Entity(
            id=event_id("talks", ids, place, day, ""),
            kind=EntityKind.EVENT,
            names={"en": f"Talks {which}", "ar": f"محادثات {which}"},
            event_kind="talks",
            start_at=day,
            status=list(EventStatus)[which],
            participants=tuple(Participant(id_, list(ParticipantRole)[which % 3]) for id_ in ids),
            place=place,
        ),
    )


def _body(random: Random, number: int) -> str:
    """A short text of its own, or one of a few longer ones with an ending of its own."""
    if random.random() < 0.6:
        return f"Body of article {number}. " * random.randrange(1, 4)
    words = Random(random.randrange(5))
    return " ".join("".join(words.choices("abcdefgh", k=4)) for _ in range(60)) + f" reported {number}"


def _mentioned(random: Random, entities: tuple[Entity, ...]) -> list[Entity]:
    """Up to five entities, the first of all in every second article."""
    some = random.sample(entities[1:], random.randrange(5))
    return [entities[0], *some] if random.random() < 0.5 else some


def _mention(random: Random, entity: Entity) -> Mention:
    count = random.randrange(1, 4)
    return Mention(
        entity_id=entity.id,
        starts=tuple(range(count)),
        ends=tuple(range(1, count + 1)),
        surfaces=("B", "o", "d")[:count],
        count=count,
        salience=random.uniform(0.05, 1.0),
        confidence=random.uniform(0.5, 1.0),
        in_title=random.random() < 0.2,
    )
