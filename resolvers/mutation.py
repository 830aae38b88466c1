"""Mutation: what editors change. Each field is one transaction, and the same again changes nothing."""

import strawberry

from resolvers.editing import names
from resolvers.editing.entities import (
    EntityPayload,
    add_entity_alias,
    remove_entity_alias,
    upsert_entity,
)
from resolvers.editing.ingesting import IngestPayload, ingest_article, ingest_page
from resolvers.editing.merging import MergePayload, UnmergePayload, merge, unmerge
from resolvers.planner.piece import asked


@strawberry.type(
    description="What editors change: by POST, with the server's editor token. Each field is all or nothing, "
    "and sending it again changes nothing."
)
class Mutation:
    """The root fields; each acts, and then one statement reads its answer."""

    ingest_article: IngestPayload | None = asked(
        ingest_article, "Put an article whose parts are known into the graph."
    )
    ingest_page: IngestPayload | None = asked(
        ingest_page, "Cut an article out of a page, and put it into the graph."
    )
    upsert_entity: EntityPayload | None = asked(
        upsert_entity, "Create an entity, or change what is given of one that is there."
    )
    add_alias: EntityPayload | None = asked(add_entity_alias, "Say that a written form names an entity.")
    remove_alias: EntityPayload | None = asked(
        remove_entity_alias, "Take back an alias that an editor added; others stay."
    )
    merge_entities: MergePayload | None = asked(
        merge,
        "Say that two entities are one: articles, names and events of the first become the second's too. "
        "The first id goes on leading there.",
    )
    unmerge_entity: UnmergePayload | None = asked(
        unmerge, "Take a merge back: as if it had never been made, whatever was ingested since."
    )
    accept_name: EntityPayload | None = asked(
        names.accept, "Make an entity like any other of a name that no lexicon holds."
    )
    merge_name: EntityPayload | None = asked(
        names.merge, "Say that a name that no lexicon holds names an entity that is there; this stays."
    )
    drop_name: names.DropPayload | None = asked(
        names.drop, "Say that a name that no lexicon holds names nobody; it stays dropped."
    )
