"""The explorer in a real browser, on the real server."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import httpx
import pytest
from playwright.async_api import Locator, Page, expect

from browsing import OpenVisit, Scheme

pytestmark = pytest.mark.browser

PUTIN = "Q7747"
MACRON = "Q3052772"
ARTICLES = "query($lang: String!) { articles(first: 1, where: {lang: {eq: $lang}}) { nodes { id } } }"
IDS = """
{
  place(name: "إدلب") { id }
  event: entities(first: 1, where: {kinds: [EVENT]}) { nodes { id } }
  stories(first: 1) { nodes { id } }
}
"""

Ask = Callable[..., Any]


@pytest.fixture
def ask(server_url: str) -> Ask:
    """Ask the server itself, for what a page has to show."""

    def answer(query: str, **variables: Any) -> Any:
        answered = httpx.post(f"{server_url}/graphql", json={"query": query, "variables": variables}).json()
        assert "errors" not in answered, answered
        return answered["data"]

    return answer


@pytest.fixture
def views(ask: Ask) -> dict[str, str]:
    """Every view but the graph, with an address of its own."""
    found = ask(IDS)
    [article] = ask(ARTICLES, lang="ar")["articles"]["nodes"]
    idlib = found["place"]["id"]
    return {
        "home": "/explore",
        "search": "/explore?view=search&q=%D8%A5%D8%AF%D9%84%D8%A8",
        "entity": f"/explore?view=entity&id={PUTIN}",
        "place": f"/explore?view=entity&id={idlib}",
        "event": f"/explore?view=entity&id={found['event']['nodes'][0]['id']}",
        "article": f"/explore?view=article&id={article['id']}",
        "story": f"/explore?view=story&id={found['stories']['nodes'][0]['id']}",
        "path": f"/explore?view=path&start={MACRON}&end={idlib}",
    }


def state_of(page: Page) -> dict[str, str]:
    """What the page's address says."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def heading(page: Page) -> Locator:
    """The name of what the page shows."""
    return page.locator("main h1")


@pytest.mark.parametrize(("scheme", "lang"), [("light", "en"), ("dark", "ar")])
async def test_views_have_no_serious_fault(
    open_visit: OpenVisit, views: dict[str, str], scheme: Scheme, lang: str
) -> None:
    for name, path in views.items():
        visit = await open_visit(f"{path}{'&' if '?' in path else '?'}lang={lang}", scheme=scheme)
        await expect(heading(visit.page)).not_to_be_empty()
        assert await visit.page.locator("html").get_attribute("dir") == {"en": "ltr", "ar": "rtl"}[lang]
        assert await visit.serious_faults() == [], name
        await visit.picture(f"explorer-{name}-{lang}-{scheme}")
        await visit.page.context.close()


async def test_nothing_is_wider_than_a_phone(open_visit: OpenVisit, views: dict[str, str]) -> None:
    for name, path in views.items():
        visit = await open_visit(path, width=390, locale="ar-EG")
        wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await visit.page.evaluate(wide) == 0, name
        await visit.picture(f"explorer-{name}-phone")
        await visit.page.context.close()


async def test_names_are_suggested_while_typing_and_chosen_by_keys(open_visit: OpenVisit) -> None:
    page = (await open_visit("/explore?lang=en")).page
    await page.get_by_role("combobox").first.press_sequentially("فلاديمير بو")
    option = page.locator("[role=option]").first
    await expect(option).to_contain_text("Vladimir Putin")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(heading(page)).to_contain_text("Vladimir Putin")
    assert state_of(page) == {"view": "entity", "id": PUTIN, "lang": "en"}
    assert await page.title() == "Vladimir Putin – content-graph explorer"
    await expect(page.locator("main")).to_be_focused()


async def test_a_search_marks_what_it_found_and_has_an_address(open_visit: OpenVisit) -> None:
    page = (await open_visit("/explore?lang=en")).page
    await page.get_by_role("combobox").first.fill("Idlib Macron")
    await page.keyboard.press("Enter")
    await expect(page.locator(".hits mark").first).to_have_text(
        re.compile("idl[ie]b|macron|إدلب|ماكرون", re.IGNORECASE)
    )
    assert state_of(page) == {"view": "search", "q": "Idlib Macron", "lang": "en"}
    assert await page.title() == "Idlib Macron – content-graph explorer"
    await page.get_by_label("Kind").select_option("ARTICLE")
    await page.get_by_label("Language of articles").select_option("fr")
    await expect(page.locator(".hits li").first).to_be_visible()
    assert await page.locator(".hits .entity").count() == 0
    await page.reload()
    await expect(page.get_by_label("Kind")).to_have_value("ARTICLE")
    for _ in range(3):
        await page.go_back()
    await expect(heading(page)).to_have_text("content-graph explorer")


async def test_any_string_can_be_searched(open_visit: OpenVisit) -> None:
    page = (await open_visit("/explore?lang=en")).page
    for text in ('<img src=x onerror="1">', '"', "a AND (", "\\", "%00", "👋🏽"):
        await page.get_by_role("combobox").first.fill(text)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status")).to_contain_text("Found")
        await expect(heading(page)).to_contain_text(text)


async def test_brushing_the_timeline_filters_the_rest(open_visit: OpenVisit) -> None:
    page = (await open_visit(f"/explore?view=entity&id={PUTIN}&lang=en&after=x")).page
    await page.evaluate("history.replaceState(null, '', location.href.replace('&after=x', ''))")
    await page.reload()
    found = page.locator("section[aria-labelledby=articles] [role=status]")
    before = int((await found.inner_text()).removeprefix("Found: "))
    drawing = page.locator("svg .overlay")
    box = await drawing.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    await page.mouse.move(box["x"] + box["width"] * 0.02, middle)
    await page.mouse.down()
    await page.mouse.move(box["x"] + box["width"] * 0.3, middle, steps=4)
    await page.mouse.up()
    await expect(found).not_to_have_text(f"Found: {before}")
    chosen = state_of(page)
    assert chosen["from"] < chosen["to"]
    fewer = int((await found.inner_text()).removeprefix("Found: "))
    assert 0 < fewer < before
    await page.reload()
    await expect(found).to_have_text(f"Found: {fewer}")

    # Its left edge can be moved, and the right one stays.
    await page.mouse.move(box["x"] + box["width"] * 0.02, middle)
    edge = await page.locator("svg .handle--w").bounding_box()
    assert edge is not None
    await page.mouse.move(edge["x"] + edge["width"] / 2, middle)
    await page.mouse.down()
    await page.mouse.move(box["x"] + box["width"] * 0.1, middle, steps=4)
    await page.mouse.up()
    await expect(page.get_by_label("From", exact=True)).not_to_have_value(chosen["from"])
    assert state_of(page)["to"] == chosen["to"]
    await page.get_by_role("button", name="The whole time").click()
    await expect(found).to_have_text(f"Found: {before}")


async def test_a_day_can_be_chosen_without_a_pointer(open_visit: OpenVisit, ask: Ask) -> None:
    page = (await open_visit(f"/explore?view=entity&id={PUTIN}&lang=en")).page
    await page.get_by_label("From", exact=True).fill("2022-01-01")
    count = ask(
        'query($id: ID!) { entity(id: $id) { articles(where: {orderedAt: {gte: "2022-01-01T00:00:00Z"}})'
        " { totalCount } } }",
        id=PUTIN,
    )["entity"]["articles"]["totalCount"]
    found = page.locator("section[aria-labelledby=articles] [role=status]")
    await expect(found).to_have_text(f"Found: {count}")


async def test_an_event_of_one_day_is_told_in_the_reader_s_language(open_visit: OpenVisit, ask: Ask) -> None:
    met = (
        '{ entities(first: 1, where: {eventKind: {eq: "meeting"}, articleCount: {eq: 1}}) { nodes { id } } }'
    )
    [event] = ask(met)["entities"]["nodes"]
    page = (await open_visit(f"/explore?view=entity&id={event['id']}&lang=ar")).page
    await expect(page.locator("dl.facts")).to_contain_text("لقاء")
    await expect(page.locator("dl.facts")).not_to_contain_text("meeting")
    labels = page.locator("figure.timeline svg text.scale")
    await expect(labels).not_to_have_count(0)
    texts = await labels.all_text_contents()
    assert len(set(texts)) == len(texts)
    drawing = await page.locator("figure.timeline svg").bounding_box()
    boxes = [await labels.nth(number).bounding_box() for number in range(len(texts))]
    assert drawing is not None
    assert all(box and box["x"] >= drawing["x"] - 1 for box in boxes)
    assert all(box and box["x"] + box["width"] <= drawing["x"] + drawing["width"] + 1 for box in boxes)


async def test_an_arabic_body_runs_from_the_right_with_every_mention_a_link(
    open_visit: OpenVisit, ask: Ask
) -> None:
    [article] = ask(ARTICLES, lang="ar")["articles"]["nodes"]
    asked = "query($id: ID!) { article(id: $id) { title body mentions { starts ends entity { id } } } }"
    told = ask(asked, id=article["id"])["article"]
    page = (await open_visit(f"/explore?view=article&id={article['id']}&lang=en")).page
    await expect(heading(page)).to_have_text(told["title"])
    direction = "element => getComputedStyle(element).direction"
    assert await page.locator("article").evaluate(direction) == "rtl"
    assert await page.locator(".body p").first.evaluate(direction) == "rtl"
    assert await page.locator("aside").evaluate(direction) == "ltr"
    names = {
        (parse_qs(urlsplit(str(await link.get_attribute("href"))).query)["id"][0], await link.inner_text())
        for link in await page.locator(".body a").all()
    }
    points = list(told["body"])
    assert names
    assert names <= {
        (mention["entity"]["id"], "".join(points[start:end]))
        for mention in told["mentions"]
        for start, end in zip(mention["starts"], mention["ends"], strict=True)
    }
    assert "".join(await page.locator(".body p").all_inner_texts()) == told["body"].replace("\n\n", "")


async def test_marks_of_a_kind_can_be_hidden(open_visit: OpenVisit, views: dict[str, str]) -> None:
    page = (await open_visit(f"{views['article']}&lang=en")).page
    assert await page.locator(".body a.PLACE").count() > 0
    await page.get_by_role("checkbox", name="Place").uncheck()
    await expect(page.locator(".body a.PLACE")).to_have_count(0)
    await expect(page.locator(".body a.PERSON").first).to_be_visible()
    assert state_of(page)["hide"] == "PLACE"
    await page.reload()
    await expect(page.locator(".body a.PERSON").first).to_be_visible()
    await expect(page.locator(".body a.PLACE")).to_have_count(0)


async def test_related_news_tells_its_reasons(open_visit: OpenVisit, views: dict[str, str]) -> None:
    page = (await open_visit(f"{views['article']}&lang=en")).page
    related = page.locator("ol.related > li").first
    title = await related.locator("a").first.inner_text()
    await related.locator("summary").click()
    await expect(related.locator("details li").first).to_have_text(re.compile("Same|Near|Linked"))
    await related.locator("a").first.click()
    await expect(heading(page)).to_have_text(title)


async def test_a_path_is_shown_with_the_sentences_that_prove_it(
    open_visit: OpenVisit, views: dict[str, str]
) -> None:
    page = (await open_visit(f"{views['path']}&lang=en")).page
    first = page.locator(".paths > li").first
    await expect(first.locator(".chain")).to_contain_text("Emmanuel Macron")
    marked = await first.locator(".evidence li").first.locator("mark").all_inner_texts()
    assert len(marked) >= 2
    await page.get_by_role("button", name="Swap both ends").click()
    await expect(first.locator(".chain a").first).to_contain_text("Idlib")
    assert state_of(page)["end"] == MACRON
    await page.get_by_label("At most this many steps").select_option("1")
    await expect(page.get_by_role("status")).to_have_text("Found: 1")
    end = page.get_by_role("combobox", name="To", exact=True)
    await end.fill("")
    await end.press_sequentially("Vladimir Pu")
    await page.locator("[role=option]").first.click()
    await expect(first.locator(".chain a.entity").last).to_contain_text("Vladimir Putin")
    assert state_of(page)["end"] == PUTIN


async def test_the_query_behind_a_view_opens_in_the_playground(
    open_visit: OpenVisit, views: dict[str, str]
) -> None:
    for name in ("entity", "article", "path", "story"):
        visit = await open_visit(f"{views[name]}&lang=en")
        await visit.page.get_by_role("navigation").get_by_text("Playground").click()
        editor = visit.page.locator(".graphiql-query-editor .view-lines")
        await expect(editor).to_contain_text(f"query {name.capitalize()}")
        await visit.page.locator(".graphiql-execute-button").click()
        await expect(visit.page.locator(".result-window .view-lines")).to_contain_text('"data"')
        await visit.page.get_by_role("link", name="Explorer").click()
        await expect(heading(visit.page)).to_have_text("content-graph explorer")
        await visit.page.context.close()


async def test_parts_of_an_entity_s_page_tell_their_queries(open_visit: OpenVisit) -> None:
    page = (await open_visit(f"/explore?view=entity&id={PUTIN}&lang=en&by=PMI")).page
    links = page.get_by_role("link", name="Its query")
    told = [parse_qs(urlsplit(str(await link.get_attribute("href"))).fragment) for link in await links.all()]
    assert [fields["query"][0].split("(")[0] for fields in told] == ["query Timeline", "query EntityWindow"]
    assert '"PMI"' in told[1]["variables"][0]


async def test_exports_are_files_that_programs_read(open_visit: OpenVisit) -> None:
    page = (await open_visit(f"/explore?view=entity&id={PUTIN}&lang=en")).page
    saved: dict[str, bytes] = {}
    for form in ("GraphML", "GEXF", "CSV", "Save as PNG"):
        async with page.expect_download() as waiting:
            await page.get_by_role("button", name=form).click()
        download = await waiting.value
        assert download.suggested_filename.startswith("Vladimir-Putin.")
        saved[form] = (await download.path()).read_bytes()
    for form in ("GraphML", "GEXF"):
        nodes = ElementTree.fromstring(saved[form]).iter()  # noqa: S314
        assert PUTIN in {node.get("id") for node in nodes}
    with zipfile.ZipFile(io.BytesIO(saved["CSV"])) as tables:
        for name in tables.namelist():
            head, *rows = csv.reader(io.StringIO(tables.read(name).decode("utf-8-sig")))
            assert all(len(row) == len(head) for row in rows), name
    assert saved["Save as PNG"].startswith(b"\x89PNG")


async def test_a_server_that_is_away_is_asked_again(open_visit: OpenVisit) -> None:
    visit = await open_visit("/explore?lang=en")
    page = visit.page
    await page.route("**/graphql", lambda route: route.abort())
    await page.get_by_role("combobox").first.fill("Idlib")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("The server cannot be reached.")
    assert visit.faults
    assert all("ERR_FAILED" in fault for fault in visit.faults)
    visit.faults.clear()
    await page.unroute("**/graphql")
    await page.get_by_role("button", name="Try again").click()
    await expect(page.locator(".hits li").first).to_be_visible()


async def test_what_is_not_there_is_said(open_visit: OpenVisit) -> None:
    for view in ("entity", "article", "story"):
        for address in (f"view={view}&id=nobody", f"view={view}"):
            page = (await open_visit(f"/explore?{address}&lang=en")).page
            await expect(page.locator("main")).to_have_text("Nothing found")
            await page.context.close()
    page = (await open_visit("/explore?view=nothing&lang=en")).page
    await expect(heading(page)).to_have_text("content-graph explorer")


async def test_the_language_can_be_changed_where_one_is(open_visit: OpenVisit) -> None:
    page = (await open_visit(f"/explore?view=entity&id={PUTIN}&lang=en")).page
    await page.get_by_label("Language", exact=True).select_option("ar")
    await expect(page.locator("html")).to_have_attribute("dir", "rtl")
    await expect(heading(page)).to_contain_text("فلاديمير بوتين")
    assert state_of(page)["id"] == PUTIN


async def test_the_browser_s_language_is_the_page_s(open_visit: OpenVisit) -> None:
    page = (await open_visit("/explore", locale="ar-EG")).page
    await expect(page.locator("html")).to_have_attribute("lang", "ar")


async def test_keys_go_past_the_head_of_the_page(open_visit: OpenVisit) -> None:
    page = (await open_visit("/explore?lang=en")).page
    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="To the content")
    await expect(skip).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("main")).to_be_focused()
