"""How tests ask the planner."""

from typing import Any, Protocol

from resolvers.planner.execution import Answer


class Ask(Protocol):
    """Runs one operation to its end."""

    def __call__(
        self, query: str, variables: dict[str, Any] | None = None, name: str | None = None
    ) -> Answer: ...
