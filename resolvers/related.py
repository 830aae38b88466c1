"""Related news: which articles belong with one, and why.

Three signals are kept apart and add up to the score:

- ENTITIES, 0 to 1: over the shared entities, the sum of idf x sqrt(salience here x salience there),
  as a share of the same sum of the article with itself; idf = ln(1 + articles / (1 + its articles)).
- EDITOR, 0.3: one of the two pages links to the other by its headline.
- TIME, up to 0.2: halves with each half-life between the two dates, and is nothing below 0.001. It
  ranks, but never admits: an article with nothing else in common is not related.

Candidates come from bounded sources only: for the entities that weigh most in the article, the
mentions nearest to it in time, through the index, and the articles linked by headlines. So the cost
does not grow with the popularity of an entity, and an article outside those windows is not found.
Copies of the article itself are left out, and of several with the same text the best one stands for all.
docs/decisions/0003-candidates-by-weight.md has the figures.
"""

from enum import Enum
from typing import TYPE_CHECKING, Annotated, LiteralString

import strawberry

from graph.errors import BadArgument
from resolvers.argument import Most
from resolvers.entity import Entity
from resolvers.page import checked_size
from resolvers.planner.piece import Many, One, column, fixed

if TYPE_CHECKING:
    from resolvers.article import Article

WEIGHTIEST = 10
"""Entities of an article, those with the largest idf x salience, whose other articles are looked at."""

WINDOW = 50
"""Mentions looked at before, and as many after, the article's date, for each of those entities."""

RESCORED = 60
"""Candidates, most promising by those entities alone, that are scored on everything."""

EDITOR_WEIGHT = 0.3
TIME_WEIGHT = 0.2
NEGLIGIBLE_TIME = 0.001
DEFAULT_HALF_LIFE_DAYS = 30.0

_CANDIDATES: LiteralString = """
CALL () { MATCH (_any:Article) RETURN count(_any) AS _total }
MATCH (this)-[_m:MENTIONS]->(_e:Entity)
WITH _e, _m.salience AS _salience, log(1.0 + toFloat(_total) / (1 + _e.articleCount)) AS _idf
ORDER BY _idf * _salience DESC, _e.id
WITH collect({entity: _e, id: _e.id, salience: _salience, idf: _idf}) AS _own
CALL (this, _own) {
  UNWIND [_o IN _own WHERE _o.entity.articleCount > 1][0..$weightiest] AS _heavy
  CALL (this, _heavy) {
    MATCH (_c)-[_x:MENTIONS]->() WHERE _x.entityId = _heavy.id AND _x.orderedAt <= this.orderedAt
    WITH _c, _x ORDER BY _x.entityId DESC, _x.orderedAt DESC LIMIT $window
    RETURN _c, _x.salience AS _there
    UNION ALL
    MATCH (_c)-[_x:MENTIONS]->() WHERE _x.entityId = _heavy.id AND _x.orderedAt > this.orderedAt
    WITH _c, _x ORDER BY _x.entityId, _x.orderedAt LIMIT $window
    RETURN _c, _x.salience AS _there
  }
  WITH _c, sum(_heavy.idf * sqrt(_heavy.salience * _there)) AS _promise
  WHERE _c <> this
  RETURN _c, _promise, 0.0 AS _linked
  ORDER BY _promise DESC, abs(_c.orderedAt.epochMillis - this.orderedAt.epochMillis), _c.id LIMIT $rescored
  UNION ALL
  MATCH (this)-[:LINKS_TO]->(:Headline)-[:REFERS_TO]->(_c:Article) WHERE _c <> this
  RETURN _c, 0.0 AS _promise, $editor AS _linked
  UNION ALL
  MATCH (this)<-[:REFERS_TO]-(:Headline)<-[:LINKS_TO]-(_c:Article) WHERE _c <> this
  RETURN _c, 0.0 AS _promise, $editor AS _linked
}
WITH _own, _c, max(_linked) AS _editor
"""

_SCORED: LiteralString = """
OPTIONAL MATCH (_c)-[_other:MENTIONS]->() WHERE _other.entityId IN [_o IN _own | _o.id]
WITH _own, _c, _editor, collect(_other) AS _others
WITH _own, _c, _editor, [_other IN _others |
  head([_o IN _own WHERE _o.id = _other.entityId |
    {entity: _o.entity, weight: _o.idf * sqrt(_o.salience * _other.salience)}])] AS _shared
WITH _c, _editor, _shared,
  reduce(_sum = 0.0, _s IN _shared | _sum + _s.weight)
    / reduce(_sum = 0.000001, _o IN _own | _sum + _o.idf * _o.salience) AS _overlap
WITH _c, _editor, _shared, CASE WHEN _overlap > 1.0 THEN 1.0 ELSE _overlap END AS _entities,
  $time * exp(-0.6931471805599453 * abs(_c.orderedAt.epochMillis - this.orderedAt.epochMillis)
    / ($halfLife * 86400000.0)) AS _time
WHERE _entities + _editor > 0
WITH _c, _editor, _shared, _entities, CASE WHEN _time < $negligible THEN 0.0 ELSE _time END AS _time
WITH _c, _editor, _shared, _entities, _time, _entities + _editor + _time AS _score
WHERE _score >= $least
WITH *, coalesce(head([(_c)-[:DUPLICATE_OF]->(_first) | _first.id]), _c.id) AS _text
ORDER BY _score DESC, _c.orderedAt DESC, _c.id
WITH _text, head(collect({c: _c, score: _score, editor: _editor, entities: _entities, time: _time,
  shared: _shared})) AS _best
WHERE _text <> coalesce(head([(this)-[:DUPLICATE_OF]->(_own_first) | _own_first.id]), this.id)
WITH _best.c AS _c, _best.score AS _score, _best.editor AS _editor, _best.entities AS _entities,
  _best.time AS _time, _best.shared AS _shared
ORDER BY _score DESC, _c.orderedAt DESC, _c.id LIMIT $limit
CALL (_shared) {
  UNWIND _shared AS _s
  WITH _s ORDER BY _s.weight DESC, _s.entity.id
  RETURN collect(_s.entity) AS _ranked
}
WITH {article: _c, score: _score, reasons: [_r IN [
  {signal: 'ENTITIES', weight: _entities, shared: _ranked},
  {signal: 'EDITOR', weight: _editor, shared: []},
  {signal: 'TIME', weight: _time, shared: []}] WHERE _r.weight > 0]} AS row
"""


@strawberry.enum(description="What two articles can have in common.")
class Signal(Enum):
    """A reason's kind."""

    ENTITIES = strawberry.enum_value("ENTITIES", description="They mention the same entities.")
    EDITOR = strawberry.enum_value("EDITOR", description="One page links to the other.")
    TIME = strawberry.enum_value("TIME", description="They are near in time.")


@strawberry.type(description="Why an article is related, and how much that counts.")
class RelatedReason:
    """`this` is a map."""

    signal: Signal = column("this.signal", "What the two have in common.")
    weight: float = column("this.weight", "Its part of the score.")
    shared: list[Entity] = fixed(
        Many("UNWIND this.shared AS row"), "The shared entities, weightiest first; empty for other signals."
    )


@strawberry.type(description="An article related to another one.")
class RelatedArticle:
    """`this` is a map."""

    article: Annotated["Article", strawberry.lazy("resolvers.article")] = fixed(
        One("WITH *, this.article AS row"),
        "The related article.",
    )
    score: float = column("this.score", "How closely related it is; the sum of the reasons' weights.")
    reasons: list[RelatedReason] = fixed(
        Many("UNWIND this.reasons AS row"), "Why, in a fixed order of signals."
    )


LeastScore = Annotated[float, strawberry.argument(description="Only articles with at least this score.")]
HalfLife = Annotated[
    float, strawberry.argument(description="Days between two articles that halve the weight of TIME.")
]


def article_related(
    first: Most = 10, min_score: LeastScore = 0.0, half_life_days: HalfLife = DEFAULT_HALF_LIFE_DAYS
) -> Many:
    """The articles most related to one, best first."""
    if not 0 < half_life_days <= 36500:
        raise BadArgument(f"halfLifeDays is {half_life_days}; it must be more than 0 and at most 36500")
    return Many(
        _CANDIDATES + _SCORED,
        {
            "weightiest": WEIGHTIEST,
            "window": WINDOW,
            "rescored": RESCORED,
            "editor": EDITOR_WEIGHT,
            "time": TIME_WEIGHT,
            "negligible": NEGLIGIBLE_TIME,
            "halfLife": half_life_days,
            "least": min_score,
            "limit": checked_size(first),
        },
    )
