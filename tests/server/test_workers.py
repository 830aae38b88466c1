"""A document that takes too long to read, or meets a fault of the program."""

from collections.abc import Callable, Sequence

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


class _Faulty(Reader):
    """A reader with a fault that one document meets."""

    def read(self, document: Document) -> Article:
        if document is STUBBORN:
            raise ValueError("Invalid IPv6 URL")
        return super().read(document)


@pytest.mark.parametrize("read_in_order", [workers.read_all, workers.read_within_bounds])
def test_a_fault_of_the_program_is_told_with_its_place_and_the_next_is_read(
    read_in_order: Callable[[Reader, Sequence[Document]], list[workers.ReadDocument]],
) -> None:
    told, read = read_in_order(_Faulty(load_lexicon()), [STUBBORN, FINE])
    assert isinstance(told, BadPage)
    fault = "stubborn.txt met a fault of the program (ValueError: Invalid IPv6 URL, test_workers.py:"
    assert str(told).startswith(fault)
    assert isinstance(read, Article)


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
