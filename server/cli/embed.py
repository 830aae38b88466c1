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
) -> None:
    """Compute the embeddings that articles lack, and which articles are nearest to each by text.

    Related news, and search by meaning, go by them. Ingest computes them too, unless it is told not to; a run
    that was stopped is gone on with by this command.
    """
    settings = load_settings()
    console = Console(stderr=True)
    with ExitStack() as stack:
        with engine_progress(console) as progress:
            address = stack.enter_context(connected(settings, progress))
        done = asyncio.run(_run(address, console, threads))
    typer.echo(f"{done} embeddings")


async def _run(address: Address, console: Console, threads: int) -> int:
    from graph.database import Database
    from server.ingestion.embedding import EncoderProcess, embed_missing
    from server.seeding import PATIENT, prepare_graph

    async with Database(address, PATIENT) as database:
        await prepare_graph(database)
        with EncoderProcess(threads=threads) as encoder:
            return await embed_missing(database, encoder.encode, EmbeddingProgress(console))
