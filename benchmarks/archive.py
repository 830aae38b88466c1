"""Writes a generated archive for `content-graph import`: `uv run python -m benchmarks.archive FOLDER`.

News in Arabic, English and French that comes in stories: 1 to 30 articles within a day to six weeks, each
about a few entities of its own, every tenth story on a day when much happens. Other entities are drawn by
popularity (Zipf), so that the first one is in about half of all articles; the most popular are those of the
lexicon. Bodies are of 120 to 280 words, drawn by Zipf from the words of the demo articles and made-up
ones, 30,000 a language; names stand in them where the mentions say. The same seed gives the same bytes.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import orjson

from graph.model import EntityKind
from ingest.linking.lexicon import load_lexicon

LANGS = ("ar", "en", "fr")
_SHARES = (0.5, 0.75, 1.0)
ENTITIES = 20_000
WORDS = 30_000
_DRAWN = 1 << 20
_START = datetime(2016, 1, 1, tzinfo=UTC)
_DAYS = 3900
_SOURCES = 300
_AUTHORS = 5_000
_SIZES = (1, 1, 2, 3, 5, 8, 13, 30)
_LENGTHS = (1, 3, 10, 40)
_SYLLABLES = {
    "ar": tuple(a + b for a in "بتثجحخدذرزسشصضطعغفقكلمنهوي" for b in "اويمنلر"),
    "en": tuple(a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "an", "er", "in", "os")),
    "fr": tuple(a + b for a in "bcdfgjlmnprstv" for b in ("a", "é", "i", "ou", "eau", "ain", "ette", "on")),
}
_KINDS = ("PERSON", "PLACE", "ORGANIZATION")


@dataclass(frozen=True, slots=True)
class _Named:
    id: str
    names: dict[str, str]


class _Words:
    """Words of a language, drawn by Zipf: a long run of draws, read from a place that moves on."""

    def __init__(self, lang: str, draw: Random) -> None:
        path = files("seeds") / "articles" / f"{lang}.jsonl"
        lines = path.read_text("utf-8").splitlines()
        known = Counter(word for line in lines for word in json.loads(line)["body"].split())
        words = [word for word, _ in known.most_common()]
        while len(words) < WORDS:
            words.append("".join(draw.choices(_SYLLABLES[lang], k=draw.randrange(2, 5))))
        weights = 1 / np.arange(1, len(words) + 1)
        drawn = np.random.default_rng(draw.randrange(1 << 30)).choice(
            len(words), _DRAWN, p=weights / weights.sum()
        )
        self._words = [words[place] for place in drawn.tolist()]
        self._draw = draw

    def take(self, count: int) -> str:
        # A place of its own each time: texts must not be copies of each other.
        place = self._draw.randrange(_DRAWN - count)
        return " ".join(self._words[place : place + count])


class _Archive:
    def __init__(self, seed: int) -> None:
        self._draw = draw = Random(seed)
        self._words = {lang: _Words(lang, draw) for lang in LANGS}
        known = [
            _Named(entity.id, {lang: entity.names.get(lang) or entity.names["en"] for lang in LANGS})
            for entity in load_lexicon().entities.values()
            if entity.kind is not EntityKind.EVENT and "en" in entity.names
        ]
        draw.shuffle(known)
        self.made = [self._make(number) for number in range(ENTITIES)]
        self._entities = [*known, *(_Named(line["id"], line["names"]) for line in self.made)]
        self._upto = list(accumulate(1 / (rank + 1) for rank in range(len(self._entities))))

    def _make(self, number: int) -> dict[str, Any]:
        draw = self._draw
        names = {
            lang: " ".join("".join(draw.choices(_SYLLABLES[lang], k=3)).capitalize() for _ in range(2))
            for lang in LANGS
        }
        return {"id": f"made-{number}", "kind": _KINDS[number % 3], "names": names}

    def _popular(self, count: int) -> list[_Named]:
        return self._draw.choices(self._entities, cum_weights=self._upto, k=count)

    def articles(self, count: int) -> Iterator[dict[str, Any]]:
        draw = self._draw
        busy = [draw.uniform(0, _DAYS) for _ in range(60)]
        made = story = 0
        while made < count:
            story += 1
            size = min(count - made, draw.choice(_SIZES))
            begin = draw.choice(busy) if draw.random() < 0.1 else draw.uniform(0, _DAYS)
            length = draw.choice(_LENGTHS)
            core = [
                *self._popular(draw.randrange(1, 4)),
                *draw.choices(self._entities, k=draw.randrange(2, 4)),
            ]
            for _ in range(size):
                at = _START + timedelta(days=begin + draw.uniform(0, length))
                yield self._article(made, f"story {story}", core, at)
                made += 1

    def _article(self, number: int, story: str, core: list[_Named], at: datetime) -> dict[str, Any]:
        draw = self._draw
        chance = draw.random()
        lang = next(lang for lang, share in zip(LANGS, _SHARES, strict=True) if chance < share)
        told = [one for one in core if draw.random() < 0.8] or core[:1]
        named = [*told, *told[:2], *self._popular(draw.randrange(3, 9))]
        body, spans = self._body(lang, named)
        hero = told[0]
        mentions = [
            {"entity": id_, "spans": places, "inTitle": id_ == hero.id} for id_, places in spans.items()
        ]
        source = int(_SOURCES * draw.random() ** 2)
        return {
            "url": f"https://s{source}.example/{number}",
            "title": f"{hero.names[lang]} {self._words[lang].take(draw.randrange(5, 9))}",
            "body": body,
            "lang": lang,
            "publishedAt": at.isoformat(timespec="seconds"),
            "byline": f"Writer {draw.randrange(_AUTHORS)}",
            "mentions": mentions,
            "story": story,
        }

    def _body(self, lang: str, named: list[_Named]) -> tuple[str, dict[str, list[tuple[int, int]]]]:
        """Sentences with a name each, and where the names stand."""
        draw, words = self._draw, self._words[lang]
        each = draw.randrange(120, 280) // (len(named) + 1)
        pieces: list[str] = []
        spans: dict[str, list[tuple[int, int]]] = {}
        place = 0
        for number, one in enumerate(named):
            before, name = words.take(3), one.names[lang]
            start = place + len(before) + 1
            spans.setdefault(one.id, []).append((start, start + len(name)))
            end = ".\n\n" if number % 4 == 3 else ". "
            pieces.append(f"{before} {name} {words.take(each)}{end}")
            place += len(pieces[-1])
        return "".join(pieces) + words.take(each) + ".", spans


def write_archive(folder: Path, articles: int, seed: int = 1) -> int:
    """Write entities.jsonl and articles.jsonl; return how many bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    archive = _Archive(seed)
    with (folder / "entities.jsonl").open("wb") as file:
        file.writelines(orjson.dumps(line) + b"\n" for line in archive.made)
    with (folder / "articles.jsonl").open("wb") as file:
        file.writelines(orjson.dumps(line) + b"\n" for line in archive.articles(articles))
    return sum(path.stat().st_size for path in folder.glob("*.jsonl"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Write one archive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000, help="how many (default 10,000)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    began = time.perf_counter()
    size = write_archive(given.folder, given.articles, given.seed)
    taken = time.perf_counter() - began
    print(f"{given.articles:,} articles, {size / 1e6:,.0f} MB, seed {given.seed}, in {taken:.0f} s")


if __name__ == "__main__":
    main()
