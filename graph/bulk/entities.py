"""Tables of entities, their names and how they hang together."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from graph.bulk.table import Table, moment, write_header
from graph.model import Entity
from graph.moment import to_milliseconds
from graph.upsert.entities import alias_rows, entity_hash, entity_properties

_TYPES = {
    "geonamesId": "long",
    "latitude": "double",
    "longitude": "double",
    "startAt": "datetime",
    "endAt": "datetime",
}
_LINKS = {"parts": ("Entity", ()), "involved": ("Entity", ("role",)), "places": ("Entity", ())}


def write_entities(folder: Path, entities: Sequence[Entity], counts: Mapping[str, int]) -> None:
    """Write entities with names, parts, participants and places; `counts` tells their articles by id.

    All ids that they name must be those of entities among them.
    """
    properties = [entity_properties(entity) for entity in entities]
    names = sorted({name for row in properties for name, value in row.items() if value is not None})
    columns = [f"{name}:{_TYPES[name]}" if name in _TYPES else name for name in names]
    write_header(folder, "entities", ["id:ID(Entity)", *columns, "articleCount:long", "entityHash", ":LABEL"])
    write_header(folder, "aliases", ["id:ID(Alias)", "text", "lang", "folded", "origin"])
    write_header(folder, "names", [":START_ID(Alias)", ":END_ID(Entity)"])
    with Table(folder, "entities") as nodes, Table(folder, "aliases") as aliases, Table(folder, "names") as n:
        for entity, row in zip(entities, properties, strict=True):
            values = [_value(row.get(name)) for name in names]
            count = counts.get(entity.id, 0)
            nodes.add([entity.id, *values, count, entity_hash(entity), entity.kind.value])
            for alias in {alias["id"]: alias for alias in alias_rows(entity)}.values():
                aliases.add([alias[key] for key in ("id", "text", "lang", "folded", "origin")])
                n.add([alias["id"], entity.id])
    _write_links(folder, entities)


def _write_links(folder: Path, entities: Sequence[Entity]) -> None:
    for name, (label, properties) in _LINKS.items():
        write_header(folder, name, [f":START_ID({label})", f":END_ID({label})", *properties])
    with Table(folder, "parts") as parts, Table(folder, "involved") as who, Table(folder, "places") as where:
        for entity in entities:
            if entity.part_of:
                parts.add([entity.id, entity.part_of])
            if entity.place:
                where.add([entity.id, entity.place])
            for each in entity.participants:
                who.add([entity.id, each.entity_id, each.role.value])


def _value(value: object) -> object:
    return moment(to_milliseconds(value)) if isinstance(value, datetime) else value
