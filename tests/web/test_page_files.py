"""The page and its files over HTTP, built and not built."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

import server.pages
from server.pages import REBUILD, STATIC, Page, page_routes, wants_playground

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


async def endpoint(request: Request) -> Response:
    return (
        await Page.PLAYGROUND.answer(alone=False)
        if wants_playground(request)
        else PlainTextResponse("an answer")
    )


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """A client of the page's routes, with an endpoint beside them that answers everything else."""
    app = Starlette(
        routes=[
            Route("/graphql", endpoint, methods=["GET", "POST"]),
            *page_routes(explorer=True, playground=True),
        ]
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client


@pytest.fixture
def unbuilt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder in the place of server/static that nothing was built into."""
    monkeypatch.setattr(server.pages, "STATIC", tmp_path)
    return tmp_path


@pytest.mark.parametrize("address", ["/graphql", "/explore"])
async def test_every_file_of_the_page_is_served(client: httpx.AsyncClient, address: str) -> None:
    page = await client.get(address, headers=BROWSER)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-cache"
    assert page.headers["vary"] == "Accept"
    files = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(files) >= 3
    for file in files:
        answer = await client.get(f"/{file}")
        assert answer.status_code == 200, file
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("page", Page)
async def test_a_page_is_told_that_the_other_is_off(page: Page) -> None:
    together, alone = await page.answer(alone=False), await page.answer(alone=True)
    assert alone.status_code == 200 and alone.headers["vary"] == "Accept"
    assert b'<html lang="en" class="alone">' in alone.body
    assert isinstance(together, FileResponse) and "alone" not in page.file.read_text("utf-8")


async def test_page_may_load_from_its_own_host_only(client: httpx.AsyncClient) -> None:
    policy = (await client.get("/graphql", headers=BROWSER)).headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["script-src"] == rules["connect-src"] == "'self'"
    words = {word for rule in rules.values() for word in rule.split()}
    assert words == {"'self'", "'none'", "'unsafe-inline'", "data:"}
    assert "'unsafe-inline'" not in rules["script-src"]


@pytest.mark.parametrize(
    ("method", "address", "headers"),
    [
        ("GET", "/graphql?query=%7B__typename%7D", BROWSER),
        ("GET", "/graphql", {"accept": "application/json"}),
        ("GET", "/graphql", {}),
        ("POST", "/graphql", BROWSER),
    ],
)
async def test_clients_get_no_page(
    client: httpx.AsyncClient, method: str, address: str, headers: dict[str, str]
) -> None:
    assert (await client.request(method, address, headers=headers)).text == "an answer"


@pytest.mark.parametrize("path", [".built", "assets/../.built", "assets/nothing.js", "../settings.py"])
async def test_only_built_files_are_served(client: httpx.AsyncClient, path: str) -> None:
    assert (STATIC / ".built").is_file()
    assert (await client.get(f"/static/{path.replace('/../', '/%2e%2e/')}")).status_code == 404


async def test_unbuilt_page_says_what_is_missing(client: httpx.AsyncClient, unbuilt: Path) -> None:
    (unbuilt / ".failed").write_text("npm ci ended with <status> 1\n", encoding="utf-8")
    page = await client.get("/graphql", headers=BROWSER)
    assert page.status_code == 503
    assert page.headers["cache-control"] == "no-store"
    assert "content-security-policy" in page.headers
    assert REBUILD in page.text
    assert "npm ci ended with &lt;status&gt; 1" in page.text
    assert (await client.post("/graphql")).text == "an answer"
