"""content-graph import: a whole archive at once into an empty embedded database."""

import asyncio
import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from graph import embedded
from server.cli.db import embedded_settings
from server.cli.progress import IngestProgress, engine_progress
from server.engine import connected, engine_config
from server.settings import Settings

if TYPE_CHECKING:
    from server.importing.archive import Summary


def import_(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="JSON Lines (.jsonl, .jsonl.gz), and folders.")
    ],
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that read.")] = os.cpu_count() or 1,
) -> None:
    """Load a whole archive of linked articles into an embedded database that is not there yet.

    A line is an entity, or an article with its mentions and story; docs/import.md tells the keys. It is all
    or nothing: the first line that is wrong is named, and nothing is loaded. Articles that are not linked
    are for `ingest`.
    """
    settings = embedded_settings()
    began = time.perf_counter()
    with (
        engine_progress(Console(stderr=True)) as progress,
        embedded.loading(engine_config(settings), progress) as load,
    ):
        found = _load(load, paths, workers)
    seconds = {"read and loaded": time.perf_counter() - began}
    asyncio.run(_index(settings, found))
    seconds["indexed"] = time.perf_counter() - began - sum(seconds.values())
    told = ", ".join(f"{what} in {taken:,.0f} s" for what, taken in seconds.items())
    typer.echo(
        f"{found.articles:,} articles, {found.mentions:,} mentions, {found.entities:,} entities beside the "
        f"lexicon's, {found.stories:,} stories: {told}"
    )


def _load(load: embedded.Loading, paths: list[str], workers: int) -> "Summary":
    # Imported late: no other command should wait until what reads text is loaded.
    from graph.moment import to_milliseconds
    from ingest.document import measure_paths
    from ingest.linking.lexicon import load_lexicon
    from server.importing.archive import write_archive
    from server.seeding import lexicon_digest

    bar = IngestProgress(Console(stderr=True), measure_paths(paths))
    with bar:
        found = write_archive(
            load.folder,
            paths,
            list(load_lexicon().entities.values()),
            lexicon_digest(),
            to_milliseconds(datetime.now(UTC)),
            workers,
            bar.advance_by,
        )
    load.finish(found.options)
    return found


async def _index(settings: Settings, found: "Summary") -> None:
    from graph.bulk import fill_places
    from graph.database import Database
    from server.seeding import PATIENT, prepare_graph

    with connected(settings) as address:
        async with Database(address, PATIENT) as database:
            if found.has_placeless:
                await fill_places(database)
            await prepare_graph(database)
