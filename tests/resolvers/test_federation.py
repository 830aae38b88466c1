"""The subgraph: nodes by type and id in the order asked for, and the SDL with its keys."""

import pytest
from graphql import ObjectTypeDefinitionNode, parse

from asking import Ask
from resolvers.federation import MOST_REPRESENTATIONS, subgraph_sdl
from resolvers.schema import NODES, sdl
from world import World

ENTITIES = """query E($r: [_Any!]!) { _entities(representations: $r) {
  ... on _Entity { __typename }
  ... on Node { id }
  ... on Article { title mentions { entity { id } } }
  ... on Entity { articles(first: 1) { nodes { id } } }
} }"""


def test_every_node_comes_in_the_order_asked_for_and_null_where_there_is_none(ask: Ask, world: World) -> None:
    known = [("Article", article.id) for article in world.articles[:3]]
    known += [(entity.kind.value, entity.id) for entity in world.entities]
    asked = [*reversed(known), known[0]]
    wrong = [{"__typename": "Person", "id": known[0][1]}, {"__typename": "Article", "id": "nothing"}]
    answer = ask(
        ENTITIES, {"r": [wrong[0], *({"__typename": t, "id": i, "more": 1} for t, i in asked), wrong[1]]}
    )
    assert answer.errors == [] and answer.data is not None
    got = answer.data["_entities"]
    assert (got[0], got[-1]) == (None, None)
    assert [(node["__typename"], node["id"]) for node in got[1:-1]] == asked
    nodes = {node["id"]: node for node in got[1:-1]}
    for article in world.articles[:3]:
        named = {mention["entity"]["id"] for mention in nodes[article.id]["mentions"]}
        provisional = {candidate.id for candidate in article.candidates}
        assert nodes[article.id]["title"] == article.title
        assert named - provisional == {mention.entity_id for mention in article.mentions}


def test_one_type_alone_keeps_its_nulls(ask: Ask, world: World) -> None:
    article = world.articles[0]
    answer = ask(
        "query E($r: [_Any!]!) { _entities(representations: $r) { ... on Article { id title } } }",
        {"r": [{"__typename": "Article", "id": id_} for id_ in ("nothing", article.id)]},
    )
    assert answer.data == {"_entities": [None, {"id": article.id, "title": article.title}]}


def test_a_literal_representation_is_one_too(ask: Ask, world: World) -> None:
    id_ = world.articles[0].id
    text = f'{{ _entities(representations: [{{__typename: "Article", id: "{id_}"}}]) {{ __typename }} }}'
    assert ask(text).data == {"_entities": [{"__typename": "Article"}]}


@pytest.mark.parametrize(
    ("representation", "told"),
    [
        ("Q1", "must be an object"),
        ({"id": "Q1"}, "__typename is 'None'"),
        ({"__typename": "Query", "id": "Q1"}, "__typename is 'Query'"),
        ({"__typename": ["Person"], "id": "Q1"}, "__typename is"),
        ({"__typename": "Person"}, "needs an id"),
        ({"__typename": "Person", "id": 7}, "needs an id"),
        ({"__typename": "Person", "id": "a" * 201}, "id has 201 letters"),
    ],
)
def test_what_is_no_representation_is_told(ask: Ask, representation: object, told: str) -> None:
    answer = ask(ENTITIES, {"r": [representation]})
    assert told in answer.errors[0].message
    assert (answer.errors[0].extensions or {})["code"] == "BAD_USER_INPUT"


def test_not_more_than_a_thousand_at_once(ask: Ask) -> None:
    many = [{"__typename": "Person", "id": "Q1"}] * (MOST_REPRESENTATIONS + 1)
    assert "at most 1000" in ask(ENTITIES, {"r": many}).errors[0].message


def test_the_gateways_sdl_is_the_published_one_with_keys(ask: Ask) -> None:
    answer = ask("{ _service { sdl } }")
    assert answer.data == {"_service": {"sdl": subgraph_sdl()}}
    types = [d for d in parse(subgraph_sdl()).definitions if isinstance(d, ObjectTypeDefinitionNode)]
    keyed = {t.name.value for t in types if any(d.name.value == "key" for d in t.directives or ())}
    assert keyed == {node.__name__ for node in NODES}
    assert "_Any" not in sdl() and "_entities" not in subgraph_sdl()
