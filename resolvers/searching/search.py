"""Search: one box over articles and entities, by words, by meaning, or both.

WORDS asks the full-text indexes, each language with its own analyzer, and the names of entities. MEANING asks
the vector index for the articles whose embedding is nearest to that of the query, in any language. BOTH joins
the two lists by reciprocal rank: a hit scores the sum of 1 / (60 + its rank) over the lists, as a share of
what the first in both would (Cormack, Clarke and Buettcher, Reciprocal Rank Fusion, 2009). Entities have no
embedding; what stands in one list only because the other cannot hold it counts as if it stood there alike.
"""

import re
from enum import Enum
from typing import Annotated, Any, LiteralString, cast

import strawberry
from strawberry import UNSET

from graph.folding import fold, fold_with_offsets
from graph.text import text_indexes
from resolvers.argument import Most
from resolvers.filters.words import checked_words
from resolvers.node import Node
from resolvers.page import checked_size
from resolvers.planner.piece import Many, Meaning, One, column, fixed

MOST_MARKS = 20
"""Places in one snippet that are marked."""

PASSAGE = 400
"""Letters of a snippet."""

_LONGEST_WORD = 40

_RANK = 60.0
_PREFIX = 4

_BY_WORDS: LiteralString = """
CALL () {
  CALL () {
    WITH * WHERE $articles
    UNWIND $indexes AS _index
    CALL db.index.fulltext.queryNodes(_index, $words, {limit: $proposed}) YIELD node AS _node, score AS _score
    WITH _node, _score WHERE $langs IS NULL OR _node.lang IN $langs
    WITH _node, _score ORDER BY _score DESC, _node.id LIMIT $proposed
    WITH collect({node: _node, score: _score}) AS _hits, max(_score) AS _best
    UNWIND _hits AS _hit
    RETURN _hit.node AS _found, _hit.score / _best AS _relative
    UNION ALL
    WITH * WHERE $kinds IS NULL OR $kinds <> []
    CALL db.index.fulltext.queryNodes('alias_text', $names, {limit: $aliases})
    YIELD node AS _alias, score AS _score
    MATCH (_alias)-[:NAMES]->(_entity:Entity)
    WHERE $kinds IS NULL OR any(_label IN labels(_entity) WHERE _label IN $kinds)
    WITH _entity, max(_score) AS _score
    WITH collect({node: _entity, score: _score}) AS _hits, max(_score) AS _best
    UNWIND _hits AS _hit
    RETURN _hit.node AS _found, _hit.score / _best AS _relative
  }
  WITH _found, _relative
  ORDER BY _relative DESC, coalesce(_found.articleCount, 0) DESC, _found.orderedAt DESC, _found.id
  LIMIT $proposed
  RETURN collect({node: _found, score: _relative}) AS _worded
}
"""

_BY_MEANING: LiteralString = """
CALL () {
  WITH * WHERE $vector IS NOT NULL
  CALL db.index.vector.queryNodes('article_embedding', $wide, $vector) YIELD node AS _near, score AS _score
  WITH _near, 2 * _score - 1 AS _cosine
  WHERE $articles AND _cosine > 0 AND ($langs IS NULL OR _near.lang IN $langs)
  WITH _near, _cosine ORDER BY _cosine DESC, _near.id LIMIT $proposed
  RETURN collect({node: _near, score: _cosine}) AS _meant
}
"""

_JOINED: LiteralString = """
CALL (_worded, _meant) {
  UNWIND range(0, size(_worded) - 1) AS _place
  RETURN _worded[_place].node AS _found, 1.0 / ($rank + _place + 1) AS _part
  UNION ALL
  UNWIND range(0, size(_meant) - 1) AS _place
  RETURN _meant[_place].node AS _found, 1.0 / ($rank + _place + 1) AS _part
}
WITH _found, sum(_part) * ($rank + 1) / 2
  * CASE WHEN _found:Entity OR $vector IS NULL THEN 2 ELSE 1 END AS _score
ORDER BY _score DESC, _found.orderedAt DESC, _found.id LIMIT $limit
WITH {node: _found, score: _score} AS _hit
"""

_WORDED: LiteralString = "UNWIND _worded[0..$limit] AS _hit\n"
_MEANT: LiteralString = "UNWIND _meant[0..$limit] AS _hit\n"

# A paragraph with a word of the query, else the first one; of an entity, the form of its name that fits best.
_PASSAGE: LiteralString = """
WITH _hit, _hit.node AS _node, [_hit.node.title] + split(coalesce(_hit.node.body, ''), '\\n\\n') AS _texts
WITH _hit, CASE WHEN _node:Entity THEN coalesce(COLLECT {
    MATCH (_node)<-[:NAMES]-(_form:Alias)
    WITH _form, size([_stem IN $stems WHERE _form.folded CONTAINS _stem]) AS _fitting WHERE _fitting > 0
    RETURN _form.text ORDER BY _fitting DESC, size(_form.text), _form.text LIMIT 1
  }[0], _node.name) ELSE
  coalesce(head([_text IN _texts[1..] WHERE any(_stem IN $stems WHERE
    replace(replace(replace(replace(replace(toLower(_text),
      'أ', 'ا'), 'إ', 'ا'), 'آ', 'ا'), 'ى', 'ي'), 'ة', 'ه') CONTAINS _stem)]),
    _texts[1], _texts[0]) END AS _text
WITH {node: _hit.node, score: _hit.score, passage: [_text, $stems]} AS row
"""


@strawberry.enum(description="What search goes by.")
class SearchMode(Enum):
    """A way to search."""

    WORDS = strawberry.enum_value("WORDS", description="The words, stems compared, and names of entities.")
    MEANING = strawberry.enum_value(
        "MEANING",
        description="What the query means, in any language; articles only. An error where the server has no "
        "encoder.",
    )
    BOTH = strawberry.enum_value(
        "BOTH",
        description="Both, joined by the ranks that they give; words alone where the server has no encoder.",
    )


@strawberry.enum(description="What is searched for.")
class SearchKind(Enum):
    """A kind of hit."""

    ARTICLE = "Article"
    PERSON = "Person"
    PLACE = "Place"
    ORGANIZATION = "Organization"
    EVENT = "Event"


def _cut(value: list[Any]) -> tuple[str, list[tuple[int, int]]]:
    """The part of a passage that is shown, and the words in it that begin as the query's stems do."""
    text, stems = cast(str, value[0]), cast(list[str], value[1])
    marks = _marks(text, stems)
    begin = max(0, marks[0][0] - PASSAGE // 2) if marks and marks[0][1] > PASSAGE else 0
    if begin:
        # Where no space is near, as in Japanese, the passage begins within a word.
        begin = max(begin, text.find(" ", begin, begin + _LONGEST_WORD) + 1)
    end = begin + PASSAGE
    inside = [(start - begin, stop - begin) for start, stop in marks if start >= begin and stop <= end]
    return text[begin:end], inside[:MOST_MARKS]


def _marks(text: str, stems: list[str]) -> list[tuple[int, int]]:
    folded, offsets = fold_with_offsets(text)
    return [
        (offsets[found.start()], offsets[found.end() - 1] + 1)
        for found in re.finditer(r"\S+", folded)
        if any(stem in found[0] for stem in stems)
    ]


@strawberry.type(description="The passage of a hit that fits best, with the words that were searched for.")
class Snippet:
    """`this` is a list: the passage, and what its marked words contain."""

    text: str = column("this", f"The passage, {PASSAGE} letters at most.", lambda value: _cut(value)[0])
    starts: list[int] = column(
        "this",
        "Where marked words begin, in code points.",
        lambda value: [mark[0] for mark in _cut(value)[1]],
    )
    ends: list[int] = column(
        "this", "Where they end, in code points.", lambda value: [mark[1] for mark in _cut(value)[1]]
    )


@strawberry.type(description="An article or entity that fits what was searched for.")
class SearchHit:
    """`this` is a map."""

    node: Node = fixed(One("WITH *, this.node AS row"), "The article or entity.")
    score: float = column(
        "this.score",
        "How well it fits, from 0 to 1. By words, 1 is the best hit of its kind; by meaning it is the "
        "cosine; by both, 1 is what comes first in both lists.",
    )
    snippet: Snippet = fixed(One("WITH *, this.passage AS row"), "The passage that shows why.")


Words = Annotated[str, strawberry.argument(description="What to look for; any text is safe.")]
Mode = Annotated[SearchMode, strawberry.argument(description="What search goes by.")]
SearchKinds = Annotated[
    list[SearchKind] | None, strawberry.argument(description="Only these kinds; all where left out.")
]
Languages = Annotated[
    list[str] | None,
    strawberry.argument(description="Only articles in these languages (ISO 639-1); all where left out."),
]


def search_hits(
    query: Words,
    mode: Mode = SearchMode.WORDS,
    kinds: SearchKinds = UNSET,
    langs: Languages = UNSET,
    first: Most = 20,
) -> Many:
    """Articles and entities that fit, best first; any text is safe to search for."""
    limit = checked_size(first, least=1)
    words = checked_words(query)
    if not words:
        return Many("UNWIND [] AS row")
    known = None if langs is None else [lang.lower() for lang in langs[:50]]
    named = None if kinds is None else [kind.value for kind in kinds]
    parameters: dict[str, object] = {
        "articles": named is None or "Article" in named,
        "kinds": None if named is None else [kind for kind in named if kind != "Article"],
        "langs": known,
        "limit": limit,
        "proposed": max(limit, 50),
        "stems": _stems(query),
    }
    by_words = {
        "words": words,
        "names": fold(query) or words,
        "indexes": text_indexes(known),
        "aliases": 5 * limit,
    }
    # Languages are sifted after the index has answered, so it is asked for more where some do not count.
    meaning = Meaning(query, optional=mode is SearchMode.BOTH)
    by_meaning = {"vector": meaning, "wide": 500 if known else max(limit, 50)}
    if mode is SearchMode.WORDS:
        return Many(_BY_WORDS + _WORDED + _PASSAGE, parameters | by_words)
    if mode is SearchMode.MEANING:
        return Many(_BY_MEANING + _MEANT + _PASSAGE, parameters | by_meaning)
    joined: LiteralString = _BY_WORDS + _BY_MEANING + _JOINED + _PASSAGE
    return Many(joined, parameters | by_words | by_meaning | {"rank": _RANK})


def _stems(query: str) -> list[str]:
    """What words of a passage contain that are marked: the query's words, long ones without their end."""
    words = [word for word in fold(query).split() if len(word) > 2]
    return [word[: max(_PREFIX, len(word) - 2)] for word in words] or fold(query).split()
