"""Steps that bring a graph of an older layout forward, by the version that each leads to; one file a step.

A step changes nodes in batches, may be stopped anywhere and run again, also by two programs at once, and
changes nothing where there is nothing to change. Constraints and indexes of the newest layout are there
before the first step. Steps are never changed once they were released.
"""

from collections.abc import Awaitable, Callable, Mapping

from graph.database import Database
from graph.migrations.article_numbers import number_articles
from graph.migrations.stories import tell_all_stories
from graph.migrations.text_labels import label_texts

Migration = Callable[[Database], Awaitable[None]]
"""Changes a graph; raises Unavailable when the database cannot be reached."""

INDEXES_ONLY = frozenset({6})
"""Layouts that have new indexes and nothing else: no step leads to them."""

MIGRATIONS: Mapping[int, Migration] = {3: label_texts, 4: number_articles, 5: tell_all_stories}
