"""The lexicon: who and what the news names most, read from the seeds into values of the graph."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import IntEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.alias_generators import to_camel

from graph.errors import BadLexicon
from graph.folding import fold
from graph.identity import entity_id
from graph.model import Alias, Entity, EntityKind, EventStatus
from graph.names import EVERYWHERE

_Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
_Lang = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
_Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")]
_Forms = dict[_Lang, list[_Text]]
_ONLY_FOR = {
    EntityKind.PLACE: ("bare", "demonyms", "place_kind", "part_of", "location"),
    EntityKind.EVENT: ("event_kind", "start_at", "end_at", "status"),
}
_COUNTRY_KINDS = ("country", "territory")


class FormOrigin(IntEnum):
    """Why a written form leads to an entity; the smaller, the surer."""

    NAME = 0
    ALIAS = 1
    DEMONYM = 2
    BARE = 3
    SURNAME = 4


@dataclass(frozen=True, slots=True)
class Form:
    """A written form of an entity: as the lexicon spells it, and folded.

    `only_in` is the language whose texts alone it counts in; None for all.
    """

    text: str
    folded: str
    lang: str
    origin: FormOrigin
    entity: str
    only_in: str | None = None

    @classmethod
    def of(cls, text: str, lang: str, origin: FormOrigin, entity: str) -> Self:
        """A form of the lexicon with its folded text."""
        return cls(text, fold(text), lang, origin, entity, None if lang in EVERYWHERE else lang)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entities by id, and every form that may name one."""

    entities: Mapping[str, Entity]
    forms: tuple[Form, ...]


def with_entities(lexicon: Lexicon, grown: Iterable[Entity]) -> Lexicon:
    """A lexicon and entities beside it by their aliases, which count in texts of any language.

    Where both have a form, the lexicon's stands.
    """
    entities = dict(lexicon.entities)
    taken = {
        form.folded for form in lexicon.forms if form.origin <= FormOrigin.DEMONYM and form.only_in is None
    }
    forms: list[Form] = []
    for entity in grown:
        entities.setdefault(entity.id, entity)
        for alias in entity.aliases:
            form = replace(Form.of(alias.text, alias.lang, FormOrigin.ALIAS, entity.id), only_in=None)
            if form.folded and form.folded not in taken:
                taken.add(form.folded)
                forms.append(form)
    return Lexicon(entities, (*lexicon.forms, *forms))


class LexiconEntry(BaseModel):
    """One line of a lexicon file, as seeds/lexicon/README.md describes it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=to_camel)

    kind: Literal["Person", "Place", "Organization", "Event"]
    names: Annotated[dict[_Lang, _Text], Field(min_length=1)]
    aliases: _Forms = {}
    surnames: _Forms = {}
    bare: _Forms = {}
    demonyms: _Forms = {}
    wikidata_id: Annotated[str, StringConstraints(pattern=r"^Q[1-9][0-9]{0,11}$")] | None = None
    country: _Text | None = None
    part_of: _Text | None = None
    description: dict[_Lang, _Text] = {}
    place_kind: _Text | None = None
    location: Annotated[list[float], Field(min_length=2, max_length=2)] | None = None
    event_kind: _Text | None = None
    start_at: _Day | None = None
    end_at: _Day | None = None
    status: Literal["PLANNED", "HAPPENED", "POSTPONED", "CANCELLED"] | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """An entry with where it stands, for messages."""

    where: str
    id: str
    entry: LexiconEntry


def load_lexicon(folder: Traversable | None = None) -> Lexicon:
    """Read every .jsonl file of a folder, by default the lexicon that comes with the project.

    Raises BadLexicon, naming file, line and reason, for a line that breaks the format, two lines
    for one entity, a country or part-of that no place bears, or a form that names two entities.
    """
    lines = list(_read_lines(folder or files("seeds") / "lexicon"))
    by_id: dict[str, _Line] = {}
    for line in lines:
        first = by_id.setdefault(line.id, line)
        if first is not line:
            raise BadLexicon(f"{line.where}: the same entity as {first.where} ({line.id}); keep one line")
    placed = [line for line in lines if line.entry.kind == EntityKind.PLACE]
    places = {line.entry.names["en"]: line for line in placed}
    entities = {line.id: _entity(line, places) for line in lines}
    forms = tuple(form for line in lines for form in _forms(line))
    _check_forms(forms, by_id)
    return Lexicon(entities, forms)


def _read_lines(folder: Traversable) -> Iterator[_Line]:
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".jsonl"):
            continue
        for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            where = f"{file.name}, line {number}"
            entry = _read_entry(where, text)
            kind = EntityKind(entry.kind)
            yield _Line(where, entity_id(kind, entry.names["en"], entry.wikidata_id), entry)


def _read_entry(where: str, text: str) -> LexiconEntry:
    try:
        entry = LexiconEntry.model_validate_json(text)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(map(str, fault["loc"])) or "the line"
        raise BadLexicon(f"{where}: {key}: {fault['msg'].lower()}; see seeds/lexicon/README.md") from None
    if not fold(entry.names.get("en", "")):
        raise BadLexicon(f"{where}: names.en: every entry needs an English name")
    for kind, keys in _ONLY_FOR.items():
        for key in keys:
            if entry.kind != kind and getattr(entry, key):
                raise BadLexicon(f"{where}: {to_camel(key)}: only a {kind.value} has it, not a {entry.kind}")
    if entry.location and not (abs(entry.location[0]) <= 90 and abs(entry.location[1]) <= 180):
        raise BadLexicon(f"{where}: location: give [latitude, longitude] in degrees")
    return entry


def _entity(line: _Line, places: Mapping[str, _Line]) -> Entity:
    entry = line.entry
    country = _place(line, "country", entry.country, places)
    if country and country.entry.place_kind not in _COUNTRY_KINDS:
        raise BadLexicon(
            f"{line.where}: country: {entry.country!r} is a {country.entry.place_kind}, not a country"
        )
    part_of = _place(line, "partOf", entry.part_of, places)
    return Entity(
        id=line.id,
        kind=EntityKind(entry.kind),
        names=entry.names,
        aliases=tuple(_aliases(entry)),
        wikidata_id=entry.wikidata_id,
        description=entry.description,
        place_kind=entry.place_kind,
        country=country.id if country else None,
        part_of=part_of.id if part_of else None,
        location=(entry.location[0], entry.location[1]) if entry.location else None,
        event_kind=entry.event_kind,
        start_at=_midnight(line, "startAt", entry.start_at),
        end_at=_midnight(line, "endAt", entry.end_at),
        status=EventStatus(entry.status) if entry.status else None,
    )


def _place(line: _Line, key: str, name: str | None, places: Mapping[str, _Line]) -> _Line | None:
    if name is None:
        return None
    if name not in places:
        raise BadLexicon(
            f"{line.where}: {key}: no place has the English name {name!r}; add it or correct the name"
        )
    return places[name]


def _midnight(line: _Line, key: str, day: str | None) -> datetime | None:
    if day is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(day), time(), UTC)
    except ValueError:
        raise BadLexicon(f"{line.where}: {key}: {day} is no day of the calendar") from None


def _aliases(entry: LexiconEntry) -> Iterable[Alias]:
    """Names and aliases, each once."""
    pairs = [*((lang, name) for lang, name in entry.names.items()), *_pairs(entry.aliases)]
    return (Alias(text, lang) for lang, text in dict.fromkeys(pairs))


def _forms(line: _Line) -> Iterator[Form]:
    entry = line.entry
    groups = (
        (FormOrigin.NAME, list(entry.names.items())),
        (FormOrigin.ALIAS, _pairs(entry.aliases)),
        (FormOrigin.DEMONYM, _pairs(entry.demonyms)),
        (FormOrigin.BARE, _pairs(entry.bare)),
        (FormOrigin.SURNAME, _pairs(entry.surnames)),
    )
    for origin, pairs in groups:
        for lang, text in pairs:
            yield Form.of(text, lang, origin, line.id)


def _pairs(forms: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    return [(lang, text) for lang, texts in forms.items() for text in texts]


def _check_forms(forms: Iterable[Form], lines: Mapping[str, _Line]) -> None:
    """Refuse forms without a letter and forms that name two entities in the same texts; surnames and
    bare names of places may be shared."""
    owners: dict[tuple[str, str | None], Form] = {}
    for form in forms:
        if not form.folded:
            raise BadLexicon(f"{lines[form.entity].where}: {form.text!r} holds no letter")
        if form.origin > FormOrigin.DEMONYM:
            continue
        first = owners.setdefault((form.folded, form.only_in), form)
        if first.entity != form.entity:
            raise BadLexicon(
                f"{lines[form.entity].where}: {form.text!r} also names the entity of "
                f"{lines[first.entity].where}; keep it for the one that news means most often"
            )
