"""Who held which office when, from seeds/events/offices.jsonl: the person behind "the Russian president"."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from graph.errors import BadLexicon
from graph.model import Entity, EntityKind

COUNTERPART = "counterpart"
"""The title that stands for the office of whom it is compared with: "his French counterpart"."""

_LEADERS = ("president", "prime_minister", "chancellor", "monarch")


class OfficeEntry(BaseModel):
    """One line: a person (English name in the lexicon) in an office of a country, in whole years."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    country: str
    office: str
    person: str
    since: int = Field(alias="from")
    until: int | None = Field(default=None, alias="to")


@dataclass(frozen=True, slots=True)
class _Term:
    person: str
    since: int
    until: int

    def covers(self, year: int) -> bool:
        """Tell whether the office was held in some part of a year."""
        return self.since <= year <= self.until


class Offices:
    """Looks up who held an office."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        """Tie the offices to `entities`. Raises BadLexicon for a person or country that is not among them."""
        known = {(entity.kind, entity.names.get("en", "")): entity.id for entity in entities}
        self._terms: dict[tuple[str, str], list[_Term]] = defaultdict(list)
        self._held: dict[str, set[str]] = defaultdict(set)
        text = (files("seeds") / "events" / "offices.jsonl").read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            entry = OfficeEntry.model_validate_json(line)
            person = _known(known, EntityKind.PERSON, entry.person, number)
            country = _known(known, EntityKind.PLACE, entry.country, number)
            self._terms[country, entry.office].append(_Term(person, entry.since, entry.until or 9999))
            self._held[person].add(entry.office)

    def holder(self, country: str, office: str, when: datetime | None, named: Container[str]) -> str | None:
        """Id of who held an office of a country (its id) at a time; None when that is not certain.

        In a year with several, or at an unknown time, the one among `named` (ids) counts, if there is one.
        """
        terms = self._terms.get((country, office), ())
        persons = {term.person for term in terms if when is None or term.covers(when.year)}
        if len(persons) > 1 or when is None:
            persons = {person for person in persons if person in named}
        return persons.pop() if len(persons) == 1 else None

    def is_of(self, person: str, office: str) -> bool:
        """Tell whether somebody (an id) holds or held an office of any country."""
        return office in self._held.get(person, ())

    def counterpart(
        self, country: str, others: Iterable[str], when: datetime | None, named: Container[str]
    ) -> str | None:
        """Id of who held in a country the office that one of `others` (ids) holds elsewhere.

        Leaders of states and governments are each other's counterparts where the office itself is not known.
        """
        offices = [office for other in others for office in sorted(self._held.get(other, ()))]
        leading = [office for office in _LEADERS if any(held in _LEADERS for held in offices)]
        for office in dict.fromkeys([*offices, *leading]):
            if found := self.holder(country, office, when, named):
                return found
        return None


def _known(known: Mapping[tuple[EntityKind, str], str], kind: EntityKind, name: str, number: int) -> str:
    if (kind, name) not in known:
        raise BadLexicon(
            f"offices.jsonl, line {number}: the lexicon has no {kind.value} {name!r}; use its English name"
        )
    return known[kind, name]
