"""The schema: the one source of the SDL and of validation."""

from strawberry import Schema

from resolvers.article import Article
from resolvers.entity import Event, Organization, Person, Place
from resolvers.mutation import Mutation
from resolvers.query import Query
from resolvers.subscription import Subscription

schema = Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[Article, Person, Place, Organization, Event],
)


def sdl() -> str:
    """The schema in GraphQL's schema definition language, as schema.graphql holds it."""
    return schema.as_str() + "\n"
