"""content-graph embed: embeddings for the articles that lack one."""

import asyncio
from contextlib import ExitStack
from typing import Annotated

import typer
from rich.console import Console

from graph.address import Address
from server.cli.progress import EmbeddingProgress, engine_progress
from server.engine import connected
from server.settings import load_settings


def embed(
    threads: Annotated[int, typer.Option(min=1, max=64, help="Threads that compute; a core each.")] = 1,
    again: Annotated[
        bool, typer.Option("--again", help="Those of all articles, also of those that have one.")
    ] = False,
) -> None:
    """Compute the embeddings that articles lack, and which articles are nearest to each by text.

    Related news, and search by meaning, go by them. Ingest computes them too, unless it is told not to; a run
    that was stopped is gone on with by this command. An article's nearest are looked for among those that are
    there by then: --again, once in a while, lets old articles know of new ones.
    """
    settings = load_settings()
    console = Console(stderr=True)
    with ExitStack() as stack:
        with engine_progress(console) as progress:
            address = stack.enter_context(connected(settings, progress))
        done = asyncio.run(_run(address, console, threads, again=again))
    typer.echo(f"{done} embeddings")


async def _run(address: Address, console: Console, threads: int, *, again: bool) -> int:
    from graph.database import Database
    from graph.upsert.embeddings import forget_embeddings
    from server.ingestion.embedding import AHEAD, EncoderProcess, embed_missing
    from server.seeding import PATIENT, prepare_graph

    async with Database(address, PATIENT) as database:
        await prepare_graph(database)
        if again:
            await forget_embeddings(database)
        with EncoderProcess(threads=threads) as encoder:
            return await embed_missing(database, encoder.encode, EmbeddingProgress(console), AHEAD)
