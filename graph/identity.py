"""Stable ids, derived from what a thing is: the same input gives the same id on every machine."""

import re
from base64 import b32encode
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from graph.errors import BadInput
from graph.folding import fold
from graph.model import EntityKind

ARTICLE_PREFIX = "article-"
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")
_TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_?src|cmpid|xtor)", re.IGNORECASE)
_DEFAULT_PORTS = {("http", 80), ("https", 443)}


def digest(parts: Iterable[str]) -> str:
    """Hash strings to 24 lower-case base-32 letters (120 bits of SHA-256)."""
    joined = "\x1f".join(parts).encode()
    return b32encode(sha256(joined).digest()[:15]).decode().lower()


def host_of(url: str | None) -> str | None:
    """The host of an address, in lower case without www; None where there is none, or no address."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def canonical_url(url: str) -> str:
    """Bring a URL to the one form an article is known by.

    Lower-case scheme and host, https for http, no fragment, no default port, no tracking
    parameters, the others sorted, no slash at the end. Raises BadInput for what is no http URL.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise BadInput(f"{url[:200]!r} is no article address; it needs the form https://host/path")
    address = host if port is None or (parts.scheme.lower(), port) in _DEFAULT_PORTS else f"{host}:{port}"
    pairs = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    ]
    return urlunsplit(("https", address, parts.path.rstrip("/"), urlencode(sorted(pairs)), ""))


def article_id(url: str | None, title: str, body: str) -> str:
    """Id of an article: from its canonical URL, else from its folded title and body."""
    if url is not None:
        return ARTICLE_PREFIX + digest(("url", canonical_url(url)))
    return ARTICLE_PREFIX + digest(("text", fold(title), fold(body)))


def entity_id(
    kind: EntityKind, name: str, wikidata_id: str | None = None, geonames_id: int | None = None
) -> str:
    """Id of an entity: its Wikidata id, else its GeoNames id, else from kind and folded name.

    Raises BadInput when `wikidata_id` is not of the form Q123 or the name folds to nothing.
    """
    if wikidata_id is not None:
        if not _WIKIDATA.fullmatch(wikidata_id):
            raise BadInput(f"{wikidata_id[:50]!r} is no Wikidata id; it needs the form Q123")
        return wikidata_id
    if geonames_id is not None:
        return f"geonames-{geonames_id}"
    folded = fold(name)
    if not folded:
        raise BadInput(f"{name[:50]!r} is no name; it holds no letter")
    return f"{kind.value.lower()}-{digest((kind.value, folded))}"


def event_id(
    kind: str, participants: Sequence[str], place: str | None, day: datetime | None, sentence: str
) -> str:
    """Id of an event that articles report: from its kind, who takes part (else where) and the day.

    Without a day nothing tells two such events apart but the words: the id is then of the sentence too.
    """
    who = sorted(participants) or [place or ""]
    when = day.date().isoformat() if day else fold(sentence)
    return f"event-{digest((kind, *who, when))}"


def alias_id(entity: str, lang: str, text: str) -> str:
    """Id of an alias: one per entity, language and text as written."""
    return f"alias-{digest((entity, lang, text))}"


def headline_id(text: str) -> str:
    """Id of a headline: the same words are the same headline, wherever they stood."""
    return f"headline-{digest((fold(text),))}"
