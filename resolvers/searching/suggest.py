"""Suggest: entities while their name is being typed, in any script.

Of a prefix that few names have, all are looked at. Of one that many have, such as a single letter, the
entities that most articles mention are asked for it, since what is sought is mostly among these; and where
they do not suffice, the first names in the order of letters fill up. So it costs the same however many names
there are.
"""

from typing import Annotated, LiteralString

import strawberry
from strawberry import UNSET

from graph.errors import BadArgument
from graph.folding import fold
from graph.names import EVERYWHERE
from resolvers.argument import Kinds, Most
from resolvers.entity import Entity
from resolvers.page import checked_size
from resolvers.planner.piece import Many, One, column, fixed

LONGEST_PREFIX = 100
ALIASES_LOOKED_AT = 200
"""Aliases with the prefix that are looked at, in the order of their letters."""

MOST_MENTIONED = 400
"""Entities that are asked for names with the prefix where there may be more than those aliases."""

_BY_PREFIX: LiteralString = """
CALL () {
  MATCH (_alias:Alias) WHERE _alias.folded STARTS WITH $prefix
  WITH _alias ORDER BY _alias.folded LIMIT $aliases
  RETURN collect(_alias) AS _first
}
CALL (_first) {
  UNWIND CASE WHEN size(_first) = $aliases AND $kinds IS NULL THEN _first[..$filling] ELSE _first END
    AS _alias
  MATCH (_alias)-[:NAMES]->(_e)
  WHERE $kinds IS NULL OR any(_label IN labels(_e) WHERE _label IN $kinds)
  RETURN _e, _alias
  UNION
  WITH _first WHERE size(_first) = $aliases
  CALL (_first) {
    MATCH (_e:Entity) WHERE _e.articleCount > 0 AND _e.id IS NOT NULL
    WITH _e ORDER BY _e.articleCount DESC, _e.id DESC LIMIT $mentioned
    WITH _e WHERE ($kinds IS NULL OR any(_label IN labels(_e) WHERE _label IN $kinds))
      AND any(_folded IN [(_other)-[:NAMES]->(_e) | _other.folded] WHERE _folded STARTS WITH $prefix)
    RETURN _e LIMIT $limit
  }
  MATCH (_alias)-[:NAMES]->(_e) WHERE _alias.folded STARTS WITH $prefix
  RETURN _e, _alias
}
WITH _e, min(size(_alias.folded)) AS _length, collect(_alias) AS _forms
ORDER BY _e.articleCount DESC, _length, _e.id LIMIT $limit
CALL (_forms) {
  UNWIND _forms AS _alias
  WITH _alias ORDER BY NOT _alias.lang IN $everywhere, size(_alias.folded), _alias.text
  RETURN head(collect(_alias)) AS _usual
}
WITH {entity: _e, alias: _usual} AS row
"""


@strawberry.type(description="An entity whose name begins with what was typed.")
class Suggestion:
    """`this` is a map."""

    entity: Entity = fixed(One("WITH *, this.entity AS row"), "The entity.")
    text: str = column("this.alias.text", "The form of its name that begins so.")
    lang: str = column("this.alias.lang", "ISO 639-1 code of the language of that form.")


Prefix = Annotated[str, strawberry.argument(description="What was typed so far, in any script.")]


def suggestions(prefix: Prefix, kinds: Kinds = UNSET, first: Most = 10) -> Many:
    """Entities with a name that begins with the prefix, those in most articles first."""
    if len(prefix) > LONGEST_PREFIX:
        raise BadArgument(f"prefix has {len(prefix)} letters; it may have at most {LONGEST_PREFIX}")
    folded, limit = fold(prefix), checked_size(first, least=1)
    return Many(
        _BY_PREFIX if folded else "UNWIND [] AS row",
        {
            "prefix": folded,
            "aliases": ALIASES_LOOKED_AT,
            "mentioned": MOST_MENTIONED,
            "filling": 2 * limit,
            "everywhere": list(EVERYWHERE),
            "kinds": None if kinds is None else [kind.value for kind in kinds],
            "limit": limit,
        },
    )
