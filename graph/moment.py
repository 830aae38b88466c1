"""Moments as the graph and cursors count them: in milliseconds."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Where the count begins."""


def to_milliseconds(moment: datetime) -> int:
    """Whole milliseconds from 1970 to `moment`, which is time-zone aware; a rest is cut off."""
    return (moment - EPOCH) // timedelta(milliseconds=1)
