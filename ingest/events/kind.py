"""Kinds of events, from seeds/events/kinds.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, TypeAdapter

LANGUAGES = ("ar", "en", "fr", "es")
"""Languages that have triggers, ISO 639-1."""

CLOSENESS = ("phone_call", "summit", "meeting", "talks")
"""Kinds of one encounter, the most telling first: what one sentence calls a call and talks is a call."""

PACTS = ("ceasefire", "agreement")
"""Kinds of one agreement, the most telling first."""


class Pair(BaseModel):
    """Words of a language that tell of an event only where another follows: "discussed" before "with".

    One of `need` stands at most `within` words behind.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: str
    words: tuple[str, ...]
    need: tuple[str, ...]
    within: int


class Kind(BaseModel):
    """What an event of one kind is called, and what it needs to count.

    `names` by language. `mutual`: all take part alike, else some act and some are acted on. `needs`: the
    fewest participants. `bodies`: triggers with which one organization is enough, for its own meeting.
    `person`: one of them is a person; `armed`: none is. `place`: without the participants needed a place
    will do; `placed`: one participant will where the place is told; `where`: places are always where it
    happens, never who takes part. `against`: "on" and "against"
    lead to a target; `suffered`: it happens to persons alone; `undergone`: who is named alone is acted on;
    `spoken`: who speaks there holds it. `awaited`: it is ahead where something comes before it; `played`: no
    event where a sentence speaks of a match. `verbs`: triggers that are verbs with a subject; `pairs`:
    triggers that need another word. The others are triggers.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: Mapping[str, str]
    needs: int
    mutual: bool = False
    bodies: tuple[str, ...] = ()
    person: bool = False
    place: bool = False
    placed: bool = False
    armed: bool = False
    where: bool = False
    against: bool = False
    suffered: bool = False
    undergone: bool = False
    spoken: bool = False
    awaited: bool = False
    played: bool = False
    verbs: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()

    @property
    def is_of_forces(self) -> bool:
        """Whether armies or bodies come, go or stay somewhere, and people do not."""
        return self.where and not self.person

    ar: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    es: tuple[str, ...] = ()

    def triggers(self, lang: str) -> tuple[str, ...]:
        """The words that tell of one in a language of `LANGUAGES`, without those of `pairs`."""
        return {"ar": self.ar, "en": self.en, "fr": self.fr, "es": self.es}[lang]


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name."""
    text = (files("seeds") / "events" / "kinds.toml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Kind]).validate_python(tomllib.loads(text))
