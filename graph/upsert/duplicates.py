"""Which articles are the same text: found by fingerprint, held against each other, told to the first.

Articles whose texts are alike hang together, in chains too; all but the first of them (the one with the
earliest date, then the least id) get a DUPLICATE_OF to it. The order of ingest plays no part, as far as the
fingerprints find each other and a group has at most `MOST_TOGETHER` articles.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import LiteralString

from graph.database import Database, Row
from graph.fingerprint import DUPLICATE, PAIRS, Words, may_be_alike, read_words, similarity
from graph.model import Article
from graph.moment import to_milliseconds

MOST_ALIKE = 20
"""Articles looked at for each number of a fingerprint."""

MOST_TOGETHER = 50
"""Articles of one group that are looked at."""

# Answers are one row each, with a list: the driver spends more on a row than on what it holds.
_KNOWN: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
RETURN collect([a.id, coalesce(a.contentHash = row.hash, false), a.ingestedAt.epochMillis])
"""

# One list for each place of a fingerprint: planned in a fifth of the time that a seek for each row needs.
_ALIKE: LiteralString = """
MATCH (b:Article)
WHERE b.fingerprint0 IN $numbers[0] OR b.fingerprint1 IN $numbers[1] OR b.fingerprint2 IN $numbers[2]
  OR b.fingerprint3 IN $numbers[3] OR b.fingerprint4 IN $numbers[4] OR b.fingerprint5 IN $numbers[5]
WITH b ORDER BY b.id LIMIT $most
RETURN collect([b.id,
  [b.fingerprint0, b.fingerprint1, b.fingerprint2, b.fingerprint3, b.fingerprint4, b.fingerprint5]])
"""

_TOGETHER: LiteralString = """
UNWIND $ids AS id
MATCH (b:Article {id: id})
CALL (b) {
  RETURN b AS c
  UNION MATCH (b)-[:DUPLICATE_OF]->(c:Article) RETURN c
  UNION MATCH (b)<-[:DUPLICATE_OF]-(c:Article) RETURN c LIMIT $together
  UNION MATCH (b)-[:DUPLICATE_OF]->(:Article)<-[:DUPLICATE_OF]-(c:Article) RETURN c LIMIT $together
}
WITH DISTINCT c
RETURN collect([c.id, c.orderedAt.epochMillis, head([(c)-[:DUPLICATE_OF]->(f) | f.id])])
"""

_BODIES: LiteralString = "UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN collect([a.id, a.body])"

STATEMENT: LiteralString = """
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
OPTIONAL MATCH (a)-[stale:DUPLICATE_OF]->(:Article)
DELETE stale
WITH DISTINCT a, row
WHERE row.first IS NOT NULL
MATCH (f:Article {id: row.first})
CREATE (a)-[:DUPLICATE_OF {similarity: row.similarity}]->(f)
"""
"""Writes the rows of `find_duplicates`."""


@dataclass(frozen=True, slots=True)
class _Near:
    """What is known of the changed articles of a batch and of those around them, by id.

    `dates` are those that they are ordered by (milliseconds since 1970), `firsts` what the graph says that
    they repeat, `pairs` may be alike.
    """

    changed: set[str]
    dates: dict[str, int]
    firsts: dict[str, str]
    pairs: set[tuple[str, str]]


async def find_duplicates(
    database: Database, articles: Sequence[Article], now: datetime
) -> list[dict[str, object]]:
    """The DUPLICATE_OF links to write with a batch, as rows of `STATEMENT`; a row without `first` clears one.

    `now` is the batch's time of ingest. Only articles that are new or changed are looked at, with what hangs
    together with them. Raises Unavailable when the database cannot be reached.
    """
    by_id = {article.id: article for article in articles}
    near = await _near(database, by_id, now)
    links = _old_links(near)
    near.pairs.update(_shaken(near))
    if not near.pairs and not links:
        return []
    needed = {*_ids(near.pairs), *_ids(links)}
    texts = {id_: read_words(by_id[id_].body) for id_ in needed & near.changed}
    missing = sorted(needed - texts.keys())
    for id_, body in await _listed(database, _BODIES, {"ids": missing}) if missing else ():
        texts[id_] = read_words(body)
    alike = {
        (one, other)
        for one, other in near.pairs
        if one in texts and other in texts and similarity(texts[one], texts[other]) >= DUPLICATE
    }
    return _rows(near, alike | links, texts)


async def _listed(
    database: Database, statement: LiteralString, parameters: Mapping[str, object]
) -> list[Row]:
    """The rows of a statement that answers with one list of them."""
    ((rows,),) = await database.read(statement, parameters)
    return rows


async def _near(database: Database, by_id: Mapping[str, Article], now: datetime) -> _Near:
    sent = [{"id": article.id, "hash": article.content_hash} for article in by_id.values()]
    known = {
        str(id_): (is_same, ingested)
        for id_, is_same, ingested in await _listed(database, _KNOWN, {"rows": sent})
    }
    near = _Near({id_ for id_ in by_id if id_ not in known or not known[id_][0]}, {}, {}, set())
    near.pairs.update(await _alike(database, [by_id[id_] for id_ in sorted(near.changed)]))
    asked = sorted({*_ids(near.pairs), *(near.changed & known.keys())})
    answers = await _listed(database, _TOGETHER, {"ids": asked, "together": MOST_TOGETHER}) if asked else []
    for id_, ordered, first in answers:
        near.dates[id_] = ordered
        if first:
            near.firsts[id_] = first
    for id_ in near.changed:
        published = by_id[id_].published_at
        ingested = known[id_][1] if id_ in known else None
        near.dates[id_] = to_milliseconds(published) if published else ingested or to_milliseconds(now)
    return near


async def _alike(database: Database, changed: Sequence[Article]) -> set[tuple[str, str]]:
    """Pairs of changed articles and others, in the graph and among themselves, that share a number."""
    numbered: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for article in changed:
        for place, number in enumerate(article.fingerprint):
            numbered[place, number].add(article.id)
    if not numbered:
        return set()
    numbers = [[number for where, number in numbered if where == place] for place in range(PAIRS)]
    own = {article.id: article.fingerprint for article in changed}
    found = await _listed(database, _ALIKE, {"numbers": numbers, "most": MOST_ALIKE * len(changed)})
    fingerprints: dict[str, Sequence[int]] = {**dict(found), **own}
    for id_, fingerprint in found:
        for place, number in enumerate(fingerprint):
            if id_ not in own and (place, number) in numbered:
                numbered[place, number].add(id_)
    return {
        _pair(one, other)
        for together in numbered.values()
        for one, other in combinations(
            sorted(together, key=lambda id_: (id_ not in own, id_))[:MOST_ALIKE], 2
        )
        if (one in own or other in own) and may_be_alike(fingerprints[one], fingerprints[other])
    }


def _old_links(near: _Near) -> set[tuple[str, str]]:
    """The links of the graph whose groups no changed article was in; they stand."""
    shaken = near.changed | {near.firsts[id_] for id_ in near.changed if id_ in near.firsts}
    return {
        _pair(id_, first) for id_, first in near.firsts.items() if first not in shaken and id_ not in shaken
    }


def _shaken(near: _Near) -> Iterable[tuple[str, str]]:
    """Every pair of the groups that a changed article was in: they may fall apart without it."""
    for first in near.changed | {near.firsts[id_] for id_ in near.changed if id_ in near.firsts}:
        group = {first, *(id_ for id_, known in near.firsts.items() if known == first)}
        yield from (_pair(*pair) for pair in combinations(sorted(group)[:MOST_TOGETHER], 2))


def _rows(near: _Near, alike: set[tuple[str, str]], texts: Mapping[str, Words]) -> list[dict[str, object]]:
    """A row for each article around the batch whose first is another than the graph says."""
    rows: list[dict[str, object]] = []
    for group in _groups({*near.firsts, *near.firsts.values(), *near.changed, *_ids(alike)}, alike):
        known = [id_ for id_ in group if id_ in near.dates]
        first = min(known, key=lambda id_: (near.dates[id_], id_), default=None)
        for id_ in known:
            wanted = None if id_ == first else first
            if wanted is None or first is None:
                if id_ in near.firsts:
                    rows.append({"id": id_, "first": None, "similarity": None})
            elif near.firsts.get(id_) != wanted or {id_, wanted} & near.changed:
                rows.append({"id": id_, "first": wanted, "similarity": similarity(texts[id_], texts[wanted])})
    return sorted(rows, key=lambda row: str(row["id"]))


def _groups(ids: Iterable[str], alike: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The ids, those together that pairs join."""
    group = {id_: [id_] for id_ in ids}
    for one, other in sorted(alike):
        if group[one] is not group[other]:
            group[one] += group[other]
            for id_ in group[other]:
                group[id_] = group[one]
    return list({id(members): members for members in group.values()}.values())


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _ids(pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    return (id_ for pair in pairs for id_ in pair)
