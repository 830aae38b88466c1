"""Counts and times for Prometheus, in a registry of their own. Labels are bounded, whatever clients send."""

from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

MOST_NAMES: Final = 100
"""Names of operations that have a label of their own: the first ones; all others are `other`."""

ROUTES: Final = frozenset({"/", "/graphql", "/health", "/ready", "/metrics"})
_METHODS: Final = frozenset({"GET", "POST", "OPTIONS", "HEAD"})
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_PREFIX: Final = "content_graph"

Read = Callable[[], Iterable[tuple[str, float]]]
"""Reads what something has counted by itself, by label."""


class Metrics:
    """Everything that is measured in one server."""

    def __init__(self) -> None:
        """Begin at zero."""
        # When each series began is told in a second one, which nobody asks for.
        disable_created_metrics()
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._names: set[str] = set()
        self.requests = self._counter(
            "http_requests", "Requests by HTTP, as answered.", "method", "route", "status"
        )
        self.request_seconds = self._histogram("http_request_seconds", "Time to a response's end.", "route")
        self.operations = self._counter(
            "operations", "Operations: ok, partial (data with errors), failed or refused.", "type", "outcome"
        )
        self.operation_seconds = self._histogram(
            "operation_seconds", "Time from an operation to its answer.", "type", "operation"
        )
        self.errors = self._counter("errors", "Errors in answers, by extensions.code.", "code")
        self.database_seconds = self._histogram(
            "database_seconds",
            "Time of reading statements, streams and write transactions, with the wait for a connection.",
            "kind",
        )
        self.connections = Gauge(
            f"{_PREFIX}_database_connections_in_use",
            "Statements and transactions that run or wait for a connection now.",
            registry=self.registry,
        )
        self.ingested = self._counter(
            "ingested_articles", "Articles sent by mutations, by outcome.", "outcome"
        )
        info = Gauge(f"{_PREFIX}_info", "The program's version.", ["version"], registry=self.registry)
        info.labels(version("content-graph")).set(1)

    def operation_name(self, name: str | None) -> str:
        """The label for an operation's name, which a client chose; `other` past MOST_NAMES."""
        if name is None:
            return "anonymous"
        if name not in self._names and len(self._names) >= MOST_NAMES:
            return "other"
        self._names.add(name)
        return name

    def counted(self, name: str, meaning: str, label: str, read: Read) -> None:
        """Tell counts that something else keeps, read at each scrape; they only grow."""
        self.registry.register(_Kept(CounterMetricFamily, f"{_PREFIX}_{name}", meaning, label, read))

    def measured(self, name: str, meaning: str, label: str, read: Read) -> None:
        """Tell what something else measures, read at each scrape."""
        self.registry.register(_Kept(GaugeMetricFamily, f"{_PREFIX}_{name}", meaning, label, read))

    def text(self, beside: Mapping[str, float]) -> bytes:
        """All of it in Prometheus's text format; `beside` are gauges whose values were read just now."""
        moment = CollectorRegistry()
        for name, value in beside.items():
            Gauge(f"{_PREFIX}_{name}", "Read from the graph at this scrape.", registry=moment).set(value)
        return generate_latest(self.registry) + generate_latest(moment)

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(f"{_PREFIX}_{name}", meaning, labels, registry=self.registry)

    def _histogram(self, name: str, meaning: str, *labels: str) -> Histogram:
        return Histogram(f"{_PREFIX}_{name}", meaning, labels, buckets=_SECONDS, registry=self.registry)


class _Kept(Collector):
    """Counts of something else as a family."""

    def __init__(
        self,
        family: type[CounterMetricFamily] | type[GaugeMetricFamily],
        name: str,
        meaning: str,
        label: str,
        read: Read,
    ) -> None:
        self._new = lambda: family(name, meaning, labels=[label])
        self._read = read

    def collect(self) -> Iterable[Metric]:
        family = self._new()
        for label, value in self._read():
            family.add_metric([label], value)
        yield family


def route_label(path: str) -> str:
    """The label for a path: one of ROUTES, /export for every form, else `other`."""
    if path in ROUTES:
        return path
    return "/export" if path.startswith("/export.") else "other"


def method_label(method: str) -> str:
    """The label for a method: one of those that are answered, else `other`."""
    return method if method in _METHODS else "other"
