"""What sentences tell of, as the news writes them: how many of the events in them are found.

The sentences in told/ were written for this. Each has the day on which it is read and, below, its events:
kind, who takes part (with * who is in no lexicon), where, and what became of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.model import Article, Entity, TitleOrigin
from ingest.article import Reader
from ingest.events.kind import LANGUAGES
from ingest.linking.lexicon import Lexicon
from ingest.page import Page

FOLDER = Path(__file__).parent / "told"
ENCOUNTERS = {"phone_call", "summit", "meeting", "talks"}


@dataclass(frozen=True)
class Told:
    """An event as people or rules read it."""

    kind: str
    who: frozenset[str]
    place: str
    status: str

    @property
    def family(self) -> str:
        """The kind, one for all kinds of encounter: a sentence may call the same one by two of them."""
        return "encounter" if self.kind in ENCOUNTERS else self.kind


def sentences(lang: str) -> Iterator[tuple[datetime, str, list[Told]]]:
    """Day, sentence and events of each block of a file."""
    for block in (FOLDER / f"{lang}.txt").read_text(encoding="utf-8").strip().split("\n\n"):
        day, sentence, *lines = block.split("\n")
        fields = [[field.strip() for field in line.split("|")] for line in lines]
        told = [Told(kind, frozenset(filter(None, who.split(","))), *rest) for kind, who, *rest in fields]
        yield datetime.fromisoformat(day).replace(tzinfo=UTC, hour=20), sentence, told


def found_in(article: Article, lexicon: Lexicon) -> list[Told]:
    """The events that an article reports."""
    names = {id_: entity.names["en"] for id_, entity in lexicon.entities.items()}
    names |= {candidate.id: f"*{candidate.text}" for candidate in article.candidates}

    def told(event: Entity) -> Told:
        assert event.event_kind and event.status
        who = frozenset(names[participant.entity_id] for participant in event.participants)
        return Told(event.event_kind, who, names[event.place] if event.place else "", event.status.value)

    return [told(event) for event in article.events]


def meets(one: Told, other: Told) -> bool:
    """Tell whether both are one event: of one family, with somebody in common, or of nobody in one place."""
    if one.family != other.family:
        return False
    return bool(one.who & other.who) or (not one.who and (not other.who or one.place == other.place))


@pytest.mark.parametrize(
    ("lang", "recall", "exact", "precision"),
    [("ar", 0.95, 0.91, 0.96), ("en", 0.91, 0.88, 0.93), ("fr", 0.9, 0.9, 0.94), ("es", 0.75, 0.65, 0.75)],
)
def test_most_events_are_found_with_who_took_part(
    reader: Reader, lexicon: Lexicon, lang: str, recall: float, exact: float, precision: float
) -> None:
    wanted = given = right = same = 0
    for day, sentence, gold in sentences(lang):
        page = Page("A title", TitleOrigin.PAGE, sentence, lang=lang, published_at=day)
        left = found_in(reader.build(page, "a page"), lexicon)
        wanted, given = wanted + len(gold), given + len(left)
        for event in gold:
            ranked = sorted(
                (other for other in left if meets(event, other)), key=lambda other: len(event.who ^ other.who)
            )
            if ranked:
                left.remove(ranked[0])
                right += 1
                same += ranked[0].who == event.who
    assert right / wanted >= recall
    assert same / wanted >= exact
    assert right / given >= precision


def test_the_sentences_name_who_is_known(lexicon: Lexicon) -> None:
    known = {entity.names["en"] for entity in lexicon.entities.values()}
    named = {
        name
        for lang in LANGUAGES
        for _, _, told in sentences(lang)
        for event in told
        for name in (*event.who, event.place)
        if name and not name.startswith("*")
    }
    assert sorted(named - known) == []
