"""The playground in a real browser, on the real server."""

import re
from collections.abc import Awaitable
from typing import Any, Protocol
from urllib.parse import quote

import pytest
from playwright.async_api import Browser, Page, Response, expect

from browsing import ROOT, OpenVisit, Scheme, Visit
from graph.address import Address
from serving import serving

pytestmark = pytest.mark.browser

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


class Open(Protocol):
    """Opens the playground; `fragment` is what follows # in the address."""

    def __call__(
        self, fragment: str = "", *, scheme: Scheme = "light", width: int = 1280
    ) -> Awaitable[Visit]: ...


@pytest.fixture
def open_playground(open_visit: OpenVisit) -> Open:
    """Opens the playground and waits until it can run a query."""

    async def open_at(fragment: str = "", *, scheme: Scheme = "light", width: int = 1280) -> Visit:
        visit = await open_visit(f"/graphql{fragment}", scheme=scheme, width=width)
        await visit.page.locator(".graphiql-query-editor .view-line").first.wait_for()
        return visit

    return open_at


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


async def test_nothing_leads_to_an_explorer_that_is_off(
    open_playground: Open, browser: Browser, demo_database: Address, environment: dict[str, str]
) -> None:
    link = (await open_playground()).page.get_by_role("link", name="Explorer")
    await expect(link).to_be_visible()
    with serving({**environment, "CONTENT_GRAPH_EXPLORER": "false"}) as url:
        page = await browser.new_page()
        await page.goto(f"{url}/graphql")
        await page.locator(".graphiql-query-editor .view-line").first.wait_for()
        await expect(page.get_by_role("heading", name="content-graph")).to_be_visible()
        await expect(page.get_by_role("link", name="Explorer")).to_have_count(0)
        await page.close()


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
async def test_axe_finds_no_serious_fault(open_playground: Open, scheme: Scheme) -> None:
    visit = await open_playground(scheme=scheme)
    await run(visit.page)
    await visit.picture(f"playground-{scheme}")
    assert await visit.serious_faults() == []


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
