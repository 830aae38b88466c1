"""ninjs, the JSON of news agencies (IPTC), versions 1, 2 and 3, into the parts of an article."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from graph.errors import BadPage
from graph.model import DateOrigin, TitleOrigin
from ingest.cutting.title import derive_title
from ingest.fragment import line_of, paragraphs_of
from ingest.newsarticle import author_names, read_moment
from ingest.page import Page

_OWN_KEYS = frozenset({"body_text", "body_xhtml", "body_html", "bodies", "headlines", "versioncreated"})
_TEXTS = frozenset({"text", "composite", "package", "article"})
_BODY_KEYS = ("body_xhtml", "body_html", "body_text", "bodies")
_TITLE_KEYS = ("headline", "headlines", "title")
_AUTHOR_KEYS = ("byline", "bylines", "by")
_TIME_KEYS = ("versioncreated", "firstcreated", "contentcreated")
_PREFERRED_ROLES = ("main", "richtext", "html", "xhtml", "text")


def is_ninjs(value: Mapping[str, Any]) -> bool:
    """Tell by its keys whether a JSON object is ninjs."""
    keys = {key.lower() for key in value}
    return bool(keys & _OWN_KEYS) or ("uri" in keys and "headline" in keys)


def read_ninjs(value: Mapping[str, Any]) -> Page:
    """Read one item. Raises BadPage (without its name) that names the key that is missing or wrong."""
    # Version 3 writes versionCreated and contentType, the ones before all in lower case.
    item = {key.lower(): part for key, part in value.items()}
    kind = item.get("type")
    if isinstance(kind, str) and kind.lower() not in _TEXTS:
        raise BadPage(f"is of the type {kind[:20]!r}; give items of the type 'text'")
    bodies = ("\n\n".join(paragraphs_of(text)) for text in _values(item, _BODY_KEYS))
    body = next((text for text in bodies if text), "")
    if not body:
        raise BadPage("has no text in 'body_text', 'body_xhtml' or 'bodies'; give the article's text there")
    title = next(filter(None, map(line_of, _values(item, _TITLE_KEYS))), None)
    published = next(filter(None, (read_moment(item.get(key)) for key in _TIME_KEYS)), None)
    return Page(
        title=title or derive_title(body),
        title_origin=TitleOrigin.PAGE if title else TitleOrigin.DERIVED,
        body=body,
        url=_address(item),
        source=_source(item),
        kicker=next(_names(item.get("subjects") or item.get("subject")), None),
        byline=", ".join(dict.fromkeys(author_names(list(_values(item, _AUTHOR_KEYS))))) or None,
        dateline=line_of(next(_names(item.get("located")), None)),
        published_at=published,
        published_at_origin=DateOrigin.METADATA if published else None,
    )


def _values(item: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    """The texts under some keys: a text, or objects with role and value, the main one first."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            parts = [
                cast(dict[str, object], part) for part in cast(list[object], value) if isinstance(part, dict)
            ]
            for part in sorted(parts, key=_rank):
                if isinstance(text := part.get("value") or part.get("name"), str):
                    yield text


def _rank(part: Mapping[str, object]) -> int:
    role = part.get("role")
    return _PREFERRED_ROLES.index(role) if role in _PREFERRED_ROLES else len(_PREFERRED_ROLES)


def _names(value: object) -> Iterator[str]:
    """Names in a text, an object with a name, or a list of either."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _names(cast(dict[str, object], value).get("name"))
    elif isinstance(value, list):
        for part in cast(list[object], value):
            yield from _names(part)


def _address(item: Mapping[str, Any]) -> str | None:
    """The item's address on the web: its identifier, or one of its other identifiers."""
    others = item.get("altids")
    values: list[object] = [item.get("uri"), item.get("url")]
    if isinstance(others, dict):
        values += cast(dict[str, object], others).values()
    values += list(_values({"altids": others}, ("altids",)))
    for value in values:
        if isinstance(value, str) and value.strip().lower().startswith(("http://", "https://")):
            return value.strip()
    return None


def _source(item: Mapping[str, Any]) -> str | None:
    """Who provides the item, by name; None where its address tells the domain."""
    if _address(item):
        return None
    providers = (item.get(key) for key in ("infosources", "infosource", "copyrightholder", "provider"))
    return line_of(next((name for provider in providers for name in _names(provider)), None))
