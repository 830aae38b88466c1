"""Stories the plain way: every two articles are held against each other."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any

from graph.model import Article
from graph.story import CLOSE, Telling, closeness, story_id, weigh

Story = Mapping[str, Any]


class NaiveStories:
    """The stories of some articles; `of` gives an article's by its id."""

    def __init__(self, articles: Sequence[Article], ordered_at: Callable[[Article], datetime]) -> None:
        counts = Counter(m.entity_id for article in articles for m in article.mentions)
        tellings = {
            article.id: Telling(
                article.id,
                round(ordered_at(article).timestamp() * 1000),
                weigh(
                    len(articles), [(m.entity_id, counts[m.entity_id], m.salience) for m in article.mentions]
                ),
            )
            for article in articles
        }
        group = {article.id: {article.id} for article in articles}
        for one, other in combinations(tellings.values(), 2):
            if closeness(one, other) >= CLOSE:
                group[one.id] |= group[other.id]
                for id_ in group[one.id]:
                    group[id_] = group[one.id]
        self.of: dict[str, Story] = {}
        for members in {id(ids): ids for ids in group.values() if len(ids) > 1}.values():
            told = sorted((a for a in articles if a.id in members), key=lambda a: (ordered_at(a), a.id))
            story = {
                "id": story_id(told[0].id),
                "title": told[0].title,
                "firstAt": ordered_at(told[0]).isoformat().replace("+00:00", "Z"),
                "lastAt": ordered_at(told[-1]).isoformat().replace("+00:00", "Z"),
                "articleCount": len(told),
                "hero": told[0],
            }
            self.of |= dict.fromkeys(members, story)

    def newest(self, articles: Iterable[Article], first: int) -> list[Story]:
        """The stories that the articles tell, the latest first."""
        told = {story["id"]: story for a in articles if (story := self.of.get(a.id))}
        return sorted(told.values(), key=lambda story: (story["lastAt"], story["id"]), reverse=True)[:first]
