"""Who watches work as it is done: a step begins and ends, whatever it ends with.

Rooms below the server tell their steps through this; they know nobody who listens.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Literal, LiteralString

Step = Literal["prepare", "plan", "read", "stream", "transaction", "statement"]
"""Parsing and validating a text, planning an operation; a reading statement, one whose rows are taken as they
come, a write transaction with its commit, and a statement in one."""

Watch = Callable[[Step, LiteralString], AbstractContextManager[object]]
"""Called where a step begins, with its Cypher (empty where it has none), never with a value; the context that
it returns ends with the step."""

_NOTHING = nullcontext[object](None)


def unwatched(step: Step, text: LiteralString) -> AbstractContextManager[object]:  # noqa: ARG001
    """Watch nothing."""
    return _NOTHING
