"""The command line: `content-graph`."""

import sys

import typer
from rich.console import Console

from graph.errors import BadInput, ContentGraphError
from server.cli import (
    backup,
    check,
    db,
    embed,
    evaluate,
    export,
    import_,
    ingest,
    migrate,
    review,
    schema,
    serve,
    stories,
    token,
)
from server.observation.choice import LogFormat, LogLevel
from server.observation.log import configure_logging

app = typer.Typer(
    help="A GraphQL content graph server for news, with a Neo4j of its own.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)
app.command("ingest")(ingest.ingest)
app.command("import")(import_.import_)
app.command("check")(check.check)
app.command("migrate")(migrate.migrate)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("embed")(embed.embed)
app.command("eval")(evaluate.evaluate)
app.command("export")(export.export)
app.command("schema")(schema.schema)
app.command("stories")(stories.stories)
app.command("token")(token.token)
app.add_typer(db.app, name="db")
app.add_typer(review.app, name="review")


def main() -> None:
    """Run the command line; an error of ours is one line on standard error and exit status 1 or 2."""
    configure_logging(LogFormat.TEXT, LogLevel.WARNING)
    try:
        app()
    except ContentGraphError as error:
        Console(stderr=True).print(
            f"content-graph: {error}", style="red", markup=False, highlight=False, soft_wrap=True
        )
        sys.exit(2 if isinstance(error, BadInput) else 1)
