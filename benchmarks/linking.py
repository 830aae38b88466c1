"""How fast texts are linked: `uv run python -m benchmarks.linking`.

Links the demo articles, one by one as ingest does, and prints megabytes of UTF-8 text a second (median
of repeats), for all of them and by language, and how long the lexicon takes to load and compile.
"""

from collections.abc import Iterable
from importlib.resources import files
from statistics import median
from time import perf_counter

import orjson

from ingest.linking.lexicon import load_lexicon
from ingest.linking.linker import Linker

REPEATS = 15


def texts() -> dict[str, list[tuple[str, str]]]:
    """Title and body of each demo article, by language."""
    found: dict[str, list[tuple[str, str]]] = {}
    for lang in ("ar", "en", "fr"):
        lines = (files("seeds") / "articles" / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()
        found[lang] = [(record["title"], record["body"]) for record in map(orjson.loads, lines)]
    return found


def seconds(linker: Linker, articles: Iterable[tuple[str, str]]) -> float:
    """Time to link all articles once."""
    start = perf_counter()
    for title, body in articles:
        linker.mentions(title, body)
    return perf_counter() - start


def main() -> None:
    """Measure and print."""
    start = perf_counter()
    lexicon = load_lexicon()
    loaded = perf_counter()
    linker = Linker(lexicon)
    compiled = perf_counter()
    print(f"lexicon: {len(lexicon.entities)} entities, {len(lexicon.forms)} forms")
    print(f"load {loaded - start:.2f} s, compile {compiled - loaded:.2f} s")
    by_lang = texts()
    groups = {"all": [article for articles in by_lang.values() for article in articles], **by_lang}
    for name, articles in groups.items():
        size = sum(len(f"{title}{body}".encode()) for title, body in articles)
        speed = size / median(seconds(linker, articles) for _ in range(REPEATS)) / 1e6
        print(
            f"{name}: {len(articles)} articles, {size / 1000:.0f} kB: {speed:.2f} MB/s, median of {REPEATS}"
        )


if __name__ == "__main__":
    main()
