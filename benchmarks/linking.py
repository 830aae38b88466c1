"""How fast texts are linked, and unknown names found: `uv run python -m benchmarks.linking`.

Links the demo articles and finds the names that the lexicon lacks, one by one as ingest does. Prints
megabytes of UTF-8 text a second (median of repeats) for linking alone and for both, for all articles and
by language, and how long the lexicon takes to load and compile.
"""

from collections.abc import Iterable
from importlib.resources import files
from statistics import median
from time import perf_counter

import orjson

from ingest.linking.lexicon import load_lexicon
from ingest.linking.linker import Linker
from ingest.naming.finder import NameFinder

REPEATS = 15


def texts() -> dict[str, list[tuple[str, str, str]]]:
    """Language, title and body of each demo article, by language."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for lang in ("ar", "en", "fr"):
        lines = (files("seeds") / "articles" / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()
        found[lang] = [(lang, record["title"], record["body"]) for record in map(orjson.loads, lines)]
    return found


def seconds(linker: Linker, names: NameFinder | None, articles: Iterable[tuple[str, str, str]]) -> float:
    """Time to link all articles once, and with `names` to find names in them."""
    start = perf_counter()
    for lang, title, body in articles:
        linked = linker.link(title, body)
        linked.mentions()
        if names is not None:
            names.find(title, linked, lang, None)
    return perf_counter() - start


def main() -> None:
    """Measure and print."""
    start = perf_counter()
    lexicon = load_lexicon()
    loaded = perf_counter()
    linker = Linker(lexicon)
    compiled = perf_counter()
    names = NameFinder(lexicon)
    learned = perf_counter()
    print(f"lexicon: {len(lexicon.entities)} entities, {len(lexicon.forms)} forms")
    print(f"load {loaded - start:.2f} s, compile {compiled - loaded:.2f} s, names {learned - compiled:.2f} s")
    by_lang = texts()
    groups = {"all": [article for articles in by_lang.values() for article in articles], **by_lang}
    for name, articles in groups.items():
        size = sum(len(f"{title}{body}".encode()) for _, title, body in articles)
        linking, both = (
            size / median(seconds(linker, finder, articles) for _ in range(REPEATS)) / 1e6
            for finder in (None, names)
        )
        print(
            f"{name}: {len(articles)} articles, {size / 1000:.0f} kB: linking {linking:.2f} MB/s, "
            f"with names {both:.2f} MB/s, medians of {REPEATS}"
        )


if __name__ == "__main__":
    main()
