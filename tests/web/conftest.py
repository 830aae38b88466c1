"""A real browser for the tests of the pages."""

import os
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, async_playwright

from browsing import SWITCHES, OpenVisit, Scheme, Visit


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
async def open_visit(browser: Browser, server_url: str) -> AsyncIterator[OpenVisit]:
    """Opens paths of the server, each in a profile of its own; at the end, no page may have had a fault."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    async def open_at(
        path: str, *, scheme: Scheme = "light", width: int = 1280, locale: str = "en-US"
    ) -> Visit:
        context = await browser.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": 844 if width < 720 else 800},
            reduced_motion="reduce",
            locale=locale,
        )
        contexts.append(context)
        visit = Visit(await context.new_page(), server_url)
        visits.append(visit)
        await visit.page.goto(f"{server_url}{path}", wait_until="networkidle")
        return visit

    yield open_at
    for context in contexts:
        await context.close()
    assert [visit.faults for visit in visits if visit.faults] == []
