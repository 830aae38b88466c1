"""The explorer's graph in a real browser, on the real server."""

import csv
import io
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import httpx
import pytest
from playwright.async_api import Locator, Page, expect

from browsing import OpenVisit, Scheme

pytestmark = pytest.mark.browser

PUTIN, MACRON = "Q7747", "Q3052772"
BOTH = f"/explore?view=graph&ids={PUTIN},{MACRON}&lang=en"
NEIGHBOURS = """
query($id: ID!, $kinds: [EntityKind!], $from: DateTime) {
  entity(id: $id) {
    cooccurring(kinds: $kinds, from: $from, first: 25) { entities { entity { id name(lang: "en") } } }
  }
}
"""


class Graph:
    """The graph that a page shows."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.drawing = page.locator(".drawing")
        self.entities = page.locator(".lists details").nth(0)
        self.connections = page.locator(".lists details").nth(1)
        self.chosen = page.get_by_role("region", name="What is chosen")

    def entity(self, name: str) -> Locator:
        """The button of an entity in the list."""
        return self.entities.get_by_role("button", name=re.compile(rf"^{re.escape(name)} "))

    async def names(self) -> set[str]:
        """The entities in the list."""
        return set(await self.entities.locator("button .entity").all_inner_texts())

    async def settle(self) -> None:
        """Wait until nothing is asked or moved any more."""
        await expect(self.page.get_by_role("status")).to_contain_text("entities,")
        await expect(self.drawing).not_to_have_attribute("aria-busy", "true")

    async def node_on_drawing(self) -> tuple[float, float, str]:
        """Where one of the entities stands that the graph was not grown from, and its name."""
        box = await self.drawing.bounding_box()
        assert box is not None
        # Nobody but the drawing knows: it is looked for along a grid.
        for step in range(900):
            x = box["x"] + box["width"] * (step % 30 + 0.5) / 30
            y = box["y"] + box["height"] * (step // 30 + 0.5) / 30
            await self.page.mouse.move(x, y)
            name = await self.drawing.get_attribute("title")
            if name and name != "Vladimir Putin":
                return x, y, name
        pytest.fail("there is no entity on the drawing")


async def graph_at(open_visit: OpenVisit, path: str, **options: Any) -> Graph:
    """The graph at an address, when it has come to rest."""
    graph = Graph((await open_visit(path, **options)).page)
    await graph.settle()
    return graph


def ids(page: Page) -> list[str]:
    """What the page's address says that the graph is grown from."""
    return parse_qs(urlsplit(page.url).query)["ids"][0].split(",")


def named_with(server_url: str, *of: str, **variables: Any) -> set[str]:
    """The names of all that some entities are named together with most often, and of themselves."""
    names = {"Vladimir Putin", "Emmanuel Macron"} if len(of) == 2 else set[str]()
    for id_ in of:
        asked = {"query": NEIGHBOURS, "variables": {"id": id_, **variables}}
        answer = httpx.post(f"{server_url}/graphql", json=asked).json()["data"]["entity"]["cooccurring"]
        names |= {found["entity"]["name"] for found in answer["entities"]}
    return names


async def test_a_graph_holds_what_entities_are_named_with(open_visit: OpenVisit, server_url: str) -> None:
    graph = await graph_at(open_visit, BOTH)
    names = named_with(server_url, PUTIN, MACRON)
    assert await graph.names() == names
    status = graph.page.get_by_role("status")
    told = re.fullmatch(r"(\d+) entities, (\d+) connections", await status.inner_text())
    assert told is not None
    assert int(told[1]) == len(names)
    await expect(graph.drawing).to_have_attribute("aria-label", told[0])
    await graph.connections.locator("summary").click()
    await expect(graph.connections.locator("summary")).to_have_text(f"Connections: {told[2]}")


async def test_a_graph_grows_by_keys_and_has_an_address(open_visit: OpenVisit) -> None:
    graph = await graph_at(open_visit, BOTH)
    before = await graph.names()
    await graph.entity("Libya").focus()
    await graph.page.keyboard.press("Enter")
    await expect(graph.chosen.get_by_role("heading")).to_contain_text("Libya")
    await graph.chosen.get_by_role("button", name="Grow from here").press("Enter")
    await expect(graph.entities.locator("summary")).not_to_have_text(f"Entities: {len(before)}")
    await graph.settle()
    grown = await graph.names()
    assert grown > before
    assert ids(graph.page)[:2] == [PUTIN, MACRON]
    assert len(ids(graph.page)) == 3
    await graph.page.reload()
    await graph.settle()
    assert await graph.names() == grown
    await graph.page.go_back()
    await expect(graph.entities.locator("summary")).to_have_text(f"Entities: {len(before)}")


async def test_two_clicks_on_the_drawing_let_it_grow(open_visit: OpenVisit) -> None:
    graph = await graph_at(open_visit, f"/explore?view=graph&ids={PUTIN}&lang=en")
    x, y, name = await graph.node_on_drawing()
    await graph.page.mouse.click(x, y)
    await expect(graph.chosen.get_by_role("heading")).to_contain_text(name)
    # Nothing tells apart two clicks on one place but the time between them.
    await graph.page.mouse.move(x + 200, y)
    await graph.page.mouse.dblclick(x, y)
    await expect(graph.page).to_have_url(re.compile(f"ids={PUTIN}%2C"))
    await graph.settle()
    await expect(graph.chosen.get_by_role("button", name="Grow from here")).to_have_count(0)


async def test_an_entity_can_be_taken_out_and_put_back(open_visit: OpenVisit) -> None:
    graph = await graph_at(open_visit, BOTH)
    before = await graph.names()
    await graph.entity("Idlib").click()
    await graph.chosen.get_by_role("button", name="Take out").click()
    await expect(graph.entity("Idlib")).to_have_count(0)
    assert await graph.names() == before - {"Idlib"}
    await graph.page.get_by_role("button", name="Put back what was taken out (1)").click()
    await expect(graph.entity("Idlib")).to_have_count(1)


async def test_kinds_and_times_narrow_it_down(open_visit: OpenVisit, server_url: str) -> None:
    graph = await graph_at(open_visit, BOTH)
    for kind in ("Place", "Organization", "Event"):
        await graph.page.get_by_role("checkbox", name=kind).uncheck()
    await expect(graph.entity("Idlib")).to_have_count(0)
    await graph.settle()
    assert await graph.names() == named_with(server_url, PUTIN, MACRON, kinds=["PERSON"])
    await expect(graph.page.get_by_role("checkbox", name="Person")).to_be_disabled()
    await graph.page.get_by_label("From", exact=True).fill("2022-01-01")
    later = named_with(server_url, PUTIN, MACRON, kinds=["PERSON"], **{"from": "2022-01-01T00:00:00Z"})
    await expect(graph.entities.locator("summary")).to_have_text(f"Entities: {len(later)}")
    assert await graph.names() == later


async def test_a_connection_shows_the_sentences_behind_it(open_visit: OpenVisit) -> None:
    graph = await graph_at(open_visit, BOTH)
    await graph.connections.locator("summary").click()
    await graph.page.get_by_label("Find").fill("macron")
    button = graph.connections.get_by_role("button", name="Vladimir Putin")
    await button.click()
    await expect(graph.chosen.locator(".evidence li").first.locator("mark").first).to_be_visible()
    await expect(button).to_have_attribute("aria-pressed", "true")
    await graph.page.get_by_role("navigation").get_by_text("Playground").click()
    await expect(graph.page.locator(".graphiql-query-editor .view-lines")).to_contain_text("query Evidence")
    await graph.page.locator(".graphiql-execute-button").click()
    await expect(graph.page.locator(".result-window .view-lines")).to_contain_text('"sentence"')


async def test_files_hold_the_graph(open_visit: OpenVisit) -> None:
    graph = await graph_at(open_visit, BOTH)
    names = await graph.names()
    count = int((await graph.connections.locator("summary").inner_text()).removeprefix("Connections: "))
    saved: dict[str, bytes] = {}
    for form in ("GraphML", "GEXF", "CSV", "PNG"):
        async with graph.page.expect_download() as waiting:
            await graph.page.get_by_role("button", name=form, exact=True).click()
        download = await waiting.value
        assert download.suggested_filename == f"graph.{form.lower()}"
        saved[form] = (await download.path()).read_bytes()
    space = "{http://graphml.graphdrawing.org/xmlns}"
    graphml = ElementTree.fromstring(saved["GraphML"])  # noqa: S314
    assert {data.text for data in graphml.iter(f"{space}data") if data.get("key") == "label"} == names
    assert len(list(graphml.iter(f"{space}edge"))) == count
    gexf = list(ElementTree.fromstring(saved["GEXF"]).iter())  # noqa: S314
    assert {element.get("label") for element in gexf if element.tag.endswith("}node")} == names
    assert sum(element.tag.endswith("}edge") for element in gexf) == count
    rows = list(csv.DictReader(io.StringIO(saved["CSV"].decode())))
    assert len(rows) == count
    assert {row["Source name"] for row in rows} | {row["Target name"] for row in rows} == names
    assert all(int(row["Weight"]) > 0 for row in rows)
    assert saved["PNG"].startswith(b"\x89PNG")


@pytest.mark.parametrize(("scheme", "lang", "width"), [("light", "en", 1280), ("dark", "ar", 390)])
async def test_it_has_no_serious_fault(open_visit: OpenVisit, scheme: Scheme, lang: str, width: int) -> None:
    path = BOTH.replace("lang=en", f"lang={lang}&chosen={MACRON},{PUTIN}")
    visit = await open_visit(path, scheme=scheme, width=width)
    await expect(visit.page.locator(".evidence li").first).to_be_visible()
    await expect(visit.page.locator(".drawing")).not_to_have_attribute("aria-busy", "true")
    assert await visit.serious_faults() == []
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await visit.page.evaluate(wide) == 0
    await visit.picture(f"explorer-graph-{lang}-{scheme}")


async def test_a_graph_begins_with_a_choice(open_visit: OpenVisit) -> None:
    page = (await open_visit("/explore?view=graph&lang=en")).page
    box = page.get_by_role("combobox", name="Add an entity")
    await box.press_sequentially("Emmanuel Mac")
    await page.locator("[role=option]").first.click()
    await Graph(page).settle()
    assert ids(page) == [MACRON]
    assert await page.title() == "Emmanuel Macron – Graph – content-graph explorer"


async def test_without_webgl_the_lists_hold_all_of_it(open_visit: OpenVisit, server_url: str) -> None:
    visit = await open_visit("/explore?lang=en")
    off = "HTMLCanvasElement.prototype.getContext = () => null"
    await visit.page.add_init_script(off)
    await visit.page.goto(f"{server_url}{BOTH}")
    await expect(visit.page.get_by_role("note")).to_contain_text("no WebGL")
    assert await Graph(visit.page).names() == named_with(server_url, PUTIN, MACRON)
    visit.faults.clear()
