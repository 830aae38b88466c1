"""An article as one JSON object: in this project's own shape, as schema.org's NewsArticle, or as ninjs."""

import re
from datetime import datetime
from typing import Annotated, Any, cast

from orjson import JSONDecodeError, loads
from pydantic import AliasChoices, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from graph.errors import BadPage
from graph.model import DateOrigin, TitleOrigin
from ingest.cutting.title import derive_title
from ingest.date import parse_iso
from ingest.orthography import normalize, squeeze
from ingest.page import Page

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# No key of ours; a quick look saves records of our own a second parse.
_FOREIGN_KEYS = ('"@type"', '"@graph"', '"articleBody"', '"body_', '"bodies"', '"uri"', '"version')
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n|\n")


class ArticleRecord(BaseModel):
    """The keys a line may have; only `body` must be there. Times are ISO 8601, plain dates are UTC."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    body: _Text
    url: _Text | None = None
    title: _Text | None = None
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None = None
    published_at: Annotated[str | None, Field(alias="publishedAt")] = None
    source: _Text | None = None
    byline: Annotated[_Text | None, Field(validation_alias=AliasChoices("author", "byline"))] = None
    dateline: _Text | None = None
    kicker: _Text | None = None
    caption: _Text | None = None


def read_record(name: str, line: str) -> Page:
    """Read one object. Raises BadPage that names the line (by `name`) and the key."""
    if any(key in line for key in _FOREIGN_KEYS) and (page := _read_foreign(name, line)):
        return page
    try:
        record = ArticleRecord.model_validate_json(line)
    except ValidationError as error:
        raise BadPage(f"{name}: {_explain(error)}") from None
    return _page(name, record)


def _read_foreign(name: str, line: str) -> Page | None:
    """Read an object in somebody else's shape; None when it is in our own."""
    try:
        found: object = loads(line)
    except JSONDecodeError:
        return None
    if not isinstance(found, dict):
        return None
    # Loading what reads markup takes longer than reading many records of our own.
    from ingest.newsarticle import is_news_article, read_news_article, split_graph
    from ingest.ninjs import is_ninjs, read_ninjs

    value = cast(dict[str, Any], found)
    try:
        if "@graph" in value and (articles := split_graph(value)):
            return read_news_article(articles[0])
        if "@type" in value or "articleBody" in value:
            if "articleBody" not in value and not is_news_article(value):
                raise BadPage(f"is a {str(value['@type'])[:40]!r}; give a NewsArticle")
            return read_news_article(value)
        return read_ninjs(value) if is_ninjs(value) else None
    except BadPage as error:
        raise BadPage(f"{name}: {error}") from None


def _page(name: str, record: ArticleRecord) -> Page:
    body = "\n\n".join(filter(None, map(squeeze, _PARAGRAPH_BREAK.split(normalize(record.body)))))
    if not body:
        raise BadPage(f"{name}: 'body' holds no text; give the article's text")
    published = _read_time(name, record.published_at)
    return Page(
        title=_tidy(record.title) or derive_title(body),
        title_origin=TitleOrigin.PAGE if _tidy(record.title) else TitleOrigin.DERIVED,
        body=body,
        url=record.url,
        lang=record.lang,
        source=_tidy(record.source),
        kicker=_tidy(record.kicker),
        caption=_tidy(record.caption),
        byline=_tidy(record.byline),
        dateline=_tidy(record.dateline),
        published_at=published,
        published_at_origin=None if published is None else DateOrigin.GIVEN,
    )


def _tidy(text: str | None) -> str | None:
    """One clean line, or None."""
    return squeeze(normalize(text).replace("\n", " ")) or None if text else None


def _read_time(name: str, text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = parse_iso(text)
    if moment is None or moment.tzinfo is None:
        raise BadPage(
            f"{name}: 'publishedAt' is {text[:40]!r}; give ISO 8601 with a zone, like 2019-11-19T10:00:00Z"
        )
    return moment


def _explain(error: ValidationError) -> str:
    """The first fault of a line, in one sentence."""
    fault = error.errors(include_url=False, include_input=False)[0]
    key = str(fault["loc"][0]) if fault["loc"] else ""
    if fault["type"] == "extra_forbidden":
        known = sorted(
            ["author", *(field.alias or name for name, field in ArticleRecord.model_fields.items())]
        )
        return f"unknown key {key!r}; known are {', '.join(known)}"
    if fault["type"] == "missing":
        return f"the key {key!r} is missing; give at least 'title' and 'body'"
    if fault["type"] == "json_invalid":
        return "no JSON object; give one object a line, in UTF-8"
    wanted = {"lang": "give a code of two letters, like ar"}.get(key, "give a text that is not empty")
    return (
        f"{key!r} is of a wrong form; {wanted}" if key else "no JSON object; give one object a line, in UTF-8"
    )
