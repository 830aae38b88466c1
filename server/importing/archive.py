"""A whole archive: what all its parts hold together, checked and written as tables."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

from graph.bulk import Members, import_options, write_entities, write_groups
from graph.bulk.articles import write_article_headers, write_named
from graph.errors import BadPage
from graph.model import Entity
from ingest.document import Document, Failure, read_paths
from server.importing.part import Part, read_part
from server.ingestion.processes import attend_parent

LINES = 2000
"""Lines that one process reads at a time."""


class Advance(Protocol):
    """Told after each stretch: how many lines are read by now, and how many bytes the last ones had."""

    def __call__(self, count: int, size: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Summary:
    """How much an archive held, and the options by which the importer finds its tables.

    `has_placeless` tells that `graph.bulk.fill_places` is to come after it.
    """

    articles: int
    entities: int
    mentions: int
    stories: int
    options: list[str]
    has_placeless: bool


@dataclass(slots=True)
class _Archive:
    """What all parts so far hold; entities that are there before are those of the lexicon."""

    entities: dict[str, Entity]
    given: set[str] = field(default_factory=set[str])
    wikidata: set[str] = field(default_factory=set[str])
    articles: set[str] = field(default_factory=set[str])
    told: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    named: dict[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])
    stories: dict[str, Members] = field(default_factory=dict[str, Members])
    sources: set[str] = field(default_factory=set[str])
    authors: set[str] = field(default_factory=set[str])
    needed: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    has_placeless: bool = False

    def take(self, part: Part) -> None:
        """Take a part in. Raises BadPage where something is there twice."""
        for name, entity in part.entities:
            self._take_entity(name, entity)
        for id_, name, story in part.articles:
            if id_ in self.articles:
                raise BadPage(f"{name}: an article with this address, or this title and body, came before")
            self.articles.add(id_)
            if story is not None:
                self.told.append((id_, story))
        for id_, (count, name) in part.named.items():
            before, first = self.named.get(id_, (0, name))
            self.named[id_] = (before + count, first)
        for key, members in part.stories.items():
            if (kept := self.stories.setdefault(key, members)) is not members:
                kept.join(members)
        self.has_placeless |= part.has_placeless
        self.sources |= part.sources
        self.authors |= part.authors

    def _take_entity(self, name: str, entity: Entity) -> None:
        if entity.id in self.entities:
            whose = "an earlier line" if entity.id in self.given else "the lexicon"
            raise BadPage(
                f"{name}: the id {entity.id!r} is that of an entity of {whose}; leave this line out"
            )
        if entity.wikidata_id in self.wikidata:
            raise BadPage(f"{name}: {entity.wikidata_id} is an entity already; mention that one")
        if entity.wikidata_id:
            self.wikidata.add(entity.wikidata_id)
        self.given.add(entity.id)
        self.entities[entity.id] = entity
        wanted = (entity.part_of, entity.place, *(one.entity_id for one in entity.participants))
        self.needed += [(id_, name) for id_ in wanted if id_]

    def require_all(self) -> None:
        """Raise BadPage, naming a line, where an entity is named that is not there, or no article is."""
        for id_, name in (*((id_, name) for id_, (_, name) in self.named.items()), *self.needed):
            if id_ not in self.entities:
                raise BadPage(f"{name}: no line and not the lexicon has an entity with the id {id_!r}")
        if not self.articles:
            raise BadPage("there is no article in what was given; name JSON Lines with articles")


def write_archive(
    folder: Path, paths: Sequence[str], lexicon: Sequence[Entity], digest: str, now: int, workers: int,
    advance: Advance,
) -> Summary:  # fmt: skip
    """Read the archive that `paths` hold and write its tables into `folder`.

    `lexicon` are entities that are there anyway, `digest` tells which they are. Raises BadPage at the first
    line that is wrong, and where things do not fit together.
    """
    archive = _Archive({entity.id: entity for entity in lexicon})
    archive.wikidata.update(entity.wikidata_id for entity in lexicon if entity.wikidata_id)
    write_article_headers(folder)
    lines = 0
    for stretch, part in _parts(folder, read_paths(paths, None), now, workers):
        archive.take(part)
        lines += stretch
        advance(lines, part.size)
    archive.require_all()
    counts = {id_: count for id_, (count, _) in archive.named.items()}
    write_entities(folder, list(archive.entities.values()), counts)
    write_named(folder, sorted(archive.sources), sorted(archive.authors))
    stories = write_groups(folder, archive.stories, archive.told, digest, lines)
    return Summary(
        *(len(archive.articles), len(archive.given), sum(counts.values()), stories),
        import_options(folder),
        archive.has_placeless,
    )


def _parts(
    folder: Path, documents: Iterator[Document | Failure], now: int, workers: int
) -> Iterator[tuple[int, Part]]:
    """The parts in order, each with how many lines it had; other processes read a few ahead."""
    if not workers:
        first = 1
        for number, stretch in enumerate(iter(lambda: list(islice(documents, LINES)), [])):
            yield len(stretch), read_part(folder, number, first, now, stretch)
            first += len(stretch)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), attend_parent) as pool:
        waiting: list[tuple[int, Future[Part]]] = []
        first = 1
        try:
            for number in range(1_000_000):
                stretch = list(islice(documents, LINES))
                if stretch:
                    waiting.append(
                        (len(stretch), pool.submit(read_part, folder, number, first, now, stretch))
                    )
                    first += len(stretch)
                while waiting and (not stretch or len(waiting) > 2 * workers):
                    lines, future = waiting.pop(0)
                    yield lines, future.result()
                if not stretch:
                    return
        finally:
            for _, future in waiting:
                future.cancel()
