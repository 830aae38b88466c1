"""content-graph eval: how well pages are read."""

from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    folder: Annotated[Path, typer.Argument(help="Folder of pages, each with NAME.json of gold beside it.")],
) -> None:
    """Measure body, title, author, date, language and mentions of every page that has gold beside it."""
    # Imported late: no other command should wait until what reads text is loaded.
    from server.cli.eval_table import show_scores

    show_scores(folder)
