"""Words that a user typed, as a query that Lucene cannot take for its own language."""

from graph.errors import BadArgument
from graph.text import text_query

LONGEST_QUERY = 500


def checked_words(text: str, name: str = "query") -> str:
    """The words of a text as `graph.text.text_query` makes them; empty where it has none.

    Raises BadArgument, naming the argument, for more than LONGEST_QUERY letters.
    """
    if len(text) > LONGEST_QUERY:
        raise BadArgument(f"{name} has {len(text)} letters; it may have at most {LONGEST_QUERY}")
    return text_query(text)
