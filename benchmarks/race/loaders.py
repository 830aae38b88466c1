"""Strawberry with DataLoaders, as one would write it by hand: the nested page and the article by id.

A resolver for each field, a loader for each list, one flat statement for each loader.
`python -m benchmarks.race.loaders`, Neo4j from the settings.
"""

import asyncio
from collections.abc import Sequence
from typing import Any, LiteralString, cast

import strawberry
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader

from benchmarks.race.floor import serve
from benchmarks.race.queries import RELATED
from benchmarks.race.statements import sent_for
from graph.address import Address
from graph.database import Database
from server.engine import connected
from server.settings import load_settings

Info = strawberry.Info[dict[str, DataLoader[str, Any]], None]

_ARTICLES = "MATCH (a:Article) WHERE a.id IN $ids RETURN a.id, [a.id, a.title, a.lang, toString(a.orderedAt)]"
_ENTITIES = "MATCH (e:Entity) WHERE e.id IN $ids RETURN e.id, [e.id, e.name]"
_NEWEST = """UNWIND $ids AS id CALL (id) {
  MATCH (a)-[m:MENTIONS]->() WHERE m.entityId = id
  WITH a, m ORDER BY m.entityId DESC, m.orderedAt DESC, a.id DESC LIMIT 20
  RETURN collect([a.id, a.title, a.lang, toString(a.orderedAt)]) AS articles
} RETURN id, articles"""
_MENTIONS = """MATCH (a:Article)-[m:MENTIONS]->() WHERE a.id IN $ids
WITH a, m ORDER BY m.salience DESC, m.entityId
RETURN a.id, collect([m.count, m.salience, m.entityId])"""


@strawberry.type
class Entity:
    """An entity."""

    id: strawberry.ID
    name: str

    @strawberry.field
    async def articles(self, info: Info, first: int) -> "Page":
        """Its newest articles."""
        return Page(nodes=[_article(row) for row in await info.context["newest"].load(self.id)][:first])


@strawberry.type
class Mention:
    """An entity in an article."""

    count: int
    salience: float
    entity_id: strawberry.Private[str]

    @strawberry.field
    async def entity(self, info: Info) -> Entity:
        """Which."""
        return _entity(await info.context["entities"].load(self.entity_id))


@strawberry.type
class Related:
    """A related article."""

    score: float
    article_id: strawberry.Private[str]

    @strawberry.field
    async def article(self, info: Info) -> "Article":
        """Which."""
        return _article(await info.context["articles"].load(self.article_id))


@strawberry.type
class Article:
    """An article."""

    id: strawberry.ID
    title: str
    lang: str
    ordered_at: str

    @strawberry.field
    async def mentions(self, info: Info) -> list[Mention]:
        """Its mentions."""
        return [
            Mention(count=count, salience=salience, entity_id=entity)
            for count, salience, entity in await info.context["mentions"].load(self.id)
        ]

    @strawberry.field
    async def related(self, info: Info, first: int) -> list[Related]:
        """Its related articles."""
        rows = await info.context["related"].load(self.id)
        return [Related(score=score, article_id=found[0]) for score, found in rows][:first]


@strawberry.type
class Page:
    """A list of articles."""

    nodes: list[Article]


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    async def article(self, info: Info, id: strawberry.ID) -> Article:
        """One article."""
        return _article(await info.context["articles"].load(id))

    @strawberry.field
    async def entity(self, info: Info, id: strawberry.ID) -> Entity:
        """One entity."""
        return _entity(await info.context["entities"].load(id))


def _article(row: Sequence[str]) -> Article:
    id_, title, lang, ordered_at = row
    return Article(id=strawberry.ID(id_), title=title, lang=lang, ordered_at=ordered_at)


def _entity(row: Sequence[str]) -> Entity:
    id_, name = row
    return Entity(id=strawberry.ID(id_), name=name)


def _loader(database: Database, statement: LiteralString) -> DataLoader[str, Any]:
    async def load(ids: Sequence[str]) -> list[Any]:
        found: dict[str, Any] = {row[0]: row[1] for row in await database.read(statement, {"ids": list(ids)})}
        return [found.get(id_, []) for id_ in ids]

    return DataLoader(load)


async def _related(database: Database) -> LiteralString:
    """The planner's statement for one article, for many."""
    sent = await sent_for(database, RELATED.ours, {"id": "any"})
    text = sent.text.replace("CALL () {\n", "CALL (id) {\n", 1).replace("$p0_id", "id")
    for name, value in sent.parameters.items():
        text = text.replace(f"${name}", "null" if value is None else repr(value))
    return cast(LiteralString, f"UNWIND $ids AS id CALL (id) {{\n{text}\n}} RETURN id, answer")


class View(GraphQL[dict[str, DataLoader[str, Any]], None]):
    """The endpoint, with loaders that live as long as a request."""

    def __init__(self, database: Database, related: LiteralString) -> None:
        super().__init__(strawberry.Schema(Query), graphql_ide=None)
        self._database = database
        self._statements: dict[str, LiteralString] = {
            "articles": _ARTICLES,
            "entities": _ENTITIES,
            "newest": _NEWEST,
            "mentions": _MENTIONS,
            "related": related,
        }

    async def get_context(self, request: Any, response: Any) -> dict[str, DataLoader[str, Any]]:
        """A loader for each list."""
        return {name: _loader(self._database, text) for name, text in self._statements.items()}


async def _statement(address: Address) -> LiteralString:
    async with Database(address) as database:
        return await _related(database)


def main() -> None:
    """Serve."""
    with connected(load_settings()) as neo4j:
        serve("loaders", View(Database(neo4j), asyncio.run(_statement(neo4j))))


if __name__ == "__main__":
    main()
