"""Co-occurrence: which entities are named in the same articles as one, and how strongly.

Counted are the newest SAMPLE articles of a window that name the entity, found by a seek, so that the cost
does not grow with its popularity. Two measures:

- COUNT: how many of those articles name both.
- PMI, pointwise mutual information: log2(p(x,y) / (p(x) p(y))), where p is the share of all articles. It is
  computed as log2(p(y|x) / p(y)): p(y|x) is the share of the counted articles of x that name y, p(y) the
  share of all articles in the graph that do. Where nothing is capped and no window is given, the two are the
  same. It is 0 where the two are named together as often as by chance. Pairs seen once or twice get the
  highest values for no good reason, so PMI has a floor on the count.

Church, Hanks: Word association norms, mutual information, and lexicography (1990).
"""

from enum import Enum
from typing import TYPE_CHECKING, Annotated, LiteralString

import strawberry
from strawberry import UNSET

from graph.errors import BadArgument
from resolvers.argument import Kinds, Most
from resolvers.exploring.window import From, To, window
from resolvers.page import checked_size
from resolvers.planner.piece import Many, One, asked, column, fixed

if TYPE_CHECKING:
    from resolvers.article import Article
    from resolvers.entity import Entity

SAMPLE = 1000
"""Articles of an entity, the newest ones, that co-occurrence is counted in."""

LEAST_FOR_PMI = 3
"""Articles that must name both before PMI is told, where the client says nothing else."""

_SAMPLE: LiteralString = """
CALL (this) {
  MATCH (_a)-[_m:MENTIONS]->() USING INDEX SEEK _m:MENTIONS(entityId, orderedAt)
  WHERE _m.entityId = this.id AND _m.orderedAt >= $from AND _m.orderedAt < $to
  WITH _a, _m ORDER BY _m.entityId DESC, _m.orderedAt DESC, _a.id DESC LIMIT $sample + 1
  WITH collect(_a) AS _named
  RETURN _named[0..$sample] AS _sample, size(_named) > $sample AS _capped
}
"""

# The ratio is a quotient of whole numbers, so that equal ones are equal to the last bit.
_RANKED: LiteralString = """
CALL (this, _sample) {
  WITH size(_sample) AS _counted, COUNT { MATCH (:Article) } AS _total
  UNWIND _sample AS _a
  MATCH (_a)-[:MENTIONS]->(_e:Entity)
  WHERE _e <> this AND ($kinds IS NULL OR any(_label IN labels(_e) WHERE _label IN $kinds))
  WITH _e, _counted, _total, count(*) AS _count, collect(_a) AS _articles
  WHERE _count >= $least
  WITH _e, _count, _articles, CASE WHEN $pmi
    THEN toFloat(_count * _total) / (_counted * _e.articleCount) ELSE toFloat(_count) END AS _ratio
  ORDER BY _ratio DESC, _count DESC, _e.id LIMIT $limit
  RETURN collect({entity: _e, count: _count, articles: _articles,
    score: CASE WHEN $pmi THEN log(_ratio) / log(2.0) ELSE _ratio END}) AS _entities
}
WITH *, {entities: _entities, counted: size(_sample), capped: _capped} AS row
"""


@strawberry.enum(description="How strongly two entities belong together.")
class CooccurrenceMeasure(Enum):
    """What co-occurring entities are ranked by."""

    COUNT = strawberry.enum_value("COUNT", description="In how many articles both are named.")
    PMI = strawberry.enum_value(
        "PMI",
        description="Pointwise mutual information, log2(p(x,y) / (p(x) p(y))): how much more often they are "
        "named together than by chance, which is 0.",
    )


def shared_articles(first: Most = 3) -> Many:
    """The newest of the counted articles that name both."""
    return Many(
        "UNWIND this.articles AS row WITH row ORDER BY row.orderedAt DESC, row.id DESC LIMIT $limit",
        {"limit": checked_size(first)},
    )


@strawberry.type(description="An entity that is named together with another one.")
class Cooccurrence:
    """`this` is a map."""

    entity: Annotated["Entity", strawberry.lazy("resolvers.entity")] = fixed(
        One("WITH *, this.entity AS row"), "The entity."
    )
    count: int = column("this.count", "How many of the counted articles name both.")
    score: float = column("this.score", "The measure asked for.")
    articles: list[Annotated["Article", strawberry.lazy("resolvers.article")]] = asked(
        shared_articles, "The counted articles that name both, newest first."
    )


@strawberry.type(
    description=f"Entities named together with one, counted in its newest {SAMPLE:,} articles at most."
)
class Cooccurrences:
    """`this` is a map of entities, counted and capped."""

    entities: list[Cooccurrence] = fixed(
        Many("UNWIND this.entities AS row"), "The entities, highest score first."
    )
    counted: int = column("this.counted", "How many articles of the entity were counted, the newest ones.")
    is_capped: bool = column("this.capped", "Whether the entity has more articles than were counted.")


Measure = Annotated[CooccurrenceMeasure, strawberry.argument(description="What they are ranked by.")]
LeastCount = Annotated[
    int | None,
    strawberry.argument(
        description="Only entities named together in so many articles; where left out, "
        f"1 with COUNT and {LEAST_FOR_PMI} with PMI."
    ),
]


def entity_cooccurring(
    kinds: Kinds = UNSET,
    measure: Measure = CooccurrenceMeasure.COUNT,
    from_: From = UNSET,
    to: To = UNSET,
    min_count: LeastCount = UNSET,
    first: Most = 10,
) -> One:
    """The entities named together with one, highest score first."""
    is_pmi = measure is CooccurrenceMeasure.PMI
    least = (LEAST_FOR_PMI if is_pmi else 1) if min_count is None else min_count
    if least < 1:
        raise BadArgument(f"minCount is {least}; it must be 1 or more")
    return One(
        _SAMPLE + _RANKED,
        {
            **window(from_, to).parameters,
            "sample": SAMPLE,
            "kinds": None if kinds is None else [kind.value for kind in kinds],
            "pmi": is_pmi,
            "least": least,
            "limit": checked_size(first),
        },
    )
