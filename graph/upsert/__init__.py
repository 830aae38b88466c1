"""The only writer of the graph: idempotent batches of entities and articles, and editors' decisions."""

from graph.upsert.articles import Written, upsert_articles
from graph.upsert.curation import accept_name, drop_name, merge_name
from graph.upsert.entities import upsert_entities

__all__ = ["Written", "accept_name", "drop_name", "merge_name", "upsert_articles", "upsert_entities"]
