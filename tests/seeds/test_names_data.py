"""The words by which unknown names are told: in order, each once, none for nothing."""

import re
import tomllib
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from graph.folding import fold
from ingest.given import ordinary_words
from ingest.linking.arabic import is_arabic
from ingest.naming.vocabulary import LANGUAGES, load_vocabulary

FOLDER = Path(str(files("seeds") / "names"))
NAMING = Path(__file__).parents[2] / "ingest" / "naming"


def read(file: str) -> dict[str, list[str]]:
    """The words of one file by key."""
    tables = tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))
    return {key: words.split() for key, words in tables.items()}


LISTS = [(file, key) for file in ("given.toml", "ordinary.toml") for key in read(file)]


@pytest.mark.parametrize(("file", "key"), LISTS)
def test_a_list_is_sorted_and_has_each_word_once(file: str, key: str) -> None:
    words = read(file)[key]
    assert all((fold(a), a) < (fold(b), b) for a, b in pairwise(words))
    assert all(fold(word) and " " not in word for word in words)


def test_every_list_is_in_its_letters() -> None:
    given, ordinary = read("given.toml"), read("ordinary.toml")
    assert not any(is_arabic(word) or not word[0].isupper() for word in given["latin"])
    assert all(is_arabic(word) for word in (*given["arab"], *given["foreign"]))
    assert all(is_arabic(word) for words in ordinary.values() for word in words)


def test_no_name_is_listed_under_two_keys() -> None:
    given = read("given.toml")
    assert not set(given["arab"]) & set(given["foreign"])


def test_a_common_given_name_is_no_ordinary_word() -> None:
    common = ["محمد", "أحمد", "محمود", "إبراهيم", "يوسف", "فاطمة", "جورج", "مايكل", "سيرغي", "خوان"]
    assert ordinary_words().isdisjoint(map(fold, common))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_code_reads_every_key_and_the_page_tells_it(lang: str) -> None:
    vocabulary = load_vocabulary(lang)
    assert vocabulary is not None
    code = "".join(path.read_text(encoding="utf-8") for path in NAMING.glob("*.py"))
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    read_keys = set(re.findall(r'(?:vocabulary|_words)\["(\w+)"\]', code))
    for key in vocabulary.words:
        assert key in read_keys and f"`{key}`" in page
