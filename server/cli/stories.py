"""content-graph stories: tell all stories anew."""

import asyncio

import typer
from rich.console import Console

from graph.address import Address
from server.cli.progress import engine_progress
from server.engine import connected
from server.settings import load_settings


def stories() -> None:
    """Group all articles into stories anew; the same graph gives the same stories."""
    with engine_progress(Console(stderr=True)) as progress, connected(load_settings(), progress) as address:
        typer.echo(f"{asyncio.run(_rebuild(address))} stories")


async def _rebuild(address: Address) -> int:
    from graph.database import Database
    from graph.upsert.stories import rebuild_stories
    from server.seeding import PATIENT, prepare_graph

    async with Database(address, PATIENT) as database:
        await prepare_graph(database)
        return await rebuild_stories(database)
