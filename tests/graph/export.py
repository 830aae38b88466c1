"""A whole graph as text, so that two states of it can be held against each other."""

from graph.database import Database

_NODES = (
    "MATCH (n) WHERE NOT n:Story RETURN labels(n) AS labels, "
    "n {.*, number: null, articles: null, numbering: null} AS properties"
)
_LINKS = (
    "MATCH (a)-[r]->(b) WHERE NOT b:Story RETURN type(r), coalesce(a.id, a.name, a.domain), "
    "coalesce(b.id, b.name, b.domain), properties(r)"
)


async def export(database: Database) -> str:
    """Every node and relationship, one a line, sorted; without what the order of ingest tells.

    That is the numbers of articles, and stories (see docs/decisions/0028-stories-by-entities.md).
    """
    nodes = await database.read(_NODES, {})
    links = await database.read(_LINKS, {})
    told = [repr((sorted(labels), sorted(properties.items()))) for labels, properties in nodes]
    told += [repr((*row[:3], sorted(row[3].items()))) for row in links]
    return "\n".join(sorted(told))
