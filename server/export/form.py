"""The forms that an excerpt may be written in."""

from collections.abc import AsyncGenerator, Callable
from enum import StrEnum

from resolvers.excerpt import Excerpt
from server.export.document import json_ld, ninjs
from server.export.table import tables
from server.export.xml import gexf, graphml


class Form(StrEnum):
    """A form, by the ending of its files."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    JSONLD = "jsonld"
    NINJS = "ninjs"


WRITERS: dict[Form, Callable[[Excerpt], AsyncGenerator[bytes]]] = {
    Form.GRAPHML: graphml,
    Form.GEXF: gexf,
    Form.CSV: tables,
    Form.JSONLD: json_ld,
    Form.NINJS: ninjs,
}
MEDIA_TYPES = {
    Form.GRAPHML: "application/graphml+xml",
    Form.GEXF: "application/gexf+xml",
    Form.CSV: "application/zip",
    Form.JSONLD: "application/ld+json",
    Form.NINJS: "application/x-ndjson",
}
FILE_ENDINGS = {Form.CSV: "zip", Form.NINJS: "ndjson"}
GRAPH_FORMS = (Form.GRAPHML, Form.GEXF, Form.CSV)
"""The forms that can hold entities without articles."""
