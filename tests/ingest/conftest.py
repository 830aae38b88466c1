"""One lexicon and one reader for all tests of this room."""

from pathlib import Path

import pytest

from ingest.article import Reader
from ingest.linking.lexicon import Lexicon, load_lexicon
from ingest.linking.linker import Linker
from ingest.naming.finder import NameFinder
from ingest.naming.known import KnownNames


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The lexicon that comes with the project."""
    return load_lexicon()


@pytest.fixture(scope="session")
def reader(lexicon: Lexicon) -> Reader:
    """A reader over that lexicon."""
    return Reader(lexicon)


@pytest.fixture(scope="session")
def linker(lexicon: Lexicon) -> Linker:
    """A linker over that lexicon."""
    return Linker(lexicon)


@pytest.fixture(scope="session")
def finder(lexicon: Lexicon) -> NameFinder:
    """Finds names beside those of that lexicon."""
    return NameFinder(lexicon)


@pytest.fixture(scope="session")
def names(linker: Linker) -> KnownNames:
    """What is known of names when a page is cut."""
    return KnownNames(linker)


@pytest.fixture(scope="session")
def imitated() -> Path:
    """The folder of pages written for these tests in the layouts of news sites."""
    return Path(__file__).parent / "pages"
