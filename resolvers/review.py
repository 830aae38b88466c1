"""Review: the names that no lexicon holds, for editors to accept, merge or drop."""

from typing import LiteralString

import strawberry
from strawberry import UNSET

from resolvers.argument import After, First, Kinds
from resolvers.article import Article
from resolvers.entity import Entity
from resolvers.enums import EntityKind
from resolvers.page import past_key, ranked_page
from resolvers.planner.piece import Many, One, column, fixed

_OPEN: LiteralString = (
    "MATCH (row:Candidate)\nWHERE "
    + past_key("row.openCount", "row.id", "<=")
    + """
  AND ($kinds IS NULL OR row.kind IN $kinds)
WITH row ORDER BY row.openCount DESC, row.id DESC LIMIT $limit
"""
)

_EXAMPLE = One(
    "CALL (this) { MATCH (this)-[_link:NAMED_IN]->(_a:Article) WITH _link, _a LIMIT 100 "
    "WITH _link, _a ORDER BY _a.orderedAt DESC, _a.id LIMIT 1 "
    "RETURN collect(_link) AS _links } WITH *, head(_links) AS row"
)


@strawberry.type(description="An article that has a name, with the sentence.")
class NameExample:
    """`this` is a NAMED_IN relationship."""

    sentence: str = column("this.sentence", "The first sentence that has the name.")
    certain: bool = column("this.certain", "Whether the words around it say what it is.")
    article: Article = fixed(One("WITH *, endNode(this) AS row"), "The article.")


@strawberry.type(description="A name that no lexicon holds and no editor has decided on.")
class ReviewItem:
    """`this` is a Candidate node."""

    id: strawberry.ID = column("this.id", "Id of the name; of the entity too, once it is one.")
    kind: EntityKind = column("toUpper(this.kind)", "What it seems to be.")
    text: str = column("this.text", "The name as written.")
    provisional: bool = column(
        "this.named", "Whether it is a provisional entity that articles mention; else it is not linked yet."
    )
    article_count: int = column("this.articleCount", "How many articles have the name.")
    cursor: str = column(
        "toString(this.openCount) + '.' + this.id", "Where it stands in the list; for `after`."
    )
    entity: Entity | None = fixed(
        One("WITH *, head(COLLECT { MATCH (this)-[:BECAME]->(_e:Entity) RETURN _e }) AS row"),
        "The provisional entity, where it is one.",
    )
    example: NameExample | None = fixed(_EXAMPLE, "The newest of its articles (of 100 looked at).")


def open_names(kinds: Kinds = UNSET, first: First = UNSET, after: After = UNSET) -> Many:
    """Names that wait for a decision, those in most articles first."""
    wanted = ranked_page(first, after, None, None)
    return Many(
        _OPEN,
        {
            "at": wanted.at,
            "id": wanted.id,
            "limit": wanted.size,
            "kinds": None if kinds is None else [kind.value for kind in kinds],
        },
    )
