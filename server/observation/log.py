"""Log lines on standard error: for people, or a JSON object each.

The standard library's logging is enough: a line's fields go by `extra={"fields": {...}}`, and what other
libraries log takes the same way. Of an exception the types and the places are told and never the message,
which may quote what a client sent.
"""

import logging
import sys
import traceback
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final, cast

import orjson

from server.observation.choice import LogFormat, LogLevel
from server.observation.exchange import current

ACCESS: Final = logging.getLogger("content_graph.access")
"""A line for each request."""

OPERATIONS: Final = logging.getLogger("content_graph.operations")
"""A line for each operation of GraphQL, a warning where it was slow."""

_OURS: Final = "content_graph"


def configure_logging(form: LogFormat, level: LogLevel) -> None:
    """Write all lines of this process to standard error. `level` is for ours; others warn from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if form is LogFormat.JSON else TextFormatter())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(level.upper())
    # What the driver warns of, most often a deadlock of two writers, it tries again; what stays we tell.
    logging.getLogger("neo4j").setLevel(logging.ERROR)
    logging.captureWarnings(capture=True)


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    """What a line tells beside its message: the request's id first, where it is written for one."""
    exchange = current()
    told: dict[str, object] = {"requestId": exchange.request_id} if exchange else {}
    told |= cast(Mapping[str, object], getattr(record, "fields", {}))
    if record.exc_info and record.exc_info[1]:
        told["exception"] = list(_places(record.exc_info[1]))
    return told


class JsonFormatter(logging.Formatter):
    """A JSON object a line: time (UTC), level, logger, message, and the line's own fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "time": _moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
            **fields_of(record),
        }
        return orjson.dumps(line, default=str).decode()


class TextFormatter(logging.Formatter):
    """A line for people: time, level, message, and fields as name=value; lists below it, indented."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fields = fields_of(record)
        plain = [f"{name}={value}" for name, value in fields.items() if not isinstance(value, list)]
        below = [f"  {entry}" for value in fields.values() if isinstance(value, list) for entry in value]  # pyright: ignore[reportUnknownVariableType]
        head = " ".join([_moment(record), record.levelname, _message(record), *plain])
        return "\n".join([head, *below])


def _message(record: logging.LogRecord) -> str:
    """The first line alone: asyncio puts what an exception said into the next one."""
    return record.getMessage().partition("\n")[0]


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _places(error: BaseException) -> Iterator[str]:
    """The types of an exception and of what led to it, each with where it was raised, the outermost first."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield f"{type(cause).__module__}.{type(cause).__qualname__}"
        for frame in traceback.extract_tb(cause.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
