"""The words that tell of events: unambiguous, folded once, and tied to the lexicon."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from graph.folding import fold
from ingest.events.finder import EventFinder
from ingest.events.kind import CLOSENESS, LANGUAGES, kinds
from ingest.events.office import OfficeEntry
from ingest.events.vocabulary import vocabulary
from ingest.linking.lexicon import load_lexicon

FOLDER = files("seeds") / "events"
WORDS = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
OFFICES = [
    OfficeEntry.model_validate_json(line)
    for line in (FOLDER / "offices.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_trigger_belongs_to_two_kinds(lang: str) -> None:
    counts = Counter(fold(text) for kind in kinds().values() for text in set(map(fold, kind.triggers(lang))))
    assert [text for text, count in counts.items() if count > 1] == []


def test_pairs_and_verbs_are_triggers_of_their_kind_alone() -> None:
    for name, kind in kinds().items():
        plain = {fold(text) for lang in LANGUAGES for text in kind.triggers(lang)}
        paired = [fold(text) for pair in kind.pairs for text in pair.words]
        assert {pair.lang for pair in kind.pairs} <= set(LANGUAGES), name
        assert [text for text in paired if text in plain] == [], name
        assert [text for text in kind.verbs if fold(text) not in plain | set(paired)] == [], name
        assert all(" " not in word for pair in kind.pairs for word in pair.need), name
    every = Counter(
        (pair.lang, fold(text)) for kind in kinds().values() for pair in kind.pairs for text in pair.words
    )
    assert [key for key, count in every.items() if count > 1] == []


def test_media_are_in_the_lexicon() -> None:
    names = {entity.names["en"] for entity in load_lexicon().entities.values()}
    media = tomllib.loads((FOLDER / "media.toml").read_text(encoding="utf-8"))["media"]
    assert [name for name in media if name not in names] == []
    assert sorted(media, key=str.lower) == media


@pytest.mark.parametrize("name", kinds())
def test_every_kind_has_names_and_triggers_in_every_language(name: str) -> None:
    kind = kinds()[name]
    assert set(kind.names) == set(LANGUAGES)
    assert all(kind.triggers(lang) for lang in LANGUAGES)
    assert all(any(map(str.isalpha, fold(text))) for lang in LANGUAGES for text in kind.triggers(lang))


def test_every_language_has_the_same_cues_and_offices() -> None:
    assert set(WORDS) == set(LANGUAGES)
    assert {lang: (set(words), set(words["offices"])) for lang, words in WORDS.items()} == dict.fromkeys(
        LANGUAGES, (set(WORDS["en"]), set(WORDS["en"]["offices"]))
    )
    assert set(CLOSENESS) <= set(kinds())
    assert all(vocabulary(lang).length("that", [fold(WORDS[lang]["that"][0])], 0) == 1 for lang in LANGUAGES)


def test_offices_capitals_and_groups_are_in_the_lexicon() -> None:
    lexicon = load_lexicon()
    EventFinder(lexicon.entities)  # raises BadLexicon for a person, country or member it does not know
    names = {entity.names["en"] for entity in lexicon.entities.values() if entity.kind == "Place"}
    capitals = tomllib.loads((FOLDER / "capitals.toml").read_text(encoding="utf-8"))["capitals"]
    assert [name for name in capitals if name not in names] == []


def test_terms_of_office_are_in_order_and_few_overlap() -> None:
    assert [entry for entry in OFFICES if entry.until is not None and entry.until < entry.since] == []
    holders = Counter((entry.country, entry.office, entry.person, entry.since) for entry in OFFICES)
    assert [key for key, count in holders.items() if count > 1] == []
    now = Counter((entry.country, entry.office) for entry in OFFICES if entry.until is None)
    assert [key for key, count in now.items() if count > 1] == []
