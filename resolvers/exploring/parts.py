"""Places within places: the parts of one, and what it is part of."""

from resolvers.argument import Most
from resolvers.page import checked_size
from resolvers.planner.piece import Many


def place_parts(first: Most = 20) -> Many:
    """The places that are directly part of one, those in most articles first."""
    return Many(
        "MATCH (row:Place)-[:PART_OF]->(this) WITH row ORDER BY row.articleCount DESC, row.id LIMIT $limit",
        {"limit": checked_size(first)},
    )


PLACE_CHAIN = Many(
    "MATCH _path = (this)-[:PART_OF*1..6]->(row:Place) "
    "WITH row, min(length(_path)) AS _far ORDER BY _far, row.id"
)
"""The places that one is part of, the next larger one first."""
