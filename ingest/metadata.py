"""What a page's markup says about its article: schema.org, OpenGraph and plain meta elements."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any, cast

from ingest.date import parse_iso
from ingest.markup import Element
from ingest.orthography import normalize, squeeze

_ARTICLE_TYPE = re.compile(r"Article$|^(?:BlogPosting|LiveBlogPosting|Report)$")
_AUTHOR_CUE = re.compile(r"^(?:by|par|por|von|بقلم|كتب|كتبت)\s*:?\s+", re.IGNORECASE)
_NO_AUTHOR = re.compile(
    r"^https?://|^@|\.(?:com|net|org)\b|^(?:admin|editor|staff|n/a|null|none|undefined)$", re.IGNORECASE
)
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
    the page names no zone."""

    title: str | None
    authors: tuple[str, ...]
    published_at: datetime | None
    section: str | None
    url: str | None
    site: str | None


def read_metadata(root: Element) -> Metadata:
    """Read a page's declarations; what is malformed counts as absent. schema.org goes before OpenGraph."""
    article = next(_articles(root), cast(dict[str, Any], {}))
    meta = _meta(root)
    authors = tuple(dict.fromkeys(_names(article.get("author")))) or tuple(
        dict.fromkeys(name for key in _AUTHOR_KEYS for name in _names(meta.get(key)))
    )
    times = (article.get("datePublished"), *(meta.get(key) for key in _TIME_KEYS), article.get("dateCreated"))
    titles = (article.get("headline"), *(meta.get(key) for key in _TITLE_KEYS))
    sections = (article.get("articleSection"), *(meta.get(key) for key in _SECTION_KEYS))
    return Metadata(
        title=next(filter(None, map(_text, titles)), None),
        authors=authors,
        published_at=next(filter(None, map(_moment, times)), None),
        section=next((name for name in map(_text, sections) if name and "_" not in name), None),
        url=_address(root, meta, article),
        site=_text(meta.get("og:site_name")),
    )


def _articles(root: Element) -> Iterator[dict[str, Any]]:
    """Every schema.org object of a kind of article, outermost first."""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                data = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _objects(data)


def _objects(data: object) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in cast(list[object], data):
            yield from _objects(item)
    elif isinstance(data, dict):
        found = cast(dict[str, Any], data)
        kinds = found.get("@type")
        names = cast(list[object], kinds) if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in names):
            yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(found.get(key))


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


def _names(value: object) -> Iterator[str]:
    """Names of authors, however they are declared: text, an object with a name, or a list of either."""
    if isinstance(value, list):
        for item in cast(list[object], value):
            yield from _names(item)
    elif isinstance(value, dict):
        yield from _names(cast(dict[str, object], value).get("name"))
    elif isinstance(value, str):
        name = _AUTHOR_CUE.sub("", _text(value) or "")
        if name and not _NO_AUTHOR.search(name):
            yield name


def _text(value: object) -> str | None:
    """One clean line, or None."""
    if isinstance(value, list):
        value = next(iter(cast(list[object], value)), None)
    return squeeze(normalize(unescape(value)).replace("\n", " ")) or None if isinstance(value, str) else None


def _moment(value: object) -> datetime | None:
    """A moment from ISO 8601; a plain day is its midnight in UTC."""
    text = _text(value)
    moment = parse_iso(text) if text else None
    return moment.replace(tzinfo=UTC) if moment and not moment.tzinfo else moment
