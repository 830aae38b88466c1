"""The schema: the one source of the SDL and of validation."""

from typing import Any

from strawberry import Schema

from resolvers.article import Article
from resolvers.entity import Event, Organization, Person, Place
from resolvers.mutation import Mutation
from resolvers.query import Query
from resolvers.story import Story
from resolvers.subscription import Subscription

NODES: tuple[type, ...] = (Article, Person, Place, Organization, Event, Story)
"""The types that have ids of their own; those that only an interface leads to must be told to Strawberry."""


def schema_of(query: type, **options: Any) -> Schema:
    """The schema whose queries start at `query`; `options` are further ones of strawberry.Schema."""
    return Schema(query=query, mutation=Mutation, subscription=Subscription, types=NODES, **options)


schema = schema_of(Query)


def sdl() -> str:
    """The schema in GraphQL's schema definition language, as schema.graphql holds it."""
    return schema.as_str() + "\n"
