"""The only writer of the graph: idempotent batches of entities and articles."""

from graph.upsert.articles import Written, upsert_articles
from graph.upsert.entities import upsert_entities

__all__ = ["Written", "upsert_articles", "upsert_entities"]
