"""Traces by OpenTelemetry, where an address to send them to is set; else nothing of it is loaded.

The packages are an extra (`content-graph[traces]`). The exporter reads its other settings, such as headers
and the service's name, from OpenTelemetry's own environment variables.
https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
"""

from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, LiteralString

from graph.errors import BadSetting
from graph.watch import Step

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter

_SYSTEM = {"db.system.name": "neo4j"}


class Tracing:
    """Makes spans: of requests, of operations' preparation, and of statements with their Cypher."""

    def __init__(self, provider: "TracerProvider") -> None:
        """Make spans by this provider."""
        self._provider = provider
        self._tracer = provider.get_tracer("content-graph")

    @contextmanager
    def request(self, path: str, headers: Mapping[str, str]) -> Generator[None]:
        """A span as long as the block, part of the trace that the request's `traceparent` names."""
        from opentelemetry.propagate import extract
        from opentelemetry.trace import SpanKind

        attributes = {"url.path": path[:200]}
        with self._tracer.start_as_current_span(
            "request", extract(dict(headers)), SpanKind.SERVER, attributes, record_exception=False
        ):
            yield

    def step(self, step: Step, text: LiteralString) -> AbstractContextManager[object]:
        """A span as long as the block; of a statement it holds the Cypher, which has no values."""
        from opentelemetry.trace import SpanKind

        is_statement = step in ("read", "stream", "statement")
        attributes = {**_SYSTEM, "db.query.text": text} if is_statement else {}
        kind = SpanKind.CLIENT if is_statement else SpanKind.INTERNAL
        if step == "transaction":
            return self._tracer.start_as_current_span(step, kind=kind, record_exception=False)
        return _ended(lambda: self._tracer.start_span(step, kind=kind, attributes=attributes).end)

    def close(self) -> None:
        """Send what is not sent yet."""
        self._provider.shutdown()


@contextmanager
def _ended(begin: Callable[[], Callable[[], None]]) -> Generator[None]:
    """A span that is nobody's parent: it may end in another task than it began in."""
    end = begin()
    try:
        yield
    finally:
        end()


def tracing_to(endpoint: str | None) -> Tracing | None:
    """Traces that are sent to an OTLP endpoint by HTTP; None without one.

    Raises BadSetting where the extra is not installed.
    """
    if not endpoint:
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    except ImportError as error:
        raise BadSetting(
            "OTEL_EXPORTER_OTLP_ENDPOINT is set, but what sends traces is not installed; "
            "install content-graph[traces], or unset it"
        ) from error
    # The exporter reads the address from the environment, and adds the path of traces to it.
    return tracing_by(OTLPSpanExporter())


def tracing_by(exporter: "SpanExporter") -> Tracing:
    """Traces that this exporter gets, in batches."""
    from opentelemetry.sdk.resources import OTELResourceDetector, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    # What the environment says of the service comes before the name here.
    named = Resource({"service.name": "content-graph"}).merge(OTELResourceDetector().detect())
    provider = TracerProvider(resource=Resource.create().merge(named))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return Tracing(provider)
