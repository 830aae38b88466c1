"""content-graph backup and restore: the embedded database into a file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from graph import embedded
from server.cli.db import embedded_settings
from server.engine import engine_config

_File = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]


def backup(
    file: _File, force: Annotated[bool, typer.Option(help="Replace a file that is there.")] = False
) -> None:
    """Write a copy of the embedded database to a file, once it was loaded elsewhere and found whole.

    The database must not be in use; commands that begin meanwhile wait for the copy.
    """
    made = embedded.back_up(engine_config(embedded_settings()), file, overwrite=force)
    typer.echo(f"{file}: {made.size / 1e6:,.1f} MB, checked, sha256 {made.sha256}")


def restore(
    file: _File, force: Annotated[bool, typer.Option(help="Replace the database that is there.")] = False
) -> None:
    """Put a backup in the place of the embedded database, once it was loaded beside and found whole.

    What was there stays until then. An older graph is brought forward by the next command.
    """
    found = embedded.restore(engine_config(embedded_settings()), file, force=force)
    typer.echo(f"restored the database of {found.made_at} ({found.size / 1e6:,.1f} MB)")
