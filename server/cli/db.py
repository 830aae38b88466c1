"""content-graph db: the embedded Neo4j by hand."""

import typer
from rich.console import Console

from graph import embedded
from graph.errors import BadSetting
from server.cli.progress import engine_progress
from server.engine import engine_config
from server.settings import Settings, load_settings

app = typer.Typer(help="The embedded Neo4j by hand.", no_args_is_help=True)


def embedded_settings() -> Settings:
    """The settings, where they are for the embedded Neo4j. Raises BadSetting when an outside one is named."""
    settings = load_settings()
    if settings.neo4j_uri:
        raise BadSetting("NEO4J_URI names an outside Neo4j; unset it to work on the embedded one")
    return settings


@app.command()
def start() -> None:
    """Start it and leave it running until `db stop`."""
    with engine_progress(Console(stderr=True)) as progress:
        address = embedded.start_detached(engine_config(embedded_settings()), progress)
    typer.echo(address.uri)


@app.command()
def stop() -> None:
    """Stop it."""
    stopped = embedded.stop(engine_config(embedded_settings()))
    typer.echo("stopped" if stopped else "was not running")


@app.command()
def status() -> None:
    """Tell whether it runs, and where; exit status 3 when it does not."""
    found = embedded.status(engine_config(embedded_settings()))
    typer.echo(f"running    {'yes' if found.running else 'no'}")
    typer.echo(f"version    {found.version}")
    typer.echo(f"data       {found.home}")
    typer.echo(f"disk       {found.disk_bytes / 1e6:,.0f} MB")
    if not found.running:
        raise typer.Exit(3)
    typer.echo(f"address    {found.uri}")
    typer.echo(f"process    {found.pid}")
    typer.echo(f"used by    {found.leases} commands")


@app.command()
def path() -> None:
    """Print the folder of its data."""
    typer.echo(embedded.data_path(engine_config(embedded_settings())))


@app.command("shell-uri")
def shell_uri() -> None:
    """Print the address with user and password, for cypher-shell or a driver; starts nothing."""
    found = embedded.status(engine_config(embedded_settings()))
    if not found.running or found.address is None:
        raise BadSetting("the embedded Neo4j does not run; start it with `content-graph db start`")
    scheme, _, place = found.address.uri.partition("://")
    typer.echo(
        f"{scheme}://{found.address.username}:{found.address.password}@{place}/{found.address.database}"
    )
