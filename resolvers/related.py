"""Related news: which articles belong with one, and why.

Six signals are kept apart and add up to the score:

- ENTITIES, 0 to 1: over the shared entities, the sum of rarity x sqrt(salience here x salience there), as a
  share of BREADTH and the same sum of the article with itself. Rarity, 0 to 1, is the square of idf = ln(1 +
  articles / (1 + its articles)), as in the product of two tf-idf vectors; 1 for what one article names.
  BREADTH keeps one common entity, where an article has no other, from saying that two belong together.
- TEXT, 0 to 2: how near the texts are by words and meaning, from SIMILAR (`graph.upsert.similar`), which
  is read in both directions; 0 where neither is among the nearest of the other.
- STORY, 0.3: both tell one story.
- EVENT, 0.3: both report the same event.
- EDITOR, 0.3: one of the two pages links to the other by its headline.
- TIME, up to 0.1: halves with each half-life between the two dates, and is nothing below 0.001. It
  ranks, but never admits: an article with nothing else in common is not related.

Candidates come from bounded sources only: for the entities that weigh most in the article, the mentions
nearest to it in time, through the index; the nearest texts; the articles of its story that are nearest in
time; those that report its events; and those linked by headlines. So the cost does not grow with the
popularity of an entity, and an article outside those windows is not found. Copies of the article itself are
left out, and of several with the same text the best one stands for all.
docs/decisions/0003-candidates-by-weight.md and
0022-text-by-words-and-meaning.md, 0046 and 0048 have the figures.
"""

from enum import Enum
from typing import TYPE_CHECKING, Annotated, LiteralString

import strawberry
from strawberry import UNSET

from graph.errors import BadArgument
from resolvers.argument import Most
from resolvers.entity import Entity
from resolvers.page import checked_id, checked_size
from resolvers.planner.piece import Many, One, column, fixed

if TYPE_CHECKING:
    from resolvers.article import Article

WEIGHTIEST = 10
"""Entities of an article, those with the largest rarity x salience, whose other articles are looked at."""

WINDOW = 50
"""Mentions looked at before, and as many after, the article's date, for each of those entities."""

RESCORED = 60
"""Candidates, most promising by those entities alone, that are scored on everything."""

SCANNED = 1000
"""Articles of a story among which the nearest in time are looked for."""

BREADTH = 6.0
"""What an article's entities, rarity x salience summed up, must come to for their overlap to count half."""

NEGLIGIBLE_TIME = 0.001
MOST_LANGUAGES = 50
DEFAULT_HALF_LIFE_DAYS = 30.0

# Equal promises at equal distances are told apart by id, which is read of the foremost only. That order has
# other keys than the one before: Neo4j would stop reading one that goes on with the same keys, and hold all
# rows of the first to the end of the statement, two megabytes for each article of a page.
_CANDIDATES: LiteralString = """
CALL () { MATCH (_any:Article) RETURN count(_any) AS _total }
OPTIONAL MATCH (this)-[:IN_STORY]->(_story:Story)
WITH _total, _story, this.orderedAt AS _now,
  coalesce(head([(this)-[:DUPLICATE_OF]->(_first) | _first.id]), this.id) AS _whole
CALL (this, _total) {
  OPTIONAL MATCH (this)-[_m:MENTIONS]->(_e:Entity)
  WITH _e, _m.salience AS _salience,
    (log(1.0 + toFloat(_total) / (1 + _e.articleCount)) / log(1.0 + _total / 2.0)) ^ 2 AS _rarity
  ORDER BY _rarity * _salience DESC, _e.id
  RETURN [_o IN collect({entity: _e, id: _e.id, salience: _salience, rarity: _rarity,
    isReported: coalesce(_e.reported, false)}) WHERE _o.entity IS NOT NULL] AS _own
}
WITH _story, _now, _whole, _own, [_o IN _own | _o.id] AS _ids,
  reduce(_sum = $breadth, _o IN _own | _sum + _o.rarity * _o.salience) AS _breadth
CALL (this, _own, _ids, _story, _now) {
  CALL (this, _own, _story, _now) {
    UNWIND [_o IN _own WHERE _o.entity.articleCount > 1][0..$weightiest] AS _heavy
    CALL (_now, _heavy) {
      MATCH (_c)-[_x:MENTIONS]->() USING INDEX SEEK _x:MENTIONS(entityId, orderedAt)
      WHERE _x.entityId = _heavy.id AND _x.orderedAt <= _now
      WITH _c, _x ORDER BY _x.entityId DESC, _x.orderedAt DESC LIMIT $window
      RETURN _c, _x.salience AS _there, _now.epochMillis - _x.orderedAt.epochMillis AS _apart
      UNION ALL
      MATCH (_c)-[_x:MENTIONS]->() USING INDEX SEEK _x:MENTIONS(entityId, orderedAt)
      WHERE _x.entityId = _heavy.id AND _x.orderedAt > _now
      WITH _c, _x ORDER BY _x.entityId, _x.orderedAt LIMIT $window
      RETURN _c, _x.salience AS _there, _x.orderedAt.epochMillis - _now.epochMillis AS _apart
    }
    WITH _c, sum(_heavy.rarity * sqrt(_heavy.salience * _there)) AS _promise, min(_apart) AS _apart
    WHERE _c <> this
    WITH _c, _promise, _apart ORDER BY _promise DESC, _apart LIMIT 2 * $rescored
    WITH _c, -_promise AS _last, _apart ORDER BY _last, _apart, _c.id LIMIT $rescored
    RETURN _c, 0.0 AS _linked, 0.0 AS _near
    UNION ALL
    MATCH (this)-[_similar:SIMILAR]->(_c:Article)
    RETURN _c, 0.0 AS _linked, _similar.score AS _near
    UNION ALL
    MATCH (this)<-[_similar:SIMILAR]-(_c:Article)
    RETURN _c, 0.0 AS _linked, _similar.score AS _near ORDER BY _near DESC, _c.id LIMIT $rescored
    UNION ALL
    UNWIND [_o IN _own WHERE _o.isReported] AS _event
    CALL (_event) {
      MATCH (_c)-[_x:MENTIONS]->() USING INDEX SEEK _x:MENTIONS(entityId, orderedAt)
      WHERE _x.entityId = _event.id AND _x.orderedAt IS NOT NULL
      WITH _c, _x ORDER BY _x.entityId, _x.orderedAt LIMIT $window
      RETURN _c
    }
    WITH _c WHERE _c <> this
    RETURN DISTINCT _c, 0.0 AS _linked, 0.0 AS _near
    UNION ALL
    CALL (_story) { MATCH (_story)<-[:IN_STORY]-(_c:Article) RETURN _c LIMIT $scanned }
    WITH _c WHERE _c <> this
    RETURN _c, 0.0 AS _linked, 0.0 AS _near
    ORDER BY abs(_c.orderedAt.epochMillis - _now.epochMillis), _c.id LIMIT $rescored
    UNION ALL
    MATCH (this)-[:LINKS_TO]->(:Headline)-[:REFERS_TO]->(_c:Article) WHERE _c <> this
    RETURN _c, $editor AS _linked, 0.0 AS _near
    UNION ALL
    MATCH (this)<-[:REFERS_TO]-(:Headline)<-[:LINKS_TO]-(_c:Article) WHERE _c <> this
    RETURN _c, $editor AS _linked, 0.0 AS _near
  }
  WITH _c, max(_linked) AS _editor, $text * max(_near) AS _text
"""

# All that hangs on a candidate is read in one go: each look at an article's relationships reads them all.
_SCORED: LiteralString = """
  OPTIONAL MATCH (_c)-[_r:MENTIONS|IN_STORY|DUPLICATE_OF]->(_to)
  WHERE NOT _r:MENTIONS OR _r.entityId IN _ids
  WITH _c, _editor, _text,
    collect(CASE WHEN _r:MENTIONS THEN {id: _r.entityId, salience: _r.salience} END) AS _others,
    max(CASE WHEN _r:IN_STORY AND _to = _story THEN $story ELSE 0.0 END) AS _tale,
    head(collect(CASE WHEN _r:DUPLICATE_OF THEN _to.id END)) AS _first
  RETURN _c, _editor, _text, _tale, _first, [_other IN _others |
    head([_o IN _own WHERE _o.id = _other.id |
      {entity: _o.entity, isReported: _o.isReported,
        weight: _o.rarity * sqrt(_o.salience * _other.salience)}])] AS _common
}
WITH _c, _now, _whole, _first, _editor, _text, _tale, _common,
  [_s IN _common WHERE _s.isReported | {entity: _s.entity, weight: 0.0}] AS _events,
  reduce(_sum = 0.0, _s IN _common | _sum + _s.weight) / _breadth AS _overlap
WITH _c, _whole, coalesce(_first, _c.id) AS _body, _editor, _text, _tale, _common, _events,
  CASE WHEN _overlap > 1.0 THEN $entities ELSE $entities * _overlap END AS _entities,
  CASE WHEN _events = [] THEN 0.0 ELSE $event END AS _event,
  $time * exp(-0.6931471805599453
    * abs(_c.orderedAt.epochMillis - _now.epochMillis) / ($halfLife * 86400000.0)) AS _time
WHERE _body <> _whole AND _entities + _text + _tale + _event + _editor > 0
  AND ($langs IS NULL OR _c.lang IN $langs)
WITH *, CASE WHEN _time < $negligible THEN 0.0 ELSE _time END AS _fresh
WITH *, _entities + _text + _tale + _event + _editor + _fresh AS _score
WHERE _score >= $least
WITH * ORDER BY _score DESC, _c.orderedAt DESC, _c.id
WITH _body, head(collect({c: _c, score: _score, common: _common, events: _events,
  weights: [{signal: 'ENTITIES', weight: _entities}, {signal: 'TEXT', weight: _text},
    {signal: 'STORY', weight: _tale}, {signal: 'EVENT', weight: _event},
    {signal: 'EDITOR', weight: _editor}, {signal: 'TIME', weight: _fresh}]})) AS _best
WITH _best, _best.c AS _c
ORDER BY _best.score DESC, _c.orderedAt DESC, _c.id LIMIT $limit
WITH {article: _c, score: _best.score, reasons: [_r IN _best.weights WHERE _r.weight > 0 |
  {signal: _r.signal, weight: _r.weight, shared:
    CASE _r.signal WHEN 'ENTITIES' THEN _best.common WHEN 'EVENT' THEN _best.events ELSE [] END}]} AS row
"""


@strawberry.enum(description="What two articles can have in common.")
class Signal(Enum):
    """A reason's kind."""

    ENTITIES = strawberry.enum_value("ENTITIES", description="They mention the same entities.")
    TEXT = strawberry.enum_value("TEXT", description="Their texts have the same words, or mean alike.")
    STORY = strawberry.enum_value("STORY", description="They tell one story.")
    EVENT = strawberry.enum_value("EVENT", description="They report the same event.")
    EDITOR = strawberry.enum_value("EDITOR", description="One page links to the other.")
    TIME = strawberry.enum_value("TIME", description="They are near in time.")


WEIGHTS = {"ENTITIES": 1.0, "TEXT": 2.0, "STORY": 0.3, "EVENT": 0.3, "EDITOR": 0.3, "TIME": 0.1}
"""The most that each signal gives."""


_OF_ARTICLE: LiteralString = (
    "MATCH (_this:Article {id: $id}) CALL (_this) {"
    + (_CANDIDATES + _SCORED).replace("this", "_this")
    + "RETURN row } WITH row"
)


@strawberry.type(description="Why an article is related, and how much that counts.")
class RelatedReason:
    """`this` is a map."""

    signal: Signal = column("this.signal", "What the two have in common.")
    weight: float = column("this.weight", "Its part of the score.")
    shared: list[Entity] = fixed(
        Many("UNWIND this.shared AS _s WITH _s ORDER BY _s.weight DESC, _s.entity.id WITH _s.entity AS row"),
        "The shared entities, weightiest first, or events; empty for other signals.",
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


ArticleId = Annotated[strawberry.ID, strawberry.argument(description="Id of the article.")]
LeastScore = Annotated[float, strawberry.argument(description="Only articles with at least this score.")]
HalfLife = Annotated[
    float, strawberry.argument(description="Days between two articles that halve the weight of TIME.")
]


Signals = Annotated[
    list[Signal] | None,
    strawberry.argument(description="Only what these signals say counts; all where left out."),
]
Languages = Annotated[
    list[str] | None,
    strawberry.argument(description="Only articles in these languages (ISO 639-1); all where left out."),
]


def article_related(
    by: Signals = UNSET,
    min_score: LeastScore = 0.0,
    langs: Languages = UNSET,
    half_life_days: HalfLife = DEFAULT_HALF_LIFE_DAYS,
    first: Most = 10,
) -> Many:
    """The articles most related to one, best first."""
    return Many(_CANDIDATES + _SCORED, _parameters(by, min_score, langs, half_life_days, first))


def related_news(
    article_id: ArticleId,
    by: Signals = UNSET,
    min_score: LeastScore = 0.0,
    langs: Languages = UNSET,
    half_life_days: HalfLife = DEFAULT_HALF_LIFE_DAYS,
    first: Most = 10,
) -> Many:
    """The articles most related to the one with an id, best first; none for an id that nothing has."""
    id_ = checked_id(article_id, "articleId")
    return Many(_OF_ARTICLE, {**_parameters(by, min_score, langs, half_life_days, first), "id": id_})


def _parameters(
    by: list[Signal] | None, min_score: float, langs: list[str] | None, half_life_days: float, first: int
) -> dict[str, object]:
    if not 0 < half_life_days <= 36500:
        raise BadArgument(f"halfLifeDays is {half_life_days}; it must be more than 0 and at most 36500")
    if langs is not None and len(langs) > MOST_LANGUAGES:
        raise BadArgument(f"langs has {len(langs)} languages; it may have {MOST_LANGUAGES} at most")
    wanted = set(WEIGHTS) if by is None else {signal.name for signal in by}
    weights = {name.lower(): weight if name in wanted else 0.0 for name, weight in WEIGHTS.items()}
    return {
        **weights,
        "breadth": BREADTH,
        "weightiest": WEIGHTIEST,
        "window": WINDOW,
        "rescored": RESCORED,
        "scanned": SCANNED,
        "negligible": NEGLIGIBLE_TIME,
        "halfLife": half_life_days,
        "langs": None if langs is None else [lang.lower() for lang in langs],
        "least": min_score,
        "limit": checked_size(first),
    }
