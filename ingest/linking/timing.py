"""When the events of a lexicon can be named: not before they began, unless people plan them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from graph.model import Entity, EntityKind
from ingest.linking.automaton import Match

_PLANNED = frozenset({"summit", "election", "referendum", "sport", "exhibition", "trial", "peace process"})
"""Kinds of events that are named long before they begin."""

_TALKED_OF = timedelta(days=60)
"""How long before the day from which it is counted an event may have its name: talks of an agreement."""


class Timing:
    """Knows from which moment an event may be named."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        """Keep when the events among `entities` began."""
        self._since = {
            entity.id: entity.start_at - _TALKED_OF
            for entity in entities.values()
            if entity.kind is EntityKind.EVENT and entity.start_at and entity.event_kind not in _PLANNED
        }

    def is_to_come(self, match: Match, published: datetime | None) -> bool:
        """Tell whether a match is of an event that was still to come when the article was published."""
        if published is None or not match.forms:
            return False
        since = self._since.get(match.forms[0].entity)
        return since is not None and published < since
