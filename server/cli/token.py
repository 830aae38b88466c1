"""content-graph token: a new secret for a reader or an editor."""

from typing import Annotated

import typer
from rich.console import Console


def token(
    editor: Annotated[bool, typer.Option("--editor/--reader", help="Who will send it.")] = True,
) -> None:
    """Make a token; print it once, and the setting that lets it in."""
    from server.access import digest, new_token

    made = new_token()
    typer.echo(made)
    name = "CONTENT_GRAPH_EDITOR_TOKENS" if editor else "CONTENT_GRAPH_READER_TOKENS"
    Console(stderr=True).print(
        "Give the token to its owner; it is kept nowhere. Start the server with (several parted by commas)\n"
        f"{name}={digest(made)}",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
