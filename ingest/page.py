"""What a page says, before anything is linked: the parts an article is made of."""

from dataclasses import dataclass
from datetime import datetime

from graph.model import DateOrigin, Headline, TitleOrigin


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of one page, cleaned.

    `body` is paragraphs with an empty line between them. `lang` is its language (ISO 639-1),
    None where nobody has looked yet. `published_at` is time-zone aware. `origin` tells where the title comes
    from. `byline` and `dateline` are as written, without "by" or the agency in brackets.
    """

    title: str
    title_origin: TitleOrigin
    body: str
    url: str | None = None
    lang: str | None = None
    source: str | None = None
    kicker: str | None = None
    caption: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published_at: datetime | None = None
    published_at_origin: DateOrigin | None = None
    headlines: tuple[Headline, ...] = ()
