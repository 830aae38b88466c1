"""Paths between entities and their evidence, answered the plain way: all simple paths, by trying each."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from graph.model import Article, Entity, Mention

Source = Mapping[str, Any]
_SHORT = re.compile(r"(?<![^ .])([A-Z]|Mr|Dr|Gen)\. ")
_STOP = re.compile(r'(?<=[.!?؟۔…])["»”]?(?=[ \n])|\n')


class NaivePaths:
    """Answers paths without any cap."""

    entities: dict[str, Entity]
    newest_first: list[Article]

    def query_paths(self, _: object, maxLength: int, first: int, **ends: str) -> list[Source]:  # noqa: N803
        start, end = ends["from"], ends["to"]
        if start not in self.entities or end not in self.entities:
            return []
        hops = self._hops()
        around: dict[str, list[str]] = {id_: [] for id_ in self.entities}
        for one, other in hops:
            around[one].append(other)
        found = sorted(
            (len(path), sum(hops[hop] for hop in pairwise(path)), path)
            for path in _simple_paths(around, [start], end, maxLength)
        )
        return [self._told(path) for _, _, path in found[:first]]

    def _told(self, path: list[str]) -> Source:
        return {
            "length": len(path) - 1,
            "entities": [self.entities[id_] for id_ in path],
            "hops": [
                {
                    "from": self.entities[one],
                    "to": self.entities[other],
                    "kind": min(self._kinds(one, other) + self._kinds(other, one), default="TOGETHER"),
                }
                for one, other in pairwise(path)
            ],
        }

    def hop_evidence(self, hop: Source, first: int) -> list[Source]:
        found: list[Source] = []
        for article in self.newest_first:
            by_id = {mention.entity_id: mention for mention in article.mentions}
            if hop["from"].id in by_id and hop["to"].id in by_id:
                one, other = by_id[hop["from"].id], by_id[hop["to"].id]
                sentence, is_sure = _sentence(article, one, other)
                both = is_sure or all(any(s in sentence for s in m.surfaces) for m in (one, other))
                found.append({"article": article, "sentence": sentence, "namesBoth": both})
        return sorted(found[:10], key=lambda evidence: not evidence["namesBoth"])[:first]

    def _kinds(self, one: str, other: str) -> list[str]:
        entity = self.entities[one]
        kinds = ["INVOLVES" for who in entity.participants if who.entity_id == other]
        return kinds + ["AT"] * (entity.place == other) + ["PART_OF"] * (entity.part_of == other)

    def _hops(self) -> dict[tuple[str, str], int]:
        """The cost of each hop, in both directions."""
        seen: Counter[tuple[str, str]] = Counter()
        for article in self.newest_first:
            ids = [mention.entity_id for mention in article.mentions]
            seen.update((one, other) for one in ids for other in ids if one != other)
        for one in self.entities:
            for other in self.entities:
                if self._kinds(one, other):
                    seen[one, other] = max(1, seen[one, other])
                    seen[other, one] = max(1, seen[other, one])
        return {hop: 720_720 // count for hop, count in seen.items()}


def _simple_paths(
    around: Mapping[str, list[str]], path: list[str], end: str, longest: int
) -> Iterator[list[str]]:
    for id_ in around[path[-1]]:
        if id_ == end:
            yield [*path, end]
        elif id_ not in path and len(path) < longest:
            yield from _simple_paths(around, [*path, id_], end, longest)


def _sentence(article: Article, one: Mention, other: Mention) -> tuple[str, bool]:
    body = _SHORT.sub("\\1._", article.body)
    spans = [
        (min(s, t), max(e, f))
        for s, e in zip(one.starts, one.ends, strict=True)
        for t, f in zip(other.starts, other.ends, strict=True)
    ]
    for start, end in sorted(spans):
        if not _STOP.search(body[start:end]):
            return _around(article.body, body, start, end), True
    if one.in_title and other.in_title:
        return article.title, True
    if one.sentence or other.sentence:
        return one.sentence or other.sentence or "", False
    for mention in (one, other):
        if mention.starts:
            return _around(article.body, body, mention.starts[0], mention.ends[0]), False
    return article.title, False


def _around(written: str, body: str, start: int, end: int) -> str:
    begins = [stop.end() for stop in _STOP.finditer(body[:start])]
    stop = _STOP.search(body, end)
    return written[begins[-1] if begins else 0 : stop.end() if stop else len(body)].strip()
