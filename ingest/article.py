"""From a document to the article that the graph holds."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

import orjson

from graph.errors import BadInput, BadPage
from graph.fingerprint import fingerprint
from graph.identity import article_id, canonical_url, host_of
from graph.model import Article, Candidate, DateOrigin, EntityKind
from ingest.biography import without_biography
from ingest.cutting.cutter import cut
from ingest.dating.writing import infer_day
from ingest.document import Document, DocumentKind
from ingest.events.finder import EventFinder
from ingest.language import identify
from ingest.linking.lexicon import Lexicon
from ingest.linking.linker import Linker
from ingest.naming.finder import NameFinder
from ingest.naming.known import KnownNames
from ingest.page import Page
from ingest.record import read_record

_PHRASING = ("ar", "fr", "es")
"""Languages that call bodies by phrases: محكمة جنايات القاهرة, tribunal de commerce de Rennes."""


class Reader:
    """Reads documents into articles, linked to the entities of one lexicon.

    Building one compiles the lexicon (a fraction of a second); reading is pure: the same document
    gives the same article.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile `lexicon`."""
        self._linker = Linker(lexicon)
        self._events = EventFinder(lexicon.entities)
        self._names = NameFinder(lexicon)
        self._known = KnownNames(self._linker)
        self._places = frozenset(
            entity.id for entity in lexicon.entities.values() if entity.kind is EntityKind.PLACE
        )

    def read(self, document: Document) -> Article:
        """Read one document. Raises BadPage, naming the document and the reason, when it holds no article."""
        return self.build(self.read_page(document), document.name)

    def read_page(self, document: Document) -> Page:
        """Cut one document into its parts, without linking. Raises BadPage as `read` does."""
        if document.kind is DocumentKind.RECORD:
            return read_record(document.name, document.text)
        try:
            # Loading what reads markup takes longer than reading ten pages of text.
            if document.kind is DocumentKind.HTML:
                from ingest.html import read_html

                return without_biography(read_html(document.text, self._known))
            if document.kind is DocumentKind.ENTRY:
                from ingest.entry import read_entry

                return read_entry(document.text)
            return without_biography(cut(document.text, self._known))
        except BadPage as error:
            raise BadPage(f"{document.name} {error}") from None

    def build(self, page: Page, name: str) -> Article:
        """Link a page's parts. Raises BadPage, naming the page by `name`, when its address is none."""
        try:
            url = canonical_url(page.url) if page.url else None
            id_ = article_id(url, page.title, page.body)
        except BadInput as error:
            raise BadPage(f"{name}: {error}") from None
        lang = page.lang or identify(f"{page.title}\n{page.body}")
        published, origin = page.published_at, page.published_at_origin
        if published is None and (published := infer_day(page.body, lang, self._linker)):
            origin = DateOrigin.INFERRED
        linked = self._linker.link(page.title, page.body, lang, published)
        candidates = self._names.find(page.title, linked, lang, page.byline)
        certain = [candidate for candidate in candidates if candidate.certain]
        # Whose a body is stands in words of its own where its name is a phrase: that is named, too.
        bodies = [one for one in certain if lang in _PHRASING and one.kind is EntityKind.ORGANIZATION]
        linked = linked.without(_spans(bodies), self._places).without(_spans(certain), ())
        events, reports = self._events.find(linked.body, linked.in_body, candidates, lang, published)
        article = Article(
            id=id_,
            title=page.title,
            title_origin=page.title_origin,
            body=page.body,
            lang=lang,
            content_hash="",
            url=url,
            kicker=page.kicker,
            caption=page.caption,
            published_at=published,
            published_at_origin=origin,
            source=page.source or host_of(url),
            byline=page.byline,
            dateline=page.dateline,
            dateline_id=self._linker.place(page.dateline) if page.dateline else None,
            mentions=(*linked.mentions(), *reports),
            headlines=page.headlines,
            fingerprint=fingerprint(page.body),
            events=events,
            candidates=candidates,
        )
        return replace(article, content_hash=content_hash(article))


def _spans(candidates: Iterable[Candidate]) -> list[tuple[int, int]]:
    """Where the body has the names."""
    return [span for one in candidates for span in zip(one.starts, one.ends, strict=True)]


def content_hash(article: Article) -> str:
    """SHA-256 over everything of an article that is stored, mentions and headlines too."""
    return sha256(orjson.dumps(replace(article, content_hash=""), option=orjson.OPT_SORT_KEYS)).hexdigest()
