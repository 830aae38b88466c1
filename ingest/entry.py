"""An entry of a feed into the parts of its article."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import BadPage
from graph.folding import fold
from graph.identity import host_of
from graph.model import DateOrigin, TitleOrigin
from ingest.cutting.title import derive_title
from ingest.date import find_date, parse_iso
from ingest.fragment import LEAST_WORDS, line_of, paragraphs_of
from ingest.length import count_words
from ingest.newsarticle import author_names
from ingest.page import Page


class Entry(BaseModel):
    """What an entry declares, as `ingest.feed.read_feed` gives it; markup stays markup."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    url: str | None
    title: str | None
    content: str | None
    summary: str | None
    published: str | None
    authors: list[str]
    section: str | None
    site: str


def read_entry(text: str) -> Page:
    """Read an entry (`ingest.feed.read_feed`): its full content, else its summary.

    Raises BadPage (without the entry's name) when neither has `LEAST_WORDS` words.
    """
    try:
        entry = Entry.model_validate_json(text)
    except ValidationError:
        raise BadPage("is no entry of a feed; give what a feed was cut into") from None
    title = line_of(entry.title)
    paragraphs = max(
        (paragraphs_of(part or "") for part in (entry.content, entry.summary)),
        key=lambda found: sum(map(len, found)),
    )
    if title and len(paragraphs) > 1 and fold(paragraphs[0]) == fold(title):
        paragraphs = paragraphs[1:]
    words = sum(count_words(paragraph) for paragraph in paragraphs)
    if words < LEAST_WORDS:
        raise BadPage(
            f"has only a teaser of {words} words; give a feed with the full text (content:encoded, content) "
            f"or with summaries of {LEAST_WORDS} words or more, or the page itself"
        )
    body = "\n\n".join(paragraphs)
    published = read_time(entry.published)
    return Page(
        title=title or derive_title(body),
        title_origin=TitleOrigin.PAGE if title else TitleOrigin.DERIVED,
        body=body,
        url=entry.url,
        source=None if entry.url else host_of(entry.site),
        kicker=line_of(entry.section),
        byline=", ".join(dict.fromkeys(author_names(entry.authors))) or None,
        published_at=published,
        published_at_origin=DateOrigin.METADATA if published else None,
    )


def read_time(text: str | None) -> datetime | None:
    """A moment as feeds write it (RFC 822, ISO 8601, words), in UTC without a zone; None for what is none."""
    if not text:
        return None
    moment = parse_iso(text.strip())
    if moment is None:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, IndexError, OverflowError):
            found = find_date(text)
            moment = found.moment if found else None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
