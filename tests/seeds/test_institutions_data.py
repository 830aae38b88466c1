"""Kinds of bodies that every state may have: languages known, no name of two kinds."""

from collections import Counter

from graph.folding import fold
from ingest.linking.arabic import is_arabic
from ingest.linking.institution import load_institutions

LANGS = ("ar", "en", "fr", "es")


def test_each_kind_has_an_arabic_and_an_english_name_and_languages_in_order() -> None:
    for institution in load_institutions():
        langs = list(institution.names)
        assert langs[:2] == ["ar", "en"], institution.kind
        assert langs == [lang for lang in LANGS if lang in langs], institution.kind
        assert all(institution.names.values()), institution.kind
        assert all(map(is_arabic, institution.names["ar"])), institution.kind


def test_no_name_is_of_two_kinds_or_stands_twice() -> None:
    for lang in LANGS:
        names = Counter(
            fold(name) for institution in load_institutions() for name in institution.names.get(lang, ())
        )
        assert [name for name, count in names.items() if count > 1] == [], lang
