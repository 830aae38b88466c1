"""What a found event is called."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from graph.model import Entity
from ingest.events.kind import kinds

_MOST_NAMED = 4
_COMMA = {"ar": "، "}


def event_names(kind: str, entities: Sequence[Entity], day: datetime | None) -> Mapping[str, str]:
    """A name in each language of the kind's: "Phone call: Vladimir Putin, Emmanuel Macron (2019-11-18)".

    At most four entities are named; one without a name in a language stands under its English one.
    """
    date = f" ({day.date().isoformat()})" if day else ""
    return {lang: f"{name}: {_listed(entities, lang)}{date}" for lang, name in kinds()[kind].names.items()}


def _listed(entities: Sequence[Entity], lang: str) -> str:
    names = [
        entity.names.get(lang) or entity.names.get("en") or next(iter(entity.names.values()))
        for entity in entities[:_MOST_NAMED]
    ]
    more = " …" if len(entities) > _MOST_NAMED else ""
    return _COMMA.get(lang, ", ").join(names) + more
