"""RSS (0.9 to 2.0, and 1.0 as RDF) and Atom feeds, cut into their entries.

The tree is lxml's, with entities unresolved, nothing fetched and its limits of size kept: a feed is somebody
else's file.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any, cast
from urllib.parse import urljoin

import lxml.etree as lxml_etree  # pyright: ignore[reportMissingTypeStubs]
import orjson

from graph.errors import BadPage

etree = cast(Any, lxml_etree)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_ENTITY = re.compile(r"&(?:(?P<name>[A-Za-z]\w*);|(?!#))")
_OWN_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_HEAD_LETTERS = 4000
_ENTITY_DECLARATION = re.compile(r"<!ENTITY", re.IGNORECASE)
_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*$", re.IGNORECASE | re.DOTALL)
_ENTRIES = frozenset({"item", "entry"})
_CONTENT = ("encoded", "content", "fulltext")
_SUMMARY = ("description", "summary")
_TIMES = ("pubdate", "published", "date", "issued", "updated", "modified")
_AUTHORS = ("creator", "author")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_MARKUP_OF_ATOM = "xhtml"


def is_feed(text: str) -> bool:
    """Tell by its start whether a text is a feed."""
    return bool(_ROOT.search(text[:_HEAD_LETTERS]))


def read_feed(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Cut a feed into its entries: (number from 1, line, the entry as a JSON object of what it declares).

    The last entry of a feed that breaks off is None. Raises BadPage (without the feed's name) when the text
    is no feed, has no entries, or declares entities of its own.
    """
    if _ENTITY_DECLARATION.search(text):
        raise BadPage(
            "declares entities of its own (<!ENTITY), which are not read; give the feed without them"
        )
    root = _parse(text)
    if root is None or not is_feed(text):
        raise BadPage("is no RSS or Atom feed; give XML with the root rss, rdf:RDF or feed")
    entries = [element for element in root.iter() if _name(element) in _ENTRIES]
    if not entries:
        raise BadPage("is a feed without entries; give one with item or entry elements")
    channel = next((element for element in root.iter() if _name(element) == "channel"), root)
    base = root.get(_BASE) or _link(channel, "") or ""
    is_whole = _CLOSED.search(text) is not None
    for number, entry in enumerate(entries, start=1):
        is_broken = number == len(entries) and not is_whole
        found = None if is_broken else orjson.dumps(_declared(entry, base)).decode()
        yield number, cast(int, entry.sourceline or 0), found


def _parse(text: str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    parts = _CDATA.split(_DECLARATION.sub("", text, count=1).replace("\x00", ""))
    # Feeds use HTML's names of letters, and bare ampersands, which XML does not know.
    parts[::2] = [_ENTITY.sub(_letter, part) for part in parts[::2]]
    try:
        return etree.fromstring("".join(parts).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _letter(found: re.Match[str]) -> str:
    name = found["name"]
    if name in _OWN_ENTITIES:
        return found.group()
    letter = html5.get(f"{name};") if name else None
    return letter or f"&amp;{found.group()[1:]}"


def _declared(entry: Any, base: str) -> dict[str, object]:
    """What an entry says of itself; markup stays markup."""
    children: dict[str, list[Any]] = {}
    for child in entry.iter():
        if child is not entry:
            children.setdefault(_name(child), []).append(child)
    times = [_text(child) for name in _TIMES for child in children.get(name, ())]
    sections = [_category(element) for element in children.get("category", ())]
    titles = [_text(element) for element in children.get("title", ())]
    return {
        "url": _link(entry, base) or _permanent(children),
        "title": next(filter(None, titles), None),
        "content": _longest(children, _CONTENT),
        "summary": _longest(children, _SUMMARY),
        "published": next(filter(None, times), None),
        "authors": list(dict.fromkeys(_authors(children))),
        "section": next(filter(None, sections), None),
        "site": base,
    }


def _name(element: Any) -> str:
    """The lower-case name of an element without its namespace; nothing for an entity."""
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def _text(element: Any) -> str:
    """The text of an element; of Atom's XHTML the markup inside."""
    if element.get("type") == _MARKUP_OF_ATOM:
        return "".join(etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
    return "".join(element.itertext()).strip()


def _longest(children: dict[str, list[Any]], names: tuple[str, ...]) -> str | None:
    texts = [_text(element) for name in names for element in children.get(name, ())]
    return max(texts, key=len, default="") or None


def _link(element: Any, base: str) -> str | None:
    """The page of an entry or of a feed: Atom's alternate link, RSS's link."""
    for child in element:
        if _name(child) in ("link", "origlink"):
            address = child.get("href") if child.get("rel", "alternate") == "alternate" else None
            address = (address or (child.text or "" if not child.get("rel") else "")).strip()
            if address and urljoin(base, address).lower().startswith(("http://", "https://")):
                return urljoin(base, address)
    return None


def _permanent(children: dict[str, list[Any]]) -> str | None:
    """An identifier that is the page's address."""
    for name in ("guid", "id"):
        for element in children.get(name, ()):
            address = _text(element)
            is_permanent = element.get("isPermaLink", "true").lower() != "false"
            if is_permanent and address.lower().startswith(("http://", "https://")):
                return address
    return None


def _authors(children: dict[str, list[Any]]) -> Iterator[str]:
    for name in _AUTHORS:
        for element in children.get(name, ()):
            inner = [child for child in element if _name(child) == "name"]
            for author in inner or [element]:
                # RSS writes authors as "address@host (Name)".
                named = re.search(r"\((?P<name>[^()]+)\)", _text(author)) if "@" in _text(author) else None
                if text := named["name"].strip() if named else _text(author):
                    yield text


def _category(element: Any) -> str | None:
    return element.get("label") or element.get("term") or _text(element) or None
