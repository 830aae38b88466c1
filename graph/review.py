"""Names that wait for an editor, and those that editors have decided on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import LiteralString

from graph.database import Database
from graph.model import Alias, AliasOrigin, Entity, EntityKind

MOST_GROWN = 20_000
"""Entities grown in the graph whose names are read for linking, those in most articles first."""

_OPEN: LiteralString = """
MATCH (c:Candidate) WHERE c.openCount IS NOT NULL AND ($kinds IS NULL OR c.kind IN $kinds)
WITH c ORDER BY c.openCount DESC, c.id DESC LIMIT $limit
CALL (c) {
  MATCH (c)-[r:NAMED_IN]->(a:Article)
  WITH r, a LIMIT 100
  RETURN r.sentence AS sentence, a.id AS article, a.url AS url ORDER BY a.orderedAt DESC, a.id LIMIT 1
}
RETURN c.id, c.kind, c.text, c.named, c.openCount, sentence, article, url
"""

_GROWN: LiteralString = """
MATCH (c:Candidate) WHERE c.decision IN ['ACCEPTED', 'MERGED']
MATCH (c)-[:BECAME]->(e:Entity)
WITH DISTINCT e ORDER BY e.articleCount DESC, e.id LIMIT $most
RETURN e.id, [label IN labels(e) WHERE label <> 'Entity'][0], e.name,
  COLLECT { MATCH (alias:Alias)-[:NAMES]->(e) WHERE alias.origin <> $lexicon
            RETURN [alias.text, alias.lang, alias.origin] ORDER BY alias.id }
"""


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that waits for a decision: `provisional` when it is an entity already, else unlinked.

    `sentence` is an example out of the article with the id `article` and the address `url`, if any.
    """

    id: str
    kind: EntityKind
    text: str
    provisional: bool
    articles: int
    sentence: str
    article: str
    url: str | None


async def open_names(
    database: Database, limit: int, kinds: Sequence[EntityKind] | None = None
) -> list[OpenName]:
    """Names that wait for a decision, those in most articles first, at most `limit`."""
    wanted = None if kinds is None else [kind.value for kind in kinds]
    rows = await database.read(_OPEN, {"limit": limit, "kinds": wanted})
    return [OpenName(row[0], EntityKind(row[1]), *row[2:]) for row in rows]


async def grown_entities(database: Database) -> list[Entity]:
    """Entities that editors accepted or merged names into, with the names that no lexicon gives them.

    At most `MOST_GROWN`. Provisional ones are not among them: what is read must not depend on the order in
    which articles came.
    """
    rows = await database.read(_GROWN, {"most": MOST_GROWN, "lexicon": AliasOrigin.LEXICON.value})
    return [
        Entity(
            id_,
            EntityKind(kind),
            {"en": name},
            tuple(Alias(text, lang, AliasOrigin(origin)) for text, lang, origin in aliases),
        )
        for id_, kind, name, aliases in rows
    ]
