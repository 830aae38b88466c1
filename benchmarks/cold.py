"""Queries whose statements are all new to the database: `uv run python -m benchmarks.cold ADDRESS`.

Asks a running server for one query of fifteen aliases, each a list of articles with another combination of
filters, so that Neo4j plans fifteen statements; then for the same query again; then for one combination under
as many aliases. Each is asked with few fields and with many, in three rounds of other combinations. Prints
seconds. Combinations are used up: start the engine anew, or give another --from, before measuring again.
"""

import argparse
import time
from itertools import combinations

import httpx

ALIASES = 15
ROUNDS = 3
CONDITIONS = (
    'title: {contains: "a"}',
    'lang: {eq: "ar"}',
    'source: {eq: "a.example"}',
    'byline: {contains: "a"}',
    'publishedAt: {gte: "2020-01-01T00:00:00Z"}',
    'orderedAt: {gte: "2020-01-01T00:00:00Z"}',
    'ingestedAt: {lt: "2030-01-01T00:00:00Z"}',
    'entities: {some: ["Q7747"]}',
    "isDuplicate: false",
)
FEW = "nodes { id }"
MANY = (
    "totalCount facets { languages { value count } } "
    "nodes { title mentions { salience entity { name } } related(first: 2) { score article { title } } }"
)


def query(wheres: list[str], fields: str) -> str:
    """A query with a list of articles for each filter."""
    lists = (f"a{n}: articles(first: 1, where: {{ {each} }}) {{ ...f }}" for n, each in enumerate(wheres))
    return "{ " + " ".join(lists) + " } fragment f on ArticleConnection { " + fields + " }"


def seconds(client: httpx.Client, address: str, text: str) -> float:
    """How long the answer took. Raises RuntimeError where it has errors."""
    began = time.perf_counter()
    answer = client.post(address, json={"query": text}).json()
    if "errors" in answer:
        raise RuntimeError(answer["errors"][0]["message"])
    return time.perf_counter() - began


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="the endpoint, such as http://127.0.0.1:8000/graphql")
    parser.add_argument("--from", type=int, default=0, dest="begin", help="combinations to leave out")
    given = parser.parse_args()
    wheres = [", ".join(each) for size in range(2, 5) for each in combinations(CONDITIONS, size)]
    wheres = wheres[given.begin :]
    with httpx.Client(timeout=300) as client:
        for name, fields in (("few", FEW), ("many", MANY)):
            for _ in range(ROUNDS):
                taken, wheres = wheres[:ALIASES], wheres[ALIASES:]
                new, again = (seconds(client, given.address, query(taken, fields)) for _ in range(2))
                same = seconds(client, given.address, query([wheres.pop()] * ALIASES, fields))
                print(f"{name:4}  all new {new:6.2f}  again {again:6.2f}  times one {same:6.2f}")


if __name__ == "__main__":
    main()
