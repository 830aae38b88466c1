"""content-graph review: the names that no lexicon holds, and what editors decide about them."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from typing import Annotated, TypeVar

import orjson
import typer
from rich.console import Console
from rich.text import Text

from graph.database import Database
from graph.model import EntityKind
from graph.review import OpenName, open_names
from graph.upsert import accept_name, drop_name, merge_name
from server.cli.progress import engine_progress
from server.engine import connected
from server.seeding import PATIENT, prepare_graph
from server.settings import load_settings

MOST_SHOWN = 1000
"""Names that one call lists at most."""

app = typer.Typer(help="Names that no lexicon holds: list them, accept, merge or drop them.")

_Answer = TypeVar("_Answer")
_Id = Annotated[str, typer.Argument(metavar="ID", help="Id of a name, as the list shows it.")]
_Kinds = Annotated[list[EntityKind] | None, typer.Option("--kind", help="Only this kind; may be repeated.")]
_Limit = Annotated[int, typer.Option(min=1, max=MOST_SHOWN, help="How many names to list at most.")]
_AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@app.callback(invoke_without_command=True)
def review(context: typer.Context, kind: _Kinds = None, limit: _Limit = 50, as_json: _AsJson = False) -> None:
    """List the names that wait for a decision, those in most articles first.

    A provisional name is an entity already, which articles mention; an unlinked one is not yet.
    """
    if context.invoked_subcommand is not None:
        return
    names = _run(lambda database: open_names(database, limit, kind))
    if as_json:
        for name in names:
            typer.echo(orjson.dumps(name).decode())
    else:
        _show(names)


@app.command()
def accept(
    id_: _Id,
    name: Annotated[str | None, typer.Option(help="Call it so.")] = None,
    kind: Annotated[EntityKind | None, typer.Option(help="It is of this kind.")] = None,
    wikidata: Annotated[str | None, typer.Option(help="Its id in Wikidata, such as Q7747.")] = None,
    as_json: _AsJson = False,
) -> None:
    """Make it an entity like any other."""
    _run(lambda database: accept_name(database, id_, name=name, kind=kind, wikidata_id=wikidata))
    _tell(as_json, id_, "accepted")


@app.command()
def merge(
    id_: _Id,
    into: Annotated[str, typer.Argument(metavar="INTO_ID", help="Id of the entity that it names.")],
    as_json: _AsJson = False,
) -> None:
    """Make it a name of an entity that is there already."""
    _run(lambda database: merge_name(database, id_, into))
    _tell(as_json, id_, "merged", into)


@app.command()
def drop(id_: _Id, as_json: _AsJson = False) -> None:
    """Say that it names nobody; it stays dropped."""
    _run(lambda database: drop_name(database, id_))
    _tell(as_json, id_, "dropped")


def _run(work: Callable[[Database], Awaitable[_Answer]]) -> _Answer:
    """Do something with the graph, once it is ready."""

    async def done() -> _Answer:
        async with Database(address, PATIENT) as database:
            await prepare_graph(database)
            return await work(database)

    with ExitStack() as stack:
        with engine_progress(Console(stderr=True)) as progress:
            address = stack.enter_context(connected(load_settings(), progress))
        return asyncio.run(done())


def _tell(as_json: bool, id_: str, what: str, into: str | None = None) -> None:
    if as_json:
        typer.echo(orjson.dumps({"id": id_, "what": what, "into": into}).decode())
    else:
        typer.echo(f"{what} {id_}" + (f" into {into}" if into else ""))


def _show(names: list[OpenName]) -> None:
    console = Console()
    for name in names:
        state = "provisional" if name.provisional else "unlinked"
        count = f"{name.articles:,} article" + ("s" if name.articles != 1 else "")
        told = Text.assemble((name.text, "bold"), f"  {name.kind.value}, {state}, {count}")
        console.print(told, soft_wrap=True)
        # Ids stand alone and whole, to be copied.
        console.print(Text(f"  {name.id}\n  {name.sentence}"), soft_wrap=True)
    if not names:
        console.print("No name waits for a decision.")
