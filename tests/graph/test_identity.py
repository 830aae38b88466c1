"""Ids are derived, stable and checked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.identity import alias_id, article_id, canonical_url, entity_id, headline_id, host_of
from graph.model import EntityKind


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a/b",
        "http://news.example/a/b",
        "HTTPS://NEWS.example:443/a/b/",
        "http://news.example:80/a/b#comments",
        "https://news.example/a/b?utm_source=feed&fbclid=1",
        " https://news.example/a/b ",
    ],
)
def test_one_page_has_one_address(url: str) -> None:
    assert canonical_url(url) == "https://news.example/a/b"


def test_what_makes_another_page_stays_in_the_address() -> None:
    assert canonical_url("https://n.example/?b=2&a=1") == "https://n.example?a=1&b=2"
    assert canonical_url("https://n.example:8443/x") == "https://n.example:8443/x"
    assert canonical_url("https://n.example/X") != canonical_url("https://n.example/x")


@pytest.mark.parametrize(
    "url", ["", "news", "ftp://n.example/x", "//n.example", "https://", "https://[::1", "javascript:1"]
)
def test_what_is_no_address_is_refused_by_name(url: str) -> None:
    with pytest.raises(BadInput, match=re.escape(repr(url))):
        canonical_url(url)


def test_ids_do_not_change_from_one_version_to_the_next() -> None:
    assert article_id("https://news.example/a", "", "") == "article-34yn52kcnqsl6vdi7lyny3yu"
    assert article_id(None, "عنوان", "نص") == article_id(None, "عُنوان", "نص ")
    assert entity_id(EntityKind.PERSON, "Vladimir Putin", "Q7747") == "Q7747"
    assert entity_id(EntityKind.PLACE, "Paris", geonames_id=2988507) == "geonames-2988507"
    assert entity_id(EntityKind.PERSON, "Dmitry Peskov") == entity_id(EntityKind.PERSON, "DMITRY PESKOV")
    assert entity_id(EntityKind.PERSON, "Georgia") != entity_id(EntityKind.PLACE, "Georgia")


@pytest.mark.parametrize("wikidata", ["", "7747", "Q", "Q0", "q7747", "Q7747 ", "Q٧"])
def test_a_wikidata_id_is_checked(wikidata: str) -> None:
    with pytest.raises(BadInput, match="Q123"):
        entity_id(EntityKind.PERSON, "Someone", wikidata)


def test_a_name_without_letters_is_refused() -> None:
    with pytest.raises(BadInput, match="no letter"):
        entity_id(EntityKind.PERSON, "…")


@given(st.text(min_size=1), st.text(min_size=1))
def test_ids_are_of_letters_that_need_no_quoting(one: str, other: str) -> None:
    for made in (article_id(None, one, other), alias_id(one, "ar", other), headline_id(one)):
        assert re.fullmatch(r"[a-z]+-[a-z2-7]{24}", made)
    assert article_id(None, one, other).startswith("article-")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.News.example:8443/a", "news.example"),
        ("news.example", None),
        ("https://[x", None),
        ("", None),
        (None, None),
    ],
)
def test_the_host_of_an_address_is_none_where_there_is_none(url: str | None, host: str | None) -> None:
    assert host_of(url) == host
