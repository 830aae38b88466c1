"""Excerpts as documents: JSON-LD in the words of schema.org, and ninjs 3, the JSON of news agencies.

https://schema.org/NewsArticle and https://iptc.org/standards/ninjs/
"""

from collections.abc import AsyncGenerator, Mapping
from typing import Any

import orjson

from resolvers.excerpt import Excerpt, Item

_SCHEMA_TYPES = {"Person": "Person", "Place": "Place", "Organization": "Organization", "Event": "Event"}
_NINJS_KEYS = {"Person": "people", "Place": "places", "Organization": "organisations", "Event": "events"}
_WIKIDATA = "http://www.wikidata.org/entity/"


async def json_ld(excerpt: Excerpt) -> AsyncGenerator[bytes]:
    """The excerpt as one JSON-LD graph: entities, then articles that mention them by @id."""
    yield b'{"@context":"https://schema.org","@graph":['
    comma = b""
    async for entity in excerpt.entities():
        yield comma + orjson.dumps(_schema_entity(entity))
        comma = b",\n"
    named, none = excerpt.mentioned(), ("", list[Item]())
    async for article in excerpt.articles():
        id_, entities = await anext(named, none)
        mentions = entities if id_ == article["id"] else []
        yield comma + orjson.dumps(_schema_article(article, mentions))
        comma = b",\n"
    await named.aclose()
    yield b"]}\n"


async def ninjs(excerpt: Excerpt) -> AsyncGenerator[bytes]:
    """The articles as ninjs 3 items, one a line."""
    named, none = excerpt.mentioned(), ("", list[Item]())
    async for article in excerpt.articles():
        id_, entities = await anext(named, none)
        yield orjson.dumps(_item(article, entities if id_ == article["id"] else [])) + b"\n"
    await named.aclose()


def _schema_entity(entity: Item) -> dict[str, Any]:
    where = None
    if entity["latitude"] is not None:
        where = {
            "@type": "GeoCoordinates",
            "latitude": entity["latitude"],
            "longitude": entity["longitude"],
        }
    return _present(
        {
            "@type": _SCHEMA_TYPES[entity["kind"]],
            "@id": f"urn:content-graph:{entity['id']}",
            "name": entity["name"],
            "sameAs": entity["wikidataId"] and _WIKIDATA + entity["wikidataId"],
            "geo": where,
            "startDate": entity["startAt"],
        }
    )


def _schema_article(article: Item, mentions: list[Item]) -> dict[str, Any]:
    return _present(
        {
            "@type": "NewsArticle",
            "@id": f"urn:content-graph:{article['id']}",
            "url": article["url"],
            "headline": article["title"],
            "articleSection": article["kicker"],
            "articleBody": article["body"],
            "inLanguage": article["lang"],
            "datePublished": article["publishedAt"],
            "author": article["byline"] and {"@type": "Person", "name": article["byline"]},
            "publisher": article["source"] and {"@type": "Organization", "name": article["source"]},
            "dateline": article["dateline"],
            "mentions": [{"@id": f"urn:content-graph:{entity['id']}"} for entity in mentions],
        }
    )


def _item(article: Item, mentions: list[Item]) -> dict[str, Any]:
    item: dict[str, Any] = {
        "uri": article["url"] or f"urn:content-graph:{article['id']}",
        "standard": {"name": "ninjs", "version": "3.0"},
        "type": "text",
        "language": article["lang"],
        "versionCreated": article["publishedAt"],
        "headlines": [{"role": "main", "value": article["title"]}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": article["body"]}],
        "by": article["byline"],
        "infoSources": article["source"] and [{"name": article["source"]}],
        "located": article["dateline"],
        "subjects": article["kicker"] and [{"name": article["kicker"]}],
    }
    for entity in mentions:
        uri = entity["wikidataId"] and _WIKIDATA + entity["wikidataId"]
        named = {"name": entity["name"], "uri": uri or f"urn:content-graph:{entity['id']}"}
        item.setdefault(_NINJS_KEYS[entity["kind"]], []).append(named)
    return _present(item)


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are there."""
    return {key: value for key, value in values.items() if value is not None and value != []}
