"""A visit with a real browser: what a page shows, and every fault that it has on the way."""

from collections.abc import Awaitable
from pathlib import Path
from typing import Any, Literal, Protocol, cast

from axe_playwright_python.async_playwright import Axe  # pyright: ignore[reportMissingTypeStubs]
from playwright.async_api import ConsoleMessage, Page, Request

ROOT = Path(__file__).parents[2]

Scheme = Literal["light", "dark"]
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
    """One page in a browser profile of its own."""

    def __init__(self, page: Page, host: str) -> None:
        self.page = page
        self.faults: list[str] = []
        self._host = host
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        page.context.on("request", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        # Chromium says this of every WebGL page that it draws without a graphics card.
        if message.type in {"error", "warning"} and "GPU stall due to ReadPixels" not in message.text:
            self.faults.append(f"console {message.type}: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self._host, "data:", "blob:")):
            self.faults.append(f"request to another host: {request.url}")

    async def picture(self, name: str) -> None:
        """Write what the page shows to screenshots/NAME.png."""
        SCREENSHOTS.mkdir(exist_ok=True)
        await self.page.screenshot(path=SCREENSHOTS / f"{name}.png")

    async def serious_faults(self) -> list[str]:
        """The serious faults that axe finds on the page as it is."""
        report = await Axe().run(self.page)
        found = cast(list[dict[str, Any]], report.response["violations"])  # pyright: ignore[reportUnknownMemberType]
        return [fault["id"] for fault in found if fault["impact"] in {"serious", "critical"}]


class OpenVisit(Protocol):
    """Opens a path of the server, such as /explore?view=path, with that look, width and language."""

    def __call__(
        self, path: str, *, scheme: Scheme = "light", width: int = 1280, locale: str = "en-US"
    ) -> Awaitable[Visit]: ...
