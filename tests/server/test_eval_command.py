"""`content-graph eval` as a user runs it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.errors import BadArgument
from server.cli import app


def test_every_page_with_gold_has_its_row(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    result = CliRunner().invoke(app, ["eval", str(pages)])
    assert result.exit_code == 0
    with_gold = [page for page in pages.glob("*") if page.suffix in (".txt", ".html")]
    assert len(with_gold) > 8
    assert [page.name for page in with_gold if page.name not in result.output] == []


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["eval", str(tmp_path)])
    assert isinstance(result.exception, BadArgument)
    assert str(tmp_path) in str(result.exception)
