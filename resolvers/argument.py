"""Arguments that several fields take. One that is left out reaches its builder as None."""

from typing import Annotated

from strawberry import argument

from resolvers.enums import EntityKind
from resolvers.filters.articles import ArticleFilter

First = Annotated[int | None, argument(description="How many at most, 0 to 100; 20 where left out.")]
After = Annotated[str | None, argument(description="Cursor of the edge to go on after, with first.")]
Last = Annotated[int | None, argument(description="How many at most, counted from the end; 0 to 100.")]
Before = Annotated[str | None, argument(description="Cursor of the edge to stop before, with last.")]
Most = Annotated[int, argument(description="How many at most, up to 100.")]
Kinds = Annotated[list[EntityKind] | None, argument(description="Only these kinds; all where left out.")]
Language = Annotated[
    str | None, argument(description="ISO 639-1 code, such as ar, en or fr; English where left out.")
]
Where = Annotated[ArticleFilter | None, argument(description="Which articles; all where left out.")]
