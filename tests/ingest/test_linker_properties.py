"""What holds for any text: offsets lead to the surface, linking is deterministic, proclitics hide no name."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.folding import fold, fold_with_offsets
from graph.model import EntityKind
from ingest.linking.arabic import has_article, is_arabic
from ingest.linking.lexicon import Form, FormOrigin, load_lexicon
from ingest.linking.linker import Linker

LEXICON = load_lexicon()
LINKER = Linker(LEXICON)
NAMES = [form for form in LEXICON.forms if form.origin <= FormOrigin.ALIAS]
ARABIC = [form for form in NAMES if is_arabic(form.text)]
LATIN = [form for form in NAMES if not is_arabic(form.text)]
MARKS = ["ـ", "َ", "ّ", "\u200f", "\u200d", "\u0301", "«", "»", "ﻻ", "ﷺ", "½", "ß", "İ", "\u2028"]
PIECES = st.one_of(
    st.sampled_from([form.text for form in LEXICON.forms]),
    st.sampled_from(["و", "بال", "لل", "ك", "'s", "-", ". ", "\n", " ", "(", '"', *MARKS]),
    st.text(max_size=6),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.lists(PIECES, max_size=14).map(" ".join)


@given(TEXTS)
def test_folding_leads_back(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(offsets) and offsets[-1] == len(text)
    assert folded.split() == fold(text).split()


@settings(max_examples=300)
@given(TEXTS, TEXTS, st.sampled_from([None, "ar", "de", "pl", "ru", "fa", "ja"]))
def test_offsets_lead_to_the_surface(title: str, body: str, lang: str | None) -> None:
    mentions = LINKER.mentions(title, body, lang)
    places = sorted(
        ((s, e) for mention in mentions for s, e in zip(mention.starts, mention.ends, strict=True)),
        key=lambda place: (place[0], -place[1]),
    )
    assert all(start < end for start, end in places)
    # Names are apart, or one holds the other: وزارة الدفاع الروسية names Russia.
    assert all(before[1] <= after[0] or after[1] <= before[1] for before, after in pairwise(places))
    for mention in mentions:
        assert mention.surfaces == tuple(body[s:e] for s, e in zip(mention.starts, mention.ends, strict=True))
        assert mention.starts == tuple(sorted(mention.starts))
        assert mention.count >= len(mention.starts) and mention.count >= 1
        assert mention.in_title == (mention.count > len(mention.starts))
        assert 0 <= mention.salience <= 1 and 0 < mention.confidence <= 1
    assert len({mention.entity_id for mention in mentions}) == len(mentions)


@given(TEXTS, TEXTS)
def test_linking_is_deterministic(title: str, body: str) -> None:
    assert LINKER.mentions(title, body) == LINKER.mentions(title, body)


def with_preposition(name: str, preposition: str) -> str:
    """A name as written after ب, ك or ل; ل and the article become لل, and three of that letter two."""
    if preposition == "ل" and has_article(name):
        bare = name[2:]
        return preposition + bare if bare.startswith("ل") else "لل" + bare
    return preposition + name


@settings(max_examples=400)
@given(st.sampled_from(ARABIC), st.sampled_from(["", "و", "ف"]), st.sampled_from(["", "ب", "ك", "ل"]))
def test_a_proclitic_never_hides_an_arabic_name(form: Form, conjunction: str, preposition: str) -> None:
    text = f"وصل {conjunction}{with_preposition(form.text, preposition)} أمس"
    entity = LEXICON.entities[form.entity]
    if entity.kind is EntityKind.PERSON and entity.country and " " not in form.text:
        # A short name is somebody's only where the article says more of who is meant.
        text += f". وكان ذلك في {LEXICON.entities[entity.country].names['ar']}"
    mentions = LINKER.mentions("", text, form.only_in)
    assert form.entity in {mention.entity_id for mention in mentions}


@settings(max_examples=400)
@given(st.sampled_from(LATIN), st.sampled_from(["", "'s", "’s", ",", ")"]))
def test_a_latin_name_is_found_among_other_words(form: Form, ending: str) -> None:
    mentions = LINKER.mentions("", f"they say that {form.text}{ending} arrived", form.only_in)
    assert form.entity in {mention.entity_id for mention in mentions}


def test_every_demonym_leads_to_its_place() -> None:
    for form in LEXICON.forms:
        if form.origin is FormOrigin.DEMONYM:
            [mention] = LINKER.mentions("", f"وفد {form.text} هنا")
            assert LEXICON.entities[mention.entity_id].kind is EntityKind.PLACE
            assert mention.entity_id == form.entity, form.text
