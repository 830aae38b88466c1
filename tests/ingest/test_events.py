"""What sentences say happened: kind, who took part, where, when, and whether it did."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Article, Entity, EventStatus, ParticipantRole, TitleOrigin
from ingest.article import Reader
from ingest.document import Document, read_paths
from ingest.eval import measure, read_gold
from ingest.linking.lexicon import Lexicon
from ingest.page import Page

MONDAY = datetime(2019, 11, 18, 20, 0, tzinfo=UTC)
PUTIN, MACRON, MERKEL, ERDOGAN = "Vladimir Putin", "Emmanuel Macron", "Angela Merkel", "Recep Tayyip Erdoğan"
LAVROV, ZARIF = "Sergey Lavrov", "Mohammad Javad Zarif"

Told = tuple[str, str, set[str], str | None, str | None]

CASES: list[tuple[str, str, list[Told]]] = [
    # A call, its speaker left out, the counterpart by office and name.
    (
        "ar",
        "قالت الرئاسة إن الرئيس رجب طيب أردوغان أجرى اتصالا هاتفيا الأحد مع نظيره الفرنسي إيمانويل ماكرون.",
        [("phone_call", "HAPPENED", {ERDOGAN, MACRON}, None, "2019-11-17")],
    ),
    # The person behind an office, at the time of writing.
    (
        "ar",
        "التقى وزير الخارجية الروسي في موسكو نظيره الإيراني محمد جواد ظريف.",
        [("meeting", "HAPPENED", {LAVROV, ZARIF}, "Moscow", None)],
    ),
    # Adjectives of origin beside the trigger; a capital as its government; what is planned.
    ("ar", "جاء ذلك بعد توقيع الاتفاق الألماني - الفرنسي حول الهجرة.", [
        ("agreement", "HAPPENED", {"Germany", "France"}, None, None)]),
    ("ar", "من المقرر أن تبدأ محادثات بين الرياض وطهران في بغداد.", [
        ("talks", "PLANNED", {"Saudi Arabia", "Iran"}, "Baghdad", None)]),
    # Denied, asked for, put off.
    ("ar", "نفت موسكو أن يكون هناك اتفاق بين روسيا وإيران.", []),
    ("ar", "دعا الأمين العام إلى مفاوضات بين مصر وإثيوبيا.", []),
    ("ar", "تقرر تأجيل قمة روسيا وتركيا إلى الشهر المقبل.", [
        ("summit", "POSTPONED", {"Russia", "Turkey"}, None, None)]),
    # A group that the news calls by one name.
    ("ar", "وقال المتحدث إن الاجتماع تناول أيضا خطة الربط الكهربائي مع السعودية واليونان.", []),
    ("ar", "حضر اللقاء وزير الخارجية التركي هاكان فيدان ونظيره الروسي سيرغي لافروف.", []),
    ("ar", "والتقى أردوغان على هامش القمة بوتين وميركل.", [
        ("meeting", "HAPPENED", {ERDOGAN, PUTIN, MERKEL}, None, None)]),
    ("ar", "وعلى هامش القمة التقى أردوغان بوتين.", [
        ("meeting", "HAPPENED", {ERDOGAN, PUTIN}, None, None)]),
    ("ar", "عقدت الدول الضامنة اجتماعا في جنيف.", [
        ("meeting", "HAPPENED", {"Russia", "Turkey", "Iran"}, "Geneva", None)]),
    ("ar", "رحبت مصر بالاتفاق.", []),
    (
        "en",
        "Vladimir Putin met German Chancellor Angela Merkel in Berlin on Sunday, the Kremlin said.",
        [("meeting", "HAPPENED", {PUTIN, MERKEL}, "Berlin", "2019-11-17")],
    ),
    (
        "en",
        "The French president will meet Angela Merkel in Paris.",
        [("meeting", "PLANNED", {MACRON, MERKEL}, "Paris", None)],
    ),
    (
        "en",
        "Vladimir Putin met Angela Merkel on the sidelines of the summit.",
        [("meeting", "HAPPENED", {PUTIN, MERKEL}, None, None)],
    ),
    ("en", "Turkey's foreign ministry denied that Turkey and Iran had reached a deal.", []),
    ("en", "Egypt and Jordan welcomed the agreement.", []),
    (
        "en",
        "Russian forces attacked Ukraine.",
        [("attack", "HAPPENED", {"Russia", "Ukraine"}, None, None)],
    ),
    ("en", "Talks between Iran and Iraq were postponed.", [
        ("talks", "POSTPONED", {"Iran", "Iraq"}, None, None)]),
    (
        "fr",
        "Emmanuel Macron a reçu dimanche Vladimir Poutine à Paris.",
        [("meeting", "HAPPENED", {MACRON, PUTIN}, "Paris", "2019-11-17")],
    ),
    (
        "fr",
        "Le président russe et Angela Merkel se sont entretenus par téléphone.",
        [("phone_call", "HAPPENED", {PUTIN, MERKEL}, None, None)],
    ),
    (
        "es",
        "Vladimir Putin se reunió con Angela Merkel en Madrid.",
        [("meeting", "HAPPENED", {PUTIN, MERKEL}, "Madrid", None)],
    ),
]  # fmt: skip


def read(reader: Reader, lang: str, body: str, published: datetime | None = MONDAY) -> Article:
    """The article of one body."""
    page = Page("A title", TitleOrigin.PAGE, body, lang=lang, published_at=published)
    return reader.build(page, "a page")


def told(event: Entity, lexicon: Lexicon) -> Told:
    """An event in the form of `CASES`."""
    names = {id_: entity.names["en"] for id_, entity in lexicon.entities.items()}
    assert event.event_kind and event.status
    return (
        event.event_kind,
        event.status.value,
        {names[who.entity_id] for who in event.participants},
        names[event.place] if event.place else None,
        event.start_at.date().isoformat() if event.start_at else None,
    )


@pytest.mark.parametrize(("lang", "body", "wanted"), CASES, ids=range(len(CASES)))
def test_a_sentence_gives_its_events(
    reader: Reader, lexicon: Lexicon, lang: str, body: str, wanted: list[Told]
) -> None:
    assert [told(event, lexicon) for event in read(reader, lang, body).events] == wanted


def test_who_acts_and_who_is_acted_on(reader: Reader) -> None:
    [event] = read(reader, "en", "Russian forces attacked Ukraine.").events
    assert {who.entity_id: who.role for who in event.participants} == {
        "Q159": ParticipantRole.AGENT,
        "Q212": ParticipantRole.TARGET,
    }


@pytest.mark.parametrize(
    ("lang", "body", "acting", "acted_on"),
    [
        ("ar", "قررت النيابة إخلاء سبيل راشد الغنوشي بكفالة.", set[str](), {"Rached Ghannouchi"}),
        ("ar", "اعتقلت الشرطة التركية رئيس بلدية إسطنبول أكرم إمام أوغلو.", {"Turkey"}, {"Ekrem İmamoğlu"}),
        ("ar", "استهدفت غارة إسرائيلية مركزا للجيش اللبناني في الصرفند.", {"Israel"}, {"Lebanese army"}),
        ("en", "Thai F-16 jets bombed Cambodian military targets.", {"Thailand"}, {"Cambodia"}),
    ],
)
def test_one_event_tells_who_acts_and_who_is_hit(
    reader: Reader, lexicon: Lexicon, lang: str, body: str, acting: set[str], acted_on: set[str]
) -> None:
    [event] = read(reader, lang, body).events
    roles = {ParticipantRole.AGENT: acting, ParticipantRole.TARGET: acted_on}
    names = {id_: entity.names["en"] for id_, entity in lexicon.entities.items()}
    for role, wanted in roles.items():
        assert {names[who.entity_id] for who in event.participants if who.role is role} == wanted


def test_a_mention_shows_the_trigger_and_the_sentence(reader: Reader) -> None:
    body = "Nothing else is new. Vladimir Putin met Angela Merkel in Berlin. They parted early."
    article = read(reader, "en", body)
    [event] = article.events
    [mention] = [mention for mention in article.mentions if mention.entity_id == event.id]
    assert mention.surfaces == ("met",)
    assert body[mention.starts[0] : mention.ends[0]] == "met"
    assert mention.sentence == "Vladimir Putin met Angela Merkel in Berlin."
    assert event.names["en"] == "Meeting: Angela Merkel, Vladimir Putin"


def test_without_a_date_no_day_is_invented(reader: Reader, lexicon: Lexicon) -> None:
    body = "Vladimir Putin met Angela Merkel in Berlin on Sunday."
    [event] = read(reader, "en", body, published=None).events
    assert told(event, lexicon)[-1] is None


def test_two_articles_tell_of_one_event(reader: Reader) -> None:
    [one] = read(reader, "en", "Vladimir Putin phoned Emmanuel Macron on Sunday.").events
    [other] = read(
        reader, "fr", "Emmanuel Macron et Vladimir Poutine se sont parlé par téléphone dimanche."
    ).events
    assert one.id == other.id
    [later] = read(reader, "en", "Vladimir Putin phoned Emmanuel Macron on Monday.").events
    assert later.id != one.id


def test_an_article_tells_of_an_event_once(reader: Reader) -> None:
    body = "Vladimir Putin met Angela Merkel on Sunday. Putin and Merkel met in Berlin."
    [event] = read(reader, "en", body).events
    assert event.start_at == datetime(2019, 11, 17, tzinfo=UTC)
    assert event.status is EventStatus.HAPPENED


def test_the_scraped_page_gives_its_events(reader: Reader, lexicon: Lexicon, pages: Path) -> None:
    path = pages / "almaghribtoday-putin-macron.txt"
    [document] = read_paths([str(path)], None)
    assert isinstance(document, Document)
    scores = measure(reader.read(document), read_gold(path.with_suffix(".json")), lexicon.entities).events
    assert scores is not None
    assert (scores.found.right >= 11, scores.found.wanted, scores.exact >= 11) == (True, 12, True)
    assert scores.found.precision >= 0.9


_ARABIC = "بوتين ماكرون الرئيس الروسي نظيره اتفق محادثات بين مع أن إن وقال في موسكو ، . المقبل لم الطرفان"
_ENGLISH = "Putin met Merkel talks between and Russia the German attacked by said that will in Berlin , ."
_WORDS = st.sampled_from([word for text in (_ARABIC, _ENGLISH) for word in text.split(" ")])


@settings(max_examples=150)
@given(words=st.lists(_WORDS, min_size=1, max_size=60), lang=st.sampled_from(["ar", "en", "fr", "es", "de"]))
def test_any_words_give_well_formed_events(
    reader: Reader, lexicon: Lexicon, words: list[str], lang: str
) -> None:
    article = read(reader, lang, " ".join(words))
    mentions = {mention.entity_id: mention for mention in article.mentions}
    for event in article.events:
        mention = mentions[event.id]
        named = lexicon.entities.keys() | {candidate.id for candidate in article.candidates}
        assert all(who.entity_id in named for who in event.participants)
        assert event.participants or event.place
        assert [article.body[s:e] for s, e in zip(mention.starts, mention.ends, strict=True)] == list(
            mention.surfaces
        )
        assert mention.sentence and mention.sentence in article.body
