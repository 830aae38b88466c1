"""How well pages are read: what came out measured against gold."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import orjson

from graph.errors import BadInput
from graph.folding import fold
from graph.model import Alias, AliasOrigin, Article, Candidate, Entity, EntityKind, EventStatus, Mention

_PROCLITIC = re.compile(r"^(?:[وف]?(?:ال|بال|كال|لل)|[وفبكل])(?=\w{2})")


@dataclass(frozen=True, slots=True)
class Scores:
    """Right, given and wanted counts, and what follows from them (0 to 1; 1 where nothing is wanted)."""

    right: int
    given: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of what was given that is right."""
        return self.right / self.given if self.given else float(self.wanted == 0)

    @property
    def recall(self) -> float:
        """Share of what was wanted that was given."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: "Scores") -> "Scores":
        """Both counts together."""
        return Scores(self.right + other.right, self.given + other.given, self.wanted + other.wanted)


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity that a page names: kind, names and surfaces as written, Wikidata id where known."""

    kind: str
    names: tuple[str, ...]
    surfaces: tuple[str, ...]
    wikidata_id: str | None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event that a page reports: kind, who takes part and where (those of the page's entities that gold
    names, and none for the unnamed)."""

    kind: str
    participants: tuple[GoldEntity, ...]
    places: tuple[GoldEntity, ...]


@dataclass(frozen=True, slots=True)
class EventScores:
    """Events found against gold, and how many of the right ones have exactly the participants of gold."""

    found: "Scores"
    exact: int


@dataclass(frozen=True, slots=True)
class Gold:
    """What a page should give. `title` and `published` (YYYY-MM-DD) are None where the page has none or the
    gold does not say; `complete` tells that `entities` are all that the body names. `events` is None where
    the gold says nothing of events."""

    body: str
    lang: str
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    entities: tuple[GoldEntity, ...]
    complete: bool
    events: tuple[GoldEvent, ...] | None = None


@dataclass(frozen=True, slots=True)
class PageScores:
    """One page measured: body by tokens, entities by kind; title, author, date and language right or not
    (None where the gold does not say); events, where gold has them."""

    body: Scores
    title: bool | None
    author: bool | None
    date: bool | None
    lang: bool
    entities: Mapping[EntityKind, Scores]
    events: EventScores | None = None


def read_gold(path: Path) -> Gold:
    """Read the gold beside a page. Raises BadInput, naming the file, when it is none."""
    try:
        data = cast(dict[str, Any], orjson.loads(path.read_bytes()))
        return _gold(data, path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            f"{path} is no gold of a page ({error}); it needs body, language and entities"
        ) from None


def measure(article: Article, gold: Gold, entities: Mapping[str, Entity]) -> PageScores:
    """Measure an article against its page's gold. `entities` are those its mentions lead to.

    Names that become provisional entities by this article alone count as its mentions too.
    """
    named = [mention for mention in article.mentions if mention.entity_id in entities]
    certain = [candidate for candidate in article.candidates if candidate.certain]
    entities = {**entities, **{candidate.id: _provisional(candidate) for candidate in certain}}
    named += [_mention(candidate) for candidate in certain]
    stand_in = article.title_origin.value != "PAGE"
    published = article.published_at.date().isoformat() if article.published_at else None
    return PageScores(
        body=token_scores(article.body, gold.body),
        title=stand_in if gold.title is None else fold(gold.title) == fold(article.title),
        author=_author(article.byline, gold.authors),
        date=None if gold.published is None and published is None else gold.published == published,
        lang=article.lang == gold.lang,
        entities={kind: _entity_scores(kind, named, gold, entities) for kind in EntityKind},
        events=None if gold.events is None else _event_scores(article.events, gold.events, entities),
    )


def _provisional(candidate: Candidate) -> Entity:
    """The entity that a candidate becomes."""
    texts = dict.fromkeys((candidate.text, *candidate.surfaces))
    aliases = tuple(Alias(text, candidate.lang, AliasOrigin.PAGE) for text in texts)
    return Entity(candidate.id, candidate.kind, {candidate.lang: candidate.text}, aliases)


def _mention(candidate: Candidate) -> Mention:
    return Mention(
        candidate.id,
        candidate.starts,
        candidate.ends,
        candidate.surfaces,
        candidate.count,
        candidate.salience,
        candidate.confidence,
        candidate.in_title,
    )


_FAMILIES = {
    "phone_call": {"phone_call"},
    "agreement": {"agreement", "ceasefire"},
    "meeting_planned": {"meeting", "talks", "summit", "visit"},
    "talks": {"talks", "meeting", "summit"},
    "postponement": {"meeting", "talks", "summit", "visit"},
}


def _event_scores(
    found: Sequence[Entity], wanted: Sequence[GoldEvent], entities: Mapping[str, Entity]
) -> EventScores:
    """Tell each event of gold to the found one of its kind that shares the most participants with it.

    Where gold names no participant, the place must be one of gold's, if gold has any. A found event is
    told once. What is planned, put off or took place must agree.
    """
    left, right, exact = list(found), 0, 0
    for event in wanted:
        ranked = [(_overlap(candidate, event, entities), candidate) for candidate in left]
        shared, best = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
        if best is not None and shared > 0:
            left.remove(best)
            right += 1
            exact += shared == 1.0
    return EventScores(Scores(right, len(found), len(wanted)), exact)


def _overlap(found: Entity, gold: GoldEvent, entities: Mapping[str, Entity]) -> float:
    """Shared participants by all of both; 0 for another kind or status."""
    if found.event_kind not in _FAMILIES.get(gold.kind, {gold.kind}):
        return 0.0
    planned, postponed = gold.kind == "meeting_planned", gold.kind == "postponement"
    if (found.status is EventStatus.PLANNED) != planned or (
        found.status is EventStatus.POSTPONED
    ) != postponed:
        return 0.0
    taking = [entities[who.entity_id] for who in found.participants]
    if not gold.participants and not taking:
        place = entities.get(found.place or "")
        return float(not gold.places or any(place and _names(place, one) for one in gold.places))
    shared = sum(any(_names(entity, one) for one in gold.participants) for entity in taking)
    share = shared / (len(taking) + len(gold.participants) - shared)
    # An event of somebody that gold leaves unnamed is still that event, though not with the same people.
    return share if gold.participants else 0.01


def token_scores(found: str, wanted: str) -> Scores:
    """Compare two texts as bags of folded words."""
    given, gold = Counter(fold(found).split()), Counter(fold(wanted).split())
    return Scores((given & gold).total(), given.total(), gold.total())


def _author(byline: str | None, authors: Sequence[str]) -> bool | None:
    if not authors:
        return None
    return byline is not None and any(fold(author) in fold(byline) for author in authors)


def _entity_scores(
    kind: EntityKind, mentions: Iterable[Mention], gold: Gold, entities: Mapping[str, Entity]
) -> Scores:
    """Entities of one kind; where the gold is not complete, what it does not name counts as nothing."""
    wanted = [entity for entity in gold.entities if entity.kind == kind]
    given = [mention for mention in mentions if entities[mention.entity_id].kind is kind]
    known = [
        mention for mention in given if any(_is_same(mention, entity, entities) for entity in gold.entities)
    ]
    right = sum(any(_is_same(mention, entity, entities) for mention in given) for entity in wanted)
    missed = len(given) - len(known) if gold.complete else 0
    return Scores(right, right + missed, len(wanted))


def _is_same(mention: Mention, gold: GoldEntity, entities: Mapping[str, Entity]) -> bool:
    return _names(entities[mention.entity_id], gold)


def _names(entity: Entity, gold: GoldEntity) -> bool:
    if gold.wikidata_id and entity.wikidata_id:
        return gold.wikidata_id == entity.wikidata_id
    aliases = {_core(alias.text) for alias in entity.aliases}
    return not aliases.isdisjoint(map(_core, (*gold.names, *gold.surfaces)))


def _core(name: str) -> str:
    """A folded name without the proclitics of its first word."""
    return _PROCLITIC.sub("", fold(name))


def _gold(data: dict[str, Any], path: Path) -> Gold:
    body = data["body_paragraphs"] if "body_paragraphs" in data else _span(data["body"], path)
    authors = data.get("authors") or [data.get("byline_author", {}).get("ar", "")]
    by_id = {entity.get("id"): _gold_entity(entity) for entity in data["entities"]}
    events = [_gold_event(event, by_id) for event in data["events"]] if data.get("events") else None
    return Gold(
        body="\n\n".join(cast(list[str], body)),
        lang=data["language"],
        title=data["headline"],
        authors=tuple(filter(None, cast(list[str], authors))),
        published=(data.get("published") or "")[:10] or None,
        entities=tuple(_gold_entity(entity) for entity in data["entities"]),
        complete="body_paragraphs" not in data or bool(data.get("entities_complete")),
        events=None if events is None else tuple(events),
    )


def _gold_event(data: dict[str, Any], entities: Mapping[Any, GoldEntity]) -> GoldEvent:
    place = cast("str | list[str] | None", data.get("place"))
    listed = [place] if isinstance(place, str) else place or []
    return GoldEvent(
        kind=data["type"].split("/")[0],
        participants=tuple(entities[id_] for id_ in data["participants"] if id_ in entities),
        places=tuple(entities[id_] for id_ in listed if id_ in entities),
    )


def _span(body: dict[str, Any], path: Path) -> list[str]:
    """The body that a gold file gives by its first and last words in the page beside it."""
    page = path.with_suffix(".txt").read_text(encoding="utf-8")
    start = page.index(body["first_words"])
    return [page[start : page.index(body["last_words"], start) + len(body["last_words"])]]


def _gold_entity(data: dict[str, Any]) -> GoldEntity:
    surfaces = data.get("surfaces") or [*data.get("surface", {}), *data.get("nisba_surface", {})]
    return GoldEntity(
        kind=data["type"],
        names=tuple(name for name in (data.get("ar"), data.get("en")) if name),
        surfaces=tuple(cast(list[str], surfaces)),
        wikidata_id=data.get("qid"),
    )
