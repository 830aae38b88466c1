"""How smooth the explorer's graph is with 2,000 entities: time to lay out, frames a second while moving.

    uv run python -m benchmarks.canvas [--nodes 2000] [--json canvas.json]

The page is the real one in Chromium; the server's answers about neighbours are generated, of 40 entities
with as many neighbours each as it takes. Without a graphics card Chromium draws WebGL on the processor,
so that a laptop shows more frames.
"""

import argparse
import asyncio
import json
import os
import random
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from playwright.async_api import Page, Route, async_playwright

GROWN = 40
ROUNDS = 5
MOVES = 60
KINDS = ("Person", "Place", "Organization", "Event")
FRAMES = """
() => {
  window.frames_seen = [];
  const seen = (now) => { window.frames_seen.push(now); window.frames_on = requestAnimationFrame(seen); };
  window.frames_on = requestAnimationFrame(seen);
}
"""


def neighbours(nodes: int) -> dict[str, Any]:
    """An answer for each of the entities that the graph is grown from; about `nodes` entities in all."""
    draw = random.Random(7)
    pool = [f"entity-{number}" for number in range(nodes - GROWN)]
    names = [f"grown-{number}" for number in range(GROWN)]
    each = len(pool) // GROWN

    def told(id_: str) -> dict[str, Any]:
        kind = KINDS[hash_of(id_) % len(KINDS)]
        count = 1 + hash_of(id_) % 500
        return {"__typename": kind, "id": id_, "name": id_.replace("-", " "), "articleCount": count}

    answers: dict[str, Any] = {}
    for number, id_ in enumerate(names):
        own = pool[number * each : (number + 1) * each]
        others = dict.fromkeys(own + draw.sample(pool, 25) + draw.sample(names, 4))
        entities = [{"count": draw.randint(1, 60), "entity": told(other)} for other in others if other != id_]
        answers[id_] = {**told(id_), "cooccurring": {"entities": entities}}
    return answers


def hash_of(id_: str) -> int:
    """A number that is the same in every run."""
    return sum(ord(letter) * place for place, letter in enumerate(id_, 1))


async def frames(page: Page, moves: int) -> list[float]:
    """Milliseconds between frames while the drawing is dragged and zoomed."""
    box = await page.locator(".drawing").bounding_box()
    assert box is not None  # noqa: S101
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.evaluate(FRAMES)
    await page.mouse.move(x, y)
    await page.mouse.down()
    for step in range(moves):
        await page.mouse.move(x + 3 * (step % 40), y + 2 * (step % 30))
    await page.mouse.up()
    for step in range(moves // 6):
        await page.mouse.wheel(0, 120 if step % 2 else -120)
    times: list[float] = await page.evaluate("() => { cancelAnimationFrame(frames_on); return frames_seen }")
    return [later - before for before, later in pairwise(times)]


async def measured(url: str, nodes: int) -> dict[str, Any]:
    """Open the page with a generated graph and move it."""
    answers = neighbours(nodes)

    async def answer(route: Route) -> None:
        asked = json.loads(route.request.post_data or "{}")
        await route.fulfill(json={"data": {"entity": answers[asked["variables"]["id"]]}})

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        await page.route("**/graphql", answer)
        await page.goto(f"{url}/explore?view=graph&lang=en&ids={','.join(answers)}", wait_until="load")
        started = asyncio.get_running_loop().time()
        await page.locator(".drawing[aria-busy]").wait_for()
        moving = await frames(page, MOVES)
        await page.locator(".drawing:not([aria-busy])").wait_for(timeout=120_000)
        laid = asyncio.get_running_loop().time() - started
        rounds = [await frames(page, MOVES) for _ in range(ROUNDS)]
        told = await page.get_by_role("status").inner_text()
        await browser.close()
    return {"graph": told, "layout_seconds": laid, "while_laid_out": moving, "rounds": rounds}


def report(found: dict[str, Any]) -> None:
    """Print what was measured as a table."""
    rates = [1000 * len(times) / sum(times) for times in found["rounds"]]
    longest = [max(times) for times in found["rounds"]]
    moving = found["while_laid_out"]

    print(found["graph"])
    meanwhile = 1000 * len(moving) / sum(moving)
    print(f"laid out in {found['layout_seconds']:.1f} s, at {meanwhile:.0f} frames/s meanwhile")
    print(f"moved and zoomed: {median(rates):.0f} [{min(rates):.0f}-{max(rates):.0f}] frames/s")
    print(f"longest frame: {median(longest):.0f} [{min(longest):.0f}-{max(longest):.0f}] ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.canvas", description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="A server that gives the pages.")
    parser.add_argument("--nodes", type=int, default=2000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found = asyncio.run(measured(options.url, options.nodes))
    report(found)
    if options.json:
        options.json.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
