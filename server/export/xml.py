"""Excerpts as GraphML and GEXF, the XML of programs that draw and measure graphs.

http://graphml.graphdrawing.org/specification.html and https://gexf.net/1.3/
"""

import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any, cast

import lxml.etree as lxml_etree  # pyright: ignore[reportMissingTypeStubs]

from resolvers.excerpt import Excerpt
from server.export.sink import Sink

# lxml comes without types.
etree = cast(Any, lxml_etree)

NODE_KEYS = ("kind", "label", "lang", "date", "url", "source", "wikidataId")
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Attributes = Mapping[str, str]


async def graphml(excerpt: Excerpt) -> AsyncGenerator[bytes]:
    """The excerpt as GraphML: nodes with text, edges with a weight."""
    sink = Sink()
    with etree.xmlfile(sink, encoding="utf-8") as document:
        document.write_declaration()
        with document.element("graphml", nsmap={None: _GRAPHML}):
            for key in NODE_KEYS:
                document.write(_element("key", _key(key, "node", "string")))
            document.write(_element("key", _key("weight", "edge", "double")))
            with document.element("graph", edgedefault="undirected" if excerpt.together else "directed"):
                async for id_, values in nodes(excerpt):
                    document.write(_with_data("node", {"id": id_}, values))
                    if sink.is_full:
                        yield sink.take()
                async for one, other, weight in edges(excerpt):
                    ends = {"source": one, "target": other}
                    document.write(_with_data("edge", ends, {"weight": repr(weight)}))
                    if sink.is_full:
                        yield sink.take()
    yield sink.take()


async def gexf(excerpt: Excerpt) -> AsyncGenerator[bytes]:
    """The excerpt as GEXF 1.3, which Gephi opens."""
    sink = Sink()
    with etree.xmlfile(sink, encoding="utf-8") as document:
        document.write_declaration()
        direction = "undirected" if excerpt.together else "directed"
        with (
            document.element("gexf", version="1.3", nsmap={None: _GEXF}),
            document.element("graph", defaultedgetype=direction, mode="static"),
        ):
            with document.element("attributes", {"class": "node"}):
                for key in NODE_KEYS:
                    document.write(_element("attribute", {"id": key, "title": key, "type": "string"}))
            with document.element("nodes"):
                async for id_, values in nodes(excerpt):
                    document.write(_gexf_node(id_, values))
                    if sink.is_full:
                        yield sink.take()
            with document.element("edges"):
                number = 0
                async for one, other, weight in edges(excerpt):
                    ends = {"id": str(number), "source": one, "target": other, "weight": repr(weight)}
                    document.write(_element("edge", ends))
                    number += 1
                    if sink.is_full:
                        yield sink.take()
    yield sink.take()


async def nodes(excerpt: Excerpt) -> AsyncGenerator[tuple[str, dict[str, str]]]:
    """Id and text values of each node: entities, then articles where the excerpt has them."""
    async for entity in excerpt.entities():
        values = {"kind": entity["kind"], "label": entity["name"], "date": entity["startAt"]}
        yield entity["id"], _present(values | {"wikidataId": entity["wikidataId"]})
    if excerpt.together:
        return
    async for article in excerpt.articles():
        values = {"kind": "Article", "label": article["title"], "date": article["publishedAt"]}
        yield article["id"], _present(values | {key: article[key] for key in ("lang", "url", "source")})


async def edges(excerpt: Excerpt) -> AsyncGenerator[tuple[str, str, float]]:
    """Both ends of each edge and its weight: the mention's salience, or the articles that name both ends."""
    if excerpt.together:
        async for one, other, count in excerpt.pairs():
            yield one, other, float(count)
        return
    async for article, entities in excerpt.mentioned():
        for entity in entities:
            yield article, entity["id"], float(entity["salience"])


def _present(values: Mapping[str, Any]) -> dict[str, str]:
    """The values that are there, in the order of NODE_KEYS, without letters that XML cannot hold."""
    return {key: _NOT_XML.sub("", values[key]) for key in NODE_KEYS if values.get(key)}


def _key(name: str, of: str, kind: str) -> Attributes:
    return {"id": name, "for": of, "attr.name": name, "attr.type": kind}


def _element(name: str, attributes: Attributes, children: Sequence[Any] = ()) -> Any:
    element = etree.Element(name, dict(attributes))
    element.extend(children)
    return element


def _with_data(name: str, attributes: Attributes, values: Mapping[str, str]) -> Any:
    element = _element(name, attributes)
    for key, value in values.items():
        etree.SubElement(element, "data", {"key": key}).text = value
    return element


def _gexf_node(id_: str, values: Mapping[str, str]) -> Any:
    node = _element("node", {"id": id_, "label": values.get("label", id_)})
    attributes = [_element("attvalue", {"for": key, "value": value}) for key, value in values.items()]
    node.append(_element("attvalues", {}, attributes))
    return node
