"""What the rooms below tell of their steps, into metrics, into the request they are for, and into traces."""

import time
from contextlib import ExitStack
from types import TracebackType
from typing import LiteralString, Self

from graph.watch import Step
from server.observation.exchange import Exchange, current
from server.observation.metrics import Metrics
from server.observation.tracing import Tracing

_AT_THE_DATABASE = frozenset[Step]({"read", "stream", "transaction"})
"""A statement in a transaction counts with that."""


class Watching:
    """Watches steps; given to the database and the executor as their `watch`."""

    def __init__(self, metrics: Metrics, tracing: Tracing | None) -> None:
        """Tell what is seen to these."""
        self.metrics = metrics
        self.tracing = tracing

    def __call__(self, step: Step, text: LiteralString) -> "_Watched":
        """A context that lasts as long as the step."""
        return _Watched(self, step, text)


class _Watched:
    """A step from its begin to its end."""

    __slots__ = ("_began", "_exchange", "_spans", "_step", "_text", "_watching")

    def __init__(self, watching: Watching, step: Step, text: LiteralString) -> None:
        self._watching = watching
        self._step: Step = step
        self._text: LiteralString = text
        self._began = 0.0
        self._exchange: Exchange | None = None
        self._spans = ExitStack()

    def __enter__(self) -> Self:
        # What a stream's rows are for is where it begins; its end may come in another task.
        self._exchange = current()
        if self._watching.tracing:
            self._spans.enter_context(self._watching.tracing.step(self._step, self._text))
        if self._step in _AT_THE_DATABASE:
            self._watching.metrics.connections.inc()
        self._began = time.perf_counter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        seconds = time.perf_counter() - self._began
        if self._step in _AT_THE_DATABASE:
            self._watching.metrics.connections.dec()
            self._watching.metrics.database_seconds.labels(self._step).observe(seconds)
            if self._exchange:
                self._exchange.took(self._text if self._step == "read" else "", seconds)
        self._spans.__exit__(kind, error, trace)
