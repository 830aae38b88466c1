"""How well stories of the demo articles agree with labels by hand: pairs of articles in one story.

    uv run python -m benchmarks.stories

stories.json holds the labels: groups of articles by the last part of their address; all others stand alone.
The three numbers of graph.story (CLOSE, WINDOW_DAYS, HALF_LIFE_DAYS) were chosen on these labels, so the
figures say how well the measure can fit them, not how it does on other news.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from graph.database import Database
from graph.upsert.stories import rebuild_stories
from server.engine import connected
from server.seeding import PATIENT, prepare_graph
from server.settings import load_settings

LABELS = Path(__file__).with_name("stories.json")
Pairs = set[tuple[str, ...]]


async def told(database: Database) -> Pairs:
    """The pairs of articles that the graph puts into one story."""
    await prepare_graph(database, demo=True)
    await rebuild_stories(database)
    found: defaultdict[str, list[str]] = defaultdict(list)
    statement = "MATCH (a:Article)-[:IN_STORY]->(s:Story) RETURN s.id, a.url ORDER BY a.url"
    for story, url in await database.read(statement, {}):
        found[story].append(url.rpartition("/")[2])
    return pairs(found.values())


def pairs(groups: Iterable[list[str]]) -> Pairs:
    """Every two members of each group."""
    return {tuple(sorted(pair)) for group in groups for pair in combinations(group, 2)}


async def main() -> None:
    """Print precision and recall, then the pairs that differ."""
    labels = pairs(json.loads(LABELS.read_text("utf-8")))
    with connected(load_settings()) as address:
        async with Database(address, PATIENT) as database:
            got = await told(database)
    both = len(got & labels)
    print(f"pairs labelled {len(labels)}, told {len(got)}")
    print(f"precision {both / len(got):.3f}  recall {both / len(labels):.3f}")
    for name, differing in (("missed", labels - got), ("wrong", got - labels)):
        for pair in sorted(differing):
            print(f"{name}  {pair[0]}  {pair[1]}")


if __name__ == "__main__":
    asyncio.run(main())
