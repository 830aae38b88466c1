"""content-graph serve: the GraphQL server."""

import asyncio
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Annotated

import typer
from rich.console import Console

from graph.address import Address
from graph.errors import BadSetting
from server.cli.progress import engine_progress, show_step
from server.engine import connected
from server.observation.log import configure_logging
from server.pages import REBUILD, Page
from server.settings import Settings, load_settings
from server.task import leave

EXAMPLE = """{
  person(name: "بوتين") {
    name(lang: "ar")
    articles(first: 3) { nodes { title related(first: 2) { score article { title } } } }
  }
}"""


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes that serve the address.")] = None,
) -> None:
    """Serve GraphQL, with GraphiQL for a browser on the same address."""
    settings = load_settings(host=host, port=port, workers=workers)
    configure_logging(settings.log_format, settings.log_level)
    console = Console(stderr=True)
    # uvicorn raises the signal again when it has stopped, which would end this before Neo4j has.
    signal.signal(signal.SIGTERM, leave)
    with ExitStack() as stack:
        listener = stack.enter_context(listening_socket(settings))
        with engine_progress(console) as progress, ThreadPoolExecutor(1) as beside:
            address = beside.submit(stack.enter_context, connected(settings, progress))
            # Loaded while the database starts, which takes longer than they do.
            from server.serving import Server
            from server.workers import serve_by_workers
        articles = asyncio.run(_prepare(address.result(), console))
        if articles:
            console.print(f"Loaded {articles} demo articles.", highlight=False)
        _announce(console, listener)
        if settings.workers > 1:
            serve_by_workers(settings, address.result(), listener)
        else:
            Server(settings, address.result()).run(sockets=[listener])


def listening_socket(settings: Settings) -> socket.socket:
    """A socket bound where the settings say. Raises BadSetting when that cannot be."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=1024)
    except OSError as error:
        raise BadSetting(
            f"cannot listen on {settings.host}:{settings.port} ({_reason(error)}); "
            "choose another address with --host and --port"
        ) from error


def _reason(error: OSError) -> str:
    """The system's words, without the address that Python adds to them."""
    return (error.strerror or str(error)).partition(" (")[0].lower()


async def _prepare(address: Address, console: Console) -> int:
    from graph.database import Database
    from server.seeding import PATIENT, prepare_graph

    async with Database(address, PATIENT) as database:
        return await prepare_graph(database, demo=True, tell=show_step(console))


def _announce(console: Console, listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    console.print(f"content-graph answers at http://{shown}:{port}/graphql", highlight=False, markup=False)
    if Page.PLAYGROUND.is_built:
        console.print("Open it in a browser, or try:\n", highlight=False)
    else:
        console.print(f"The playground is not built; {REBUILD} builds it. Try:\n", markup=False)
    console.print(EXAMPLE + "\n", highlight=False, markup=False, soft_wrap=True)
