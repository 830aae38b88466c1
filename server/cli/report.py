"""How `content-graph ingest` tells what became of each document: for people, or as JSON Lines."""

from collections import Counter
from typing import Protocol

import orjson
from rich.console import Console
from rich.text import Text

from graph.model import Article, EntityKind, TitleOrigin
from ingest.linking.lexicon import Lexicon
from server.ingestion.outcome import SKIPPED, Outcome

COUNTED = ("created", "updated", "unchanged", "failed")
ALSO_COUNTED = (SKIPPED, "duplicates")
MOST_SHOWN = 20
"""Articles that the report for people shows one by one; of more only the sum is told."""

_TITLE_NOTES = {
    TitleOrigin.PAGE: "",
    TitleOrigin.CAPTION: " (a picture's caption: the page has no title)",
    TitleOrigin.DERIVED: " (cut from the text: the page has no title)",
}
_PLURALS = {
    EntityKind.PERSON: ("person", "people"),
    EntityKind.PLACE: ("place", "places"),
    EntityKind.ORGANIZATION: ("organization", "organizations"),
    EntityKind.EVENT: ("event", "events"),
}


def read_count(counts: Counter[str]) -> int:
    """How many documents were read: all but those that were in the graph already."""
    return sum(counts[what] for what in COUNTED)


class Report(Protocol):
    """Told each outcome as it comes, and the counts at the end."""

    def tell(self, outcome: Outcome) -> None:
        """Tell what became of one document."""
        ...

    def close(self, counts: Counter[str], seconds: float) -> None:
        """Tell how many documents were created, updated, unchanged, failed, skipped, and duplicates."""
        ...


class TextReport:
    """For people: a block for each article, a red line for each failure, a sum."""

    def __init__(self, lexicon: Lexicon, *, quiet: bool) -> None:
        """Report on standard output, failures on standard error; `quiet` leaves the blocks out."""
        self._lexicon = lexicon
        self._left = 0 if quiet else MOST_SHOWN
        self._out = Console()
        self._notes = Console(stderr=True)

    def tell(self, outcome: Outcome) -> None:
        """Print one outcome."""
        if outcome.error is not None:
            self._notes.print(Text(str(outcome.error), "red"), soft_wrap=True)
        elif outcome.article is not None and self._left:
            self._left -= 1
            copy = f", the same text as {outcome.duplicate_of}" if outcome.duplicate_of else ""
            self._out.print(Text.assemble((outcome.name, "bold"), f"  {outcome.what}{copy}"), soft_wrap=True)
            for label, value in _findings(outcome.article, self._lexicon):
                self._out.print(Text(f"  {label:<10} {value}"), soft_wrap=True)
            if not self._left:
                self._out.print("Further articles are not shown; --report json tells of each.")

    def close(self, counts: Counter[str], seconds: float) -> None:
        """Print the sum."""
        parts = [f"{counts[what]:,} {what}" for what in COUNTED]
        parts += [f"{counts[what]:,} {what}" for what in ALSO_COUNTED if counts[what]]
        read, skipped = read_count(counts), counts[SKIPPED]
        rate = f" in {seconds:,.0f} s ({(read + skipped) / seconds:,.0f}/s)" if seconds >= 1 else ""
        self._out.print(f"{read:,} read: {', '.join(parts)}{rate}", highlight=False)


class JsonReport:
    """For programs: one JSON object a line for each document, and one with the counts at the end."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Report on standard output."""
        self._lexicon = lexicon

    def tell(self, outcome: Outcome) -> None:
        """Print one outcome."""
        told: dict[str, object] = {"name": outcome.name, "what": outcome.what}
        if outcome.error is not None:
            told |= {"what": "failed", "reason": str(outcome.error)}
        elif outcome.article is not None:
            told |= _summary(outcome.article, self._lexicon) | {"duplicateOf": outcome.duplicate_of}
        _print_json(told)

    def close(self, counts: Counter[str], seconds: float) -> None:
        """Print the counts."""
        counted = {what: counts[what] for what in (*COUNTED, *ALSO_COUNTED)}
        rate = round((read_count(counts) + counts[SKIPPED]) / seconds, 1) if seconds else None
        _print_json({"read": read_count(counts), **counted, "seconds": round(seconds, 3), "perSecond": rate})


def _print_json(value: object) -> None:
    print(orjson.dumps(value).decode(), flush=True)  # noqa: T201 - standard output is the report


def _summary(article: Article, lexicon: Lexicon) -> dict[str, object]:
    return {
        "id": article.id,
        "title": article.title,
        "titleOrigin": article.title_origin.value,
        "byline": article.byline,
        "dateline": article.dateline,
        "lang": article.lang,
        "publishedAt": article.published_at,
        "bodyLetters": len(article.body),
        "entities": {kind.value: count for kind, count in _kinds(article, lexicon).items()},
        "events": [event.names["en"] for event in article.events],
        "names": [
            {"kind": name.kind.value, "text": name.text, "certain": name.certain}
            for name in article.candidates
        ],
        "headlines": len(article.headlines),
    }


def _findings(article: Article, lexicon: Lexicon) -> list[tuple[str, str]]:
    """What was found in one article, line by line."""
    date = "not said"
    if article.published_at is not None and article.published_at_origin is not None:
        date = f"{article.published_at.isoformat()} ({article.published_at_origin.value.lower()})"
    kinds = _kinds(article, lexicon)
    entities = [f"{count} {_PLURALS[kind][count != 1]}" for kind, count in kinds.items()]
    return [
        ("id", article.id),
        ("title", article.title + _TITLE_NOTES[article.title_origin]),
        ("byline", article.byline or "none"),
        ("dateline", article.dateline or "none"),
        ("language", article.lang),
        ("date", date),
        ("body", f"{len(article.body):,} letters"),
        ("entities", ", ".join(entities) or "none"),
        ("names", "; ".join(name.text for name in article.candidates) or "none that the lexicon lacks"),
        ("reports", "; ".join(event.names["en"] for event in article.events) or "no event"),
        ("headlines", f"{len(article.headlines)} of other articles"),
    ]


def _kinds(article: Article, lexicon: Lexicon) -> dict[EntityKind, int]:
    """How many entities of each kind it names; kinds without one are left out."""
    named = (lexicon.entities.get(mention.entity_id) for mention in article.mentions)
    counted = Counter(entity.kind for entity in named if entity is not None)
    return {kind: counted[kind] for kind in EntityKind if counted[kind]}
