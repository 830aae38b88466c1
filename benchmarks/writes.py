"""How near the writer comes to the database's own pace: `uv run python -m benchmarks.writes`.

The same generated articles go into an embedded Neo4j in turns by `graph.upsert`, and by bare statements that
create the same articles, sources, events, names and mentions with the same labels, properties and indexes
(full-text ones too), without looking for anything: no duplicates, changes, counts, titles or stories.
Reading is not measured.
With `--home` articles come to those of a folder that `content-graph import` has filled; a copy is written to.
Tells articles a second of both, nodes and relationships that each made, and the seconds of processor time
of this process and of Neo4j for each thousand.
"""

import argparse
import asyncio
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import LiteralString

from benchmarks.ingest import engine_seconds, write_articles
from graph.database import Database
from graph.embedded import EngineConfig, acquire
from graph.model import Article
from graph.state import read_state
from graph.text import text_label
from graph.upsert import upsert_articles
from ingest.article import Reader
from ingest.document import Document, read_paths
from ingest.linking.lexicon import load_lexicon
from server.seeding import prepare_graph
from server.settings import load_settings

BATCH = 250

# Which full-text index an article is in hangs on its label.
_ARTICLES: LiteralString = """
UNWIND $rows AS row
CREATE (a:Article:Unembedded) SET a = row.properties, a:$(row.textLabel)
"""
_EVENTS: LiteralString = "UNWIND $rows AS row MERGE (e:Entity {id: row.id}) ON CREATE SET e:Event, e += row"
_MENTIONS: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.article}), (e:Entity {id: row.properties.entityId})
CREATE (a)-[m:MENTIONS]->(e) SET m = row.properties
"""


_SOURCES: LiteralString = """
UNWIND $rows AS row
MERGE (s:Source {domain: row[1]})
WITH s, row
MATCH (a:Article {id: row[0]})
CREATE (a)-[:PUBLISHED_BY]->(s)
"""
_CANDIDATES: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.article})
MERGE (c:Candidate {id: row.id}) ON CREATE SET c.text = row.text, c.kind = row.kind, c.lang = row.lang
CREATE (c)-[n:NAMED_IN]->(a) SET n = row.properties
"""
_PARTS: LiteralString = """
UNWIND $rows AS row
MATCH (e:Entity {id: row[0]}), (o:Entity {id: row[1]})
CREATE (e)-[:INVOLVES {role: row[2]}]->(o)
"""


async def _write_bare(database: Database, articles: Sequence[Article]) -> None:
    now = datetime.now(UTC)
    nodes = [
        {"textLabel": text_label(article.lang), "properties": _properties(article, now)}
        for article in articles
    ]
    events = [
        {"id": event.id, "eventKind": event.event_kind, "startAt": event.start_at, "reported": True}
        | {"articleCount": 1}
        | {f"name_{lang}": name for lang, name in event.names.items()}
        for article in articles
        for event in article.events
    ]
    mentions = [
        {
            "article": article.id,
            "properties": {
                "entityId": mention.entity_id,
                "orderedAt": article.published_at or now,
                "count": mention.count,
                "salience": mention.salience,
                "confidence": mention.confidence,
                "inTitle": mention.in_title,
                "surfaces": mention.surfaces,
                "starts": mention.starts,
                "ends": mention.ends,
                "sentence": mention.sentence,
            },
        }
        for article in articles
        for mention in article.mentions
    ]
    # Names of their own: the writer would settle those that it met.
    named = [
        {
            "article": article.id,
            "id": f"bare-{one.id}",
            "text": one.text,
            "kind": one.kind.value,
            "lang": one.lang,
        }
        | {"properties": {"count": one.count, "salience": one.salience, "sentence": one.sentence}}
        for article in articles
        for one in article.candidates
    ]
    known = {event.id: event for article in articles for event in article.events}
    parts = [
        [event.id, part.entity_id, part.role.value] for event in known.values() for part in event.participants
    ]
    await database.write(
        [
            (_EVENTS, {"rows": events}),
            (_PARTS, {"rows": parts}),
            (_ARTICLES, {"rows": nodes}),
            (_MENTIONS, {"rows": mentions}),
            (_SOURCES, {"rows": [[article.id, article.source] for article in articles if article.source]}),
            (_CANDIDATES, {"rows": named}),
        ]
    )


def _properties(article: Article, now: datetime) -> dict[str, object]:
    """What `graph.upsert` stores with an article."""
    properties: dict[str, object] = {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "titleFolded": article.title.lower(),
        "body": article.body,
        "lang": article.lang,
        "contentHash": article.content_hash,
        "documentHash": article.content_hash,
        "publishedAt": article.published_at,
        "orderedAt": article.published_at or now,
        "ingestedAt": now,
    }
    return properties | {f"fingerprint{place}": number for place, number in enumerate(article.fingerprint)}


async def _write_whole(database: Database, articles: Sequence[Article]) -> None:
    await upsert_articles(database, articles, datetime.now(UTC), {a.id: a.content_hash for a in articles})


_WAYS: dict[str, Callable[[Database, Sequence[Article]], Awaitable[None]]] = {
    "upsert": _write_whole,
    "bare": _write_bare,
}


async def _size(database: Database) -> tuple[int, int]:
    """Nodes and relationships of a graph, by counts that Neo4j keeps."""
    ((nodes, links),) = await database.read("RETURN COUNT { MATCH () }, COUNT { MATCH ()-->() }", {})
    return nodes, links


async def measure(home: str, articles: int, rounds: int) -> dict[str, list[float]]:
    """Write in turns; return the rates (articles a second) of each way, the first round (warming up) too."""
    reader = Reader(load_lexicon())
    rates: dict[str, list[float]] = {way: [] for way in _WAYS}
    config = EngineConfig(Path(home), 1000, 2000, artifacts=load_settings().home / "engine")
    with acquire(config) as engine:
        async with Database(engine.address) as database:
            await prepare_graph(database)
            seed = (await read_state(database)).articles
            for turn in range(2 * rounds):
                way = tuple(_WAYS)[turn % 2]
                batch = _generate(reader, Path(home) / "articles.jsonl", articles, seed + turn)
                before = await _size(database)
                began, own, java = time.perf_counter(), time.process_time(), engine_seconds(home)
                for start in range(0, articles, BATCH):
                    await _WAYS[way](database, batch[start : start + BATCH])
                rates[way].append(articles / (time.perf_counter() - began))
                used = (time.process_time() - own, engine_seconds(home) - java)
                shown = "".join(f"{seconds * 1000 / articles:>8.2f}" for seconds in used)
                made = [b - a for a, b in zip(before, await _size(database), strict=True)]
                print(f"{turn // 2 + 1:<6}{way:<8}{rates[way][-1]:>11.0f}{shown}   {made[0]:,} {made[1]:,}")
    return rates


def _generate(reader: Reader, path: Path, count: int, seed: int) -> list[Article]:
    write_articles(path, count, load_lexicon(), seed)
    return [
        reader.read(document) for document in read_paths([str(path)], None) if isinstance(document, Document)
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print a line for each turn and the share of the bare rate that the writer reaches."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000, help="articles a turn (default 2,000)")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each way (default 5)")
    parser.add_argument("--home", type=Path, help="a graph that is there; the disk needs room for a copy")
    parser.add_argument("--json", type=Path, help="write what was measured to this file")
    options = parser.parse_args(arguments)
    print("round way      articles/s  CPU s per 1,000: writer, neo4j   nodes, relationships")
    with tempfile.TemporaryDirectory() as home:
        if options.home:
            shutil.copytree(options.home / "data", Path(home) / "data")
            shutil.copy(options.home / "password", home)
        rates = asyncio.run(measure(home, options.articles, options.rounds))
    counted = {way: times[1:] or times for way, times in rates.items()}
    shares = [one / other for one, other in zip(counted["upsert"], counted["bare"], strict=True)]
    print("without the first round:")
    for way, values in (*counted.items(), ("share", shares)):
        print(f"{way:<8}{statistics.median(values):.2f} [{min(values):.2f}-{max(values):.2f}]")
    if options.json:
        options.json.write_text(json.dumps({**counted, "share": shares}, indent=1))


if __name__ == "__main__":
    main()
