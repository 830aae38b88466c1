"""Relatives: whom a surname means that is the short name of somebody better known."""

import pytest

from graph.model import EntityKind
from ingest.linking.lexicon import Lexicon
from ingest.linking.linker import Linker


@pytest.mark.parametrize(
    ("title", "text", "meant"),
    [
        ("", "اجتمع نيجيرفان بارزاني مع الوفد. وشكر بارزاني الوفد.", ["Nechirvan Barzani"] * 2),
        ("بارزاني في باريس", "اجتمع نيجيرفان بارزاني مع الوفد.", ["Nechirvan Barzani"] * 2),
        ("", "شكر بارزاني الوفد، واجتمع به نيجيرفان بارزاني.", ["Masoud Barzani", "Nechirvan Barzani"]),
        ("", "Eric Trump spoke. Trump left.", ["Eric Trump"] * 2),
        ("", "Eric Trump spoke of the Trump administration.", ["Eric Trump", "Donald Trump"]),
        ("", "Eric Trump spoke. President Trump listened.", ["Eric Trump", "Donald Trump"]),
        (
            "",
            "Eric Trump and Donald Trump spoke. Trump left.",
            ["Eric Trump", "Donald Trump", "Donald Trump"],
        ),
        (
            "",
            "Eric Trump spoke, then Ivanka Trump. Trump left.",
            ["Eric Trump", "Ivanka Trump", "Ivanka Trump"],
        ),
    ],
)
def test_a_surname_is_the_relative_whom_alone_the_article_names_in_full(
    linker: Linker, lexicon: Lexicon, title: str, text: str, meant: list[str]
) -> None:
    linked = linker.link(title, text)
    people = [lexicon.entities[link.entity] for link in (*linked.in_title, *linked.in_body)]
    assert [entity.names["en"] for entity in people if entity.kind is EntityKind.PERSON] == meant
