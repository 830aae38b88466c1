"""How well stories of the demo articles agree with labels by hand: pairs of articles in one story.

    uv run python -m benchmarks.stories [--corpus FOLDER]

stories.json holds the labels: groups of articles by the last part of their address; all others stand alone.
The three numbers of graph.story (CLOSE, WINDOW_DAYS, HALF_LIFE_DAYS) were chosen on these labels, so the
figures say how well the measure can fit them, not how it does on other news.

With the *.sgm files of Reuters-21578 in a folder, 2,000 of its labelled articles are told too: how many of
the pairs in one story have a topic in common, beside pairs drawn at random, and how large the stories are.
COMMON and SPAN_DAYS were chosen on these.
"""

import argparse
import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from random import Random

from benchmarks.newswire import read_wires
from benchmarks.related import graph, ingest_wires
from graph.database import Database
from graph.upsert.stories import rebuild_stories
from server.engine import connected
from server.seeding import PATIENT, prepare_graph
from server.settings import load_settings

LABELS = Path(__file__).with_name("stories.json")
WIRES = 2000
Pairs = set[tuple[str, ...]]


async def told(database: Database) -> list[list[str]]:
    """The stories of a graph, told anew: the addresses of the articles of each."""
    await rebuild_stories(database)
    found: defaultdict[str, list[str]] = defaultdict(list)
    statement = "MATCH (a:Article)-[:IN_STORY]->(s:Story) RETURN s.id, a.url ORDER BY a.url"
    for story, url in await database.read(statement, {}):
        found[story].append(url)
    return list(found.values())


def pairs(groups: Iterable[list[str]]) -> Pairs:
    """Every two members of each group."""
    return {tuple(sorted(pair)) for group in groups for pair in combinations(group, 2)}


async def measure_labels() -> None:
    """Print precision and recall on the demo articles, then the pairs that differ."""
    labels = pairs(json.loads(LABELS.read_text("utf-8")))
    with connected(load_settings()) as address:
        async with Database(address, PATIENT) as database:
            await prepare_graph(database, demo=True)
            got = pairs([url.rpartition("/")[2] for url in story] for story in await told(database))
    both = len(got & labels)
    print(f"pairs labelled {len(labels)}, told {len(got)}")
    print(f"precision {both / len(got):.3f}  recall {both / len(labels):.3f}")
    for name, differing in (("missed", labels - got), ("wrong", got - labels)):
        for pair in sorted(differing):
            print(f"{name}  {pair[0]}  {pair[1]}")


async def measure_wires(corpus: Path) -> None:
    """Print how many pairs of one story have a topic in common, on 2,000 labelled newswire articles."""
    wires = read_wires(corpus, WIRES, labelled=True)
    topics = {wire.url: wire.topics for wire in wires}
    async with graph() as asked:
        await ingest_wires(asked.database, wires)
        stories = await told(asked.database)
    draw = Random(1)
    drawn = [tuple(draw.sample(sorted(topics), 2)) for _ in range(20_000)]
    for name, of in (("in one story", pairs(stories)), ("at random", drawn)):
        alike = sum(bool(topics[one] & topics[other]) for one, other in of)
        print(f"newswire: pairs {name}: {len(of)}, with a topic in common {alike / len(of):.3f}")
    sizes = sorted(map(len, stories))
    print(f"newswire: {len(sizes)} stories of {sum(sizes)} articles, the largest of {sizes[-1]}")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="folder with the *.sgm files of Reuters-21578")
    options = parser.parse_args()
    asyncio.run(measure_labels())
    if options.corpus:
        asyncio.run(measure_wires(options.corpus))


if __name__ == "__main__":
    main()
