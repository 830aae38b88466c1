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
from graph.model import Article, Entity, EntityKind, Mention

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
class Gold:
    """What a page should give. `title` and `published` (YYYY-MM-DD) are None where the page has none or the
    gold does not say; `complete` tells that `entities` are all that the body names."""

    body: str
    lang: str
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    entities: tuple[GoldEntity, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class PageScores:
    """One page measured: body by tokens, entities by kind; title, author, date and language right or not
    (None where the gold does not say)."""

    body: Scores
    title: bool | None
    author: bool | None
    date: bool | None
    lang: bool
    entities: Mapping[EntityKind, Scores]


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
    """Measure an article against its page's gold. `entities` are those its mentions lead to."""
    stand_in = article.title_origin.value != "PAGE"
    published = article.published_at.date().isoformat() if article.published_at else None
    return PageScores(
        body=token_scores(article.body, gold.body),
        title=stand_in if gold.title is None else fold(gold.title) == fold(article.title),
        author=_author(article.byline, gold.authors),
        date=None if gold.published is None and published is None else gold.published == published,
        lang=article.lang == gold.lang,
        entities={kind: _entity_scores(kind, article.mentions, gold, entities) for kind in EntityKind},
    )


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
    entity = entities[mention.entity_id]
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
    return Gold(
        body="\n\n".join(cast(list[str], body)),
        lang=data["language"],
        title=data["headline"],
        authors=tuple(filter(None, cast(list[str], authors))),
        published=(data.get("published") or "")[:10] or None,
        entities=tuple(_gold_entity(entity) for entity in data["entities"]),
        complete="body_paragraphs" not in data or bool(data.get("entities_complete")),
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
