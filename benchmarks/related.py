"""How good and how fast related news is: `uv run python -m benchmarks.related`.

Four parts, each on an embedded Neo4j of its own; `--parts` chooses:

- demo: whether an article's counterparts in other languages, pairs named below, are among its first three;
  whether the reasons add up; and how much of the exact ten that share most entities is found.
- newswire: with `--corpus FOLDER` (the *.sgm files of Reuters-21578, which are not part of this project), the
  share of the ten nearest that have a topic in common with the article, for articles that have topics, and
  the same by TF-IDF over the same articles. Fewer than ten answers count as misses. With `--labelled` the
  graph holds only articles that have topics; without it, those that have none can only be misses.
- generated: the overlap of the entity part with its exact ten on a generated graph, and its time against the
  exact statement's.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, LiteralString

from benchmarks.generated import write_generated
from benchmarks.newswire import Wire, nearest_by_tfidf, read_wires, write_wires
from graph.constraints import ensure_layout
from graph.database import Database, Limits
from graph.embedded import EngineConfig, acquire
from graph.upsert import upsert_articles
from ingest.article import Reader
from ingest.document import Document, read_paths
from ingest.embedding import Encoder
from ingest.linking.lexicon import load_lexicon
from resolvers.planner.execution import QueryExecutor
from resolvers.schema import schema
from server.ingestion.embedding import embed_missing
from server.seeding import prepare_graph
from server.settings import load_settings

NEAREST = 10
_EXACT_LIMITS = Limits(read_seconds=300)

COUNTERPARTS = (
    ("putin-macron-bregancon", "poutine-macron-bregancon"),
    ("sochi-memorandum", "putin-erdogan-sochi-deal"),
    ("normandy-summit-paris", "sommet-normandie-paris"),
    ("pau-summit-sahel-coalition", "sommet-de-pau-sahel"),
    ("berlin-conference-libya", "berlin-libya-conference"),
    ("moscow-idlib-ceasefire", "idlib-ceasefire-holds-first-day"),
    ("macron-beirut-visit", "macron-beyrouth-explosion"),
    ("libya-permanent-ceasefire-geneva", "libya-ceasefire-geneva"),
    ("russia-ukraine-invasion", "russia-invades-ukraine"),
    ("istanbul-grain-agreement", "black-sea-grain-deal-istanbul"),
    ("saudi-iran-beijing-deal", "saudi-iran-beijing-agreement"),
    ("derna-floods-storm-daniel", "derna-flood-search"),
    ("gaza-truce-first-exchange", "gaza-truce-hostages-freed"),
    ("icj-provisional-measures-gaza", "cij-israel-gaza-mesures"),
    ("lebanon-ceasefire-takes-effect", "israel-hezbollah-ceasefire"),
    ("assad-falls-damascus", "assad-toppled-flees-moscow"),
    ("assad-falls-damascus", "syrie-chute-assad"),
    ("assad-toppled-flees-moscow", "syrie-chute-assad"),
)
"""Demo articles, by the end of their addresses, that tell the same news in two languages."""

QUERY = """query ($id: ID!, $by: [Signal!], $first: Int!) {
  relatedNews(articleId: $id, by: $by, first: $first) {
    score reasons { signal weight } article { id url }
  }
}"""

_EXACT: LiteralString = """
MATCH (any:Article) WITH count(any) AS total
MATCH (this:Article {id: $id})-[m:MENTIONS]->(e:Entity)
WITH this, e, m.salience AS here, log(1.0 + toFloat(total) / (1 + e.articleCount)) ^ 2 AS rarity
MATCH (e)<-[x:MENTIONS]-(c:Article) WHERE c <> this
WITH this, c, sum(rarity * sqrt(here * x.salience)) AS weight
WITH this, c, weight, coalesce(head([(c)-[:DUPLICATE_OF]->(f) | f.id]), c.id) AS body
ORDER BY weight DESC, c.orderedAt DESC, c.id
WITH this, body, head(collect(c)) AS c, max(weight) AS weight
WHERE body <> coalesce(head([(this)-[:DUPLICATE_OF]->(f) | f.id]), this.id)
WITH c, weight ORDER BY weight DESC, c.orderedAt DESC, c.id LIMIT 10
RETURN collect(c.id)
"""


class Asked:
    """A graph that is asked for related news as a client asks."""

    def __init__(self, database: Database) -> None:
        """Ask this database."""
        self.database = database
        self._executor = QueryExecutor(schema, database)

    async def related(self, id_: str, *by: str, first: int = NEAREST) -> list[dict[str, Any]]:
        """The articles related to one. Raises RuntimeError when the answer is an error."""
        answer = await self._executor.execute(
            QUERY, {"id": id_, "by": list(by) or None, "first": first}, None
        )
        if answer.errors or answer.data is None:
            raise RuntimeError(str(answer.errors))
        return answer.data["relatedNews"]

    async def exact(self, id_: str) -> list[str]:
        """The ten that share most entities, every article looked at."""
        return (await self.database.read(_EXACT, {"id": id_}))[0][0]


@asynccontextmanager
async def graph(*, demo: bool = False, empty: bool = False) -> AsyncGenerator[Asked]:
    """A graph of its own with the lexicon (not where `empty`), as long as the block lasts."""
    with tempfile.TemporaryDirectory() as home:
        config = EngineConfig(home=Path(home), artifacts=load_settings().home / "engine", heap_mb=1024)
        with acquire(config) as engine:
            async with Database(engine.address, _EXACT_LIMITS) as database:
                if empty:
                    await ensure_layout(database, None)
                else:
                    await prepare_graph(database, demo=demo)
                yield Asked(database)


async def embed(database: Database) -> None:
    """Embed all and tell at what rate."""
    encoder = Encoder()

    async def encode(texts: Sequence[str]) -> list[list[float]]:
        return await asyncio.to_thread(encoder.encode, texts)

    began = time.perf_counter()
    count = await embed_missing(database, encode)
    print(f"embedded {count}, {count / (time.perf_counter() - began):.0f} articles/s")


async def measure_demo() -> None:
    """Counterparts, sums of reasons and the entity part on the demo graph."""
    async with graph(demo=True) as asked:
        await embed(asked.database)
        rows = await asked.database.read("MATCH (a:Article) RETURN a.url, a.id ORDER BY a.id", {})
        ids = {url.rsplit("/", 1)[1]: id_ for url, id_ in rows}
        answers = {id_: await asked.related(id_) for id_ in ids.values()}
        pairs = [*COUNTERPARTS, *((other, one) for one, other in COUNTERPARTS)]
        missed = [
            pair
            for pair in pairs
            if ids[pair[1]] not in {hit["article"]["id"] for hit in answers[ids[pair[0]]][:3]}
        ]
        share = 1 - len(missed) / len(pairs)
        print(f"demo: counterpart among the first 3: {share:.2f} of {len(pairs)}; missed: {missed}")
        apart = max(
            abs(hit["score"] - sum(reason["weight"] for reason in hit["reasons"]))
            for hits in answers.values()
            for hit in hits
        )
        print(f"demo: score and sum of reasons differ by {apart:.1e} at most")
        await _compare("demo", asked, list(ids.values()))


async def measure_generated(articles: int, questions: int) -> None:
    """The entity part on a generated graph."""
    async with graph(empty=True) as asked:
        began = time.perf_counter()
        await write_generated(asked.database, articles)
        print(f"generated: {articles} articles written in {time.perf_counter() - began:.0f} s")
        drawn = Random(1).sample(range(articles), min(questions, articles))
        await _compare("generated", asked, [f"generated-{number:07}" for number in drawn])


async def _compare(name: str, asked: Asked, ids: Sequence[str]) -> None:
    """Tell the overlap of the entity part with the exact one, and the times of both, in ms."""
    shares: list[float] = []
    times: dict[str, list[float]] = {"found": [], "exact": [], "all signals": []}
    for id_ in [*ids[:20], *ids]:
        moments = [time.perf_counter()]
        found = await asked.related(id_, "ENTITIES")
        moments.append(time.perf_counter())
        exact = await asked.exact(id_)
        moments.append(time.perf_counter())
        await asked.related(id_)
        moments.append(time.perf_counter())
        if exact:
            shares.append(len({hit["article"]["id"] for hit in found} & set(exact)) / len(exact))
        for number, held in enumerate(times.values()):
            held.append((moments[number + 1] - moments[number]) * 1000)
    print(f"{name}: overlap of the entity part with its exact ten: {statistics.mean(shares[20:]):.3f}")
    for way, held in times.items():
        cuts = statistics.quantiles(held[20:], n=20)
        print(
            f"{name}: {way}: p50 {statistics.median(held[20:]):.1f} ms, p95 {cuts[18]:.1f} ms, "
            f"mean {statistics.mean(held[20:]):.1f} ms"
        )


async def measure_newswire(wires: Sequence[Wire], questions: int) -> None:
    """Topics in common with the ten nearest, by each signal and by TF-IDF."""
    asked_for = [place for place, wire in enumerate(wires) if wire.topics][:questions]
    tfidf = nearest_by_tfidf(wires, asked_for, NEAREST)
    shared = [
        sum(bool(wires[place].topics & wires[other].topics) for other in near) / NEAREST
        for place, near in zip(asked_for, tfidf, strict=True)
    ]
    print(f"newswire: {len(wires)} articles, {len(asked_for)} asked for")
    print(f"newswire: TF-IDF {statistics.mean(shared):.3f}")
    async with graph() as asked:
        await ingest_wires(asked.database, wires)
        await embed(asked.database)
        rows = await asked.database.read("MATCH (a:Article) RETURN a.url, a.id", {})
        ids = {str(url): str(id_) for url, id_ in rows}
        for by in ((), ("TEXT",), ("ENTITIES",), ("ENTITIES", "TEXT", "EVENT")):
            shares = [await _topical(asked, wires, ids, place, by) for place in asked_for]
            print(f"newswire: {' '.join(by) or 'all signals'} {statistics.mean(shares):.3f}")


async def _topical(
    asked: Asked, wires: Sequence[Wire], ids: dict[str, str], place: int, by: tuple[str, ...]
) -> float:
    topics = {wire.url: wire.topics for wire in wires}
    hits = await asked.related(ids[wires[place].url], *by)
    return sum(bool(topics[hit["article"]["url"]] & wires[place].topics) for hit in hits) / NEAREST


async def ingest_wires(database: Database, wires: Sequence[Wire]) -> None:
    """Write newswire articles to a graph."""
    reader = Reader(load_lexicon())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wires.jsonl"
        write_wires(wires, path)
        documents = [found for found in read_paths([str(path)], None) if isinstance(found, Document)]
    await upsert_articles(database, [reader.read(document) for document in documents], datetime.now(UTC))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--parts", default="demo,newswire,generated", help="which parts, parted by commas")
    parser.add_argument("--corpus", type=Path, help="folder with the *.sgm files of Reuters-21578")
    parser.add_argument("--wires", type=int, default=5000, help="newswire articles (default 5,000)")
    parser.add_argument("--labelled", action="store_true", help="only newswire articles that have topics")
    parser.add_argument("--seed", type=int, default=1, help="which newswire articles are drawn (default 1)")
    parser.add_argument("--questions", type=int, default=500, help="articles asked for (default 500)")
    parser.add_argument("--articles", type=int, default=100_000, help="generated articles (default 100,000)")
    options = parser.parse_args(arguments)
    parts = options.parts.split(",")
    if "demo" in parts:
        asyncio.run(measure_demo())
    if "newswire" in parts and options.corpus:
        wires = read_wires(options.corpus, options.wires, options.seed, labelled=options.labelled)
        asyncio.run(measure_newswire(wires, options.questions))
    if "generated" in parts:
        asyncio.run(measure_generated(options.articles, min(options.questions, 200)))


if __name__ == "__main__":
    main()
