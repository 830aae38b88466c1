"""The playground in a real browser, on the real server."""

import os
import re
from collections.abc import AsyncIterator, Awaitable
from pathlib import Path
from typing import Any, Literal, Protocol, cast
from urllib.parse import quote

import pytest
from axe_playwright_python.async_playwright import Axe  # pyright: ignore[reportMissingTypeStubs]
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    async_playwright,
    expect,
)

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "web" / "src" / "examples").glob("*.graphql"))
OPERATIONS = [
    re.findall(r"^(query|subscription) (\w+)", path.read_text("utf-8"), re.MULTILINE)[0] for path in EXAMPLES
]
NAMES = [name for _, name in OPERATIONS]
QUERIES = [name for kind, name in OPERATIONS if kind == "query"]
SUBSCRIPTIONS = [name for kind, name in OPERATIONS if kind == "subscription"]

RIGHT_TO_LEFT = """
([editor, first, last]) => {
  const left = letter => {
    for (const line of document.querySelectorAll(editor + ' .view-line')) {
      const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const at = walk.currentNode.data.indexOf(letter);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walk.currentNode, at);
        range.setEnd(walk.currentNode, at + 1);
        return range.getBoundingClientRect().x;
      }
    }
  };
  return left(first) > left(last);
}
"""
"""Whether the first of two letters in an editor stands to the right of the second."""
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""Switches of Chromium; the last one leaves it no host to reach but this one."""

SCREENSHOTS = ROOT / "screenshots"


class Visit:
    """One page of the playground in a browser profile of its own."""

    def __init__(self, page: Page, host: str) -> None:
        self.page = page
        self.faults: list[str] = []
        self._host = host
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        page.context.on("request", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"console {message.type}: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self._host, "data:", "blob:")):
            self.faults.append(f"request to another host: {request.url}")

    async def picture(self, name: str) -> None:
        """Write what the page shows to screenshots/NAME.png."""
        SCREENSHOTS.mkdir(exist_ok=True)
        await self.page.screenshot(path=SCREENSHOTS / f"{name}.png")


class Open(Protocol):
    """Opens the playground; `fragment` is what follows # in the address."""

    def __call__(
        self, fragment: str = "", *, scheme: Literal["light", "dark"] = "light", width: int = 1280
    ) -> Awaitable[Visit]: ...


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, which cannot reach any host but this one."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=SWITCHES,
        )
        yield chromium
        await chromium.close()


@pytest.fixture
async def open_playground(browser: Browser, server_url: str) -> AsyncIterator[Open]:
    """Opens the playground and waits until it can run a query; at the end, no page may have had a fault."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    async def open_page(
        fragment: str = "", *, scheme: Literal["light", "dark"] = "light", width: int = 1280
    ) -> Visit:
        height = 844 if width < 720 else 800
        context = await browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        contexts.append(context)
        visit = Visit(await context.new_page(), server_url)
        visits.append(visit)
        async with visit.page.expect_response(is_introspection):
            await visit.page.goto(f"{server_url}/graphql{fragment}")
        await visit.page.locator(".graphiql-query-editor .view-line").first.wait_for()
        return visit

    yield open_page
    for context in contexts:
        await context.close()
    assert [visit.faults for visit in visits if visit.faults] == []


def is_introspection(response: Response) -> bool:
    """Whether a response answers the playground's own question for the schema."""
    return "IntrospectionQuery" in (response.request.post_data or "")


def is_answer(response: Response) -> bool:
    """Whether a response answers a query that the person sent."""
    asked = response.request.post_data or ""
    return response.request.method == "POST" and "IntrospectionQuery" not in asked


async def run(page: Page) -> Any:
    """Press the button that runs the query of the open tab; the answer as JSON."""
    async with page.expect_response(is_answer) as waiting:
        await page.locator(".graphiql-execute-button").click()
    answer = await (await waiting.value).json()
    await expect(page.locator(".result-window .view-lines")).to_contain_text('"data"')
    return answer


async def test_one_tab_for_each_example(open_playground: Open) -> None:
    visit = await open_playground()
    assert len(NAMES) >= 6
    assert await visit.page.locator(".graphiql-tab-button").all_inner_texts() == NAMES


@pytest.mark.parametrize("name", SUBSCRIPTIONS)
async def test_subscription_tells_what_comes_in(open_playground: Open, name: str) -> None:
    visit = await open_playground()
    await visit.page.get_by_role("button", name=name, exact=True).click()
    await visit.page.locator(".graphiql-execute-button").click()
    await expect(visit.page.locator(".result-window .view-lines")).to_contain_text("arrival.")
    await visit.page.locator(".graphiql-execute-button").click()


@pytest.mark.parametrize("name", QUERIES)
async def test_example_answers(open_playground: Open, name: str) -> None:
    visit = await open_playground()
    await visit.page.get_by_role("button", name=name, exact=True).click()
    answer = await run(visit.page)
    assert "errors" not in answer
    assert answer["data"]
    for field, value in answer["data"].items():
        assert value, f"{field} is empty"
    await visit.picture(f"playground-{name}")


async def test_address_carries_an_operation(open_playground: Open) -> None:
    query = quote("query Shared($word: String!) { search(query: $word, first: 1) { score } }")
    variables = quote('{"word": "بوتين"}')
    visit = await open_playground(f"#query={query}&variables={variables}")
    assert (await visit.page.locator(".graphiql-tab-button").all_inner_texts())[0] == "Shared"
    answer = await run(visit.page)
    assert "errors" not in answer


async def test_arabic_string_runs_right_to_left_in_the_editor(open_playground: Open) -> None:
    visit = await open_playground("#query=" + quote('{ search(query: "غدا يسافر بوتين.") { score } }'))
    await visit.page.wait_for_function(RIGHT_TO_LEFT, arg=[".graphiql-query-editor", "غ", "."])


async def test_arabic_result_runs_right_to_left(open_playground: Open) -> None:
    visit = await open_playground("#query=" + quote('{ person(name: "Putin") { name(lang: "ar") } }'))
    answer = await run(visit.page)
    assert answer["data"]["person"]["name"] == "فلاديمير بوتين"
    await visit.page.wait_for_function(RIGHT_TO_LEFT, arg=[".result-window", "ف", "ب"])


async def test_headers_are_sent(open_playground: Open) -> None:
    visit = await open_playground("#query=" + quote("{ __typename }"))
    await visit.page.get_by_role("button", name="Headers").click()
    await visit.page.locator(".graphiql-editor-tool .graphiql-editor:not(.hidden) .view-lines").click()
    await visit.page.keyboard.insert_text('{"authorization": "Bearer a-token"}')
    async with visit.page.expect_request(
        lambda request: "__typename" in (request.post_data or "")
    ) as waiting:
        await visit.page.locator(".graphiql-execute-button").click()
    sent = await waiting.value
    assert await sent.header_value("authorization") == "Bearer a-token"


async def test_documentation_shows_the_schema(open_playground: Open) -> None:
    visit = await open_playground()
    await visit.page.get_by_role("button", name="Show Documentation Explorer").click()
    panel = visit.page.locator(".graphiql-plugin")
    await panel.get_by_role("link", name="Query", exact=True).click()
    await expect(panel).to_contain_text("suggest")
    await visit.picture("playground-documentation")


async def test_query_explorer_writes_a_query(open_playground: Open) -> None:
    visit = await open_playground("#query=" + quote("query Mine { __typename }"))
    await visit.page.get_by_role("button", name="Show GraphiQL Explorer").click()
    await (
        visit.page.locator(".graphiql-explorer-node .graphiql-explorer-field-view")
        .get_by_text("organization", exact=True)
        .click()
    )
    await expect(visit.page.locator(".graphiql-query-editor .view-lines")).to_contain_text("organization")
    await visit.picture("playground-explorer")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_no_serious_fault(open_playground: Open, scheme: Literal["light", "dark"]) -> None:
    visit = await open_playground(scheme=scheme)
    await run(visit.page)
    report = await Axe().run(visit.page)
    found = cast(list[dict[str, Any]], report.response["violations"])  # pyright: ignore[reportUnknownMemberType]
    await visit.picture(f"playground-{scheme}")
    assert [fault["id"] for fault in found if fault["impact"] in {"serious", "critical"}] == []


async def test_phone_shows_operation_and_result(open_playground: Open) -> None:
    visit = await open_playground(width=390)
    await run(visit.page)
    for part in (".graphiql-query-editor", ".result-window"):
        box = await visit.page.locator(part).bounding_box()
        assert box is not None
        assert box["width"] > 300
        assert box["height"] > 150
        assert box["x"] + box["width"] <= 390
    await visit.picture("playground-phone")
