"""content-graph check: what must hold in the graph, and what does not."""

import asyncio
from typing import Annotated

import orjson
import typer
from rich.console import Console

from graph.address import Address
from server.cli.progress import engine_progress
from server.engine import connected
from server.settings import load_settings


def check(
    repair: Annotated[bool, typer.Option(help="Mend what is broken.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for each invariant.")] = False,
) -> None:
    """Hold the graph against what must be true in it; exit status 1 when something is broken and left so.

    Checking changes nothing. Mending works in batches and may be stopped and begun again; stop what else
    writes before it.
    """
    with engine_progress(Console(stderr=True)) as progress, connected(load_settings(), progress) as address:
        broken = asyncio.run(_run(address, repair, as_json))
    if broken:
        raise typer.Exit(1)


async def _run(address: Address, repair: bool, as_json: bool) -> int:
    from graph.check import check_graph, repair_graph
    from graph.constraints import require_layout
    from graph.database import Database
    from server.seeding import PATIENT

    async with Database(address, PATIENT) as database:
        await require_layout(database)
        found = 0
        async for finding in repair_graph(database) if repair else check_graph(database):
            found += finding.count
            told = {
                "name": finding.invariant.name,
                "meaning": finding.invariant.meaning,
                "count": finding.count,
                "examples": list(finding.examples),
            }
            if as_json:
                typer.echo(orjson.dumps(told).decode())
            elif finding.count:
                typer.echo(f"{finding.count:>9,}  {finding.invariant.name}: {finding.invariant.meaning}")
                typer.echo(f"           such as {', '.join(finding.examples)}")
        if not as_json:
            typer.echo(_sum(found, repair))
        left = sum([finding.count async for finding in check_graph(database)]) if repair and found else found
        if repair and left and not as_json:
            typer.echo(f"{left:,} could not be mended; run the check again to see which")
        return left


def _sum(found: int, repair: bool) -> str:
    if not found:
        return "The graph is sound."
    return f"{found:,} found and mended" if repair else f"{found:,} found; --repair mends them"
