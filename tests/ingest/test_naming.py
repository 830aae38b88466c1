"""Names that no lexicon holds: what is found by which words, what is not, and what holds for any text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity import entity_id
from graph.model import Alias, Candidate, Entity, EntityKind
from ingest.article import Reader
from ingest.document import Document, read_paths
from ingest.eval import Scores, measure, read_gold
from ingest.given import (
    arab_given_names,
    foreign_given_names,
    latin_given_names,
    ordinary_words,
)
from ingest.linking.lexicon import FormOrigin, Lexicon, load_lexicon, with_entities
from ingest.linking.linker import Linker
from ingest.naming.finder import NameFinder
from ingest.naming.vocabulary import LANGUAGES, load_vocabulary

LEXICON = load_lexicon()
LINKER = Linker(LEXICON)
FINDER = NameFinder(LEXICON)
UNKNOWN = Path(__file__).parent / "unknown"
NAMES = [form.text for form in LEXICON.forms if form.origin <= FormOrigin.ALIAS]
VOCABULARIES = [vocabulary for lang in LANGUAGES if (vocabulary := load_vocabulary(lang)) is not None]
WORDS = sorted(
    {word for vocabulary in VOCABULARIES for words in vocabulary.written.values() for word in words}
)
GIVEN = sorted({*arab_given_names(), *foreign_given_names(), *latin_given_names(), *ordinary_words()})
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(GIVEN),
    st.sampled_from(GIVEN).map(str.capitalize),
    st.sampled_from(NAMES),
    st.sampled_from(
        [
            "و",
            "ل",
            "لل",
            "«",
            "»",
            '"',
            " & ",
            " (ZQ)",
            "بن",
            "أبو",
            ". ",
            ", ",
            "\n",
            " ",
            "'",
            "’s",
            "Zorvath",
            "Quillembe",
            "البزورتي",
            "ـ",
            "ﷺ",
        ]
    ),
    st.text(max_size=5),
)
TEXTS = st.lists(PIECES, max_size=16).map(" ".join) | st.lists(PIECES, max_size=16).map("".join)


def find(lang: str, body: str, title: str = "", byline: str | None = None) -> tuple[Candidate, ...]:
    """The candidates of an article."""
    return FINDER.find(title, LINKER.link(title, body), lang, byline)


def certain(lang: str, body: str) -> list[tuple[str, str]]:
    """Kind and text of what becomes an entity at once."""
    return sorted((one.kind.value, one.text) for one in find(lang, body) if one.certain)


@pytest.mark.parametrize(
    ("lang", "body", "kind", "text"),
    [
        ("ar", "وقال المتحدث باسم الجيش العميد كنعان الزرقوني إن القوات تقدمت.", "Person", "كنعان الزرقوني"),
        ("ar", "التقى وزير النقل هشام البزورتي وفدا أمس.", "Person", "هشام البزورتي"),
        ("ar", "وصرح رئيس البلدية عبد المنعم الطنبوري للصحفيين.", "Person", "عبد المنعم الطنبوري"),
        ("ar", "وافتتحت جامعة الزيزفون فرعا جديدا.", "Organization", "جامعة الزيزفون"),
        ("ar", "تعاقدت البلدية مع شركة الزرقون للمقاولات على ذلك.", "Organization", "شركة الزرقون للمقاولات"),
        ("ar", "وفاز مرشح بحزب البزوغ الوطني في الانتخابات.", "Organization", "حزب البزوغ الوطني"),
        ("en", "Foreign Minister Alda Zorvath spoke on Monday.", "Person", "Alda Zorvath"),
        ("en", "The plan was drawn up by the chief executive, Orsin Quillembe.", "Person", "Orsin Quillembe"),
        ("en", "He studied at Zorvath University before the war.", "Organization", "Zorvath University"),
        (
            "en",
            "It was sent to the Institute of Tidal Power last week.",
            "Organization",
            "Institute of Tidal Power",
        ),
        ("en", "Voters turned to the Quillembe Reform Party.", "Organization", "Quillembe Reform Party"),
        (
            "en",
            "It was told to the Zorvath Commission on Tidal Power.",
            "Organization",
            "Zorvath Commission on Tidal Power",
        ),
        ("ar", "قالت أمانة عمّان إن الطريق مفتوح.", "Organization", "أمانة عمّان"),
        ("ar", "وقال النائب محمّد الزيدروفسكي إن الطريق مفتوح.", "Person", "محمّد الزيدروفسكي"),
        ("ar", "وصل النائب محمد زيدروفسكي لِجامعة الكلموسات.", "Organization", "جامعة الكلموسات"),
        ("en", "He told the Zorvath High Court on Monday.", "Organization", "Zorvath High Court"),
        ("en", "The Zorvath Bank in October sank.", "Organization", "Zorvath Bank"),
        ("en", "He told the Dubai High Court on Monday.", "Organization", "Dubai High Court"),
        ("en", "South Dubai Police came.", "Organization", "South Dubai Police"),
        (
            "en",
            "A meeting of the Tides and Harbours Council ended.",
            "Organization",
            "Tides and Harbours Council",
        ),
        ("en", "Men of the Zorvath Coastal Force came.", "Organization", "Zorvath Coastal Force"),
        (
            "fr",
            "Selon un bilan de l'Office zorvathe de la marée (OZM), rien.",
            "Organization",
            "Office zorvathe de la marée",
        ),
        ("fr", "Le ministre Aldric Zorvathe est arrivé jeudi.", "Person", "Aldric Zorvathe"),
        ("fr", "Elle dirige la société Quillembrin depuis mars.", "Organization", "Quillembrin"),
        ("fr", "Il enseigne à l'Université de Zorvathie.", "Organization", "Université de Zorvathie"),
        ("es", "La ministra Alda Zorvatez llegó el jueves.", "Person", "Alda Zorvatez"),
        ("es", "Trabaja en la Universidad de Quillembre.", "Organization", "Universidad de Quillembre"),
    ],
)
def test_a_name_beside_its_cue_is_certain(lang: str, body: str, kind: str, text: str) -> None:
    assert (kind, text) in certain(lang, body)


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("ar", "وقال المتحدث باسم القطاع إن العمل مستمر على مواصلة الإصلاح."),
        ("ar", "وقع على الاتفاق بعد أن عقد اجتماعا في مقر شركة تابعة للحكومة."),
        ("ar", "وقال الرئيس الروسي فلاديمير بوتين إن بوتين لا يعلم."),
        ("en", "The Former Inspector said that Monday was bad. Prime Minister Keir Starmer agreed."),
        ("en", "Pilots of the Air Force came on Monday."),
        ("en", "ALL LETTERS OF THIS HEADLINE ARE CAPITAL LETTERS SAID PRESIDENT"),
        ("fr", "Le président Emmanuel Macron a reçu M. Poutine à Paris."),
    ],
)
def test_what_is_no_unknown_name_is_not_certain(lang: str, body: str) -> None:
    assert certain(lang, body) == []


def test_a_surname_after_the_full_name_is_the_same_person() -> None:
    body = "Judge Alda Zorvath spoke. Zorvath's court is old, and Zorvath knows it."
    [one] = find("en", body, title="Zorvath speaks")
    assert one.surfaces == ("Alda Zorvath", "Zorvath", "Zorvath")
    assert (one.count, one.in_title, one.sentence) == (4, True, "Judge Alda Zorvath spoke.")
    [arabic] = find("ar", "أعلن العقيد هشام البزورتي ذلك. وقال وللبزورتي رأي ثم عاد والبزورتي إلى بيته.")
    assert len(arabic.starts) >= 2


def test_who_wrote_the_article_is_no_candidate() -> None:
    body = "Reporter Alda Zorvath said so."
    assert [one.text for one in find("en", body)] == ["Alda Zorvath"]
    assert find("en", body, byline="By Alda Zorvath") == ()


def test_a_language_without_words_has_no_candidates() -> None:
    assert find("sw", "Waziri Alda Zorvath alisema.") == ()


@settings(max_examples=300)
@given(st.sampled_from([*LANGUAGES, "de"]), TEXTS, TEXTS)
def test_places_lead_to_the_surface_and_never_into_half_a_link(lang: str, title: str, body: str) -> None:
    linked = LINKER.link(title, body)
    found = FINDER.find(title, linked, lang, None)
    assert found == FINDER.find(title, LINKER.link(title, body), lang, None)
    assert len({one.id for one in found}) == len(found)
    spans = [span for one in found if one.certain for span in zip(one.starts, one.ends, strict=True)]
    places = [(link.start, link.end) for link in linked.without(spans, ()).in_body]
    for one in found:
        own = list(zip(one.starts, one.ends, strict=True))
        assert own == sorted(own) and own
        assert one.surfaces == tuple(body[start:end] for start, end in own)
        # للهيئة names الهيئة, and a state's body is called by kind and state.
        assert one.known or one.text in one.surfaces or one.text.startswith("ال")
        assert one.id == (one.known.id if one.known else entity_id(one.kind, one.text))
        assert one.count == len(own) + one.in_title and 0 <= one.salience <= 1
        assert one.kind is not EntityKind.EVENT
        places += own
    assert all(start < end for start, end in places)
    assert all(before[1] <= after[0] for before, after in pairwise(sorted(places)))


def test_a_grown_name_is_linked_and_the_lexicon_s_own_stands() -> None:
    one = find("en", "Judge Alda Zorvath spoke.")[0]
    entity = Entity(one.id, one.kind, {"en": one.text}, (Alias(one.text, "en"), Alias("Putin", "en")))
    lexicon: Lexicon = with_entities(LEXICON, [entity])
    mentions = Linker(lexicon).mentions("", "They saw Alda Zorvath and Vladimir Putin; Zorvath left.")
    named = {mention.entity_id: mention.surfaces for mention in mentions}
    assert named == {one.id: ("Alda Zorvath", "Zorvath"), "Q7747": ("Vladimir Putin",)}


def test_pages_with_unknown_names_reach_the_aim(reader: Reader, lexicon: Lexicon) -> None:
    totals = {EntityKind.PERSON: Scores(0, 0, 0), EntityKind.ORGANIZATION: Scores(0, 0, 0)}
    for page in sorted(UNKNOWN.glob("*.txt")):
        [document] = read_paths([str(page)], None)
        assert isinstance(document, Document)
        gold = read_gold(page.with_suffix(".json"))
        scores = measure(reader.read(document), gold, lexicon.entities).entities
        totals = {kind: total + scores[kind] for kind, total in totals.items()}
    for total in totals.values():
        assert total.precision >= 0.9 and total.recall >= 0.7


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("ar", "وأعلنت وزارة الطاقة أن العمل انتهى."),
        ("en", "The Ministry of Energy said that the work was done, and the Health Ministry agreed."),
        ("en", "The region's Ministry of Natural Resources said that the work was done."),
        ("fr", "Le ministère de l'Énergie a dit que le travail était fini."),
        ("es", "El Ministerio de Energía dijo que el trabajo había terminado."),
    ],
)
def test_a_body_that_every_state_has_is_no_name(lang: str, body: str) -> None:
    assert certain(lang, body) == []
