"""The only writer of the graph: idempotent batches of entities and articles, and what editors change."""

from graph.upsert.articles import Written, upsert_articles
from graph.upsert.curation import accept_name, drop_name, merge_name
from graph.upsert.editing import add_alias, edit_entity, remove_alias
from graph.upsert.entities import upsert_entities
from graph.upsert.merging import Merge, merge_entities, unmerge_entity

__all__ = [
    "Merge",
    "Written",
    "accept_name",
    "add_alias",
    "drop_name",
    "edit_entity",
    "merge_entities",
    "merge_name",
    "remove_alias",
    "unmerge_entity",
    "upsert_articles",
    "upsert_entities",
]
