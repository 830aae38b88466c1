"""What the planner sends for each query of the race, and values for their variables from the graph."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, LiteralString

from graph.database import Database, Row
from resolvers.federation import subgraph
from resolvers.planner.execution import QueryExecutor

Values = Mapping[str, Any]

MIDDLE_ARTICLES = 1000
RARE_ARTICLES = 20
SETS = 10
"""Sets of values that each query is asked with, in turn."""

_ENTITIES: LiteralString = (
    "MATCH (e:Entity) WHERE e.articleCount <= $most "
    "RETURN e.id, e.name ORDER BY e.articleCount DESC, e.id LIMIT $sets"
)
_ARTICLES: LiteralString = "MATCH (a:Article) RETURN a.id ORDER BY a.id LIMIT $sets"
_EVERYTHING = 10**9


@dataclass(frozen=True, slots=True)
class Sent:
    """A statement that went to the database, with its parameters."""

    text: LiteralString
    parameters: Mapping[str, Any]


class _Recording(Database):
    """A database that keeps what is read from it."""

    last: Sent | None = None

    async def read(self, statement: LiteralString, parameters: Mapping[str, object]) -> list[Row]:
        self.last = Sent(statement, parameters)
        return []


async def sent_for(database: Database, query: str, values: Values) -> Sent:
    """The statement that the planner writes for a query with one root field. Raises ValueError."""
    async with _Recording(database.address) as recording:
        answer = await QueryExecutor(subgraph, recording).execute(query, values)
        if recording.last is None:
            raise ValueError(f"nothing is sent for {query}: {answer.errors}")
        return recording.last


async def values_from(database: Database) -> dict[str, list[Values]]:
    """The values that queries are asked with, by what they are."""

    async def entities(most: int, sets: int) -> list[Row]:
        return await database.read(_ENTITIES, {"most": most, "sets": sets})

    top = await entities(_EVERYTHING, SETS + 1)
    articles = await database.read(_ARTICLES, {"sets": SETS})
    names = [str(name) for _, name in top[:SETS]]
    return {
        "articles": [{"id": id_} for (id_,) in articles],
        "entities": [{"id": id_} for id_, _ in top[:SETS]],
        "top": [{"id": id_} for id_, _ in top[:1]],
        "middle": [{"id": id_} for id_, _ in await entities(MIDDLE_ARTICLES, 1)],
        "rare": [{"id": id_} for id_, _ in await entities(RARE_ARTICLES, 1)],
        "texts": [{"text": name} for name in names],
        "prefixes": [{"prefix": name[:2]} for name in names],
        "pairs": [{"from": one[0], "to": other[0]} for one, other in pairwise(top)],
    }
