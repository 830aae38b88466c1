"""schema.org's NewsArticle and its kin, as JSON(-LD): in files of their own, and in pages."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any, cast

from graph.errors import BadPage
from graph.identity import host_of
from graph.model import DateOrigin, TitleOrigin
from ingest.cutting.title import derive_title
from ingest.date import parse_iso
from ingest.orthography import normalize, squeeze
from ingest.page import Page

_ARTICLE_TYPE = re.compile(r"Article$|^(?:BlogPosting|LiveBlogPosting|Report)$")
_AUTHOR_CUE = re.compile(r"^(?:by|par|por|von|بقلم|كتب|كتبت)\s*:?\s+", re.IGNORECASE)
_NO_AUTHOR = re.compile(
    r"^https?://|^/|@|^\d+$|\.(?:com|net|org)\b|^(?:\w{0,8}admin|editor|staff|n/a|null|none|undefined)$",
    re.IGNORECASE,
)
# What a newsroom calls its writers: "Elena Oberholzer (obe)".
_INITIALS = re.compile(r"\s+\([a-zäöü]{2,4}\)$")
_MOST_REFERENCES = 10_000


def read_news_article(article: Mapping[str, Any]) -> Page:
    """Read one object. Raises BadPage (without its name) that names the key that is missing or wrong."""
    # Loading what reads markup takes long; JSON Lines of the own shape need none of it.
    from ingest.fragment import paragraphs_of

    text = article.get("articleBody") or article.get("text")
    if not isinstance(text, str):
        raise BadPage("has no 'articleBody' that is a text; give the article's text there")
    body = "\n\n".join(paragraphs_of(text))
    if not body:
        raise BadPage("has an 'articleBody' without a word; give the article's text there")
    title = clean_line(article.get("headline")) or clean_line(article.get("name"))
    published = next(filter(None, map(read_moment, map(article.get, ("datePublished", "dateCreated")))), None)
    return Page(
        title=title or derive_title(body),
        title_origin=TitleOrigin.PAGE if title else TitleOrigin.DERIVED,
        body=body,
        url=_address(article),
        source=_publisher(article),
        kicker=clean_line(article.get("articleSection")),
        caption=_caption(article.get("image")),
        byline=", ".join(dict.fromkeys(author_names(article.get("author")))) or None,
        dateline=clean_line(article.get("dateline")),
        published_at=published,
        published_at_origin=DateOrigin.METADATA if published else None,
    )


def is_news_article(value: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is an article by its type."""
    kinds = value.get("@type")
    names = cast(list[object], kinds) if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in names)


def find_articles(data: object) -> Iterator[dict[str, Any]]:
    """Every article among JSON-LD data, outermost first; lists, @graph and mainEntity are gone into."""
    if isinstance(data, list):
        for item in cast(list[object], data):
            yield from find_articles(item)
    elif isinstance(data, dict):
        found = cast(dict[str, Any], data)
        if is_news_article(found):
            yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from find_articles(found.get(key))


def split_graph(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The articles of a JSON-LD document with @graph, each with the nodes that it refers to put in."""
    graph = data.get("@graph")
    nodes = cast(list[object], graph) if isinstance(graph, list) else [graph]
    named: dict[str, object] = {}
    for node in nodes[:_MOST_REFERENCES]:
        if isinstance(node, dict) and isinstance(cast(dict[str, object], node).get("@id"), str):
            named[cast(dict[str, str], node)["@id"]] = cast(object, node)
    keys = ("author", "publisher", "image")
    return [
        {**article, **{key: _resolved(article.get(key), named) for key in keys if key in article}}
        for article in find_articles(data)
    ]


def _resolved(value: object, named: Mapping[str, object]) -> object:
    """A value with bare references ({"@id": ...}) replaced by what they refer to."""
    if isinstance(value, list):
        return [_resolved(item, named) for item in cast(list[object], value)]
    if isinstance(value, dict) and list(cast(dict[str, object], value)) == ["@id"]:
        return named.get(str(cast(dict[str, object], value)["@id"]), cast(object, value))
    return cast(object, value)


def author_names(value: object) -> Iterator[str]:
    """Names of authors, however they are declared: text, an object with a name, or a list of either."""
    if isinstance(value, list):
        for item in cast(list[object], value):
            yield from author_names(item)
    elif isinstance(value, dict):
        yield from author_names(cast(dict[str, object], value).get("name"))
    elif isinstance(value, str):
        name = _INITIALS.sub("", _AUTHOR_CUE.sub("", clean_line(value) or ""))
        if name and not _NO_AUTHOR.search(name):
            yield name


def clean_line(value: object) -> str | None:
    """One clean line, or None; of a list the first."""
    if isinstance(value, list):
        value = next(iter(cast(list[object], value)), None)
    return squeeze(normalize(unescape(value)).replace("\n", " ")) or None if isinstance(value, str) else None


def read_moment(value: object) -> datetime | None:
    """A moment from ISO 8601; a plain day is its midnight in UTC."""
    text = clean_line(value)
    moment = parse_iso(text) if text else None
    return moment.replace(tzinfo=UTC) if moment and not moment.tzinfo else moment


def _address(article: Mapping[str, Any]) -> str | None:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = article.get(key)
        if isinstance(value, dict):
            found = cast(dict[str, object], value)
            value = found.get("@id") or found.get("url")
        if isinstance(value, str) and value.strip().lower().startswith(("http://", "https://")):
            return value.strip()
    return None


def _publisher(article: Mapping[str, Any]) -> str | None:
    """The publisher's domain, else its name; None where the article's address tells the domain."""
    publisher = article.get("publisher")
    if _address(article) or publisher is None:
        return None
    if isinstance(publisher, dict):
        found = cast(dict[str, object], publisher)
        url = found.get("url")
        return host_of(url if isinstance(url, str) else None) or clean_line(found.get("name"))
    return clean_line(publisher)


def _caption(image: object) -> str | None:
    if isinstance(image, list):
        image = next(iter(cast(list[object], image)), None)
    return clean_line(cast(dict[str, object], image).get("caption")) if isinstance(image, dict) else None
