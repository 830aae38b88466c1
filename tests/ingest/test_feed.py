"""Feeds: an article an entry, whatever the dialect and encoding; a broken one never stops the others."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.errors import BadPage
from graph.model import Article, DateOrigin
from ingest.article import Reader
from ingest.document import Document, DocumentKind, Failure, measure_paths, read_paths

FULL = (
    "<p>وصل وزيــر الخارجية إلى أنقرة&nbsp;مساء أمس للقاء نظيره التركي، في زيارة تستمر يومين.</p>"
    '<p>وقال الوزير إن المحادثات &quot;بناءة&quot; وإنها ستستمر حتى مساء الغد.</p><script>track("x")</script>'
    '<p><a href="/more">اقرأ أيضا</a></p>'
)
RSS = f"""<?xml version="1.0" encoding="ENCODING"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>بريد الشام</title><link>https://barid.example/</link><language>en-us</language>
<item><title>وزير الخارجية في أنقرة</title><link>https://barid.example/news/1?utm_source=rss</link>
  <guid isPermaLink="false">barid-1</guid><pubDate>Tue, 19 Nov 2019 10:30:00 +0200</pubDate>
  <dc:creator><![CDATA[نورا خوام]]></dc:creator><category>سياسة</category><category>تركيا</category>
  <description>ملخص قصير للخبر.</description><content:encoded><![CDATA[{FULL}]]></content:encoded>
  <media:content url="https://barid.example/a.jpg"><media:title>صورة</media:title></media:content></item>
<item><title>خبر بلا نص</title><link>/news/2</link><description>كلمتان فقط</description></item>
<item><title>R&D: الوزراء & السفراء</title><guid>https://barid.example/news/3</guid>
  <description>اجتمع الوزراء والسفراء في مدينة حلب يوم الخميس لبحث خطة إعادة بناء المدارس
  التي دمرتها الحرب.</description></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/">
<title>La Gazette</title><link rel="self" href="/feed"/><link href="/"/>
<entry><title type="html">Le ministre &lt;b&gt;à Genève&lt;/b&gt;</title><id>tag:gazette.example,2019:1</id>
 <link rel="enclosure" href="/son.mp3"/><link rel="alternate" href="/2019/ministre"/>
 <updated>2019-11-20T08:00:00Z</updated><published>2019-11-19T08:00:00+01:00</published>
 <author><name>Claire Aubin</name><email>c@gazette.example</email></author>
 <category term="monde" label="Monde"/>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le ministre est arrivé lundi à
 Genève pour deux jours d’entretiens avec ses homologues européens.</p>
 <p>Il devrait rencontrer mardi la présidente de la Confédération.</p></div>
 </content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://herald.example/"><title>H</title></channel>
<item rdf:about="https://herald.example/1"><title>Talks resume</title><link>https://herald.example/1</link>
<description>The two governments agreed on Monday to resume their talks
 in Geneva next month, officials said.</description>
<dc:date>2019-11-19</dc:date></item></rdf:RDF>"""


BOMB = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
<rss><channel><item><title>&b;</title></item></channel></rss>"""


def articles(reader: Reader, path: Path) -> tuple[list[Article], list[str]]:
    """The articles of a file, and why the others are none."""
    found: list[Article] = []
    reasons: list[str] = []
    for document in read_paths([str(path)], None):
        try:
            if isinstance(document, Failure):
                raise document.error
            found.append(reader.read(document))
        except BadPage as error:
            reasons.append(str(error).removeprefix(str(path)))
    return found, reasons


@pytest.mark.parametrize(
    ("encoding", "suffix"), [("utf-8", ".rss"), ("windows-1256", ".xml"), ("utf-16", ".atom")]
)
def test_rss_in_any_encoding(reader: Reader, tmp_path: Path, encoding: str, suffix: str) -> None:
    file = tmp_path / f"feed{suffix}"
    file.write_bytes(RSS.replace("ENCODING", encoding).encode(encoding))
    [first, second], [reason] = articles(reader, file)
    assert first.url == "https://barid.example/news/1"
    assert (first.title, first.byline, first.kicker) == ("وزير الخارجية في أنقرة", "نورا خوام", "سياسة")
    assert (first.lang, first.source) == ("ar", "barid.example")
    assert (first.published_at, first.published_at_origin) == (
        datetime(2019, 11, 19, 8, 30, tzinfo=UTC),
        DateOrigin.METADATA,
    )
    assert first.body == (
        "وصل وزيــر الخارجية إلى أنقرة مساء أمس للقاء نظيره التركي، في زيارة تستمر يومين.\n\n"
        'وقال الوزير إن المحادثات "بناءة" وإنها ستستمر حتى مساء الغد.'
    )
    assert (second.title, second.url) == ("R&D: الوزراء & السفراء", "https://barid.example/news/3")
    assert reason.startswith(", entry 2 has only a teaser of 2 words; give a feed with the full text")


def test_atom_and_rdf(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.atom").write_text(ATOM, "utf-8")
    (tmp_path / "b.xml").write_text(RDF, "utf-8")
    [atom], _ = articles(reader, tmp_path / "a.atom")
    assert (atom.title, atom.url) == ("Le ministre à Genève", "https://gazette.example/2019/ministre")
    assert (atom.byline, atom.kicker, atom.lang) == ("Claire Aubin", "Monde", "fr")
    assert atom.published_at == datetime(2019, 11, 19, 7, tzinfo=UTC)
    assert len(atom.body.split("\n\n")) == 2 and "Confédération." in atom.body
    [rdf], _ = articles(reader, tmp_path / "b.xml")
    assert (rdf.url, rdf.lang) == ("https://herald.example/1", "en")
    assert rdf.published_at == datetime(2019, 11, 19, tzinfo=UTC)


def test_a_feed_that_breaks_off_loses_only_its_last_entry(tmp_path: Path) -> None:
    file = tmp_path / "feed.rss"
    file.write_text(RSS[: RSS.index("السفراء في مدينة")], "utf-8")
    first, second, third = read_paths([str(file)], None)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.kind, first.name) == (DocumentKind.ENTRY, f"{file}, entry 1")
    assert isinstance(third, Failure)
    assert str(third.error).startswith(f"{file}, entry 3 (line 11) breaks off")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            BOMB,
            "declares entities of its own (<!ENTITY)",
        ),
        (
            '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel/></rss>',
            "declares entities of its own",
        ),
        ("<rss><channel><title>T</title></channel></rss>", "is a feed without entries"),
        ("<urlset><url>x</url></urlset>", "is no RSS or Atom feed; give XML with the root rss"),
        ("not xml", "is no RSS or Atom feed"),
    ],
)
def test_what_is_no_feed_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(text, "utf-8")
    [failure] = read_paths([str(file)], None)
    assert isinstance(failure, Failure)
    assert str(failure.error).startswith(f"{file} {reason}")


def test_packed_files_are_read_and_sizes_add_up(reader: Reader, tmp_path: Path) -> None:
    feed = RSS.replace("ENCODING", "utf-8").encode()
    (tmp_path / "feed.rss.gz").write_bytes(gzip.compress(feed))
    (tmp_path / "lines.jsonl.gz").write_bytes(gzip.compress(b'{"body": "a"}\n' * 500))
    (tmp_path / "plain.jsonl").write_bytes(b'{"body": "a"}\n' * 3)
    (tmp_path / "broken.txt.gz").write_bytes(gzip.compress(feed)[:40])
    found = list(read_paths([str(tmp_path)], None))
    assert len(found) == 1 + 3 + 500 + 3
    assert sum(item.size for item in found) == measure_paths([str(tmp_path)])
    broken = found[0]
    assert isinstance(broken, Failure)
    assert str(broken.error) == f"{broken.name} is no whole gzip file; pack it again with gzip"
    assert measure_paths(["-"]) is None
