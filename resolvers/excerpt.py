"""An excerpt of the graph: the articles that fit a filter, the entities they name, what links them.

Each part is one statement whose rows come in a fixed order, articles newest first and entities by id, so that
two excerpts of one graph are the same. The parts are read one after the other: what is written meanwhile may
be in one of them only.
"""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, LiteralString, cast

from graphql.utilities import (
    coerce_input_value,  # pyright: ignore[reportUnknownVariableType]
    validate_input_value,  # pyright: ignore[reportUnknownVariableType]
)
from strawberry.types.arguments import convert_argument

from graph.database import Database
from graph.errors import BadArgument
from graph.model import EntityKind
from resolvers.filters.articles import ArticleFilter
from resolvers.listing import Listing, all_articles
from resolvers.page import LAST_MOMENT

MOST_NEIGHBOURS = 50
"""Entities, those most often named together with one, whose articles are within depth 2 of it."""

_SAMPLE = 1000
"""Newest articles of an entity that its neighbours are counted in."""

_ENTITY: LiteralString = """
CALL () {
  MATCH (_e:Entity {id: $id}) RETURN _e
  UNION
  MATCH (:Merged {id: $id})-[:MERGED_INTO*1..]->(_e:Entity) RETURN _e
}
RETURN _e.id
"""

_NEIGHBOURS: LiteralString = """
MATCH (_a)-[_m:MENTIONS]->() USING INDEX SEEK _m:MENTIONS(entityId, orderedAt)
WHERE _m.entityId = $id AND _m.orderedAt IS NOT NULL
WITH _a, _m ORDER BY _m.entityId DESC, _m.orderedAt DESC, _a.id DESC LIMIT $sample
MATCH (_a)-[:MENTIONS]->(_e:Entity) WHERE _e.id <> $id
WITH _e.id AS _id, count(*) AS _count ORDER BY _count DESC, _id LIMIT $most
RETURN _id
"""

_ARTICLES: LiteralString = """
RETURN _a {.id, .url, .title, .kicker, .caption, .body, .lang, .dateline,
  publishedAt: toString(_a.publishedAt), orderedAt: toString(_a.orderedAt),
  ingestedAt: toString(_a.ingestedAt),
  source: head([(_a)-[:PUBLISHED_BY]->(_s) | _s.domain]),
  byline: head([(_a)-[:WRITTEN_BY]->(_w) | _w.name])} AS row
"""

_OF_KINDS: LiteralString = "any(_label IN labels(_e) WHERE _label IN $kinds)"

_MENTIONED: LiteralString = (
    "RETURN _a.id, COLLECT { MATCH (_a)-[_m:MENTIONS]->(_e:Entity) WHERE " + _OF_KINDS + " "
    "RETURN _e {.id, .name, .wikidataId, kind: head([_l IN labels(_e) WHERE _l <> 'Entity']), "
    "count: _m.count, salience: _m.salience} ORDER BY _e.id }"
)

_ENTITIES: LiteralString = (
    "MATCH (_a)-[:MENTIONS]->(_e:Entity) WHERE " + _OF_KINDS + " "
    "WITH DISTINCT _e ORDER BY _e.id "
    "RETURN _e {.id, .name, .wikidataId, .articleCount, .latitude, .longitude, "
    "startAt: toString(_e.startAt), kind: head([_l IN labels(_e) WHERE _l <> 'Entity'])} AS row"
)

_TOGETHER: LiteralString = (
    "MATCH (_a)-[:MENTIONS]->(_e:Entity) WHERE " + _OF_KINDS + " "
    "WITH _a, _e ORDER BY _e.id WITH _a, collect(_e.id) AS _ids "
    "UNWIND range(0, size(_ids) - 2) AS _i UNWIND range(_i + 1, size(_ids) - 1) AS _j "
    "WITH _ids[_i] AS _one, _ids[_j] AS _other, count(*) AS _count ORDER BY _one, _other "
    "RETURN _one, _other, _count"
)

Item = dict[str, Any]


@dataclass(frozen=True)
class Excerpt:
    """What to read. `most` bounds the articles (the newest ones stay), `seconds` each statement.

    With `together` the excerpt is entities and how many articles name two of them; articles are left out.
    """

    database: Database
    where: ArticleFilter
    kinds: Sequence[EntityKind]
    most: int
    seconds: float
    together: bool = False

    async def articles(self) -> AsyncGenerator[Item]:
        """The articles."""
        async for (row,) in self._rows(_ARTICLES):
            yield row

    async def entities(self) -> AsyncGenerator[Item]:
        """The entities of the kinds wanted that the articles name."""
        async for (row,) in self._rows(_ENTITIES):
            yield row

    async def mentioned(self) -> AsyncGenerator[tuple[str, list[Item]]]:
        """For each article, in the order of `articles`, the entities that it names."""
        async for id_, entities in self._rows(_MENTIONED):
            yield id_, entities

    async def pairs(self) -> AsyncGenerator[tuple[str, str, int]]:
        """Two entities, by id, and how many of the articles name both."""
        async for one, other, count in self._rows(_TOGETHER):
            yield one, other, count

    @cached_property
    def listing(self) -> Listing:
        """Which articles. Raises BadArgument for a filter that is too large."""
        return all_articles(self.where)

    async def _rows(self, ending: LiteralString) -> AsyncGenerator[tuple[Any, ...]]:
        parameters: Mapping[str, object] = {
            "at": LAST_MOMENT,
            "id": "",
            "limit": self.most,
            "kinds": [kind.value for kind in self.kinds],
            **self.listing.parameters,
        }
        async for row in self.database.stream(self.listing.newest + ending, parameters, self.seconds):
            yield row


async def around(database: Database, entity: str, depth: int) -> list[str]:
    """The entities whose articles are within `depth` of an entity: itself, or its neighbours too.

    The id of an entity that was merged leads to the survivor. Raises BadArgument for a depth that is not 1 or
    2, and where there is no such entity.
    """
    if depth not in (1, 2):
        raise BadArgument(f"depth is {depth}; it must be 1 (its articles) or 2 (those of its neighbours too)")
    found = await database.read(_ENTITY, {"id": entity})
    if not found:
        raise BadArgument(f"no entity has the id {entity[:100]!r}; give the id of an entity in the graph")
    ((id_,),) = found
    if depth == 1:
        return [id_]
    parameters = {"id": id_, "sample": _SAMPLE, "most": MOST_NEIGHBOURS}
    return [id_, *(row[0] for row in await database.read(_NEIGHBOURS, parameters))]


def article_filter(value: object) -> ArticleFilter:
    """A filter from JSON, in the form that GraphQL's ArticleFilter has. Raises BadArgument."""
    # Imported late: the command line should not wait for the schema before it needs it.
    from resolvers.schema import schema

    core: Any = schema._schema  # pyright: ignore[reportPrivateUsage]
    wanted = core.type_map["ArticleFilter"]
    wrong: list[str] = []
    validate_input_value(value, wanted, lambda error, _: wrong.append(error.message))
    if wrong:
        raise BadArgument(f"where is no ArticleFilter: {wrong[0]}")
    coerced = coerce_input_value(value, wanted)
    converted: Any = convert_argument(
        coerced, ArticleFilter, schema.schema_converter.scalar_registry, schema.config
    )
    return cast(ArticleFilter, converted)
