"""What the server hands to mutations and subscriptions: the graph, a reader of pages, the new articles."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from graph.arrivals import Arrivals
from graph.database import Database
from graph.model import Article


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page as it came from its site: `content` is markup or plain text, `url` its address if known."""

    content: str
    is_markup: bool
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """An article whose parts are known already."""

    body: str
    title: str | None = None
    url: str | None = None
    lang: str | None = None
    published_at: datetime | None = None
    source: str | None = None
    author: str | None = None
    dateline: str | None = None
    kicker: str | None = None
    caption: str | None = None


Read = Callable[[PageSource | ArticleSource], Awaitable[Article]]
"""Reads and links an article. Raises BadPage when there is none."""


def _untold(_: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What mutations and subscriptions work with; `ingested` is told what became of each article sent."""

    database: Database
    read: Read
    arrivals: Arrivals
    ingested: Callable[[str], None] = _untold
