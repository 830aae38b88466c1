"""Mention: where an article names an entity."""

import strawberry

from resolvers.entity import Entity
from resolvers.planner.piece import One, column, fixed


@strawberry.type(description="All places where one article names one entity.")
class Mention:
    """`this` is a MENTIONS relationship."""

    entity: Entity = fixed(One("WITH *, endNode(this) AS row"), "The entity that is named.")
    surface: str | None = column("head(this.surfaces)", "The first form in the body, as written.")
    surfaces: list[str] = column("this.surfaces", "Every form in the body, as written, in order.")
    starts: list[int] = column(
        "this.starts", "Where each form begins in the article's body, in Unicode code points."
    )
    ends: list[int] = column(
        "this.ends", "Where each form ends in the article's body, in Unicode code points."
    )
    count: int = column("this.count", "How often body and title name the entity.")
    in_title: bool = column("this.inTitle", "Whether the title names it.")
    salience: float = column("this.salience", "How much the article is about the entity, from 0 to 1.")
    confidence: float = column("this.confidence", "How sure the link to this entity is, from 0 to 1.")
