"""The whole graph, line by line in a fixed order: two graphs are the same when their lines are."""

from collections.abc import AsyncGenerator
from typing import Any, LiteralString

from graph.database import Database

KEYS: dict[LiteralString, LiteralString] = {
    "Alias": "id",
    "Article": "id",
    "Author": "name",
    "Candidate": "id",
    "Entity": "id",
    "Headline": "id",
    "Merged": "id",
    "Source": "domain",
    "Story": "id",
}
"""Every label with the property that tells its nodes apart; the Layout node is no content."""

_LONGEST_READ = 86400.0
"""Seconds for all nodes of a label."""


async def whole_graph(database: Database) -> AsyncGenerator[dict[str, Any]]:
    """Every node with its properties and the relationships that begin at it.

    A relationship tells its type, the end by label and key, and its properties; it is for the reader to
    order those of one node. Raises Unavailable when the database cannot be reached.
    """
    for label, key in KEYS.items():
        statement: LiteralString = (
            "MATCH (n:" + label + ") WHERE n." + key + " >= '' WITH n ORDER BY n." + key + " "
            "RETURN [l IN labels(n) | l], properties(n), COLLECT { MATCH (n)-[r]->(m) "
            "RETURN {type: type(r), to: coalesce(m.id, m.domain, m.name), properties: properties(r)} }"
        )
        async for labels, properties, links in database.stream(statement, {}, _LONGEST_READ):
            yield {"labels": sorted(labels), "properties": properties, "links": links}
