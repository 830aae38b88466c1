"""Stories the plain way: every two articles are held against each other, every story against a filter."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import combinations, product
from typing import Any

from graph.folding import fold
from graph.model import Article, Entity
from graph.story import CLOSE, LEAST_CLOSE, SPAN_DAYS, Telling, closeness, story_id, weigh
from naive_filters import NaiveFilters, fits_order, fits_text, read_moment, same_text
from naive_paging import cursor, moment, ordered_at, paged

Story = Mapping[str, Any]
Filter = Mapping[str, Any]


def tell(articles: Sequence[Article], first: Mapping[str, str]) -> dict[str, Story]:
    """The story of each article that has one, by the article's id; `first` tells whose text it repeats."""
    counts = Counter(m.entity_id for article in articles for m in article.mentions)
    tellings = [_telling(article, len(articles), counts, first) for article in articles]
    close = [
        (closeness(*sorted(both, key=lambda telling: telling.id)), *sorted(telling.id for telling in both))
        for both in combinations(tellings, 2)
    ]
    by_id = {article.id: article for article in articles}
    group = {article.id: {article.id} for article in articles}
    are_close = {(one, other) for near, one, other in close if near >= CLOSE}
    for _, one, other in sorted(close, key=lambda pair: (-pair[0], pair[1], pair[2])):
        between = [tuple(sorted(pair)) for pair in product(group[one], group[other])]
        both = group[one] | group[other]
        dates = [ordered_at(by_id[id_]) for id_ in both]
        is_short = max(dates) - min(dates) <= timedelta(days=SPAN_DAYS)
        enough = sum(pair in are_close for pair in between) >= LEAST_CLOSE * len(between)
        if (one, other) in are_close and is_short and enough:
            group |= dict.fromkeys(both, both)
    stories = {frozenset(ids): _story([by_id[id_] for id_ in ids]) for ids in group.values() if len(ids) > 1}
    return {id_: story for ids, story in stories.items() for id_ in ids}


def _telling(article: Article, total: int, counts: Mapping[str, int], first: Mapping[str, str]) -> Telling:
    named = [(m.entity_id, counts[m.entity_id], m.salience) for m in article.mentions]
    repeats = first[article.id] if first[article.id] != article.id else None
    return Telling(article.id, round(ordered_at(article).timestamp() * 1000), weigh(total, named), repeats)


def _story(articles: list[Article]) -> Story:
    told = sorted(articles, key=lambda article: (ordered_at(article), article.id))
    id_ = story_id(told[0].id)
    return {
        "id": id_,
        "title": told[0].title,
        "firstAt": moment(ordered_at(told[0])),
        "lastAt": moment(ordered_at(told[-1])),
        "articleCount": len(told),
        "hero": told[0],
        "articles": told[::-1],
        "cursor": cursor(told[-1]).partition(".")[0] + "." + id_,
    }


class NaiveStories:
    """Answers the fields of stories. `told` gives an article's story by the article's id."""

    articles: dict[str, Article]
    newest_first: list[Article]
    told: dict[str, Story]
    filters: NaiveFilters
    _page: Callable[[list[Article], Mapping[str, Any]], Story]

    def query_story(self, _: object, id: str) -> Story | None:
        return self.told.get(id.replace("story-", "article-")) if id.startswith("story-") else None

    def query_stories(self, _: object, **asked: Any) -> Story:
        return self._stories(self.newest_first, asked)

    def entity_stories(self, entity: Entity, **asked: Any) -> Story:
        named = [a for a in self.newest_first if entity.id in {m.entity_id for m in a.mentions}]
        return self._stories(named, asked)

    def article_story(self, article: Article) -> Story | None:
        return self.told.get(article.id)

    def story_articles(self, story: Story, **asked: Any) -> Story:
        return self._page(story["articles"], asked)

    def _stories(self, articles: Iterable[Article], asked: Mapping[str, Any]) -> Story:
        where = asked.get("where")
        told = {story["id"]: story for article in articles if (story := self.told.get(article.id))}
        fitting = [story for story in told.values() if self._fits(where, story)]
        fitting.sort(key=lambda story: (ordered_at(story["articles"][0]), story["id"]), reverse=True)
        page = paged(fitting, [story["cursor"] for story in fitting], asked)
        return {**page, "totalCount": len(fitting), "totalCountIsCapped": False}

    def _fits(self, wanted: Filter | None, story: Story) -> bool:
        articles: list[Article] = story["articles"]
        tests: dict[str, Callable[[Any], bool]] = {
            "AND": lambda all_: all(self._fits(one, story) for one in all_),
            "OR": lambda some: any(self._fits(one, story) for one in some),
            "NOT": lambda one: not self._fits(one, story),
            "id": lambda one: fits_text(one, story["id"], same_text),
            "title": lambda one: fits_text(one, fold(story["title"])),
            "firstAt": lambda one: fits_order(one, ordered_at(articles[-1]), read_moment),
            "lastAt": lambda one: fits_order(one, ordered_at(articles[0]), read_moment),
            "articleCount": lambda one: fits_order(one, len(articles)),
            "lang": lambda one: any(fits_text(one, article.lang, str.lower) for article in articles),
            "entities": lambda one: self.filters.names(
                {m.entity_id for a in articles for m in a.mentions}, one
            ),
        }
        return all(tests[name](value) for name, value in (wanted or {}).items() if value is not None)
