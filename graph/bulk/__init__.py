"""A whole graph as tables that Neo4j's importer reads: for many articles at once, into an empty database."""

from graph.bulk.articles import ArticleTables
from graph.bulk.entities import write_entities
from graph.bulk.groups import Members, write_groups
from graph.bulk.places import fill_places
from graph.bulk.table import import_options

__all__ = ["ArticleTables", "Members", "fill_places", "import_options", "write_entities", "write_groups"]
