"""Words that a user typed, as a query that Lucene cannot take for its own language."""

import re

from graph.errors import BadArgument

LONGEST_QUERY = 500
_WORD = re.compile(r"\w+")


def checked_words(text: str, name: str = "query") -> str:
    """The words of a text in lower case, parted by spaces; empty where it has none.

    No sign or word (AND, OR, NOT) of Lucene's query language is left. Raises BadArgument, naming the
    argument, for more than LONGEST_QUERY letters.
    """
    if len(text) > LONGEST_QUERY:
        raise BadArgument(f"{name} has {len(text)} letters; it may have at most {LONGEST_QUERY}")
    return " ".join(_WORD.findall(text.lower()))
