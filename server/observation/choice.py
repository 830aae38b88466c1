"""What an operator chooses about logs and metrics, as words of settings."""

from enum import StrEnum


class LogFormat(StrEnum):
    """How lines are written."""

    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    """From which level on lines are written; each request is one at INFO."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class MetricsAccess(StrEnum):
    """Who gets /metrics."""

    OFF = "off"
    LOCAL = "local"
    ON = "on"
