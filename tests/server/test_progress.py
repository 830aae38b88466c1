"""What a long run tells where there is no terminal."""

from io import StringIO

import pytest
from rich.console import Console

from server.cli import progress
from server.cli.progress import PLAIN_SECONDS, IngestProgress


def test_the_first_line_waits_until_there_is_a_rate_to_judge_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 1,000 bytes a fourth comes once the readers have begun, and the next fourth as long after."""
    now = 0.0
    monkeypatch.setattr(progress, "monotonic", lambda: now)
    written = StringIO()
    with IngestProgress(Console(file=written, width=120), 1000) as shown:
        now = 2 * PLAIN_SECONDS
        for _ in range(25):
            shown.advance(10)
        now = 4 * PLAIN_SECONDS
        for _ in range(25):
            shown.advance(10)
    assert written.getvalue() == "26 documents, 26%, 1/s, about 114 s left\n"


def test_without_a_total_a_line_tells_how_many_and_how_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(progress, "monotonic", lambda: now)
    written = StringIO()
    with IngestProgress(Console(file=written, width=120), None) as shown:
        now = 20.0
        shown.advance_by(100, 0)
        now = 40.0
        shown.advance_by(200, 0)
    assert written.getvalue() == "200 documents, 5/s\n"
