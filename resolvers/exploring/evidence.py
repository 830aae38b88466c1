"""Evidence: the sentence of an article that shows that it names two entities.

The sentence is cut from the article's body around the places of the two names. It ends at a stop that a
space follows, but for those of initials and usual abbreviations, or at a line's end. An abbreviation not
known here may cut it short; it always holds the names that it is told for.
"""

from string import ascii_uppercase
from typing import TYPE_CHECKING, Annotated, LiteralString

import strawberry

from resolvers.argument import Most
from resolvers.page import checked_size
from resolvers.planner.piece import Many, One, column, fixed

if TYPE_CHECKING:
    from resolvers.article import Article

NEAR = 200
"""Newest articles that are read of each of the two entities."""

READ = 10
"""Articles that name both, the newest ones, whose sentences are looked at."""

PLACES = 20
"""Places of each name in an article that are looked at."""

REACH = 600
"""Code points that a sentence may have before, between and after the names."""

_QUOTES = ['"', "»", "”"]
_STOPS = [
    f"{stop}{after}"
    for stop in (".", "!", "?", "؟", "۔", "…")
    for after in (" ", "\n", *(quote + space for quote in _QUOTES for space in " \n"))
] + ["\n"]

_JOIN = "\N{NO-BREAK SPACE}"
_TITLES = [
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Prof",
    "Gen",
    "Col",
    "Lt",
    "Sgt",
    "Sen",
    "Rep",
    "Gov",
    "St",
    "Jr",
    "MM",
    "Mme",
    "Mlle",
    "Sra",
    "د",
    "أ",
    "م",
]
_ABBREVIATIONS = [
    f"{before}{short}. "
    for before, shorts in (
        (" ", _TITLES),
        (" ", ascii_uppercase),
        (".", ascii_uppercase),
        (_JOIN, ascii_uppercase),
    )
    for short in shorts
]
"""Initials and titles with the stop that ends no sentence, and what parts them from the word before."""

_BOTH: LiteralString = """
WITH this.from AS _x, this.to AS _y
UNWIND [_x, _y] AS _e
CALL (_e) {
  MATCH (_a)-[_m:MENTIONS]->() USING INDEX SEEK _m:MENTIONS(entityId, orderedAt)
  WHERE _m.entityId = _e.id AND _m.orderedAt IS NOT NULL
  WITH _a, _m ORDER BY _m.entityId DESC, _m.orderedAt DESC, _a.id DESC LIMIT $near
  RETURN _a
}
WITH DISTINCT _a, _x, _y
MATCH (_a)-[_mx:MENTIONS]->(_x)
MATCH (_a)-[_my:MENTIONS]->(_y)
WITH _a, _mx, _my ORDER BY _a.orderedAt DESC, _a.id DESC LIMIT $read
WITH _a, _mx, _my, reduce(_text = _a.body, _short IN $abbreviations |
  replace(_text, _short, substring(_short, 0, size(_short) - 1) + $join)) AS _body
CALL (_body, _mx, _my) {
  UNWIND range(0, size(_mx.starts) - 1)[0..$places] AS _i
  UNWIND range(0, size(_my.starts) - 1)[0..$places] AS _j
  WITH _body,
    CASE WHEN _mx.starts[_i] < _my.starts[_j] THEN _mx.starts[_i] ELSE _my.starts[_j] END AS _from,
    CASE WHEN _mx.ends[_i] > _my.ends[_j] THEN _mx.ends[_i] ELSE _my.ends[_j] END AS _until
  WITH _body, _from, _until WHERE _until - _from <= $reach
    AND size(split(substring(_body, _from, _until - _from), $stops)) = 1
  ORDER BY _from, _until LIMIT 1
  RETURN collect([_from, _until]) AS _spans
}
"""

_SENTENCE: LiteralString = """
WITH _a, _mx, _my, _body, head(_spans) AS _span, coalesce(_mx.sentence, _my.sentence) AS _report
WITH *, CASE
    WHEN _span IS NOT NULL THEN _span
    WHEN _mx.inTitle AND _my.inTitle OR _report IS NOT NULL THEN null
    WHEN size(_mx.starts) > 0 THEN [_mx.starts[0], _mx.ends[0]]
    WHEN size(_my.starts) > 0 THEN [_my.starts[0], _my.ends[0]] END AS _cut
WITH *, CASE WHEN _cut[0] > $reach THEN _cut[0] - $reach ELSE 0 END AS _edge
WITH *, last(split(substring(_body, _edge, _cut[0] - _edge), $stops)) AS _left,
  substring(_body, _cut[1], $reach) AS _rest
WITH *, size(head(split(_rest, $stops))) + 1 AS _more
WITH *, CASE WHEN substring(_rest, _more, 1) IN $quotes THEN _more + 1 ELSE _more END AS _more_quoted
WITH *, _cut[0] - size(_left) AS _begin, _cut[1] + _more_quoted AS _end
WITH *, trim(substring(_a.body, _begin, _end - _begin)) AS _cited
WITH _a, CASE
    WHEN _cut IS NOT NULL THEN _cited
    WHEN _mx.inTitle AND _my.inTitle OR _report IS NULL THEN _a.title ELSE _report END AS _sentence,
  _span IS NOT NULL OR _mx.inTitle AND _my.inTitle AS _shown, _mx, _my
WITH _a, _sentence, _shown OR (any(_s IN _mx.surfaces WHERE _sentence CONTAINS _s)
  AND any(_s IN _my.surfaces WHERE _sentence CONTAINS _s)) AS _both
ORDER BY _both DESC, _a.orderedAt DESC, _a.id DESC LIMIT $limit
WITH {article: _a, sentence: _sentence, both: _both} AS row
"""


@strawberry.type(description="An article that names the two entities of a hop.")
class HopEvidence:
    """`this` is a map."""

    article: Annotated["Article", strawberry.lazy("resolvers.article")] = fixed(
        One("WITH *, this.article AS row"), "The article."
    )
    sentence: str = column(
        "this.sentence",
        "The first sentence that names both; else the title where that does; else the sentence that reports "
        "the event; else one that names one of them, or the title.",
    )
    names_both: bool = column("this.both", "Whether that sentence names both.")


def hop_evidence(first: Most = 1) -> Many:
    """Articles that name both entities of a hop, those with a sentence that does so first."""
    return Many(
        _BOTH + _SENTENCE,
        {
            "near": NEAR,
            "read": READ,
            "places": PLACES,
            "reach": REACH,
            "stops": _STOPS,
            "quotes": _QUOTES,
            "abbreviations": _ABBREVIATIONS,
            "join": _JOIN,
            "limit": checked_size(first),
        },
    )
