"""content-graph migrate: the graph to this program's layout, before servers start."""

import asyncio

import typer
from rich.console import Console

from graph.address import Address
from server.cli.progress import engine_progress
from server.engine import connected
from server.settings import load_settings


def migrate() -> None:
    """Bring a graph of an older version forward; every command does so too when it starts.

    It may be stopped and begun again. A graph of a newer version is refused.
    """
    with engine_progress(Console(stderr=True)) as progress, connected(load_settings(), progress) as address:
        typer.echo(asyncio.run(_run(address)))


async def _run(address: Address) -> str:
    from graph.constraints import VERSION
    from graph.database import Database
    from graph.state import read_state
    from server.seeding import PATIENT, prepare_graph

    async with Database(address, PATIENT) as database:
        before = (await read_state(database)).version
        await prepare_graph(database)
    if before == VERSION:
        return f"layout {VERSION} already"
    return f"layout {before} -> {VERSION}" if before is not None else f"layout {VERSION} made"
