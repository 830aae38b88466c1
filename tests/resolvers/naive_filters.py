"""The filters of lists answered the plain way: a predicate per filter, on plain values."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from graph.folding import fold
from graph.model import Article, Entity

Filter = Mapping[str, Any]


def same_text(text: str) -> str:
    """A text compared to the letter."""
    return text


def fits_text(wanted: Filter, text: str | None, form: Callable[[str], str] = fold) -> bool:
    """Whether a text, already in its form, fits."""
    if text is None:
        return not wanted
    tests: dict[str, Callable[[Any], bool]] = {
        "eq": lambda value: text == form(value),
        "in": lambda value: text in [form(one) for one in value],
        "contains": lambda value: form(value) in text,
        "startsWith": lambda value: text.startswith(form(value)),
    }
    return all(tests[name](value) for name, value in wanted.items() if value is not None)


def fits_order(wanted: Filter, value: Any, read: Callable[[Any], Any] = lambda one: one) -> bool:
    """Whether a number or moment lies where the filter says."""
    if value is None:
        return not wanted
    tests: dict[str, Callable[[Any], bool]] = {
        "eq": lambda bound: value == bound,
        "gte": lambda bound: value >= bound,
        "gt": lambda bound: value > bound,
        "lte": lambda bound: value <= bound,
        "lt": lambda bound: value < bound,
    }
    return all(tests[name](read(bound)) for name, bound in wanted.items() if bound is not None)


def read_moment(text: str) -> datetime:
    """A moment as a client writes it."""
    return datetime.fromisoformat(text)


class NaiveFilters:
    """Tells which articles and entities fit. `ordered` dates an article, `counted` counts an entity's."""

    def __init__(
        self,
        entities: Mapping[str, Entity],
        first: Mapping[str, str],
        ordered: Callable[[Article], datetime],
        counted: Callable[[Entity], int],
    ) -> None:
        self._entities = entities
        self._first = first
        self._ordered = ordered
        self._counted = counted

    def article(self, wanted: Filter | None, article: Article) -> bool:
        """Whether an article fits."""
        tests: dict[str, Callable[[Any], bool]] = {
            "AND": lambda all_: all(self.article(one, article) for one in all_),
            "OR": lambda some: any(self.article(one, article) for one in some),
            "NOT": lambda one: not self.article(one, article),
            "id": lambda one: fits_text(one, article.id, same_text),
            "title": lambda one: fits_text(one, fold(article.title)),
            "lang": lambda one: fits_text(one, article.lang, str.lower),
            "source": lambda one: article.source is not None and fits_text(one, article.source, str.lower),
            "byline": lambda one: article.byline is not None and fits_text(one, article.byline, same_text),
            "titleOrigin": lambda some: article.title_origin.value in some,
            "publishedAt": lambda one: fits_order(one, article.published_at, read_moment),
            "orderedAt": lambda one: fits_order(one, self._ordered(article), read_moment),
            "entities": lambda one: self.names({m.entity_id for m in article.mentions}, one),
            "isDuplicate": lambda is_one: (self._first[article.id] != article.id) is is_one,
        }
        return all(tests[name](value) for name, value in (wanted or {}).items() if value is not None)

    def entity(self, wanted: Filter | None, entity: Entity) -> bool:
        """Whether an entity fits."""
        names = [fold(alias.text) for alias in entity.aliases]
        tests: dict[str, Callable[[Any], bool]] = {
            "AND": lambda all_: all(self.entity(one, entity) for one in all_),
            "OR": lambda some: any(self.entity(one, entity) for one in some),
            "NOT": lambda one: not self.entity(one, entity),
            "id": lambda one: fits_text(one, entity.id, same_text),
            "kinds": lambda some: entity.kind.name in some,
            "name": lambda one: any(fits_text(one, name) for name in names),
            "wikidataId": lambda one: fits_text(one, entity.wikidata_id, same_text),
            "articleCount": lambda one: fits_order(one, self._counted(entity)),
            "country": lambda one: fits_text(one, entity.country, same_text),
            "eventKind": lambda one: fits_text(one, entity.event_kind, str.lower),
            "status": lambda some: entity.status is not None and entity.status.value in some,
            "startAt": lambda one: fits_order(one, entity.start_at, read_moment),
            "participants": lambda ids: set(ids) <= {who.entity_id for who in entity.participants},
        }
        return all(tests[name](value) for name, value in (wanted or {}).items() if value is not None)

    def names(self, named: set[str], wanted: Filter) -> bool:
        """Whether entities that are named, by id, fit."""
        if wanted.get("includeParts"):
            named |= {whole for id_ in named for whole in self.wholes(id_)}
        tests: dict[str, Callable[[Sequence[str]], bool]] = {
            "all": lambda ids: set(ids) <= named,
            "some": lambda ids: bool(set(ids) & named),
            "none": lambda ids: not set(ids) & named,
        }
        return all(
            tests[name](ids) for name, ids in wanted.items() if name != "includeParts" and ids is not None
        )

    def wholes(self, id_: str) -> set[str]:
        """The places that an entity is part of, however far up."""
        entity = self._entities.get(id_)
        if entity is None or entity.part_of is None:
            return set()
        return {entity.part_of} | self.wholes(entity.part_of)
