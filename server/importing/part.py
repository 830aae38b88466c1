"""A stretch of lines, read and written as tables by a process of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.bulk import ArticleTables, Members
from graph.errors import BadPage
from graph.model import Entity
from ingest.document import Document, DocumentKind, Failure
from server.importing.line import read_line


@dataclass(slots=True)
class Part:
    """What a stretch held. `named` tells of entities by id how many articles name them, and one of those.

    `articles` are ids with names of lines and keys of stories. Entities come with the names of their lines.
    `has_placeless` tells of a mention without a place in the body.
    """

    size: int = 0
    entities: list[tuple[str, Entity]] = field(default_factory=list[tuple[str, Entity]])
    articles: list[tuple[str, str, str | None]] = field(default_factory=list[tuple[str, str, str | None]])
    named: dict[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])
    stories: dict[str, Members] = field(default_factory=dict[str, Members])
    sources: set[str] = field(default_factory=set[str])
    authors: set[str] = field(default_factory=set[str])
    has_placeless: bool = False


def read_part(
    folder: Path, number: int, first: int, now: int, documents: Sequence[Document | Failure]
) -> Part:
    """Read documents and write part `number` of the tables of articles.

    `first` is the number of the first document in the feed, `now` the time of ingest in milliseconds. Raises
    BadPage, naming the line, at the first that is wrong.
    """
    part = Part()
    with ArticleTables(folder, number, now) as tables:
        for place, document in enumerate(documents):
            part.size += document.size
            _read(part, tables, first + place, document)
    return part


def _read(part: Part, tables: ArticleTables, number: int, document: Document | Failure) -> None:
    if isinstance(document, Failure):
        raise document.error
    if document.kind is not DocumentKind.RECORD:
        raise BadPage(f"{document.name} is no JSON; give JSON Lines, docs/import.md tells of what")
    found = read_line(document.name, document.text)
    if isinstance(found, Entity):
        part.entities.append((document.name, found))
        return
    article, story = found
    ordered = tables.add(article, number)
    part.articles.append((article.id, document.name, story))
    for mention in article.mentions:
        count, name = part.named.get(mention.entity_id, (0, document.name))
        part.named[mention.entity_id] = (count + 1, name)
        part.has_placeless |= not mention.starts
    if story is not None:
        alone = Members(1, ordered, ordered, article.id, article.title)
        if (members := part.stories.setdefault(story, alone)) is not alone:
            members.join(alone)
    if article.source:
        part.sources.add(article.source)
    if article.byline:
        part.authors.add(article.byline)
