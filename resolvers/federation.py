"""The schema as an Apollo Federation 2 subgraph: what it serves to a gateway beside the schema itself.

https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec

The published schema stays free of it: its SDL is what people read and clients compile. The served one has
`_service` and `_entities` on top, and the SDL that a gateway gets is the published one with `@key` on every
type of node. docs/decisions/0027-a-subgraph-beside-the-schema.md tells why.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, LiteralString, NewType, cast

import strawberry
from graphql import (
    ConstDirectiveNode,
    DefinitionNode,
    DocumentNode,
    ObjectTypeDefinitionNode,
    parse,
    print_ast,
)

from graph.errors import BadArgument
from resolvers.article import Article
from resolvers.entity import Event, Organization, Person, Place
from resolvers.page import checked_id
from resolvers.planner.piece import Many, One, asked, column
from resolvers.query import Query, node_with
from resolvers.schema import NODES, schema_of, sdl
from resolvers.story import Story

MOST_REPRESENTATIONS = 1000
"""Objects that a gateway may ask for at once."""

_LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])'
_NODE_TYPES = frozenset(node.__name__ for node in NODES)
_SHARED_TYPES = frozenset({"PageInfo"})
"""Types that every Relay schema has in the same form, so that other subgraphs may have them too."""

# The label is compared beside the id, so that an id under a wrong type is nothing.
_BY_REFERENCE: LiteralString = (
    "UNWIND range(0, size($references) - 1) AS _place WITH _place, $references[_place] AS _reference "
    + node_with("_reference[1]", "_place, _reference, ")
    + "WITH _place, CASE WHEN _reference[0] IN labels(_found) THEN _found END AS row ORDER BY _place"
)

Any_ = NewType("Any_", object)
Entity_ = Annotated[Article | Person | Place | Organization | Event | Story, strawberry.union("_Entity")]
Representations = Annotated[
    list[Any_],
    strawberry.argument(
        description=f"What to look up: objects with __typename and id, {MOST_REPRESENTATIONS:,} at most."
    ),
]


@cache
def subgraph_sdl() -> str:
    """The published SDL with the directives of Federation 2, which a gateway composes from."""
    document = parse(sdl())
    definitions = [
        _directed(definition) if isinstance(definition, ObjectTypeDefinitionNode) else definition
        for definition in document.definitions
    ]
    linked: tuple[DefinitionNode, ...] = (*parse(_LINK).definitions, *definitions)
    return print_ast(DocumentNode(definitions=linked)) + "\n"


def _directed(definition: ObjectTypeDefinitionNode) -> ObjectTypeDefinitionNode:
    """A type with the directive that Federation wants on it, if any."""
    name = definition.name.value
    if name in _NODE_TYPES:
        wanted = '@key(fields: "id")'
    elif name in _SHARED_TYPES:
        wanted = "@shareable"
    else:
        return definition
    example = cast(ObjectTypeDefinitionNode, parse(f"type T {wanted}").definitions[0])
    directives: tuple[ConstDirectiveNode, ...] = (*(definition.directives or ()), *(example.directives or ()))
    described = {key: getattr(definition, key) for key in ("description", "name", "interfaces", "fields")}
    return ObjectTypeDefinitionNode(**described, directives=directives)


def service() -> One:
    """The subgraph itself."""
    return One("WITH *, {sdl: $sdl} AS row", {"sdl": subgraph_sdl()})


def entities_by_reference(representations: Representations) -> Many:
    """Nodes by type and id, in the order asked for, null where there is none. Raises BadArgument."""
    if len(representations) > MOST_REPRESENTATIONS:
        raise BadArgument(
            f"representations has {len(representations)} entries; it may have at most {MOST_REPRESENTATIONS}"
        )
    return Many(
        _BY_REFERENCE, {"references": [_reference(each) for each in representations]}, keeps_nulls=True
    )


def _reference(representation: object) -> Sequence[str]:
    """Type and id of a representation; whatever else it holds is not looked at."""
    if not isinstance(representation, dict):
        raise BadArgument("a representation must be an object with __typename and id")
    given = cast(Mapping[str, object], representation)
    type_name, id_ = given.get("__typename"), given.get("id")
    if not isinstance(type_name, str) or type_name not in _NODE_TYPES:
        raise BadArgument(
            f"__typename is {str(type_name)[:50]!r}; it must be one of {', '.join(sorted(_NODE_TYPES))}"
        )
    if not isinstance(id_, str):
        raise BadArgument("a representation needs an id, a string")
    return [type_name, checked_id(id_)]


def _same(value: object) -> object:
    return value


@strawberry.type(name="_Service", description="This server as a part of a federated graph.")
class Service:
    """`this` is a map."""

    sdl: str = column("this.sdl", "The schema with the directives of Federation 2.")


@strawberry.type(name="Query", description="Where every query starts.")
class SubgraphQuery(Query):
    """The root fields, and those that a gateway asks."""

    subgraph_service: Service | None = asked(
        service, "This server as a part of a federated graph.", name="_service"
    )
    subgraph_entities: list[Entity_ | None] | None = asked(
        entities_by_reference, "Nodes by type and id, for a gateway.", name="_entities"
    )


subgraph = schema_of(
    SubgraphQuery,
    scalar_overrides={
        Any_: strawberry.scalar(
            name="_Any", description="An object of __typename and id.", serialize=_same, parse_value=_same
        )
    },
)
