"""Articles into an empty graph, end to end: `uv run python -m benchmarks.ingest`.

Writes generated articles in Arabic, English and French as JSON Lines, and runs `content-graph ingest` on
them against an embedded Neo4j of its own, as often as asked; with `--documents`, once on files of one's
own. Tells articles a second, and the seconds of processor time of the readers, the writer and Neo4j for each
thousand.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import psutil

from graph.model import EntityKind
from ingest.document import measure_paths
from ingest.linking.lexicon import Lexicon, load_lexicon

_SENTENCES = {
    "ar": (
        "قال {p} إن الحكومة تتابع ما يجري في {l} عن كثب.", "والتقى {p} وفدا من {o} في {l} يوم {n} مارس.",
        "وأعلنت {o} أن {n} شخصا وصلوا إلى {l} خلال الأسبوع.",
        "ويرى خبراء أن الأسعار سترتفع بنسبة {n} في المئة.",
        "ولم يصدر تعليق من {p} على التقرير رقم {n}.", "وتشهد {l} نقاشا واسعا حول الميزانية الجديدة وخطط {o}.",
    ),
    "en": (
        "{p} said that the government was watching {l} closely.",
        "{p} met a delegation of {o} in {l} on {n} March.",
        "{o} announced that {n} people had reached {l} within the week.",
        "Prices may rise by {n} percent, experts say.",
        "{p} did not comment on report number {n}.",
        "In {l} there is wide debate about the budget and plans of {o}.",
    ),
    "fr": (
        "{p} a dit que le gouvernement suivait de près la situation en {l}.",
        "{p} a rencontré une délégation de {o} à {l} le {n} mars.",
        "{o} a annoncé que {n} personnes étaient arrivées à {l}.",
        "Les prix pourraient augmenter de {n} pour cent.",
        "{p} n'a pas commenté le rapport numéro {n}.", "À {l}, le budget et les projets de {o} font débat.",
    ),
}  # fmt: skip


_WINDOW = 24
_KINDS = {"p": EntityKind.PERSON, "l": EntityKind.PLACE, "o": EntityKind.ORGANIZATION}


def write_articles(path: Path, count: int, lexicon: Lexicon, seed: int) -> int:
    """Write `count` articles of about 1.5 kB, each different; return how many bytes."""
    draw = random.Random(seed)
    named = {
        letter: [entity.names for entity in lexicon.entities.values() if entity.kind is kind]
        for letter, kind in (
            ("p", EntityKind.PERSON),
            ("l", EntityKind.PLACE),
            ("o", EntityKind.ORGANIZATION),
        )
    }
    weights = {letter: [1 / (rank + 1) for rank in range(len(names))] for letter, names in named.items()}
    words = {lang: _words(lang) for lang in _SENTENCES}
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            lang = draw.choice(("ar", "ar", "en", "fr"))
            sentences: list[str] = []
            for _ in range(6):
                names: dict[str, object] = {
                    letter: draw.choices(named[letter], weights[letter])[0][lang] for letter in named
                }
                sentences.append(draw.choice(_SENTENCES[lang]).format(**names, n=draw.randrange(10**6)))
                start = draw.randrange(len(words[lang]) - _WINDOW)
                sentences.append(" ".join(words[lang][start : start + draw.randrange(8, _WINDOW)]) + ".")
            body = "\n\n".join(" ".join(sentences[start : start + 4]) for start in range(0, 12, 4))
            day = f"20{draw.randrange(15, 26)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 28):02}"
            record = {"url": f"https://n.example/{seed}/{number}", "title": sentences[0], "body": body}
            record |= {"publishedAt": f"{day}T10:00:00Z", "source": "n.example"}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path.stat().st_size


def _words(lang: str) -> list[str]:
    """The words of all demo articles in a language, to cut stretches of true text from."""
    lines = (files("seeds") / "articles" / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()
    return [word for line in lines for word in json.loads(line)["body"].split()]


def measure(environment: Mapping[str, str], paths: Sequence[str], options: Sequence[str]) -> dict[str, float]:
    """One run: articles a second as the command tells them, and processor seconds by part.

    `seconds` is the whole run, with the embeddings that were left to compute at its end.
    """
    command = [sys.executable, "-m", "server", "ingest", "--quiet", "--report", "json", *options, *paths]
    began = time.monotonic()
    used: dict[str, dict[int, float]] = {"read": {}, "write": {}}
    before = engine_seconds(environment["CONTENT_GRAPH_HOME"])
    with subprocess.Popen(command, env=dict(environment), stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101
        last = b""
        told = time.monotonic()
        for line in process.stdout:
            last = line
            if time.monotonic() - told > 0.5:
                told = time.monotonic()
                _note(process.pid, used)
    report = json.loads(last)
    return {
        "rate": report["perSecond"],
        "created": report["created"],
        "seconds": time.monotonic() - began,
        "read": sum(used["read"].values()),
        "write": sum(used["write"].values()),
        "neo4j": engine_seconds(environment["CONTENT_GRAPH_HOME"]) - before,
    }


def _note(pid: int, used: dict[str, dict[int, float]]) -> None:
    """Note what the processes of a run have used so far."""
    try:
        parent = psutil.Process(pid)
        used["write"][pid] = sum(parent.cpu_times()[:2])
        for child in parent.children():
            if "spawn_main" in " ".join(child.cmdline()):
                used["read"][child.pid] = sum(child.cpu_times()[:2])
    except psutil.NoSuchProcess:
        return


def engine_seconds(home: str) -> float:
    """Processor seconds of the embedded Neo4j of a home; other Java processes do not count."""
    return sum(
        sum(process.cpu_times()[:2])
        for process in psutil.process_iter(["name", "cmdline"])
        if "java" in (process.info["name"] or "") and home in " ".join(process.info["cmdline"] or ())
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print a table, and JSON where `--json` names a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000, help="articles a run (default 5,000)")
    parser.add_argument("--runs", type=int, default=4, help="runs, each of other articles (default 4)")
    parser.add_argument("--workers", type=int, help="as for content-graph ingest")
    parser.add_argument("--no-embed", action="store_true", help="as for content-graph ingest")
    parser.add_argument(
        "--documents", nargs="+", default=[], help="files to ingest, once, for generated ones"
    )
    parser.add_argument("--json", help="write the figures to this file")
    options = parser.parse_args(arguments)
    passed = [] if options.workers is None else ["--workers", str(options.workers)]
    passed += ["--no-embed"] if options.no_embed else []
    results: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "CONTENT_GRAPH_HOME": home, "CONTENT_GRAPH_EMBED": "false"}
        # Nobody reads what is logged: a full pipe would hold the server up.
        environment["CONTENT_GRAPH_SLOW_MS"] = "0"
        with subprocess.Popen(
            [sys.executable, "-m", "server", "serve", "--port", "0"], env=environment, stderr=subprocess.PIPE
        ) as server:
            try:
                for line in server.stderr or ():
                    if b"answers at" in line:
                        break
                for paths, size in _runs(options, Path(home)):
                    results.append(measure(environment, paths, passed) | {"bytes": size})
            finally:
                server.terminate()
    _show(results)
    if options.json:
        Path(options.json).write_text(json.dumps(results), encoding="utf-8")


def _runs(options: argparse.Namespace, folder: Path) -> Iterator[tuple[list[str], int]]:
    """The files of each run and their bytes: one's own, or generated ones written to `folder`."""
    if options.documents:
        yield options.documents, measure_paths(options.documents) or 0
        return
    lexicon = load_lexicon()
    for run in range(options.runs):
        path = folder / f"{run}.jsonl"
        yield [str(path)], write_articles(path, options.articles, lexicon, run)


def _show(results: Sequence[Mapping[str, float]]) -> None:
    heads = f"{'run':<5}{'articles/s':>11}{'created':>9}{'kB':>6}{'all s':>7}  CPU s per 1,000:"
    print(f"{heads} {'read':>6}{'write':>7}{'neo4j':>7}")
    for number, run in enumerate(results, 1):
        articles = max(run["created"], 1)
        parts = [run[part] * 1000 / articles for part in ("read", "write", "neo4j")]
        size = run["bytes"] / articles / 1000
        shown = f"{parts[0]:>24.2f}{parts[1]:>7.2f}{parts[2]:>7.2f}"
        print(
            f"{number:<5}{run['rate']:>11.0f}{run['created']:>9.0f}{size:>6.1f}{run['seconds']:>7.0f}{shown}"
        )
    rates = [run["rate"] for run in results]
    print(f"median {statistics.median(rates):.0f}, least {min(rates):.0f}, most {max(rates):.0f} articles/s")


if __name__ == "__main__":
    main()
