"""The schema: the one source of the SDL and of validation."""

from strawberry import Schema

from resolvers.article import Article
from resolvers.entity import Event, Organization, Person, Place
from resolvers.query import Query

schema = Schema(query=Query, types=[Article, Person, Place, Organization, Event])


def sdl() -> str:
    """The schema in GraphQL's schema definition language, as schema.graphql holds it."""
    return schema.as_str() + "\n"
