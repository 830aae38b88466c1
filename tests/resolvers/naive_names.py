"""Names that no lexicon holds, answered the plain way: what they became, and those to review."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.model import Alias, AliasOrigin, Article, Candidate, Entity, Mention
from naive_paging import ordered_at

Source = Mapping[str, Any]


class NaiveNames:
    """Answers what there is to review. `named` gives by a name's id the articles that have it."""

    articles: dict[str, Article]
    named: dict[str, list[tuple[Article, Candidate]]]
    provisional: dict[str, Entity]

    def query_review(
        self, _: object, first: int | None = None, kinds: list[str] | None = None, after: str | None = None
    ) -> list[Source]:
        found: list[Source] = []
        for id_, named in self.named.items():
            candidate = named[0][1]
            newest, its = min(named, key=lambda pair: (-ordered_at(pair[0]).timestamp(), pair[0].id))
            item: dict[str, Any] = {
                "id": id_,
                "kind": candidate.kind.name,
                "text": candidate.text,
                "provisional": id_ in self.provisional,
                "articleCount": len(named),
                "cursor": f"{len(named)}.{id_}",
                "entity": self.provisional.get(id_),
                "example": {
                    "sentence": its.sentence,
                    "certain": its.certain,
                    "article": self.articles[newest.id],
                },
            }
            if kinds is None or candidate.kind.name in kinds:
                found.append(item)
        found.sort(key=lambda item: (item["articleCount"], item["id"]), reverse=True)
        begin = [item["cursor"] for item in found].index(after) + 1 if after else 0
        return found[begin : begin + (20 if first is None else first)]


def named_in(articles: Sequence[Article]) -> dict[str, list[tuple[Article, Candidate]]]:
    """The articles of each name that no lexicon holds, by the name's id."""
    found: dict[str, list[tuple[Article, Candidate]]] = {}
    for article in articles:
        for candidate in article.candidates:
            found.setdefault(candidate.id, []).append((article, candidate))
    return found


def is_named(named: list[tuple[Article, Candidate]]) -> bool:
    """Whether the articles of a name make an entity of it."""
    return len(named) >= 3 or any(candidate.certain for _, candidate in named)


def provisional_entity(named: list[tuple[Article, Candidate]]) -> Entity:
    """The entity that a name became."""
    [(text, kind, id_)] = {(one.text, one.kind, one.id) for _, one in named}
    return Entity(id_, kind, {"en": text}, (Alias(text, "en", AliasOrigin.PAGE),))


def mention_of(one: Candidate) -> Mention:
    """The mention that a name in an article became."""
    return Mention(
        one.id, one.starts, one.ends, one.surfaces, one.count, one.salience, one.confidence, one.in_title
    )
