"""A document that takes too long to read."""

import pytest

from graph.errors import BadPage
from graph.model import Article
from ingest.article import Reader
from ingest.document import Document, DocumentKind
from ingest.linking.lexicon import load_lexicon
from server.ingestion import workers

STUBBORN = Document("stubborn.txt", DocumentKind.TEXT, "reads for ever", 14)
FINE = Document(
    "fine.json",
    DocumentKind.RECORD,
    '{"title": "Round one", "body": "Talks went on in Cairo.", "lang": "en"}',
    72,
)


class _Caught(Reader):
    """A reader that does not come to an end of some documents, and catches what is raised meanwhile."""

    def read(self, document: Document) -> Article:
        for _ in range(2):
            try:
                while document is STUBBORN:
                    pass
            except Exception:  # noqa: BLE001, S112 - as libraries do
                continue
        if document is STUBBORN:
            while True:
                pass
        return super().read(document)


@pytest.mark.slow
def test_a_document_that_takes_too_long_is_told_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = _Caught(load_lexicon())
    reader.read(FINE)
    monkeypatch.setattr(workers, "LONGEST_READ", 1.0)
    monkeypatch.setattr(workers, "RING_AGAIN", 0.1)
    told, read = workers.read_within_bounds(reader, [STUBBORN, FINE])
    assert isinstance(told, BadPage)
    assert str(told) == "stubborn.txt takes longer than 1.0 seconds to read; leave it out"
    assert isinstance(read, Article)
    assert read.title == "Round one"
