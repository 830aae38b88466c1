"""Related news the plain way: every other article is scored on everything."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from math import exp, log, sqrt
from typing import Any

from graph.folding import fold
from graph.model import Article, Entity

Source = Mapping[str, Any]


class NaiveRelated:
    """Related articles among some, with the texts that are known to be near."""

    def __init__(
        self,
        entities: Mapping[str, Entity],
        articles: Mapping[str, Article],
        first: Mapping[str, str],
        ordered_at: Callable[[Article], datetime],
        similar: Sequence[tuple[str, str, float]],
        told: Mapping[str, Source],
    ) -> None:
        self._entities, self._articles, self._first = entities, articles, first
        self._ordered_at = ordered_at
        self._told = told
        self._named = Counter(m.entity_id for a in articles.values() for m in a.mentions)
        self._near: dict[frozenset[str], float] = {}
        for one, other, score in similar:
            pair = frozenset((one, other))
            self._near[pair] = max(score, self._near.get(pair, 0.0))

    def of(self, article: Article, first: int, **asked: Any) -> list[Source]:
        """The articles most related to one, copies left out."""
        found: list[Source] = []
        for other in self._articles.values():
            if other.id == article.id or (asked.get("langs") and other.lang not in asked["langs"]):
                continue
            reasons = self._reasons(article, other, asked)
            score = sum(reason["weight"] for reason in reasons)
            admits = any(reason["signal"] != "TIME" for reason in reasons)
            if admits and score >= asked["minScore"]:
                found.append({"article": other, "score": score, "reasons": reasons})
        found.sort(
            key=lambda r: (
                -round(r["score"], 12),
                -self._ordered_at(r["article"]).timestamp(),
                r["article"].id,
            )
        )
        seen, told = {self._first[article.id]}, list[Source]()
        for item in found:
            if self._first[item["article"].id] not in seen:
                seen.add(self._first[item["article"].id])
                told.append(item)
        return told[:first]

    def _reasons(self, article: Article, other: Article, asked: Mapping[str, Any]) -> list[Source]:
        own = {m.entity_id: m.salience for m in article.mentions}
        weights = {
            m.entity_id: self._rarity(m.entity_id) * sqrt(own[m.entity_id] * m.salience)
            for m in other.mentions
            if m.entity_id in own
        }
        norm = 6.0 + sum(self._rarity(id_) * salience for id_, salience in own.items())
        ranked = [self._entities[id_] for id_ in sorted(weights, key=lambda id_: (-weights[id_], id_))]
        reported = {event.id for event in article.events} & set(weights)
        days = abs((self._ordered_at(other) - self._ordered_at(article)).total_seconds()) / 86400
        time = 0.1 * exp(-log(2) * days / asked["halfLifeDays"])
        none: list[Entity] = []
        reasons = [
            ("ENTITIES", min(1.0, sum(weights.values()) / norm), ranked),
            ("TEXT", 2.0 * self._near.get(frozenset((article.id, other.id)), 0.0), none),
            ("STORY", 0.3 if self._is_told_with(article, other) else 0.0, none),
            ("EVENT", 0.3 if reported else 0.0, [self._entities[id_] for id_ in sorted(reported)]),
            ("EDITOR", 0.3 if _links(article, other) or _links(other, article) else 0.0, none),
            ("TIME", 0.0 if time < 0.001 else time, none),
        ]
        by = asked.get("by")
        return [
            {"signal": signal, "weight": weight, "shared": shared}
            for signal, weight, shared in reasons
            if weight > 0 and (by is None or signal in by)
        ]

    def _is_told_with(self, one: Article, other: Article) -> bool:
        story = self._told.get(one.id)
        return story is not None and story == self._told.get(other.id)

    def _rarity(self, entity: str) -> float:
        articles = len(self._articles)
        return (log(1.0 + articles / (1 + self._named[entity])) / log(1.0 + articles / 2.0)) ** 2


def _links(one: Article, other: Article) -> bool:
    return any(fold(headline.text) == fold(other.title) for headline in one.headlines)
