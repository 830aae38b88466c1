"""Full-text indexes: one for each language that has an analyzer, and one for all other languages.

An analyzer cuts a text into words, leaves out those that say nothing and stems the others, so articles of
different languages need different ones. Which index an article is in is told by a label of its own: the text
itself stays where it is, once.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import LiteralString

_ANALYZERS: dict[str, tuple[LiteralString, LiteralString, LiteralString]] = {
    "ar": ("article_text_ar", "ArticleAr", "arabic"),
    "en": ("article_text_en", "ArticleEn", "english"),
    "fr": ("article_text_fr", "ArticleFr", "french"),
    "es": ("article_text_es", "ArticleEs", "spanish"),
}
_OTHER: tuple[LiteralString, LiteralString, LiteralString] = (
    "article_text_xx",
    "ArticleXx",
    "standard-no-stop-words",
)

TEXT_LABELS: LiteralString = ":ArticleAr:ArticleEn:ArticleFr:ArticleEs:ArticleXx"
"""The labels of all these indexes, as they stand in Cypher after a node."""

MOST_VARIANTS = 9
"""Spellings of one word that are looked for."""

_JOINERS = "_\u200c\u200d"
"""What joins letters to one word besides letters: Persian and Hindi write with the last two."""

_LETTER_BY_LETTER = re.compile("[\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_HAMZA = re.compile("[ءؤئ]")


def text_label(lang: str) -> str:
    """The label that puts an article of a language into its full-text index."""
    return _ANALYZERS.get(lang, _OTHER)[1]


def text_index(lang: str) -> str:
    """The name of the full-text index of a language."""
    return _ANALYZERS.get(lang, _OTHER)[0]


def text_indexes(langs: Iterable[str] | None) -> list[str]:
    """The names of the full-text indexes of these languages; of all where None."""
    if langs is None:
        return [*(index for index, _, _ in _ANALYZERS.values()), _OTHER[0]]
    return sorted({text_index(lang) for lang in langs})


def text_query(text: str) -> str:
    """A query of Lucene for a text's words; empty where it has none.

    No sign or word (AND, OR, NOT) of Lucene's query language is left. The Arabic analyzer folds alef, ya and
    ta marbuta and drops vowel marks, but tells seats of hamza apart (مسؤول, مسئول); they are all asked for.
    The indexes hold each letter of Han and hiragana for itself; each two that stand together are asked for as
    a phrase.
    """
    return " ".join(form for word in _words(text.lower()) for form in _forms(word))


def _forms(word: str) -> list[str]:
    if _LETTER_BY_LETTER.fullmatch(word) and len(word) > 1:
        return [f'"{one}{other}"' for one, other in pairwise(word)]
    return _spellings(word)


def _words(text: str) -> Iterator[str]:
    """The words of a text with their marks: vowels of Arabic, Hindi and Thai are marks."""
    bare = "".join(
        letter if letter in _JOINERS or unicodedata.category(letter)[0] in "LMN" else " " for letter in text
    )
    parted = _LETTER_BY_LETTER.sub(r" \g<0> ", bare)
    return (word for word in parted.split() if any(map(str.isalnum, word)))


def _spellings(word: str) -> list[str]:
    """A word with each seat that its hamzas may have, MOST_VARIANTS at most."""
    forms = [""]
    last = 0
    for found in _HAMZA.finditer(word):
        seats = found[0] if len(forms) * 3 > MOST_VARIANTS else "ءؤئ"
        forms = [form + word[last : found.start()] + seat for form in forms for seat in seats]
        last = found.end()
    return [form + word[last:] for form in forms]


def index_statements() -> list[LiteralString]:
    """The statements that create the indexes where they are missing."""
    statements: list[LiteralString] = []
    for index, label, analyzer in (*_ANALYZERS.values(), _OTHER):
        created: LiteralString = (
            "CREATE FULLTEXT INDEX " + index + " IF NOT EXISTS FOR (n:" + label + ") "
            "ON EACH [n.title, n.caption, n.body] OPTIONS {indexConfig: {`fulltext.analyzer`: '" + analyzer
        )
        statements.append(created + "', `fulltext.eventually_consistent`: false}}")
    return statements


def label_statement() -> LiteralString:
    """The statement that labels articles of an older layout for these indexes, and for their embedding."""
    labels: LiteralString = "{ar: 'ArticleAr', en: 'ArticleEn', fr: 'ArticleFr', es: 'ArticleEs'}"
    return (
        "MATCH (a:Article) WHERE NOT a:ArticleAr|ArticleEn|ArticleFr|ArticleEs|ArticleXx "
        "CALL (a) { SET a:Unembedded, a:$(coalesce(" + labels + "[a.lang], '" + _OTHER[1] + "')) } "
        "IN TRANSACTIONS OF 1000 ROWS"
    )
