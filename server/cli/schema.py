"""content-graph schema: the SDL."""

from pathlib import Path
from typing import Annotated

import typer


def schema(
    write: Annotated[
        Path | None, typer.Option(help="Write it to this file instead of standard output.")
    ] = None,
) -> None:
    """Print the GraphQL schema in its definition language."""
    # Imported late: no other command should wait until the types are loaded.
    from resolvers.schema import sdl

    if write is None:
        typer.echo(sdl(), nl=False)
    else:
        write.write_text(sdl(), encoding="utf-8")
