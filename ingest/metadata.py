"""What a page's markup says about its article: schema.org, OpenGraph and plain meta elements."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from graph.folding import fold
from ingest.markup import Element
from ingest.newsarticle import author_names, clean_line, find_articles, read_moment

_TITLE_KEYS = ("og:title", "twitter:title", "title")
_TIME_KEYS = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "publishdate",
    "pubdate", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_AUTHOR_KEYS = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")
_SECTION_KEYS = ("article:section", "parsely-section")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page declares; None or empty where it does not. `published_at` is time-zone aware, in UTC where
    the page names no zone. `titles` has the most trusted first; `outlets` are folded, of who publishes it;
    `body` is the article's text, which may be markup, or cut short."""

    titles: tuple[str, ...]
    authors: tuple[str, ...]
    published_at: datetime | None
    section: str | None
    url: str | None
    site: str | None
    outlets: frozenset[str] = frozenset()
    body: str | None = None


def read_metadata(root: Element) -> Metadata:
    """Read a page's declarations; what is malformed counts as absent. schema.org goes before OpenGraph."""
    article = next(_articles(root), cast(dict[str, Any], {}))
    meta = _meta(root)
    authors = tuple(dict.fromkeys(author_names(article.get("author")))) or tuple(
        dict.fromkeys(name for key in _AUTHOR_KEYS for name in author_names(meta.get(key)))
    )
    times = (article.get("datePublished"), *(meta.get(key) for key in _TIME_KEYS), article.get("dateCreated"))
    titles = (article.get("headline"), *(meta.get(key) for key in _TITLE_KEYS))
    sections = (article.get("articleSection"), *(meta.get(key) for key in _SECTION_KEYS))
    body = article.get("articleBody")
    return Metadata(
        titles=tuple(dict.fromkeys(filter(None, map(clean_line, titles)))),
        authors=authors,
        published_at=next(filter(None, map(read_moment, times)), None),
        section=next((name for name in map(clean_line, sections) if name and "_" not in name), None),
        url=_address(root, meta, article),
        site=clean_line(meta.get("og:site_name")),
        outlets=_outlets(article, meta),
        body=body if isinstance(body, str) else None,
    )


def _outlets(article: dict[str, Any], meta: dict[str, str]) -> frozenset[str]:
    """Folded names of the site, of the publisher and of the bodies that are called authors."""
    declared = article.get("author")
    authors = cast(list[object], declared) if isinstance(declared, list) else [declared]
    bodies = [name for author in authors if _is_body(author) for name in author_names(author)]
    return frozenset(
        map(fold, (*bodies, *author_names([article.get("publisher"), meta.get("og:site_name")])))
    )


def _is_body(author: object) -> bool:
    kind = cast(dict[str, object], author).get("@type") if isinstance(author, dict) else None
    return isinstance(kind, str) and kind.endswith("Organization")


def _articles(root: Element) -> Iterator[dict[str, Any]]:
    """Every schema.org object of a kind of article, outermost first."""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                data = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from find_articles(data)


def _meta(root: Element) -> dict[str, str]:
    """Content of meta elements by lower-case name, property or itemprop; the first of each."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if key and content and content.strip():
            found.setdefault(key.lower(), content)
    return found


def _address(root: Element, meta: dict[str, str], article: dict[str, Any]) -> str | None:
    links = [link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for address in (*links, meta.get("og:url"), article.get("url")):
        if isinstance(address, str) and address.strip().lower().startswith(("http://", "https://")):
            return address.strip()
    return None
