"""Node: whatever has an id of its own."""

import strawberry

from resolvers.planner.piece import column


@strawberry.interface(description="Anything in the graph that has an id of its own.")
class Node:
    """Relay's Node; `this` is a node of the graph whose label is the type's name."""

    id: strawberry.ID = column("this.id", "Stable id: the same thing has the same id on every server.")
