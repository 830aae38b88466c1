"""mergeEntities and unmergeEntity: two entities that are one, and back."""

from datetime import UTC, datetime
from typing import Annotated

import strawberry

from graph.upsert import merge_entities, unmerge_entity
from resolvers.desk import Desk
from resolvers.entity import Entity
from resolvers.planner.piece import Act, One, column, fixed

From = Annotated[
    strawberry.ID,
    strawberry.argument(name="from", description="Id of the entity that is to be part of the other."),
]
Into = Annotated[strawberry.ID, strawberry.argument(description="Id of the entity that stays.")]
DryRun = Annotated[bool, strawberry.argument(description="Only tell what would be done.")]
Merged = Annotated[strawberry.ID, strawberry.argument(description="Id of the entity that was merged.")]


@strawberry.type(description="What a merge did, or would do.")
class MergePayload:
    """`this` is a map."""

    entity: Entity = fixed(One("WITH *, this.entity AS row"), "The entity that stays, as it is now.")
    dry_run: bool = column("this.dryRun", "Whether nothing was written.")
    articles: int = column(
        "this.articles", "Articles that mentioned the merged entity; 0 where it was merged before."
    )
    shared_articles: int = column(
        "this.shared", "Those of them that mention both: the two mentions become one."
    )
    aliases: int = column("this.aliases", "Written forms that named the merged entity.")


@strawberry.type(description="What taking a merge back did.")
class UnmergePayload:
    """`this` is a map."""

    entity: Entity = fixed(One("WITH *, this.entity AS row"), "The entity, on its own again.")
    unmerged: bool = column("this.unmerged", "Whether it was merged before.")


def merge(from_: From, into: Into, dry_run: DryRun = False) -> Act:
    """Make one entity part of another."""

    async def perform(desk: Desk) -> One:
        done = await merge_entities(desk.database, from_, into, datetime.now(UTC), dry_run=dry_run)
        return One(
            "OPTIONAL MATCH (_e:Entity {id: $id}) WITH CASE WHEN _e IS NOT NULL THEN {entity: _e, "
            "dryRun: $dryRun, articles: $articles, shared: $shared, aliases: $aliases} END AS row",
            {
                "id": done.survivor,
                "dryRun": dry_run,
                "articles": done.articles,
                "shared": done.shared,
                "aliases": done.aliases,
            },
        )

    return Act(perform)


def unmerge(id: Merged) -> Act:
    """Take a merge back."""

    async def perform(desk: Desk) -> One:
        unmerged = await unmerge_entity(desk.database, id)
        return One(
            "OPTIONAL MATCH (_e:Entity {id: $id}) "
            "WITH CASE WHEN _e IS NOT NULL THEN {entity: _e, unmerged: $unmerged} END AS row",
            {"id": id, "unmerged": unmerged},
        )

    return Act(perform)
