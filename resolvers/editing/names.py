"""acceptName, mergeName, dropName: what editors decide about names that no lexicon holds."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from graph.upsert import accept_name, drop_name, merge_name
from resolvers.desk import Desk
from resolvers.editing.entities import entity_now
from resolvers.editing.merging import Into
from resolvers.enums import EntityKind
from resolvers.planner.piece import Act, One, column

NameId = Annotated[strawberry.ID, strawberry.argument(description="Id of the name, as `review` lists it.")]
NewName = Annotated[str | None, strawberry.argument(description="Call it so.")]
NewKind = Annotated[EntityKind | None, strawberry.argument(description="It is of this kind.")]
Wikidata = Annotated[str | None, strawberry.argument(description="Its id in Wikidata, such as Q7747.")]


@strawberry.type(description="A name that was dropped.")
class DropPayload:
    """`this` is a map."""

    id: strawberry.ID = column("this.id", "Id of the name.")


def accept(id: NameId, name: NewName = UNSET, kind: NewKind = UNSET, wikidata_id: Wikidata = UNSET) -> Act:
    """Make an entity like any other of a name."""

    async def perform(desk: Desk) -> One:
        await accept_name(desk.database, id, name=name, kind=kind, wikidata_id=wikidata_id)
        return entity_now(id)

    return Act(perform)


def merge(id: NameId, into: Into) -> Act:
    """Make a name one of an entity's."""

    async def perform(desk: Desk) -> One:
        await merge_name(desk.database, id, into)
        return entity_now(into)

    return Act(perform)


def drop(id: NameId) -> Act:
    """Say that a name names nobody."""

    async def perform(desk: Desk) -> One:
        await drop_name(desk.database, id)
        return One("WITH {id: $id} AS row", {"id": id})

    return Act(perform)
