"""What lies around an entity, answered the plain way: co-occurrence, timelines, trends."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from math import log, sqrt
from typing import Any

from graph.folding import fold
from graph.model import Article, Entity
from world import INGESTED

Source = Mapping[str, Any]


def _dated(article: Article) -> datetime:
    return article.published_at or INGESTED


class NaiveExploring:
    """Answers the fields that look at many articles at once, without any cap."""

    entities: dict[str, Entity]
    newest_first: list[Article]

    def entity_cooccurring(
        self,
        entity: Entity,
        measure: str,
        first: int,
        minCount: int | None = None,  # noqa: N803
        **asked: Any,
    ) -> Source:
        named = [a for a in self._within(asked) if _names(a, entity.id)]
        together = Counter(m.entity_id for a in named for m in a.mentions if m.entity_id != entity.id)
        least = (3 if measure == "PMI" else 1) if minCount is None else minCount
        kinds = asked.get("kinds")
        found: list[tuple[float, str]] = []
        for id_, count in together.items():
            if count >= least and (kinds is None or self.entities[id_].kind.name in kinds):
                everywhere = sum(_names(a, id_) for a in self.newest_first)
                lift = count * len(self.newest_first) / (len(named) * everywhere)
                found.append((lift if measure == "PMI" else count, id_))
        found.sort(key=lambda pair: (-pair[0], -together[pair[1]], pair[1]))
        return {
            "counted": len(named),
            "isCapped": False,
            "entities": [
                {
                    "entity": self.entities[id_],
                    "count": together[id_],
                    "score": log(ratio) / log(2) if measure == "PMI" else ratio,
                    "all": [a for a in named if _names(a, id_)],
                }
                for ratio, id_ in found[:first]
            ],
        }

    def cooccurrence_articles(self, cooccurrence: Source, first: int) -> list[Article]:
        return cooccurrence["all"][:first]

    def entity_timeline(self, entity: Entity, interval: str, **asked: Any) -> Source:
        counts: dict[datetime, int] = defaultdict(int)
        for article in self._within(asked):
            if _names(article, entity.id):
                counts[_bucket(_dated(article), interval)] += 1
        starts = [min(counts)] if counts else []
        while starts and starts[-1] < max(counts):
            starts.append(_after(starts[-1], interval))
        kept = starts[-1000:]
        return {
            "isCapped": len(kept) < len(starts),
            "buckets": [{"start": _written(start), "count": counts.get(start, 0)} for start in kept],
        }

    def query_trending(self, _: object, first: int, **asked: Any) -> Source:
        length = timedelta(hours=asked["hours"]) if "hours" in asked else timedelta(days=asked.get("days", 7))
        until = datetime.fromisoformat(asked["at"]) if "at" in asked else _dated(self.newest_first[0])
        until = until.astimezone(UTC)
        since = until - length
        now = [a for a in self.newest_first if since < _dated(a) <= until]
        earlier = [a for a in self.newest_first if since - length < _dated(a) <= since]
        trends: list[dict[str, Any]] = []
        for entity in self.entities.values():
            count, before = (sum(_names(a, entity.id) for a in some) for some in (now, earlier))
            if count > before and ("kinds" not in asked or entity.kind.name in asked["kinds"]):
                score = (count - before) / sqrt(before + 1)
                trends.append({"entity": entity, "count": count, "before": before, "score": score})
        trends.sort(key=lambda trend: (-trend["score"], -trend["count"], trend["entity"].id))
        return {
            "since": _written(since),
            "until": _written(until),
            "entities": trends[:first],
            "counted": len(now),
            "isCapped": False,
        }

    def query_stats(self, _: object) -> Source:
        languages = Counter(article.lang for article in self.newest_first)
        kinds = Counter(entity.kind.name for entity in self.entities.values())
        return {
            "articles": len(self.newest_first),
            "entities": len(self.entities),
            "entitiesByKind": [
                {"kind": kind, "count": kinds[kind]} for kind in ("PERSON", "PLACE", "ORGANIZATION", "EVENT")
            ],
            "aliases": sum(len(entity.aliases) for entity in self.entities.values()),
            "mentions": sum(len(article.mentions) for article in self.newest_first),
            "sources": len({article.source for article in self.newest_first if article.source}),
            "headlines": len({fold(h.text) for article in self.newest_first for h in article.headlines}),
            "firstAt": _written(_dated(self.newest_first[-1])),
            "lastAt": _written(_dated(self.newest_first[0])),
            "languages": [
                {"value": lang, "count": languages[lang]}
                for lang in sorted(languages, key=lambda lang: (-languages[lang], lang))
            ],
        }

    def place_parts(self, place: Entity, first: int) -> list[Entity]:
        parts = [entity for entity in self.entities.values() if entity.part_of == place.id]
        return sorted(parts, key=lambda part: (-self._count(part), part.id))[:first]

    def place_partofchain(self, place: Entity) -> list[Entity]:
        whole = self.entities.get(place.part_of or "")
        return [] if whole is None else [whole, *self.place_partofchain(whole)]

    def _count(self, entity: Entity) -> int:
        return sum(_names(article, entity.id) for article in self.newest_first)

    def _within(self, asked: Mapping[str, Any]) -> list[Article]:
        start, end = asked.get("from"), asked.get("to")
        return [
            article
            for article in self.newest_first
            if (start is None or _dated(article) >= datetime.fromisoformat(start))
            and (end is None or _dated(article) < datetime.fromisoformat(end))
        ]


def _written(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _names(article: Article, id_: str) -> bool:
    return any(mention.entity_id == id_ for mention in article.mentions)


def _bucket(moment: datetime, interval: str) -> datetime:
    hour = moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    day = hour.replace(hour=0)
    return {
        "HOUR": hour,
        "DAY": day,
        "WEEK": day - timedelta(days=day.weekday()),
        "MONTH": day.replace(day=1),
    }[interval]


def _after(start: datetime, interval: str) -> datetime:
    steps = {"HOUR": timedelta(hours=1), "DAY": timedelta(days=1), "WEEK": timedelta(days=7)}
    return _bucket(start + steps.get(interval, timedelta(days=31)), interval)
