"""What it costs to be seen: `uv run python -m benchmarks.observation`; microseconds, no database needed.

A statement that is watched against one that is not, without and with traces (in batches, to an exporter that
drops them), a log line in each form, and a scrape of /metrics after a thousand operations of 250 names.
"""

import logging
import time
from collections.abc import Callable, Sequence

from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult

from graph.watch import Watch, unwatched
from server.observation.exchange import Exchange, exchanging
from server.observation.log import JsonFormatter, TextFormatter
from server.observation.metrics import Metrics
from server.observation.tracing import tracing_by
from server.observation.watching import Watching

ROUNDS = 20_000
FIELDS = {"type": "query", "outcome": "ok", "operation": "Latest", "document": "0" * 16, "ms": 4.2}


class Dropping(SpanExporter):
    """Takes spans and forgets them."""

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Forget them."""
        return SpanExportResult.SUCCESS


def each(what: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Microseconds for one of many rounds; the best of five."""

    def once() -> float:
        began = time.perf_counter()
        for _ in range(rounds):
            what()
        return (time.perf_counter() - began) / rounds * 1e6

    return min(once() for _ in range(5))


def watched(watch: Watch) -> Callable[[], None]:
    """A step that does nothing."""

    def step() -> None:
        with watch("read", "RETURN 1"):
            pass

    return step


def main() -> None:
    """Measure and print."""
    metrics = Metrics()
    tracing = tracing_by(Dropping())
    record = logging.makeLogRecord({"msg": "operation", "name": "content_graph", "levelname": "INFO"})
    record.fields = FIELDS
    for number in range(1000):
        name = metrics.operation_name(f"Operation{number % 250}")
        metrics.operation_seconds.labels("query", name).observe(0.01)
    with exchanging(Exchange("request-1")):
        rows = [
            ("a statement, not watched", each(watched(unwatched))),
            ("a statement, watched", each(watched(Watching(metrics, None)))),
            ("the same with traces", each(watched(Watching(metrics, tracing)), ROUNDS // 10)),
            ("a log line as JSON", each(lambda: JsonFormatter().format(record))),
            ("a log line as text", each(lambda: TextFormatter().format(record))),
            ("a scrape", each(lambda: metrics.text({}), 20)),
        ]
    tracing.close()
    for what, microseconds in rows:
        print(f"{what:28} {microseconds:10.1f} us")


if __name__ == "__main__":
    main()
