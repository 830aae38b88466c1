"""The schema answered the plain way: graphql-core, a Python function per field, loops over lists.

It is what the planner is held against, so it shares no code with it but the SDL and the folding.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, cast

from graphql import ExecutionResult, GraphQLResolveInfo, build_schema, parse
from graphql import execute_sync as execute_document  # pyright: ignore[reportUnknownVariableType]

from graph.fingerprint import DUPLICATE, read_words, similarity
from graph.folding import fold
from graph.model import Article, Entity, Headline, Mention
from naive_exploring import NaiveExploring
from naive_filters import NaiveFilters
from naive_names import NaiveNames, is_named, mention_of, named_in, provisional_entity
from naive_paging import cursor, moment, ordered_at, paged
from naive_paths import NaivePaths
from naive_related import NaiveRelated
from naive_stories import NaiveStories, tell
from resolvers.schema import sdl
from world import INGESTED, World

Source = Mapping[str, Any]
_SCHEMA = build_schema(sdl())
_EVERYWHERE = ("ar", "en", "fr", "es")


class NaiveGraph(NaiveExploring, NaiveNames, NaivePaths, NaiveStories):
    """Answers operations from a world held in memory."""

    def __init__(self, world: World) -> None:
        self.entities = {entity.id: entity for entity in world.entities}
        self.entities |= {event.id: event for article in world.articles for event in article.events}
        self.named = named_in(world.articles)
        self.provisional = {
            id_: provisional_entity(found) for id_, found in self.named.items() if is_named(found)
        }
        self.entities |= self.provisional
        articles = [self._with_names(article) for article in world.articles]
        self.articles = {article.id: article for article in articles}
        self.first = _firsts(articles)
        self.newest_first = sorted(articles, key=lambda a: (ordered_at(a), a.id), reverse=True)
        self.told = tell(articles, self.first)
        self._related = NaiveRelated(
            self.entities, self.articles, self.first, ordered_at, world.similar, self.told
        )
        self.filters = NaiveFilters(self.entities, self.first, ordered_at, self.entity_articlecount)

    def execute(self, query: str, variables: Mapping[str, Any] | None = None) -> ExecutionResult:
        """Run one operation."""
        return execute_document(
            _SCHEMA,
            parse(query),
            root_value={},
            variable_values=dict(variables or {}),
            field_resolver=self._resolve,
            type_resolver=_type_of,
        )

    def _resolve(self, source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        name = f"{info.parent_type.name}.{info.field_name}"
        if info.parent_type.name in ("Person", "Place", "Organization", "Event"):
            shared = f"Entity.{info.field_name}"
            name = name if hasattr(self, _method(name)) else shared
        method: Callable[..., Any] | None = getattr(self, _method(name), None)
        if method is not None:
            return method(source, **arguments)
        if isinstance(source, dict):
            return cast(Source, source)[info.field_name]
        return getattr(source, info.field_name)

    def _with_names(self, article: Article) -> Article:
        """The article with mentions of the provisional entities that its names became."""
        named = [mention_of(one) for one in article.candidates if one.id in self.provisional]
        return replace(article, mentions=(*article.mentions, *named))

    # Query

    def query_node(self, _: object, id: str) -> Any:
        return self.articles.get(id) or self.entities.get(id) or self.query_story(_, id)

    def query_nodes(self, _: object, ids: Sequence[str]) -> list[Any]:
        return [self.query_node(None, id_) for id_ in ids]

    def query_entity(self, _: object, id: str) -> Entity | None:
        return self.entities.get(id)

    def query_article(self, _: object, id: str | None = None, url: str | None = None) -> Article | None:
        return next((a for a in self.articles.values() if a.id == id or (url and a.url == url)), None)

    def query_articles(self, _: object, **page: Any) -> Source:
        return self._page(self.newest_first, page)

    def query_entities(self, _: object, where: Mapping[str, Any] | None = None, **page: Any) -> Source:
        fitting = [entity for entity in self.entities.values() if self.filters.entity(where, entity)]
        fitting.sort(key=lambda entity: (self.entity_articlecount(entity), entity.id), reverse=True)
        cursors = [f"{self.entity_articlecount(entity)}.{entity.id}" for entity in fitting]
        return {**paged(fitting, cursors, page), "totalCount": len(fitting)}

    def query_person(self, _: object, **by: Any) -> Entity | None:
        return self._named("Person", **by)

    def query_place(self, _: object, **by: Any) -> Entity | None:
        return self._named("Place", **by)

    def query_organization(self, _: object, **by: Any) -> Entity | None:
        return self._named("Organization", **by)

    def query_event(self, _: object, **by: Any) -> Entity | None:
        return self._named("Event", **by)

    def query_suggest(
        self, _: object, prefix: str, first: int, kinds: list[str] | None = None
    ) -> list[Source]:
        start = fold(prefix)
        found: list[Source] = []
        for entity in self.entities.values():
            fitting = [a for a in entity.aliases if start and fold(a.text).startswith(start)]
            if fitting and (kinds is None or entity.kind.name in kinds):
                best = min(fitting, key=lambda a: (a.lang not in _EVERYWHERE, len(fold(a.text)), a.text))
                length = min(len(fold(a.text)) for a in fitting)
                found.append({"entity": entity, "text": best.text, "lang": best.lang, "length": length})
        found.sort(key=lambda s: (-self.entity_articlecount(s["entity"]), s["length"], s["entity"].id))
        return found[:first]

    def _named(self, kind: str, name: str | None = None, wikidataId: str | None = None) -> Entity | None:  # noqa: N803
        fitting = [
            entity
            for entity in self.entities.values()
            if entity.kind.value == kind
            and (
                entity.wikidata_id == wikidataId
                if wikidataId is not None
                else any(fold(alias.text) == fold(name or "") for alias in entity.aliases)
            )
        ]
        return min(
            fitting,
            key=lambda e: (
                not any(a.lang in _EVERYWHERE for a in e.aliases if fold(a.text) == fold(name or "")),
                -self.entity_articlecount(e),
                e.id,
            ),
            default=None,
        )

    # Entity

    def entity_provisional(self, entity: Entity) -> bool:
        return entity.id in self.provisional

    def entity_name(self, entity: Entity, lang: str | None = None) -> str:
        return entity.names.get(lang or "en", entity.names["en"])

    def entity_names(self, entity: Entity) -> list[Source]:
        return [{"lang": lang, "text": text} for lang, text in sorted(entity.names.items())]

    def entity_aliases(self, entity: Entity) -> list[Source]:
        ordered = sorted(entity.aliases, key=lambda alias: (alias.lang, alias.text))
        return [{"lang": alias.lang, "text": alias.text, "origin": alias.origin.value} for alias in ordered]

    def entity_description(self, entity: Entity, lang: str | None = None) -> str | None:
        return entity.description.get(lang or "en", entity.description.get("en"))

    def entity_wikidataid(self, entity: Entity) -> str | None:
        return entity.wikidata_id

    def entity_articlecount(self, entity: Entity) -> int:
        return len(self._mentioning(entity))

    def entity_articles(self, entity: Entity, includeParts: bool, **page: Any) -> Source:  # noqa: N803
        wanted = {"all": [entity.id], "includeParts": includeParts}
        named = [a for a in self.newest_first if self.filters.article({"entities": wanted}, a)]
        return self._page(named, page)

    # Facets

    def articlefacets_entities(
        self, facets: Source, first: int, kinds: list[str] | None = None
    ) -> list[Source]:
        named = Counter(m.entity_id for article in facets["articles"] for m in article.mentions)
        known = [id_ for id_ in named if kinds is None or self.entities[id_].kind.name in kinds]
        ranked = sorted(known, key=lambda id_: (-named[id_], id_))[:first]
        return [{"entity": self.entities[id_], "count": named[id_]} for id_ in ranked]

    def articlefacets_sources(self, facets: Source, first: int) -> list[Source]:
        return _most_frequent(first, (a.source for a in facets["articles"] if a.source))

    def articlefacets_languages(self, facets: Source, first: int) -> list[Source]:
        return _most_frequent(first, (a.lang for a in facets["articles"]))

    def articlefacets_days(self, facets: Source, first: int) -> list[Source]:
        days = Counter(ordered_at(a).date().isoformat() for a in facets["articles"])
        return [{"value": day, "count": days[day]} for day in sorted(days, reverse=True)[:first]]

    def entity_country(self, entity: Entity) -> Entity | None:
        return self.entities.get(entity.country or "")

    def place_partof(self, entity: Entity) -> Entity | None:
        return self.entities.get(entity.part_of or "")

    def place_kind(self, entity: Entity) -> str | None:
        return entity.place_kind

    def place_location(self, entity: Entity) -> Source | None:
        return entity.location and {"latitude": entity.location[0], "longitude": entity.location[1]}

    def event_kind(self, entity: Entity) -> str | None:
        return entity.event_kind

    def event_status(self, entity: Entity) -> str | None:
        return entity.status and entity.status.value

    def event_startat(self, entity: Entity) -> str | None:
        return moment(entity.start_at)

    def event_endat(self, entity: Entity) -> str | None:
        return moment(entity.end_at)

    def event_place(self, event: Entity) -> Entity | None:
        return self.entities[event.place] if event.place else None

    def event_participants(self, event: Entity) -> list[Source]:
        ordered = sorted(event.participants, key=lambda who: who.entity_id)
        return [{"entity": self.entities[who.entity_id], "role": who.role.value} for who in ordered]

    def event_reports(self, event: Entity, first: int) -> list[Source]:
        return [
            {"article": article, "sentence": mention.sentence}
            for article in self._mentioning(event)[:first]
            for mention in article.mentions
            if mention.entity_id == event.id
        ]

    # Article

    def article_titleorigin(self, article: Article) -> str:
        return article.title_origin.value

    def article_publishedat(self, article: Article) -> str | None:
        return moment(article.published_at)

    def article_publishedatorigin(self, article: Article) -> str | None:
        return article.published_at_origin and article.published_at_origin.value

    def article_orderedat(self, article: Article) -> str | None:
        return moment(ordered_at(article))

    def article_ingestedat(self, _: Article) -> str | None:
        return moment(INGESTED)

    def article_datelineplace(self, article: Article) -> Entity | None:
        return self.entities.get(article.dateline_id or "")

    def article_mentions(self, article: Article, kinds: list[str] | None = None) -> list[Mention]:
        wanted = [
            m for m in article.mentions if kinds is None or self.entities[m.entity_id].kind.name in kinds
        ]
        return sorted(wanted, key=lambda m: (-m.salience, m.entity_id))

    def article_duplicateof(self, article: Article) -> Article | None:
        first = self.first[article.id]
        return None if first == article.id else self.articles[first]

    def article_duplicates(self, article: Article, first: int) -> list[Source]:
        copies = [self.articles[id_] for id_, known in self.first.items() if known == article.id != id_]
        copies.sort(key=lambda copy: (-_similarity(copy, article), copy.id))
        return [{"article": copy, "similarity": _similarity(copy, article)} for copy in copies[:first]]

    def article_headlines(self, article: Article) -> list[Source]:
        return [
            {"title": h.text, "section": h.section, "position": h.position, "article": self._headed(h)}
            for h in sorted(article.headlines, key=lambda h: (h.section, h.position))
        ]

    def article_related(self, article: Article, **asked: Any) -> list[Source]:
        return self._related.of(article, **asked)

    def query_relatednews(self, _: object, articleId: str, **asked: Any) -> list[Source]:  # noqa: N803
        article = self.articles.get(articleId)
        return self._related.of(article, **asked) if article else []

    # Mention

    def mention_entity(self, mention: Mention) -> Entity:
        return self.entities[mention.entity_id]

    def mention_surface(self, mention: Mention) -> str | None:
        return mention.surfaces[0] if mention.surfaces else None

    def mention_intitle(self, mention: Mention) -> bool:
        return mention.in_title

    def _mentioning(self, entity: Entity) -> list[Article]:
        return [a for a in self.newest_first if any(m.entity_id == entity.id for m in a.mentions)]

    def _headed(self, headline: Headline) -> Article | None:
        return next((a for a in self.articles.values() if fold(a.title) == fold(headline.text)), None)

    def _page(self, articles: list[Article], asked: Mapping[str, Any]) -> Source:
        fitting = [article for article in articles if self.filters.article(asked.get("where"), article)]
        if asked.get("sort") == "OLDEST":
            fitting.reverse()
        page = paged(fitting, [cursor(article) for article in fitting], asked)
        facets = {"articles": fitting, "counted": len(fitting), "isCapped": False}
        return {**page, "totalCount": len(fitting), "totalCountIsCapped": False, "facets": facets}


def _most_frequent(first: int, values: Iterable[str]) -> list[Source]:
    counted = Counter(values)
    ranked = sorted(counted, key=lambda value: (-counted[value], value))[:first]
    return [{"value": value, "count": counted[value]} for value in ranked]


def _similarity(one: Article, other: Article) -> float:
    return similarity(read_words(one.body), read_words(other.body))


def _firsts(articles: Sequence[Article]) -> dict[str, str]:
    """The first article of each article's group, by id: alike ones hang together, in chains too."""
    ordered = sorted(articles, key=lambda a: (ordered_at(a), a.id))
    group = {article.id: {article.id} for article in ordered}
    for one, other in combinations(ordered, 2):
        if one.fingerprint and other.fingerprint and _similarity(one, other) >= DUPLICATE:
            group[one.id] |= group[other.id]
            for id_ in group[one.id]:
                group[id_] = group[one.id]
    return {a.id: next(first.id for first in ordered if first.id in group[a.id]) for a in ordered}


def _method(name: str) -> str:
    return name.replace(".", "_").lower()


def _type_of(value: Any, *_: object) -> str:
    if isinstance(value, dict):
        return "Story"
    return "Article" if isinstance(value, Article) else value.kind.value
